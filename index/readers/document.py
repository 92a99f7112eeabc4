"""What the first lines of a document say about it: its title, who wrote it and when. For PDF and Word files.

Their properties say when a file was made, which is not when the article was published: that is not taken for the date.
"""

import re
from collections.abc import Iterator, Sequence

from index.published import read_date
from index.readers.record import Record, articles
from index.readers.source import Source
from index.values import Article, Problem

_HEAD = 6  # lines in which date and byline are looked for
_BYLINE = re.compile(r"by:?\s+[A-Z][^.!?]{2,80}", re.I)
_DATE = re.compile(r"(?:(?:published|posted|date|dated)\s*(?:on)?:?\s*)?(.{6,40})", re.I)


def article(source: Source, lines: Sequence[str], title: str | None, found_in: str) -> Iterator[Article | Problem]:
    """The article of a document's paragraphs; the first short one is the title where the document names none."""
    body = [line for line in lines if line.strip()]
    date = byline = None
    for line in body[:_HEAD]:
        if date is None and (day := _day(line)):
            date = day
            body.remove(line)
        elif byline is None and _BYLINE.fullmatch(line):
            byline = line
            body.remove(line)
    if body and len(body) > 1 and _is_heading(body[0]) and (not title or title == body[0] or date or byline):
        title = body.pop(0)
    record = Record(title=title, text="\n\n".join(body), date=date, byline=byline)
    yield from articles(record, source, found_in=found_in)


def _is_heading(line: str) -> bool:
    return len(line) < 200 and line[-1:] not in ".;:,"


def _day(line: str) -> str | None:
    match = _DATE.fullmatch(line.strip())
    if match is None:
        return None
    try:
        read_date(match[1], found_in="")
    except ValueError:
        return None
    return match[1] if not match[1].isdigit() else None
