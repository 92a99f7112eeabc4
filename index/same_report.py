"""Whether two texts are one report, and how articles of which some pairs are alike part into reports.

Pure: `clusters` brings the texts and keeps what comes of it.
"""

import re
from collections.abc import Iterable, Mapping, Set
from typing import Any, NamedTuple

from index.copies import runs_of

FEWEST_RUNS = 25  # of shorter texts, sameness means little
_SHARE = 0.7
"""Of the shorter one's runs, how many the longer one has, from which both are copies."""
_NEARLY_ALL = 0.9
_NUMBERS = 0.7
"""Likewise of its numbers: an outlet may convert or correct some."""
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_SHORTEST = 0.25
"""Of the longer one's length: what is shorter is a summary."""


class Words(NamedTuple):
    """What of a text is compared: its runs of words, and its numbers."""

    runs: set[int]
    numbers: frozenset[str]


class Facts(NamedTuple):
    """What there is to know of a text without reading it: how many runs it has, and its numbers."""

    runs: int
    numbers: frozenset[str]


def words_of(text: str) -> Words:
    return Words(runs_of(text), numbers_of(text))


def numbers_of(text: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(text))


def are_copies(one: Words, other: Words) -> bool:
    """Whether two texts are one report: most of the shorter stands in the longer."""
    facts = (Facts(len(words.runs), words.numbers) for words in (one, other))
    return may_be_copies(*facts) and share_most_runs(one.runs, other.runs)


def may_be_copies(one: Facts, other: Facts) -> bool:
    """Whether two texts of these facts can be one report.

    Numbers above all: what is printed every week in the same words, such as prices or forecasts, is never the same.
    """
    shorter, longer = sorted((one, other), key=lambda facts: facts.runs)
    if shorter.runs < max(FEWEST_RUNS, _SHORTEST * longer.runs):
        return False
    return len(shorter.numbers & longer.numbers) >= _NUMBERS * len(shorter.numbers)


def share_most_runs(one: Set[Any], other: Set[Any]) -> bool:
    return len(one & other) >= _SHARE * min(len(one), len(other))


def share_nearly_all_runs(one: Set[Any], other: Set[Any]) -> bool:
    """Whether what is a copy of the one is, by and large, a copy of the other."""
    return len(one & other) >= _NEARLY_ALL * max(len(one), len(other))


def fewest_in_common(one: int, other: int, slots: int) -> float:
    """Of MinHashes of so many slots, how many those of copies with so many runs have in common, but for 1 in 700.

    The number is binomial, its chance the share of all runs that both have, where the shorter has `_SHARE` of its own
    in the longer: three standard deviations below its mean.
    """
    ratio = min(one, other) / max(one, other, 1)
    chance = _SHARE * ratio / (1 + ratio - _SHARE * ratio)
    return slots * chance - 3 * (slots * chance * (1 - chance)) ** 0.5


def stars(alike: Mapping[int, set[int]], weights: Mapping[int, int] | None = None) -> list[set[int]]:
    """Clusters around the articles that most others are alike: star clustering (Aslam, Pelekhov and Rus 1999).

    A member is alike its centre and more than half of the others: a round-up that holds two reports joins them not.
    `weights` says of some how many of the same words they stand for; the others stand for themselves alone.
    """

    def weight(articles: Iterable[int]) -> int:
        return sum((weights or {}).get(one, 1) for one in articles)

    degrees = {one: weight([one, *others]) for one, others in alike.items()}
    left, clusters = set(alike), list[set[int]]()
    for centre in sorted(alike, key=lambda one: (-degrees[one], one)):
        if centre not in left:
            continue
        cluster = {centre}
        for one in sorted(alike[centre] & left, key=lambda one: (-degrees[one], one)):
            if 2 * weight(alike[one] & cluster) > weight(cluster):
                cluster.add(one)
        left -= cluster
        clusters.append(cluster)
    return clusters
