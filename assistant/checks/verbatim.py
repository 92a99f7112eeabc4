"""Sentences that stand word for word in an article, outside quotation: nothing in them is left to check.

Typography, a linking word in front, the day of the article in front, and a clause cut off at the end may differ. A cut
must not take away who says it, or on what condition.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.checks.cues import is_speech
from assistant.checks.leads import without_day
from assistant.checks.outcomes import Ground, Supported
from assistant.checks.quotations import plain_marks, quotations_in, quoted_regions
from assistant.checks.words import names_in, same_person
from assistant.evidence import Source
from index.datelines import after_dateline
from index.sentences import sentence_spans
from index.values import Quote

_WORD = re.compile(r"\d[\d.,:]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*|[%£$€\"“”«»]|''|``")
_LINK = re.compile(r"(?:But|And|So|Yet|Still|However|Meanwhile|Also|Then|Additionally|In addition),?\s+")
_PRONOUN = re.compile(r"(?:He|She|They)\b")
_SPEAKS = re.compile(r"he|she|they|it", re.IGNORECASE)
_LEAST_WORDS = 4
_CUT = re.compile(r"\s*[,;–—:]\s*(?P<next>\w+)")
_ADDED = frozenset("which who whose where when while after before although though as because and but or so".split())
_CONDITION = re.compile(r"\b(?:if|unless|until|provided|except|accord\w*|deni\w*|deny|allege\w*)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    """Words of a sentence and of an article that are the same, one by one, as (start, end) of each."""

    source: Source
    start: int
    end: int
    mine: tuple[tuple[int, int], ...]
    theirs: tuple[tuple[int, int], ...]


def copied(text: str, sources: tuple[Source, ...], before: tuple[str, ...]) -> Supported | None:
    """The sentence as supported where it is an article's own, a pronoun that speaks in it put into a name; else None.

    `before` are the speakers of the sentence before it, whom a pronoun means without that.
    """
    copy = next((copy for source in sources if (copy := _copy(text, source)) is not None), None)
    if copy is None:
        return None
    said = copy.source.quotes_at(copy.start, copy.end)
    text, repairs = _named(text, copy, said, before)
    speakers = tuple(dict.fromkeys(quote.speaker for quote in said if quote.speaker and quote.cue))
    if _PRONOUN.match(text) and before and speakers and not any(same_person(before[0], other) for other in speakers):
        return None
    ground = Ground(source=copy.source, start=copy.start, end=copy.end)
    return Supported(text=text, grounds=(ground,), speakers=speakers or before, repairs=repairs)


def _copy(text: str, source: Source) -> _Copy | None:
    bodies = (text, without_day(text, source))
    return next((copy for body in bodies if body is not None and (copy := _body(body, text, source))), None)


def _body(body: str, text: str, source: Source) -> _Copy | None:
    link = _LINK.match(body)
    mine = tuple(_words(text, len(text) - len(body) + (link.end() if link else 0), len(text)))
    told = _compared(text, mine)
    if len(mine) < _LEAST_WORDS:
        return None
    for start, first, end, words in _outside(source.article.text):
        if not words.startswith(told):
            continue
        theirs = tuple(_words(source.article.text, first, end))
        whole = len(theirs) == len(mine)
        last = end if whole else theirs[len(mine) - 1][1]
        if (whole or _may_end(source.article.text[last:end])) and _quotes_alike(body, source.article.text[start:last]):
            return _Copy(source=source, start=start, end=last, mine=mine, theirs=theirs[: len(mine)])
    return None


_Told = tuple[int, int, int, str]
"""A sentence of an article: its start, where its words begin behind what links it, its end, its words as compared."""


@lru_cache(maxsize=256)
def _outside(text: str) -> tuple[_Told, ...]:
    """The sentences of an article that no quotation reaches into from another, or fills.

    Kept: every sentence of a reply is held against all of its sources.
    """
    regions = quoted_regions(text)
    told: list[_Told] = []
    for start, end in sentence_spans(text):
        touching = [(a, b) for a, b in regions if a < end and start < b]
        if all(start <= a and b <= end and not _fills(text, start, end, a, b) for a, b in touching):
            lead = _LINK.match(text[start:end])
            first = start + lead.end() if lead else after_dateline(text, start, end)
            told.append((start, first, end, _compared(text, _words(text, first, end))))
    return tuple(told)


def _fills(text: str, start: int, end: int, first: int, last: int) -> bool:
    return not re.search(r"\w", text[start:first] + text[last:end])


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _WORD.finditer(text, start, end))


def _compared(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The words, each with a space behind it, as they are compared."""
    return "".join(f"{_plain(text[start:end])} " for start, end in spans)


def _plain(word: str) -> str:
    return '"' if word in {*'"“”«»', "''", "``"} else word.lower().replace("’", "'").rstrip(".,:")


def _may_end(rest: str) -> bool:
    """Whether what is cut off only adds to what stands: no speaker, no condition."""
    found = _CUT.match(rest)
    if found is None or _CONDITION.search(rest) or any(mark in rest for mark in '"“”'):
        return False
    added = found["next"].lower() in _ADDED or re.fullmatch(r"\w{2,}ing", found["next"])
    return bool(added) and not any(is_speech(word) for word in re.findall(r"\w+", rest))


def _quotes_alike(mine: str, theirs: str) -> bool:
    """Whether nothing stands in quotation marks that does not in the article."""
    known = [_letters(quotation.words) for quotation in quotations_in(plain_marks(theirs))]
    return all(_letters(quotation.words) in known for quotation in quotations_in(mine))


def _letters(words: str) -> str:
    return re.sub(r"\W", "", words.lower())


def _named(text: str, copy: _Copy, said: tuple[Quote, ...], before: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The sentence with who speaks in place of a "he", where the sentence before does not tell."""
    repairs: list[str] = []
    places = dict(zip(copy.theirs, copy.mine, strict=True))
    spoken = {(quote.speaker_start, quote.speaker_end): quote.speaker for quote in said if quote.speaker}
    for (start, end), name in sorted(spoken.items(), key=lambda item: -(item[0][0] or 0)):
        place = places.get((start or 0, end or 0))
        if place is None or not _SPEAKS.fullmatch(text, *place):
            continue
        if any(same_person(name, other) for other in (*before, *names_in(text[: place[0]]))):
            continue
        repairs.append(f"“{text[slice(*place)]}” is {name}")
        text = text[: place[0]] + name + text[place[1] :]
    return text, tuple(reversed(repairs))
