"""How articles come in: files, folders and bytes of any known format, as Articles and as Problems for the rest.

A format is one module here with `read(source) -> Iterator[Article | Problem]`, and a line in `formats.py`. It fills a
Record (`record.py`), and raises Unreadable only where nothing of the whole file can be used.
Nothing here fetches, stores, splits or compares articles.
"""

import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from index.errors import InputError, Unreadable
from index.readers.archive import members
from index.readers.fields import unknown_fields
from index.readers.files import files, matching, not_a_file, shown, why
from index.readers.formats import ending, known, reader_of
from index.readers.source import READ_ERRORS, Source, opened
from index.values import Article, Problem

_STDIN = "-"


def read_article(
    path_or_bytes: str | Path | bytes, url: str | None = None, *, content_type: str | None = None
) -> tuple[Article, ...]:
    """All articles of one file, or of a file's bytes. `url` says where they came from: a page's own, or a feed's.

    `content_type` is what a server said of the bytes ("text/html; charset=utf-8"). Raises InputError, with the path and
    line, for the first thing that cannot be read. A date that is not understood is no reason to: such an article's
    `published` is None.
    """
    if isinstance(path_or_bytes, bytes):
        found = read_bytes(path_or_bytes, url=url, content_type=content_type)
    else:
        found = _read_file(Path(path_or_bytes), url, {})
    articles: list[Article] = []
    for item in found:
        if isinstance(item, Article):
            articles.append(item)
        elif item.article_id is None:
            raise Unreadable(item)
    return tuple(articles)


def read_inputs(
    inputs: str | Path | Iterable[str | Path], *, columns: Mapping[str, str] | None = None
) -> Iterator[Article | Problem]:
    """Every article of the files and folders, one at a time, and a Problem for whatever cannot be read.

    Folders are read through, sorted, without hidden files; `*`, `?` and `**` stand for names; `-` is standard input.
    `columns` says what a table calls our fields: `{"text": "body"}`. Where an article could be kept all the same (its
    date is not understood), the Problem follows it and names its id. Raises InputError for columns of no known field.
    """
    if unknown := unknown_fields(columns or {}):
        raise InputError(f"no article has a field {unknown[0]!r}; those are text, title, date, outlet, byline, url, …")
    return _read_all((inputs,) if isinstance(inputs, str | Path) else inputs, columns or {})


def read_bytes(
    data: bytes, *, name: str = "", url: str | None = None, content_type: str | None = None
) -> Iterator[Article | Problem]:
    """As `read_inputs`, for a file's bytes, such as a fetch brings. The ending of `name` says the format."""
    path = url or "<bytes>"
    try:
        source = opened(path, io.BytesIO(data), url=url)
        charset = (content_type or "").lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
        yield from _read(replace(source, charset=charset or None), name, content_type)
    except READ_ERRORS as error:
        yield Problem(path=path, reason=why(error))


def _read_all(inputs: Iterable[str | Path], columns: Mapping[str, str]) -> Iterator[Article | Problem]:
    for given in inputs:
        if str(given) == _STDIN:
            yield from _read_stdin(columns)
            continue
        anything = False
        for path in matching(Path(given)):
            for item in files(path):
                anything = True
                yield from (item,) if isinstance(item, Problem) else _read_file(item, None, columns)
        if not anything:
            yield Problem(path=shown(given), reason=f"the folder holds no files ({known()})")


def _read_file(path: Path, url: str | None, columns: Mapping[str, str]) -> Iterator[Article | Problem]:
    if refused := not_a_file(path):
        yield refused
        return
    try:
        with path.open("rb") as stream:
            yield from _read(opened(shown(path), stream, url=url, columns=columns), path.name)
    except READ_ERRORS as error:
        yield Problem(path=shown(path), reason=why(error))


def _read_stdin(columns: Mapping[str, str]) -> Iterator[Article | Problem]:
    try:
        yield from _read(opened("<stdin>", sys.stdin.buffer, columns=columns), name="")
    except READ_ERRORS as error:
        yield Problem(path="<stdin>", reason=why(error))


def _read(
    source: Source, name: str, content_type: str | None = None, *, inside: bool = False
) -> Iterator[Article | Problem]:
    if _is_archive(source, name):
        yield from _read_archive(source, inside=inside)
        return
    reader = reader_of(source, name, content_type)
    if reader is None:
        yield source.problem(f"is of no known format ({known()})")
        return
    try:
        yield from reader(source)
    except Unreadable as error:
        yield error.problem


def _is_archive(source: Source, name: str) -> bool:
    """By its ending; without one by its beginning, which Word files share."""
    suffix = ending(name)
    if suffix:
        return suffix == ".zip"
    return (
        source.beginning().startswith(b"PK\x03\x04") and reader_of(source, "", None).__module__ != "index.readers.docx"
    )


def _read_archive(source: Source, *, inside: bool) -> Iterator[Article | Problem]:
    if inside:
        yield source.problem("is an archive inside an archive, and is not read: unpack it first")
        return
    empty = True
    for member in members(source):
        empty = False
        if isinstance(member, Problem):
            yield member
            continue
        inner, name = member
        try:
            yield from _read(inner, name, inside=True)
        except READ_ERRORS as error:
            yield Problem(path=inner.path, reason=why(error))
    if empty:
        yield source.problem(f"the archive holds no files ({known()})")
