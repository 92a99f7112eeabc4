"""Where things stand on a page: beside its headline, further down, or among what goes around every article."""

import re
from dataclasses import dataclass

from index.readers.page.tree import Element, line_of

BESIDE, NOWHERE = 1, 4
_ELSEWHERE = re.compile(
    r"related|comments?(?![a-z])|footer|sidebar|recirc|recommend|trending|latest|promo|teaser|(?<!v)card|widget", re.I
)
_AROUND = 6  # elements around one whose names say where it stands
_PARAGRAPH = 100  # characters: a standfirst, or the first of the text
_BELOW = 2  # paragraphs below the headline, before or between which its day and its writers stand
_ABOVE = 2  # elements around a day above the headline, of which one holds the headline too


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
        return self.is_within(element, _ELSEWHERE, _AROUND)

    def is_within(self, element: Element, names: re.Pattern[str], around: int) -> bool:
        """Whether it or one of so many elements around it is named so: not those that hold the headline as well."""
        near = [element, *list(element.iterancestors())[:around]]
        named = (f"{one.get('class', '')} {one.get('id', '')}" for one in near if one not in self.holding)
        return any(map(names.search, named))

    def is_below_headline(self, element: Element) -> bool:
        """Before the text has really begun."""
        return self.headline is not None and self.headline <= self.order.get(element, 0) < self.below

    def rank(self, element: Element) -> int:
        """0: just below the headline; to `BESIDE`: near it; 2, 3: further down or up; `NOWHERE`: not the article's."""
        place = self.order.get(element, 0)
        elsewhere = self.is_elsewhere(element)
        if self.headline is None:
            return NOWHERE if elsewhere else 2
        if self.is_below_headline(element):
            return 1 if elsewhere else 0
        if elsewhere:
            return NOWHERE
        if place > self.headline:
            return 2
        return 1 if any(one in self.holding for one in list(element.iterancestors())[:_ABOVE]) else 3


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
