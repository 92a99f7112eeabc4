"""A query in, passages out: rankings of the derived indexes, filtered, fused, weighed by day and by their sentences.

Reads only. It does not know how a ranking comes about, nor whether the derived indexes are complete.
"""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from index import marks, store
from index.clusters import clusters_of
from index.copies import Copies, runs_of
from index.filters import Filters
from index.focus import Focus, Wanted, focus, wanted, weight
from index.marks import Facts
from index.query import Query
from index.recency import bounded, closeness
from index.rerank import Reranker
from index.scoring import Ranked, Standing, fine, ranks_of, rough, standings_of
from index.values import Hit, Passage, Retriever

Ranking = Sequence[tuple[int, float]]
"""Passage keys with scores, best first."""
Ranker = Callable[[int], Ranking]
"""The ranking down to at most so many places."""
Share = Callable[[Collection[str]], float]
"""The share of passages, 0 to 1, that hold any of some stems."""

_DEPTH = 100  # places of each ranking that are fused
_FAR, _ENOUGH = 8, 20  # where filters leave little, so many times as deep, so many places are enough: it takes long
_READ = 30  # passages whose words decide their order; those of the hits below are looked at, too
_PART = 1.5
"""Nats that a passage loses which answers a part of the question and not all of it."""
_REPORTED_BY = 1.5
"""Nats that a passage gains whose outlet the question names."""


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
    """What a result looks like: `k` hits, at most `per_article` of one article (None: any number).

    Of several articles that are one report only the best found has hits, unless `every_copy` is wanted.
    """

    k: int = 10
    per_article: int | None = 2
    every_copy: bool = False
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
    known = _Known(connection)
    rankings = [
        Ranked(name, place, _admitted(known, ranker, depth, filters))
        for name, several in rankers.items()
        for place, ranker in enumerate(several)
    ]
    found = {key for ranking in rankings for key in ranking.scores}
    unseen = marks.lacking(connection, "vectors", found) if "dense" in rankers else set[int]()
    candidates = _candidates(rankings, known.those(list(found)), unseen, query)
    looked_at = candidates[: max(_READ, 2 * shape.k)]
    passages = {s.key: s.passage for s in store.stored_passages(connection, [candidate.key for candidate in looked_at])}
    hits = _read([one for one in looked_at if one.key in passages], passages, query, share)
    if shape.reranker is not None and hits:
        hits = _reranked(hits, query.text, shape.reranker)
    reports = {} if shape.every_copy else clusters_of(connection, {hit.passage.article_id for hit in hits})
    collapsed = _collapsed(hits, shape, reports)
    asked_days = bool(filters.since or filters.until or bounded(query.period))
    undated = {hit.passage.article_id for hit in collapsed if asked_days and hit.passage.published is None}
    return SearchReport(query=query, hits=collapsed, undated=len(undated))


