"""The quotations of a sentence against the sources: verified, put back, or without their marks. A false one ends it."""

from rapidfuzz import fuzz

from assistant.checks.claims import in_first_person
from assistant.checks.outcomes import Ground, Unsupported
from assistant.checks.polarity import negated, negations
from assistant.checks.quotations import (
    Quotation,
    Span,
    is_pieced,
    locate,
    quotations_in,
    restore,
    stands_in_marks,
)
from assistant.checks.speakers import claimed_for, disagreement
from assistant.checks.words import content_stems, words_of
from assistant.evidence import Source
from index.sentences import sentence_spans

_SAME_WORDS = 85.0
"""rapidfuzz's partial ratio (0-100) from which words in wrong marks are the article's own, in their order."""


def check_quotations(
    text: str, cited: tuple[Source, ...], sources: tuple[Source, ...], before: tuple[str, ...]
) -> tuple[str, tuple[Ground, ...], tuple[str, ...]]:
    """The sentence with each quotation verified, put back to the article's words, or without its marks."""
    grounds: list[Ground] = []
    repairs: list[str] = []
    for quotation in reversed(quotations_in(text)):
        ground = _place(quotation, text, cited, sources, before)
        if ground is None:
            if is_pieced(quotation.words) or in_first_person(quotation.words):
                raise Unsupported(f"no source has “{quotation.words}” as a quotation")
            if not _reported(quotation.words, sources):
                raise Unsupported(f"no source has “{quotation.words}”")
            text = text[: quotation.start] + quotation.words + text[quotation.end :]
            repairs.append(f"quotation marks removed: no source has “{quotation.words}” as a quotation")
            continue
        if ground.source not in cited and cited:
            repairs.append(f"citation moved to where “{quotation.words}” stands")
        grounds.append(ground)
        text, restored = _put_back(quotation, text, ground)
        repairs += restored
    return text, tuple(reversed(grounds)), tuple(reversed(repairs))


def _reported(words: str, sources: tuple[Source, ...]) -> bool:
    """Whether some sentence of the sources has what was wrongly put in quotation marks, in nearly the same words."""
    wanted = _in_order(words)
    told = (source.text[start:end] for source in sources for start, end in sentence_spans(source.text))
    return any(
        wanted in _in_order(sentence)
        and negated(words) == negated(sentence)
        and negations(words) <= negations(sentence)
        and fuzz.partial_ratio(words.strip(" .,"), sentence) >= _SAME_WORDS
        for sentence in told
    )


def _in_order(text: str) -> str:
    """The content stems one after the other."""
    stems = (min(content_stems(word), default="") for word in words_of(text))
    return f" {' '.join(stem for stem in stems if stem)} "


def _place(
    quotation: Quotation, text: str, cited: tuple[Source, ...], sources: tuple[Source, ...], before: tuple[str, ...]
) -> Ground | None:
    """Where the quotation stands, said by whom the sentence says; cited sources first, their extracts first.

    Raises Unsupported where the words are somebody else's.
    """
    claimed = claimed_for(quotation, text, before)
    wrong: str | None = None
    for source in (*cited, *(source for source in sources if source not in cited)):
        for spans in _places(quotation.words, source):
            quotes = (quote for start, end in spans for quote in source.quotes_at(start, end))
            speakers = frozenset(quote.speaker for quote in quotes if quote.speaker)
            problem = disagreement(claimed, speakers, source)
            if problem is None:
                return Ground(source=source, start=spans[0][0], end=spans[-1][1])
            wrong = wrong or f"“{quotation.words}” was {problem}"
    if wrong is not None:
        raise Unsupported(wrong)
    return None


def _places(words: str, source: Source) -> list[tuple[Span, ...]]:
    text = source.article.text
    extract = (source.start, source.end)
    places = [*locate(words, text, extract), *locate(words, text)]
    if not places and (restored := restore(words, text, extract)):
        places = [(restored,)]
    return [spans for spans in places if stands_in_marks(text, spans)]


def _put_back(quotation: Quotation, text: str, ground: Ground) -> tuple[str, tuple[str, ...]]:
    """The sentence with the article's words between the marks, where the model's differ from them."""
    if any(locate(quotation.words, ground.source.article.text, (ground.start, ground.end))):
        return text, ()
    words = ground.source.article.text[ground.start : ground.end]
    opening, closing = text[quotation.start], text[quotation.end - 1]
    text = text[: quotation.start] + opening + words + closing + text[quotation.end :]
    return text, (f"quotation put back to the article's words: “{words}”",)
