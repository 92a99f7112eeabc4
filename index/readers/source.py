"""One open input on its way to a reader: its bytes within bounds, as text. Formats are not known here."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast

from index.errors import Unreadable
from index.readers.files import why
from index.values import Problem

MAX_ARTICLE_BYTES = 10 * 1024 * 1024
"""Of one article: a whole text file, or one line of JSON Lines. The longest of 28,500 measured has 0.1 MB."""

READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading a file or unpacking it may raise."""

_CHUNK = 1024 * 1024
_BEGINNING = 4096
_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """`path` is how problems name it; `url` is where its one article came from, where that is known."""

    path: str
    stream: IO[bytes]
    url: str | None = None

    def read(self, *, limit: int = MAX_ARTICLE_BYTES) -> bytes:
        """All bytes. Raises Unreadable where there are more than the limit."""
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise self.unreadable(f"is larger than {_megabytes(limit)}, too large for one article")
        return data

    def beginning(self) -> bytes:
        """Up to 4 kB, which stay to be read."""
        start = self.stream.read(_BEGINNING)
        self.stream.seek(0)
        return start

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


def opened(path: str, stream: IO[bytes], *, url: str | None = None) -> Source:
    """The source, unpacked where the bytes (not the name) say gzip."""
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    unpacked = cast(IO[bytes], gzip.GzipFile(fileobj=stream)) if packed else stream
    return Source(path=path, stream=unpacked, url=url)


def decoded(data: bytes) -> tuple[str, str | None]:
    """The text, and the character set it was taken for where that had to be guessed.

    Raises ValueError for bytes that are no text, and for UTF-8 with a broken place: guessing would garble the rest.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), None
    if len(data.translate(None, _CONTROLS)) < 0.99 * len(data) and not _looks_wide(data):
        raise ValueError("is not text: it holds control characters, as binary files do")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _guessed(data, error)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise ValueError(f"is not text: it begins as {encoding.upper()} and byte {error.start} breaks it") from error


def _looks_wide(data: bytes) -> bool:
    """Every second byte of western text in UTF-16 is zero."""
    return max(data[0:2000:2].count(0), data[1:2000:2].count(0)) > 0.4 * len(data[:2000])


def _guessed(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    if _is_mostly_utf8(data):
        raise ValueError(f"is broken UTF-8: byte {error.start} is {data[error.start]:#04x}") from error
    # charset-normalizer takes one English article in three for something like cp775 (measured on 104); with few
    # bytes above ASCII, Western European Windows is what it is.
    high = len(data.translate(None, bytes(range(128))))
    if high < 0.1 * len(data):
        try:
            return data.decode("cp1252"), "windows-1252"
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise ValueError("is not text in any known character set") from error
    return str(best), best.encoding


def _is_mostly_utf8(data: bytes) -> bool:
    """Half as many good characters above ASCII as broken places: other character sets reach .3 by chance (measured)."""
    characters = data.decode("utf-8", "replace")
    broken = characters.count("\ufffd")
    good = sum(ord(character) > 127 for character in characters) - broken
    return 2 * good >= broken


def _megabytes(size: int) -> str:
    return f"{size // (1024 * 1024)} MB"
