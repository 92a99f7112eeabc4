"""Quotations: where a text has them, and where an article has the same words. Typography is all that may differ."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from assistant.checks.polarity import negated, negations

Span = tuple[int, int]

_DOUBLE = '"“”„‟«»'
_SINGLE = "'‘’‚‛‹›`´"
_MARK = f"[{_DOUBLE}{_SINGLE}]"
_DASH = "-‐‑‒–—―−"
_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:\.\.\.|…)\s*\]|\(\s*(?:\.\.\.|…)\s*\)|\.\s?\.\s?\.\s?\.?|…)\s*")
_BRACKETS = re.compile(r"\s*\[[^\]]*\]\s*")
_LONGEST_OMISSION = 600
_LONGEST_INSERTION = 60

_FOREIGN_MARKS = str.maketrans(
    dict.fromkeys("「」『』＂❝❞〝〞″‶﹁﹂", '"') | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad")
)
# An opening mark without its closing one quotes to the end of the sentence: it must not slip through unchecked.
_QUOTED = re.compile(
    r"[“„‟](?P<curly>[^“”„‟\"]*)(?:[”“\"]|$)"
    r'|"(?P<straight>[^"“”]*)(?:["”]|$)'
    r"|«(?P<angle>[^«»]*)(?:»|$)"
    r"|(?<![\w'’])['‘‹](?P<single>(?=\w)(?:[^'‘’‹›]|(?<=\w)['’](?=\w))+)['’›](?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words in quotation marks: `text[start:end]` with the marks, `words` without."""

    start: int
    end: int
    words: str


def plain_marks(text: str) -> str:
    """The text with every kind of quotation mark that is not an apostrophe as one that `quotations_in` knows."""
    text = html.unescape(text).translate(_FOREIGN_MARKS)
    return re.sub(r"''|``|,,|‘‘|’’", '"', text)


def quotations_in(text: str) -> tuple[Quotation, ...]:
    """Every string in quotation marks, double or single, of any typography. Apostrophes are not marks."""
    return tuple(
        Quotation(start=found.start(), end=found.end(), words=next(g for g in found.groups() if g is not None).strip())
        for found in _QUOTED.finditer(text)
    )


def outside_quotations(text: str) -> str:
    """The text with each quotation blanked out: as long as before, so offsets stay."""
    for quotation in quotations_in(text):
        text = text[: quotation.start] + " " * (quotation.end - quotation.start) + text[quotation.end :]
    return text


def locate(words: str, text: str, within: Span | None = None) -> Iterator[tuple[Span, ...]]:
    """Where `text` has these words, verbatim but for typography, letter case and the last punctuation.

    Each place is one span, or several: an ellipsis leaves out up to 600 characters and a bracket stands for up to 60,
    and the parts must follow one another. Whether one person spoke them all is the speaker check's business.
    """
    start, end = within or (0, len(text))
    parts = [part for part in _ELLIPSIS.split(words) if re.search(r"\w", part)]
    pieces = [[piece for piece in _BRACKETS.split(part) if re.search(r"\w", piece)] for part in parts]
    steps = [
        (piece, _LONGEST_INSERTION if index else _LONGEST_OMISSION)
        for part in pieces
        for index, piece in enumerate(part)
    ]
    if not steps:
        return
    for found in _pattern(steps[0][0]).finditer(text, start, end):
        if (rest := _follow(steps[1:], text, found.end(), end)) is not None and _bracketed(words, text, found.start()):
            yield found.span(), *rest


def _bracketed(words: str, text: str, at: int) -> bool:
    """Whether the figures that a quotation has in brackets stand about its place in the article."""
    figures = {figure for found in _BRACKETS.findall(words) for figure in re.findall(r"\d+", found)}
    return figures <= set(
        re.findall(r"\d+", text[max(0, at - _LONGEST_OMISSION) : at + len(words) + _LONGEST_OMISSION])
    )


def is_pieced(words: str) -> bool:
    """Whether a quotation says itself that something was left out or put in."""
    return bool(_ELLIPSIS.search(words) or _BRACKETS.search(words))


def _follow(steps: list[tuple[str, int]], text: str, position: int, end: int) -> list[Span] | None:
    spans: list[Span] = []
    for piece, gap in steps:
        found = _pattern(piece).search(text, position, min(end, position + gap + len(piece) * 2))
        if found is None or found.start() - position > gap or negated(text[position : found.start()]):
            return None
        if _skips_into(text, position, found.start()):
            return None
        spans.append(found.span())
        position = found.end()
    return spans


