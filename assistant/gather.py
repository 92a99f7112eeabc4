"""From a query to its evidence: the ledger for "what did X say", else passages, within a budget of tokens."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import TypedDict

from assistant.checks.quotations import quotations_in
from assistant.checks.words import content_stems
from assistant.evidence import Source
from index.news import NewsIndex
from index.query import Query
from index.recency import said_within
from index.search import Shape
from index.sentences import sentence_spans
from index.values import Article, Hit, Quote

CHARACTERS_PER_TOKEN = 4
"""English news in the tokenisers measured: 4.2 to 4.6 characters a token."""
_SOURCE_OVERHEAD = 30
"""Tokens of the tags and the metadata around an extract."""
_SHORTEST_EXTRACT = 240
_LONGEST_EXTRACT = 450
"""Characters of a passage that a model reads: of 100 questions 81 had their answer in 400 tokens of such extracts,
84 in 480, 89 in 600; in extracts of 700 characters 86 in 600."""
_TOKENS_A_STATEMENT = 90
_WITHOUT_OPINION = 4
"""So many times as many passages are looked for where those of opinion pieces are then left out."""
LEAST_SHARE = 0.4
"""The share of a question's content words that a passage must hold for the question to be answerable."""

Span = tuple[int, int]


class _Narrowed(TypedDict):
    since: date | None
    until: date | None
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found: numbered `sources` within the budget, the first `from_ledger` of them for `statements`.

    `statements` are the asked-for speaker's, the closest to the topic, oldest first; where none is on it, `elsewhere`
    are those on other topics. `hits` are the passages found, the best first, `articles` theirs; not all of them need
    be among the sources.
    """

    query: Query
    sources: tuple[Source, ...]
    from_ledger: int = 0
    statements: tuple[Quote, ...] = ()
    elsewhere: tuple[Quote, ...] = ()
    hits: tuple[Hit, ...] = ()
    articles: tuple[Article, ...] = ()


def gather(query: Query, news: NewsIndex, *, k: int, budget: int, opinion: bool = True) -> Evidence:
    """Evidence for the query, at most `budget` tokens of text: the ledger's statements first, then up to `k` passages.

    Without `opinion`, articles that are known to be opinion pieces are no evidence.

    Where the ledger has the speaker but nothing on the topic, only passages count in which this speaker speaks and
    that share words with the topic outside what others say: others' words are no answer to what somebody said.
    """
    filters = _Narrowed(since=query.since, until=query.last_day, outlets=query.outlets)
    statements: tuple[Quote, ...] = ()
    elsewhere: tuple[Quote, ...] = ()
    if query.speaker:
        most = max(3, budget // _TOKENS_A_STATEMENT)
        statements = (_said if opinion else _said_in_reports)(query, news, filters, most=most)
        elsewhere = () if statements else news.said(query.speaker, **filters)
        elsewhere = elsewhere if opinion else _reported(elsewhere, news)
    wanted = Shape(k=k if opinion else k * _WITHOUT_OPINION)
    hits = news.search_report(query, wanted, speaker=query.speaker if elsewhere else None).hits
    if not opinion:
        hits = tuple(hit for hit in hits if news.article(hit.passage.article_id).kind != "opinion")[:k]
    if elsewhere:
        hits = tuple(hit for hit in hits if _on_topic(hit, query.topic or "", _others(hit, elsewhere, news)))
    hits = tuple(hit for hit in hits if not _only_asks(hit)) or hits
    told = _of_statements(statements, news, longest=(budget - _SOURCE_OVERHEAD) * CHARACTERS_PER_TOKEN)
    found = [(news.article(hit.passage.article_id), _theirs(hit, elsewhere) or _closest_in(hit)) for hit in hits]
    extracts = _within([*told, *_beside(told, found)], budget)
    return Evidence(
        query=query,
        sources=_numbered(extracts, news),
        from_ledger=len(_within(told, budget)),
        statements=statements,
        elsewhere=elsewhere,
        hits=hits,
        articles=tuple({article.id: article for article, _ in found}.values()),
    )


def _reported(statements: tuple[Quote, ...], news: NewsIndex) -> tuple[Quote, ...]:
    """Those that stand in no opinion piece."""
    kinds = {id: news.article(id).kind for id in {quote.article_id for quote in statements}}
    return tuple(quote for quote in statements if kinds[quote.article_id] != "opinion")


def _said_in_reports(query: Query, news: NewsIndex, filters: _Narrowed, *, most: int) -> tuple[Quote, ...]:
    """As `_said`, of what stands in no opinion piece: for each that does, one more is looked for."""
    limit = most
    while True:
        found = _said(query, news, filters, most=limit)
        kept = _reported(found, news)
        if len(kept) == most or len(found) < limit:
            return kept
        limit += most - len(kept)


def _said(query: Query, news: NewsIndex, filters: _Narrowed, *, most: int) -> tuple[Quote, ...]:
    """The speaker's statements on the topic, of the time that the question names where there are any of it."""
    speaker = query.speaker or ""
    since, until = said_within(query.period)
    if since or until:
        last = min((day for day in (until, query.last_day) if day), default=None)
        within = _Narrowed(since=since, until=last, outlets=query.outlets)
        if found := news.said(speaker, about=query.topic, limit=most, **within):
            return found
    return news.said(speaker, about=query.topic, limit=most, **filters)


