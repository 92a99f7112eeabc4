"""The rankings that a search fuses: by words and by meaning, of the whole question and of its parts."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.dense import Dense
from index.filters import Filters
from index.lexical import LexicalIndex
from index.query import Query
from index.recency import window
from index.search import Ranker, Ranking
from index.values import Retriever, SearchMode


def rankers_of(
    query: Query, filters: Filters, mode: SearchMode, *, lexical: LexicalIndex, dense: Dense
) -> dict[Retriever, Sequence[Ranker]]:
    """For each index the ranker of the whole question, then those of its parts; none of an index that has nothing.

    Raises WeightsFailed, EmbeddingFailed in mode "dense" only.
    """
    texts = (query.text, *query.parts)
    rankers: dict[Retriever, Sequence[Ranker]] = {}
    if mode != "dense":
        near = _near(query, filters)
        rankers["lexical"] = [_by_words(lexical, text, filters, near) for text in texts]
    if mode != "lexical":
        found = [dense.ranker(text, filters, alone=mode == "dense") for text in texts]
        rankers["dense"] = [ranker for ranker in found if ranker]
    return {name: several for name, several in rankers.items() if several}


def _by_words(lexical: LexicalIndex, text: str, filters: Filters, near: Filters | None) -> Callable[[int], Ranking]:
    """The ranking by words, with what is best of the days asked about, however far down it stands."""

    def ranked(limit: int) -> Ranking:
        ranking = lexical.search(text, limit, filters)
        if near is None or len(ranking) < limit:
            return ranking
        merged = dict(ranking) | dict(lexical.search(text, limit // 2, near))
        return sorted(merged.items(), key=lambda one: -one[1])

    return ranked


def _near(query: Query, filters: Filters) -> Filters | None:
    """The filters narrowed to the days asked about; None where there are none."""
    first, last = window(query)
    since = max((day for day in (filters.since, first) if day), default=None)
    until = min((day for day in (filters.until, last) if day), default=None)
    narrowed = replace(filters, since=since, until=until)
    return narrowed if narrowed != filters else None
