"""JSON Lines: one article a line, read as they come, so that a dump of any size takes the memory of one article.

A line that is no article is reported with its number; the others are read.
"""

import json
from collections.abc import Iterator
from typing import cast

from pydantic import ValidationError

from index.errors import Malformed
from index.readers.charset import decoded
from index.readers.fields import Columns, fields_of
from index.readers.record import Record, articles, reason
from index.readers.source import Source
from index.values import Article, Problem

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read(source: Source) -> Iterator[Article | Problem]:
    empty = True
    for number, line in source.lines():
        if isinstance(line, Problem):
            yield line
        elif stripped := (line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line).strip():
            yield from _article(stripped, source, number)
        else:
            continue
        empty = False
    if empty:
        yield source.problem("is empty")


def _article(line: bytes, source: Source, number: int) -> Iterator[Article | Problem]:
    try:
        text, charset = decoded(line)
        record = _record(text, source.columns)
    except ValidationError as error:
        yield source.problem(reason(error), line=number)
    except Malformed as error:
        yield source.problem(f"the line {error}", line=number)
    else:
        yield from articles(record, source, found_in="field date", line=number, charset=charset)


def _record(text: str, columns: Columns) -> Record:
    """By our names for the fields, else by the user's, else by the usual ones. Raises ValidationError."""
    try:
        record = Record.model_validate_json(text)
        if not columns:
            return record
    except ValidationError as error:
        if error.errors(include_url=False, include_input=False)[0]["type"] != "missing":
            raise
    row = cast(dict[str, object], json.loads(text))  # an object, or validation would have said so
    return Record.model_validate({**row, **fields_of(row, columns)})
