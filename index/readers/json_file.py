"""A JSON file read as one: a JSON Feed, a list of articles or one. JSON Lines under this name are read too."""

import json
from collections.abc import Iterator, Mapping
from typing import cast
from urllib.parse import urljoin

from index.errors import Malformed
from index.readers import jsonl
from index.readers.charset import decoded
from index.readers.fields import fields_of
from index.readers.markup import plain
from index.readers.record import validated
from index.readers.source import Source
from index.values import Article, Problem

_MAX_BYTES = 64 * 1024 * 1024
_FEED = "https://jsonfeed.org/version/"
_ENVELOPES = ("response", "result", "data", "feed")
_LISTS = ("articles", "items", "results", "data", "docs", "documents", "news", "stories")


def read(source: Source) -> Iterator[Article | Problem]:
    data = source.read(limit=_MAX_BYTES, advice="write it as JSON Lines, one article a line")
    try:
        text = decoded(data)[0]
    except Malformed as error:
        raise source.unreadable(str(error)) from error
    try:
        value = cast(object, json.loads(text))
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and b"\n" in data.strip():
            yield from jsonl.read(source.over(data))
            return
        raise source.unreadable(f"is not valid JSON: {error.msg}", line=error.lineno) from error
    except RecursionError as error:
        raise source.unreadable("is not valid JSON: nested too deeply") from error
    except ValueError as error:  # a number of thousands of digits
        raise source.unreadable(f"is not valid JSON: {error}") from error
    items, shared = _items(value)
    if not items:
        raise source.unreadable("holds no list of articles and no article")
    for number, item in enumerate(items, start=1):
        yield from _article(source, number if len(items) > 1 else None, item, shared)


def _items(value: object) -> tuple[list[object], Mapping[str, object]]:
    """The articles, and what holds for all of them."""
    if isinstance(value, list):
        return cast(list[object], value), {}
    if not isinstance(value, dict):
        return [], {}
    file = cast(dict[str, object], value)
    if str(file.get("version", "")).startswith(_FEED):
        items = file.get("items")
        shared = {"outlet": file.get("title"), "language": file.get("language"), "url": file.get("home_page_url")}
        return [_of_feed(item) for item in cast(list[object], items)] if isinstance(items, list) else [], shared
    if "text" not in fields_of(file, {}):
        if items := next((file[name] for name in _LISTS if isinstance(file.get(name), list)), None):
            return cast(list[object], items), {}
        inner = next((file[name] for name in _ENVELOPES if isinstance(file.get(name), dict)), None)
        return _items(inner) if inner else ([file], {})
    return [file], {}


def _of_feed(item: object) -> object:
    """An item of a JSON Feed with our names: the full text where there is one, else the summary."""
    if not isinstance(item, dict):
        return item
    fields = cast(dict[str, object], item)
    html = fields.get("content_html")
    tags = fields.get("tags")
    return {
        "title": fields.get("title"),
        "text": (plain(html) if isinstance(html, str) else "")
        or fields.get("content_text")
        or fields.get("summary")
        or fields.get("title"),
        "date": fields.get("date_published") or fields.get("date_modified"),
        "byline": fields.get("authors") or fields.get("author"),
        "url": fields.get("url") or fields.get("external_url"),
        "section": cast(list[object], tags)[0] if isinstance(tags, list) and tags else None,
        "language": fields.get("language"),
    }


def _article(
    source: Source, number: int | None, item: object, shared: Mapping[str, object]
) -> Iterator[Article | Problem]:
    if not isinstance(item, dict):
        yield source.problem("is not a JSON object with an article's fields", line=number)
        return
    row = cast(dict[str, object], item)
    fields = fields_of(row, source.columns)
    if isinstance(row.get("id"), str) and not shared:
        fields.setdefault("id", row["id"])
    for name in ("outlet", "language"):
        if isinstance(value := shared.get(name), str):
            fields.setdefault(name, value)
    if "url" in fields and isinstance(base := shared.get("url"), str):
        fields["url"] = urljoin(base, str(fields["url"]))
    yield from validated(fields, source, found_in="field date", line=number)
