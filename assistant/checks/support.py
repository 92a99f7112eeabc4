"""Whether the articles say what a sentence says: its names, its numbers and enough of its words, in one place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.checks.dates import without_dates
from assistant.checks.synonyms import GENERIC, told_in
from assistant.checks.words import FUNCTION_WORDS, content_stems, name_tokens, names_in, together, words_of
from assistant.evidence import Source
from index.sentences import sentence_spans

LEAST_COVERAGE = 0.6
"""The share of a sentence's content words that its evidence must hold."""
_LONGEST_WINDOW = 3
_FEW = 2
_THIN = 4
"""Words for each content word, from which a sentence has too few of these to go by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The evidence of a sentence: `article.text[start:end]` of a source, and the share of its words found there."""

    source: Source
    start: int
    end: int
    coverage: float


def best_support(sentence: str, source: Source) -> Support:
    """The shortest run of up to three sentences of the source that holds most of the sentence's content words."""
    wanted = content_stems(sentence) - content_stems(about(source)) - GENERIC
    best = Support(source=source, start=source.start, end=source.start, coverage=0.0)
    for start, end in _windows(source):
        held = content_stems(source.article.text[start:end]) | _speaker_stems(source, start, end)
        coverage = len(told_in(wanted, held)) / len(wanted) if wanted else 0.0
        longer = (end - start) > (best.end - best.start)
        if coverage > best.coverage + (0.12 if longer and best.coverage >= LEAST_COVERAGE else 0.0):
            best = Support(source=source, start=start, end=end, coverage=coverage)
    return best


def _windows(source: Source) -> Iterator[tuple[int, int]]:
    spans = [(source.start + start, source.start + end) for start, end in sentence_spans(source.text)]
    for length in range(1, _LONGEST_WINDOW + 1):
        for first in range(len(spans) - length + 1):
            yield spans[first][0], spans[first + length - 1][1]


def about(source: Source) -> str:
    """What may be said of the article itself in any sentence: outlet and date."""
    published = source.article.known_day()
    return f"{source.article.outlet or ''} {published.strftime('%A %d %B %Y') if published else ''}"


def _speaker_stems(source: Source, start: int, end: int) -> frozenset[str]:
    speakers = {quote.speaker for quote in source.quotes_at(start, end) if quote.speaker} | {source.speaker or ""}
    return content_stems(" ".join(sorted(speakers)))


def evidence_of(support: Support) -> str:
    """The words that bear a sentence out."""
    return support.source.article.text[support.start : support.end]


def enough(sentence: str, support: Support, cues: str) -> bool:
    """Whether the evidence has enough of the sentence's content words, and of those that are no names.

    Names alone prove nothing, and of two words or fewer each one counts. `cues` are its words of speech, which are the
    ledger's business.
    """
    wanted = content_stems(without_dates(sentence)) - content_stems(f"{about(support.source)} {cues}") - GENERIC
    wanted = frozenset(stem for stem in wanted if not stem[0].isdigit())
    held = content_stems(f"{evidence_of(support)} {support.source.article.title}") | _speaker_stems(
        support.source, support.start, support.end
    )
    plain = wanted - content_stems(" ".join(names_in(sentence)))
    found = told_in(wanted, held)
    if (len(plain) <= _FEW and not plain <= found) or not _is_told_at_length(sentence, wanted, evidence_of(support)):
        return False
    share = len(plain & found) >= LEAST_COVERAGE * len(plain)
    return bool(wanted) and len(found) >= LEAST_COVERAGE * len(wanted) and share and bool(plain or cues)


def _is_told_at_length(sentence: str, wanted: frozenset[str], evidence: str) -> bool:
    """Whether a sentence of few content words among many has most of all its words in the evidence; True of others.

    "She would not say whether there would be any in it" proves nothing by the one word that it shares.
    """
    words = words_of(sentence)
    if len(words) < _THIN * (len(wanted) or 1):
        return True
    known = frozenset(words_of(evidence))
    return sum(word in known for word in words) >= LEAST_COVERAGE * len(words)


def foreign_names(sentence: str, source: Source) -> tuple[str, ...]:
    """Names of the sentence with a part that stands nowhere in the article or what is known of it."""
    article = source.article
    known_of = f"{article.text} {article.title} {article.outlet or ''} {' '.join(article.byline)} {about(source)}"
    known = _words_and_parts(known_of)
    single = (part for name in names_in(sentence) for part in re.split(r"(?<=\w)['’]s\s+", name))
    return tuple(name for name in single if not _known(name, known) or not together(name, known_of))


@lru_cache(maxsize=256)
def _words_and_parts(text: str) -> frozenset[str]:
    words = words_of(text)
    return frozenset((*words, *(token for word in words for token in word.split("-"))))


def _known(name: str, known: frozenset[str]) -> bool:
    tokens = [token for word in words_of(" ".join(name_tokens(name))) for token in word.split("-")]
    return all(token in known or token in FUNCTION_WORDS or _in_another_form(token, known) for token in tokens)


def _in_another_form(token: str, known: frozenset[str]) -> bool:
    """Whether the article has a name in a longer form: "Russia" where it says "Russian"."""
    return len(token) > 4 and any(word.startswith(token) and len(word) <= len(token) + 2 for word in known)
