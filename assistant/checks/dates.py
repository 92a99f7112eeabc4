"""Days that a text names, as far as it names them, completed from the day its article was published.

"31 August" in an article of July 2021 is 31 August 2021, "on Tuesday" the latest Tuesday or the next one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS: Sequence[str] = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?)"
_YEAR = r"(?:1[4-9]|20)\d\d"
_DATE = re.compile(
    rf"(?P<iso>\b{_YEAR}-\d\d-\d\d\b)"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b(?:,?\s+(?P<year>{_YEAR})\b)?"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:per|%|[.:]\d))(?:,?\s+(?P<year2>{_YEAR})\b)?"
    rf"|\b(?P<month3>{_MONTH})\b(?:,?\s+(?:of\s+)?(?P<year3>{_YEAR})\b)?"
    rf"|(?<![£$€\d.,])\b(?P<year4>{_YEAR})\b(?![\d.,]*\d|\s*(?:%|per\b|people|homes|men|women|pounds|dollars))"
    rf"|\b(?P<weekday>{'|'.join(_WEEKDAYS)})\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"Jan|May|April|June|August")
_WHEN = re.compile(
    r"\b(?:in|on|of|since|until|till|by|from|to|last|this|next|late|early|mid|for|and|through)[\s-]$", re.IGNORECASE
)
_CAPITAL = re.compile(r"May|March", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as far as it is told: a part that is not is None. `weekday` is 0 for Monday. Characters `start:end`."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@lru_cache(maxsize=1024)
def dates_of(text: str) -> tuple[Dated, ...]:
    """Every date the text names; "may" and "march" only with a capital."""
    found = (match for match in _DATE.finditer(text) if not _is_verb(match) and not _is_a_name(match))
    return _with_weekdays([_read(match) for match in found], text)


def without_dates(text: str) -> str:
    """The text with its dates blanked out, offsets unchanged: what numbers are left are no days or years."""
    for dated in dates_of(text):
        text = text[: dated.start] + " " * (dated.end - dated.start) + text[dated.end :]
    return text


def same_day(one: Dated, other: Dated, published: date | None) -> bool:
    """Whether both can mean one day (month, year): nothing that both tell differs."""
    return any(_agree(a, b) for a in _readings(one, published) for b in _readings(other, published))


def is_day(dated: Dated, day: date) -> bool:
    """Whether the date can be that day itself."""
    whole = Dated(start=0, end=0, year=day.year, month=day.month, day=day.day, weekday=day.weekday())
    return any(_agree(reading, whole) for reading in _readings(dated, day))


def _is_verb(match: re.Match[str]) -> bool:
    alone = match["month3"] and not match["year3"]
    return bool(alone and _CAPITAL.fullmatch(match["month3"]) and match["month3"][0].islower())


def _is_a_name(match: re.Match[str]) -> bool:
    """Whether a month alone is somebody's name: "Jan Roe", "Pia May" and not "in May Roe said"."""
    if not match["month3"] or match["year3"] or not _NAME.fullmatch(match["month3"]):
        return False
    before, behind = match.string[: match.start()], match.string[match.end() :]
    return not _WHEN.search(before) and bool(re.match(r"\s[A-Z]", behind) or re.search(r"[A-Z]\w+\s$", before))


def _read(match: re.Match[str]) -> Dated:
    start, end = match.span()
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
        return Dated(start=start, end=end, year=year, month=month, day=day)
    if match["weekday"]:
        return Dated(start=start, end=end, weekday=_WEEKDAYS.index(match["weekday"].lower()))
    year = match["year"] or match["year2"] or match["year3"] or match["year4"]
    month = match["month"] or match["month2"] or match["month3"]
    day = match["day"] or match["day2"]
    return Dated(
        start=start,
        end=end,
        year=int(year) if year else None,
        month=next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month.lower()[:3])) if month else None,
        day=int(day) if day else None,
    )


def _with_weekdays(found: list[Dated], text: str) -> tuple[Dated, ...]:
    """ "Saturday, 22 July 2023" as one date."""
    joined: list[Dated] = []
    for dated in found:
        last = joined[-1] if joined else None
        beside = last is not None and not text[last.end : dated.start].strip(" ,")
        if last is not None and beside and last.weekday is not None and last.month is None and dated.day:
            joined[-1] = replace(dated, start=last.start, weekday=last.weekday)
        else:
            joined.append(dated)
    return tuple(joined)


def _readings(dated: Dated, published: date | None) -> list[Dated]:
    """What the date can mean, its missing parts filled from the day of the article."""
    if published is None:
        return [dated]
    if dated.weekday is not None and dated.month is None:
        back = (published.weekday() - dated.weekday) % 7
        days = (published - timedelta(days=back), published + timedelta(days=7 - back))
        return [replace(dated, year=day.year, month=day.month, day=day.day) for day in days]
    if dated.year is None and dated.month is not None:
        years = (published.year - 1, published.year, published.year + 1)
        near = min(years, key=lambda year: abs((year - published.year) * 12 + (dated.month or 0) - published.month))
        return [replace(dated, year=near)]
    return [dated]


def _agree(one: Dated, other: Dated) -> bool:
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day), (one.weekday, other.weekday))
    told = [(a, b) for a, b in pairs if a is not None and b is not None]
    return bool(told) and all(a == b for a, b in told)
