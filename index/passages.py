"""Articles in, passages out: runs of whole sentences, by paragraphs, with the context they are indexed with.

Passages follow one another without a gap or an overlap. They are short enough for the embedding model (256 tokens).
"""

import re
from collections.abc import Iterator

from index.context import Mentions, carried, speaking_mentions
from index.sentences import paragraph_spans, sentence_spans
from index.values import Article, Passage

Span = tuple[int, int]

AIM_WORDS, MOST_WORDS, FEWEST_WORDS = 120, 180, 50
PASSAGE_SIZE = f"{AIM_WORDS}-{MOST_WORDS} words"
_LONGEST_WORD = 10
"""A run of characters without white space counts as a word for every ten: some scripts put none."""
_WORD = re.compile(rf"\S{{1,{_LONGEST_WORD * AIM_WORDS}}}")


def passages_of(article: Article, mentions: Mentions | None = None) -> tuple[Passage, ...]:
    """The passages of `article`, in order. `mentions` says where speakers are named; None: a cheap rule finds them."""
    mentions = speaking_mentions(article.text) if mentions is None else mentions
    return tuple(
        Passage(
            article_id=article.id,
            start=start,
            end=end,
            text=article.text[start:end],
            title=article.title,
            published=article.published.day if article.published else None,
            outlet=article.outlet,
            speaker=carried(mentions, start),
        )
        for start, end in passage_spans(article.text)
    )


def passage_spans(text: str) -> tuple[Span, ...]:
    """Where passages stand: about 120 to 180 words, ending with a paragraph where that is possible."""
    spans: list[Span] = []
    size = 0
    paragraph_ends = {end for _, end in paragraph_spans(text)}
    for sentence in sentence_spans(text):
        for start, end in _pieces(text, *sentence):
            words = _size(text[start:end])
            full = size >= AIM_WORDS and spans[-1][1] in paragraph_ends
            if not spans or full or size + words > MOST_WORDS:
                spans.append((start, end))
                size = words
            else:
                spans[-1] = (spans[-1][0], end)
                size += words
    return tuple(_without_a_stub(text, spans))


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence itself; where it is longer than a passage may be, as many whole words of it as fit, in turn."""
    if _size(text[start:end]) <= MOST_WORDS:
        yield start, end
        return
    left, right = start, start
    for word in _WORD.finditer(text, start, end):
        if right > left and _size(text[left : word.end()]) > MOST_WORDS:
            yield left, right
            left = word.start()
        right = word.end()
    yield left, right


def _size(text: str) -> int:
    return max(len(text.split()), len(text) // _LONGEST_WORD)


def _without_a_stub(text: str, spans: list[Span]) -> list[Span]:
    """A last passage of a few words ("… contributed to this report") joins the one before it."""
    if len(spans) < 2 or _size(text[slice(*spans[-1])]) >= FEWEST_WORDS:
        return spans
    joined = (spans[-2][0], spans[-1][1])
    return [*spans[:-2], joined] if _size(text[slice(*joined)]) <= MOST_WORDS + FEWEST_WORDS else spans
