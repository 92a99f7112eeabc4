"""Measures of a ranking against the documents that are right. Pure functions, 0 to 1, higher is better.

A right document is a set of ids of which any one will do, such as the copies of a wire report. With sets of one id
each these are the measures of trec_eval. They abstain, None, where nothing is right.
"""

import math
from collections.abc import Sequence, Set

Right = Sequence[Set[str]]


def recall_at(k: int, ranking: Sequence[str], right: Right) -> float | None:
    """The share of the right documents among the first `k` (trec_eval: recall)."""
    return sum(not one.isdisjoint(ranking[:k]) for one in right) / len(right) if right else None


def reciprocal_rank(ranking: Sequence[str], right: Right) -> float | None:
    """1 over the rank of the first right document, 0 where there is none (Voorhees 1999)."""
    if not right:
        return None
    return reciprocal(next((rank for rank, id in enumerate(ranking, start=1) if any(id in one for one in right)), None))


def ndcg_at(k: int, ranking: Sequence[str], right: Right) -> float | None:
    """Discounted gain over that of the ideal ranking (Järvelin and Kekäläinen 2002), gains 0 and 1, discount log2.

    A right document counts once, where its first id stands.
    """
    if not right:
        return None
    left, gain = list(right), 0.0
    for rank, id in enumerate(ranking[:k], start=1):
        if found := next((one for one in left if id in one), None):
            left.remove(found)
            gain += 1 / math.log2(rank + 1)
    return gain / sum(1 / math.log2(rank + 1) for rank in range(1, min(k, len(right)) + 1))


def reciprocal(rank: int | None, within: int | None = None) -> float:
    """1/rank; 0 without a rank, or beyond `within`."""
    return 1 / rank if rank and (within is None or rank <= within) else 0.0


def hit(k: int, rank: int | None) -> float:
    """1 where the rank is at most `k`, else 0: success at k."""
    return float(rank is not None and 0 < rank <= k)
