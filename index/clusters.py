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
from index.copies import word_runs
from index.same_report import (
    FEWEST_RUNS,
    Words,
    are_copies,
    fewest_in_common,
    have_same_numbers,
    numbers_of,
    stars,
    words_of,
)
from index.values import Article

_RMinHash: Any = cast(Any, rensa).RMinHash
_SLOTS, _SEED = 32, 20240101
_FEWEST_SLOTS = 3  # of 32 in common make a candidate: .98 of texts that share a quarter of their runs
_NEARLY_ALL_SLOTS = 30  # by chance no pair that shares half of its runs has so many in common: 1 in a million
_MOST_CANDIDATES = 50
_LATEST = 100  # of the articles that have a slot in common
_MOST_AROUND = 200  # articles that are parted into clusters anew for one that came
_LATELY = 40  # times the root of all articles: what came lately, where both its pages and the rest's cost least
_DAYS = 14  # between two printings of one report: later, it is what is printed every month in the same words
_SKETCHED_BY = f"rensa {_RMinHash.ALGORITHM_VERSION}, {_SLOTS} slots, {_SEED}"

PENDING = "articles WHERE newest AND key > (SELECT coalesce(max(article), 0) FROM sketches)"
"""Whose copies have not been looked for yet: they are in the order of their keys, which are never used again."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS sketches (       -- of newest versions; an article without one is still to be placed
    article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE,
    slots TEXT NOT NULL,                    -- a JSON list of what is in `sketched`
    agency INTEGER NOT NULL                 -- see agencies.agency_rank
);
-- The slots of those articles. They lie all over a table: new ones come into a small one, and from there in order.
CREATE TABLE IF NOT EXISTS sketched (slot INTEGER, article INTEGER, PRIMARY KEY (slot, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sketched_lately (slot INTEGER, article INTEGER, PRIMARY KEY (slot, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alike (one INTEGER, other INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID;  -- both ways
CREATE TABLE IF NOT EXISTS copies (         -- of articles that have copies, or had
    article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE,
    cluster INTEGER NOT NULL                -- the smallest key in it when it was last made
);
CREATE INDEX IF NOT EXISTS copies_of_cluster ON copies (cluster);
CREATE TRIGGER IF NOT EXISTS what_sketches_leave BEFORE DELETE ON sketches BEGIN
    DELETE FROM sketched WHERE article = old.article AND slot IN (SELECT value FROM json_each(old.slots));
    DELETE FROM alike WHERE other = old.article AND one IN (SELECT other FROM alike WHERE one = old.article);
    DELETE FROM alike WHERE one = old.article;
END;
CREATE TRIGGER IF NOT EXISTS what_late_sketches_leave BEFORE DELETE ON sketches BEGIN
    DELETE FROM sketched_lately WHERE article = old.article AND slot IN (SELECT value FROM json_each(old.slots));
END;
CREATE TRIGGER IF NOT EXISTS sketches_of_older_versions AFTER UPDATE OF newest ON articles WHEN NOT new.newest BEGIN
    DELETE FROM sketches WHERE article = new.key;
    DELETE FROM copies WHERE article = new.key;
END;
"""
# Of what thousands have in common, such as the form of a table of earnings, the latest alone are looked at: with all of
# them an article would cost more, the more there are (measured: five times as much at 20,000 stories as at 1,000).
_HOLDERS = " UNION ALL ".join(
    f"""
    SELECT s.article FROM json_each(:slots) wanted JOIN {table} s ON s.slot = wanted.value AND s.article >= coalesce(
        (SELECT article FROM {table} WHERE slot = wanted.value ORDER BY article DESC LIMIT 1 OFFSET {_LATEST}), 0)
    """
    for table in ("sketched", "sketched_lately")
)
_CANDIDATES = f"""
SELECT found.article, found.same, a.text FROM (
    SELECT article, count(*) AS same FROM ({_HOLDERS})
    GROUP BY article HAVING count(*) >= :fewest ORDER BY same DESC, article LIMIT :most
) found JOIN articles a ON a.key = found.article
WHERE :day IS NULL OR a.day IS NULL OR abs(a.day - :day) <= :days
ORDER BY found.same DESC, found.article
"""
# The original first: the agency's own, one that credits an agency, the earliest, the first that came.
_ORIGINAL_FIRST = "s.agency, a.day IS NULL, a.published, a.key"


