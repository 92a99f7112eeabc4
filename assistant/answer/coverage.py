"""What an index holds, in the words of a refusal or a warning, and whether it is as fresh as a question needs."""

from datetime import UTC, date, datetime

from assistant.citing import written
from index.query import Query
from index.values import Coverage

_FRESH_DAYS = 3
"""An index whose newest article is no older than this on the day of the question is up to date."""
_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60))


def covered(coverage: Coverage, now: datetime | None = None) -> str:
    """A sentence: "The index holds 41 articles, 3 May 2021 to 9 August 2022, 7 undated, newest indexed 1 hour ago."."""
    parts = [f"{coverage.articles:,} article" + ("s" if coverage.articles != 1 else "")]
    if coverage.first and coverage.last:
        first, last = written(coverage.first), written(coverage.last)
        parts.append(first if first == last else f"{first} to {last}")
    if coverage.undated:
        parts.append(f"{coverage.undated} undated")
    if coverage.newest_retrieved is not None:
        parts.append(f"newest indexed {_ago(coverage.newest_retrieved, now or datetime.now(UTC))}")
    return f"The index holds {', '.join(parts)}."


def _ago(then: datetime, now: datetime) -> str:
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    seconds = (now - then).total_seconds()
    for unit, length in _UNITS:
        if (count := int(seconds // length)) >= 1:
            return f"{count:,} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def outdated(query: Query, coverage: Coverage, today: date | None = None) -> tuple[str, ...]:
    """A warning where the newest article is older than the question needs; none where that cannot be told.

    A question needs the day it is asked on, or today where it speaks of now without saying when that is.
    """
    period = query.period
    of_now = period is not None and period.kind == "recency"
    needed = query.as_of or ((today or datetime.now(UTC).date()) if of_now else None)
    if needed is None or coverage.last is None or query.until or (period is not None and period.kind == "absolute"):
        return ()
    if (needed - coverage.last).days <= _FRESH_DAYS:
        return ()
    newest = f"The newest article is of {written(coverage.last)}"
    return (f"{newest}: what happened after it, up to {written(needed)}, is not in this answer.",)
