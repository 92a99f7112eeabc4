"""What is known of the inputs that articles came from: what need not be read again, and what has been failing.

A file is unchanged where its size and time are as they were, or else its bytes; an address where the server says so, or
else its bytes. Functions over a connection; those that write stand inside a transaction. Nothing here reads articles.
"""

import hashlib
import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from index.values import Problem, SourceState

SCHEMA = """
CREATE TABLE IF NOT EXISTS sources (
    name TEXT PRIMARY KEY,                  -- an absolute path or an address
    reading TEXT NOT NULL,                  -- how it was read: with other columns it is another input
    size INTEGER, modified INTEGER,         -- of a file, in bytes and nanoseconds; NULL: not to be trusted
    digest TEXT, etag TEXT, last_modified TEXT,
    articles TEXT NOT NULL DEFAULT '[]',    -- ids of what it holds
    problems TEXT NOT NULL DEFAULT '[]',
    read_at TEXT,                           -- NULL: never with success
    failures INTEGER NOT NULL DEFAULT 0,    -- in a row, until now
    failing_since TEXT, failure TEXT
) WITHOUT ROWID;
"""
_RACY = 2_000_000_000
"""Nanoseconds: a file written so shortly before it was looked at may be written again within the same tick of time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What tells that an input is as it was. `modified` None: only the bytes tell."""

    name: str
    reading: str = ""
    size: int | None = None
    modified: int | None = None
    digest: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An input that was read before: its stamp, the ids of what it held and what of it could not be used."""

    stamp: Stamp
    articles: tuple[str, ...]
    problems: tuple[Problem, ...]


def reading_of(columns: Mapping[str, str]) -> str:
    """How an input is read, as text to compare."""
    return json.dumps(dict(columns), sort_keys=True) if columns else ""


def file_stamp(path: Path, reading: str, known: Known | None) -> Stamp:
    """The file as it is now; its bytes are read only where size and time do not tell. Raises OSError."""
    status = path.stat()
    modified = status.st_mtime_ns if time.time_ns() - status.st_mtime_ns > _RACY else None
    before = known.stamp if known else None
    if before and modified is not None and (before.size, before.modified) == (status.st_size, modified):
        digest = before.digest
    else:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "blake2b").hexdigest()
    return Stamp(name=str(path), reading=reading, size=status.st_size, modified=modified, digest=digest)


def digest_of(data: bytes) -> str:
    return hashlib.blake2b(data).hexdigest()


def known(connection: sqlite3.Connection, name: str, reading: str) -> Known | None:
    """What is known of the input, read in this way; None where it never was, to its end."""
    row = connection.execute(
        "SELECT * FROM sources WHERE name = ? AND reading = ? AND read_at IS NOT NULL", (name, reading)
    ).fetchone()
    if row is None:
        return None
    fields = ("name", "reading", "size", "modified", "digest", "etag", "last_modified")
    return Known(
        stamp=Stamp(**{field: row[field] for field in fields}),
        articles=tuple(json.loads(row["articles"])),
        problems=tuple(Problem(**problem) for problem in json.loads(row["problems"])),
    )


def missing(connection: sqlite3.Connection, ids: Sequence[str]) -> frozenset[str]:
    """Those of the ids that no article has, such as those that were deleted."""
    rows = connection.execute(
        "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM articles WHERE newest)", (json.dumps(ids),)
    )
    return frozenset(row["value"] for row in rows)


def put(connection: sqlite3.Connection, done: Known) -> None:
    """Note that an input has been read to its end: it has not been failing."""
    row = asdict(done.stamp) | {
        "articles": json.dumps(done.articles),
        "problems": json.dumps([asdict(problem) for problem in done.problems]),
        "read_at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    holes = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT OR REPLACE INTO sources ({', '.join(row)}) VALUES ({holes})", row)


def put_seen(connection: sqlite3.Connection, known: Known, stamp: Stamp | None) -> None:
    """Note that an input is as it was: it can be known by `stamp` from now on, and it has not been failing."""
    if stamp is not None:
        put(connection, replace(known, stamp=stamp))
    else:
        connection.execute(
            "UPDATE sources SET failures = 0, failing_since = NULL, failure = NULL WHERE name = ? AND failures",
            (known.stamp.name,),
        )


def put_failure(connection: sqlite3.Connection, name: str, reason: str) -> None:
    """Note that an input could not be read this time; what was known of it stays."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(
        "INSERT INTO sources (name, reading, failures, failing_since, failure) VALUES (:name, '', 1, :now, :reason)"
        " ON CONFLICT (name) DO UPDATE SET failures = failures + 1, failure = :reason,"
        " failing_since = coalesce(failing_since, :now)",
        {"name": name, "now": now, "reason": reason},
    )


def states(connection: sqlite3.Connection) -> tuple[SourceState, ...]:
    """Every input that is known, by name."""
    return tuple(
        SourceState(
            name=row["name"],
            articles=row["held"],
            read_at=_moment(row["read_at"]),
            failures=row["failures"],
            failing_since=_moment(row["failing_since"]),
            failure=row["failure"],
        )
        for row in connection.execute("SELECT *, json_array_length(articles) AS held FROM sources ORDER BY name")
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
