"""Days as pages write them, in numbers or in the words of the page's language, turned into ISO dates and times.

The door to dateparser, which knows the names of months in all languages that news is written in. A day that can be
read in two ways (03/04/2021 on an English page) is not guessed at.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

_LONGEST = 200
_CLOCK = r"(?:[T ,;–-]*(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\.\d+)?\s?(?P<half>[ap]\.?m\b)?)?"
_ZONE = r"(?:\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d))?"
_ISO = re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d){_CLOCK}{_ZONE}", re.I)
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?|[2-9]\d{8}(?:\d{3})?")
_DOTTED = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}})(?!\d){_CLOCK}", re.I)
_SLASHED = re.compile(rf"(?<!\d)(?P<one>\d{{1,2}})[/-](?P<two>\d{{1,2}})[/-](?P<year>\d{{4}})(?!\d){_CLOCK}", re.I)
_EASTERN = re.compile(r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_ENGLISH = re.compile(
    rf"\b(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+{_MONTH}[,-]?\s*\d{{4}})\b",
    re.I,
)
# 3. Mai 2021; 1er août 2023; 3 de mayo de 2021
_IN_WORDS = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:\.|er|º|ª|°)?\s+(?:de\s+|d’|d')?(?P<month>[^\W\d_]{3,14})\.?,?\s+(?:de[l]?\s+)?(?P<year>\d{4})\b"
)
_DAY_FIRST = frozenset("fr es it pt ca gl ro nl sv nb no da fi is pl cs sk hr sl sr bg ru uk el tr he ar id vi".split())
"""Languages whose countries all write the day before the month: English is not one of them."""

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


def beside_day(line: str, language: str = "") -> str | None:
    """What a line says beside a day, its hour and that something was published then; None where it has no day.

    "Alsund. Updated 3 May 2021, 08:15" says no more: one word, of a place or a section, may stand in such a line.
    """
    rest = line
    for match, _ in list(days_in(line, language)):
        rest = rest.replace(match[0], " ")
    if rest == line:
        return None
    if _HOUR.search(line):
        rest = _OF_ZONE.sub(" ", _HOUR.sub(" ", rest))
    words = [word.lower() for word in _WORD.findall(rest)]
    left = [word for word in words if word not in _STATUS and word not in _AROUND]
    return rest if len(left) > (not _STATUS.isdisjoint(words)) else ""


def only_labels(line: str) -> bool:
    """Whether a line is what stands before a day that is shown elsewhere: "First published:"."""
    words = [word.lower() for word in _WORD.findall(line)]
    return not _STATUS.isdisjoint(words) and all(word in _STATUS or word in _AROUND for word in words)


def iso_of(raw: str, language: str = "") -> Iterator[str]:
    """The ISO forms of a value that machines are told, the likeliest first; nothing where it is no sure day."""
    if _EPOCH.fullmatch(raw):
        yield datetime.fromtimestamp(int(raw[:-3] if len(raw) > 11 else raw), UTC).isoformat()
    elif match := _PACKED.fullmatch(raw):
        yield "{}-{}-{}T{}:{}:{}".format(*match.groups())
    else:
        yield from (iso for _, iso in days_in(raw[:_LONGEST], language))


def days_in(line: str, language: str = "") -> Iterator[tuple[re.Match[str], str]]:
    """The days that stand in a line, in its order, each with where it stands and as ISO or in English words."""
    found = [
        *((match, _iso(match)) for match in _ISO.finditer(line)),
        *((match, _iso(match)) for match in _DOTTED.finditer(line)),
        *((match, _iso(match)) for match in _EASTERN.finditer(line)),
        *((match, _slashed(match, language)) for match in _SLASHED.finditer(line)),
        *((match, match[0].replace("-", " ")) for match in _ENGLISH.finditer(line)),
    ]
    if code := _code(language):
        found += [(match, _in_words(match, code)) for match in _IN_WORDS.finditer(line)]
    yield from sorted(((match, iso) for match, iso in found if iso), key=lambda one: one[0].start())


def _iso(match: re.Match[str], **swapped: str) -> str:
    part = {**match.groupdict(default=""), **swapped}
    day = f"{part['year']}-{part['month']:>02}-{part['day']:>02}"
    if not part.get("hour"):
        return day
    hour = int(part["hour"]) % 12 + 12 * part["half"].lower().startswith("p") if part["half"] else int(part["hour"])
    zone = part.get("zone", "").upper().replace("UTC", "Z").replace("GMT", "Z")
    return f"{day}T{hour:02}:{part['minute']}:{part['second'] or '00'}{zone}"


def _slashed(match: re.Match[str], language: str) -> str:
    one, two = int(match["one"]), int(match["two"])
    if two > 12:
        return _iso(match, month=match["one"], day=match["two"])
    if one > 12 or one == two or language.split("-")[0].lower() in _DAY_FIRST:
        return _iso(match, month=match["two"], day=match["one"])
    return ""


def _code(language: str) -> str:
    """The language's code where its months are not the English ones."""
    code = language.split("-")[0].lower()
    return "" if code == "en" else {"no": "nb"}.get(code, code)


def _in_words(match: re.Match[str], code: str) -> str:
    import dateparser

    text = f"{match['day']} {match['month']} {match['year']}"
    try:
        parsed = dateparser.parse(text, languages=[code], settings={"REQUIRE_PARTS": ["day", "month", "year"]})
    except ValueError:  # a language that it does not know
        return ""
    return parsed.date().isoformat() if parsed and parsed.day == int(match["day"]) else ""
