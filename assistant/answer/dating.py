"""When each thing that an answer tells was reported, and the newest first where a question is about now."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from assistant.answer.compose import Composed, renumbered
from assistant.checks.dates import dates_of, is_day
from assistant.checks.quotations import outside_quotations
from assistant.checks.reported import with_days
from assistant.citing import written
from assistant.values import Citation, Sentence
from index.query import Query
from index.values import as_day

_LEANS = re.compile(
    r"^(?:(?:he|she|it|they|this|that|these|those|his|her|its|their|but|and|however|also|meanwhile|later|then)\b)",
    re.IGNORECASE,
)

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_RELATIVE = re.compile(
    r"\b(?:(?<!USA )today|tonight|yesterday|tomorrow|\w+ (?:days?|weeks?|months?|years?) ago|so far|recently"
    r"|this (?:morning|afternoon|evening)|(?:last|this|next|past|coming) "
    rf"(?:week|weekend|month|year|night|spring|summer|autumn|fall|winter|{_WEEKDAY}|(?-i:{_MONTH})))\b",
    re.IGNORECASE,
)
"""What means another day to whoever reads it on another: "last week"."""


def dated(composed: Composed) -> Composed:
    """Each sentence of a model's with the day of its article, where the articles of the answer are of several days, or
    where it tells of "last week".

    What code puts together begins with the day anyway; a sentence that names the day needs no other.
    """
    sentences, citations = composed
    days = {n: day for n, day in _days(citations) if any(n in sentence.citations for sentence in sentences)}
    several = len(set(days.values())) > 1
    told = (
        _with_day(one, days) if several or _RELATIVE.search(outside_quotations(one.text)) else one for one in sentences
    )
    return tuple(told), citations


def newest_first(composed: Composed, query: Query) -> Composed:
    """The sentences with the newest article's first where "so far" or "the latest" is asked for; citations renumbered.

    Left as they are where a sentence leans on the one before it.
    """
    sentences, citations = composed
    of_now = query.period is not None and query.period.kind == "recency"
    if not of_now or any(_LEANS.match(sentence.text) for sentence in sentences):
        return composed
    days = dict(_days(citations))
    ordered = sorted(
        sentences, key=lambda one: max((days.get(n, date.min) for n in one.citations), default=date.min), reverse=True
    )
    return renumbered(tuple(ordered), citations)


def _days(citations: Iterable[Citation]) -> Iterable[tuple[int, date]]:
    for one in citations:
        if one.published is not None:
            yield one.n, as_day(one.published)


def _with_day(sentence: Sentence, days: dict[int, date]) -> Sentence:
    told = sorted({days[n] for n in sentence.citations if n in days})
    if not told or sentence.by == "code" or _names(sentence.text, told):
        return sentence
    named = tuple(dict.fromkeys(written(day) for day in (told[0], told[-1])))
    return replace(sentence, text=with_days(sentence.text, named))


def _names(text: str, days: Iterable[date]) -> bool:
    whole = [named for named in dates_of(text) if named.day is not None]
    return any(is_day(named, day) for named in whole for day in days)
