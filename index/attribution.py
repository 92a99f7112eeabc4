"""Fills the quote ledger for articles that it lacks, and tells their passages who speaks in them and into them.

It may run long after the articles are searchable. A batch is written at once with all that belongs to it, so a kill
loses no more than the work on the articles in hand.
"""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from index import store
from index.context import Mentions
from index.derived import sync_lexical
from index.errors import IndexBusy
from index.ledger import put_quotes, quotes_of_article
from index.names import parse_name
from index.parts import Parts
from index.passages import passages_of
from index.values import Article, Progress, Quote
from index.voices import speakers_of

PENDING = "articles WHERE newest AND NOT quotes_done"
_BATCH = 32  # articles parsed together and written together: about three seconds' work


def extract_pending(parts: Parts, progress: Callable[[Progress], None] | None = None) -> int:
    """Extract the quotes of all articles that the ledger lacks, the newest first; how many articles they were.

    The lock is held for each write alone, so that articles can be added meanwhile. Raises IndexBusy.
    """
    connection = parts.database.connection
    total = store.count(connection, PENDING)
    done = 0
    while pending := _pending(connection):
        extracted = extract([article for _, article in pending])
        with parts.writing():
            with parts.database.transaction():
                for (key, article), quotes in zip(pending, extracted, strict=True):
                    _write(connection, key, article, quotes)
            sync_lexical(parts)
        done += len(pending)
        if progress:
            progress(Progress(stage="quotes", done=done, total=max(done, total)))
    return done


def _pending(connection: sqlite3.Connection) -> list[tuple[int, Article]]:
    rows = connection.execute(f"SELECT key, id FROM {PENDING} ORDER BY day IS NULL, day DESC, key LIMIT ?", (_BATCH,))
    found = [(row["key"], store.article(connection, row["id"])) for row in rows.fetchall()]
    return [(key, article) for key, article in found if article is not None]


def quotes_of(parts: Parts, article: Article) -> tuple[Quote, ...]:
    """The quotes of an article's newest version, in order; where the ledger lacks them, they are extracted.

    They are then put into the ledger, too, unless another process is writing.
    """
    connection = parts.database.connection
    key = store.newest_key(connection, article.id)
    if key is None or store.anything(connection, f"{PENDING} AND key = {key}"):
        quotes = extract([article])[0]
        if key is not None:
            with suppress(IndexBusy, PermissionError), parts.writing(patience=0):
                with parts.database.transaction():
                    _write(connection, key, article, quotes)
                sync_lexical(parts)
        return quotes
    return quotes_of_article(connection, key)


def extract(articles: Sequence[Article]) -> list[tuple[Quote, ...]]:
    """The quotes of each article, in order."""
    from index.quotes import extract_quotes_from

    found = extract_quotes_from([article.text for article in articles])
    return [
        tuple(replace(quote, article_id=article.id) for quote in quotes)
        for article, quotes in zip(articles, found, strict=True)
    ]


def _write(connection: sqlite3.Connection, key: int, article: Article, quotes: Sequence[Quote]) -> None:
    """Put quotes into the ledger and speakers into the passages, unless the article is no longer the newest version."""
    if store.newest_key(connection, article.id) == key:
        humans = put_quotes(connection, key, article, quotes)
        mentions = _mentions(quotes)
        people = tuple((place, name) for place, name in mentions if name in humans)
        # Carried into a passage are people alone: nobody else is a "he" or "she".
        store.put_passages(connection, article, passages_of(article, people), mentions)


def _mentions(quotes: Sequence[Quote]) -> Mentions:
    """Where people and institutions speak, by names without titles."""
    found: dict[int, str] = {}
    for quote in quotes:
        place = quote.start if quote.speaker_start is None else quote.speaker_start
        for name in map(parse_name, speakers_of(quote)):
            if name.proper:
                found.setdefault(place, name.text)
    return tuple(sorted(found.items()))
