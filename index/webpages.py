"""Addresses as inputs: a page, a feed and, where wanted, the pages that a feed only sums up.

It fetches through `fetching` and reads through `readers`; what is as it was costs a conditional request, or none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from index import sources, store
from index.errors import FetchFailed
from index.identity import canonical_url
from index.inputs import Failed, Finished, Gathered, Item, Reading, Skipped, gone_of, is_current
from index.sources import Known, Stamp
from index.values import Article, Problem

if TYPE_CHECKING:
    from index.fetching import Fetched

_FULLER = 1.3
_SUMMARY = 1200
"""Characters: of a feed's entries, those that are shorter may be summaries of their pages."""


class Web:
    """Addresses read in one run. Close it after use."""

    def __init__(self, connection: sqlite3.Connection, reading: Reading) -> None:
        from index.fetching import Fetcher

        self._connection, self._reading = connection, reading
        self._fetcher = Fetcher(reading.rules)
        self._how = sources.reading_of(reading.columns) + (" full text" if reading.full_text else "")

    def close(self) -> None:
        self._fetcher.close()

    def items(self, url: str) -> Iterator[Item]:
        """All articles of the page or feed, and that it is finished; that it is as it was; or that it failed."""
        known = sources.known(self._connection, url, self._how)
        current = known if known and is_current(self._connection, known, self._reading) else None
        try:
            fetched = self._fetch(url, current)
        except FetchFailed as error:
            yield Failed(url, str(error))
            return
        stamp = self._stamp(url, fetched)
        if current and (fetched.body is None or stamp.digest == current.stamp.digest):
            yield Skipped(current, None if fetched.body is None else stamp)
            return
        gone, gathered, whole = gone_of(self._connection, known, self._reading), Gathered(), True
        for item in self._read(fetched):
            if isinstance(item, Failed):
                whole = False
                yield Problem(path=item.name, reason=item.reason, article_id=gathered.ids[-1])
            elif isinstance(item, Skipped | Finished):
                gathered.ids += item.known.articles
                yield item
            elif gathered.take(item, gone):
                yield item
        if whole:
            yield Finished(gathered.known(stamp))

    def _fetch(self, url: str, known: Known | None) -> Fetched:
        from index.fetching import Validators

        if known is None:
            return self._fetcher.get(url)
        return self._fetcher.get(url, Validators(etag=known.stamp.etag, last_modified=known.stamp.last_modified))

    def _stamp(self, url: str, fetched: Fetched) -> Stamp:
        return Stamp(
            name=url,
            reading=self._how,
            digest=sources.digest_of(fetched.body or b""),
            etag=fetched.validators.etag,
            last_modified=fetched.validators.last_modified,
        )

    def _read(self, fetched: Fetched) -> Iterator[Item]:
        """A page is one article of its own address; what has another address is an entry of a feed."""
        from index.readers import read_bytes

        now = datetime.now(UTC)
        for item in read_bytes(fetched.body or b"", url=fetched.url, content_type=fetched.content_type):
            if isinstance(item, Problem):
                yield item
                continue
            article = replace(item, retrieved_at=item.retrieved_at or now)
            is_entry = article.url is not None and canonical_url(article.url) != canonical_url(fetched.url)
            if not is_entry or len(article.text) >= _SUMMARY:
                yield article
            elif self._reading.full_text:
                yield from self._page(article)
            elif not self._is_held_in_full(article):
                yield article

    def _page(self, entry: Article) -> Iterator[Item]:
        """The entry with its page's text. Where the page cannot be had, the entry as it is, and that it failed."""
        url = entry.url or ""
        digest = sources.digest_of(f"{entry.title}\n{entry.text}".encode())
        stamp = Stamp(name=url, reading=f"entry {digest}")
        known = sources.known(self._connection, url, stamp.reading)
        if known and is_current(self._connection, known, self._reading):
            yield Skipped(known)
            return
        try:
            page = self._page_article(entry)
        except FetchFailed as error:
            if not self._is_held_in_full(entry):
                yield entry
            yield Failed(url, str(error))
            return
        yield page
        yield Finished(Known(stamp=stamp, articles=(page.id,), problems=()))

    def _page_article(self, entry: Article) -> Article:
        """Raises FetchFailed. What the feed says of the article holds, where the page does not say it."""
        from index.readers import read_bytes

        fetched = self._fetcher.get(entry.url or "")
        found = read_bytes(fetched.body or b"", url=fetched.url, content_type=fetched.content_type)
        page = next((item for item in found if isinstance(item, Article)), None)
        if page is None or len(page.text) < len(entry.text):
            return entry
        return replace(
            page,
            id=entry.id,
            url=page.url or entry.url,
            published=page.published or entry.published,
            outlet=page.outlet or entry.outlet,
            byline=page.byline or entry.byline,
            retrieved_at=entry.retrieved_at,
        )

    def _is_held_in_full(self, entry: Article) -> bool:
        """Whether the index has the article in more words: its summary is no new version of it."""
        held = store.article(self._connection, entry.id)
        return held is not None and len(held.text) > _FULLER * len(entry.text)