def _skips_into(text: str, end: int, start: int) -> bool:
    """Whether what is left out runs from the middle of one sentence into that of another: a stitch, no omission."""
    stop = re.search(rf"[.!?…][{_DOUBLE}{_SINGLE}]*\s", text[end:start])
    whole = (
        stop is None
        or not text[end : end + stop.start()].strip()
        or re.search(rf"[.!?…][{_DOUBLE}{_SINGLE}\s]*$", text[:start])
    )
    return not whole


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str]:
    """A pattern that matches the words in any typography, at word boundaries."""
    words = unicodedata.normalize("NFC", words).strip().rstrip(".,;:!?" + _DOUBLE).strip()
    pieces: list[str] = []
    for token in re.findall(rf"\s*[{_DASH}]+\s*|{_MARK}+|\s+|\w+|[^\w\s]", words):
        if token.strip(_DASH + " \t\n") == "" and token.strip():
            pieces.append(rf"\s*[{_DASH}]+\s*")
        elif re.fullmatch(rf"{_MARK}+", token):
            pieces.append(rf"{_MARK}{{1,2}}")
        else:
            pieces.append(r"\s+" if token.isspace() else re.escape(token))
    body = "".join(pieces)
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    return re.compile(before + body + after, re.IGNORECASE)


@lru_cache(maxsize=256)
def quoted_regions(text: str) -> tuple[Span, ...]:
    """The parts of an article that stand in double quotation marks, by paragraphs: an open one ends with its paragraph.

    News drops closing marks and sets them after a space, so each mark is judged by its neighbours, not by its shape:
    a mark before a word opens, a mark after a word or a stop closes.
    """
    regions: list[Span] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        opened: int | None = None
        for mark in re.finditer(f"[{_DOUBLE}]|''|``", paragraph[0]):
            at = paragraph.start() + mark.start()
            if opened is None:
                opened = at
            elif not _opens(text, at):
                regions.append((opened, at + len(mark[0])))
                opened = None
        if opened is not None:
            regions.append((opened, paragraph.end()))
    return tuple(regions)


def _opens(text: str, at: int) -> bool:
    """Whether the mark at this place can only open: it is shaped so, after a space and before a word."""
    follows_space = at == 0 or text[at - 1].isspace()
    return text[at] in "“„«" and follows_space and at + 1 < len(text) and text[at + 1].isalnum()


def stands_in_marks(text: str, spans: tuple[Span, ...]) -> bool:
    """Whether an article has each span as a quotation, and not as its own wording."""
    regions = _joined(quoted_regions(text), text)
    return all(any(start <= span[0] and span[1] <= end for start, end in regions) for span in spans)


def _joined(regions: tuple[Span, ...], text: str) -> list[Span]:
    """Regions of a quotation that runs over several paragraphs, as one."""
    joined: list[Span] = []
    for start, end in regions:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def restore(words: str, text: str, within: Span, *, least: float = 90.0) -> Span | None:
    """The article's words that were meant by slightly wrong ones, or None.

    `least` is rapidfuzz's partial ratio (0-100). Only words that stand in quotation marks in the article, and only
    for quotations of five words and more: shorter ones are too easily mistaken for others.
    """
    if len(words.split()) < 5:
        return None
    aligned = fuzz.partial_ratio_alignment(words, text[within[0] : within[1]])
    if aligned is None or aligned.score < least:
        return None
    start, end = within[0] + aligned.dest_start, within[0] + aligned.dest_end
    while start > within[0] and text[start - 1 : start + 1].isalnum():
        start -= 1
    while end < within[1] and text[end - 1 : end + 1].isalnum():
        end += 1
    if words[-1] in ".!?" and text[end : end + 1] == words[-1]:
        end += 1
    lead = len(text[start:end]) - len(text[start:end].lstrip(_DOUBLE + " \n,.;:"))
    span = start + lead, start + len(text[start:end].rstrip(_DOUBLE + " \n,;:"))
    same_sense = negations(words) == negations(text[slice(*span)]) and re.findall(r"\d+", words) == re.findall(
        r"\d+", text[slice(*span)]
    )
    return span if same_sense and stands_in_marks(text, (span,)) else None
