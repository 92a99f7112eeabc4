"""RSS and Atom feeds, by feedparser, the door to which this is: the full text where a feed has it, else the summary."""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast
from urllib.parse import urljoin

from index.readers.markup import plain
from index.readers.record import validated
from index.readers.source import Source
from index.values import Article, Problem

_ADDRESS = re.compile(r"\S+@\S+\s+\((.+)\)")
_MAX_ENTRIES = 20_000
_MAX_BYTES = 20 * 1024 * 1024


def read(source: Source) -> Iterator[Article | Problem]:
    data = source.read(limit=_MAX_BYTES)
    if (number := data.count(b"<item") + data.count(b"<entry")) > _MAX_ENTRIES:
        raise source.unreadable(f"is a feed of {number:,} entries, more than {_MAX_ENTRIES:,}: no feed that ends")
    try:
        parsed = _parsed(data)
    except (ValueError, LookupError, RecursionError, AssertionError, TypeError, AttributeError) as error:
        raise source.unreadable(f"is no feed that can be read: {type(error).__name__}") from error
    if not parsed.entries:
        fault = parsed.get("bozo_exception")
        detail = f" ({str(fault)[:150]})" if fault else ""
        raise source.unreadable(f"is a feed without entries, or none{detail}")
    for number, entry in enumerate(parsed.entries, start=1):
        fields = _fields(entry, parsed.feed, source.url)
        if not fields["text"]:
            yield source.problem(f"entry {number} has neither text nor title")
            continue
        yield from validated(fields, source.without_url(), found_in="feed", name=f"entry {number}: ")


def _parsed(data: bytes) -> Any:
    """From bytes and not from a name: feedparser would open an address or a path."""
    import feedparser  # pyright: ignore[reportMissingTypeStubs]

    parse: Any = cast(Any, feedparser).parse
    return parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _fields(entry: Mapping[str, Any], feed: Mapping[str, Any], url: str | None) -> dict[str, object]:
    title = plain(_string(entry.get("title"))).replace("\n\n", " ")
    origin = cast(Mapping[str, Any], entry.get("source") or {})
    base = url or _string(feed.get("link"))
    link = _string(entry.get("link"))
    return {
        "title": title,
        "text": _text(entry, title),
        "date": _string(entry.get("published")) or _string(entry.get("updated")) or None,
        "outlet": plain(_string(origin.get("title")) or _string(feed.get("title"))) or None,
        "byline": _names(entry),
        "url": _joined(base, link) or None,
        "section": next((_string(tag.get("term")) for tag in entry.get("tags") or () if tag.get("term")), None),
        "language": _string(entry.get("language")) or _string(feed.get("language")) or None,
    }


def _text(entry: Mapping[str, Any], title: str) -> str:
    """The longest of contents and summary; the title where an entry has nothing else."""
    written = [_string(content.get("value")) for content in entry.get("content") or ()]
    written += [_string(entry.get("summary"))]
    return max((plain(text, title) for text in written), key=len) or title


def _names(entry: Mapping[str, Any]) -> list[str] | str:
    """One name alone as a line, which may hold several.

    RSS gives an address with the name behind it; feedparser takes it apart wrongly where the domain ends long.
    """
    if match := _ADDRESS.fullmatch(_string(entry.get("author"))):
        return [match[1]]
    people = [_string(author.get("name")) for author in entry.get("authors") or ()]
    names = [name for name in people if name and "@" not in name]
    return names[0] if len(names) == 1 else names


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return link


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
