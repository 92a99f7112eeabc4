"""A sentence that does not stand, told in the words of the article's sentence that it comes closest to.

What a writer puts too freely is mostly true: of 23 true sentences that failed 18 came close to one that tells the same.
"""

from collections.abc import Iterator

from assistant.checks.outcomes import Supported
from assistant.checks.support import LEAST_COVERAGE
from assistant.checks.synonyms import GENERIC, held_in
from assistant.checks.unsaid import is_command
from assistant.checks.verbatim import DATELINE, copied
from assistant.checks.words import content_stems
from assistant.evidence import Source
from index.sentences import sentence_spans

_FEWEST = 3
"""Content words of a sentence, fewer of which say little about what it comes close to."""
_MUCH_MORE = 5
"""So many times as many words tell other things besides."""


def in_the_articles_words(
    text: str, reason: str, sources: tuple[Source, ...], before: tuple[str, ...]
) -> Supported | None:
    """The closest sentence of the sources in place of one that failed for `reason`; None where none is close."""
    wanted = content_stems(text) - GENERIC
    if len(wanted) < _FEWEST:
        return None
    shares = [(_share(wanted, told), told, source) for source in sources for told in _sentences(source)]
    share, told, source = max(shares, key=lambda one: one[0], default=(0.0, "", None))
    if source is None or share < LEAST_COVERAGE or told.endswith("?") or is_command(told):
        return None
    found = copied(told, (source,), before)
    return found and Supported(
        text=found.text,
        grounds=found.grounds,
        speakers=found.speakers,
        repairs=(f"put back into the article's own words: {reason}", *found.repairs),
    )


def _sentences(source: Source) -> Iterator[str]:
    for start, end in sentence_spans(source.text):
        yield DATELINE.sub("", " ".join(source.text[start:end].split()))


def _share(wanted: frozenset[str], told: str) -> float:
    held = content_stems(told)
    return len(held_in(wanted, held)) / len(wanted) if len(held) <= _MUCH_MORE * len(wanted) else 0.0
