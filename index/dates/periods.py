"""What period a question asks about. Rules and arithmetic only: no model, no clock, no index."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from index.dates.moments import Moment, moment_at
from index.dates.spans import moved
from index.dates.wording import AHEAD, BEHIND, END, RECORD, with_names_only_capital

PeriodKind = Literal["absolute", "relative", "recency"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days that a question names, inclusive, and the words that do so: `question[start:end]`, which is `text`.

    `since` or `until` is None where that side is open. `absolute` names days of the calendar, though perhaps without
    their year; `relative` is reckoned from `as_of`; `recency` asks for what is new ("latest", "now") and has no bounds.
    """

    since: date | None
    until: date | None
    text: str
    start: int
    end: int
    kind: PeriodKind


def period_of(question: str, as_of: date | None) -> Period | None:
    """The period that a question asks about; None where it names none that can be resolved.

    Words that need a day to be reckoned from ("last week", "on 3 May") count only with `as_of`. Where several periods
    are named, the bounds span them all, so that nothing asked for lies outside, and the words are the first one's.
    """
    found = periods_of(question, as_of)
    bounded = [period for period in found if period.kind != "recency"]
    if not bounded:
        return found[0] if found else None
    since = None if any(p.since is None for p in bounded) else min(p.since for p in bounded if p.since)
    until = None if any(p.until is None for p in bounded) else max(p.until for p in bounded if p.until)
    return replace(bounded[0], since=since, until=until) if since or until else bounded[0]


