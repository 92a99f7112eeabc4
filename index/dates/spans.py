"""Spans of days: months, weeks, seasons and parts of them. Arithmetic only; `moments` reads the words.

Weeks run from Monday to Sunday.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both inclusive."""

    first: date
    last: date


def moved(day: date, days: int) -> date:
    """`day` moved by `days`, as far as the calendar goes."""
    return day + max(date.min - day, min(date.max - day, timedelta(days=days)))


def month(year: int, number: int) -> Span:
    return Span(date(year, number, 1), date(year, number, monthrange(year, number)[1]))


def months(year: int, number: int, count: int) -> Span:
    """`count` whole months from month `number` of `year`; `number` may lie outside 1 to 12."""
    from_zero, to_zero = year * 12 + number - 1, year * 12 + number + count - 2
    return Span(month(from_zero // 12, from_zero % 12 + 1).first, month(to_zero // 12, to_zero % 12 + 1).last)


def shifted(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` units; a day the month lacks becomes its last one."""
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days is not None:
        return day + timedelta(days=days * count)
    target = months(day.year, day.month + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit], 1)
    return target.first.replace(day=min(day.day, target.last.day))


def calendar_unit(day: date, unit: str) -> Span:
    """The week, weekend, month, … that `day` lies in (for a weekend: that ends the week it lies in)."""
    monday = day - timedelta(days=day.weekday())
    return {
        "day": lambda: Span(day, day),
        "week": lambda: Span(monday, monday + timedelta(days=6)),
        "weekend": lambda: Span(monday + timedelta(days=5), monday + timedelta(days=6)),
        "fortnight": lambda: Span(monday, monday + timedelta(days=6)),
        "month": lambda: month(day.year, day.month),
        "quarter": lambda: months(day.year, (day.month - 1) // 3 * 3 + 1, 3),
        "year": lambda: months(day.year, 1, 12),
        "decade": lambda: months(day.year // 10 * 10, 1, 120),
    }[unit]()


def share(span: Span, number: int, of: int) -> Span:
    """Part `number` (from 0) of `of` equal ones: of whole months where that divides, else of days, the last longest."""
    count = (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1
    if span == months(span.first.year, span.first.month, count) and count % of == 0:
        return months(span.first.year, span.first.month + number * (count // of), count // of)
    size = ((span.last - span.first).days + 1) // of
    if size == 0:
        return span
    first = span.first + timedelta(days=number * size)
    return Span(first, span.last if number == of - 1 else first + timedelta(days=size - 1))


def stretch(day: date, unit: str, count: int) -> Span:
    """`count` units that end with `day`, or begin with it where `count` is negative."""
    step = timedelta(days=1 if count > 0 else -1)
    return Span(*sorted((day, shifted(day, unit, -count) + step)))
