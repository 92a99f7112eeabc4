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
        return buffered_over(_Bounded(_Zstandard(counted), counted))
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
    """Frame after frame. The library's own reader takes a frame that is cut short for a whole one."""

    _PIECE = 2048  # packed bytes at a time: at most 64 MB come of them

    def __init__(self, source: _Readable) -> None:
        from zstandard import ZstdDecompressor

        self._source = source
        self._frames = ZstdDecompressor(max_window_size=1 << 27)
        self._frame = self._frames.decompressobj()
        self._begun = False
        self._ready = b""

    def read(self, size: int = -1, /) -> bytes:
        while not self._ready and self._more():
            pass
        data, self._ready = self._ready[:size], self._ready[size:]
        return data

    def _more(self) -> bool:
        from zstandard import ZstdError

        packed = self._frame.unused_data if self._frame.eof else b""
        if self._frame.eof:
            self._frame, self._begun = self._frames.decompressobj(), False
        packed = packed or self._source.read(self._PIECE)
        if not packed:
            if self._begun:
                raise EOFError("compressed file ended before the end of its last frame")
            return False
        self._begun = True
        try:
            self._ready = self._frame.decompress(packed)
        except ZstdError as error:
            raise OSError(f"the Zstandard data are damaged: {error}") from error
        return True


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
