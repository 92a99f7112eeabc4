"""Articles in: read, stored with their passages, and searchable by their words within a second of that.

What was read is written a few seconds' reading at a time, each time whole, and the index is locked for the writing
alone: others can add meanwhile. Vectors are not its matter: `derived.embed_pending` makes them afterwards.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from index import clusters, sources, store
from index.context import Mentions, speaking_mentions
from index.derived import restore_lexical, sync_lexical
from index.inputs import Failed, Finished, Input, Item, Reading, Skipped
from index.parts import Parts
from index.passages import passages_of
from index.values import Article, BuildReport, Passage, Problem, Progress

_BATCH_SECONDS = 2.0  # of reading between two transactions: a commit of the lexical index takes 0.02 to 0.3 seconds
_BATCH_ARTICLES = 1000
_PLACED = 500  # articles whose copies are looked for in one transaction

Report = Callable[[Progress], None]
_Read = tuple[Article, Mentions, Sequence[Passage]]


@dataclass(slots=True)
class _Tally:
    changes: dict[store.Change, list[str]] = field(
        default_factory=lambda: {"added": [], "updated": [], "unchanged": []}
    )
    told: Callable[[Problem], None] | None = None
    problems: list[Problem] = field(default_factory=list[Problem])
    copies: list[str] = field(default_factory=list[str])
    passages: int = 0
    skipped: int = 0

    def met(self, problem: Problem) -> None:
        self.problems.append(problem)
        if self.told:
            self.told(problem)

    @property
    def articles(self) -> int:
        return sum(map(len, self.changes.values()))


def add_articles(
    parts: Parts, inputs: Iterable[Input], progress: Report | None = None, reading: Reading | None = None
) -> BuildReport:
    """What became of each article of `inputs`. One that cannot be used is a Problem and stops no other."""
    began = time.perf_counter()
    from index.intake import Intake  # and with it all readers, which take 0.3 s

    reading = reading or Reading()
    tally = _Tally(told=reading.on_problem)
    intake = Intake(parts.database.connection, reading)
    with parts.writing():
        restore_lexical(parts)
    items = intake.items(inputs)
    for first in items:
        batch = _read(chain([first], items))
        with parts.writing():
            with parts.database.transaction() as connection:
                for item in batch:
                    _store(connection, item, tally)
            sync_lexical(parts)
        _find_copies(parts, tally)
        if progress:
            share, failed = intake.share, len(tally.problems)
            progress(Progress(stage="articles", done=tally.articles, share=share, problems=failed))
    _find_copies(parts, tally)
    return BuildReport(
        added=tuple(tally.changes["added"]),
        updated=tuple(tally.changes["updated"]),
        unchanged=tuple(tally.changes["unchanged"]),
        copies=_copies(tally),
        problems=tuple(tally.problems),
        skipped=tally.skipped,
        passages=tally.passages,
        seconds=time.perf_counter() - began,
    )


def _read(items: Iterator[Item]) -> list[_Read | Problem | Skipped | Finished | Failed]:
    """What is written at once: `_BATCH_SECONDS` of reading, or so many articles. It all is done outside of the lock."""
    until = time.monotonic() + _BATCH_SECONDS
    batch: list[_Read | Problem | Skipped | Finished | Failed] = []
    for item in items:
        batch.append(_prepared(item) if isinstance(item, Article) else item)
        if time.monotonic() >= until or len(batch) >= _BATCH_ARTICLES:
            break
    return batch


def _prepared(article: Article) -> _Read | Problem:
    if reason := _unusable(article):
        return Problem(path=article.url or article.id, reason=reason)
    mentions = speaking_mentions(article.text)
    return article, mentions, passages_of(article, mentions)


def _store(connection: sqlite3.Connection, item: _Read | Problem | Skipped | Finished | Failed, tally: _Tally) -> None:
    match item:
        case Problem():
            tally.met(item)
        case Failed(name, reason):
            tally.met(Problem(path=name, reason=reason))
            sources.put_failure(connection, name, reason)
        case Finished(known):
            sources.put(connection, known)
        case Skipped(known, stamp):
            tally.skipped += 1
            tally.changes["unchanged"] += known.articles
            for problem in known.problems:
                tally.met(problem)
            sources.put_seen(connection, known, stamp)
        case (article, mentions, passages):
            change = store.put_article(connection, article)
            tally.changes[change].append(article.id)
            if change != "unchanged":
                store.put_passages(connection, article, passages, mentions)
                tally.passages += len(passages)


def _find_copies(parts: Parts, tally: _Tally) -> None:
    """Of everything new, also what another process has added and what an earlier release did not look at."""
    more = store.anything(parts.database.connection, clusters.PENDING)
    while more:
        with parts.writing(), parts.database.transaction() as connection:
            found, more = clusters.place_pending(connection, _PLACED)
        tally.copies += found


def _copies(tally: _Tally) -> tuple[str, ...]:
    """In input order. Only what this run has added or updated."""
    found = set(tally.copies)
    return tuple(one for change in ("added", "updated") for one in tally.changes[change] if one in found)


def _unusable(article: Article) -> str | None:
    """Why the article cannot be stored: readers clean text, an Article made elsewhere may hold anything."""
    if not article.id.strip():
        return "the article has no id"
    try:
        f"{article.id}{article.title}{article.text}{article.outlet}{article.url}".encode()
    except UnicodeEncodeError as error:
        return f"the article {article.id!r} is no valid Unicode: {error.reason}"
    return None if article.text.strip() else f"the article {article.id!r} has no text"
