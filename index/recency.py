"""How much an article's day counts for a question: near the period it names, or near the day it is asked on."""

import math
from datetime import date, timedelta

from index.dates import Period
from index.query import Query

_MARGIN = 3
"""Days around a period: of 87 questions that name one, the article is of it for 69, within three days for 81."""
_FADES, _FADES_AFTER = 14.0, 30.0
"""Days in which closeness falls to a third, before a period and after it: what happened is reported afterwards."""
_ASKED, _OPEN = 3.0, 2.0
"""What closeness may add where the question speaks of a time, and where only the day it is asked on is known."""


def closeness(day: date | None, query: Query) -> float:
    """A factor of at least 1, which an undated article has; up to 4 in the period asked for, up to 3 on `as_of`."""
    period = query.period
    if day is None or (query.as_of is None and not bounded(period)):
        return 1.0
    if period is not None and bounded(period):
        return 1.0 + _ASKED * _near(day, period)
    if query.last_day != query.as_of or query.as_of is None:  # the caller wants what is older
        return 1.0
    return 1.0 + (_OPEN if period is None else _ASKED) * math.exp(-abs((query.as_of - day).days) / _FADES)


def _near(day: date, period: Period) -> float:
    if period.since and day < period.since:
        return math.exp(-max(0, (period.since - day).days - _MARGIN) / _FADES)
    if period.until and day > period.until:
        return math.exp(-max(0, (day - period.until).days - _MARGIN) / _FADES_AFTER)
    return 1.0


def bounded(period: Period | None) -> bool:
    return period is not None and bool(period.since or period.until)


def window(query: Query) -> tuple[date | None, date | None]:
    """The days to look into besides, so that a large index does not hide what is near; (None, None) for any."""
    period = query.period
    if period is not None and bounded(period):
        return _moved(period.since, -2 * _MARGIN), _moved(period.until, int(_FADES_AFTER))
    if query.as_of and query.last_day == query.as_of:
        return _moved(query.as_of, -2 * int(_FADES)), None
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
