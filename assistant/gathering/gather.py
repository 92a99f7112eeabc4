"""From a query to its evidence: the ledger for "what did X say", else passages, within a budget of tokens."""

from dataclasses import dataclass, replace
from itertools import count

from assistant.checks.words import content_stems, names_in, same_person
from assistant.evidence import Source
from assistant.gathering.extracts import (
    CHARACTERS_PER_TOKEN,
    SOURCE_OVERHEAD,
    Extract,
    beside,
    closest_in,
    of_statements,
    of_theirs,
    within_budget,
)
from assistant.gathering.naming import asked, naming
from assistant.gathering.statements import Narrowed, in_reports, of_other_days, said_once
from index.datelines import after_dateline
from index.news import NewsIndex
from index.query import Query
from index.search import Shape
from index.values import Article, Hit, Quote

_TOKENS_A_STATEMENT = 90
_WITHOUT_OPINION = 4
"""So many times as many passages are looked for where those of opinion pieces are then left out."""
_COLUMNS = 30
"""Passages looked through for opinion pieces by somebody."""
_MOST_OF_TOPIC = 0.6
"""The share of a topic's content words that a passage must hold to be about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found: numbered `sources` within the budget, the first `from_ledger` of them for `statements`.

    `statements` are the asked-for speaker's, the closest to the topic, oldest first; where none is on it, `elsewhere`
    are those on other topics; where one is, but of other days than the question names, they are `other_days`, and
    there is nothing else. `named` is the number of a source that only names what the one before it leaves open, None
    where there is none. `hits` are the passages found, the best first, `articles` theirs; not all of them need be
    among the sources.
    """

    query: Query
    sources: tuple[Source, ...]
    from_ledger: int = 0
    named: int | None = None
    statements: tuple[Quote, ...] = ()
    elsewhere: tuple[Quote, ...] = ()
    other_days: tuple[Quote, ...] = ()
    hits: tuple[Hit, ...] = ()
    articles: tuple[Article, ...] = ()


