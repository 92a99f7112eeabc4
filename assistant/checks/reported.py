"""The day of a report behind a sentence, put there and read there again: "… (reported 3 May 2021)."."""

import re
from collections.abc import Sequence

from assistant.checks.leads import is_its_day
from assistant.evidence import Source

_STOP = re.compile(r"(?P<stop>[.!?…]*(?P<mark>[”\"’']?))$")
_DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_NOTE = re.compile(rf"\s\(reported (?P<days>{_DAY}(?: and {_DAY})?)\)(?P<stop>[.!?…]*)$")


def with_days(text: str, days: Sequence[str]) -> str:
    """The sentence with the days before a plain full stop, behind one that a closing quotation mark follows."""
    note = f" (reported {' and '.join(days)})"
    return _STOP.sub(
        lambda end: f"{end['stop']}{note}." if end["mark"] else f"{note}{end['stop'] or '.'}", text, count=1
    )


def by_days(text: str, sources: tuple[Source, ...]) -> tuple[str, list[str], tuple[Source, ...]] | None:
    """The sentence without its note, the days that this gives, and the sources of those days; None without a note."""
    found = _NOTE.search(text)
    if found is None:
        return None
    body, days = text[: found.start()], found["days"].split(" and ")
    body = body if body.endswith(("”", '"', "’", "'")) else body + found["stop"]
    return body, days, tuple(source for source in sources if any(is_its_day(day, source) for day in days))
