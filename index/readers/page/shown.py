"""The day that a page shows readers, by where it stands: beside the headline, else in others that are named for dates.

Days of other articles, of comments and of today stand elsewhere; those said to be of a change are none of these.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.readers.page.days import days_in
from index.readers.page.found import Found
from index.readers.page.locale import Locale
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
_ELSEWHERE = re.compile(
    r"related|comments?(?![a-z])|footer|sidebar|recirc|recommend|trending|latest|promo|teaser|card|widget", re.I
)
BESIDE, NOWHERE = 1, 4
_AROUND = 6  # elements around one whose names say where it stands
_PIECES = 5  # elements in one that holds a line or few
_PARAGRAPH = 100  # characters: a standfirst, or the first of the text
_BELOW = 2  # paragraphs below the headline, before or between which its day stands
_ABOVE = 2  # elements around a day above the headline, of which one holds the headline too
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CAMEL = re.compile(r"_|(?<=[a-z])(?=[A-Z])")
_OF_ENTRY = re.compile(r"entry-date|publish", re.I)  # said beside "updated" where a text never changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where on a page its headline stands: `order` is the place of each element, `below` where its text has begun."""

    order: dict[Element, int]
    headline: int | None
    holding: frozenset[Element]
    below: int

    def is_elsewhere(self, element: Element) -> bool:
        """In a part that is named for other things than the article, or with what goes around all articles."""
        around = list(element.iterancestors())
        if any(one.tag in ("nav", "footer", "aside") for one in around if one not in self.holding):
            return True
        near = [one for one in (element, *around[:_AROUND]) if one not in self.holding]
        return any(_ELSEWHERE.search(f"{one.get('class', '')} {one.get('id', '')}") for one in near)

    def rank(self, element: Element) -> int:
        """0: just below the headline; to `BESIDE`: near it; 2, 3: further down or up; `NOWHERE`: not the article's."""
        place = self.order.get(element, 0)
        elsewhere = self.is_elsewhere(element)
        if self.headline is None:
            return NOWHERE if elsewhere else 2
        if self.headline <= place < self.below:
            return 1 if elsewhere else 0
        if elsewhere:
            return NOWHERE
        if place > self.headline:
            return 2
        return 1 if any(one in self.holding for one in list(element.iterancestors())[:_ABOVE]) else 3


def named_as(element: Element) -> str:
    """The names of its class and id, those in one word parted."""
    return _CAMEL.sub(" ", f"{element.get('class', '')} {element.get('id', '')}")


def is_of_change(named: str) -> bool:
    """Whether an element is named for the day of a change alone."""
    return bool(CHANGED.search(named)) and not _OF_ENTRY.search(named)


def places_of(root: Element, title: str) -> Places:
    order = {element: number for number, element in enumerate(root.iter())}
    headings = root.xpath("//h1") or root.xpath("//h2 | //h3")
    wanted = title.casefold()
    same = [heading for heading in headings if line_of(heading).casefold() == wanted]
    heading = next(iter(same or root.xpath("//h1")), None)
    if heading is None:
        return Places(order=order, headline=None, holding=frozenset(), below=0)
    paragraphs = (one for one in heading.xpath("following::p") if len(line_of(one)) >= _PARAGRAPH)
    first = [paragraph for paragraph, _ in zip(paragraphs, range(_BELOW), strict=False)]
    below = order[first[-1]] if first else len(order)
    holding = frozenset(one for one in heading.iterancestors() if one.tag not in ("html", "body"))
    return Places(order=order, headline=order[heading], holding=holding, below=below)


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
    beside = "(//h1)[1]/following::" if root.xpath("//h1") else "//td//"
    for element in root.xpath(f"//article//{lines} | //main//{lines} | {beside}{lines}")[:200]:
        if len(element) > _PIECES or places.is_elsewhere(element):
            continue
        for line in broken_lines(element):
            if len(line) < 60 and (day := published_in(element, line, locale)):
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
