"""Conversations as they are kept: one SQLite file in the index folder, written when a question is asked and answered.

Every call opens the file anew, so that any thread may make it; the file is made with the first conversation.
"""

import secrets
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter

from assistant.page.turns import Turn
from index.errors import IndexFailed

FILE = "conversations.db"
_TITLE = 120
_SCHEMA = """
CREATE TABLE IF NOT EXISTS conversations (
    id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, updated TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS conversations_of_owner ON conversations (owner, updated);
CREATE TABLE IF NOT EXISTS turns (
    conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    position INTEGER NOT NULL, turn TEXT NOT NULL,
    PRIMARY KEY (conversation, position)
) WITHOUT ROWID;
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
    """The conversations of one owner; without a login everybody is the same one."""

    def __init__(self, folder: Path, owner: str = "") -> None:
        self._file = folder / FILE
        self._owner = owner

    def begin(self) -> str:
        """The id of a conversation that is kept with its first turn: nobody can guess it."""
        return secrets.token_urlsafe(12)

    def put(self, conversation: str, position: int, turn: Turn) -> None:
        """Keep the turn at its place, counted from 1, and none after it. Raises IndexFailed."""
        with self._open(create=True) as connection:
            done = connection.execute(
                "INSERT INTO conversations VALUES (:id, :owner, :title, :now) ON CONFLICT (id) DO UPDATE"
                " SET updated = :now, title = iif(:position = 1, :title, title) WHERE owner = :owner",
                {
                    "id": conversation,
                    "owner": self._owner,
                    "title": " ".join(turn.question.split())[:_TITLE],
                    "now": datetime.now(UTC).isoformat(),
                    "position": position,
                },
            )
            if done.rowcount == 0:
                raise IndexFailed("this conversation is another's")
            connection.execute("DELETE FROM turns WHERE conversation = ? AND position >= ?", (conversation, position))
            row = (conversation, position, _TURN.dump_json(turn).decode())
            connection.execute("INSERT INTO turns VALUES (?, ?, ?)", row)

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """What was asked and answered, in order; nothing where there is no such conversation."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT turn FROM turns JOIN conversations ON id = conversation WHERE id = ? AND owner = ?"
                " ORDER BY position",
                (conversation, self._owner),
            )
            # What was on its way when its server or its reader went is on its way no more.
            return tuple(_TURN.validate_json(row[0]).stopped() for row in rows)

    def listed(self) -> tuple[Listed, ...]:
        """All there are, the last asked first."""
        with self._open() as connection:
            rows = connection.execute(
                "SELECT id, title, (SELECT count(*) FROM turns WHERE conversation = id), updated FROM conversations"
                " WHERE owner = ? ORDER BY updated DESC",
                (self._owner,),
            )
            return tuple(
                Listed(id=id, title=title, turns=turns, updated=datetime.fromisoformat(updated))
                for id, title, turns, updated in rows
            )

    def delete(self, conversation: str) -> bool:
        """Whether there was one."""
        with self._open() as connection:
            done = connection.execute(
                "DELETE FROM conversations WHERE id = ? AND owner = ?", (conversation, self._owner)
            )
            return done.rowcount > 0

    @contextmanager
    def _open(self, *, create: bool = False) -> Generator[sqlite3.Connection]:
        with opened(self._file if create or self._file.exists() else None, _SCHEMA) as connection:
            yield connection


@contextmanager
def opened(file: Path | None, schema: str) -> Generator[sqlite3.Connection]:
    """A transaction on the file, made where it is absent; None: on nothing. Raises IndexFailed."""
    try:
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file or ":memory:", timeout=10)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(schema)
            with connection:
                yield connection
    except (sqlite3.Error, OSError) as error:
        raise IndexFailed(f"conversations cannot be kept in {str(file)!r}: {error}") from error
