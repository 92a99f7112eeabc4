"""What the derived indexes hold of the passages, and what of theirs is none any more: the marks in the database.

Functions over a connection, as in `store`; those that write stand inside a transaction.
"""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from index.store import Part, day_of


def pending(connection: sqlite3.Connection, part: Part, limit: int) -> list[int]:
    """Keys of passages that `part` lacks, those of the newest articles first."""
    rows = connection.execute(
        f"SELECT p.key FROM passages p JOIN articles a ON a.key = p.article WHERE NOT p.{part}"
        " ORDER BY a.day IS NULL, a.day DESC, p.key LIMIT ?",
        (limit,),
    )
    return [row["key"] for row in rows]


def removed(connection: sqlite3.Connection, part: Part) -> list[int]:
    """Keys that are no passages any more, but which `part` may still hold."""
    return [row["key"] for row in connection.execute("SELECT key FROM removed WHERE part = ?", (part,))]


def mark_held(connection: sqlite3.Connection, part: Part, keys: Iterable[int]) -> None:
    connection.executemany(f"UPDATE passages SET {part} = 1 WHERE key = ?", [(key,) for key in keys])


def mark_pending(connection: sqlite3.Connection, part: Part, keys: Iterable[int]) -> None:
    connection.executemany(f"UPDATE passages SET {part} = 0 WHERE key = ?", [(key,) for key in keys])


def mark_all_pending(connection: sqlite3.Connection, part: Part) -> None:
    connection.execute(f"UPDATE passages SET {part} = 0")


def forget_removed(connection: sqlite3.Connection, part: Part, keys: Iterable[int]) -> None:
    connection.executemany("DELETE FROM removed WHERE part = ? AND key = ?", [(part, key) for key in keys])


def still_passages(connection: sqlite3.Connection, keys: Iterable[int]) -> set[int]:
    wanted = json.dumps(list(keys))
    rows = connection.execute("SELECT key FROM passages WHERE key IN (SELECT value FROM json_each(?))", (wanted,))
    return {row["key"] for row in rows}


def lacking(connection: sqlite3.Connection, part: Part, keys: Iterable[int]) -> set[int]:
    """Those of `keys` that `part` does not hold yet."""
    wanted = json.dumps(list(keys))
    rows = connection.execute(
        f"SELECT key FROM passages WHERE NOT {part} AND key IN (SELECT value FROM json_each(?))", (wanted,)
    )
    return {row["key"] for row in rows}


class Facts(NamedTuple):
    """Of a passage, what filters ask for, and where it stands: the key of its article, and its first character."""

    article: int
    start: int
    day: date | None
    outlet: str | None
    speakers: list[str]


def facts(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, Facts]:
    """Of those of `keys` that are still passages."""
    rows = connection.execute(
        "SELECT p.key, p.article, p.start, a.day, a.outlet, p.speakers FROM json_each(?) wanted"
        " JOIN passages p ON p.key = wanted.value JOIN articles a ON a.key = p.article",
        (json.dumps(list(keys)),),
    ).fetchall()  # row by row takes twice as long
    return {
        key: Facts(article, start, day_of(day), outlet, speakers.splitlines())
        for key, article, start, day, outlet, speakers in rows
    }
