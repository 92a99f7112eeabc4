"""How articles come in: files, folders and bytes of any known format, as Articles and as Problems for the rest.

A format is one module here with `read(source) -> Iterator[Article | Problem]`, and a line in `_READERS`. It fills a
Record (`record.py`), and raises Unreadable only where nothing of the whole file can be used.
Nothing here stores, splits or compares articles.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from index.errors import Unreadable
from index.readers import jsonl, markdown, text
from index.readers.files import files, not_a_file, shown, why
from index.readers.source import READ_ERRORS, Source, opened
from index.values import Article, Problem

Reader = Callable[[Source], Iterator[Article | Problem]]

_READERS: Mapping[str, Reader] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
}
_PACKED = (".gz",)
# How bytes without a name begin; plain text has no mark and comes last.
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb"\s*\{"), jsonl.read),
    (re.compile(rb"---[ \t]*\r?\n"), markdown.read),
    (re.compile(rb""), text.read),
)


def read_article(path_or_bytes: str | Path | bytes, url: str | None = None) -> tuple[Article, ...]:
    """All articles of one file, or of a file's bytes. `url` says where the one article of a text file came from.

    Raises InputError, with the path and line, for the first thing that cannot be read. A date that is not understood
    is no reason to: such an article's `published` is None.
    """
    if isinstance(path_or_bytes, bytes):
        found = _read_bytes(path_or_bytes, url)
    else:
        found = _read_file(Path(path_or_bytes), url)
    articles: list[Article] = []
    for item in found:
        if isinstance(item, Article):
            articles.append(item)
        elif item.article_id is None:
            raise Unreadable(item)
    return tuple(articles)


def read_inputs(inputs: str | Path | Iterable[str | Path]) -> Iterator[Article | Problem]:
    """Every article of the files and folders, one at a time, and a Problem for whatever cannot be read.

    Folders are read through, sorted, without hidden files. Where an article could be kept all the same (its date
    is not understood), the Problem follows it and names its id.
    """
    for given in (inputs,) if isinstance(inputs, str | Path) else inputs:
        path = Path(given)
        anything = False
        for item in files(path):
            anything = True
            yield from (item,) if isinstance(item, Problem) else _read_file(item, None)
        if not anything:
            yield Problem(path=shown(path), reason=f"the folder holds no files ({_known()})")


def _read_file(path: Path, url: str | None) -> Iterator[Article | Problem]:
    if refused := not_a_file(path):
        yield refused
        return
    try:
        with path.open("rb") as stream:
            yield from _read(opened(shown(path), stream, url=url), path.name)
    except READ_ERRORS as error:
        yield Problem(path=shown(path), reason=why(error))


def _read_bytes(data: bytes, url: str | None) -> Iterator[Article | Problem]:
    try:
        yield from _read(opened("<bytes>", io.BytesIO(data), url=url), name="")
    except READ_ERRORS as error:
        yield Problem(path="<bytes>", reason=why(error))


def _read(source: Source, name: str) -> Iterator[Article | Problem]:
    reader = _reader(source, name)
    if reader is None:
        yield source.problem(f"is of no known format ({_known()})")
        return
    try:
        yield from reader(source)
    except Unreadable as error:
        yield error.problem


def _reader(source: Source, name: str) -> Reader | None:
    """By the name's ending; by how the content begins where the name has none."""
    plain = Path(name.lower())
    suffix = (plain.with_suffix("") if plain.suffix in _PACKED else plain).suffix
    if suffix:
        return _READERS.get(suffix)
    beginning = source.beginning()
    return next(reader for pattern, reader in _BEGINNINGS if pattern.match(beginning))


def _known() -> str:
    return f"known are {' '.join(_READERS)}, also with {' '.join(_PACKED)}"
