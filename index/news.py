"""The index as one object: articles in, passages out. The public way to everything in this package."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, Unpack

from index import attribution, clusters, ledger, sources, speakers, store, topics
from index.building import add_articles
from index.context import Mentions
from index.dense import Dense
from index.derived import catch_up, sync_lexical
from index.errors import EmbeddingFailed, UnknownArticle, WeightsFailed
from index.filters import Filters
from index.inputs import Reading
from index.parts import Parts, status_of
from index.passages import passages_of
from index.query import Query
from index.repairing import repair
from index.rerank import Reranker, Reranking
from index.search import SearchReport, Shape
from index.searching import Given, Searching
from index.values import (
    Article,
    BuildReport,
    Coverage,
    Hit,
    IndexStatus,
    Passage,
    Progress,
    Quote,
    SearchMode,
    SourceState,
    Speaker,
)

if TYPE_CHECKING:
    from index.embedding import Embedder


class NewsIndex:
    """An open index. Any number of processes may read; one writes at a time, others wait for it, then get IndexBusy.

    `warnings` says in sentences what answers go without now: a hybrid search without the embedding model is a lexical
    one, and its hits are `by` lexical alone.
    """

    def __init__(self, parts: Parts, embedder: Embedder | None, reranker: Reranker | None = None) -> None:
        self._parts = parts
        self._dense = Dense(parts, embedder)
        self._searching = Searching(parts, self._dense, Reranking(reranker))

    @property
    def warnings(self) -> tuple[str, ...]:
        missing = store.count(self._connection, attribution.PENDING)
        several = f"{missing:,} articles are" if missing > 1 else "1 article is"
        quotes = (f"The quotes of {several} not extracted yet: `onrecord index` does it.",) if missing else ()
        return (*quotes, *self._searching.warnings())

    def add(
        self,
        inputs: Iterable[str | Path | Article],
        *,
        embed: bool = True,
        progress: Callable[[Progress], None] | None = None,
        reading: Reading | None = None,
    ) -> BuildReport:
        """What became of the articles in files, folders, values and at addresses; `reading` is how they are read.

        They can be searched by their words at once; then their quotes go into the ledger and their passages get
        vectors, unless `embed` is False: `extract_pending` and `embed_pending` do that later. Raises IndexBusy. Without
        the embedding model the articles are added all the same, and `warnings` says so.
        """
        report = add_articles(self._parts, inputs, progress, reading)
        if embed:
            self.extract_pending(progress)
            with suppress(WeightsFailed, EmbeddingFailed):
                self.embed_pending(progress)
        return report

    def embed_pending(self, progress: Callable[[Progress], None] | None = None) -> int:
        """How many passages got their vectors, those of the newest articles first.

        Raises WeightsFailed, EmbeddingFailed, IndexBusy.
        """
        return self._dense.embed_pending(progress)

    def search(  # noqa: PLR0913 - the public filters, by keyword
        self,
        query: str,
        k: int = 10,
        mode: SearchMode = "hybrid",
        *,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
        speaker: str | None = None,
        as_of: date | None = None,
        per_article: int | None = 2,
    ) -> tuple[Hit, ...]:
        """The `k` best passages, best first; none where nothing fits. Odd queries find nothing, they never fail.

        Days are inclusive; undated articles stay in whatever the days. `as_of` is the day the question is asked on:
        later articles are left out, and those of the days before it count for more, or of the days that the query
        names ("in May 2021"). Words in quotation marks are also looked for as a phrase. At most `per_article` passages
        of an article (None: any number); copies of one are listed in it. Raises WeightsFailed, EmbeddingFailed in mode
        "dense" only.
        """
        asked = self.understand(query, as_of=as_of, since=since, until=until, outlets=outlets)
        return self.search_report(asked, Shape(k=k, per_article=per_article), mode, speaker=speaker).hits

    def search_report(
        self, query: Query, shape: Shape | None = None, mode: SearchMode = "hybrid", *, speaker: str | None = None
    ) -> SearchReport:
        """As `search`, for a query that `understand` made, with what else there is to say of the result.

        Passages must have `speaker` speak in them, whoever the query asks for. Where the index's re-ranker fails, the
        hits are in its own order, and `warnings` says so. Raises ModelFailed where that of `shape` does.
        """
        catch_up(self._parts)
        return self._searching.report(query, shape or Shape(), mode, speaker)

    def relevance(self, query: Query, hits: Sequence[Hit]) -> float:
        """How close the closest hit comes to the question: what has less than 1 is hardly an answer."""
        return self._searching.relevance(query, hits)

    def understand(self, question: str, **given: Unpack[Given]) -> Query:
        """The question taken apart, outlets that it names among them; what is given here wins over what it says."""
        return self._searching.understand(question, **given)

    def article(self, article_id: str, version: int | None = None) -> Article:
        """The newest version, or the one asked for. Raises UnknownArticle."""
        found = store.article(self._connection, article_id, version)
        if found is None:
            which = f"{article_id!r}" if version is None else f"{article_id!r} in version {version}"
            raise UnknownArticle(f"no article has the id {which}; `onrecord search` shows ids")
        return found

    def versions(self, article_id: str) -> tuple[Article, ...]:
        """All versions, the oldest first: the same address with other words is a new one. Raises UnknownArticle."""
        return store.versions(self._connection, self.article(article_id).id)

    def copies_of(self, article_id: str) -> tuple[str, ...]:
        """The ids of all articles that are one report with this one, itself among them, the original first; or none.

        Raises UnknownArticle.
        """
        return clusters.copies_of(self._connection, self.article(article_id).id)

    def sources(self) -> tuple[SourceState, ...]:
        """The files and addresses that articles came from, and which of them have been failing."""
        return sources.states(self._connection)

    def repair(self) -> tuple[str, ...]:
        """Bring what is derived into agreement with the articles, key by key; what was done, in sentences.

        Vectors that are missing are made by `embed_pending`. Raises IndexDamaged where the articles themselves cannot
        be read, IndexBusy.
        """
        return repair(self._parts)

    def articles(self) -> Iterator[Article]:
        """The newest version of every article, oldest publication first, undated ones last."""
        return store.articles(self._connection)

    def bylined(self, word: str) -> Iterator[Article]:
        """The newest version of every article that has the word in its byline, the newest article first."""
        return store.bylined(self._connection, word)

    def passages(self, article_id: str) -> tuple[Passage, ...]:
        """The passages of the newest version, in order. Raises UnknownArticle."""
        return store.passages_of_article(self._connection, self.article(article_id).id)

    def delete(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Take articles out with all their versions; their ids. Raises UnknownArticle, and then takes out none."""
        ids = tuple(dict.fromkeys(ids))
        with self._parts.writing():
            with self._parts.database.transaction() as connection:
                for article_id in ids:
                    if not store.delete_article(connection, article_id):
                        raise UnknownArticle(f"no article has the id {article_id!r}; nothing was deleted")
            sync_lexical(self._parts)
        return ids

    def set_speakers(self, article_id: str, mentions: Mentions) -> None:
        """Replace what passages know of speakers: `mentions` are all places of the text that name one who speaks.

        Passages whose context this changes are indexed again, by their words at once, their vectors when next
        embedded. Raises UnknownArticle.
        """
        article = self.article(article_id)
        with self._parts.writing():
            with self._parts.database.transaction() as connection:
                store.put_passages(connection, article, passages_of(article, mentions), mentions)
            sync_lexical(self._parts)

    def extract_pending(self, progress: Callable[[Progress], None] | None = None, *, workers: int = 1) -> int:
        """How many articles had their quotes put into the ledger, the newest first. Passages learn who speaks in them.

        Before `embed_pending` it spares the vectors of passages that learn it a second making. Several `workers` are
        processes, which import the main module again: only a guarded one may ask for them. Raises IndexBusy.
        """
        return attribution.extract_pending(self._parts, progress, workers)

    def quotes(self, article_id: str) -> tuple[Quote, ...]:
        """The quotes of the newest version, in order, extracted now where they are not yet. Raises UnknownArticle."""
        return attribution.quotes_of(self._parts, self.article(article_id))

    def said(
        self,
        speaker: str,
        about: str | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        outlets: Sequence[str] = (),
        limit: int | None = None,
    ) -> tuple[Quote, ...]:
        """What the ledger has of `speaker`, the oldest first, undated at the end; with `about`, on that topic alone.

        A surname means everybody who bears it, a full name one person, a role ("the Secretary of State") those whom
        articles give it. `limit` keeps those most on the topic; of equals those in quotation marks, then the newest.
        Nothing where nobody is called so. Articles whose quotes are still to be extracted are missing, and `warnings`
        says so.
        """
        filters = Filters(since=since, until=until, outlets=tuple(outlets))
        topic = topics.topic(about or "", self._parts.lexical.share)
        voices = speakers.voices_of(self._connection, speaker)
        return ledger.said(self._connection, voices, topic, filters=filters, limit=limit)

    def speakers(self, prefix: str = "") -> tuple[Speaker, ...]:
        """Whose words the ledger has, the most quoted first: those with a name that begins with `prefix`."""
        return speakers.speakers(self._connection, prefix)

    def close_names(self, name: str) -> tuple[str, ...]:
        """Speakers that `name` may be a misspelling of, the closest first."""
        return speakers.close_names(self._connection, name)

    def coverage(self) -> Coverage:
        """How many articles there are, and of which days."""
        return store.coverage(self._connection)

    def outlets(self) -> tuple[str, ...]:
        """Every outlet there is an article of, those with most articles first."""
        return store.outlets(self._connection)

    def status(self) -> IndexStatus:
        """How much there is, how complete the derived indexes are, and what the index was built with."""
        return status_of(self._parts)

    def close(self) -> None:
        self._parts.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._parts.database.connection