def place_pending(connection: sqlite3.Connection, limit: int) -> tuple[list[str], bool]:
    """Find the copies of articles not looked at yet: the ids of those that have some, and whether there are more."""
    _require_algorithm(connection)
    rows = connection.execute(
        f"SELECT key, id FROM {PENDING} ORDER BY key LIMIT ?",
        (limit,),
    ).fetchall()
    found = [row["id"] for row in rows if _place(connection, row["key"], row["id"])]
    if rows:
        _settle(connection, rows[-1]["key"])
    return found, len(rows) == limit


def _place(connection: sqlite3.Connection, key: int, article_id: str) -> bool:
    article = store.article(connection, article_id)
    assert article is not None
    slots = _slots(article.text)
    others = _alike(connection, article, slots) if slots else []
    connection.execute("INSERT INTO sketches VALUES (?, ?, ?)", (key, json.dumps(slots), agency_rank(article)))
    connection.executemany("INSERT INTO sketched_lately VALUES (?, ?)", [(slot, key) for slot in slots])
    pairs = [pair for one in others for pair in ((key, one), (one, key))]
    connection.executemany("INSERT INTO alike VALUES (?, ?)", pairs)
    return bool(others) and _cluster_anew(connection, key)


def _settle(connection: sqlite3.Connection, newest: int) -> None:
    """Move what came lately to the rest, once it is much: so many pages are written for many articles, not for each."""
    settled = int(_meta(connection, "sketches settled") or 0)
    if (newest - settled) ** 2 < _LATELY**2 * newest:
        return
    connection.execute("INSERT INTO sketched SELECT slot, article FROM sketched_lately ORDER BY slot, article")
    connection.execute("DELETE FROM sketched_lately")
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('sketches settled', ?)", (str(newest),))


def _slots(text: str) -> list[int]:
    """The MinHash of the text's runs, each number with its place; nothing for a text of few."""
    runs = set(word_runs(text))
    if len(runs) < FEWEST_RUNS:
        return []
    sketch = _RMinHash(_SLOTS, _SEED)
    sketch.update(list(runs))
    return [place << 32 | value for place, value in enumerate(sketch.digest())]


def _alike(connection: sqlite3.Connection, article: Article, slots: Sequence[int]) -> list[int]:
    day = article.published and article.published.day.toordinal()
    rows = connection.execute(
        _CANDIDATES,
        {"slots": json.dumps(slots), "fewest": _FEWEST_SLOTS, "most": _MOST_CANDIDATES, "day": day, "days": _DAYS},
    ).fetchall()
    own: Words | None = None
    found: list[int] = []
    for row in rows:
        text: str = row["text"]
        if row["same"] < fewest_in_common(len(article.text), len(text), _SLOTS):
            continue
        own = own or words_of(article.text)
        if row["same"] >= _NEARLY_ALL_SLOTS:
            alike = have_same_numbers(*sorted((own.numbers, numbers_of(text)), key=len))
        else:
            alike = are_copies(own, words_of(text))
        found += [row["article"]] if alike else []
    return found


def _cluster_anew(connection: sqlite3.Connection, key: int) -> bool:
    """Part all articles around this one into clusters; whether it is in one of several then."""
    around = _around(connection, key)
    connection.executemany("DELETE FROM copies WHERE article = ?", [(one,) for one in around])
    clusters = [cluster for cluster in stars(around) if len(cluster) > 1]
    connection.executemany(
        "INSERT INTO copies VALUES (?, ?)", [(one, min(cluster)) for cluster in clusters for one in cluster]
    )
    return any(key in cluster for cluster in clusters)


def _around(connection: sqlite3.Connection, key: int) -> dict[int, set[int]]:
    """The articles that pairs lead to from this one, the nearest first, each with those that it is alike."""
    around: dict[int, set[int]] = {}
    waiting = [key]
    while waiting and len(around) < _MOST_AROUND:
        one = waiting.pop(0)
        if one not in around:
            around[one] = {row["other"] for row in connection.execute("SELECT other FROM alike WHERE one = ?", (one,))}
            waiting += sorted(around[one])
    return {one: others & around.keys() for one, others in around.items()}


def copies_of(connection: sqlite3.Connection, article_id: str) -> tuple[str, ...]:
    """The ids of all articles that are one report with this one, itself among them, the original first; or none."""
    rows = connection.execute(
        "SELECT a.id FROM copies c JOIN articles a ON a.key = c.article JOIN sketches s ON s.article = a.key"
        " WHERE c.cluster ="
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
    if _meta(connection, "sketches") != _SKETCHED_BY:
        connection.execute("DELETE FROM copies")
        connection.execute("DELETE FROM sketches")
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('sketches', ?)", (_SKETCHED_BY,))


def _meta(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else row["value"]
