"""The second stage of a search: which sentences of a passage come closest to the question, and how close they come.

By words alone, weighted by their rarity: vectors of the sentences of thirty passages would take a second.
"""

import math
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.lexical import content_stems, stems
from index.sentences import sentence_spans

Span = tuple[int, int]

_MOST_SENTENCES, _MOST_CHARACTERS = 3, 450
_LATER = 0.02
"""What a sentence loses against the one before it: news puts first what matters."""
_NUMBER = 0.2
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_COUNTS = re.compile(
    r"\bhow (?:many|much|long|old|far|high|often|big|tall|large)\b|\bwhat (?:percent|share|age|price)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The stems that a question asks with, each with its share of their weight, and whether it asks for a number."""

    weights: Mapping[str, float]
    number: bool


@dataclass(frozen=True, slots=True)
class Focus:
    """The best sentences of a text, and the share, 0 to 1, of the question's weight that they hold."""

    start: int
    end: int
    share: float


def wanted(question: str, share: Callable[[Collection[str]], float]) -> Wanted:
    """`share` is the share of passages, 0 to 1, that hold any of some stems."""
    weights = {stem: -math.log(share([stem])) for stem in dict.fromkeys(content_stems(question) or stems(question))}
    whole = sum(weights.values()) or 1.0
    return Wanted({stem: weight / whole for stem, weight in weights.items()}, bool(_COUNTS.search(question)))


def focus(text: str, wanted: Wanted) -> Focus:
    """The run of at most three sentences that holds most of what is wanted, the whole text where it has none."""
    spans = sentence_spans(text)
    held = [_held(text[start:end], wanted) for start, end in spans]
    best, best_score = Focus(0, len(text), 0.0), -1.0
    for first in range(len(spans)):
        together: set[str] = set()
        for last in range(first, min(first + _MOST_SENTENCES, len(spans))):
            start, end = spans[first][0], spans[last][1]
            if last > first and end - start > _MOST_CHARACTERS:
                break
            together |= held[last]
            share = sum(wanted.weights[stem] for stem in together)
            score = share - _LATER * first
            if wanted.number and _DIGIT.search(text, start, end):
                score += _NUMBER
            if share and score > best_score:
                best, best_score = Focus(start, end, share), score
    return best


def _held(sentence: str, wanted: Wanted) -> set[str]:
    return {stem for word in _WORD.findall(sentence) if (stem := _stem(word)) in wanted.weights}


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    found = stems(word)
    return found[0] if found else ""
