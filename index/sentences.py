"""Where sentences and paragraphs stand in a text: the first step to passages, quotes and checks.

The one door to `sentencex` (Wikimedia's segmenter). It knows abbreviations, but it ends no sentence inside quotation
marks and often gives a mark to the wrong side. So it reads the text with the marks blanked out, and which sentence a
mark belongs to is decided here.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

import sentencex  # pyright: ignore[reportMissingTypeStubs]

_boundaries: Callable[[str, str], list[Mapping[str, Any]]] = sentencex.get_sentence_boundaries  # pyright: ignore
_MARKS = '"“”„‟«»'
_EDGE = _MARKS + "‘’'"
_LOOSE_MARK = re.compile(rf"\s+([{_MARKS}])(?=\s|\Z)")
# Lone surrogates are blanked too: they cannot be encoded, so sentencex cannot read them.
_BLANKED = {ord(mark): " " for mark in _MARKS} | dict.fromkeys(range(0xD800, 0xE000), " ")
_BLANK_LINES = re.compile(r"\n\s*\n")

# Titles that sentencex lets end a sentence, though a name follows them.
_TITLE = re.compile(r"(?:^|[\s(“\"])(?:Mrs?|Ms|Mx|Messrs|Dr|Atty|Gens?|Sens?|Reps?|Govs?|Lt|Sgt|Supt)\.$")
_HOUR = re.compile(r"[ap]\.m\.$")
_AFTER_HOUR = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)"
    r"|[ECMP][SD]?T|GMT|UTC|BST|Eastern|Central|Mountain|Pacific)\b"
)


@lru_cache(maxsize=512)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of `text` as (start, end): in order, apart, trimmed, none crossing a paragraph break.

    Every character that is not white space is in exactly one of them. A closing mark that directly follows a full
    stop belongs to the sentence it closes.
    """
    return tuple(span for start, end in paragraph_spans(text) for span in _sentences(text, start, end))


def paragraph_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs of `text` as (start, end), trimmed: what blank lines part. A single line end is white space."""
    breaks = [(found.start(), found.end()) for found in _BLANK_LINES.finditer(text)]
    edges = [0, *(edge for gap in breaks for edge in gap), len(text)]
    return tuple(
        span for start, end in zip(edges[::2], edges[1::2], strict=True) for span in _trimmed(text, start, end)
    )


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without the white space at its ends; nothing where nothing is left."""
    piece = text[start:end]
    if stripped := piece.strip():
        start += len(piece) - len(piece.lstrip())
        yield start, start + len(stripped)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    paragraph = text[start:end]
    boundaries = _boundaries("en", paragraph.translate(_BLANKED))
    cuts = (_cut(paragraph, boundary["end_index"]) for boundary in boundaries[:-1])
    edges = [0, *dict.fromkeys(cut for cut in cuts if cut is not None), len(paragraph)]
    for left, right in pairwise(edges):
        yield from _trimmed(text, start + left, start + right)


def _cut(paragraph: str, near: int) -> int | None:
    """Where to cut in the gap of white space and marks around `near`; None where no sentence ends there."""
    left, right = near, near
    while left > 0 and _is_gap(paragraph[left - 1]):
        left -= 1
    while right < len(paragraph) and _is_gap(paragraph[right]):
        right += 1
    gap = paragraph[left:right]
    if not any(map(str.isspace, gap)) or _goes_on(paragraph, left, right):
        return None
    closing = len(gap) - len(gap.lstrip(_EDGE))
    loose = _LOOSE_MARK.match(gap, closing)
    if loose and (loose[1] in "”»" or _is_open(paragraph[: left + closing])):
        return left + loose.end()
    return left + closing


def _is_gap(character: str) -> bool:
    return character.isspace() or character in _EDGE


def _goes_on(paragraph: str, left: int, right: int) -> bool:
    """Whether the sentence that ends at `left` and the one that starts at `right` are one."""
    before = paragraph[max(0, left - 12) : left]
    return (
        paragraph[right : right + 1].islower()
        or _TITLE.search(before) is not None
        or (_HOUR.search(before) is not None and _AFTER_HOUR.match(paragraph, right) is not None)
    )


def _is_open(text: str) -> bool:
    """Whether a quotation is open at the end of `text`: news leaves marks unbalanced, so only their number counts."""
    return sum(map(text.count, _MARKS)) % 2 == 1
