"""Brings the lexical and the vector index up to the database, which alone says what they should hold.

First the derived index is written, then the database notes it. A kill in between has the same passages written again,
in place of what is held of them: nothing is lost, nothing is there twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index import store
from index.nodes import embedded_text
from index.parts import Parts
from index.values import Progress

if TYPE_CHECKING:
    from index.embedding import Embedder

_LEXICAL_BATCH = 4000  # passages a commit
_VECTORS_BATCH = 128  # passages a commit: 5 seconds' work of the embedded model
_ROUND = 4096  # passages chosen at a time, newest articles first


def sync_lexical(parts: Parts) -> None:
    """Have the lexical index hold exactly the passages there are. Call under `parts.writing()`."""
    connection = parts.database.connection
    while True:
        keys = store.pending(connection, "lexical", _LEXICAL_BATCH)
        gone = store.removed(connection, "lexical")
        if not keys and not gone:
            return
        parts.lexical.write(store.stored_passages(connection, keys), remove=[*gone, *keys])
        with parts.database.transaction():
            store.mark_held(connection, "lexical", keys)
            store.forget_removed(connection, "lexical", gone)


def restore_lexical(parts: Parts) -> None:
    """Sync, and build the lexical index anew where it holds less or more than it should, its folder lost, say."""
    sync_lexical(parts)
    connection = parts.database.connection
    if parts.lexical.count() != store.count(connection, "passages"):
        parts.lexical.clear()
        with parts.database.transaction():
            store.mark_all_pending(connection, "lexical")
        sync_lexical(parts)


def embed_pending(parts: Parts, embedder: Embedder, progress: Callable[[Progress], None] | None) -> int:
    """Embed all passages without a vector, those of the newest articles first; how many they were.

    The lock is held for each write alone, so that articles can be added meanwhile.
    """
    connection = parts.database.connection
    with parts.writing():
        parts.database.require({"embedding": embedder.fingerprint})
        _restore_vectors(parts)
    total = store.count(connection, "passages WHERE NOT vectors")
    done = 0
    for keys in _batches_pending(parts):
        stored = store.stored_passages(connection, keys)
        vectors = embedder.embed([embedded_text(one.passage) for one in stored])
        with parts.writing():
            _write_vectors(parts, [one.key for one in stored], vectors)
        done += len(stored)
        if progress:
            progress(Progress(stage="vectors", done=done, total=max(total, done)))
    return done


def _batches_pending(parts: Parts) -> Iterator[Sequence[int]]:
    while keys := store.pending(parts.database.connection, "vectors", _ROUND):
        for start in range(0, len(keys), _VECTORS_BATCH):
            yield keys[start : start + _VECTORS_BATCH]


def _restore_vectors(parts: Parts) -> None:
    """Remove what is gone; have everything embedded again where vectors are lost, with their folder, say."""
    connection = parts.database.connection
    if store.removed(connection, "vectors"):
        _write_vectors(parts, [], np.empty((0, 0), dtype=np.float32))
    generation = parts.generation
    if generation and parts.vectors.count(generation) < store.count(connection, "passages WHERE vectors"):
        with parts.database.transaction():
            store.mark_all_pending(connection, "vectors")


def _write_vectors(parts: Parts, keys: Sequence[int], vectors: NDArray[np.float32]) -> None:
    """Two steps of the generation: before the write for other writers, after it for readers."""
    database, connection, generation = parts.database, parts.database.connection, parts.generation
    gone = store.removed(connection, "vectors")
    still = store.still_passages(connection, keys)  # some may have been removed since they were embedded
    rows = [row for row, key in enumerate(keys) if key in still]
    held = [keys[row] for row in rows]
    database.set_meta("vectors_generation", str(generation + 1))
    parts.vectors.write(held, vectors[rows], gone, generation)
    with database.transaction():
        store.mark_held(connection, "vectors", held)
        store.forget_removed(connection, "vectors", gone)
        database.set_meta("vectors_generation", str(generation + 2))
    parts.vectors.wrote(generation + 2)
