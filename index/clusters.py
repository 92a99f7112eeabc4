"""Articles that are copies of one another by and large: one report in several outlets, cut, reordered or re-headlined.

Likely copies are found by MinHash over runs of words (rensa, the door to which this is), and become copies where their
runs themselves agree. What has nearly the words of one of its day, or is alike several of a report, follows that one,
which alone is compared with what comes: a copy costs the same however many there are. Functions over a connection;
those that write stand inside a transaction. Older versions and deleted articles leave by themselves.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, cast

import rensa  # pyright: ignore[reportMissingTypeStubs]

from index import store
from index.agencies import agency_rank
from index.copies import word_runs
from index.same_report import (
    FEWEST_RUNS,
    Facts,
    fewest_in_common,
    may_be_copies,
    numbers_of,
    share_most_runs,
    share_nearly_all_runs,
    stars,
)
from index.values import Article

_RMinHash: Any = cast(Any, rensa).RMinHash
_SLOTS, _SEED = 32, 20240101
_FEWEST_SLOTS = 3  # of 32 in common make a candidate: .98 of texts that share a quarter of their runs
_MOST_CANDIDATES = 50
_LATEST = 100  # of the articles that have a slot in common
_LEADERS = 8  # copies of one day: what is alike so many of one report is of it, and follows the one it is most alike
_MOST_COUNTED = 20  # of those that follow one
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
    runs INTEGER NOT NULL,
    numbers TEXT NOT NULL,                  -- of the text, one a line
    agency INTEGER NOT NULL,                -- see agencies.agency_rank
    follows INTEGER NOT NULL                -- the article that stands for it, among others: itself, or one it is alike
);
CREATE INDEX IF NOT EXISTS sketches_that_follow ON sketches (follows);
-- The slots of those that stand for themselves, as in the tables below. They lie all over a table: new ones come into a
-- small one, and from there in order.
CREATE TABLE IF NOT EXISTS sketched (slot INTEGER, article INTEGER, PRIMARY KEY (slot, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sketched_lately (slot INTEGER, article INTEGER, PRIMARY KEY (slot, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS alike (one INTEGER, other INTEGER, PRIMARY KEY (one, other)) WITHOUT ROWID;  -- both ways
CREATE TABLE IF NOT EXISTS copies (         -- of articles that have copies, or had
    article INTEGER PRIMARY KEY REFERENCES sketches (article) ON DELETE CASCADE,
    cluster INTEGER NOT NULL                -- the smallest key in it when it was last made
);
CREATE INDEX IF NOT EXISTS copies_of_cluster ON copies (cluster);
CREATE TRIGGER IF NOT EXISTS what_sketches_leave BEFORE DELETE ON sketches BEGIN
    UPDATE sketches SET follows = (SELECT min(article) FROM sketches WHERE follows = old.article AND article != follows)
        WHERE follows = old.article AND article != follows;
    DELETE FROM sketched WHERE article = old.article AND slot IN (SELECT value FROM json_each(old.slots));
    DELETE FROM alike WHERE other = old.article AND one IN (SELECT other FROM alike WHERE one = old.article);
    DELETE FROM alike WHERE one = old.article;
END;
CREATE TRIGGER IF NOT EXISTS who_follows_leads AFTER UPDATE OF follows ON sketches WHEN new.follows = new.article BEGIN
    INSERT INTO sketched_lately SELECT value, new.article FROM json_each(new.slots);
    INSERT INTO alike SELECT other, new.article FROM alike WHERE one = old.follows;
    INSERT INTO alike SELECT new.article, other FROM alike WHERE one = old.follows;
    INSERT INTO copies SELECT new.article, cluster FROM copies WHERE article = old.follows;
END;
CREATE TRIGGER IF NOT EXISTS what_late_sketches_leave BEFORE DELETE ON sketches BEGIN
    DELETE FROM sketched_lately WHERE article = old.article AND slot IN (SELECT value FROM json_each(old.slots));
END;
CREATE TRIGGER IF NOT EXISTS sketches_of_older_versions AFTER UPDATE OF newest ON articles WHEN NOT new.newest BEGIN
    DELETE FROM sketches WHERE article = new.key;
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
SELECT s.article, found.same, s.runs, s.numbers, a.day, coalesce(c.cluster, s.article) AS cluster FROM (
    SELECT article, count(*) AS same FROM ({_HOLDERS})
    GROUP BY article HAVING count(*) >= :fewest ORDER BY same DESC, article LIMIT :most
) found JOIN sketches s ON s.article = found.article JOIN articles a ON a.key = s.article
    LEFT JOIN copies c ON c.article = s.article
WHERE :day IS NULL OR a.day IS NULL OR abs(a.day - :day) <= :days
ORDER BY found.same DESC, s.article
"""
# The original first: the agency's own, one that credits an agency, the earliest, the first that came.
_ORIGINAL_FIRST = "s.agency, a.day IS NULL, a.published, a.key"
_ITS_CLUSTER = "JOIN sketches s ON s.article = a.key JOIN copies c ON c.article = s.follows"


class _Sketch(NamedTuple):
    """What of an article is compared; `day` as `date.toordinal()`, None where it has none."""

    day: int | None
    runs: set[str]
    slots: Sequence[int]
    listed: str  # the slots as JSON
    facts: Facts


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
    sketch = _sketch(article)
    others, follows = _alike(connection, sketch) if sketch.slots else ([], None)
    row = (key, sketch.listed, sketch.facts.runs, "\n".join(sketch.facts.numbers), agency_rank(article))
    connection.execute("INSERT INTO sketches VALUES (?, ?, ?, ?, ?, ?)", (*row, follows or key))
    if follows:
        connection.execute("INSERT OR IGNORE INTO copies VALUES (?, ?)", (follows, follows))
        if _may_part_otherwise(connection, follows):
            _cluster_anew(connection, follows)
        return True
    connection.executemany("INSERT INTO sketched_lately VALUES (?, ?)", [(slot, key) for slot in sketch.slots])
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


