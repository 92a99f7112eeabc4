"""A question's words in, passages out: the rankings of the derived indexes, filtered and fused.

Reads only. It does not know how a ranking comes about, nor whether the derived indexes are complete.
"""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from index import store
from index.filters import Filters
from index.values import Hit, Retriever

Ranking = Sequence[tuple[int, float]]
"""Passage keys with scores, best first."""
Ranker = Callable[[int], Ranking]
"""The ranking down to at most so many places."""

_RRF_K = 60  # Cormack, Clarke and Büttcher 2009
_DEPTH = 100  # places of each ranking that are fused


def find(
    connection: sqlite3.Connection, rankers: Mapping[Retriever, Ranker], *, k: int, filters: Filters
) -> tuple[Hit, ...]:
    """The `k` best passages. The score is the only ranker's own; of several, their reciprocal rank fusion."""
    rankings: dict[Retriever, Ranking] = {
        name: _admitted(connection, ranker, max(k, _DEPTH), filters) for name, ranker in rankers.items()
    }
    ranks: dict[Retriever, dict[int, int]] = {
        name: {key: rank for rank, (key, _) in enumerate(ranking, 1)} for name, ranking in rankings.items()
    }
    scores = dict(next(iter(rankings.values()))) if len(rankings) == 1 else fused(ranks.values())
    best = sorted(scores, key=lambda key: (-scores[key], key))[:k]
    passages = {stored.key: stored.passage for stored in store.stored_passages(connection, best)}
    return tuple(
        Hit(
            passage=passages[key],
            score=scores[key],
            rank={name: places[key] for name, places in ranks.items() if key in places},
        )
        for key in best
        if key in passages  # another process may have removed it just now
    )


def fused(rankings: Iterable[Mapping[int, int]]) -> dict[int, float]:
    """Reciprocal rank fusion (Cormack et al. 2009): for each key the sum of 1 / (60 + rank) over the rankings."""
    scores: dict[int, float] = {}
    for ranks in rankings:
        for key, rank in ranks.items():
            scores[key] = scores.get(key, 0.0) + 1.0 / (_RRF_K + rank)
    return scores


def _admitted(connection: sqlite3.Connection, ranker: Ranker, depth: int, filters: Filters) -> Ranking:
    """The best `depth` that are passages still and that `filters` admits: more is fetched until they are that many."""
    limit = depth
    while True:
        ranking = ranker(limit)
        facts = store.facts(connection, [key for key, _ in ranking])
        admitted = [(key, score) for key, score in ranking if key in facts and filters.admits(*facts[key])]
        if len(admitted) >= depth or len(ranking) < limit:
            return admitted[:depth]
        limit *= 8
