"""Whether the articles say what a sentence says: its names, its numbers and enough of its words, in one place."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.checks.quotations import outside_quotations
from assistant.checks.words import FUNCTION_WORDS, content_stems, name_tokens, names_in, numbers_in, words_of
from assistant.evidence import Source
from index.sentences import sentence_spans
from index.values import Quote

LEAST_COVERAGE = 0.6
"""The share of a sentence's content words that its evidence must hold."""
_LONGEST_WINDOW = 3
_NEGATIONS = frozenset("not never no nor neither cannot without denied denies deny refused rejected declined".split())
_CONTRACTED = ("n't", "n’t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """The evidence of a sentence: `article.text[start:end]` of a source, and the share of its words found there."""

    source: Source
    start: int
    end: int
    coverage: float


def best_support(sentence: str, source: Source) -> Support:
    """The shortest run of up to three sentences of the source that holds most of the sentence's content words."""
    wanted = content_stems(sentence) - content_stems(_about(source))
    best = Support(source=source, start=source.start, end=source.start, coverage=0.0)
    for start, end in _windows(source):
        held = content_stems(source.article.text[start:end]) | _speaker_stems(source, start, end)
        coverage = len(wanted & held) / len(wanted) if wanted else 0.0
        longer = (end - start) > (best.end - best.start)
        if coverage > best.coverage + (0.12 if longer and best.coverage >= LEAST_COVERAGE else 0.0):
            best = Support(source=source, start=start, end=end, coverage=coverage)
    return best


def _windows(source: Source) -> Iterator[tuple[int, int]]:
    spans = [(source.start + start, source.start + end) for start, end in sentence_spans(source.text)]
    for length in range(1, _LONGEST_WINDOW + 1):
        for first in range(len(spans) - length + 1):
            yield spans[first][0], spans[first + length - 1][1]


def _about(source: Source) -> str:
    """What may be said of the article itself in any sentence: outlet and date."""
    published = source.article.published
    return f"{source.article.outlet or ''} {published.day.strftime('%A %d %B %Y') if published else ''}"


def _speaker_stems(source: Source, start: int, end: int) -> frozenset[str]:
    speakers = {quote.speaker for quote in source.quotes_at(start, end) if quote.speaker} | {source.speaker or ""}
    return content_stems(" ".join(sorted(speakers)))


def closest_statements(sentence: str, support: Support) -> tuple[Quote, ...]:
    """The statements at the support that share most content words with the sentence, a third of them at least."""
    quotes = support.source.quotes_at(support.start, support.end)
    wanted = content_stems(sentence) - _speaker_stems(support.source, support.start, support.end)
    shared = [len(wanted & content_stems(quote.text)) for quote in quotes]
    most = max(shared, default=0)
    if most == 0 or most < len(wanted) / 3:
        return ()
    return tuple(quote for quote, count in zip(quotes, shared, strict=True) if count == most)


def foreign_numbers(sentence: str, source: Source) -> tuple[str, ...]:
    """Numbers of the sentence that neither the extract, its title nor its date has."""
    published = source.article.published
    known = numbers_in(f"{source.text} {source.article.title}")
    if published:
        known |= {str(published.day.year), str(published.day.month), str(published.day.day)}
    return tuple(sorted(numbers_in(sentence) - known))


def foreign_names(sentence: str, source: Source) -> tuple[str, ...]:
    """Names of the sentence with a part that stands nowhere in the article or what is known of it."""
    article = source.article
    about = f"{article.text} {article.title} {article.outlet or ''} {' '.join(article.byline)} {_about(source)}"
    known = set(words_of(about)) | {token for word in words_of(about) for token in word.split("-")}
    return tuple(name for name in names_in(sentence) if not _known(name, known))


def _known(name: str, known: set[str]) -> bool:
    tokens = [token for word in words_of(" ".join(name_tokens(name))) for token in word.split("-")]
    return all(token in known or token in FUNCTION_WORDS for token in tokens)


def adds_negation(sentence: str, support: Support) -> bool:
    """Whether the sentence denies something that its evidence does not."""
    evidence = support.source.article.text[support.start : support.end]
    return _negated(outside_quotations(sentence)) and not _negated(evidence)


def _negated(text: str) -> bool:
    lower = text.lower()
    return any(mark in lower for mark in _CONTRACTED) or not _NEGATIONS.isdisjoint(lower.replace(",", " ").split())
