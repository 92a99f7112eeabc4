"""Word files (.docx), by python-docx, the door to which this is: paragraphs, without tables, comments and notes."""

import io
import struct
import zipfile
from collections.abc import Iterator
from typing import Any

from index.readers.document import article
from index.readers.source import READ_ERRORS, Source
from index.values import Article, Problem

_MAX_BYTES = 50 * 1024 * 1024
_MAX_UNPACKED = 100 * 1024 * 1024
# What python-docx and what it stands on raise on damaged files besides its own errors: only they are called where these
# are caught.
_DAMAGE = (*READ_ERRORS, SyntaxError, ValueError, LookupError, AttributeError, TypeError, RuntimeError, struct.error)
_TITLES = ("Title", "Heading 1")


def read(source: Source) -> Iterator[Article | Problem]:
    from docx import Document
    from docx.opc.exceptions import OpcError

    data = source.read(limit=_MAX_BYTES)
    try:
        _require_bounded(source, data)
        document: Any = Document(io.BytesIO(data))
        paragraphs = [(str(p.style.name if p.style is not None else ""), str(p.text)) for p in document.paragraphs]
        title = str(document.core_properties.title or "")
    except (OpcError, *_DAMAGE) as error:
        raise source.unreadable(f"the Word file cannot be read: {_fault(error)}; fetch or save it again") from error
    styled = next((text for style, text in paragraphs[:10] if style in _TITLES and text.strip()), "")
    lines = [" ".join(text.split()) for _, text in paragraphs]
    if styled:
        lines.remove(" ".join(styled.split()))
    yield from article(source, lines, styled or title or None, "first lines")


def _fault(error: Exception) -> str:
    """A KeyError quotes its message."""
    return str(error.args[0] if error.args else type(error).__name__)[:150]


def _require_bounded(source: Source, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(info.file_size for info in archive.infolist())
    if size > _MAX_UNPACKED:
        raise source.unreadable(f"the Word file unpacks to {size // 2**20:,} MB, far more than an article")
