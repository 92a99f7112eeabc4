"""Articles that are copies of one another by and large: one report in several outlets, cut, reordered or re-headlined.

Likely copies are found by MinHash over runs of words (rensa, the door to which this is), and become copies where their
runs themselves agree. Functions over a connection; those that write stand inside a transaction. Older versions and
deleted articles leave by themselves.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, cast

import rensa  # pyright: ignore[reportMissingTypeStubs]

from index import store
from index.agencies import agency_rank
from index.copies import runs_of, word_runs
from index.values import Article

_RMinHash: Any = cast(Any, rensa).RMinHash
_SLOTS, _SEED = 32, 20240101
_FEWEST_SLOTS = 3  # of 32 in common make a candidate: .98 of texts that share a quarter of their runs
_MOST_CANDIDATES = 50
_FEWEST_RUNS = 25  # of shorter texts, sameness means little
_SHARE = 0.7
"""Of the shorter one's runs, how many the longer one has, from which both are copies."""
_SHORTEST = 0.25
"""Of the longer one's length: what is shorter is a summary."""
_SKETCHED_BY = f"rensa {_RMinHash.ALGORITHM_VERSION}, {_SLOTS} slots, {_SEED}"

PENDING = "articles WHERE newest AND key > (SELECT coalesce(max(article), 0) FROM sketches)"
"""Whose copies have not been looked for yet: they are in the order of their keys, which are never used again."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sketches (       -- of newest versions; an article without one is still to be placed
    article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE,
    slots TEXT NOT NULL                     -- a JSON list of what is in `sketched`
);
CREATE TABLE IF NOT EXISTS sketched (slot INTEGER, article INTEGER, PRIMARY KEY (slot, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copies (         -- of articles that have copies, or had
    article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE,
    cluster INTEGER NOT NULL,
    agency INTEGER NOT NULL                 -- see agencies.agency_rank
);
CREATE INDEX IF NOT EXISTS copies_of_cluster ON copies (cluster);
CREATE TRIGGER IF NOT EXISTS sketched_of_sketches BEFORE DELETE ON sketches BEGIN
    DELETE FROM sketched WHERE article = old.article AND slot IN (SELECT value FROM json_each(old.slots));
END;
CREATE TRIGGER IF NOT EXISTS sketches_of_older_versions AFTER UPDATE OF newest ON articles WHEN NOT new.newest BEGIN
    DELETE FROM sketches WHERE article = new.key;
    DELETE FROM copies WHERE article = new.key;
END;
"""
# The original first: the agency's own, one that credits an agency, the earliest, the first that came.
_ORIGINAL_FIRST = "c.cluster, c.agency, a.day IS NULL, a.published, a.key"


def create_tables(connection: sqlite3.Connection) -> None:
    connection.executescript(_SCHEMA)


def place_pending(connection: sqlite3.Connection, limit: int) -> tuple[list[str], bool]:
    """Find the copies of articles not looked at yet: the ids of those that have some, and whether there are more."""
    _require_algorithm(connection)
    rows = connection.execute(
        f"SELECT key, id FROM {PENDING} ORDER BY key LIMIT ?",
        (limit,),
    ).fetchall()
    found = [row["id"] for row in rows if _place(connection, row["key"], row["id"])]
    return found, len(rows) == limit


def _place(connection: sqlite3.Connection, key: int, article_id: str) -> bool:
    article = store.article(connection, article_id)
    assert article is not None
    slots = _slots(article.text)
    alike = _alike(connection, article.text, slots) if slots else []
    connection.execute("INSERT INTO sketches VALUES (?, ?)", (key, json.dumps(slots)))
    connection.executemany("INSERT INTO sketched VALUES (?, ?)", [(slot, key) for slot in slots])
    if alike:
        _join(connection, [(key, article), *alike])
    return bool(alike)


def _slots(text: str) -> list[int]:
    """The MinHash of the text's runs, each number with its place; nothing for a text of few."""
    runs = word_runs(text)
    if len(runs) < _FEWEST_RUNS:
        return []
    sketch = _RMinHash(_SLOTS, _SEED)
    sketch.update(runs)
    return [place << 32 | value for place, value in enumerate(sketch.digest())]


def _alike(connection: sqlite3.Connection, text: str, slots: Sequence[int]) -> list[tuple[int, Article]]:
    rows = connection.execute(
        "SELECT s.article, a.id FROM sketched s JOIN articles a ON a.key = s.article"
        " WHERE slot IN (SELECT value FROM json_each(?)) GROUP BY s.article HAVING count(*) >= ?"
        " ORDER BY count(*) DESC, s.article LIMIT ?",
        (json.dumps(slots), _FEWEST_SLOTS, _MOST_CANDIDATES),
    ).fetchall()
    if not rows:
        return []
    runs = runs_of(text)
    candidates = [(row["article"], store.article(connection, row["id"])) for row in rows]
    return [(key, one) for key, one in candidates if one is not None and are_copies(runs, runs_of(one.text))]


def are_copies(one: set[int], other: set[int]) -> bool:
    """Whether two texts, given by their runs, are one report: most of the shorter stands in the longer."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < max(_FEWEST_RUNS, _SHORTEST * longer):
        return False
    return len(one & other) >= _SHARE * shorter


def _join(connection: sqlite3.Connection, members: Sequence[tuple[int, Article]]) -> None:
    """Have the articles in one cluster, with all that were in a cluster with one of them."""
    keys = json.dumps([key for key, _ in members])
    had = connection.execute(
        "SELECT DISTINCT cluster FROM copies WHERE article IN (SELECT value FROM json_each(?))", (keys,)
    ).fetchall()
    clusters = [row["cluster"] for row in had]
    cluster = min(clusters, default=min(key for key, _ in members))
    connection.execute(
        "UPDATE copies SET cluster = ? WHERE cluster IN (SELECT value FROM json_each(?))",
        (cluster, json.dumps(clusters)),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO copies VALUES (?, ?, ?)", [(key, cluster, agency_rank(one)) for key, one in members]
    )


def copies_of(connection: sqlite3.Connection, article_id: str) -> tuple[str, ...]:
    """The ids of all articles that are one report with this one, itself among them, the original first; or none."""
    rows = connection.execute(
        "SELECT a.id FROM copies c JOIN articles a ON a.key = c.article WHERE c.cluster ="
        " (SELECT cluster FROM copies JOIN articles ON key = article WHERE id = ? AND newest)"
        f" ORDER BY {_ORIGINAL_FIRST}",
        (article_id,),
    ).fetchall()
    return tuple(row["id"] for row in rows) if len(rows) > 1 else ()


def clusters_of(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The cluster of each article that has copies: a number, the same for all that are one report."""
    rows = connection.execute(
        "SELECT a.id, c.cluster FROM json_each(?) wanted JOIN articles a ON a.id = wanted.value AND a.newest"
        " JOIN copies c ON c.article = a.key",
        (json.dumps(list(ids)),),
    )
    return {row["id"]: row["cluster"] for row in rows}


def count_copies(connection: sqlite3.Connection) -> int:
    """How many articles are copies of another, without the originals."""
    return connection.execute("SELECT count(*) - count(DISTINCT cluster) FROM copies").fetchone()[0]


def _require_algorithm(connection: sqlite3.Connection) -> None:
    """Sketches of different algorithms cannot be compared: all are made again where it changed."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'sketches'").fetchone()
    if row is None or row["value"] != _SKETCHED_BY:
        connection.execute("DELETE FROM sketches")
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('sketches', ?)", (_SKETCHED_BY,))
