"""Whether two texts are one report, and how articles of which some pairs are alike part into reports.

Pure: `clusters` brings the texts and keeps what comes of it.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from index.copies import runs_of

FEWEST_RUNS = 25  # of shorter texts, sameness means little
_SHARE = 0.7
"""Of the shorter one's runs, how many the longer one has, from which both are copies."""
_NUMBERS = 0.7
"""Likewise of its numbers: an outlet may convert or correct some."""
_NUMBER = re.compile(r"\d+(?:[.,:/-]\d+)*")
_SHORTEST = 0.25
"""Of the longer one's length: what is shorter is a summary."""


class Words(NamedTuple):
    """What of a text is compared: its runs of words, and its numbers."""

    runs: set[int]
    numbers: set[str]


def words_of(text: str) -> Words:
    return Words(runs_of(text), numbers_of(text))


def numbers_of(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


def are_copies(one: Words, other: Words) -> bool:
    """Whether two texts are one report: most of the shorter stands in the longer.

    Numbers above all: what is printed every week in the same words, such as prices or forecasts, is never the same.
    """
    shorter, longer = sorted((one, other), key=lambda words: len(words.runs))
    if len(shorter.runs) < max(FEWEST_RUNS, _SHORTEST * len(longer.runs)):
        return False
    if not have_same_numbers(shorter.numbers, longer.numbers):
        return False
    return len(shorter.runs & longer.runs) >= _SHARE * len(shorter.runs)


def have_same_numbers(shorter: set[str], longer: set[str]) -> bool:
    return len(shorter & longer) >= _NUMBERS * len(shorter)


def fewest_in_common(one: int, other: int, slots: int) -> float:
    """Of MinHashes of so many slots, how many those of two copies of these lengths have in common, but for 1 in 700.

    The number is binomial, its chance the share of all runs that both have, where the shorter has `_SHARE` of its own
    in the longer: three standard deviations below its mean.
    """
    ratio = min(one, other) / max(one, other, 1)
    chance = _SHARE * ratio / (1 + ratio - _SHARE * ratio)
    return slots * chance - 3 * (slots * chance * (1 - chance)) ** 0.5


def stars(alike: Mapping[int, set[int]]) -> list[set[int]]:
    """Clusters around the articles that most others are alike: star clustering (Aslam, Pelekhov and Rus 1999).

    A member is alike its centre and more than half of the others: a round-up that holds two reports joins them not.
    """
    left, clusters = set(alike), list[set[int]]()
    for centre in sorted(alike, key=lambda one: (-len(alike[one]), one)):
        if centre not in left:
            continue
        cluster = {centre}
        for one in sorted(alike[centre] & left, key=lambda one: (-len(alike[one]), one)):
            if 2 * len(alike[one] & cluster) > len(cluster):
                cluster.add(one)
        left -= cluster
        clusters.append(cluster)
    return clusters
