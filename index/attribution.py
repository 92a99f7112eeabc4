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
from index.workers import over

PENDING = "articles WHERE newest AND NOT quotes_done"
_BATCH = 32  # articles parsed together and written together: about three seconds' work
_BATCHES_EACH = 8  # for every worker at a time
_MANY = 200  # articles from which workers are worth their start: each loads the parser anew, in about two seconds


def extract_pending(parts: Parts, progress: Callable[[Progress], None] | None = None, workers: int = 1) -> int:
    """Extract the quotes of all articles that the ledger lacks, the newest first; how many articles they were.

    The lock is held for each write alone, so that articles can be added meanwhile. Several `workers` are processes,
    and worth their start for many articles only: `index.workers` says who may ask for them. Raises IndexBusy.
    """
    connection = parts.database.connection
    total = store.count(connection, PENDING)
    done = 0
    workers = workers if total >= _MANY else 1
    with over(extract, workers) as extract_all:
        while pending := _pending(connection, workers):
            batches = [pending[start : start + _BATCH] for start in range(0, len(pending), _BATCH)]
            found = extract_all([[article for _, article in batch] for batch in batches])
            for batch, extracted in zip(batches, found, strict=True):
                _write_all(parts, batch, extracted)
                done += len(batch)
                if progress:
                    progress(Progress(stage="quotes", done=done, total=max(done, total)))
    return done


def _write_all(parts: Parts, batch: Sequence[tuple[int, Article]], extracted: Sequence[tuple[Quote, ...]]) -> None:
    with parts.writing():
        with parts.database.transaction() as connection:
            for (key, article), quotes in zip(batch, extracted, strict=True):
                _write(connection, key, article, quotes)
        sync_lexical(parts)


def _pending(connection: sqlite3.Connection, workers: int) -> list[tuple[int, Article]]:
    """A batch, or for several workers so many that none of them waits long for the slowest."""
    limit = _BATCH if workers == 1 else _BATCHES_EACH * workers * _BATCH
    rows = connection.execute(f"SELECT key, id FROM {PENDING} ORDER BY day IS NULL, day DESC, key LIMIT ?", (limit,))
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
