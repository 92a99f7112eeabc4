"""The tables of an index against those that this release makes.

What only the tables of articles and passages hold cannot be made from anything else: with other columns there, an index
is refused. What is derived from them is made anew where it was made otherwise, and filled as for new articles.
"""

import re
import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from functools import cache

from index import clusters, database, ledger, sources
from index.database import Database
from index.errors import IndexMismatch

_DERIVED = {
    ledger.SCHEMA: "UPDATE articles SET quotes_done = 0 WHERE newest",
    sources.SCHEMA: "",
    clusters.SCHEMA: "DELETE FROM meta WHERE name = 'sketches settled'",
}
"""Each with what has it filled again: inputs are read again, and what has no sketch is placed, by themselves."""
_COMMENT = re.compile(r"--[^\n]*|\s+")


def bring_up(opened: Database, writing: Callable[[], AbstractContextManager[None]]) -> None:
    """Have the index hold the tables of this release, `writing` as its one writer where they must be made anew.

    Raises IndexMismatch where its articles have another form.
    """
    connection = opened.connection
    for table, columns in _tables_of_articles().items():
        if _columns(connection, table) != columns:
            raise IndexMismatch(
                f"the index {str(opened.path.parent)!r} was made by another release: its table {table!r} has other "
                "columns; index the articles again into another folder, or move this one away"
            )
    for schema, refill in _DERIVED.items():
        if not _is_current(connection, schema):
            with writing():
                if not _is_current(connection, schema):  # another process may have done it
                    with opened.transaction():
                        _make_anew(connection, schema, refill)


def _make_anew(connection: sqlite3.Connection, schema: str, refill: str) -> None:
    for name, made in reversed(_made_by(schema).items()):  # what leans on others was made after them
        kind = next(kind for kind in ("TRIGGER", "INDEX", "TABLE") if made.startswith(f"CREATE{kind}"))
        connection.execute(f"DROP {kind} IF EXISTS {name}")
    for statement in _statements(schema):
        connection.execute(statement)
    if refill:
        connection.execute(refill)


def _is_current(connection: sqlite3.Connection, schema: str) -> bool:
    there = _there(connection)
    return all(there.get(name) == made for name, made in _made_by(schema).items())


def _there(connection: sqlite3.Connection) -> dict[str, str]:
    """How each table, index and trigger of a database was made, without comments and spaces."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    return {name: _COMMENT.sub("", sql) for name, sql in rows}


@cache
def _made_by(schema: str) -> dict[str, str]:
    """What a schema makes beside the articles' own tables, in the order in which it is made."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(database.SCHEMA)
        first = _there(connection)
        connection.executescript(schema)
        return {name: made for name, made in _there(connection).items() if name not in first}


@cache
def _tables_of_articles() -> dict[str, frozenset[str]]:
    """The articles' own tables, each with its columns."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(database.SCHEMA)
        made = _there(connection)
        return {name: _columns(connection, name) for name in made if made[name].startswith("CREATETABLE")}


def _columns(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    return frozenset(row[1] for row in connection.execute(f"PRAGMA table_info({table})"))


def _statements(schema: str) -> list[str]:
    """Each whole one: `executescript` would commit the transaction around it."""
    statements = [""]
    for part in schema.split(";"):
        statements[-1] += f"{part};"
        if sqlite3.complete_statement(statements[-1]):
            statements.append("")
    return [statement for statement in statements if statement.strip(" \n;")]
