"""Days as pages write them, in numbers or in the words of the page's language, turned into ISO dates and times.

The door to dateparser, which knows the names of months in all languages that news is written in. A day that can be
read in two ways (03/04/2021 on a page that does not say of which country it is) is not guessed at.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from functools import lru_cache

from index.readers.locale import ANYWHERE, Locale

_LONGEST = 200
_CLOCK = r"(?:[T ,;–-]*(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\.\d+)?\s?(?P<half>[ap]\.?m\b)?)?"
_ZONE = r"(?:\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d))?"
_ISO = re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){_CLOCK}{_ZONE}", re.I)
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?|[2-9]\d{8}(?:\d{3})?")
_DOTTED = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}})(?!\d){_CLOCK}", re.I)
_SLASHED = re.compile(rf"(?<!\d)(?P<one>\d{{1,2}})[/-](?P<two>\d{{1,2}})[/-](?P<year>\d{{4}})(?!\d){_CLOCK}", re.I)
# 03.05.21, 03/05/21: only where the day surely comes first
_OF_CENTURY = re.compile(
    rf"(?<![\d./-])(?P<day>\d\d?)(?P<by>[./])(?P<month>\d\d?)(?P=by)(?P<short>\d\d)(?![\d/-]|\.\d){_CLOCK}", re.I
)
_WEEKDAYS: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*\.?,?\s*$", re.I)
_EASTERN = re.compile(r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]")
_VIETNAMESE = re.compile(r"(?<!\d)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:,|\s+năm)?\s+(?P<year>\d{4})\b", re.I)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_ENGLISH = re.compile(
    rf"\b(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH}[,-]?\s*\d{{4}})\b",
    re.I,
)
_OF = re.compile(r"-|\s+of\s+", re.I)
_WORD_OF_MONTH = r"(?P<month>[^\W\d_]{3,14})"
_IN_WORDS = tuple(
    re.compile(form)
    for form in (
        # 3. Mai 2021; 1er août 2023; 3 de mayo de 2021
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|er|º|ª|°)?\s+(?:de\s+|d’|d')?{_WORD_OF_MONTH}\.?,?\s+(?:de[l]?\s+)?(?P<year>\d{{4}})\b",
        # 2021. május 3.; 2021 m. gegužės 3 d.
        rf"\b(?P<year>\d{{4}})\.?\s+(?:m\.\s+)?{_WORD_OF_MONTH}\s+(?P<day>\d{{1,2}})(?!\d)",
        # Mayo 3, 2021
        rf"\b{_WORD_OF_MONTH}\.?\s+(?P<day>\d{{1,2}})(?:\s+de)?,?\s+(?:del?\s+)?(?P<year>\d{{4}})\b",
        # 2021. gada 3. maijs
        rf"\b(?P<year>\d{{4}})\.?\s+gada\s+(?P<day>\d{{1,2}})\.\s+{_WORD_OF_MONTH}",
    )
)

_MONTHS: tuple[str, ...] = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_OF_MONTH = r"3[01]|[12]\d|0?[1-9]"
# A number with which the last part begins is the article's: /2021/05/11-new-officers.
_OF_PATH = re.compile(
    rf"/(?P<year1>(?:19|20)\d\d)/(?P<month1>1[0-2]|0?[1-9]|{'|'.join(_MONTHS)})/(?P<day1>{_DAY_OF_MONTH})(?=[/_.?]|$)"
    rf"|(?<!\d)(?<!\d-)(?P<year2>(?:19|20)\d\d)-(?P<month2>1[0-2]|0[1-9])-(?P<day2>3[01]|[12]\d|0[1-9])(?![\d])"
    rf"|(?<!\d)(?P<year3>(?:199|20[0-4])\d)(?P<month3>1[0-2]|0[1-9])(?P<day3>3[01]|[12]\d|0[1-9])(?!\d)",
    re.I,
)

# What pages write beside a day to say that a text was published or changed then.
_STATUS = frozenset(
    "published updated posted modified corrected edited publication update veröffentlicht aktualisiert geändert"
    " stand erstellt publié publiée modifié modifiée publicado publicada actualizado actualizada atualizado atualizada"
    " pubblicato aggiornato modificato gepubliceerd bijgewerkt gewijzigd publicerad uppdaterad publicert oppdatert"
    " publiceret opdateret opublikowano zaktualizowano aktualizacja опубликовано обновлено".split()
)
_AROUND = frozenset(
    "a an the this article story page post was is has been and on at in first last originally date time am pm min"
    " mins minute minutes read reading by um uhr vom den zuletzt von lesezeit minuten le la à mis mise jour et par"
    " temps tiempo tempo lecture el las y por hora horas lectura il alle ore di lettura em às leitura op om uur"
    " laatste door kl klockan af av dnia godz data w в monday mon tuesday tue tues wednesday wed thursday thu thur"
    " thurs friday fri saturday"
    " sat sunday sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi"
    " jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì"
    " giovedì venerdì sabato domenica segunda terça quarta quinta sexta feira maandag dinsdag woensdag donderdag"
    " vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag"
    " poniedziałek wtorek środa czwartek piątek sobota niedziela".split()
)
_HOUR = re.compile(r"\d{1,2}\s?[:.hH]\s?\d\d(?:\s?[ap]\.m\.)?")
_OF_ZONE = re.compile(r"\b(?:[A-Z]{2,5}|(?:[A-Z][\w’'-]+ |local ){1,2}[Tt]ime)\b")
_WORD = re.compile(r"[^\W\d_]+")


def beside_day(line: str, locale: Locale = ANYWHERE) -> str | None:
    """What a line says beside a day, its hour and that something was published then; None where it has no day.

    "Alsund. Updated 3 May 2021, 08:15" says no more: one word, of a place or a section, may stand in such a line.
    """
    rest = line
    for match, _ in list(days_in(line, locale)):
        rest = rest.replace(match[0], " ")
    if rest == line:
        return None
    if _HOUR.search(line):
        rest = _OF_ZONE.sub(" ", _HOUR.sub(" ", rest))
    words = [word.lower() for word in _WORD.findall(rest)]
    left = [word for word in words if word not in _STATUS and word not in _AROUND]
    return rest if len(left) > (not _STATUS.isdisjoint(words)) else ""


def is_beside(word: str) -> bool:
    """Whether a word says no more beside a day than that something was published then, or when."""
    return word.lower() in _STATUS or word.lower() in _AROUND


def only_labels(line: str) -> bool:
    """Whether a line is what stands before a day that is shown elsewhere: "First published:"."""
    words = [word.lower() for word in _WORD.findall(line)]
    return not _STATUS.isdisjoint(words) and all(word in _STATUS or word in _AROUND for word in words)


def iso_of(raw: str, locale: Locale = ANYWHERE) -> Iterator[str]:
    """The ISO forms of a value that machines are told, the likeliest first; nothing where it is no sure day."""
    if _EPOCH.fullmatch(raw):
        yield datetime.fromtimestamp(int(raw[:-3] if len(raw) > 11 else raw), UTC).isoformat()
    elif match := _PACKED.fullmatch(raw):
        yield "{}-{}-{}T{}:{}:{}".format(*match.groups())
    else:
        yield from (iso for _, iso in days_in(raw[:_LONGEST], locale))


def day_of_address(url: str) -> str:
    """The day in an address as ISO, or nothing: /2021/05/03/, /2021/may/03/, /2021-05-03-ferry, ferry-20210503.html."""
    match = _OF_PATH.search(url)
    if match is None:
        return ""
    part = {name.rstrip("123"): value for name, value in match.groupdict().items() if value}
    month = _MONTHS.index(part["month"][:3].lower()) + 1 if part["month"].isalpha() else int(part["month"])
    return f"{part['year']}-{month:02}-{int(part['day']):02}"


def days_in(line: str, locale: Locale = ANYWHERE) -> Iterator[tuple[re.Match[str], str]]:
    """The days that stand in a line, in its order, each with where it stands and as ISO or in English words."""
    found = [
        *((match, _iso(match)) for match in _ISO.finditer(line)),
        *((match, _iso(match)) for match in _DOTTED.finditer(line)),
        *((match, _iso(match)) for match in _EASTERN.finditer(line)),
        *((match, _iso(match)) for match in _VIETNAMESE.finditer(line)),
        *((match, _slashed(match, locale)) for match in _SLASHED.finditer(line)),
        *((match, _OF.sub(" ", match[0])) for match in _ENGLISH.finditer(line)),
    ]
    if locale.day_first:
        found += [(match, _of_century(match)) for match in _OF_CENTURY.finditer(line)]
    if locale.languages:
        found += [(match, _in_words(match, locale)) for form in _IN_WORDS for match in form.finditer(line)]
    yield from _apart((match, iso) for match, iso in found if iso)


def _apart(found: Iterable[tuple[re.Match[str], str]]) -> Iterator[tuple[re.Match[str], str]]:
    """In the order of the line, the longer of two that overlap: what stands before a day says what it is the day of."""
    end = 0
    for match, iso in sorted(found, key=lambda one: (one[0].start(), -one[0].end())):
        if match.start() >= end:
            yield match, iso
            end = match.end()


def _iso(match: re.Match[str], **swapped: str) -> str:
    part = {**match.groupdict(default=""), **swapped}
    day = f"{part['year']}-{part['month']:>02}-{part['day']:>02}"
    if not part.get("hour"):
        return day
    hour = int(part["hour"]) % 12 + 12 * part["half"].lower().startswith("p") if part["half"] else int(part["hour"])
    zone = part.get("zone", "").upper().replace("UTC", "Z").replace("GMT", "Z")
    return f"{day}T{hour:02}:{part['minute']}:{part['second'] or '00'}{zone}"


def _slashed(match: re.Match[str], locale: Locale) -> str:
    one, two = int(match["one"]), int(match["two"])
    if two > 12 or (locale.day_first is False and one <= 12):
        return _iso(match, month=match["one"], day=match["two"])
    if one > 12 or one == two or locale.day_first:
        return _iso(match, month=match["two"], day=match["one"])
    weekday = _WEEKDAY.search(match.string[: match.start()])
    if weekday is None or not one or not two:
        return ""
    fitting = [
        (month, day) for month, day in ((one, two), (two, one)) if _falls_on(int(match["year"]), month, day, weekday[1])
    ]
    return _iso(match, month=str(fitting[0][0]), day=str(fitting[0][1])) if len(fitting) == 1 else ""


def _falls_on(year: int, month: int, day: int, weekday: str) -> bool:
    """Whether "Mon" says of "Mon, 05/03/2021" which of the numbers is the month."""
    return year > 0 and _WEEKDAYS[date(year, month, day).weekday()] == weekday.lower()


def _of_century(match: re.Match[str]) -> str:
    """A day with two digits of its year: the latest such year that has begun."""
    if not 1 <= int(match["month"]) <= 12:
        return ""
    this = date.today().year
    year = this - (this - int(match["short"])) % 100
    return _iso(match, year=str(year))


def _in_words(match: re.Match[str], locale: Locale) -> str:
    months = (_month(match["month"].lower(), code) for code in locale.languages)
    month = next((number for number in months if number), 0)
    return f"{match['year']}-{month:02}-{match['day']:>02}" if month else ""


@lru_cache(maxsize=10_000)
def _month(word: str, code: str) -> int:
    """Which month the language calls so; 0 where none."""
    import dateparser

    settings = {"REQUIRE_PARTS": ["day", "month", "year"]}
    try:
        parsed = dateparser.parse(f"1 {word} 2021", languages=[code], settings=settings)
    except ValueError:  # a language that it does not know
        return 0
    return parsed.month if parsed and parsed.day == 1 else 0
