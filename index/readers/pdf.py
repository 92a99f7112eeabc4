"""PDF files, by pypdf, the door to which this is. Lines become paragraphs again; running heads and page numbers go.

Only what is text in the file: scanned pages hold pictures, and are reported.
"""

import io
import logging
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

from index.readers.document import article
from index.readers.source import Source
from index.values import Article, Problem

_MAX_BYTES = 50 * 1024 * 1024
_MAX_PAGES = 200
# What pypdf raises on damaged files besides its own errors.
_DAMAGE = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    AssertionError,
    OSError,
    EOFError,
    zlib.error,
)
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|[-–]\s*\d{1,4}\s*[-–]", re.I)
_END = re.compile(r"[.!?:][\"”’»)\]]*$")


def read(source: Source) -> Iterator[Article | Problem]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns on stderr of what is reported here
    data = source.read(limit=_MAX_BYTES)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise source.unreadable("is a PDF with a password")
        count = len(reader.pages)
        if count > _MAX_PAGES:
            raise source.unreadable(f"is a PDF of {count:,} pages, more than {_MAX_PAGES}: no single article")
        pages = [page.extract_text().split("\n") for page in reader.pages]
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except (PyPdfError, *_DAMAGE) as error:
        raise source.unreadable(f"the PDF cannot be read: {str(error)[:150] or type(error).__name__}") from error
    lines = list(_paragraphs(_without_running_heads(pages)))
    if not lines:
        raise source.unreadable("the PDF holds no text: its pages may be pictures (scanned)")
    yield from article(source, lines, title.strip() or None, "first lines")


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each page without page numbers and without the first and last ones that most pages share."""
    edges = Counter(line.strip() for page in pages for line in {*page[:2], *page[-2:]} if line.strip())
    running = {line for line, times in edges.items() if len(pages) > 2 and times > len(pages) / 2}
    return [
        [line for line in page if line.strip() not in running and not _PAGE_NUMBER.fullmatch(line.strip())]
        for page in pages
    ]


def _paragraphs(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """A paragraph ends at an empty line, or where a sentence ends well before the margin."""
    lines = [line.strip() for page in pages for line in page]
    widths = sorted(len(line) for line in lines if len(line) > 20)
    margin = widths[int(len(widths) * 0.8)] if widths else 0
    held = ""
    for number, line in enumerate(lines):
        if not line:
            if held and (_END.search(held) or number < 8):
                yield held
                held = ""
            continue
        held = _joined(held, line)
        following = lines[number + 1] if number + 1 < len(lines) else ""
        short = len(line) < 0.8 * margin
        if short and (_END.search(line) or (len(line) < 0.6 * margin and following[:1].isupper())):
            yield held
            held = ""
    if held:
        yield held


def _joined(held: str, line: str) -> str:
    """Words parted at a line's end are one again, where they continue in lower case."""
    if held.endswith(("-", "\xad")) and line[:1].islower() and held[-2:-1].isalpha():
        return held[:-1] + line
    return f"{held} {line}".strip()
