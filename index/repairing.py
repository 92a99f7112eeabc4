"""Brings both derived indexes into full agreement with the database: key by key, not by counts alone.

Slower than `derived`, which relies on marks; for an index of which a file was lost, restored or changed by hand.
"""

import numpy as np

from index import marks
from index.derived import restore_lexical, write_vectors
from index.parts import Parts


def repair(parts: Parts) -> tuple[str, ...]:
    """What was done, in sentences; nothing where all agreed. Vectors that are missing are marked, not made.

    Raises IndexDamaged where the database cannot be read whole, IndexBusy.
    """
    parts.database.check()
    with parts.writing():
        return (*_lexical(parts), *_vectors(parts))


def _lexical(parts: Parts) -> list[str]:
    restore_lexical(parts)
    connection = parts.database.connection
    held = parts.lexical.keys()
    wanted = {row["key"] for row in connection.execute("SELECT key FROM passages")}
    if held == wanted:
        return []
    parts.lexical.clear()
    restore_lexical(parts)
    return [f"The lexical index did not hold {len(wanted - held):,} passages: it was built again."]


def _vectors(parts: Parts) -> list[str]:
    """Vectors of passages that are none any more go; passages whose vector is missing are to be embedded."""
    if not parts.generation:
        return []
    connection = parts.database.connection
    held = parts.vectors.keys(parts.generation)
    believed = {row["key"] for row in connection.execute("SELECT key FROM passages WHERE vectors")}
    known = {row["key"] for row in connection.execute("SELECT key FROM passages")}
    removed = set(marks.removed(connection, "vectors"))
    stray, lost = held - known, believed - held
    if stray or removed:
        with parts.database.transaction():
            connection.executemany("INSERT OR IGNORE INTO removed VALUES ('vectors', ?)", [(key,) for key in stray])
        write_vectors(parts, [], np.empty((0, 0), dtype=np.float32))
    if lost:
        with parts.database.transaction():
            marks.mark_pending(connection, "vectors", lost)
    done: list[str] = []
    if stray - removed:
        done.append(f"{len(stray - removed):,} vectors of passages that are gone were removed.")
    if lost:
        done.append(f"{len(lost):,} passages had lost their vectors.")
    return done