def _on_topic(hit: Hit, topic: str, others: tuple[Quote, ...]) -> bool:
    """Whether a passage has, outside the words of `others`, enough of a topic's content words to be about it."""
    wanted = content_stems(topic)
    text, offset = hit.passage.text, hit.passage.start
    for quote in others:
        start, end = max(0, quote.start - offset), min(len(text), quote.end - offset)
        text = text[:start] + " " * (end - start) + text[end:]
    held = wanted & content_stems(f"{text} {hit.passage.title}")
    return bool(wanted) and len(held) >= LEAST_SHARE * len(wanted)


def _others(hit: Hit, theirs: tuple[Quote, ...], news: NewsIndex) -> tuple[Quote, ...]:
    """The statements in a passage that are not among `theirs`."""
    known, passage = set(theirs), hit.passage
    return tuple(
        quote
        for quote in news.quotes(passage.article_id)
        if quote not in known and quote.start < passage.end and passage.start < quote.end
    )


def _theirs(hit: Hit, statements: tuple[Quote, ...]) -> Span | None:
    """The sentences of a passage from the first of these statements on, as many of them as an extract holds."""
    passage = hit.passage
    spoken = [
        (max(quote.start, passage.start) - passage.start, min(quote.end, passage.end) - passage.start)
        for quote in statements
        if quote.article_id == passage.article_id and quote.start < passage.end and passage.start < quote.end
    ]
    spans = [sentences_around(passage.text, start, end) for start, end in sorted(spoken)]
    if not spans:
        return None
    start = spans[0][0]
    end = max((end for _, end in spans if end - start <= _LONGEST_EXTRACT), default=spans[0][1])
    return passage.start + start, passage.start + end


def _only_asks(hit: Hit) -> bool:
    """Whether what comes closest to the question is a question itself, of a quiz or an interview: no answer."""
    return hit.focus.rstrip(" ”\"'’").endswith("?")


def _beside(told: list[tuple[Article, Span]], others: list[tuple[Article, Span]]) -> list[tuple[Article, Span]]:
    """Those of `others` that do not repeat what is told already."""
    return [
        (article, (start, end))
        for article, (start, end) in others
        if not any(article.id == a.id and start < b[1] and b[0] < end for a, b in told)
    ]


def _of_statements(statements: tuple[Quote, ...], news: NewsIndex, longest: int) -> list[tuple[Article, Span]]:
    """The whole sentences around each statement, cut where they are too long; neighbours become one extract."""
    extracts: list[tuple[Article, Span]] = []
    for quote in statements:
        article = news.article(quote.article_id)
        start, end = sentences_around(article.text, quote.start, quote.end)
        if end - start > longest:
            start, end = _cut_around(article.text, (start, end), _middle(quote, longest), longest)
        if extracts and extracts[-1][0].id == article.id and start - extracts[-1][1][1] < 3:
            extracts[-1] = (article, (extracts[-1][1][0], max(end, extracts[-1][1][1])))
        else:
            extracts.append((article, (start, end)))
    return extracts


