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
