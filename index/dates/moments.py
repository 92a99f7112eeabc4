"""The time expression that stands at one place of a text: "3 May 2021", "early last week", "the week of 3 May".

`periods` says where to look and reads "since", "before" and "between".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Literal

from index.dates import readings
from index.dates.spans import Span, calendar_unit, share, shifted, stretch
from index.dates.wording import (
    DAY_OF_MONTH,
    DAYS_OF_MONTH,
    END,
    NOT_OUT_OF,
    NUMBER,
    SEASON,
    STEP,
    SURE_MONTH,
    TIME_OF_DAY,
    UNCOUNTED,
    UNNAMED,
    UNOWNED,
    UNSURE_MONTH,
    WEEKDAY,
    YEAR,
    YEAR_OF_DATE,
    YEARLY,
    Found,
    count_of,
)

MomentKind = Literal["absolute", "relative"]
_WEEK, _YEAR = 7, 365


@dataclass(frozen=True, slots=True)
class Moment:
    """An expression that ends before `end`. `span` is None where it cannot be resolved: no such day, or no `as_of`.

    `cycle` is after how many days the words mean another day, so that context decides which; 0 where none is needed.
    """

    span: Span | None
    end: int
    kind: MomentKind
    cycle: int = 0


@dataclass(frozen=True, slots=True)
class _Shape:
    """`leads`: the sorts of word that may stand before it ("" for none); None where any may."""

    pattern: re.Pattern[str]
    read: Callable[[Found, date | None], Span | None]
    kind: MomentKind
    leads: frozenset[str] | None
    cycle: int


def _shape(
    pattern: str,
    read: Callable[[Found, date | None], Span | None],
    *,
    kind: MomentKind = "absolute",
    leads: str | None = None,
    cycle: int = 0,
) -> _Shape:
    return _Shape(re.compile(pattern), read, kind, None if leads is None else frozenset(leads.split()), cycle)


_UNITS = r"(?P<unit>hour|day|week|fortnight|month|quarter|year|decade)s?(?!\w| of\b|-)"
_ONE_UNIT = r"(?P<unit>week|fortnight|month|year|decade)(?!\w| of\b|-)"
_CALENDAR_UNIT = r"(?P<unit>week|weekend|month|quarter|year|decade)(?!\w| of\b|-)"
_NO_EVENT = r"(?! (?:of|in)\b| [A-Z])"
# The first that fits wins.
_SHAPES = (
    _shape(r"(\d{4})[-/](\d\d)[-/](\d\d)(?:[Tt ]\d\d:\d\d[\d:.]*(?:[Zz]|[+-]\d\d:?\d\d)?)?(?![\w-])", readings.iso_day),
    _shape(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\w)", readings.slashed_day),
    _shape(rf"{DAYS_OF_MONTH}(?:,? | of ){YEAR_OF_DATE}", readings.dated),
    _shape(rf"{SEASON} (?:of )?(?P<year>\d{{4}})[-/–]\d\d(?:\d\d)?(?!\w)", readings.winter),
    _shape(rf"(?:the )?(?:month of )?{YEARLY}(?:, | of | in | ){YEAR_OF_DATE}", readings.dated),
    _shape(rf"{YEARLY}(?:, | of | ){STEP} year(?!\w| of)", readings.in_stepped_year, kind="relative"),
    _shape(rf"{STEP} year,? (?:in|on) {YEARLY}", readings.in_stepped_year, kind="relative"),
    _shape(rf"{WEEKDAY}(?:, | of | ){STEP} week(?!\w| of)", readings.weekday_of_week, kind="relative"),
    _shape(rf"{STEP} week,? on {WEEKDAY}", readings.weekday_of_week, kind="relative"),
    _shape(rf"{UNOWNED}{STEP} {WEEKDAY}(?! [A-Z])", readings.weekday, kind="relative"),
    _shape(
        rf"{UNOWNED}(?!this (?:may|march)\b){STEP} (?:{SURE_MONTH}|{UNSURE_MONTH}|{SEASON}{_NO_EVENT})",
        readings.stepped,
        kind="relative",
    ),
    _shape(rf"(?:(?:the|these) )?(?P<way>past|last|next|coming) {NUMBER} {_UNITS}", readings.rolling, kind="relative"),
    _shape(
        rf"(?:(?:(?:the|this) )?past|the (?P<way>last|coming)|last(?= fortnight)) {_ONE_UNIT}",
        readings.rolling,
        kind="relative",
    ),
    _shape(rf"{UNOWNED}(?:(?P<side>earlier|later) )?{STEP} {_CALENDAR_UNIT}", readings.unit, kind="relative"),
    _shape(
        rf"(?<!over )(?<!than )(?<!least )(?:(?:about|some|just|almost|nearly) )?{NUMBER} "
        r"(?P<unit>day|week|fortnight|month|year|decade)s? ago(?P<today> today)?(?!\w)",
        readings.ago,
        kind="relative",
    ),
    _shape(
        r"(?<!usa )(?<!russia )(?<!business )(?:the day before yesterday|the day after tomorrow|yesterday|tomorrow"
        rf"|today|tonight|{UNOWNED}last night|this (?:morning|afternoon|evening))(?!\w|-)"
        r"(?!['’]s (?:world|society|generation|youth|standards|money|terms))",
        readings.day_name,
        kind="relative",
    ),
    _shape(DAYS_OF_MONTH, readings.latest, cycle=_YEAR),
    _shape(DAY_OF_MONTH, readings.latest, leads="on edge from part", cycle=_YEAR),
    _shape(rf"(?:the month of )?{SURE_MONTH}", readings.latest, leads="in edge from part", cycle=_YEAR),
    _shape(rf"{SURE_MONTH}(?=['’]s )", readings.latest, cycle=_YEAR),
    _shape(rf"(?:the month of )?{UNSURE_MONTH}", readings.latest, leads="in part", cycle=_YEAR),
    _shape(rf"{UNSURE_MONTH}{END}", readings.latest, leads="edge", cycle=_YEAR),
    _shape(rf"the {SEASON}(?! (?:of|in)\b){END}", readings.latest, leads="in edge part", cycle=_YEAR),
    _shape(
        rf"{WEEKDAY}(?! [A-Z]| night football)",
        readings.weekday,
        kind="relative",
        leads="on edge from part",
        cycle=_WEEK,
    ),
    _shape(
        rf"(?:(?<=[a-z] )|(?<=[.?!] )|^){UNNAMED}{WEEKDAY}"
        rf"(?:(?=['’]s |{TIME_OF_DAY}| \w+ing\b)|{END})(?! night football)",
        readings.weekday,
        kind="relative",
        cycle=_WEEK,
    ),
    _shape(r"the weekend(?!\w| of\b)", readings.weekend, kind="relative", leads="in on edge"),
    _shape(r"the (?P<decade>(?:1[89]|20)\d0)s(?!\w)", readings.decade),
    _shape(r"(?P<decade>(?:1[89]|20)\d0)s(?!\w)", readings.decade, leads="in of edge from by part"),
    _shape(r"the ['’](?P<decade>\d0)s(?!\w)", readings.decade),
    _shape(r"(\d{4})-(0[1-9]|1[0-2])(?![\w-])", readings.iso_month, leads="in of edge from by part"),
    _shape(rf"(?P<year>(?:1[89]|20)\d\d)\s?[-–/]\s?(?P<to>\d\d(?:\d\d)?)(?![\w-]){UNCOUNTED}", readings.years),
    _shape(rf"the year {YEAR}", readings.years),
    _shape(rf"{YEAR}{UNCOUNTED}", readings.years, leads="in edge from by part"),
    _shape(rf"{NOT_OUT_OF}{YEAR}(?! [A-Z]){UNCOUNTED}", readings.years, leads="of"),
)
# Beside a name these are part of it: Theresa May, the Arab Spring, Black Friday.
_NAMELIKE = re.compile(r"(?:March|April|May|June|August|Spring|Summer|Autumn|Fall|Winter|[A-Z]\w+day)\b")
_NAME_BEFORE = re.compile(r"\b[A-Z][\w.’'-]* $")
_TAIL = re.compile(r"['’]s\b")
_DAY_TAIL = re.compile(rf"{TIME_OF_DAY}?(?:['’]s\b)?")


def moment_at(text: str, at: int, lead: str, as_of: date | None) -> Moment | None:
    """The expression that begins at `at`, behind a word of the sort `lead`; None where none does."""
    return _around(text, at, as_of) or _part(text, at, as_of) or _plain(text, at, lead, as_of)


def _plain(text: str, at: int, lead: str, as_of: date | None) -> Moment | None:
    for shape in _SHAPES:
        if shape.leads is not None and lead not in shape.leads:
            continue
        found = shape.pattern.match(text, at)
        if found is None or (lead == "" and _is_name(found)):
            continue
        span = _resolved(partial(shape.read, found, as_of))
        tail = (_DAY_TAIL if span and span.first == span.last else _TAIL).match(text, found.end())
        return Moment(span, tail.end() if tail else found.end(), shape.kind, shape.cycle)
    return None


def _is_name(found: Found) -> bool:
    start = found.start()
    return bool(_NAMELIKE.match(found.string, start) and _NAME_BEFORE.search(found.string, max(0, start - 40), start))


def _resolved(read: Callable[[], Span | None]) -> Span | None:
    try:
        return read()
    except (ValueError, OverflowError):  # 31 June; before the year 1 or after 9999
        return None


# ---- parts of a longer time: "early", "the end of", "the first quarter of" ----

_ORDINAL = r"(?P<which>first|second|third|fourth|last|final)"
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "1": 0, "2": 1, "3": 2, "4": 3}
_THIRDS = {"early": 0, "mid": 1, "late": 2, "beginning": 0, "start": 0, "middle": 1, "end": 2, "close": 2}


def _third(found: Found, whole: Span) -> Span:
    return share(whole, _THIRDS[found["which"] or found["of"]], 3)


def _half(found: Found, whole: Span) -> Span:
    return share(whole, _ORDINALS[found["which"]], 2)


def _quarter(found: Found, whole: Span) -> Span:
    return share(whole, _ORDINALS.get(found["which"] or found["q"], 3), 4)


def _units(found: Found, whole: Span) -> Span | None:
    """The first ten days of May 2021, the second week of May 2021 (its 8th to 14th)."""
    count, unit = count_of(found["count"]), found["unit"]
    number = _ORDINALS.get(found["which"])
    if number is None:
        part = stretch(whole.last, unit, count)
    else:
        part = stretch(shifted(whole.first, unit, number), unit, -count)
    return part if whole.first <= part.first and part.last <= whole.last else None


_PARTS = (
    (
        re.compile(
            r"(?P<which>early|mid|late)[ -](?:in )?|(?:the )?(?:very )?(?P<of>beginning|start|middle|end|close) of "
        ),
        _third,
    ),
    (re.compile(r"(?:the )?(?P<which>first|second) half of "), _half),
    (re.compile(rf"(?:the )?{_ORDINAL}[- ]quarter (?:of )?|[Qq](?P<q>[1-4])(?: of|,)? "), _quarter),
    (re.compile(rf"(?:the )?{_ORDINAL} (?:{NUMBER} )?(?P<unit>day|week|month)s? of "), _units),
)


def _part(text: str, at: int, as_of: date | None) -> Moment | None:
    for pattern, cut in _PARTS:
        found = pattern.match(text, at)
        whole = found and _plain(text, found.end(), "part", as_of)
        if found and whole:
            span = whole.span and _resolved(partial(cut, found, whole.span))
            return Moment(span, whole.end, whole.kind, whole.cycle)
    return None


_AROUND = re.compile(
    rf"(?:the |{NUMBER} )(?P<unit>day|week|weekend|fortnight|month|year)(?P<many>s?) "
    r"(?P<how>of|ending|ended|beginning|starting|before|after|following)(?: on)? "
)


def _around(text: str, at: int, as_of: date | None) -> Moment | None:
    """The week of 3 May 2021, the day after 3 May 2021, the two weeks before June 2021."""
    found = _AROUND.match(text, at)
    if found is None or (found["many"] and not found["count"]):
        return None
    if found["how"] == "of" and found["unit"] not in ("week", "weekend"):
        return None
    inner = _part(text, found.end(), as_of) or _plain(text, found.end(), "on", as_of)
    if inner is None:
        return None
    span = inner.span and _resolved(partial(_beside, found, inner.span))
    return Moment(span, inner.end, inner.kind, inner.cycle)


def _beside(found: Found, inner: Span) -> Span | None:
    unit, count, how = found["unit"], count_of(found["count"]), found["how"]
    if how == "of":
        return calendar_unit(inner.first, unit)
    if how == "before":
        return stretch(inner.first - timedelta(days=1), unit, count)
    if how in ("after", "following"):
        return stretch(inner.last + timedelta(days=1), unit, -count)
    return stretch(inner.last, unit, count) if how in ("ending", "ended") else stretch(inner.first, unit, -count)
