"""The checker alone, for anybody's text: what of it do these articles bear out?"""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from threading import RLock

from assistant.answer.compose import from_checked, marked
from assistant.checks import Draft, Supported, check
from assistant.evidence import Source
from assistant.reply.judge import Judge, reviewed
from assistant.reply.reading import drafts
from assistant.values import Answer, Dropped, Refusal, Timings
from index.errors import InputError
from index.news import NewsIndex
from index.quotes import extract_quotes
from index.values import Article, Quote

Verdict = Supported | Dropped
CHECKING = RLock()
"""One sentence is checked at a time: two at once would take as long, and hold up the text of all others meanwhile."""
_PRONOUN = re.compile(r"(?:He|She|They)\b(?!['’])")
_BEYOND = 1000
"""Where the numbers of found articles begin: beyond any `[n]` that a text has."""
_FOUND = 5
"""Articles of an index that a sentence is held against: those closest to it."""


def verify(text: str, articles: Sequence[Article]) -> Answer:
    """What of the text stands, cited; the rest is in `dropped`, with why. `[n]` in it is the n-th article, from 1.

    The status is `grounded` where every sentence stands, `partial` where some do, and `refused` where none does.
    Raises InputError for a text without a word.
    """
    started = time.perf_counter()
    return answer_of(judged(text, within(articles)), started)


def judged(
    text: str,
    sources_for: Callable[[Draft], tuple[Source, ...]],
    before: tuple[str, ...] = (),
    judge: Judge | None = None,
) -> tuple[Verdict, ...]:
    """A verdict for every sentence of the text, in order; a repeated sentence counts once.

    `sources_for` names the sources of a sentence, `before` who spoke ahead of the first, `judge` who has the last word
    on how a sentence is worded. Raises InputError for a text without a word.
    """
    if not text.strip():
        raise InputError("the text is empty: there is nothing in it to verify")
    verdicts: list[Verdict] = []
    for draft in drafts(text):
        sources = sources_for(draft)
        outcome = _outcome(draft, sources, before)
        if judge is not None:
            freely = partial(_outcome, draft, sources, before, freely=True)
            outcome = reviewed(draft, outcome, freely, judge)
        supported = [verdict for verdict in verdicts if isinstance(verdict, Supported)]
        if isinstance(outcome, Dropped):
            verdicts.append(outcome)
        elif all(outcome.text != other.text for other in supported):
            verdicts.append(outcome if supported else _named(outcome))
            before = outcome.speakers
    return tuple(verdicts)


def within(articles: Sequence[Article]) -> Callable[[Draft], tuple[Source, ...]]:
    """The same articles for every sentence, numbered from 1."""
    sources = tuple(_whole(n, article) for n, article in enumerate(articles, start=1))
    return lambda _: sources


def searched(news: NewsIndex) -> Callable[[Draft], tuple[Source, ...]]:
    """The articles of an index closest to each sentence, numbered as they are found: `[n]` of the text says nothing."""
    known: dict[str, Source] = {}

    def closest(draft: Draft) -> tuple[Source, ...]:
        hits = news.search(draft.text, k=_FOUND)
        for hit in hits:
            key = hit.passage.article_id
            if key not in known:
                known[key] = _whole(len(known) + _BEYOND, news.article(key))
        return tuple({hit.passage.article_id: known[hit.passage.article_id] for hit in hits}.values())

    return closest


def answer_of(verdicts: tuple[Verdict, ...], started: float) -> Answer:
    """The verdicts as an answer, whose sentences are in the order of the verdicts that stand."""
    supported, dropped = parted(verdicts)
    sentences, citations = from_checked(supported)
    refusal = None
    if not sentences:
        refusal = Refusal(reason="nothing_relevant", message="Nothing of this text stands in these articles.")
    return Answer(
        question="",
        standalone_question="",
        as_of=None,
        text=refusal.message if refusal else marked(sentences),
        sentences=sentences,
        citations=citations,
        dropped=dropped,
        refusal=refusal,
        timings=Timings(total=time.perf_counter() - started),
    )


def parted(verdicts: Sequence[Verdict]) -> tuple[tuple[Supported, ...], tuple[Dropped, ...]]:
    """What stands, and what does not, each in order."""
    supported = tuple(verdict for verdict in verdicts if isinstance(verdict, Supported))
    return supported, tuple(verdict for verdict in verdicts if isinstance(verdict, Dropped))


@lru_cache(maxsize=512)
def _outcome(draft: Draft, sources: tuple[Source, ...], before: tuple[str, ...], *, freely: bool = False) -> Verdict:
    """A reply is looked through with each sentence that it grows by, and at its end: each sentence is checked once."""
    with CHECKING:
        return check(draft, sources, before, freely=freely)


def _named(first: Supported) -> Supported:
    """The first sentence with a name where it begins with a pronoun: nobody has been named yet whom it could mean."""
    pronoun = _PRONOUN.match(first.text)
    ground = first.grounds[0]
    speakers = {quote.speaker for quote in ground.statements}
    if pronoun is None or len(speakers) != 1 or (name := speakers.pop()) is None:
        return first
    repair = f"“{pronoun[0]}” is {name}"
    return replace(first, text=f"{name}{first.text[pronoun.end() :]}", repairs=(*first.repairs, repair))


def _whole(n: int, article: Article) -> Source:
    return Source(n=n, article=article, start=0, end=len(article.text), quotes=_quotes(article.text))


@lru_cache(maxsize=64)
def _quotes(text: str) -> tuple[Quote, ...]:
    """The statements of an article, read once where several texts are verified against it."""
    return extract_quotes(text)
