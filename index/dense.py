"""The dense half of a search: the embedder, when it is needed, and the ranking of passages by meaning."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index import marks, store
from index.derived import embed_pending
from index.errors import EmbeddingFailed, EmbeddingUnavailable, WeightsFailed
from index.filters import Filters
from index.parts import Parts
from index.search import Ranker, Ranking
from index.values import Progress
from index.vectors import Vector

if TYPE_CHECKING:
    from index.embedding import Embedder

# What filters leave is compared one by one where it is little: 30 microseconds each, while a search among m of n visits
# about 200 n / m vectors, a microsecond each. Of more, a small share is searched among, unless their ids alone take
# 30 ms; of a large share, as many more are fetched as the filters will take away again, within bounds.
_EXACT, _EXACT_OF = 500, 7
_FEW, _AMONG = 0.25, 50_000
_SPARE, _WIDEST = 1.2, 20
_OURS = "all-minilm-l6-v2"  # cosines of other models are higher or lower as a whole
_RECOVERY = 60.0  # seconds until a question tries an endpoint again that could not answer


class Dense:
    """Vectors of one index. `failure` is why the embedding model could not be had when it was last needed."""

    def __init__(self, parts: Parts, embedder: Embedder | None) -> None:
        self._parts = parts
        self._embedder = embedder
        self._fingerprint: str | None = None
        self.failure: WeightsFailed | EmbeddingFailed | None = None
        self._failed_at = 0.0

    def embed_pending(self, progress: Callable[[Progress], None] | None) -> int:
        """How many passages got their vectors. Raises WeightsFailed, EmbeddingFailed, IndexBusy."""
        connection = self._parts.database.connection
        pending = store.anything(connection, "passages WHERE NOT vectors", "removed WHERE part = 'vectors'")
        if not pending and not self._parts.vectors_are_lost():
            return 0
        try:
            done = embed_pending(self._parts, self._embedding(), progress)
        except (WeightsFailed, EmbeddingFailed) as error:
            self._failed(error)
            raise
        self.failure = None
        return done

    def ranker(self, query: str, filters: Filters, *, alone: bool) -> Ranker | None:
        """The ranking of `query`, None without vectors or a model for it.

        Raises WeightsFailed, EmbeddingFailed where it is `alone`.
        """
        generation = self._parts.generation
        if not generation or not query.strip() or self._parts.vectors_are_lost():
            return None
        if self.failure is not None and not alone and not self._may_be_back():
            return None
        try:
            vector = self._embedding().embed([query])[0]
            self.failure = None
        except (WeightsFailed, EmbeddingFailed) as error:
            self._failed(error)
            if alone:
                raise
            return None
        return self._ranker(vector, filters, generation)

    def similarities(self, question: str, texts: Sequence[str]) -> tuple[float, ...] | None:
        """Cosines between the question and each text; None without a model, or with one of another scale than ours."""
        if self.failure is not None or not self._parts.generation:
            return None
        try:
            embedder = self._embedding()
            if not embedder.fingerprint.startswith(_OURS):
                return None
            asked, *others = embedder.embed([question, *texts])
        except (WeightsFailed, EmbeddingFailed) as error:
            self._failed(error)
            return None
        return tuple(float(asked @ other) for other in others)

    def _ranker(self, vector: Vector, filters: Filters, generation: int) -> Ranker:
        """How many passages the filters leave decides: all are compared, or the search is among them, or goes wider."""
        lexical, vectors = self._parts.lexical, self._parts.vectors
        if filters == Filters():
            return lambda limit: vectors.search(vector, limit, generation)
        left, every = lexical.admitted(filters), max(1, lexical.count())
        if left <= max(_EXACT, math.isqrt(_EXACT_OF * every)):
            keys = lexical.keys_admitted(filters, left) if left else []
            ranking = vectors.search_all(keys, vector, generation) if keys else []
            return lambda limit: ranking[:limit]
        wider = min(_WIDEST, _SPARE * every / left)
        keys = self._embedded(lexical.keys_admitted(filters, left)) if left < _FEW * every and left <= _AMONG else []

        def ranked(limit: int) -> Ranking:
            among = vectors.search_among(keys, vector, limit, generation) if keys else None
            return vectors.search(vector, math.ceil(wider * limit), generation) if among is None else among

        return ranked

    def _embedded(self, keys: list[int]) -> list[int]:
        """Those that have vectors."""
        connection = self._parts.database.connection
        if not store.anything(connection, "passages WHERE NOT vectors"):
            return keys
        lacking = marks.lacking(connection, "vectors", keys)
        return [key for key in keys if key not in lacking]

    def warnings(self) -> tuple[str, ...]:
        """What a search goes without now."""
        if self.failure is not None:
            why = self.failure.brief if isinstance(self.failure, WeightsFailed) else self.failure
            return (f"Searching by words alone, without the embedding model: {why}",)
        missing = store.anything(self._parts.database.connection, "passages WHERE NOT vectors")
        if missing or self._parts.vectors_are_lost():
            return ("Passages without vectors are found by their words alone: `onrecord index` makes them.",)
        return ()

    def _failed(self, error: WeightsFailed | EmbeddingFailed) -> None:
        self.failure, self._failed_at = error, time.monotonic()

    def _may_be_back(self) -> bool:
        """A fetch or a key that failed is not tried again for every query, nor an endpoint that is down."""
        return isinstance(self.failure, EmbeddingUnavailable) and time.monotonic() - self._failed_at > _RECOVERY

    def _embedding(self) -> Embedder:
        if self._embedder is None:
            from index.embedding import OnnxEmbedder

            self._embedder = OnnxEmbedder()
        self._fingerprint = self._fingerprint or self._embedder.fingerprint  # reading it takes as long as a search
        self._parts.database.require_if_known({"embedding": self._fingerprint})
        return self._embedder
