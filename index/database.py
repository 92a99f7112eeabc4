"""The SQLite file that is the truth of an index: connections, transactions, tables, and what it was built with.

WAL mode: any number of readers, one writer. What stands in the tables is written by `store` (articles and passages)
and by the quote ledger; both use `transaction()`. Rows of `passages` never change but for their two marks: a passage
whose context changes gets a new key, so a key means the same text and context everywhere, for ever.
"""

import sqlite3
import threading
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from index.errors import IndexBusy, IndexDamaged, IndexFailed, IndexMismatch

FORMAT = "1"
"""Raised where the same columns come to mean something else: other columns are noticed by themselves (`forms`)."""
REBUILD = "move the index folder away and index the articles again"
_BUILT_WITH = ("format", "passage size", "embedding")

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    newest INTEGER NOT NULL DEFAULT 1,      -- only the newest version has passages
    content TEXT NOT NULL,                  -- hash: the same content again is no new version
    title TEXT NOT NULL,
    published TEXT, day INTEGER, precision TEXT, found_in TEXT,   -- day: date.toordinal()
    outlet TEXT,
    byline TEXT NOT NULL,                   -- a JSON list
    url TEXT, section TEXT, kind TEXT NOT NULL, language TEXT, retrieved_at TEXT,
    quotes_done INTEGER NOT NULL DEFAULT 0, -- whether the quote ledger holds this version's quotes
    text TEXT NOT NULL,                     -- last: what stands behind it takes reading all of it
    UNIQUE (id, version)
);
CREATE UNIQUE INDEX IF NOT EXISTS newest_articles ON articles (id) WHERE newest;
CREATE INDEX IF NOT EXISTS articles_without_quotes ON articles (key) WHERE newest AND NOT quotes_done;
CREATE TABLE IF NOT EXISTS passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: the derived indexes know passages by it
    article INTEGER NOT NULL REFERENCES articles (key),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    speaker TEXT,                           -- the last one named before the passage
    speakers TEXT NOT NULL,                 -- everyone who speaks in it or into it, one a line
    lexical INTEGER NOT NULL DEFAULT 0,     -- whether the lexical index holds it
    vectors INTEGER NOT NULL DEFAULT 0      -- whether the vector index holds it
);
CREATE INDEX IF NOT EXISTS passages_of_article ON passages (article, start);
CREATE INDEX IF NOT EXISTS passages_without_lexical ON passages (key) WHERE NOT lexical;
CREATE INDEX IF NOT EXISTS passages_without_vectors ON passages (key) WHERE NOT vectors;
CREATE TABLE IF NOT EXISTS removed (        -- keys that a derived index may hold still
    part TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (part, key)
) WITHOUT ROWID;
"""


class _Cursor(sqlite3.Cursor):
    """A cursor whose failures are IndexDamaged or IndexBusy. Rows are read late, so that each way to them can fail."""

    def execute(self, sql: str, parameters: Any = (), /) -> Self:
        with _translated(self.connection):
            return super().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Self:
        with _translated(self.connection):
            return super().executemany(sql, parameters)

    def fetchone(self) -> Any:
        with _translated(self.connection):
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with _translated(self.connection):
            return super().fetchall()

    def __next__(self) -> Any:
        try:  # without the context manager, which costs as much as a row
            return super().__next__()
        except sqlite3.DatabaseError as error:
            _translate(error, self.connection)
            raise


class _Connection(sqlite3.Connection):
    path = ""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        return self.cursor(_Cursor).execute(sql, parameters)

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        return self.cursor(_Cursor).executemany(sql, parameters)


@contextmanager
def _translated(connection: sqlite3.Connection) -> Generator[None]:
    """SQLite's failures in the words of the user. What a write lacks (room, rights) is for `transaction` to say."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        _translate(error, connection)
        raise


