"""From a question as the caller puts it to a report of hits: understood, filtered, ranked, re-ranked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypedDict, Unpack

from index import store
from index.dense import Dense
from index.filters import Filters
from index.parts import Parts
from index.query import Query, understand
from index.rankings import rankers_of
from index.relevance import relevance
from index.rerank import Reranking
from index.search import SearchReport, Shape, find
from index.values import Hit, SearchMode


class Given(TypedDict, total=False):
    """What the caller says beside the question, and what then wins over what the question says."""

    as_of: date | None
    since: date | None
    until: date | None
    outlets: Sequence[str]
    speaker: str | None


class Searching:
    """The searches of one open index. `dense` and `reranking` remember what of theirs has failed."""

    def __init__(self, parts: Parts, dense: Dense, reranking: Reranking) -> None:
        self._parts = parts
        self._dense = dense
        self._reranking = reranking
        self._outlets: tuple[int, tuple[str, ...]] | None = None

    def understand(self, question: str, **given: Unpack[Given]) -> Query:
        question = question.encode(errors="ignore").decode()  # a terminal hands on what it could not decode
        return understand(question, **given, known_outlets=self._known_outlets())

    def _known_outlets(self) -> tuple[str, ...]:
        """Those there are articles of, counted anew when articles have come: that takes as long as a search."""
        connection = self._parts.database.connection
        newest = store.newest_row(connection)
        if self._outlets is None or self._outlets[0] != newest:
            self._outlets = (newest, store.outlets(connection))
        return self._outlets[1]

    def report(self, query: Query, shape: Shape, mode: SearchMode, speaker: str | None) -> SearchReport:
        filters = Filters(since=query.since, until=query.last_day, outlets=query.outlets, speaker=speaker)
        connection, lexical = self._parts.database.connection, self._parts.lexical
        rankers = rankers_of(query, filters, mode, lexical=lexical, dense=self._dense) if shape.k > 0 else {}
        search = partial(find, connection, rankers, query, filters=filters, share=lexical.share)
        if shape.reranker:
            return search(shape=shape)
        return self._reranking.applied(lambda reranker: search(shape=replace(shape, reranker=reranker)))

    def relevance(self, query: Query, hits: Sequence[Hit]) -> float:
        return relevance(query, hits, self._parts.lexical.share, self._dense.similarities)

    def warnings(self) -> tuple[str, ...]:
        return (*self._dense.warnings(), *self._reranking.warnings())
