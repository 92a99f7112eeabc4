"""Figures of rankings over many questions, by the measures of the evaluation, and how long they took."""

import statistics
from collections.abc import Sequence

from assistant.evaluation.rankings import hit, reciprocal


def reciprocal_rank(ranks: Sequence[int | None], within: int = 10) -> float:
    """The mean of 1/rank over questions, 0 to 1; None, or a rank beyond `within`, counts 0."""
    return sum(reciprocal(rank, within) for rank in ranks) / max(1, len(ranks))


def hit_at(k: int, ranks: Sequence[int | None]) -> float:
    """The share of questions whose rank is at most `k`."""
    return sum(hit(k, rank) for rank in ranks) / max(1, len(ranks))


def milliseconds(seconds: Sequence[float]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return f"{statistics.median(ordered) * 1e3:.0f} / {p95 * 1e3:.0f} ms"