def periods_of(question: str, as_of: date | None) -> tuple[Period, ...]:
    """Every period that a question names, in its order."""
    text = with_names_only_capital(question)
    found: list[Period] = []
    done = 0
    for word in _WORD.finditer(text):
        start = word.start()
        reading = _reading(text, start, as_of) if start >= done else None
        if reading is None:
            continue
        done = reading.end
        if reading.kind == "recency" or reading.since or reading.until:
            found.append(_period(question, start, reading))
    return _joined(question, found)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A period whose words end before `end`; without bounds and not recent, it could not be resolved."""

    since: date | None
    until: date | None
    end: int
    kind: PeriodKind


def _reading(text: str, start: int, as_of: date | None) -> _Reading | None:
    return (
        _range(text, start, as_of) or _edge(text, start, as_of) or _single(text, start, as_of) or _recency(text, start)
    )


def _period(question: str, start: int, reading: _Reading) -> Period:
    return Period(
        since=reading.since,
        until=reading.until,
        text=question[start : reading.end],
        start=start,
        end=reading.end,
        kind=reading.kind,
    )


# ---- one expression, perhaps behind a preposition ----

_WORD = re.compile(r"(?<![\w$€£#@/.,-])(?<!\w[’'])\w")
_LEAD = re.compile(
    r"(?P<in>in|during|throughout|over|within)\s+|(?P<on>on|at|around)\s+|(?P<of>of)\s+|(?P<from>from)\s+|(?P<for>for)\s+"
)
_NEAR = 300  # characters; keeps time linear in the question's length
_STOP = re.compile(r"[.?!]")
_AHEAD = re.compile(AHEAD)
_BEHIND = re.compile(BEHIND)
_ONWARDS = re.compile(r",?\s+(?:onwards?|to (?:now|date|the present)|until now)\b")


def _single(text: str, start: int, as_of: date | None) -> _Reading | None:
    lead = _LEAD.match(text, start)
    moment = _placed(text, lead.end() if lead else start, (lead and lead.lastgroup) or "", as_of)
    if moment is None:
        return None
    onwards = _ONWARDS.match(text, moment.end)
    if moment.span is None:
        return _Reading(None, None, moment.end, moment.kind)
    if onwards:
        return _Reading(moment.span.first, None, onwards.end(), moment.kind)
    return _Reading(moment.span.first, moment.span.last, moment.end, moment.kind)


def _placed(text: str, at: int, lead: str, as_of: date | None) -> Moment | None:
    """The moment at `at`; a year-less date or a weekday of a sentence about the future is the next one."""
    moment = moment_at(text, at, lead, as_of)
    if moment and moment.cycle and as_of and _is_ahead(text, at):
        return moment_at(text, at, lead, moved(as_of, moment.cycle - 1))
    return moment


def _is_ahead(text: str, at: int) -> bool:
    """Whether the sentence around, as far as it is near, speaks of the future only."""
    begin, end = max(0, at - _NEAR), at + _NEAR
    begin = max(begin, *(text.rfind(mark, begin, at) + 1 for mark in ".?!"))
    stop = _STOP.search(text, at, end)
    end = stop.start() if stop else end
    return bool(_AHEAD.search(text, begin, end)) and not _BEHIND.search(text, begin, end)


# ---- a boundary: since, after, before, until ----

_EDGE = re.compile(
    r"(?:(?:ever )?(?P<since>since|on or after)|(?P<start>(?:starting|beginning)(?: (?:in|on|from))?|as from)"
    r"|(?P<after>after)|(?P<before>before|prior to)"
    r"|(?P<by>until|till|up (?:to|until)|through|by|on or before|no later than)|(?P<state>as of))\s+"
)
_END = re.compile(END)
_RECORD = re.compile(RECORD)
_TURN = re.compile(r"(?:the )?(?:very )?(?:beginning|start|middle|end|close) of ")


def _edge(text: str, start: int, as_of: date | None) -> _Reading | None:
    edge = _EDGE.match(text, start)
    moment = edge and _placed(text, edge.end(), "by" if edge["by"] else "edge", as_of)
    if edge is None or moment is None:
        return None
    # A weekday behind such a word is a fixed point, as a date is.
    kind = "absolute" if moment.cycle == 7 else moment.kind
    # "by August", "starting Sunday": as likely still to come as past.
    unsure = moment.cycle and edge.lastgroup in ("by", "start") and not _is_ahead(text, start)
    if moment.span is None or unsure or (edge["since"] and _RECORD.search(text[max(0, start - _NEAR) : start])):
        return _Reading(None, None, moment.end, kind)
    # "after the May 2021 vote", "before the end of 2021": the boundary lies somewhere in that time.
    possessive = text[moment.end - 2 : moment.end] in ("'s", "’s")
    inside = possessive or not _END.match(text, moment.end) or _TURN.match(text, edge.end())
    first, last = moment.span.first, moment.span.last
    since, until = {
        "since": (first, None),
        "start": (first, None),
        "after": (first if inside else moved(last, 1), None),
        "before": (None, last if inside else moved(first, -1)),
        "by": (None, last),
        "state": (None, last),
    }[edge.lastgroup or "by"]
    return _Reading(since, until, moment.end, kind)


# ---- between two ----

_FIRST = re.compile(r"(?P<edge>between|from)\s+|(?P<in>in|during|over)\s+|(?P<on>on)\s+")
_LOOSE_LINK = re.compile(r"\s*[-–—]\s*|,?\s+(?:and|to)\s+")
_DASH = re.compile(r"\s*[-–—]\s*")
_LINK = re.compile(r"\s*[-–—]\s*|,?\s+(?:and|or|to|until|till|through)\s+(?:(?:in|on)\s+)?")


def _range(text: str, start: int, as_of: date | None) -> _Reading | None:
    """Between two moments; a year-less one takes the year that the other gives it."""
    lead = _FIRST.match(text, start)
    at, kind, link = (lead.end(), lead.lastgroup or "", _LINK) if lead else (start, "", _LOOSE_LINK)
    first = moment_at(text, at, kind, as_of)
    if first is None and not lead:  # "the May–August 2021 term"
        kind, link = "in", _DASH
        first = moment_at(text, at, kind, as_of)
    linked = first and link.match(text, first.end)
    last = linked and moment_at(text, linked.end(), kind or "edge", as_of)
    if not first or not linked or not last:
        return None
    if first.cycle and last.span and not last.cycle:
        first = moment_at(text, at, kind, last.span.last) or first
    elif last.cycle and first.span:
        last = moment_at(text, linked.end(), kind or "edge", moved(first.span.first, last.cycle - 1)) or last
    return _between(first, last)


def _between(first: Moment, last: Moment) -> _Reading | None:
    kind = "relative" if "relative" in (first.kind, last.kind) else "absolute"
    if first.span is None or last.span is None:
        return _Reading(None, None, last.end, kind)
    if last.span.last < first.span.first:
        return None
    return _Reading(first.span.first, last.span.last, last.end, kind)


_GAP = re.compile(r",?\s+(?:(?:and|but)\s+)?")


def _joined(question: str, found: list[Period]) -> tuple[Period, ...]:
    """ "after 3 May and before 10 June" is one period."""
    joined: list[Period] = []
    for period in found:
        before = joined[-1] if joined else None
        if before and _GAP.fullmatch(question, before.end, period.start) and _meet(before, period):
            joined[-1] = replace(
                before,
                since=before.since or period.since,
                until=before.until or period.until,
                text=question[before.start : period.end],
                end=period.end,
            )
        else:
            joined.append(period)
    return tuple(joined)


def _meet(one: Period, other: Period) -> bool:
    """Whether one begins, without an end, in time for the end of the other, which has no beginning."""
    if one.since is None:
        one, other = other, one
    begins, ends = one.until is None and one.since, other.since is None and other.until
    return bool(begins and ends and begins <= ends)


# ---- asking for what is new ----

_RECENCY = re.compile(
    r"(?<!at )(?<!at the )(?:the )?(?:(?:very )?latest|newest|most recent(?:ly)?)\b|(?<!until )(?<!as )recently\b"
    r"|(?:in |over )?(?:the )?(?:past|last) (?:few|several) (?:hours|days|weeks|months|years)\b"
    r"|(?:in )?recent(?: (?:days|weeks|months|years))?\b|a few (?:hours|days|weeks|months) ago\b"
    r"|current(?:ly)?\b|(?:right |just |by |as of )?now\b(?!-| that\b)|so far\b|to date\b|lately\b|nowadays\b"
    r"|these days\b|at the moment\b|at present\b"
)


def _recency(text: str, start: int) -> _Reading | None:
    found = _RECENCY.match(text, start)
    return found and _Reading(None, None, found.end(), "recency")
