"""Packed streams unpacked as they are read: gzip and Zstandard, known by their bytes, within bounds."""

import gzip
import io
from typing import IO, Protocol, cast

MAX_RATIO = 250
"""Unpacked to packed. News packs 3 to 20 times smaller, a bomb 1,000 times (gzip) or more."""
_HARMLESS = 256 * 1024 * 1024
_BUFFER = 64 * 1024


class _Readable(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


def unpacked(stream: IO[bytes]) -> io.BufferedReader:
    """The stream itself, or what is packed in it; it can be peeked into. Raises OSError for what cannot be unpacked.

    Reading on raises OSError, EOFError or zlib.error where the packed data are damaged, cut short, or a bomb.
    """
    buffered = cast(io.BufferedReader, stream) if isinstance(stream, io.BufferedReader) else buffered_over(stream)
    mark = buffered.peek(4)[:4]
    counted = _Counted(buffered)
    if mark.startswith(b"\x1f\x8b"):
        return buffered_over(_Bounded(gzip.GzipFile(fileobj=cast(IO[bytes], counted)), counted))
    if mark == b"\x28\xb5\x2f\xfd":
        from zstandard import ZstdDecompressor

        unpacking = ZstdDecompressor(max_window_size=1 << 27)
        reader = unpacking.stream_reader(cast(IO[bytes], counted), read_across_frames=True)
        return buffered_over(_Bounded(_Zstandard(reader), counted))
    return buffered


def buffered_over(stream: object) -> io.BufferedReader:
    """The stream, such that its beginning can be seen before it is read."""
    return cast(io.BufferedReader, io.BufferedReader(cast(io.RawIOBase, stream), _BUFFER))


class _Counted:
    """A stream that knows how much was read of it, also where it cannot tell its position."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.size = 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self.size += len(data)
        return data


class _Zstandard:
    """Zstandard's own error as one of the system's."""

    def __init__(self, reader: _Readable) -> None:
        self._reader = reader

    def read(self, size: int = -1, /) -> bytes:
        from zstandard import ZstdError

        try:
            return self._reader.read(size)
        except ZstdError as error:
            raise OSError(f"the Zstandard data are damaged: {error}") from error


class _Bounded(io.RawIOBase):
    def __init__(self, reader: _Readable, source: _Counted) -> None:
        self._reader = reader
        self._source = source
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        data = self._reader.read(len(buffer))
        buffer[: len(data)] = data
        self._size += len(data)
        if self._size > _HARMLESS and self._size > MAX_RATIO * self._source.size:
            raise OSError(f"unpacks to more than {MAX_RATIO} times its size, as only decompression bombs do")
        return len(data)
