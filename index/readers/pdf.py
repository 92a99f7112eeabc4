"""PDF files, by pypdf, the door to which this is. Lines become paragraphs again; running heads and page numbers go.

Only what is text in the file: scanned pages hold pictures, and are reported.
"""

import io
import logging
import re
import struct
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any

from index.readers.document import article
from index.readers.source import READ_ERRORS, Source
from index.values import Article, Problem

_MAX_BYTES = 50 * 1024 * 1024
_MAX_UNPACKED = 20_000_000  # bytes, of what draws a page
_MAX_PAGES = 200
_MAX_STEPS = 1_000_000
"""Operations of drawing: each takes 1 to 12 microseconds, and forms within forms ask for any number in few bytes."""
_MAX_SECONDS = 60.0
"""Of CPU: for what takes long without operations, such as long lists in forms. Of 200 pages of text it takes 6."""
# What pypdf raises on damaged files besides the errors that it calls its own. It calls back into this module while it
# reads, and a fault of ours would pass for one of the file: `visit` and `step` do nothing that could fail.
_DAMAGE = (
    *(*READ_ERRORS, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError),
    *(NotImplementedError, AssertionError, struct.error),
)
Line = tuple[str, float]
"""Its text, and the gap above it."""

_SAME_LINE = 3.0  # points
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?|[-–]\s*\d{1,4}\s*[-–]", re.I)
_END = re.compile(r"[.!?:][\"”’»)\]]*$")


def read(source: Source) -> Iterator[Article | Problem]:
    from pypdf import apply_configuration
    from pypdf.errors import DependencyError, DeprecationError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns on stderr of what is reported here
    data = source.read(limit=_MAX_BYTES)
    try:
        # No program is started to decode pictures, as pypdf would where it finds one.
        with apply_configuration(jbig2dec_binary=None, zlib_maximum_output_length=_MAX_UNPACKED):
            pages, title = _read(source, data)
    except (PyPdfError, DependencyError, DeprecationError, *_DAMAGE) as error:
        fault = str(error)[:150] or type(error).__name__
        raise source.unreadable(f"the PDF cannot be read: {fault}; fetch or save it again") from error
    lines = list(_paragraphs(_without_running_heads(pages)))
    if not lines:
        raise source.unreadable("the PDF holds no text: its pages may be pictures (scanned)")
    yield from article(source, lines, title.strip() or None, "first lines")


def _read(source: Source, data: bytes) -> tuple[list[list[Line]], str]:
    """The lines of each page, and the title."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise source.unreadable("is a PDF with a password")
    number = len(reader.pages)
    if number > _MAX_PAGES:
        raise source.unreadable(f"is a PDF of {number:,} pages, more than {_MAX_PAGES}: no single article")
    step = _bound(source)
    pages = [list(_lines(page, step)) for page in reader.pages]
    return pages, str(reader.metadata.title or "") if reader.metadata else ""


def _bound(source: Source) -> Callable[..., None]:
    """What is to be called for each step of drawing. Raises Unreadable where they are too many, or take too long."""
    steps, until = count(1), time.thread_time() + _MAX_SECONDS

    def step(*_: object) -> None:
        if next(steps) > _MAX_STEPS:
            raise source.unreadable(f"is a PDF drawn in more than {_MAX_STEPS:,} steps: no single article")
        if time.thread_time() > until:
            raise source.unreadable(f"is a PDF that takes more than {_MAX_SECONDS:.0f} seconds to read")

    return step


def _lines(page: Any, step: Callable[..., None]) -> Iterator[Line]:
    """Each line of a page with the gap above it in points, 0 for the first."""
    height = None
    for text, place in _placed(page, step):
        yield text, 0.0 if height is None else abs(height - place)
        height = place


def _placed(page: Any, step: Callable[..., None]) -> Iterator[Line]:
    """Each line with its height on the page: what stands at one height, or almost, is one line."""
    parts: list[tuple[str, float]] = []

    def visit(text: str, placed: Sequence[float], within: Sequence[float], _font: object, _size: object) -> None:
        parts.append((text, within[4] * placed[1] + within[5] * placed[3] + placed[5]))

    step()
    page.extract_text(visitor_text=visit, visitor_operand_before=step)
    held, height = "", 0.0
    for text, place in parts:
        if held.strip() and (held.endswith("\n") or abs(place - height) > _SAME_LINE):
            yield held.strip(), height
            held = ""
        height = place if not held.strip() else height
        held = held + text if held.strip() else text.lstrip("\n")
    if held.strip():
        yield held.strip(), height


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without page numbers and without the first and last ones that most pages share."""
    edges = Counter(text for page in pages for text, _ in {*page[:2], *page[-2:]})
    running = {text for text, times in edges.items() if len(pages) > 2 and times > len(pages) / 2}
    return [[line for line in page if line[0] not in running and not _PAGE_NUMBER.fullmatch(line[0])] for page in pages]


def _paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """A paragraph ends where the gap to the next line is wide, or a sentence ends well before the margin."""
    lines = [line for page in pages for line in page]
    gaps = sorted(gap for _, gap in lines if gap > _SAME_LINE)
    usual = gaps[len(gaps) // 4] if gaps else 0.0
    widths = sorted(len(text) for text, _ in lines)
    margin = widths[int(len(widths) * 0.8)] if widths else 0
    held = before = ""
    for text, gap in lines:
        ended = len(before) < 0.8 * margin and _END.search(before)
        if held and (gap > 1.35 * usual > 0 or ended):
            yield held
            held = ""
        held, before = _joined(held, text), text
    if held:
        yield held


def _joined(held: str, line: str) -> str:
    """Words parted at a line's end are one again, where they continue in lower case."""
    if held.endswith(("-", "\xad")) and line[:1].islower() and held[-2:-1].isalpha():
        return held[:-1] + line
    return f"{held} {line}".strip()
