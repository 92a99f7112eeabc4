"""How well a passage answers a question, in nats: a weighted sum of what its rankings, its words and its place say.

The weights are those of a softmax over a question's candidates, in which the known article should win, and of the
passages of its days those that hold the answer: learnt on 177 RealTimeQA questions over 6,000 articles, with and
without their day, 560 of MultiHop-RAG and 45 of NewsQA, by words alone and with vectors, and 40 about the past, each
set counting as much as the others but news, which counts seven times; then rounded and, where nothing is lost, moved.
Learnt on three quarters and measured on the rest, MRR is .84 with the day and .69 without, .85 on NewsQA. Cosines of
single sentences, half a second for thirty passages, and the names of a question make nothing better.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.focus import Focus
from index.values import Retriever

_PASSAGE = 800  # characters
_PLACE = 1.0
"""What the n-th passage of an article loses, times log n: news puts first what matters."""
_REACHED = 0.8
"""What a ranking does not reach is thought to be a little below its last place."""


class Ranked(NamedTuple):
    """What one retriever found for a question: `asked` 0 is all of it, others are its parts."""

    retriever: Retriever
    asked: int
    scores: Mapping[int, float]
    """By passage, best first."""


class Standing(NamedTuple):
    """Where a passage stands for one question: by retriever, its score as a share of the best, and the largest such
    share of its article's passages."""

    shares: Mapping[Retriever, float]
    of_article: Mapping[Retriever, float]


@dataclass(frozen=True, slots=True)
class _Weights:
    own: Mapping[Retriever, float]
    of_article: Mapping[Retriever, float]
    first: float


_ROUGH = _Weights(own={"lexical": 3.0, "dense": 5.0}, of_article={"lexical": 2.7, "dense": 3.5}, first=1.0)
_FINE = _Weights(own={"lexical": 0.8, "dense": 4.0}, of_article={"lexical": 1.4, "dense": 2.0}, first=0.8)
_COVERED, _TITLED, _SENTENCE, _RUNS, _NUMBER, _TOGETHER = 5.3, 1.5, 0.5, 0.5, 1.0, 1.3


def rough(standing: Standing, start: int) -> float:
    """From the rankings and the passage's place in its article alone: which passages are worth reading."""
    return _of_rankings(standing, start, _ROUGH)


def fine(standing: Standing, start: int, focus: Focus, together: float) -> float:
    """From what the passage says, too; `together` is the share of the question that its article's passages cover."""
    said = _COVERED * focus.covered + _TITLED * focus.titled + _SENTENCE * focus.in_sentence + _RUNS * focus.in_order
    return _of_rankings(standing, start, _FINE) + said + _NUMBER * focus.numbers + _TOGETHER * together


def _of_rankings(standing: Standing, start: int, weights: _Weights) -> float:
    own = sum(weights.own.get(name, 0.0) * share for name, share in standing.shares.items())
    article = sum(weights.of_article.get(name, 0.0) * share for name, share in standing.of_article.items())
    return own + article + weights.first * (start == 0) - _PLACE * math.log1p(start / _PASSAGE)


def standings_of(
    rankings: Sequence[Ranked], articles: Mapping[int, int], unseen: Collection[int]
) -> dict[int, list[Standing]]:
    """For each passage of `articles` (its key, and that of its article) the standings for the question and its parts.

    The vectors cannot reach what has none yet (`unseen`): that is thought to stand among them where it stands by its
    words.
    """
    standings: dict[int, list[Standing]] = {key: [] for key in articles}
    for asked in sorted({ranking.asked for ranking in rankings}):
        shares: dict[Retriever, dict[int, float]] = {
            one.retriever: _shares(one.scores, articles) for one in rankings if one.asked == asked
        }
        if "dense" in shares and "lexical" in shares:
            shares["dense"] |= _placed(shares["lexical"], shares["dense"], unseen)
        best: dict[Retriever, dict[int, float]] = {n: _of_articles(found, articles) for n, found in shares.items()}
        for key, article in articles.items():
            own: dict[Retriever, float] = {name: found[key] for name, found in shares.items()}
            of_article: dict[Retriever, float] = {name: found[article] for name, found in best.items()}
            standings[key].append(Standing(own, of_article))
    return standings


def ranks_of(rankings: Sequence[Ranked]) -> dict[int, dict[Retriever, int]]:
    """For each passage the best place, from 1, that each retriever found it at."""
    ranks: dict[int, dict[Retriever, int]] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking.scores, 1):
            places = ranks.setdefault(key, {})
            places[ranking.retriever] = min(rank, places.get(ranking.retriever, rank))
    return ranks


def _shares(scores: Mapping[int, float], keys: Iterable[int]) -> dict[int, float]:
    """Scores as shares, 0 to 1, of the best one; what the ranking does not reach is a little below its last place."""
    best = max(scores.values(), default=0.0)
    below = _REACHED * min(scores.values(), default=0.0)
    return {key: max(scores.get(key, below) / best, 0.0) if best > 0.0 else 0.0 for key in keys}


def _placed(words: Mapping[int, float], near: Mapping[int, float], unseen: Collection[int]) -> dict[int, float]:
    last_word, last = min(words.values(), default=0.0), min(near.values(), default=0.0)
    if last_word >= 1.0:
        return {}
    return {key: last + (1.0 - last) * (words[key] - last_word) / (1.0 - last_word) for key in unseen if key in words}


def _of_articles(shares: Mapping[int, float], articles: Mapping[int, int]) -> dict[int, float]:
    best: dict[int, float] = {}
    for key, share in shares.items():
        article = articles[key]
        best[article] = max(share, best.get(article, 0.0))
    return best
