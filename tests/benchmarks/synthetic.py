"""Articles and vectors for measuring large indexes: made up, but with the words and the lengths of news.

Words are drawn as often as a real corpus has them (its counts fall as Zipf's law says), half of an article's from the
few hundred that its topic prefers; no sentence of the corpus is copied. A vector is the sum of a fixed random vector a
word, weighed by how rare the word is, so that passages of one topic are near one another.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.values import Article, Published

DIMENSIONS = 384
FIRST_DAY, DAYS = date(2015, 1, 1), 3650
_TOPICS, _OF_TOPIC, _OUTLETS, _PEOPLE = 500, 400, 200, 2000
_WORDS = 60_000
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


class Corpus:
    """Any number of articles; the n-th is always the same for the same texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(word for text in texts for word in _WORD.findall(text)).most_common(_WORDS)
        self.words = [word for word, _ in counts]
        self._shares = np.cumsum([count for _, count in counts], dtype=np.float64)
        self._shares /= self._shares[-1]
        draw = np.random.default_rng(0)
        self._topics = draw.integers(200, len(self.words), (_TOPICS, _OF_TOPIC))
        self._outlets = [f"The {' '.join(self._names(draw))} Post" for _ in range(_OUTLETS)]
        self._people = [" ".join(self._names(draw)) for _ in range(_PEOPLE)]

    def article(self, number: int) -> Article:
        draw = np.random.default_rng(number + 1)
        topic = self._topics[draw.integers(_TOPICS)]
        paragraphs = [self._paragraph(draw, topic) for _ in range(draw.integers(12, 30))]
        day = FIRST_DAY + timedelta(days=int(draw.integers(DAYS)))
        return Article(
            id=f"synthetic-{number}",
            title=" ".join(self._drawn(draw, topic, 9)).capitalize(),
            text="\n\n".join(paragraphs),
            published=Published(value=day, found_in="made up") if draw.random() > 0.03 else None,
            outlet=self._outlets[int(_OUTLETS * draw.random() ** 3)],
        )

    def questions(self, count: int) -> list[str]:
        """Of the lengths of real ones, of words that one topic has."""
        draw = np.random.default_rng(-1 % 2**32)
        topics = (self._topics[draw.integers(_TOPICS)] for _ in range(count))
        return [f"What {' '.join(self._drawn(draw, topic, int(draw.integers(6, 14))))}?" for topic in topics]

    def outlet(self, place: int) -> str:
        return self._outlets[place]

    def person(self, place: int) -> str:
        return self._people[place]

    def _paragraph(self, draw: np.random.Generator, topic: NDArray[np.int64]) -> str:
        sentences = [" ".join(self._drawn(draw, topic, int(draw.integers(8, 30)))) for _ in range(draw.integers(1, 4))]
        text = " ".join(f"{sentence[0].upper()}{sentence[1:]}." for sentence in sentences)
        return f"{text} {self._people[int(draw.integers(_PEOPLE))]} said so." if draw.random() < 0.2 else text

    def _drawn(self, draw: np.random.Generator, topic: NDArray[np.int64], count: int) -> list[str]:
        places = np.searchsorted(self._shares, draw.random(count))
        on_topic = draw.random(count) < 0.5
        places[on_topic] = topic[(len(topic) * draw.random(int(on_topic.sum())) ** 2).astype(np.int64)]
        return [self.words[place] for place in places]

    def _names(self, draw: np.random.Generator) -> Iterator[str]:
        return (self.words[int(draw.integers(500, len(self.words)))].capitalize() for _ in range(2))


class WordVectors:
    """The embedder of these texts. With `real`, that model embeds each text as well: its time counts, no more."""

    name = "synthetic"
    fingerprint = "synthetic-1"

    def __init__(self, words: Sequence[str], real: Any = None) -> None:
        self._place = {word.lower(): place for place, word in reversed(list(enumerate(words)))}
        self._vectors = np.random.default_rng(1).standard_normal((len(words), DIMENSIONS), dtype=np.float32)
        self._vectors *= np.log1p(np.arange(len(words), dtype=np.float32))[:, None]
        self._real = real

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self._real is not None:
            self._real.embed(texts)
        vectors = np.stack([self._sum(text) for text in texts])
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    def _sum(self, text: str) -> NDArray[np.float32]:
        places = [self._place[word] for found in _WORD.findall(text) if (word := found.lower()) in self._place]
        return self._vectors[places].sum(axis=0) if places else np.ones(DIMENSIONS, np.float32)
