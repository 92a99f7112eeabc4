"""What the ledger has for a question about what somebody said: on its topic, of its time, of each report once."""

from collections import Counter
from datetime import date
from typing import TypedDict

from assistant.checks.words import content_stems
from assistant.gathering.extracts import sentences_around
from index.news import NewsIndex
from index.query import Query
from index.recency import said_within
from index.values import Quote


class Narrowed(TypedDict):
    since: date | None
    until: date | None
    outlets: tuple[str, ...]


def in_reports(statements: tuple[Quote, ...], news: NewsIndex) -> tuple[Quote, ...]:
    """Those that stand in no opinion piece."""
    kinds = {id: news.article(id).kind for id in {quote.article_id for quote in statements}}
    return tuple(quote for quote in statements if kinds[quote.article_id] != "opinion")


def said_once(query: Query, news: NewsIndex, filters: Narrowed, *, most: int, opinion: bool) -> tuple[Quote, ...]:
    """As `_said`, of one article of each report, and of no opinion piece where those are no evidence.

    For each statement that is left out one more is looked for.
    """
    limit = most
    while True:
        found = _said(query, news, filters, most=limit)
        kept = _in_one_copy(found if opinion else in_reports(found, news), news)
        if len(kept) >= most or len(found) < limit:
            return kept
        limit += most - len(kept)


def _in_one_copy(statements: tuple[Quote, ...], news: NewsIndex) -> tuple[Quote, ...]:
    """Of articles that are one report only those of the one with most of them; of several, of the one that leads."""
    held = Counter(quote.article_id for quote in statements)
    reports = {news.copies_of(article_id) or (article_id,) for article_id in held}
    chosen = {max(report, key=lambda one: (held[one], -report.index(one))) for report in reports}
    return tuple(quote for quote in statements if quote.article_id in chosen)


def _said(query: Query, news: NewsIndex, filters: Narrowed, *, most: int) -> tuple[Quote, ...]:
    """The speaker's statements on the topic: of the time that the question names, else those that name it, too."""
    speaker = query.speaker or ""
    within = _within(query)
    if within is None:
        return news.said(speaker, about=query.topic, limit=most, **filters)
    if found := news.said(speaker, about=query.topic, limit=most, **within):
        return found
    others = news.said(speaker, about=query.topic, **filters)
    return tuple(quote for quote in others if _tells_of(quote, query, news))[-most:]


def of_other_days(query: Query, news: NewsIndex, filters: Narrowed, *, most: int) -> tuple[Quote, ...]:
    """The speaker's statements on the topic where the question names a time that none of them is of."""
    return news.said(query.speaker or "", about=query.topic, limit=most, **filters) if _within(query) else ()


def _within(query: Query) -> Narrowed | None:
    """The days whose articles report what was said in the time that the question names; None where it names none."""
    since, until = said_within(query.period)
    if since is None and until is None:
        return None
    last = min((day for day in (until, query.last_day) if day), default=None)
    return Narrowed(since=since, until=last, outlets=query.outlets)


def _tells_of(quote: Quote, query: Query, news: NewsIndex) -> bool:
    """Whether a statement is of the days by what it says: "the deal of May 2015", said in another year."""
    period = query.period
    if period is None or period.kind != "absolute":
        return False
    text = news.article(quote.article_id).text
    start, end = sentences_around(text, quote.start, quote.end)
    return content_stems(period.text) <= content_stems(text[start:end])
