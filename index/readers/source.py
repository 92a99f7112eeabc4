"""One open input on its way to a reader: its bytes within bounds. Formats are not known here."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import IO

from index.errors import Unreadable
from index.readers.files import why
from index.readers.packed import buffered_over, unpacked
from index.values import Problem

MAX_ARTICLE_BYTES = 10 * 1024 * 1024
"""Of one article: a whole text file, or one line of JSON Lines. The longest of 28,500 measured has 0.1 MB."""

READ_ERRORS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, lzma.LZMAError)
"""What reading a file or unpacking it may raise."""

_MAX_IN_MEMORY = 256 * 1024 * 1024
_CHUNK = 1024 * 1024
_BEGINNING = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`path` is how problems name it; `url` is where its one article came from, where that is known.

    `charset` and `retrieved_at` are what came along with the bytes. `columns` are the user's names for our fields, by
    field: `{"text": "body"}`.
    """

    path: str
    stream: io.BufferedReader
    url: str | None = None
    charset: str | None = None
    retrieved_at: datetime | None = None
    columns: Mapping[str, str] = field(default_factory=dict[str, str])

    def read(self, *, limit: int = MAX_ARTICLE_BYTES, advice: str = "") -> bytes:
        """All bytes. Raises Unreadable where there are more than the limit, and says what to do then."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            what = advice or "too large for one article"
            raise self.unreadable(f"is larger than {_megabytes(limit)}{': ' if advice else ', '}{what}")
        return data

    def seekable(self) -> IO[bytes]:
        """The bytes as formats need them that are read from their end: unpacked into memory where they are packed."""
        if self.stream.seekable():
            return self.stream
        return io.BytesIO(self.read(limit=_MAX_IN_MEMORY, advice="unpack it first"))

    def over(self, data: bytes) -> "Source":
        """The same source, to be read anew from bytes that were read already."""
        return replace(self, stream=buffered_over(io.BytesIO(data)))

    def without_url(self) -> "Source":
        """For files of many articles, whose own address is that of none."""
        return replace(self, url=None)

    def beginning(self) -> bytes:
        """Up to 4 kB, which stay to be read."""
        return self.stream.peek(_BEGINNING)[:_BEGINNING]

    def lines(self) -> Iterator[tuple[int, bytes | Problem]]:
        """Each line with its number, from 1; a Problem instead of a line too long, which is skipped piece by piece."""
        number = 1
        try:
            while line := self.stream.readline(MAX_ARTICLE_BYTES + 1):
                if len(line) <= MAX_ARTICLE_BYTES:
                    yield number, line
                else:
                    while line and not line.endswith(b"\n"):
                        line = self.stream.readline(_CHUNK)
                    reason = f"the line is longer than {_megabytes(MAX_ARTICLE_BYTES)}, too long for one article"
                    yield number, self.problem(reason, line=number)
                number += 1
        except READ_ERRORS as error:
            yield number, self.problem(why(error), line=number)

    def problem(self, reason: str, *, line: int | None = None, article_id: str | None = None) -> Problem:
        return Problem(path=self.path, reason=reason, line=line, article_id=article_id)

    def unreadable(self, reason: str, *, line: int | None = None) -> Unreadable:
        return Unreadable(self.problem(reason, line=line))


def opened(path: str, stream: IO[bytes], *, url: str | None = None, columns: Mapping[str, str] | None = None) -> Source:
    """The source, unpacked where the bytes (not the name) say that they are packed."""
    return Source(path=path, stream=unpacked(stream), url=url, columns=columns or {})


def _megabytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"
