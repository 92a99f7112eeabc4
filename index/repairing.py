"""Brings both derived indexes into full agreement with the database: key by key, not by counts alone.

Slower than `derived`, which relies on marks; for an index of which a file was lost, restored or changed by hand.
"""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from index import marks
from index.derived import restore_lexical, write_vectors
from index.errors import IndexDamaged
from index.lexical import LexicalIndex
from index.parts import Parts


def clear_unreadable(path: Path) -> tuple[str, ...]:
    """What was done so that the index in the folder `path` opens at all. Its articles are never touched.

    Chroma's file is looked at without Chroma, which cannot open a folder a second time once it has failed to.
    """
    done: list[str] = []
    lexical, vectors = path / "lexical", path / "chroma"
    try:
        LexicalIndex(lexical) if lexical.is_dir() else None
    except IndexDamaged:
        shutil.rmtree(lexical)
        done.append("The lexical index could not be read and was removed: it was built again.")
    if (file := vectors / "chroma.sqlite3").is_file() and not _is_whole(file):
        shutil.rmtree(vectors)
        done.append("The vectors could not be read and were removed.")
    return tuple(done)


def _is_whole(file: Path) -> bool:
    """Whether SQLite can read every page of the file."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        return False


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
