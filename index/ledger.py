"""The quote ledger: who said what, where and when, in the tables beside the articles.

Functions over a connection; those that write stand inside a transaction. Quotes come from `index.quotes`; whose voice
is whose is decided by `index.people` when asked, so the ledger is the same in whatever order articles came. Quotes of
deleted articles and of older versions leave by themselves.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date

from index.filters import Filters
from index.names import parse_name
from index.telling import telling
from index.topics import Setting, Topic, aboutness, settings, subjects
from index.values import Article, Quote
from index.voices import Spoken, speakers_of, spoken

SCHEMA = """
CREATE TABLE IF NOT EXISTS quotes (
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
    speaker TEXT, speaker_start INTEGER, speaker_end INTEGER, cue TEXT, kind TEXT NOT NULL, addressee TEXT, venue TEXT,
    statement TEXT NOT NULL, paragraph TEXT NOT NULL, before TEXT NOT NULL     -- stems: see topics.Setting
);
CREATE INDEX IF NOT EXISTS quotes_of_article ON quotes (article, start);
CREATE TABLE IF NOT EXISTS voices (         -- the speakers of each article
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    name TEXT NOT NULL,                     -- without title; a nickname the article gives in marks at the end
    roles TEXT NOT NULL,                    -- one a line
    human INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS voices_of_article ON voices (article);
CREATE TABLE IF NOT EXISTS calls (          -- the words to look a voice up by
    call TEXT NOT NULL, voice INTEGER NOT NULL REFERENCES voices (key) ON DELETE CASCADE, PRIMARY KEY (call, voice)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS calls_of_voice ON calls (voice);
CREATE TABLE IF NOT EXISTS spoken (         -- two voices where two people say something together
    voice INTEGER NOT NULL REFERENCES voices (key) ON DELETE CASCADE,
    quote INTEGER NOT NULL REFERENCES quotes (key) ON DELETE CASCADE,
    PRIMARY KEY (voice, quote)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS spoken_of_quote ON spoken (quote);
CREATE TABLE IF NOT EXISTS subjects (       -- what each article with quotes is about, as stems
    article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE, title TEXT NOT NULL, subject TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS quotes_of_older_versions AFTER UPDATE OF newest ON articles WHEN NOT new.newest BEGIN
    DELETE FROM quotes WHERE article = new.key;
    DELETE FROM voices WHERE article = new.key;
    DELETE FROM subjects WHERE article = new.key;
END;
"""
_FIELDS = tuple(field.name for field in fields(Quote) if field.name != "article_id")
_NAMES = ("article_id", *_FIELDS)
_QUOTE = "a.id AS article_id, " + ", ".join(f'q."{name}"' for name in _FIELDS)


def put_quotes(
    connection: sqlite3.Connection, article_key: int, article: Article, quotes: Sequence[Quote]
) -> frozenset[str]:
    """Write the quotes of an article's newest version, in place of those it had, and note that they are there.

    Returns the names, without titles, of the speakers that the article shows to be human.
    """
    for table in ("quotes", "voices", "subjects"):
        connection.execute(f"DELETE FROM {table} WHERE article = ?", (article_key,))
    of_speaker: dict[str, list[tuple[int, Quote]]] = {}
    stems = settings(article.text, quotes)
    for quote, setting in zip(quotes, stems, strict=True):
        key = _put_quote(connection, article_key, quote, setting)
        for name in speakers_of(quote):
            of_speaker.setdefault(name, []).append((key, quote))
    humans: set[str] = set()
    for name, said_so in of_speaker.items():
        voice = spoken(article.text, name, [quote for _, quote in said_so])
        key = _put_voice(connection, article_key, voice)
        connection.executemany("INSERT INTO spoken VALUES (?, ?)", [(key, quote_key) for quote_key, _ in said_so])
        if voice.human:
            humans.add(parse_name(name).text)
    if quotes:
        about = subjects(article.title, article.text)
        connection.execute("INSERT INTO subjects VALUES (?, ?, ?)", (article_key, *about))
    connection.execute("UPDATE articles SET quotes_done = 1 WHERE key = ?", (article_key,))
    return frozenset(humans)


def _put_quote(connection: sqlite3.Connection, article_key: int, quote: Quote, setting: Setting) -> int:
    row = {name: getattr(quote, name) for name in _FIELDS}
    row |= {"article": article_key, **asdict(setting)}
    columns = ", ".join(f'"{name}"' for name in row)
    holes = ", ".join(f":{name}" for name in row)
    return _key(connection.execute(f"INSERT INTO quotes ({columns}) VALUES ({holes})", row))


def _put_voice(connection: sqlite3.Connection, article_key: int, voice: Spoken) -> int:
    row = (article_key, voice.name, "\n".join(sorted(voice.roles)), voice.human)
    key = _key(connection.execute("INSERT INTO voices (article, name, roles, human) VALUES (?, ?, ?, ?)", row))
    connection.executemany("INSERT INTO calls VALUES (?, ?)", [(call, key) for call in sorted(voice.calls)])
    return key


def _key(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def quotes_of_article(connection: sqlite3.Connection, article_key: int) -> tuple[Quote, ...]:
    """The quotes of one version of an article, in order."""
    rows = connection.execute(
        f"SELECT {_QUOTE} FROM quotes q JOIN articles a ON a.key = q.article WHERE a.key = ? ORDER BY q.start, q.key",
        (article_key,),
    )
    return tuple(_quote(row) for row in rows)


def _quote(row: sqlite3.Row) -> Quote:
    return Quote(**{name: row[name] for name in _NAMES})


_HALF = 0.5
_Rank = tuple[float, bool]
"""How far a statement is on the topic and tells it, and whether it stands in quotation marks."""


def said(
    connection: sqlite3.Connection,
    voices: Collection[int],
    about: Topic,
    *,
    filters: Filters,
    limit: int | None,
) -> tuple[Quote, ...]:
    """The statements of `voices`, oldest first, undated ones at the end; those on the topic alone, where there is one.

    With a `limit`, those that say most on the topic (`index.telling`), no deeds, and none that says less than half of
    what the best does; of equals, those in quotation marks, then the newest.
    """
    scored = _scored(connection, voices, about, _articles(connection, voices, filters))
    if limit is not None:
        scored = _most_telling(scored, max(limit, 0))
    return _quotes(connection, [key for key, _ in scored])


def _most_telling(scored: Sequence[tuple[int, _Rank]], limit: int) -> list[tuple[int, _Rank]]:
    """The best `limit`, in their order."""
    least = _HALF * max((score for _, (score, _) in scored), default=0.0)
    enough = [i for i, (_, (score, _)) in enumerate(scored) if score > least]
    return [scored[i] for i in sorted(sorted(enough, key=lambda i: (scored[i][1], i), reverse=True)[:limit])]


def _articles(connection: sqlite3.Connection, voices: Collection[int], filters: Filters) -> dict[int, sqlite3.Row]:
    """The articles of the voices that the filters admit, by key, oldest first: far fewer than the statements."""
    rows = connection.execute(
        "SELECT a.key, a.day, a.outlet, b.title, b.subject FROM articles a JOIN subjects b ON b.article = a.key"
        " WHERE a.key IN (SELECT article FROM voices WHERE key IN (SELECT value FROM json_each(?)))"
        " ORDER BY a.day IS NULL, a.day, a.published, a.key",
        (json.dumps(list(voices)),),
    )
    return {row["key"]: row for row in rows if filters.admits(_day(row["day"]), row["outlet"], ())}


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _scored(
    connection: sqlite3.Connection, voices: Collection[int], about: Topic, articles: Mapping[int, sqlite3.Row]
) -> list[tuple[int, _Rank]]:
    """Keys and ranks of statements on the topic, in the order of the articles."""
    place = {key: i for i, key in enumerate(articles)}
    found = [
        (place[row["article"]], row["start"], row["key"], _rank(score, row))
        for row in _candidates(connection, voices, about, articles)
        if row["article"] in place and (score := _score(about, row, articles[row["article"]]))
    ]
    return [(key, rank) for _, _, key, rank in sorted(found)]


def _rank(score: float, row: sqlite3.Row) -> _Rank:
    return score * telling(row["kind"], row["cue"]), row["kind"] != "indirect"


def _candidates(
    connection: sqlite3.Connection, voices: Collection[int], about: Topic, articles: Mapping[int, sqlite3.Row]
) -> sqlite3.Cursor:
    """The voices' statements; of a topic those alone that have any of its words near: to read the others takes long."""
    columns, near, values = "", "1", [json.dumps(list(voices))]
    if about:
        words = [word for unit in about for word in unit.stems]
        titled = [key for key, row in articles.items() if any(w in row["title"] or w in row["subject"] for w in words)]
        columns = ", q.statement, q.paragraph, q.before"
        near = " OR ".join(["instr(q.paragraph, ?) OR instr(q.before, ?)"] * len(words))
        near += " OR q.article IN (SELECT value FROM json_each(?))"
        values += [*(word for word in words for _ in range(2)), json.dumps(titled)]
    return connection.execute(
        f"SELECT q.key, q.article, q.start, q.kind, q.cue{columns} FROM quotes q WHERE q.key IN"
        f" (SELECT quote FROM spoken WHERE voice IN (SELECT value FROM json_each(?))) AND ({near})",
        values,
    )


def _score(about: Topic, row: sqlite3.Row, article: sqlite3.Row) -> float:
    if not about:
        return 1.0
    setting = Setting(row["statement"], row["paragraph"], row["before"])
    return aboutness(about, setting, article["title"], article["subject"])


def _quotes(connection: sqlite3.Connection, keys: Sequence[int]) -> tuple[Quote, ...]:
    rows = connection.execute(
        f"SELECT q.key, {_QUOTE} FROM quotes q JOIN articles a ON a.key = q.article"
        " WHERE q.key IN (SELECT value FROM json_each(?))",
        (json.dumps(keys),),
    )
    found = {row["key"]: row for row in rows}
    return tuple(_quote(found[key]) for key in keys if key in found)
