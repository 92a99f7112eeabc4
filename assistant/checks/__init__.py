"""The checks: what a model wrote, sentence by sentence, against the sources it was given. Code decides, no model does.

A sentence leaves as `Supported` (with the characters it rests on and what was repaired) or as `Dropped` (with why).
The order of the steps is the order of `check`.
"""

import re
from dataclasses import dataclass, replace

from assistant.checks.claims import borrowed, claims_of, in_first_person, is_speech, unfounded
from assistant.checks.numbers import foreign_number
from assistant.checks.polarity import denies, negation_differs
from assistant.checks.quotations import (
    Quotation,
    Span,
    is_pieced,
    locate,
    outside_quotations,
    plain_marks,
    quotations_in,
    restore,
    stands_in_marks,
)
from assistant.checks.roles import misread, unsaid_verb
from assistant.checks.speakers import claimed_for, claimed_speakers, disagreement
from assistant.checks.support import Support, best_support, enough, evidence_of, foreign_names
from assistant.checks.words import FUNCTION_WORDS, content_stems, name_tokens, names_in, same_person
from assistant.citing import written
from assistant.evidence import Source
from assistant.values import Dropped
from index.sentences import sentence_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sentence as a model wrote it, with the numbers of the sources it names."""

    text: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Characters of a source's article that a sentence rests on."""

    source: Source
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    text: str
    grounds: tuple[Ground, ...]
    speakers: tuple[str, ...]
    """Whom the sentence makes speak: whom a pronoun of the next one means."""
    repairs: tuple[str, ...] = ()


_WITHOUT_VERB = 0.8
"""The share of its words that the evidence must hold where it lacks the sentence's main verb."""


class Unsupported(Exception):
    """Internal: a sentence fails a check; its message is the reason a reader sees."""


def check(draft: Draft, sources: tuple[Source, ...], before: tuple[str, ...] = ()) -> Supported | Dropped:
    """One sentence against all sources; `before` are the speakers of the sentence before it."""
    try:
        cited, repairs = _known_sources(draft, sources)
        text, quoted, more = _check_quotations(plain_marks(draft.text), cited, sources, before)
        support, moved = _find_support(text, cited, sources, quoted, before)
        text, credited = _credit(text, support, before)
    except Unsupported as failure:
        return Dropped(text=draft.text, reason=str(failure))
    grounds = _merge((*quoted, Ground(source=support.source, start=support.start, end=support.end)))
    return Supported(
        text=text,
        grounds=grounds,
        speakers=claimed_speakers(text, before) or before,
        repairs=(*repairs, *more, *moved, *credited),
    )


def _known_sources(draft: Draft, sources: tuple[Source, ...]) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    numbers = {source.n: source for source in sources}
    cited = tuple(numbers[n] for n in dict.fromkeys(draft.sources) if n in numbers)
    unknown = [n for n in draft.sources if n not in numbers]
    return cited, tuple(f"removed [{n}]: there is no such source" for n in unknown)


