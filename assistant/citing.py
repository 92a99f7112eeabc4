"""Citations: characters of an article with all that a reader needs to find and judge them."""

from dataclasses import replace
from datetime import date

from assistant.evidence import Source
from assistant.values import Citation, CitationKind
from index.values import Article, Quote


def cite(n: int, article: Article, start: int, end: int, quotes: tuple[Quote, ...] = ()) -> Citation:
    """Citation `n` of `article.text[start:end]`; `quotes` are the statements there, which name the speaker.

    Several speakers in one span name none. The kind is that of the statement that covers most of the span.
    """
    speakers = {quote.speaker for quote in quotes if quote.speaker}
    widest = max(quotes, key=lambda q: min(q.end, end) - max(q.start, start), default=None)
    kind: CitationKind = widest.kind if widest is not None else "passage"
    return Citation(
        n=n,
        article_id=article.id,
        title=article.title,
        outlet=article.outlet,
        byline=article.byline,
        published=article.published.known() if article.published else None,
        url=article.url,
        start=start,
        end=end,
        text=article.text[start:end],
        speaker=speakers.pop() if len(speakers) == 1 else None,
        kind=kind,
        article_kind=article.kind,
    )


def cite_source(source: Source, n: int | None = None, start: int | None = None, end: int | None = None) -> Citation:
    """A citation of a source's extract, or of another part of its article."""
    start = source.start if start is None else start
    end = source.end if end is None else end
    return cite(n or source.n, source.article, start, end, source.quotes_at(start, end))


def uncited(sources: tuple[Citation, ...], cited: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """What was read but shares no characters with what is cited, numbered on from that."""
    rest = [source for source in sources if not any(_overlap(source, one) for one in cited)]
    return tuple(replace(source, n=n) for n, source in enumerate(rest, start=len(cited) + 1))


def _overlap(one: Citation, other: Citation) -> bool:
    return one.article_id == other.article_id and one.start < other.end and other.start < one.end


def written(day: date) -> str:
    """A day as a reader writes it: "3 May 2021"."""
    return f"{day.day} {day:%B %Y}"
