"""WARC archives, by warcio, the door to which this is: every HTML page that was fetched with success is an article.

A page that holds no article is a Problem that names its address; other kinds of records are passed over.
"""

import contextlib
import io
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from index.errors import Unreadable
from index.readers import page
from index.readers.packed import buffered_over
from index.readers.source import MAX_ARTICLE_BYTES, READ_ERRORS, Source
from index.values import Article, Problem

_PAGES = ("text/html", "application/xhtml+xml")


def read(source: Source) -> Iterator[Article | Problem]:
    from warcio.archiveiterator import ArchiveIterator  # pyright: ignore[reportMissingTypeStubs]
    from warcio.exceptions import ArchiveLoadFailed  # pyright: ignore[reportMissingTypeStubs]

    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    records: Any = ArchiveIterator(source.stream, arc2warc=True)
    seen = 0
    while True:
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # to which warcio writes parts of a damaged archive
                record: Any = next(records, None)
        except (AttributeError, TypeError):  # warcio's way to end in the middle of a record's head
            yield source.problem(f"the archive is cut short or damaged behind record {seen}")
            return
        except (ArchiveLoadFailed, ValueError, *READ_ERRORS) as error:
            yield source.problem(f"the archive cannot be read beyond record {seen}: {str(error).strip()[:150]}")
            return
        if record is None:
            break
        seen += 1
        try:
            fetched = _fetched(source, record)
        except (ArchiveLoadFailed, *READ_ERRORS) as error:
            yield source.problem(f"the archive cannot be read beyond record {seen}: {str(error).strip()[:150]}")
            return
        if fetched:
            yield from _article(fetched)
    if records.err_count:
        yield source.problem(f"the lengths of {records.err_count} records are wrong: something may be missing")
    yield from _unread(source, seen)


def _unread(source: Source, seen: int) -> Iterator[Problem]:
    """What warcio passes over: packed data that end too early."""
    try:
        source.stream.read(1)
    except READ_ERRORS as error:
        yield source.problem(f"the archive cannot be read beyond record {seen}: {error}")
    else:
        if not seen:
            yield source.problem("is an archive without records")


def _article(fetched: Source) -> Iterator[Article | Problem]:
    try:
        yield from page.read(fetched)
    except Unreadable as error:
        yield error.problem


def _fetched(source: Source, record: Any) -> Source | None:
    """The page of a record, or None for what is no page. Raises Unreadable for one that is too large."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return None
    kind, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
    if kind.strip().lower() not in _PAGES:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or None
    named = replace(source, path=f"{source.path}: {url}")
    data = record.content_stream().read(MAX_ARTICLE_BYTES + 1)
    charset = parameters.partition("charset=")[2].strip(" \"';") or None
    retrieved = _moment(record.rec_headers.get_header("WARC-Date"))
    return replace(named, stream=buffered_over(io.BytesIO(data)), url=url, charset=charset, retrieved_at=retrieved)


def _moment(raw: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(raw) if raw else None
    except ValueError:
        return None