def _check_quotations(
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
    """Whether some sentence of the sources has all content words of what was wrongly put in quotation marks."""
    wanted = content_stems(words)
    return any(
        wanted <= content_stems(source.text[start:end])
        for source in sources
        for start, end in sentence_spans(source.text)
    )


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


def _find_support(
    text: str,
    cited: tuple[Source, ...],
    sources: tuple[Source, ...],
    quoted: tuple[Ground, ...],
    before: tuple[str, ...],
) -> tuple[Support, tuple[str, ...]]:
    """Where the sentence is supported: in a cited source, else in the best other one. Raises Unsupported."""
    at_quotations = tuple(dict.fromkeys(ground.source for ground in quoted if ground.source not in cited))
    first = _best(text, (*cited, *at_quotations), before)
    if isinstance(first, Support):
        return first, ()
    other = _best(text, tuple(source for source in sources if source not in cited), before)
    if isinstance(other, Support):
        moved = (f"citation moved from {_numbers(cited)} to [{other.source.n}]",) if cited else ()
        return other, moved
    raise Unsupported(first if cited else other)


def _numbers(cited: tuple[Source, ...]) -> str:
    return ", ".join(f"[{source.n}]" for source in cited)


def _best(text: str, candidates: tuple[Source, ...], before: tuple[str, ...]) -> Support | str:
    """The best support among the candidates that pass every check, else why the closest did not."""
    supports = sorted((best_support(text, source) for source in candidates), key=lambda s: -s.coverage)
    problem = "it names no source and no source says it"
    for index, support in enumerate(supports):
        found = _problem(text, support, before)
        if found is None:
            return support
        if index == 0:
            problem = found
    return problem


def _problem(text: str, support: Support, before: tuple[str, ...]) -> str | None:
    """Why the support does not bear the sentence out, or None where it does."""
    source = support.source
    evidence = evidence_of(support)
    titled = f"{evidence} {source.article.title}"
    claims = claims_of(text, before)
    cues = " ".join(claim.cue or "" for claim in claims)
    if names := foreign_names(text, source):
        return f"the source does not name {names[0]}"
    if (number := foreign_number(_undated(text, source), titled)) is not None:
        return f"the source does not have the number {number}"
    unsaid = not claims and support.coverage < _WITHOUT_VERB and unsaid_verb(text, titled)
    if not enough(text, support, cues) or unsaid:
        return "the sources do not say this"
    if not _finished(text, evidence):
        return "the sentence breaks off"
    reasons = (unfounded(claim, source, evidence) for claim in claims)
    if (reason := next((reason for reason in reasons if reason), None)) is not None:
        return reason
    plain = outside_quotations(text)
    if not (claims and all(is_speech(claim) for claim in claims)) and negation_differs(plain, evidence):
        return "the source says yes where this says no, or no where this says yes"
    return misread(plain, evidence)


def _finished(text: str, evidence: str) -> bool:
    """Whether the sentence ends as sentences do, or where a clause of its evidence ends."""
    if re.search(r"[.!?…][\"”’')\]]*$", text.rstrip()):
        return True
    last = re.escape(" ".join(text.split()[-2:]))
    return re.search(rf"{last}[.,;:!?”]", evidence) is not None


def _undated(text: str, source: Source) -> str:
    """The sentence without its article's own date, which its evidence need not repeat."""
    day = source.article.published.day if source.article.published else None
    for form in (written(day), f"{day:%B} {day.day}, {day.year}", f"{day:%B %Y}", day.isoformat()) if day else ():
        text = text.replace(form, "")
    return text


def _credit(text: str, support: Support, before: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The sentence with a name where it states as fact what its article only has somebody say. Raises Unsupported."""
    if claims_of(text, before) or claimed_speakers(text, before):
        return text, ()
    statement = borrowed(text, support.source, support.start, support.end)
    if statement is None:
        return text, ()
    named = statement.speaker is not None and bool(name_tokens(statement.speaker)) and names_in(statement.speaker)
    others = (name for name in names_in(text) for speaker in support.source.speakers() if same_person(name, speaker))
    if not named or denies(statement.cue) or in_first_person(statement.text):
        raise Unsupported("the source only reports these words, and does not say that they are so")
    if any(name not in statement.text and not same_person(name, statement.speaker or "") for name in others):
        raise Unsupported(f"said by {statement.speaker}")
    first, _, rest = text.partition(" ")
    lowered = f"{first.lower()} {rest}" if first.lower() in FUNCTION_WORDS else text
    return f"According to {statement.speaker}, {lowered}", (f"said to be the words of {statement.speaker}",)


def _merge(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    """Grounds of one article that overlap or touch, as one; in the order they are first named."""
    merged: list[Ground] = []
    for ground in grounds:
        for index, other in enumerate(merged):
            same = other.source.article.id == ground.source.article.id
            if same and ground.start <= other.end and other.start <= ground.end:
                start, end = min(other.start, ground.start), max(other.end, ground.end)
                merged[index] = replace(other, start=start, end=end)
                break
        else:
            merged.append(ground)
    return tuple(merged)


__all__ = ["Draft", "Ground", "Supported", "check"]
