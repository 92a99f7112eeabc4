"""The days that a matched time expression means. A reader gets the match and the day it is reckoned from.

It returns None without the `as_of` that it needs and raises ValueError for a day that does not exist. Seasons are the
meteorological ones of the northern hemisphere, winter named for the year of its December. "Ago" counts in calendar
units, as TimeML does: "a year ago" is the year before this one.
"""

from collections.abc import Callable
from datetime import date, timedelta

from index.dates.spans import Span, calendar_unit, month, months, shifted, stretch
from index.dates.wording import Found, count_of, in_year, weekday_number

_STEPS = {"last": -1, "this past": -1, "this": 0, "next": 1}


def iso_day(found: Found, _: date | None) -> Span:
    day = date(*(int(found[number]) for number in (1, 2, 3)))
    return Span(day, day)


def slashed_day(found: Found, _: date | None) -> Span | None:
    """Only where one reading is possible: 03/04/2021 is not guessed at."""
    low, high = sorted((int(found[1]), int(found[2])))
    if high <= 12 and low != high:
        return None
    return Span(date(int(found[3]), low, high), date(int(found[3]), low, high))


def iso_month(found: Found, _: date | None) -> Span:
    """2021-05; 2011-12 are two years rather."""
    year, number = int(found[1]), int(found[2])
    return months(year, 1, 24) if number == (year + 1) % 100 else month(year, number)


def dated(found: Found, _: date | None) -> Span:
    return in_year(found)(int(found["year"]))


def years(found: Found, _: date | None) -> Span | None:
    """2021, 2021-22, 2019-2021."""
    first, tail = found["year"], found.groupdict().get("to") or ""
    last = first[: len(first) - len(tail)] + tail
    return months(int(first), 1, 12 * (int(last) - int(first) + 1)) if last >= first else None


def winter(found: Found, _: date | None) -> Span:
    return months(int(found["year"]), 12, 3)


def decade(found: Found, _: date | None) -> Span:
    year = int(found["decade"])
    return months(year if year > 99 else year + (1900 if year >= 30 else 2000), 1, 120)


def latest(found: Found, as_of: date | None) -> Span | None:
    """The latest one that began by `as_of`."""
    return as_of and _first_fit(found, as_of, range(1, -9, -1), lambda span: span.first <= as_of)


def stepped(found: Found, as_of: date | None) -> Span | None:
    """Last May is the latest that is over, this May is this year's, next May the first still to begin."""
    if as_of is None:
        return None
    step = _STEPS[found["step"]]
    if step == 0:
        return in_year(found)(as_of.year - ("winter" in found[0].lower() and as_of.month <= 3))
    if step < 0:
        return _first_fit(found, as_of, range(1, -3, -1), lambda span: span.last < as_of)
    return _first_fit(found, as_of, range(-1, 3), lambda span: span.first > as_of)


def _first_fit(found: Found, as_of: date, years: range, fits: Callable[[Span], bool]) -> Span | None:
    for offset in years:
        try:
            span = in_year(found)(as_of.year + offset)
        except ValueError:  # 29 February; within nine years there is one, but for those around 1900 and 2100
            continue
        if fits(span):
            return span
    return None


def in_stepped_year(found: Found, as_of: date | None) -> Span | None:
    return as_of and in_year(found)(as_of.year + _STEPS[found["step"]])


def weekday(found: Found, as_of: date | None) -> Span | None:
    """The latest such day up to `as_of`; with "last" before it, with "this" in its week, with "next" after it."""
    if as_of is None:
        return None
    back = as_of.weekday() - weekday_number(found["weekday"])
    step = found.groupdict().get("step")
    days = {None: back % 7, "this": back, "next": back % 7 - 7}.get(step, back % 7 or 7)
    return calendar_unit(as_of - timedelta(days=days), "day")


def weekday_of_week(found: Found, as_of: date | None) -> Span | None:
    if as_of is None:
        return None
    monday = calendar_unit(shifted(as_of, "week", _STEPS[found["step"]]), "week").first
    return calendar_unit(monday + timedelta(days=weekday_number(found["weekday"])), "day")


def unit(found: Found, as_of: date | None) -> Span | None:
    if as_of is None:
        return None
    span = calendar_unit(shifted(as_of, found["unit"], _STEPS[found["step"]]), found["unit"])
    if found["side"] == "earlier":
        return Span(span.first, max(span.first, min(span.last, as_of)))
    return Span(min(span.last, max(span.first, as_of)), span.last) if found["side"] == "later" else span


def rolling(found: Found, as_of: date | None) -> Span | None:
    """Of days, weeks, … up to and with `as_of`, or after it."""
    if as_of is None:
        return None
    count, unit = count_of(found.groupdict().get("count")), found["unit"]
    if unit == "hour":
        count, unit = -(-count // 24) + 1, "day"
    if found["way"] in ("next", "coming"):
        return stretch(as_of + timedelta(days=1), unit, -count)
    return stretch(as_of, unit, count)


def ago(found: Found, as_of: date | None) -> Span | None:
    if as_of is None:
        return None
    unit = {"decade": "year", "fortnight": "week"}.get(found["unit"], found["unit"])
    day = shifted(as_of, found["unit"], -count_of(found["count"]))
    return calendar_unit(day, "day" if found["today"] else unit)


_DAY_NAMES: dict[str, int] = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def day_name(found: Found, as_of: date | None) -> Span | None:
    if as_of is None:
        return None
    if found[0] == "last night":
        return Span(as_of - timedelta(days=1), as_of)
    return calendar_unit(as_of + timedelta(days=_DAY_NAMES.get(found[0], 0)), "day")


def weekend(_: Found, as_of: date | None) -> Span | None:
    """The latest that began by `as_of`."""
    return as_of and calendar_unit(as_of - timedelta(days=(as_of.weekday() - 5) % 7), "weekend")