def _translate(error: sqlite3.DatabaseError, connection: sqlite3.Connection) -> None:
    """Raises IndexFailed in place of the error, or one of its kinds; returns where it is a fault of this program."""
    if isinstance(error, (sqlite3.IntegrityError, sqlite3.ProgrammingError)):
        return
    if isinstance(error, sqlite3.OperationalError) and connection.in_transaction:
        return
    path = connection.path if isinstance(connection, _Connection) else ""
    if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise IndexBusy(f"{path!r} is in use by another process; try again") from error
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL):
        raise IndexFailed(f"{path!r} cannot be read or written: {error}; is there room on the disk?") from error
    raise IndexDamaged(f"{path!r} is damaged: {error}; {REBUILD}") from error


class Database:
    """An open articles.db. One connection a thread: made when first asked for, closed some time after the thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._of_thread = threading.local()
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        self._guard = threading.Lock()

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit mode: for reading, and inside `transaction()` for writing."""
        connection = getattr(self._of_thread, "connection", None)
        if connection is None:
            connection = self._of_thread.connection = self._connect()
        return connection

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(
                self.path, isolation_level=None, check_same_thread=False, timeout=10, factory=_Connection
            )
            # FULL: what was reported as added is on the disk, even after a power cut.
            # The cache and the longer WAL: what is found by hash, such as sketches, touches pages all over the file.
            connection.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-32768; PRAGMA wal_autocheckpoint=8000;"
            )
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"{str(self.path)!r} is damaged: {error}; {REBUILD}") from error
        connection.row_factory = sqlite3.Row
        connection.path = str(self.path)
        with self._guard:
            for thread in [thread for thread in self._open if not thread.is_alive()]:
                self._open.pop(thread).close()  # a server has a new thread for every question
            self._open[threading.current_thread()] = connection
        return connection

    def has_table(self, name: str) -> bool:
        return self.connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None

    def is_ready(self) -> bool:
        """Whether the tables are there, and what the index is built with is recorded."""
        return self.has_table("meta") and self.meta("format") is not None

    def create_tables(self) -> None:
        with _translated(self.connection):
            self.connection.executescript(SCHEMA)

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """This thread's connection in a write transaction: committed at the end, rolled back on an error."""
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                with _translated(connection):
                    connection.commit()
            except BaseException:
                connection.rollback()
                raise
        except sqlite3.OperationalError as error:
            raise IndexFailed(f"{str(self.path)!r} cannot be written: {error}; is there room on the disk?") from error

    def check(self) -> None:
        """Read every page of the file. Raises IndexDamaged naming the first that is wrong; seconds for a gigabyte."""
        found: str = self.connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise IndexDamaged(f"{str(self.path)!r} is damaged: {' '.join(found.split())}; {REBUILD}")

    def meta(self, name: str) -> str | None:
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else row["value"]

    def set_meta(self, name: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def require(self, built_with: Mapping[str, str]) -> None:
        """Record what the index is built with. Raises IndexMismatch where it was built with something else before."""
        for name, value in built_with.items():
            before = self.meta(name)
            if before is None:
                self.set_meta(name, value)
            elif before != value and name == "format":
                raise IndexMismatch(
                    f"the index {str(self.path.parent)!r} has the form {before!r}, this release makes {value!r}: open "
                    "it with the release that made it, or index the articles again into another folder"
                )
            elif before != value:
                raise IndexMismatch(
                    f"the index {str(self.path.parent)!r} was built with {name} {before!r}, not {value!r}; "
                    f"open it with that, or index the articles again into another folder"
                )

    def require_if_known(self, built_with: Mapping[str, str]) -> None:
        """As `require`, recording nothing."""
        known = self.built_with()
        self.require({name: value for name, value in built_with.items() if name in known})

    def built_with(self) -> dict[str, str]:
        """What was recorded of format, passage size and embedding model."""
        return {name: value for name in _BUILT_WITH if (value := self.meta(name)) is not None}

    def close(self) -> None:
        with self._guard:
            for connection in self._open.values():
                connection.close()
            self._open.clear()
        self._of_thread = threading.local()
