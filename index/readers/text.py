"""Plain text files. They have no title, so the first sentence serves as one.

A first line such as `date 2021-05-03 Photograph: Reuters` is about the article and not a part of it: the date is
kept, the photo credit goes.
"""

import re
from collections.abc import Iterator

from index.errors import Malformed
from index.published import read_date
from index.readers import table
from index.readers.charset import decoded
from index.readers.record import Record, articles
from index.readers.source import Source
from index.values import Article, Problem

_FOUND_IN = "first line"
_HEADER = re.compile(
    r"(?:date:?\s+(?P<date>\S.{0,40}?))?\s*(?P<credit>\b(?:photo(?:graph)?|picture|image|illustration)s?:.*)?",
    re.IGNORECASE,
)


def read(source: Source) -> Iterator[Article | Problem]:
    data = source.read()
    try:
        text, charset = decoded(data)
    except Malformed as error:
        raise source.unreadable(str(error)) from error
    if table.is_header(text.partition("\n")[0]):  # "Unicode text", as spreadsheets call it
        yield from table.read(source.over(data))
        return
    date, body = split_header(text)
    yield from articles(Record(text=body, date=date), source, found_in=_FOUND_IN, charset=charset)


def split_header(text: str) -> tuple[str | None, str]:
    """The date of a first line about the article, and the text below it; all of it where there is no such line."""
    line, _, rest = text.lstrip().partition("\n")
    match = _HEADER.fullmatch(line.strip()) if len(line) < 300 else None
    if match is None or not (match["credit"] or _is_date(match["date"])):
        return None, text
    return match["date"], rest


def _is_date(raw: str | None) -> bool:
    """A first line "Date palms line the road" is a sentence."""
    try:
        return raw is not None and bool(read_date(raw, found_in=_FOUND_IN))
    except ValueError:
        return False
