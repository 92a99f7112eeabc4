"""Articles and passages in the database: written, read, counted, and the marks of what the derived indexes lack.

Functions over a connection; those that write stand inside a transaction. Nothing here splits text or searches it.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from index.context import Mentions, within
from index.values import Article, Coverage, Passage, Published

Part = Literal["lexical", "vectors"]
PARTS: tuple[Part, ...] = ("lexical", "vectors")
Change = Literal["added", "updated", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPassage:
    """A passage with the key that the derived indexes know it by, and everyone who speaks in it or into it."""

    key: int
    passage: Passage
    speakers: tuple[str, ...]


def put_article(connection: sqlite3.Connection, article: Article) -> Change:
    """What became of the article: the same content again is left as it is, another is a new version."""
    content = _content_hash(article)
    before = connection.execute(
        "SELECT key, version, content FROM articles WHERE id = ? AND newest", (article.id,)
    ).fetchone()
    if before is not None and before["content"] == content:
        return "unchanged"
    if before is not None:
        connection.execute("UPDATE articles SET newest = 0 WHERE key = ?", (before["key"],))
        _drop_passages(connection, before["key"])
    row = _article_row(article) | {"version": before["version"] + 1 if before else 1, "content": content}
    columns = ", ".join(row)
    holes = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT INTO articles ({columns}) VALUES ({holes})", row)
    return "updated" if before else "added"


def put_passages(
    connection: sqlite3.Connection, article: Article, passages: Sequence[Passage], mentions: Mentions
) -> None:
    """Write the passages of an article's newest version in place of those it had: what stays the same stays indexed."""
    article_key = newest_key(connection, article.id)
    had = {
        (row["start"], row["end"], row["speaker"], row["speakers"]): row["key"]
        for row in connection.execute("SELECT * FROM passages WHERE article = ?", (article_key,))
    }
    rows = {(p.start, p.end, p.speaker, "\n".join(_speakers(p, mentions))): p for p in passages}
    _drop_keys(connection, [key for row, key in had.items() if row not in rows])
    connection.executemany(
        'INSERT INTO passages (article, start, "end", speaker, speakers) VALUES (?, ?, ?, ?, ?)',
        [(article_key, *row) for row in rows if row not in had],
    )


def _speakers(passage: Passage, mentions: Mentions) -> tuple[str, ...]:
    named = [passage.speaker, *within(mentions, passage.start, passage.end)]
    return tuple(dict.fromkeys(name for name in named if name))


def delete_article(connection: sqlite3.Connection, article_id: str) -> bool:
    """Whether there was such an article; it is gone with all its versions and passages."""
    keys = [row["key"] for row in connection.execute("SELECT key FROM articles WHERE id = ?", (article_id,))]
    for key in keys:
        _drop_passages(connection, key)
        connection.execute("DELETE FROM articles WHERE key = ?", (key,))
    return bool(keys)


def _drop_passages(connection: sqlite3.Connection, article_key: int) -> None:
    rows = connection.execute("SELECT key FROM passages WHERE article = ?", (article_key,)).fetchall()
    _drop_keys(connection, [row["key"] for row in rows])


def _drop_keys(connection: sqlite3.Connection, keys: Sequence[int]) -> None:
    """Also without a mark a derived index may hold a passage: the process may have been killed before it marked it."""
    connection.executemany("DELETE FROM passages WHERE key = ?", [(key,) for key in keys])
    connection.executemany("INSERT INTO removed VALUES (?, ?)", [(part, key) for part in PARTS for key in keys])


def newest_key(connection: sqlite3.Connection, article_id: str) -> int | None:
    row = connection.execute("SELECT key FROM articles WHERE id = ? AND newest", (article_id,)).fetchone()
    return None if row is None else row["key"]


def article(connection: sqlite3.Connection, article_id: str, version: int | None = None) -> Article | None:
    """The article, or that version of it; None where there is none."""
    which = "newest" if version is None else "version = :version"
    row = connection.execute(
        f"SELECT * FROM articles WHERE id = :id AND {which}", {"id": article_id, "version": version}
    ).fetchone()
    return None if row is None else _article(row)


def versions(connection: sqlite3.Connection, article_id: str) -> tuple[Article, ...]:
    """All versions of the article, the oldest first."""
    rows = connection.execute("SELECT * FROM articles WHERE id = ? ORDER BY version", (article_id,))
    return tuple(map(_article, rows))


def articles(connection: sqlite3.Connection) -> Iterator[Article]:
    """The newest version of every article, oldest publication first, undated ones at the end."""
    for row in connection.execute("SELECT * FROM articles WHERE newest ORDER BY day IS NULL, day, key"):
        yield _article(row)