def gather(query: Query, news: NewsIndex, *, k: int, budget: int, opinion: bool = True) -> Evidence:
    """Evidence for the query, at most `budget` tokens of text: the ledger's statements first, then up to `k` passages.

    Beyond the budget there may be one sentence that names what is asked for and the closest passage leaves open.

    Without `opinion`, articles that are known to be opinion pieces are no evidence.

    Where the ledger does not have the speaker, opinion pieces by them on the topic count alone, if there are any. Where
    it has the speaker but nothing on the topic, only passages count in which this speaker speaks and that share words
    with the topic outside what others say: others' words are no answer to what somebody said.
    """
    filters = Narrowed(since=query.since, until=query.last_day, outlets=query.outlets)
    statements: tuple[Quote, ...] = ()
    elsewhere: tuple[Quote, ...] = ()
    if query.speaker:
        most = max(3, budget // _TOKENS_A_STATEMENT)
        statements = said_once(query, news, filters, most=most, opinion=opinion)
        if not statements and (others := of_other_days(query, news, filters, most=most)):
            return Evidence(query=query, sources=(), other_days=others)
        elsewhere = () if statements else news.said(query.speaker, **filters)
        elsewhere = elsewhere if opinion else in_reports(elsewhere, news)
    hits = _found(query, news, elsewhere, k=k, opinion=opinion)
    if query.speaker and opinion and not statements and (columns := _columns(query, news, k)):
        hits, elsewhere = columns, ()
    told = of_statements(statements, news, longest=(budget - SOURCE_OVERHEAD) * CHARACTERS_PER_TOKEN)
    found = [(news.article(hit.passage.article_id), of_theirs(hit, elsewhere) or closest_in(hit)) for hit in hits]
    closest = within_budget([*told, *beside(told, found, news)], budget)
    name = None if query.speaker else _naming(query.text, closest)
    extracts = [*closest[:1], name, *closest[1:]] if name else closest
    return Evidence(
        query=query,
        sources=_numbered(extracts, news),
        from_ledger=len(within_budget(told, budget)),
        named=2 if name else None,
        statements=statements,
        elsewhere=elsewhere,
        hits=hits,
        articles=tuple({article.id: article for article, _ in found}.values()),
    )


def _naming(question: str, extracts: list[Extract]) -> Extract | None:
    """The sentence that names what is asked for, in the article of the first extract, where no extract has it."""
    wanted = asked(question)
    if wanted is None or not extracts:
        return None
    article, told = extracts[0]
    place = naming(article.text, told, wanted)
    taken = (span for other, span in extracts if other.id == article.id)
    return (article, place) if place and not any(place[0] < b and a < place[1] for a, b in taken) else None


def _found(query: Query, news: NewsIndex, elsewhere: tuple[Quote, ...], *, k: int, opinion: bool) -> tuple[Hit, ...]:
    """The passages that count, the best first: where there are statements `elsewhere`, those of their speaker alone."""
    wanted = Shape(k=k if opinion else k * _WITHOUT_OPINION)
    hits = news.search_report(query, wanted, speaker=query.speaker if elsewhere else None).hits
    if not opinion:
        hits = tuple(hit for hit in hits if news.article(hit.passage.article_id).kind != "opinion")[:k]
    if elsewhere:
        hits = tuple(hit for hit in hits if _on_topic(hit, query.topic or "", _others(hit, elsewhere, news)))
    return tuple(hit for hit in hits if not _only_asks(hit)) or hits


def _columns(query: Query, news: NewsIndex, k: int) -> tuple[Hit, ...]:
    """Passages on the topic in opinion pieces by the one asked for: more than half of its words, every name."""
    topic = query.topic or ""
    hits = news.search_report(replace(query, text=topic or query.text), Shape(k=_COLUMNS)).hits
    wanted = content_stems(topic)
    named = content_stems(" ".join(names_in(topic)))
    found: list[Hit] = []
    for hit in hits:
        held = wanted & content_stems(f"{hit.passage.text} {hit.passage.title}")
        theirs = is_column_by(query.speaker or "", news.article(hit.passage.article_id))
        if theirs and wanted and named <= held and 2 * len(held) > len(wanted):
            found.append(hit)
    return tuple(found[:k])


def is_column_by(name: str, article: Article) -> bool:
    return article.kind == "opinion" and any(same_person(name, author) for author in article.byline)


def _on_topic(hit: Hit, topic: str, others: tuple[Quote, ...]) -> bool:
    """Whether a passage has enough of a topic's content words to be about it, of its names at least one.

    What it has only in the words of `others` counts not.
    """
    wanted = content_stems(topic)
    named = [content_stems(name) for name in names_in(topic)]
    text, offset = hit.passage.text, hit.passage.start
    for quote in others:
        start, end = max(0, quote.start - offset), min(len(text), quote.end - offset)
        text = text[:start] + " " * (end - start) + text[end:]
    held = wanted & content_stems(f"{text} {hit.passage.title}")
    names = not named or any(name <= held for name in named)
    return names and bool(wanted) and len(held) >= _MOST_OF_TOPIC * len(wanted)


def _others(hit: Hit, theirs: tuple[Quote, ...], news: NewsIndex) -> tuple[Quote, ...]:
    """The statements in a passage that are not among `theirs`."""
    known, passage = set(theirs), hit.passage
    return tuple(
        quote
        for quote in news.quotes(passage.article_id)
        if quote not in known and quote.start < passage.end and passage.start < quote.end
    )


def _only_asks(hit: Hit) -> bool:
    """Whether what comes closest to the question is a question itself, of a quiz or an interview: no answer."""
    return hit.focus.rstrip(" ”\"'’").endswith("?")


def _numbered(extracts: list[Extract], news: NewsIndex) -> tuple[Source, ...]:
    numbers = count(1)
    return tuple(
        Source(
            n=next(numbers),
            article=article,
            start=after_dateline(article.text, start, end),
            end=end,
            speaker=_speaker_in(quotes := news.quotes(article.id), start, end),
            quotes=quotes,
        )
        for article, (start, end) in extracts
    )


def _speaker_in(quotes: tuple[Quote, ...], start: int, end: int) -> str | None:
    """Who speaks in this part of an article, where it is one person alone."""
    speakers = {quote.speaker for quote in quotes if quote.start < end and start < quote.end and quote.speaker}
    return speakers.pop() if len(speakers) == 1 else None
