"""How much an article's day counts for a question: near the period it names, or near the day it is asked on."""

import math
from collections.abc import Iterator
from datetime import date, timedelta

from index.dates import Period
from index.query import Query

_MARGIN = 3
"""Days around a period: of 87 questions that name one, the article is of it for 69, within three days for 81."""
_AFTER = 0.25
"""What a day after a period counts as: what happened is reported afterwards."""
_SOON, _LATER = (4.0, 10.0), (2.0, 40.0)
"""(nats, days in which they fall to a third), learnt with the weights of `index.scoring`."""
_UNDATED = 0.5
"""An article without a day may be of any: it gets half of what one of the right day gets."""
_HISTORY = 365
_DAYS_BEFORE, _DAYS_AFTER = 28, 30


def closeness(day: date | None, query: Query) -> float:
    """In nats: 6 in the period asked for or on `as_of`, falling to 0 far from both; 0 where no day is asked for.

    Today's news also tells of the past: "how much money has been given since February?"
    """
    nats = [_faded(distance) for distance in _distances(day, query)]
    return max(nats, default=0.0) * (1.0 if day else _UNDATED)


def _faded(distance: float) -> float:
    return sum(most * math.exp(-distance / days) for most, days in (_SOON, _LATER))


def _distances(day: date | None, query: Query) -> Iterator[float]:
    """Days from the period asked for, and from the day of the question, unless older articles alone are wanted."""
    period = query.period
    if period is not None and bounded(period):
        yield max(0.0, _outside(day, period) - _MARGIN) if day else 0.0
    if query.as_of is not None and query.last_day == query.as_of and not _is_history(period, query.as_of):
        yield abs((query.as_of - day).days) if day else 0.0


def _is_history(period: Period | None, as_of: date) -> bool:
    """Whether a question names days that are so long ago that its day is no reason to look for fresh articles."""
    last = period.until or period.since if period is not None and period.kind == "absolute" else None
    return last is not None and (as_of - last).days > _HISTORY


def _outside(day: date, period: Period) -> float:
    if period.since and day < period.since:
        return (period.since - day).days
    return _AFTER * (day - period.until).days if period.until and day > period.until else 0.0


def bounded(period: Period | None) -> bool:
    return period is not None and bool(period.since or period.until)


def window(query: Query) -> tuple[date | None, date | None]:
    """The days to look into besides, so that a large index does not hide what is near; (None, None) for any."""
    period = query.period
    if period is not None and bounded(period):
        return _moved(period.since, -2 * _MARGIN), _moved(period.until, _DAYS_AFTER)
    if query.as_of and query.last_day == query.as_of:
        return _moved(query.as_of, -_DAYS_BEFORE), None
    return None, None


def said_within(period: Period | None) -> tuple[date | None, date | None]:
    """The days of the articles that report what was said in a period; (None, None) for any."""
    if period is None or not bounded(period):
        return None, None
    return _moved(period.since, -_MARGIN), _moved(period.until, 2 * _MARGIN)


def _moved(day: date | None, days: int) -> date | None:
    try:
        return day and day + timedelta(days=days)
    except OverflowError:
        return None
