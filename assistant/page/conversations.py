"""Conversations as they are kept: one SQLite file in the index folder, written when a question is asked and answered.

Judgements of answers are in the same file, so that they go with the conversation.

Every call opens the file anew, so that any thread may make it; the file is made with the first conversation.
"""

import secrets
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock
from pydantic import TypeAdapter

from assistant.page.turns import Turn
from index.errors import IndexFailed

FILE = "conversations.db"
_TITLE = 120
_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, updated TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, turn TEXT NOT NULL,
    PRIMARY KEY (conversation, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS feedback (
    conversation TEXT NOT NULL, question TEXT NOT NULL, judged TEXT NOT NULL, PRIMARY KEY (conversation, question)
);
"""
_TURN = TypeAdapter(Turn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A conversation in a list: its first question, how many there are in it, and when the last was asked."""

    id: str
    title: str
    turns: int
    updated: datetime


class Conversations:
    """All conversations over one index: whoever may open the page is the same reader."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def begin(self) -> str:
        """The id of a conversation that is kept with its first turn: nobody can guess it."""
        return secrets.token_urlsafe(12)

    def put(self, conversation: str, position: int, turn: Turn) -> None:
        """Keep the turn at its place, counted from 1, and none after it. Raises IndexFailed."""
        with self._open(create=True) as connection:
            connection.execute(
                "INSERT INTO conversations VALUES (:id, :title, :now) ON CONFLICT (id) DO UPDATE"
                " SET updated = :now, title = iif(:position = 1, :title, title)",
                {
                    "id": conversation,
                    "title": " ".join(turn.question.split())[:_TITLE],
                    "now": datetime.now(UTC).isoformat(),
                    "position": position,
                },
            )
            connection.execute("DELETE FROM turns WHERE conversation = ? AND position >= ?", (conversation, position))
            row = (conversation, position, _TURN.dump_json(turn).decode())
            connection.execute("INSERT INTO turns VALUES (?, ?, ?)", row)

    def end(self, conversation: str, position: int, turn: Turn) -> None:
        """Keep the turn in its place as it has ended; nothing where it was deleted meanwhile. Raises IndexFailed."""
        with self._open() as connection:
            connection.execute(
                "UPDATE turns SET turn = ? WHERE conversation = ? AND position = ?",
                (_TURN.dump_json(turn).decode(), conversation, position),
            )

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """What was asked and answered, in order; nothing where there is no such conversation."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT turn FROM turns WHERE conversation = ? ORDER BY position", (conversation,)
            )
            # What was on its way when its server or its reader went is on its way no more.
            return tuple(_TURN.validate_json(row[0]).stopped() for row in rows)

    def listed(self) -> tuple[Listed, ...]:
        """All there are, the last asked first."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT id, title, (SELECT count(*) FROM turns WHERE conversation = id), updated FROM conversations"
                " ORDER BY updated DESC"
            )
            return tuple(
                Listed(id=id, title=title, turns=turns, updated=datetime.fromisoformat(updated))
                for id, title, turns, updated in rows
            )

    def delete(self, conversation: str) -> bool:
        """Delete it with what readers judged of it. Whether there was one."""
        with self._open() as connection:
            connection.execute("DELETE FROM feedback WHERE conversation = ?", (conversation,))
            return connection.execute("DELETE FROM conversations WHERE id = ?", (conversation,)).rowcount > 0

    @contextmanager
    def _open(self, *, create: bool = False) -> Generator[sqlite3.Connection]:
        with opened(self._file if create or self._file.exists() else None) as connection:
            yield connection


@contextmanager
def opened(file: Path | None) -> Generator[sqlite3.Connection]:
    """A transaction on the file, made where it is absent; None: on nothing. Raises IndexFailed."""
    try:
        if file is not None and not file.exists():
            _make(file)
        with closing(sqlite3.connect(file or ":memory:", timeout=10)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(_SCHEMA)
            with connection:
                yield connection
    except (sqlite3.Error, OSError) as error:
        raise IndexFailed(f"conversations cannot be kept in {str(file)!r}: {error}") from error


def _make(file: Path) -> None:
    """The file, put in its place whole: SQLite fails, and does not wait, where two turn a new file to WAL at once."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(file.with_name(f"{file.name}.lock"), timeout=10):
        if file.exists():
            return
        new = file.with_name(f"{file.name}.new")
        new.unlink(missing_ok=True)
        with closing(sqlite3.connect(new)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_SCHEMA)
        new.replace(file)
