"""The dense half of a search: the embedder, when it is needed, and the ranking of passages by meaning."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from index import marks, store
from index.derived import embed_pending
from index.errors import EmbeddingFailed, EmbeddingUnavailable, WeightsFailed
from index.filters import Filters
from index.parts import Parts
from index.search import Ranker
from index.values import Progress

if TYPE_CHECKING:
    from index.embedding import Embedder

_EXACT = 500  # passages that filters leave: so many are ranked one by one, in 30 ms
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
        connection = self._parts.database.connection
        narrow = marks.keys_admitted(connection, filters, _EXACT) if filters != Filters() else None
        if narrow is not None:
            ranking = self._parts.vectors.search_among(narrow, vector, generation) if narrow else []
            return lambda limit: ranking[:limit]
        return lambda limit: self._parts.vectors.search(vector, limit, generation)

    def warnings(self) -> tuple[str, ...]:
        """What a search goes without now."""
        if self.failure is not None:
            why = self.failure.brief if isinstance(self.failure, WeightsFailed) else self.failure
            return (f"Searching by words alone, without the embedding model: {why}",)
        missing = store.count(self._parts.database.connection, "passages WHERE NOT vectors")
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
