"""What figures of single questions say together: means with their uncertainty, and whether two runs differ.

Plain numpy; random draws have a fixed seed, so that the same values have the same interval.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
_DRAWS = 4_000
_Z = 1.959964
_CELLS = 2_000_000
"""Numbers drawn at a time, so that a long set needs no more memory than a short one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A measure over `n` questions that have it. `low` to `high` is its 95 % interval."""

    n: int
    mean: float
    low: float
    high: float
    median: float
    p95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A run against a baseline over the `n` questions that both have. `p` is how often chance alone does as much."""

    n: int
    mean: float
    low: float
    high: float
    p: float


def summary(values: Sequence[float]) -> Summary:
    """The mean of at least one value, with its interval.

    Of values that are all 0 or 1 it is Wilson's (1927), which is wide for few of them even where all are the same; of
    others a percentile bootstrap (Efron and Tibshirani 1993).
    """
    array = np.asarray(values, np.float64)
    low, high = _wilson(array) if ((array == 0) | (array == 1)).all() else _interval(array)
    return Summary(
        n=len(array),
        mean=float(array.mean()),
        low=low,
        high=high,
        median=float(np.median(array)),
        p95=float(np.quantile(array, 0.95, method="higher")),
    )


def difference(ours: Sequence[float], baseline: Sequence[float]) -> Difference:
    """The mean difference of paired values, with its bootstrap interval and a two-sided randomisation test.

    The test turns the sign of each difference at random (Fisher 1935; Smucker et al. 2007 for retrieval): all turns
    where there are few pairs that differ, else drawn ones, and then `p` is never 0.
    """
    gaps = np.asarray(ours, np.float64) - np.asarray(baseline, np.float64)
    low, high = _interval(gaps)
    return Difference(n=len(gaps), mean=float(gaps.mean()), low=low, high=high, p=_randomisation(gaps[gaps != 0]))


def sign_test(worse: int, better: int) -> float:
    """How often chance alone makes so many of the pairs that differ worse, or more: one-sided, exact (Dixon 1946)."""
    pairs = worse + better
    return sum(math.comb(pairs, count) for count in range(worse, pairs + 1)) / 2**pairs


def fallen(counts: Mapping[str, tuple[int, int]], level: float = 0.05) -> tuple[str, ...]:
    """Names whose (worse, better) pairs are worse by more than chance, which alone finds any in `level` of all runs.

    Bonferroni over those names alone that could be significant at all, with as many pairs as differ (Tarone 1990).
    """
    least = [0.5 ** sum(pairs) for pairs in counts.values()]
    tests = next(n for n in range(1, len(least) + 2) if sum(one <= level / n for one in least) <= n)
    return tuple(name for name, pairs in counts.items() if sign_test(*pairs) <= level / tests)


def _wilson(array: Values) -> tuple[float, float]:
    n, share = len(array), float(array.mean())
    middle = share + _Z**2 / (2 * n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    whole = 1 + _Z**2 / n
    return round((middle - half) / whole, 12), round((middle + half) / whole, 12)


def _interval(array: Values) -> tuple[float, float]:
    if array.min() == array.max():
        return float(array[0]), float(array[0])
    random = np.random.default_rng(0)
    step = max(1, _CELLS // len(array))
    means = [
        array[random.integers(0, len(array), (min(step, _DRAWS - start), len(array)))].mean(axis=1)
        for start in range(0, _DRAWS, step)
    ]
    low, high = np.quantile(np.concatenate(means), [0.025, 0.975])
    return float(low), float(high)


def _randomisation(gaps: Values) -> float:
    """How often the sum of differences with random signs is as far from 0 as it is."""
    if len(gaps) == 0:
        return 1.0
    seen = abs(gaps.sum()) - 1e-9
    if len(gaps) <= 12:
        signs = np.array(list(product((1.0, -1.0), repeat=len(gaps))))
        return float((np.abs(signs @ gaps) >= seen).mean())
    random = np.random.default_rng(0)
    step = max(1, _CELLS // len(gaps))
    as_far = sum(
        int((np.abs((1 - 2 * random.integers(0, 2, (min(step, _DRAWS - start), len(gaps)))) @ gaps) >= seen).sum())
        for start in range(0, _DRAWS, step)
    )
    return (as_far + 1) / (_DRAWS + 1)
