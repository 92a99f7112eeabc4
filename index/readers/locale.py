"""In which languages a page names months, and whether it writes the day before the month.

By what it says of its language, and by the country that its address ends with.
"""

from dataclasses import dataclass

from index.identity import outlet_of

_LANGUAGE_OF = {
    country: language
    for language, countries in {
        "bg": "bg",
        "cs": "cz",
        "da": "dk",
        "de": "de at",
        "el": "gr",
        "es": "es mx ar cl pe ec uy py bo ve cr gt hn ni do cu",
        "et": "ee",
        "fi": "fi",
        "fr": "fr sn ci",
        "hr": "hr",
        "hu": "hu",
        "id": "id",
        "is": "is",
        "it": "it",
        "lt": "lt",
        "lv": "lv",
        "nb": "no",
        "nl": "nl",
        "pl": "pl",
        "pt": "pt br",
        "ro": "ro",
        "ru": "ru",
        "sk": "sk",
        "sl": "si",
        "sr": "rs",
        "sv": "se",
        "tr": "tr",
        "uk": "ua",
        "vi": "vn",
    }.items()
    for country in countries.split()
}
_SMALL_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "cs": "je se že jsou byl která který jako také aby",
        "da": "og det er af til har ikke jeg blev også",
        "de": "der die das und ist nicht mit auf eine dem wird auch",
        "en": "the of and is was that for with said it by",
        "es": "el los las y en una por con para del se su",
        "fi": "ja on oli että mutta myös ovat kun sen hän",
        "fr": "le les des et est dans pour une qui sur du au",
        "hu": "és hogy nem egy volt meg is a az van",
        "it": "il di che un per con della è sono nel gli anche",
        "nb": "og det er av til har ikke jeg ble også",
        "nl": "het een en van dat voor niet zijn met werd ook",
        "pl": "się nie na że jest oraz do był przez jak",
        "pt": "os um uma não com do da em foi ao mais é",
        "ro": "și este din care pentru că mai în fost sunt",
        "sv": "och att det som är på av har inte till",
        "tr": "ve bir bu için da olarak ile çok daha olan",
    }.items()
}
_WORDS, _SHARE, _AHEAD = 400, 0.08, 1.3
"""Words of a text that are counted, the share of them that are a language's, and how many more than any other's."""
_DAY_FIRST = frozenset("fr es it pt ca gl ro nl sv nb da de fi is pl cs sk hr sl sr bg ru uk el tr he ar id vi".split())
"""Languages whose countries all write the day before the month: English is not one of them."""
_ENGLISH_DAY_FIRST = frozenset("gb uk ie au nz in za sg my hk ng ke gh pk lk ug tz zm zw jm mt".split())
_MONTH_FIRST = frozenset("us gov mil edu".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """Codes of languages, those of its own first, without English, which is always known; none where nothing says.

    `day_first` is None where 03/04/2021 could be read in both ways.
    """

    languages: tuple[str, ...] = ()
    day_first: bool | None = None


ANYWHERE = Locale()


def locale_of(language: str | None, url: str | None) -> Locale:
    """Of a page with this language ("en-GB") and address; the country of the address knows its own order best.

    Systems of newsrooms call a page "en-US" where nobody says what it is.
    """
    code, _, region = (language or "").lower().partition("-")
    code = {"no": "nb", "nn": "nb"}.get(code, code)
    country = ((outlet_of(url) if url else None) or "").rpartition(".")[2]
    codes = dict.fromkeys((code, _LANGUAGE_OF.get(country, "")))
    languages = tuple(one for one in codes if one not in ("", "en"))
    if country in _LANGUAGE_OF or country in _ENGLISH_DAY_FIRST:
        return Locale(languages=languages, day_first=True)
    if country in _MONTH_FIRST:
        return Locale(languages=languages, day_first=False)
    if code in _DAY_FIRST or (code == "en" and region in _ENGLISH_DAY_FIRST):
        return Locale(languages=languages, day_first=True)
    return Locale(languages=languages, day_first=False if (code, region) == ("en", "us") else None)


def language_of(text: str) -> str | None:
    """The language that a text is written in, where its smallest words tell it from the others; else None."""
    words = text.casefold().split()[:_WORDS]
    counts = {code: sum(word in small for word in words) for code, small in _SMALL_WORDS.items()}
    best, second = sorted(counts, key=lambda code: counts[code], reverse=True)[:2]
    sure = counts[best] >= max(3, _SHARE * len(words), _AHEAD * counts[second])
    return best if sure else None
