"""The result of a search as text for people: how the question was understood, then the hits and who has copies."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from assistant.cli.output import one_line
from assistant.cli.render import hit_text
from index import NewsIndex
from index.dates import Period
from index.errors import UnknownArticle
from index.query import Query
from index.search import SearchReport


def report_lines(report: SearchReport, news: NewsIndex) -> Iterator[RenderableType]:
    """What to print, in order: nothing but hits where there is nothing to say of the question."""
    if understood := _understood(report.query):
        yield Text(one_line(f"Understood: {understood}."), style="dim")
    if report.undated:
        several = "articles are" if report.undated > 1 else "article is"
        yield Text(f"{report.undated} {several} undated and may not be of these days.", style="yellow")
    for number, hit in enumerate(report.hits, start=1):
        yield hit_text(number, hit, tuple(_outlet(news, article_id) for article_id in hit.copies))


def _understood(query: Query) -> str:
    """What the question says of time, outlets and speaker, and its steps; empty where it says nothing."""
    said = (
        _days(query.period) if query.period else "",
        f"as reported by {', '.join(query.reported_by)}" if query.reported_by else "",
        f"words of {query.speaker}" if query.speaker else "",
        f"in {len(query.parts)} steps, {' / '.join(query.parts)}" if query.parts else "",
    )
    return "; ".join(part for part in said if part)


def _days(period: Period) -> str:
    words = f"“{period.text}”"
    if period.since and period.until:
        days = f"{period.since}" if period.since == period.until else f"{period.since} to {period.until}"
        return f"{words} is {days}"
    if period.since:
        return f"{words} is {period.since} or later"
    return f"{words} is {period.until} or earlier" if period.until else f"{words} asks for what is new"


def _outlet(news: NewsIndex, article_id: str) -> str:
    """Who carried a copy, with its id; an article that has gone meanwhile is its id alone."""
    try:
        outlet = news.article(article_id).outlet
    except UnknownArticle:
        outlet = None
    return f"{outlet} ({article_id})" if outlet else article_id