class _Known:
    """What is known of passages that are passages still; read once a search."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._read: dict[int, Facts | None] = {}

    def those(self, keys: Sequence[int]) -> dict[int, Facts]:
        new = [key for key in keys if key not in self._read]
        self._read |= dict.fromkeys(new) | marks.facts(self._connection, new)
        return {key: facts for key in keys if (facts := self._read[key])}


class _Candidate(NamedTuple):
    """`standings`: for the whole question first, then for its parts. `suits`: nats for its day and its outlet."""

    key: int
    standings: Sequence[Standing]
    suits: float
    score: float
    rank: Mapping[Retriever, int]


def _admitted(known: _Known, ranker: Ranker, depth: int, filters: Filters) -> dict[int, float]:
    """The best `depth` that are passages still and that `filters` admits: more is fetched until there are as many."""
    limit = depth
    while True:
        ranking = ranker(limit)
        facts = known.those([key for key, _ in ranking])
        admitted = [
            (key, score)
            for key, score in ranking
            if (of := facts.get(key)) and filters.admits(of.day, of.outlet, of.speakers)
        ]
        enough = _ENOUGH if limit >= _FAR * depth else depth
        if len(admitted) >= enough or len(ranking) < limit:
            return dict(admitted[:depth])
        limit *= max(2, min(8, round(1.5 * depth / max(1, len(admitted)))))


def _candidates(
    rankings: Sequence[Ranked], facts: Mapping[int, Facts], unseen: Collection[int], query: Query
) -> list[_Candidate]:
    """Everything found, best first by its rankings, its day and its outlet."""
    articles = {key: of.article for key, of in facts.items()}
    standings = standings_of(rankings, articles, unseen)
    ranks = ranks_of(rankings)
    candidates: list[_Candidate] = []
    for key, of in facts.items():
        suits = closeness(of.day, query) + _REPORTED_BY * (of.outlet in query.reported_by)
        score = suits + _best([rough(one, of.start) for one in standings[key]])
        candidates.append(_Candidate(key, standings[key], suits, score, ranks[key]))
    return sorted(candidates, key=lambda one: (-one.score, one.key))


def _best(scores: Sequence[float]) -> float:
    """Of the score for the whole question and those for its parts."""
    return max(score - _PART * (place > 0) for place, score in enumerate(scores))


def _read(candidates: Sequence[_Candidate], passages: Mapping[int, Passage], query: Query, share: Share) -> list[Hit]:
    """Hits with their closest sentences, best first by what they say. Those beyond the first thirty stay below them."""
    asked = [wanted(text, share) for text in (query.text, *query.parts)]
    found = [
        [focus(passage.text, passage.title, one) for one in asked]
        for passage in (passages[candidate.key] for candidate in candidates)
    ]
    covered = [
        _covered([(passages[c.key], of[place]) for c, of in zip(candidates[:_READ], found, strict=False)], one)
        for place, one in enumerate(asked)
    ]
    hits = [
        _hit(
            candidate,
            passages[candidate.key],
            of,
            [shares.get(passages[candidate.key].article_id, 0.0) for shares in covered],
        )
        for candidate, of in zip(candidates, found, strict=True)
    ]
    first, rest = hits[:_READ], hits[_READ:]
    least = min((hit.score for hit in first), default=0.0)
    return [*sorted(first, key=lambda hit: -hit.score), *_below(rest, least)]


def _covered(read: Iterable[tuple[Passage, Focus]], asked: Wanted) -> dict[str, float]:
    """By article, what its passages hold together of what is asked."""
    stems: defaultdict[str, set[str]] = defaultdict(set)
    for passage, found in read:
        stems[passage.article_id] |= found.stems
    return {article_id: weight(held, asked) for article_id, held in stems.items()}


def _hit(candidate: _Candidate, passage: Passage, found: Sequence[Focus], together: Sequence[float]) -> Hit:
    scores = [
        fine(standing, passage.start, one, share)
        for standing, one, share in zip(candidate.standings, found, together, strict=True)
    ]
    closest = max(found, key=lambda one: one.covered)
    return Hit(
        passage=passage,
        score=candidate.suits + _best(scores),
        rank=candidate.rank,
        focus_start=passage.start + closest.start,
        focus_end=passage.start + closest.end,
    )


def _reranked(hits: Sequence[Hit], question: str, reranker: Reranker) -> list[Hit]:
    """The first hits in the order of a model's scores, which become theirs; those below follow in their old order."""
    first, rest = hits[:_READ], hits[_READ:]
    scores = reranker.scores(question, [f"{hit.passage.title}\n{hit.passage.text}" for hit in first])
    rated = [replace(hit, score=score) for hit, score in zip(first, scores, strict=True)]
    return [*sorted(rated, key=lambda hit: -hit.score), *_below(rest, min(scores))]


def _below(hits: Sequence[Hit], score: float) -> list[Hit]:
    return [replace(hit, score=score - place) for place, hit in enumerate(hits, 1)]


def _collapsed(ranked: Iterable[Hit], shape: Shape, reports: Mapping[str, int]) -> tuple[Hit, ...]:
    """The first hits, without more than wanted of one article; copies of a hit are listed in it instead.

    `reports` are the clusters of articles that are one report: the first article found of each stands for it.
    """
    kept: list[Hit] = []
    copies: list[list[str]] = []
    of_article: Counter[str] = Counter()
    of_report: dict[int, int] = {}
    seen = Copies()
    for hit in ranked:
        article_id = hit.passage.article_id
        runs = runs_of(hit.passage.text)
        original = seen.original_of(runs)
        report = reports.get(article_id)
        first = None if report is None else of_report.get(report)
        if original is None and first is not None and kept[first].passage.article_id != article_id:
            original = first
        if original is not None:
            if article_id not in (kept[original].passage.article_id, *copies[original]):
                copies[original].append(article_id)
        elif len(kept) < shape.k and (shape.per_article is None or of_article[article_id] < shape.per_article):
            of_article[article_id] += 1
            if report is not None:
                of_report.setdefault(report, len(kept))
            seen.add(runs)
            kept.append(hit)
            copies.append([])
    return tuple(replace(hit, copies=tuple(others)) for hit, others in zip(kept, copies, strict=True))
