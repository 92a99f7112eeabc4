"""Tables: CSV and TSV row by row, Parquet batch by batch; a row is an article, columns are known by their names.

Parquet needs pyarrow, to which this is the door.
"""

import codecs
import csv
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, cast

from index.errors import Malformed
from index.readers.charset import decoded_page
from index.readers.fields import fields_of, known_columns, text_column
from index.readers.record import validated
from index.readers.source import MAX_ARTICLE_BYTES, READ_ERRORS, Source
from index.values import Article, Problem

_DELIMITERS = ",;\t|"
_ROWS = 64  # of Parquet in memory at once


def read(source: Source) -> Iterator[Article | Problem]:
    rows = _parquet(source) if source.beginning().startswith(b"PAR1") else _delimited(source)
    empty = True
    for number, row in rows:
        empty = False
        if isinstance(row, Problem):
            yield row
        else:
            yield from _article(source, number, row)
    if empty:
        yield source.problem("is a table without rows")


def _article(source: Source, number: int, row: Mapping[str, object]) -> Iterator[Article | Problem]:
    fields = fields_of(row, source.columns)
    if "text" not in fields:
        yield source.problem("the row has no text", line=number)
    else:
        yield from validated(fields, source, found_in="column date", line=number)


def _delimited(source: Source) -> Iterator[tuple[int, Mapping[str, object] | Problem]]:
    """Each row below the header with its line. What follows an unclosed quotation mark is lost, and reported."""
    csv.field_size_limit(MAX_ARTICLE_BYTES)
    lines = _lines(source)
    header = next(lines, "")
    try:
        names = next(csv.reader([header], delimiter=_delimiter(header)), list[str]())
    except csv.Error as error:
        raise source.unreadable("the first line names no columns: it cannot be taken apart", line=1) from error
    _require_text(source, names)
    reader = csv.DictReader(lines, fieldnames=names, restkey="", delimiter=_delimiter(header), strict=False)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"the table cannot be read on, a quotation mark may be missing: {error}"
            yield reader.line_num + 2, source.problem(reason, line=reader.line_num + 2)
            return
        except READ_ERRORS as error:
            yield reader.line_num + 2, source.problem(f"cannot be read: {error}", line=reader.line_num + 2)
            return
        yield reader.line_num + 1, {str(name): value for name, value in row.items() if name}


def _lines(source: Source) -> Iterator[str]:
    """The table's lines as text. Raises Unreadable for one too long, and for what is no text."""
    start = source.beginning()
    try:
        guessed = decoded_page(start.rpartition(b"\n")[0] or start, source.charset)[1]
    except Malformed as error:
        raise source.unreadable(str(error)) from error
    wide = "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None
    if wide:
        text = source.read().decode("utf-16", "replace")
        yield from text.splitlines(keepends=True)
        return
    encoding = guessed or "utf-8"
    number = 0
    while line := source.stream.readline(MAX_ARTICLE_BYTES + 1):
        number += 1
        if len(line) > MAX_ARTICLE_BYTES:
            raise source.unreadable("the line is too long for one article, the table is not read on", line=number)
        text = line.decode(encoding, "replace")
        yield text.removeprefix("\ufeff") if number == 1 else text


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=header.count)


def is_header(line: str) -> bool:
    """Whether a line names the columns of a table parted by tabs: that of a text among them."""
    names = line.strip("\r").split("\t")
    return len(names) > 2 and text_column(names, {}) is not None


def _require_text(source: Source, names: list[str]) -> None:
    if text_column(names, source.columns) is None:
        shown = ", ".join(repr(name[:40]) for name in names[:12]) or "none"
        ending = PurePath(source.path).suffix or "table"
        raise source.unreadable(
            f"the {ending.lstrip('.')} has no column that is known for the text (its columns are {shown});"
            " name it with --column text=NAME"
        )


def _parquet(source: Source) -> Iterator[tuple[int, Mapping[str, object] | Problem]]:
    # pyarrow has no type stubs.
    from pyarrow import ArrowException  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]
    from pyarrow.parquet import ParquetFile  # pyright: ignore[reportMissingTypeStubs]

    damage = (cast(type[Exception], ArrowException), OSError)
    number = 0
    try:
        file: Any = ParquetFile(source.seekable())
        names: list[str] = file.schema_arrow.names
        _require_text(source, names)
        for batch in file.iter_batches(batch_size=_ROWS, columns=known_columns(names, source.columns)):
            for place in range(batch.num_rows):
                number += 1
                try:
                    yield number, batch.slice(place, 1).to_pylist()[0]
                except (*damage, ValueError, ArithmeticError, LookupError) as error:
                    reason = f"the row holds what is no value of its type: {str(error)[:150]}"
                    yield number, source.problem(reason, line=number)
    except (*damage, UnicodeDecodeError) as error:
        yield number + 1, source.problem(f"the Parquet file cannot be read on: {str(error)[:200]}", line=number + 1)
