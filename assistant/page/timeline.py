"""The picture of who said what when, in Vega-Lite: a mark a statement, each in a place of its own.

By outlet from top to bottom and by day from left to right; where marks would lie over each other, they are stacked.
Article text stands in the data alone, never in an expression.
"""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from assistant.page.html.pieces import short
from assistant.page.ledger import Statement
from assistant.page.texts import Texts

_KINDS = ("direct", "mixed", "indirect")
# Readable on light and on dark, and told apart by their shape too.
_COLOURS = ("#2563eb", "#d97706", "#7c7c86")
_SHAPES = ("circle", "diamond", "triangle-up")
_MOST_OUTLETS = 12
"""Rows; what other outlets have is in one more."""
_MOST_STACKED = 8
_MOST_ROWS = 48
_MARK = 13
"""Pixels that a mark takes from top to bottom."""
_WIDTH = 0.018
"""What it takes from left to right, of the whole width: that of a phone."""
_AROUND = 132
"""Pixels of title, axis and legend, which are of the height."""
_DAY = 86_400_000
_MOST_TICKS = 7


def timeline(dated: Sequence[Statement], texts: Texts) -> dict[str, Any]:
    """The picture of statements that have a day."""
    outlets = _outlets(dated, texts)
    names = list(dict.fromkeys(outlets))
    days = [_milliseconds(statement.published) for statement in dated]
    margin = max(3 * _DAY, (max(days) - min(days)) // 30)
    first, last = min(days) - margin, max(days) + margin
    deepest = max(2, min(_MOST_STACKED, _MOST_ROWS // len(names)))
    places = _places(outlets, days, width=(last - first) * _WIDTH, deepest=deepest)
    rows = [
        _row(statement, outlet, place, texts) for statement, outlet, place in zip(dated, outlets, places, strict=True)
    ]
    stacked = max(row for _, row in places) + 1
    return {
        "usermeta": {"embedOptions": {"renderer": "svg", "actions": False}},
        "background": "transparent",
        "description": texts.timeline,
        "title": texts.timeline,
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1, "strokeWidth": 0},
        "height": len(names) * (stacked * _MARK + 8) + _AROUND,
        "encoding": _encoding(names, list(range(stacked)), (first, last), texts),
    }


def _outlets(dated: Sequence[Statement], texts: Texts) -> list[str]:
    """The row of each statement: its outlet, unless too many have one."""
    outlets = [statement.outlet or texts.no_outlet for statement in dated]
    kept = [outlet for outlet, _ in Counter(outlets).most_common(_MOST_OUTLETS)]
    return [short(outlet, 60) if outlet in kept else texts.other_outlets for outlet in outlets]


def _places(outlets: Sequence[str], days: Sequence[int], *, width: float, deepest: int) -> list[tuple[float, int]]:
    """A time and a row in the stack for each: no two of an outlet lie over each other. A full stack leans over."""
    taken: dict[tuple[str, int], list[float]] = {}
    places: list[tuple[float, int]] = []
    for outlet, day in zip(outlets, days, strict=True):
        at, row = float(day), 0
        while any(abs(at - other) < width for other in taken.get((outlet, row), ())):
            row += 1
            if row == deepest:
                at, row = at + width, 0
        taken.setdefault((outlet, row), []).append(at)
        places.append((at, row))
    return places


def _row(statement: Statement, outlet: str, place: tuple[float, int], texts: Texts) -> dict[str, Any]:
    assert statement.published is not None
    at, row = place
    return {
        "at": at,
        "row": row,
        "outlet": outlet,
        "kind": texts.quoted[statement.quote.kind],
        "day": texts.day(statement.published),
        "from": short(statement.outlet or texts.no_outlet, 60),
        "words": short(statement.quote.text, 160),
    }


def _encoding(names: list[str], rows: list[int], span: tuple[int, int], texts: Texts) -> dict[str, Any]:
    ticks = _ticks(*span, texts)
    kinds = [texts.quoted[kind] for kind in _KINDS]
    legend = {
        "title": texts.col_kind,
        "orient": "bottom",
        "direction": "vertical",
        "offset": 12,
        "symbolStrokeWidth": 0,
    }
    kind = {"field": "kind", "type": "nominal", "legend": legend}
    tip = {"day": texts.col_day, "from": texts.outlet, "kind": texts.col_kind, "words": texts.col_words}
    return {
        "x": {
            "field": "at",
            "type": "temporal",
            "title": None,
            "scale": {"type": "utc", "domain": list(span), "nice": False},
            # A day is no expression: the labels are ours alone.
            "axis": {"values": list(ticks), "labelExpr": f"({json.dumps(ticks)})[time(datum.value)]", "grid": True},
        },
        "y": {
            "field": "outlet",
            "type": "nominal",
            "title": None,
            "sort": names,
            "axis": {"labelLimit": 150, "ticks": False, "labelPadding": 8},
        },
        "yOffset": {"field": "row", "type": "ordinal", "scale": {"domain": rows[::-1]}},
        "fill": {**kind, "scale": {"domain": kinds, "range": list(_COLOURS)}},
        "shape": {**kind, "scale": {"domain": kinds, "range": list(_SHAPES)}},
        "tooltip": [{"field": field, "type": "nominal", "title": title} for field, title in tip.items()],
    }


def _ticks(first: int, last: int, texts: Texts) -> dict[int, str]:
    """Where the axis has a label, and which: the beginnings of years, of months, or days, as many as there is room for.

    Where some may be left out for want of room, each has its year.
    """
    start, end = _date(first), _date(last)
    months = (end.year - start.year) * 12 + end.month - start.month
    if months < 2:
        step = (end - start).days // _MOST_TICKS + 1
        days = [start + timedelta(days=n) for n in range(1, (end - start).days, step)]
        return {_milliseconds(day, hour=0): texts.day(day) if n == 0 else f"{day.day}." for n, day in enumerate(days)}
    every = next(step for step in (1, 2, 3, 6, 12, 24, 48, 120, 1200) if months <= step * _MOST_TICKS)
    count = start.year * 12 + start.month  # of the month after the first
    begun = [date(n // 12, n % 12 + 1, 1) for n in range(count, count + months + 1) if n % min(every, 12) == 0]
    shown = [day for day in begun if every <= 12 or day.year % (every // 12) == 0 if day <= end]
    return {
        _milliseconds(day, hour=0): _label(day, every, texts, whole=n == 0 or every > 2) for n, day in enumerate(shown)
    }


def _label(day: date, every: int, texts: Texts, *, whole: bool) -> str:
    if every >= 12:
        return str(day.year)
    month = texts.months[day.month - 1][:3]
    return f"{month} {day.year}" if whole or day.month == 1 else month


def _milliseconds(day: date | None, *, hour: int = 12) -> int:
    assert day is not None
    return int(datetime.combine(day, time(hour), UTC).timestamp()) * 1000


def _date(milliseconds: int) -> date:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date()
