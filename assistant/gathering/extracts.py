"""Extracts: which characters of an article stand for what was found in it, in whole sentences, within a budget."""

from assistant.checks.quotations import quotations_in
from assistant.checks.words import content_stems
from index.news import NewsIndex
from index.sentences import sentence_spans
from index.values import Article, Hit, Quote

CHARACTERS_PER_TOKEN = 4
"""English news in the tokenisers measured: 4.2 to 4.6 characters a token."""
SOURCE_OVERHEAD = 30
"""Tokens of the tags and the metadata around an extract."""
_SHORTEST_EXTRACT = 240
_LONGEST_EXTRACT = 450
"""Characters of a passage that a model reads: of 100 questions 81 had their answer in 400 tokens of such extracts,
84 in 480, 89 in 600; in extracts of 700 characters 86 in 600."""

Span = tuple[int, int]
Extract = tuple[Article, Span]


def sentences_around(text: str, start: int, end: int) -> Span:
    """The sentences that `start:end` touches, from the first one's start to the last one's end."""
    touched = [span for span in sentence_spans(text) if span[0] < end and start < span[1]]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


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


def of_statements(statements: tuple[Quote, ...], news: NewsIndex, longest: int) -> list[Extract]:
    """The whole sentences around each statement, cut where they are too long; neighbours become one extract."""
    extracts: list[Extract] = []
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


def of_theirs(hit: Hit, statements: tuple[Quote, ...]) -> Span | None:
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


def closest_in(hit: Hit) -> Span:
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


def beside(told: list[Extract], others: list[Extract], news: NewsIndex) -> list[Extract]:
    """Those of `others` that do not repeat what is told already, and are of no copy of an article that tells it."""
    telling = {article.id for article, _ in told}
    copies = {copy for article_id in telling for copy in news.copies_of(article_id)} - telling
    return [
        (article, (start, end))
        for article, (start, end) in others
        if article.id not in copies and not any(article.id == a.id and start < b[1] and b[0] < end for a, b in told)
    ]


def within_budget(extracts: list[Extract], budget: int) -> list[Extract]:
    """As many extracts, the best first, as the budget of tokens holds; one too long is cut at a sentence or a word."""
    left = budget * CHARACTERS_PER_TOKEN
    kept: list[Extract] = []
    for article, (start, end) in extracts:
        room = left - SOURCE_OVERHEAD * CHARACTERS_PER_TOKEN
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