def _sketch(article: Article) -> _Sketch:
    """The MinHash of the text's runs, each number with its place; none for a text of few."""
    runs = set(word_runs(article.text))
    slots: list[int] = []
    if len(runs) >= FEWEST_RUNS:
        sketch = _RMinHash(_SLOTS, _SEED)
        sketch.update(list(runs))
        slots = [place << 32 | value for place, value in enumerate(sketch.digest())]
    day = article.published and article.published.day.toordinal()
    return _Sketch(day, runs, slots, json.dumps(slots), Facts(len(runs), numbers_of(article.text)))


def _alike(connection: sqlite3.Connection, sketch: _Sketch) -> tuple[list[int], int | None]:
    """The articles that this one is alike, and the one of its day that stands for it, where one does."""
    found: list[int] = []
    of_its_day: defaultdict[int, list[int]] = defaultdict(list)
    for row in _candidates(connection, sketch):
        same_words = row["same"] == _SLOTS
        if not same_words:
            other = set(word_runs(_text(connection, row["article"])))
            if not share_most_runs(sketch.runs, other):
                continue
            same_words = share_nearly_all_runs(sketch.runs, other)
        found.append(row["article"])
        if row["day"] == sketch.day:
            known = of_its_day[row["cluster"]]
            known.append(row["article"])
            if same_words or len(known) == _LEADERS:
                return found, row["article"] if same_words else known[0]
    return found, None


def _candidates(connection: sqlite3.Connection, sketch: _Sketch) -> list[sqlite3.Row]:
    """The articles whose sketches, lengths and numbers are those of copies, the most alike first."""
    wanted = {"slots": sketch.listed, "fewest": _FEWEST_SLOTS, "most": _MOST_CANDIDATES}
    rows = connection.execute(_CANDIDATES, wanted | {"day": sketch.day, "days": _DAYS}).fetchall()
    return [
        row
        for row in rows
        if row["same"] >= fewest_in_common(sketch.facts.runs, row["runs"], _SLOTS)
        and may_be_copies(sketch.facts, Facts(row["runs"], frozenset(row["numbers"].split())))
    ]


def _text(connection: sqlite3.Connection, key: int) -> str:
    return connection.execute("SELECT text FROM articles WHERE key = ?", (key,)).fetchone()["text"]


def _cluster_anew(connection: sqlite3.Connection, key: int) -> bool:
    """Part all articles around this one into clusters; whether it is in one of several then."""
    around = _around(connection, key)
    connection.executemany("DELETE FROM copies WHERE article = ?", [(one,) for one in around])
    weights = _weights(connection, around)
    clusters = [cluster for cluster in stars(around, weights) if len(cluster) > 1 or cluster & weights.keys()]
    connection.executemany(
        "INSERT INTO copies VALUES (?, ?)", [(one, min(cluster)) for cluster in clusters for one in cluster]
    )
    return any(key in cluster for cluster in clusters)


def _may_part_otherwise(connection: sqlite3.Connection, key: int) -> bool:
    """Whether one more that follows this article may bring others into its cluster."""
    others = connection.execute(
        "SELECT 1 FROM alike LEFT JOIN copies c ON c.article = other WHERE one = :key"
        " AND c.cluster IS NOT (SELECT cluster FROM copies WHERE article = :key) LIMIT 1",
        {"key": key},
    )
    return others.fetchone() is not None and _weights(connection, [key]).get(key, 1) < _MOST_COUNTED


def _weights(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, int]:
    """Of those of the articles that others follow, how many they stand for, as far as it is counted."""
    rows = connection.execute(
        "SELECT value, (SELECT count(*) FROM (SELECT 1 FROM sketches WHERE follows = value LIMIT ?)) AS weight"
        " FROM json_each(?)",
        (_MOST_COUNTED, json.dumps(list(keys))),
    )
    return {row["value"]: row["weight"] for row in rows if row["weight"] > 1}


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
        "SELECT a.id FROM copies c JOIN sketches s ON s.follows = c.article JOIN articles a ON a.key = s.article"
        f" WHERE c.cluster = (SELECT c.cluster FROM articles a {_ITS_CLUSTER} WHERE a.id = ? AND a.newest)"
        f" ORDER BY {_ORIGINAL_FIRST}",
        (article_id,),
    ).fetchall()
    return tuple(row["id"] for row in rows) if len(rows) > 1 else ()


def clusters_of(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The cluster of each article that has copies: a number, the same for all that are one report."""
    rows = connection.execute(
        "SELECT a.id, c.cluster FROM json_each(?) wanted JOIN articles a ON a.id = wanted.value AND a.newest"
        f" {_ITS_CLUSTER}",
        (json.dumps(list(ids)),),
    )
    return {row["id"]: row["cluster"] for row in rows}


def count_copies(connection: sqlite3.Connection) -> int:
    """How many articles are copies of another, without the originals."""
    return connection.execute(
        "SELECT count(*) - count(DISTINCT c.cluster) FROM copies c JOIN sketches s ON s.follows = c.article"
    ).fetchone()[0]


def _require_algorithm(connection: sqlite3.Connection) -> None:
    """Sketches of different algorithms cannot be compared: all are made again where it changed."""
    if _meta(connection, "sketches") != _SKETCHED_BY:
        connection.execute("UPDATE sketches SET follows = 0")  # or each of a cluster would lead it once, in turn
        connection.execute("DELETE FROM sketches")
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('sketches', ?)", (_SKETCHED_BY,))


def _meta(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else row["value"]
