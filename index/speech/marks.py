"""Where words stand in quotation marks: regions of a text, found by marks alone, whatever they quote.

News breaks the rules of quotation: a paragraph of a long quotation opens with a mark and does not close, closing
marks are missing or spaced as opening ones ("order. “ With"), straight and typographic marks mix, the New York Times
doubles apostrophes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Role = Literal["open", "close", "either"]

_DOUBLE = re.compile(r"''|``|[“”„«»\"]")
_SINGLE_OPEN = re.compile(r"(?<![\w’'.,])[‘'](?=[A-Za-z])(?!(?:em|til|cause|twas|tis|n)\b)", re.IGNORECASE)
_SINGLE_CLOSE = re.compile(r"(?<=[A-Za-z0-9.,!?…])[’'](?!\w)")
LONGEST = 20_000
"""Characters of a paragraph that are parsed at once: the parser's memory grows with them."""
_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*|(?<=[.?!:”\"’'])[ \t]*\n\s*|\n(?=[ \t]*[“\"„«])")
_INTRODUCED = re.compile(r"\s*[“\"„«]")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Region:
    """`start:end` with the marks, `inner_start:inner_end` without. `closed` is False where the closing mark is
    missing.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Half-open ranges of the text's paragraphs, without the white space between them.

    A quotation that a colon announces belongs to the paragraph of its colon.
    """
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if text[start : gap.start()].rstrip().endswith(":") and _INTRODUCED.match(text, gap.end()):
            continue
        yield from _pieces(text, start, gap.start())
        start = gap.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The paragraph itself, or runs of it at white space where it is longer than any writer's paragraph."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + 1, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def regions(text: str, start: int, end: int) -> list[Region]:
    """The quoted regions of the paragraph `text[start:end]`, in order, none inside another."""
    tags = [tag.span() for tag in _TAG.finditer(text, start, end)]
    marks = [
        mark
        for mark in _DOUBLE.finditer(text, start, end)
        if not _is_inch(text, mark) and not any(left < mark.start() < right for left, right in tags)
    ]
    doubles = _pair(text, marks, start, end)
    found = list(doubles)
    edges = [start, *[edge for region in doubles for edge in (region.start, region.end)], end]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        found.extend(_singles(text, left, right))
    return sorted(found, key=lambda region: region.start)


def _is_inch(text: str, mark: re.Match[str]) -> bool:
    """6'2" is a height: a straight mark after a digit that has a foot mark before it."""
    return mark[0] == '"' and bool(re.search(r"\d'\d{1,2}$", text[max(0, mark.start() - 6) : mark.start()]))


def _role(text: str, mark: re.Match[str], start: int, end: int) -> Role:
    """What the mark does by its neighbours: words lean on the inside of a mark."""
    if not text[start : mark.start()].strip():
        return "open"
    before = text[mark.start() - 1]
    after = text[mark.end()] if mark.end() < end else " "
    free_before = before.isspace() or before in "([—–-/‘"
    free_after = after.isspace() or after in ")].,;:!?—–-/"
    if free_before != free_after:
        return "open" if free_before else "close"
    return "either"


def _pair(text: str, marks: list[re.Match[str]], start: int, end: int) -> list[Region]:
    found: list[Region] = []
    opened: list[re.Match[str]] = []
    for n, mark in enumerate(marks):
        role = _role(text, mark, start, end)
        if role == "either":
            role = _by_glyph(mark[0], is_open=bool(opened))
        if role == "open":
            if opened and not _nests(text, marks[n : n + 40], len(opened), start, end):
                found.extend(_unclosed(text, opened[0], mark.start()))
                opened = []
            opened.append(mark)
        elif opened:
            first = opened[0]
            opened.pop()
            if not opened:
                found.append(Region(first.start(), mark.end(), first.end(), mark.start()))
    if opened:
        found.extend(_unclosed(text, opened[0], end))
    return [region for region in found if region.inner_end > region.inner_start]


def _by_glyph(glyph: str, *, is_open: bool) -> Role:
    if glyph in "“„«``":
        return "close" if is_open else "open"
    if glyph in "”»":
        return "close"
    return "close" if is_open else "open"


def _nests(text: str, rest: list[re.Match[str]], depth: int, start: int, end: int) -> bool:
    """Whether an opening mark inside an open quotation has enough closing marks after it, else one was forgotten."""
    level = depth
    for mark in rest:
        level += 1 if _role(text, mark, start, end) == "open" else -1
        if level == 0:
            return True
    return False


def _unclosed(text: str, mark: re.Match[str], limit: int) -> Iterator[Region]:
    """The region of a mark that never closes: to the limit at a paragraph's end, else to the last sentence's end."""
    inner = text[mark.end() : limit]
    if text[limit - 1 : limit + 1].strip() and limit < len(text) and not text[limit].isspace():
        ends = list(_SENTENCE_END.finditer(inner))
        if not ends:
            return
        inner = inner[: ends[-1].end()]
    inner = inner.rstrip()
    stop = mark.end() + len(inner)
    yield Region(mark.start(), stop, mark.end(), stop, closed=False)


def _singles(text: str, start: int, end: int) -> Iterator[Region]:
    """Regions in single marks, which must close: an apostrophe opens nothing."""
    position = start
    while opening := _SINGLE_OPEN.search(text, position, end):
        closing = _single_close(text, opening.end(), end)
        if closing is None:
            position = opening.end()
            continue
        yield Region(opening.start(), closing.end(), opening.end(), closing.start())
        position = closing.end()


def _single_close(text: str, start: int, end: int) -> re.Match[str] | None:
    """The closing mark: the first that no plural possessive explains ("the voters’ choice")."""
    candidates = list(_SINGLE_CLOSE.finditer(text, start, end))
    for mark in candidates:
        possessive = text[mark.start() - 1] == "s" and re.match(r"\s+[a-z]", text[mark.end() : end])
        if not possessive:
            return mark
    return candidates[0] if len(candidates) == 1 else None
