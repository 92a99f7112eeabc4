"""The day of a report behind a sentence, put there and read there again: "… (reported 3 May 2021)."."""

import re
from collections.abc import Sequence

from assistant.checks.dates import dates_of, is_day
from assistant.evidence import Source

_STOP = re.compile(r"(?P<stop>[.!?…]*(?P<mark>[”\"’']?))$")
_NOTE = re.compile(r"\s\(reported (?P<days>[^()]{6,60})\)(?P<stop>[.!?…]*)$")


def with_days(text: str, days: Sequence[str]) -> str:
    """The sentence with the days before a plain full stop, behind one that a closing quotation mark follows."""
    note = f" (reported {' and '.join(days)})"
    return _STOP.sub(
        lambda end: f"{end['stop']}{note}." if end["mark"] else f"{note}{end['stop'] or '.'}", text, count=1
    )


def by_days(text: str, sources: tuple[Source, ...]) -> tuple[str, list[str], tuple[Source, ...]] | None:
    """The sentence without its note, the days that this gives, and the sources of those days; None without a note."""
    found = _NOTE.search(text)
    dates = dates_of(found["days"]) if found else ()
    if found is None or not dates:
        return None
    body = text[: found.start()]
    body = body if body.endswith(("”", '"', "’", "'")) else body + found["stop"]
    days = [found["days"][dated.start : dated.end] for dated in dates]
    published = ((source, source.article.published) for source in sources)
    theirs = (source for source, of in published if of and any(is_day(dated, of.day) for dated in dates))
    return body, days, tuple(theirs)