def _middle(quote: Quote, longest: int) -> Span:
    """The statement, or what stands in quotation marks in one that is too long itself."""
    inside = quotations_in(quote.text)
    if not inside or quote.end - quote.start <= longest:
        return quote.start, quote.end
    return quote.start + inside[0].start, quote.start + inside[0].end


def _cut_around(text: str, span: Span, middle: Span, longest: int) -> Span:
    """The words of `span` around its `middle`, or the beginning of that, in at most `longest` characters."""
    start = max(span[0], middle[0] - max(0, longest - (middle[1] - middle[0])) // 2)
    if start > span[0] and (space := text.find(" ", start, middle[0])) >= 0:
        start = space + 1
    elif start > span[0]:
        start = middle[0]
    return start, _word_end(text, start, min(span[1], start + longest))


def _word_end(text: str, start: int, end: int) -> int:
    """The last end of a word up to `end`, or `end` where one word goes on all the way."""
    if end >= len(text) or text[end].isspace():
        return end
    space = text.rfind(" ", start, end)
    return space if space > start else end


def sentences_around(text: str, start: int, end: int) -> Span:
    """The sentences that `start:end` touches, from the first one's start to the last one's end."""
    touched = [span for span in sentence_spans(text) if span[0] < end and start < span[1]]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def _closest_in(hit: Hit) -> Span:
    """The sentences of a passage that are closest to the question, with the one after and the one before them."""
    text, offset = hit.passage.text, hit.passage.start
    if hit.focus_start is None or hit.focus_end is None:
        return offset, hit.passage.end
    start, end = hit.focus_start - offset, hit.focus_end - offset
    spans = sentence_spans(text)
    after = next((stop for begin, stop in spans if begin >= end), end)
    if after - start <= _LONGEST_EXTRACT:
        end = after
    before = next((begin for begin, stop in reversed(spans) if stop <= start), start)
    if end - before <= _LONGEST_EXTRACT:
        start = before
    return offset + start, offset + end


def best_run(text: str, offset: int, question: str, longest: int = 700) -> Span:
    """The run of whole sentences, up to `longest` characters, that shares most words with the question."""
    spans = sentence_spans(text)
    wanted = content_stems(question)
    scores = [len(wanted & content_stems(text[start:end])) for start, end in spans]
    best, best_score = (0, len(text)), -1.0
    for first in range(len(spans)):
        last = first
        while last + 1 < len(spans) and spans[last + 1][1] - spans[first][0] <= longest:
            last += 1
        score = sum(scores[first : last + 1]) + max(scores[first : last + 1]) / 2
        if score > best_score:
            best, best_score = (spans[first][0], spans[last][1]), score
    return offset + best[0], offset + best[1]


def _within(extracts: list[tuple[Article, Span]], budget: int) -> list[tuple[Article, Span]]:
    """As many extracts, the best first, as the budget of tokens holds; one too long is cut at a sentence or a word."""
    left = budget * CHARACTERS_PER_TOKEN
    kept: list[tuple[Article, Span]] = []
    for article, (start, end) in extracts:
        room = left - _SOURCE_OVERHEAD * CHARACTERS_PER_TOKEN
        if end - start > room:
            if kept and room < _SHORTEST_EXTRACT:
                continue
            end = _cut_end(article.text, start, end, room)
        kept.append((article, (start, end)))
        left = room - (end - start)
    return kept


def _cut_end(text: str, start: int, end: int, room: int) -> int:
    """Where an extract with `room` characters ends: with a sentence, or with a word where that leaves too little."""
    ends = [start + stop for _, stop in sentence_spans(text[start:end]) if stop <= room]
    if ends and ends[-1] - start >= _SHORTEST_EXTRACT:
        return ends[-1]
    return _word_end(text, start, start + room)


def _numbered(extracts: list[tuple[Article, Span]], news: NewsIndex) -> tuple[Source, ...]:
    numbers = count(1)
    return tuple(
        Source(
            n=next(numbers),
            article=article,
            start=start,
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
