"""The body of an answer, unpacked while it comes, within a bound: a few bytes may unpack to gigabytes."""

import zlib
from collections.abc import Iterable

from index.errors import FetchFailed

_PACKED = {"gzip": 47, "x-gzip": 47, "deflate": 47}
"""zlib's window bits: 32 + 15 tell gzip and zlib apart by their beginnings."""


def body_of(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """All bytes. Raises FetchFailed where there are more than `limit`, packed or not, or they cannot be unpacked."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _joined(chunks, limit)
    if name not in _PACKED:
        raise FetchFailed(f"is packed as {encoding[:40]!r}, which was not asked for")
    try:
        return _joined(_unpacked(chunks, _PACKED[name], limit), limit)
    except zlib.error as error:
        raise FetchFailed(f"cannot be unpacked: {error}") from error


def _unpacked(chunks: Iterable[bytes], window: int, limit: int) -> Iterable[bytes]:
    unpacker = zlib.decompressobj(window)
    for chunk in chunks:
        yield unpacker.decompress(chunk, limit + 1)
    yield unpacker.flush()
    if not unpacker.eof:
        raise FetchFailed("ends before it is complete")


def _joined(chunks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise FetchFailed(f"is larger than {limit:,} bytes")
    return bytes(body)
