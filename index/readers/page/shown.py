"""The day that a page shows readers, by where it stands: beside the headline, else in others that are named for dates.

Days of other articles, of comments and of today stand elsewhere; those said to be of a change are none of these.
"""

import re
from collections.abc import Iterator

from index.readers.days import days_in
from index.readers.locale import Locale
from index.readers.page.found import Found
from index.readers.page.places import NOWHERE, Places
from index.readers.page.tree import Element, broken_lines, line_of

CHANGED = re.compile(
    r"updat|modif|\bedited|\blast (?:change|review)|\brevis|\bcorrect|aktualis|geändert|mise? à jour"
    r"|actuali[sz]|aggiorn|atualiz|bijgewerkt|gewijzigd|\bopp?dater|uppdater|aktualiz|zaktual|frissít|обновл|оновл"
    r"|güncel|更新|수정",
    re.I,
)
_AS_OF = re.compile(r"\bstand\b[:\s]*$", re.I)  # German: the day of publication where no other is named
_DATELINE = re.compile(r"[A-ZÀ-Þ][^\n;:!?]{1,40}?,\s+(.{6,30}?)\s*(?:\([^()]{2,40}\)\s*)?(?:--|[-–—])\s")
_CLASSED = re.compile(r"publi|date|time|posted|byline|meta|datum|fecha|data(?![a-z])|info|veröff|veroeff", re.I)
_LONGEST = 60  # characters of a line that names a day
_PIECES = 5  # elements in one that holds a line or few
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CAMEL = re.compile(r"_|(?<=[a-z])(?=[A-Z])")
_OF_ENTRY = re.compile(r"entry-date|publish", re.I)  # said beside "updated" where a text never changed


def named_as(element: Element) -> str:
    """The names of its class and id, those in one word parted."""
    return _CAMEL.sub(" ", f"{element.get('class', '')} {element.get('id', '')}")


def is_of_change(named: str) -> bool:
    """Whether an element is named for the day of a change alone."""
    return bool(CHANGED.search(named)) and not _OF_ENTRY.search(named)


def shown_days(root: Element, places: Places, locale: Locale) -> list[tuple[int, str]]:
    """The days in elements that are named for dates or are a `<time>`, each with its rank, the likeliest first."""
    ranked: list[tuple[int, int, str]] = []
    for element in root.xpath("//time | //*[@class or @id][not(*[6])]"):
        named = named_as(element)
        if is_of_change(named) or not (element.tag == "time" or _CLASSED.search(named)):
            continue
        line = line_of(element)
        if len(line) < 200 and (day := published_in(element, line, locale)):
            ranked.append((places.rank(element), len(ranked), day))
    return [(rank, day) for rank, _, day in sorted(ranked) if rank < NOWHERE]


def lone_day(root: Element, places: Places, locale: Locale) -> Iterator[Found]:
    """The first day in a short line of the article's block or below the headline, where nothing else names one."""
    lines = "*[self::p or self::div or self::span or self::li or self::font]"
    heading = next((path for path in ("//h1", "//h2 | //h3") if root.xpath(path)), None)
    beside = f"({heading})[1]/following::" if heading else "//td//"
    for element in root.xpath(f"//article//{lines} | //main//{lines} | {beside}{lines}")[:200]:
        if len(element) > _PIECES or places.is_elsewhere(element):
            continue
        for line in broken_lines(element):
            room = _LONGEST * min(2, len(list(days_in(line[: 2 * _LONGEST], locale))))  # "Posted …, updated …"
            if len(line) < room and (day := published_in(element, line, locale)):
                yield Found(value=day, where="line of its own", weight=0.3)
                return
    yield from _datelined(root, locale)


def _datelined(root: Element, locale: Locale) -> Iterator[Found]:
    """The day with which an agency's report begins: "ALSUND, May 3, 2021 (Wire) — The ferry …"."""
    for element in root.xpath("//p | //div[not(*)]")[:100]:
        match = _DATELINE.match(line_of(element)[:120])
        day = next((iso for _, iso in days_in(match[1], locale)), "") if match else ""
        if day:
            yield Found(value=day, where="dateline", weight=0.3)
            return


def published_in(element: Element, line: str, locale: Locale) -> str:
    """The first day of the line that is not said to be that of a change; around it may stand "Updated"."""
    end, as_of = 0, ""
    for match, iso in days_in(line, locale):
        before = line[end : match.start()] if end else words_before(element, match[0])
        if _AS_OF.search(before):
            as_of = as_of or iso
        elif not CHANGED.search(before):
            return iso
        end = match.end()
    return as_of


def words_before(element: Element, day: str) -> str:
    """The words between the day and the one before it, those around the element included: they may say "Updated"."""
    around = element.getparent()
    line = line_of(around if around is not None else element)
    return _YEAR.split(line.partition(day)[0][-80:])[-1] if day else ""
