"""A sentence whose wording alone keeps it out, told in the words of the article's sentence that bears it out.

What a writer puts too freely is mostly true. Who says a thing, whether it is so and how surely must not be lost on the
way: what fails for that is not told at all, nor is a sentence that leans on the one before it.
"""

import re
from functools import lru_cache

from assistant.checks import Draft, check
from assistant.checks.claims import claims_of
from assistant.checks.outcomes import Ground, Supported
from assistant.checks.quotations import outside_quotations
from assistant.checks.support import LEAST_COVERAGE
from assistant.checks.synonyms import GENERIC, held_in
from assistant.checks.unsaid import is_command
from assistant.checks.verbatim import copied
from assistant.checks.words import content_stems
from assistant.evidence import Source
from index.datelines import after_dateline
from index.sentences import sentence_spans

_FEWEST = 3
"""Content words of a sentence, fewer of which say little about what it comes close to."""
_MUCH_MORE = 5
"""So many times as many words tell other things besides."""
_LEANS = re.compile(
    r"\W*(?:he|she|they|it|this|that|these|those|his|her|their|its|such|there|but|and|so|yet|instead|also|then)\b",
    re.IGNORECASE,
)
_MINE = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s)\b(?!\.)")


@lru_cache(maxsize=512)
def in_the_articles_words(text: str, reason: str, sources: tuple[Source, ...]) -> Supported | None:
    """The sentence of the sources that says in its own words what one says that failed for `reason`; else None."""
    found = check(Draft(text=text), sources, freely=True)
    wanted = content_stems(text) - GENERIC
    if not isinstance(found, Supported) or len(wanted) < _FEWEST:
        return None
    ground = found.grounds[0]
    share, told = max(((_share(wanted, told), told) for told in _sentences(ground)), default=(0.0, ""))
    if share < LEAST_COVERAGE or not _stands_alone(told) or not _is_attributed(text, ground):
        return None
    own = copied(told, (ground.source,), ())
    return own and Supported(
        text=own.text,
        grounds=own.grounds,
        speakers=own.speakers,
        repairs=(f"put back into the article's own words: {reason}", *own.repairs),
    )


def _sentences(ground: Ground) -> list[str]:
    text = ground.source.article.text
    spans = [span for span in sentence_spans(text) if span[0] < ground.end and ground.start < span[1]]
    return [" ".join(text[after_dateline(text, start, end) : end].split()) for start, end in spans]


def _share(wanted: frozenset[str], told: str) -> float:
    held = content_stems(told)
    return len(held_in(wanted, held)) / len(wanted) if len(held) <= _MUCH_MORE * len(wanted) else 0.0


def _stands_alone(told: str) -> bool:
    """Whether it means without its neighbours, and under no name, what it means in its place."""
    return not (told.endswith("?") or is_command(told) or _LEANS.match(told) or _MINE.search(outside_quotations(told)))


def _is_attributed(text: str, ground: Ground) -> bool:
    """Whether somebody speaks in the place too where somebody speaks in the sentence, or where a column says it."""
    needs = claims_of(text, ()) or ground.source.article.kind == "opinion"
    return not needs or any(quote.speaker for quote in ground.statements)
