"""The second stage of a search: what a passage says of what a question asks, and which of its sentences come closest.

By words alone, weighted by their rarity: vectors of the sentences of thirty passages would take half a second.
"""

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from index.lexical import content_stems, stems
from index.sentences import sentence_spans

Span = tuple[int, int]
_Key = TypeVar("_Key")

_MOST_SENTENCES, _MOST_CHARACTERS = 3, 450
_LATER = 0.02
"""What a sentence loses against the one before it: news puts first what matters."""
_NUMBER = 0.2
_MANY_NUMBERS = 3
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d[\d,.]*")
_COUNTS = re.compile(
    r"\bhow (?:many|much|long|old|far|high|often|big|tall|large)\b|\bwhat (?:percent|share|age|price)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The stems that a question asks with, each with its share of their weight; such of them as stand one after the
    other, with theirs; and whether a number is asked for."""

    weights: Mapping[str, float]
    pairs: Mapping[tuple[str, str], float]
    number: bool


@dataclass(frozen=True, slots=True)
class Focus:
    """The best sentences of a text, and the stems of the question that it or its title holds.

    The rest are shares, 0 to 1, of the question's weight: `covered` by the text and its title, `titled` by the title
    alone, `in_sentence` by one sentence, `in_order` of the pairs of words that follow one another in the question;
    `numbers`: how many there are, where one is asked for.
    """

    start: int
    end: int
    stems: frozenset[str]
    covered: float
    titled: float
    in_sentence: float
    in_order: float
    numbers: float


def wanted(question: str, share: Callable[[Collection[str]], float]) -> Wanted:
    """`share` is the share of passages, 0 to 1, that hold any of some stems."""
    asked = content_stems(question) or stems(question)
    rarity = {stem: -math.log(share([stem])) for stem in dict.fromkeys(asked)}
    pairs = {(one, other): rarity[one] + rarity[other] for one, other in pairwise(asked) if one != other}
    return Wanted(_as_shares(rarity), _as_shares(pairs), bool(_COUNTS.search(question)))


def _as_shares(weights: Mapping[_Key, float]) -> dict[_Key, float]:
    whole = sum(weights.values()) or 1.0
    return {key: weight / whole for key, weight in weights.items()}


def weight(stems: Collection[str], wanted: Wanted) -> float:
    """What `stems`, which are among those that a question asks with, have of its weight: a share, 0 to 1."""
    return sum(wanted.weights[stem] for stem in stems)


def focus(text: str, title: str, wanted: Wanted) -> Focus:
    """The run of at most three sentences that holds most of what is wanted, the whole text where it has none."""
    spans = sentence_spans(text)
    held = [_held(text[start:end], wanted) for start, end in spans]
    stems = [stem for sentence in held for stem in sentence]
    in_title = set(_held(title, wanted))
    every = frozenset(stems) | in_title
    start, end = _best_run(text, spans, held, wanted)
    return Focus(
        start=start,
        end=end,
        stems=every,
        covered=weight(every, wanted),
        titled=weight(in_title, wanted),
        in_sentence=max((weight(set(sentence), wanted) for sentence in held), default=0.0),
        in_order=sum(wanted.pairs.get(pair, 0.0) for pair in set(pairwise(stems))),
        numbers=min(1.0, len(_FIGURE.findall(text)) / _MANY_NUMBERS) if wanted.number else 0.0,
    )


def _best_run(text: str, spans: Sequence[Span], held: Sequence[Sequence[str]], wanted: Wanted) -> Span:
    best, best_score = (0, len(text)), -1.0
    for first in range(len(spans)):
        together: set[str] = set()
        for last in range(first, min(first + _MOST_SENTENCES, len(spans))):
            start, end = spans[first][0], spans[last][1]
            if last > first and end - start > _MOST_CHARACTERS:
                break
            together.update(held[last])
            share = weight(together, wanted)
            score = share - _LATER * first
            if wanted.number and _DIGIT.search(text, start, end):
                score += _NUMBER
            if share and score > best_score:
                best, best_score = (start, end), score
    return best


def _held(text: str, wanted: Wanted) -> list[str]:
    """What is wanted of a text's stems, in order."""
    return [stem for word in _WORD.findall(text) if (stem := _stem(word)) in wanted.weights]


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    found = stems(word)
    return found[0] if found else ""
