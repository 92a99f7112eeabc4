"""Articles in: read, stored with their passages, and searchable by their words within a second of that.

Vectors are not its matter: `derived.embed_pending` makes them afterwards.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from index import store
from index.context import speaking_mentions
from index.derived import restore_lexical, sync_lexical
from index.parts import Parts
from index.passages import passages_of
from index.values import Article, BuildReport, Problem, Progress

_BATCH_SECONDS = 2.0  # of work in one transaction: a commit of the lexical index takes 0.02 to 0.3 seconds


@dataclass(slots=True)
class _Tally:
    changes: dict[store.Change, list[str]] = field(
        default_factory=lambda: {"added": [], "updated": [], "unchanged": []}
    )
    problems: list[Problem] = field(default_factory=list[Problem])
    passages: int = 0

    @property
    def articles(self) -> int:
        return sum(map(len, self.changes.values()))


def add_articles(
    parts: Parts, inputs: Iterable[str | Path | Article], progress: Callable[[Progress], None] | None
) -> BuildReport:
    """What became of each article of `inputs`. One that cannot be used is a Problem and stops no other."""
    began = time.perf_counter()
    tally = _Tally()
    with parts.writing():
        restore_lexical(parts)
        items = _read(inputs)
        for first in items:
            _store_some(parts, chain([first], items), tally)
            sync_lexical(parts)
            if progress:
                progress(Progress(stage="articles", done=tally.articles))
    return BuildReport(
        added=tuple(tally.changes["added"]),
        updated=tuple(tally.changes["updated"]),
        unchanged=tuple(tally.changes["unchanged"]),
        problems=tuple(tally.problems),
        passages=tally.passages,
        seconds=time.perf_counter() - began,
    )


def _read(inputs: Iterable[str | Path | Article]) -> Iterator[Article | Problem]:
    from index.readers import read_inputs

    for given in inputs:
        if isinstance(given, Article):
            yield given
        else:
            yield from read_inputs([given])


def _store_some(parts: Parts, items: Iterator[Article | Problem], tally: _Tally) -> None:
    """One transaction: items until `_BATCH_SECONDS` are over."""
    until = time.monotonic() + _BATCH_SECONDS
    with parts.database.transaction() as connection:
        for item in items:
            if isinstance(item, Problem):
                tally.problems.append(item)
            else:
                _store(connection, item, tally)
            if time.monotonic() >= until:
                return


def _store(connection: sqlite3.Connection, article: Article, tally: _Tally) -> None:
    if reason := _unusable(article):
        tally.problems.append(Problem(path=article.url or article.id, reason=reason))
        return
    change = store.put_article(connection, article)
    tally.changes[change].append(article.id)
    if change != "unchanged":
        mentions = speaking_mentions(article.text)
        passages = passages_of(article, mentions)
        store.put_passages(connection, article, passages, mentions)
        tally.passages += len(passages)


def _unusable(article: Article) -> str | None:
    """Why the article cannot be stored: readers clean text, an Article made elsewhere may hold anything."""
    if not article.id.strip():
        return "the article has no id"
    try:
        f"{article.id}{article.title}{article.text}{article.outlet}{article.url}".encode()
    except UnicodeEncodeError as error:
        return f"the article {article.id!r} is no valid Unicode: {error.reason}"
    return None if article.text.strip() else f"the article {article.id!r} has no text"
