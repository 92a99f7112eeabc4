"""Brings the lexical and the vector index up to the database, which alone says what they should hold.

First the derived index is written, then the database notes it. A kill in between has the same passages written again,
in place of what is held of them: nothing is lost, nothing is there twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index import marks, store
from index.errors import IndexFailed
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
        keys = marks.pending(connection, "lexical", _LEXICAL_BATCH)
        gone = marks.removed(connection, "lexical")
        if not keys and not gone:
            return
        parts.lexical.write(store.stored_passages(connection, keys), remove=[*gone, *keys])
        with parts.database.transaction():
            marks.mark_held(connection, "lexical", keys)
            marks.forget_removed(connection, "lexical", gone)


def catch_up(parts: Parts) -> None:
    """Sync the lexical index before a search: what a killed writer left; a living one does it itself."""
    if store.anything(parts.database.connection, "passages WHERE NOT lexical", "removed WHERE part = 'lexical'"):
        with suppress(IndexFailed), parts.writing(patience=0):
            sync_lexical(parts)


def restore_lexical(parts: Parts) -> None:
    """Sync, and build the lexical index anew where it holds less or more than it should, its folder lost, say."""
    sync_lexical(parts)
    connection = parts.database.connection
    if parts.lexical.count() != store.count(connection, "passages"):
        parts.lexical.clear()
        with parts.database.transaction():
            marks.mark_all_pending(connection, "lexical")
        sync_lexical(parts)


def disagreements(parts: Parts) -> tuple[str, ...]:
    """In sentences, where a derived index does not hold what the database believes it holds. Reads only."""
    connection = parts.database.connection
    held = {"lexical": parts.lexical.count()}
    if parts.vectors_are_lost():
        held["vectors"] = 0
    elif parts.generation:
        held["vectors"] = parts.vectors.count(parts.generation)
    found: list[str] = []
    for part in store.PARTS:
        believed, going = store.count(connection, f"passages WHERE {part}"), len(marks.removed(connection, part))
        if not believed <= (count := held.get(part, 0)) <= believed + going:
            found.append(f"The {part.removesuffix('s')} index holds {count:,} passages instead of {believed:,}.")
    return tuple(found)


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
            write_vectors(parts, [one.key for one in stored], vectors)
        done += len(stored)
        if progress:
            progress(Progress(stage="vectors", done=done, total=max(total, done)))
    return done


def _batches_pending(parts: Parts) -> Iterator[Sequence[int]]:
    while keys := marks.pending(parts.database.connection, "vectors", _ROUND):
        for start in range(0, len(keys), _VECTORS_BATCH):
            yield keys[start : start + _VECTORS_BATCH]


def _restore_vectors(parts: Parts) -> None:
    """Remove what is gone; have everything embedded again where vectors are lost, with their folder, say."""
    connection = parts.database.connection
    if marks.removed(connection, "vectors"):
        write_vectors(parts, [], np.empty((0, 0), dtype=np.float32))
    generation = parts.generation
    if generation and parts.vectors.count(generation) < store.count(connection, "passages WHERE vectors"):
        with parts.database.transaction():
            marks.mark_all_pending(connection, "vectors")


def write_vectors(parts: Parts, keys: Sequence[int], vectors: NDArray[np.float32]) -> None:
    """Two steps of the generation: before the write for other writers, after it for readers."""
    database, connection, generation = parts.database, parts.database.connection, parts.generation
    gone = marks.removed(connection, "vectors")
    still = marks.still_passages(connection, keys)  # some may have been removed since they were embedded
    rows = [row for row, key in enumerate(keys) if key in still]
    held = [keys[row] for row in rows]
    database.set_meta("vectors_generation", str(generation + 1))
    parts.vectors.write(held, vectors[rows], gone, generation)
    with database.transaction():
        marks.mark_held(connection, "vectors", held)
        marks.forget_removed(connection, "vectors", gone)
        database.set_meta("vectors_generation", str(generation + 2))
    parts.vectors.wrote(generation + 2)
