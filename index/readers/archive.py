"""ZIP archives: each file in one is a source of its own, read in place and within bounds, never written to disk."""

import struct
import zipfile
from collections.abc import Iterator

from index.readers.packed import MAX_RATIO
from index.readers.source import READ_ERRORS, Source, opened
from index.values import Problem

_HARMLESS = 64 * 1024 * 1024
_MAX_FILES = 200_000
# What zipfile raises: RuntimeError for a password, the rest for damage and for methods it does not know.
_DAMAGE = (*READ_ERRORS, RuntimeError, ValueError, struct.error)


def members(source: Source) -> Iterator[tuple[Source, str] | Problem]:
    """Each file with its name, hidden ones left out; sorted, as in a folder. The name never becomes a path on disk."""
    try:
        archive = zipfile.ZipFile(source.seekable())
    except _DAMAGE as error:
        yield source.problem(f"the ZIP archive cannot be read: {error}; fetch or save it again")
        return
    infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    if len(infos) > _MAX_FILES:
        yield source.problem(f"is a ZIP archive of more than {_MAX_FILES:,} files")
        return
    for info in infos:
        if any(_is_hidden(part) for part in info.filename.split("/")):
            continue
        place = f"{source.path}/{info.filename}"
        if info.file_size > max(_HARMLESS, MAX_RATIO * max(1, info.compress_size)):
            yield Problem(
                path=place, reason=f"unpacks to more than {MAX_RATIO} times its size, as only decompression bombs do"
            )
            continue
        try:
            with archive.open(info) as stream:
                yield opened(place, stream, columns=source.columns), info.filename
        except _DAMAGE as error:
            yield Problem(path=place, reason=f"cannot be unpacked: {str(error)[:150]}")


def _is_hidden(part: str) -> bool:
    return part.startswith("__MACOSX") or (part.startswith(".") and part not in (".", ".."))