def bylined(connection: sqlite3.Connection, word: str) -> Iterator[Article]:
    """The newest version of every article with the word in its byline, in whatever case, the newest article first."""
    rows = connection.execute(
        "SELECT * FROM articles WHERE newest AND instr(lower(byline), lower(?)) ORDER BY day DESC, key DESC", (word,)
    )
    return map(_article, rows)


def stored_passages(connection: sqlite3.Connection, keys: Iterable[int]) -> list[StoredPassage]:
    """Those of `keys` that are still passages, grouped by article, in order within it."""
    rows = connection.execute(
        "SELECT * FROM passages WHERE key IN (SELECT value FROM json_each(?)) ORDER BY article, start",
        (json.dumps(list(keys)),),
    )
    return list(_with_their_articles(connection, rows))


def passages_of_article(connection: sqlite3.Connection, article_id: str) -> tuple[Passage, ...]:
    rows = connection.execute(
        "SELECT p.* FROM passages p JOIN articles a ON a.key = p.article WHERE a.id = ? AND a.newest ORDER BY p.start",
        (article_id,),
    )
    return tuple(stored.passage for stored in _with_their_articles(connection, rows))


def _with_their_articles(connection: sqlite3.Connection, rows: Iterable[sqlite3.Row]) -> Iterator[StoredPassage]:
    """`rows` of one article follow one another: its text is read once."""
    of: sqlite3.Row | None = None
    for row in rows:
        if of is None or of["key"] != row["article"]:
            of = connection.execute("SELECT * FROM articles WHERE key = ?", (row["article"],)).fetchone()
        assert of is not None
        passage = Passage(
            article_id=of["id"],
            start=row["start"],
            end=row["end"],
            text=of["text"][row["start"] : row["end"]],
            title=of["title"],
            published=day_of(of["day"]) if of["precision"] in ("day", "time") else None,
            outlet=of["outlet"],
            speaker=row["speaker"],
        )
        yield StoredPassage(key=row["key"], passage=passage, speakers=tuple(row["speakers"].splitlines()))


def count(connection: sqlite3.Connection, what: str) -> int:
    """Rows of `what`: a table, and a condition where wanted. Our own words only, never a user's."""
    return connection.execute(f"SELECT count(*) FROM {what}").fetchone()[0]


def anything(connection: sqlite3.Connection, *places: str) -> bool:
    """Whether there is a row in any of `places`, each as `count` takes it."""
    return any(connection.execute(f"SELECT 1 FROM {place} LIMIT 1").fetchone() for place in places)


def coverage(connection: sqlite3.Connection) -> Coverage:
    row = connection.execute(
        "SELECT count(*) AS articles, min(day) AS first, max(day) AS last, count(*) - count(day) AS undated,"
        " max(retrieved_at) AS newest FROM articles WHERE newest"
    ).fetchone()
    return Coverage(
        articles=row["articles"],
        first=day_of(row["first"]),
        last=day_of(row["last"]),
        undated=row["undated"],
        newest_retrieved=None if row["newest"] is None else datetime.fromisoformat(row["newest"]),
    )


def outlets(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The outlets, those with most articles first."""
    rows = connection.execute(
        "SELECT outlet FROM articles WHERE newest AND outlet IS NOT NULL GROUP BY outlet ORDER BY count(*) DESC, outlet"
    )
    return tuple(row["outlet"] for row in rows)


def newest_row(connection: sqlite3.Connection) -> int:
    """The key of the article stored last, 0 where there is none: it grows with every article and version."""
    return connection.execute("SELECT coalesce(max(key), 0) FROM articles").fetchone()[0]


def day_of(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _article_row(article: Article) -> dict[str, str | int | None]:
    published = article.published
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "published": published and published.value.isoformat(),
        "day": published and published.day.toordinal(),
        "precision": published and published.precision,
        "found_in": published and published.found_in,
        "outlet": article.outlet,
        "byline": json.dumps(article.byline, ensure_ascii=False),
        "url": article.url,
        "section": article.section,
        "kind": article.kind,
        "language": article.language,
        "retrieved_at": article.retrieved_at and article.retrieved_at.isoformat(),
    }


def _content_hash(article: Article) -> str:
    """Everything but when it was retrieved, and the version."""
    row = _article_row(article) | {"retrieved_at": None}
    return hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()


def _article(row: sqlite3.Row) -> Article:
    published = row["published"]
    return Article(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        published=published
        and Published(
            value=datetime.fromisoformat(published) if "T" in published else date.fromisoformat(published),
            precision=row["precision"],
            found_in=row["found_in"],
        ),
        outlet=row["outlet"],
        byline=tuple(json.loads(row["byline"])),
        url=row["url"],
        section=row["section"],
        kind=row["kind"],
        language=row["language"],
        version=row["version"],
        retrieved_at=row["retrieved_at"] and datetime.fromisoformat(row["retrieved_at"]),
    )
