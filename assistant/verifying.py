"""The checker alone, for anybody's text: what of it do these articles bear out?"""

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.checks import Supported, check
from assistant.compose import from_checked, marked
from assistant.evidence import Source
from assistant.reply import drafts
from assistant.values import Answer, Dropped, Refusal, Timings
from index.errors import InputError
from index.quotes import extract_quotes
from index.values import Article, Quote

_PRONOUN = re.compile(r"(?:He|She|They)\b(?!['’])")


def verify(text: str, articles: Sequence[Article]) -> Answer:
    """What of the text stands, cited; the rest is in `dropped`, with why. `[n]` in it is the n-th article, from 1.

    The status is `grounded` where every sentence stands, `partial` where some do, and `refused` where none does.
    Raises InputError for a text without a word.
    """
    if not text.strip():
        raise InputError("the text is empty: there is nothing in it to verify")
    started = time.perf_counter()
    sources = tuple(_whole(n, article) for n, article in enumerate(articles, start=1))
    supported, dropped = check_all(text, sources)
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


def check_all(
    text: str, sources: tuple[Source, ...], before: tuple[str, ...] = ()
) -> tuple[tuple[Supported, ...], tuple[Dropped, ...]]:
    """Every sentence of the text against the sources, in order; a repeated sentence counts once."""
    supported: list[Supported] = []
    dropped: list[Dropped] = []
    for draft in drafts(text):
        outcome = check(draft, sources, before)
        if isinstance(outcome, Dropped):
            dropped.append(outcome)
        elif all(outcome.text != other.text for other in supported):
            supported.append(outcome if supported else _named(outcome))
            before = outcome.speakers
    return tuple(supported), tuple(dropped)


def _named(first: Supported) -> Supported:
    """The first sentence with a name where it begins with a pronoun: nobody has been named yet whom it could mean."""
    pronoun = _PRONOUN.match(first.text)
    ground = first.grounds[0]
    speakers = {quote.speaker for quote in ground.source.quotes_at(ground.start, ground.end)}
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
