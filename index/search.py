"""A query in, passages out: rankings of the derived indexes, filtered, fused, weighed by day and by their sentences.

Reads only. It does not know how a ranking comes about, nor whether the derived indexes are complete.
"""

import math
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from index import marks, store
from index.copies import Copies, runs_of
from index.filters import Filters
from index.focus import focus, wanted
from index.query import Query
from index.recency import bounded, closeness
from index.rerank import Reranker
from index.store import StoredPassage
from index.values import Hit, Retriever

Ranking = Sequence[tuple[int, float]]
"""Passage keys with scores, best first."""
Ranker = Callable[[int], Ranking]
"""The ranking down to at most so many places."""
Share = Callable[[Collection[str]], float]
"""The share of passages, 0 to 1, that hold any of some stems."""

_DEPTH = 100  # places of each ranking that are fused
_FAR, _ENOUGH = 8, 20  # where filters leave little, so many times as deep, so many places are enough: it takes long
_FOCUSED = 30  # passages whose sentences decide their order; those of the hits below are looked at, too
_PART = 0.7
"""What the ranking of a part of the question counts against that of all of it."""
# Measured on 177 questions with a known article among 6,000. Reciprocal ranks in place of scores: MRR .812 against
# .828. The second stage: answer in the first five passages .938 without, .954 with it; anything from 0.5 to 1 does.
_BELOW = 0.8
_SENTENCES, _LEAD = 0.5, 0.2
_REPORTED_BY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchReport:
    """Hits, best first, the query as it was understood, and how many undated articles are among the hits.

    `undated` is 0 where no days were asked for. Articles without a date are never left out for it.
    """

    query: Query
    hits: tuple[Hit, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a result looks like: `k` hits, at most `per_article` of one article (None: any number)."""

    k: int = 10
    per_article: int | None = 2
    reranker: Reranker | None = None


def find(
    connection: sqlite3.Connection,
    rankers: Mapping[Retriever, Sequence[Ranker]],
    query: Query,
    *,
    filters: Filters,
    share: Share,
    shape: Shape,
) -> SearchReport:
    """The best passages. Of each index the first ranker is that of the whole question, others are of its parts."""
    depth = max(2 * shape.k, _DEPTH)
    facts = _Facts(connection)
    rankings = [
        _Listed(name, _admitted(facts, ranker, depth, filters), 1.0 if place == 0 else _PART)
        for name, several in rankers.items()
        for place, ranker in enumerate(several)
    ]
    every = {one.key for listed in rankings for one in listed.found}
    unseen = marks.lacking(connection, "vectors", every) if "dense" in rankers else set[int]()
    candidates = _weighed(rankings, unseen, query)
    looked_at = candidates[: max(_FOCUSED, 2 * shape.k)]
    passages = {s.key: s for s in store.stored_passages(connection, [candidate.key for candidate in looked_at])}
    staged = _staged([one for one in looked_at if one.key in passages], passages, query, share)
    if shape.reranker is not None and staged:
        staged = _reranked(staged, query.text, shape.reranker)
    hits = _collapsed(staged, shape)
    asked_days = bool(filters.since or filters.until or bounded(query.period))
    undated = {hit.passage.article_id for hit in hits if asked_days and hit.passage.published is None}
    return SearchReport(query=query, hits=hits, undated=len(undated))


class _Found(NamedTuple):
    key: int
    score: float
    day: date | None
    outlet: str | None


class _Listed(NamedTuple):
    retriever: Retriever
    found: list[_Found]
    weight: float


class _Facts:
    """What filters ask for, of passages that are passages still; read once a search."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._read: dict[int, tuple[date | None, str | None, list[str]] | None] = {}

    def those(self, keys: Sequence[int]) -> dict[int, tuple[date | None, str | None, list[str]]]:
        new = [key for key in keys if key not in self._read]
        self._read |= dict.fromkeys(new) | marks.facts(self._connection, new)
        return {key: facts for key in keys if (facts := self._read[key])}


class _Candidate(NamedTuple):
    key: int
    score: float
    rank: Mapping[Retriever, int]


def _admitted(facts_of: _Facts, ranker: Ranker, depth: int, filters: Filters) -> list[_Found]:
    """The best `depth` that are passages still and that `filters` admits: more is fetched until there are as many."""
    limit = depth
    while True:
        ranking = ranker(limit)
        facts = facts_of.those([key for key, _ in ranking])
        admitted = [
            _Found(key, score, *facts[key][:2])
            for key, score in ranking
            if key in facts and filters.admits(*facts[key])
        ]
        enough = _ENOUGH if limit >= _FAR * depth else depth
        if len(admitted) >= enough or len(ranking) < limit:
            return admitted[:depth]
        limit *= max(2, min(8, round(1.5 * depth / max(1, len(admitted)))))


def _weighed(rankings: Sequence[_Listed], unseen: Collection[int], query: Query) -> list[_Candidate]:
    """Everything found, best first, by the fused score and how its day and outlet suit the question."""
    scores = _fused(rankings, unseen)
    every = {one.key: one for listed in rankings for one in listed.found}
    ranks: dict[int, dict[Retriever, int]] = {key: {} for key in every}
    for listed in rankings:
        for rank, one in enumerate(listed.found, 1):
            places = ranks[one.key]
            places[listed.retriever] = min(rank, places.get(listed.retriever, rank))
    best = max(scores.values(), default=1.0) or 1.0
    candidates = [
        _Candidate(key, scores[key] * _suits(one, query, scores[key] / best), ranks[key]) for key, one in every.items()
    ]
    return sorted(candidates, key=lambda one: (-one.score, one.key))


def _fused(rankings: Sequence[_Listed], unseen: Collection[int]) -> dict[int, float]:
    """For each key the sum of its scores, each as a share of the best of its ranking, times the ranking's weight.

    What a ranking does not reach is thought to be a little below its last place. The vectors cannot reach what has none
    yet (`unseen`): that is thought to stand among them where it stands by its words.
    """
    scores: dict[int, float] = {one.key: 0.0 for listed in rankings for one in listed.found}
    words = next((_shares(listed.found) for listed in rankings if listed.retriever == "lexical"), dict[int, float]())
    last_word = min(words.values(), default=0.0)
    for listed in rankings:
        shares = _shares(listed.found)
        below = _BELOW * min(shares.values(), default=0.0)
        for key in scores:
            share = shares.get(key, below)
            if key in unseen and listed.retriever == "dense" and key in words and last_word < 1.0:
                share = below + (1.0 - below) * (words[key] - last_word) / (1.0 - last_word)
            scores[key] += listed.weight * share
    return scores


def _shares(found: Sequence[_Found]) -> dict[int, float]:
    best = max((one.score for one in found), default=0.0)
    return {one.key: max(one.score / best, 0.0) if best > 0.0 else 0.0 for one in found}


def _suits(one: _Found, query: Query, closest: float) -> float:
    """How much more a passage is worth for its day and its outlet.

    Where the question does not say itself that it is about now, a fresh passage is so only as far as it is on it.
    """
    gain = closeness(one.day, query) - 1.0
    if query.period is None or query.period.kind == "absolute":
        gain *= math.sqrt(closest)
    return (1.0 + gain) * (1.0 + _REPORTED_BY if one.outlet in query.reported_by else 1.0)


def _staged(
    candidates: Sequence[_Candidate], passages: Mapping[int, StoredPassage], query: Query, share: Share
) -> list[Hit]:
    """Hits with their closest sentences, best first: the better these suit the question, the higher.

    Those beyond the first thirty stay below them, in their order.
    """
    asked = [wanted(text, share) for text in (query.text, *query.parts)]
    hits: list[Hit] = []
    for place, candidate in enumerate(candidates):
        passage = passages[candidate.key].passage
        best = max((focus(passage.text, one) for one in asked), key=lambda found: found.share)
        gain = 1.0 + _SENTENCES * best.share + _LEAD * (passage.start == 0) if place < _FOCUSED else 1.0
        hits.append(
            Hit(
                passage=passage,
                score=candidate.score * gain,
                rank=candidate.rank,
                focus_start=passage.start + best.start,
                focus_end=passage.start + best.end,
            )
        )
    return sorted(hits, key=lambda hit: -hit.score)


def _reranked(hits: Sequence[Hit], question: str, reranker: Reranker) -> list[Hit]:
    """The first hits in the order of a model's scores, which become theirs; those below follow in their old order."""
    first, rest = hits[:_FOCUSED], hits[_FOCUSED:]
    scores = reranker.scores(question, [f"{hit.passage.title}\n{hit.passage.text}" for hit in first])
    rated = [replace(hit, score=score) for hit, score in zip(first, scores, strict=True)]
    return [*sorted(rated, key=lambda hit: -hit.score), *_below(rest, min(scores))]


def _below(hits: Sequence[Hit], score: float) -> list[Hit]:
    return [replace(hit, score=score - place) for place, hit in enumerate(hits, 1)]


def _collapsed(ranked: Iterable[Hit], shape: Shape) -> tuple[Hit, ...]:
    """The first hits, without more than wanted of one article; copies of a hit are listed in it instead."""
    kept: list[Hit] = []
    copies: list[list[str]] = []
    of_article: Counter[str] = Counter()
    seen = Copies()
    for hit in ranked:
        article_id = hit.passage.article_id
        runs = runs_of(hit.passage.text)
        original = seen.original_of(runs)
        if original is not None:
            if article_id not in (kept[original].passage.article_id, *copies[original]):
                copies[original].append(article_id)
        elif len(kept) < shape.k and (shape.per_article is None or of_article[article_id] < shape.per_article):
            of_article[article_id] += 1
            seen.add(runs)
            kept.append(hit)
            copies.append([])
    return tuple(replace(hit, copies=tuple(others)) for hit, others in zip(kept, copies, strict=True))
