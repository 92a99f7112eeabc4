"""Who does what: whether a sentence has a predicate's people, yes or no, and sureness as its evidence has them.

Only contradictions count here. That enough of a sentence is said at all is `support`'s business, what somebody said
`claims`'s.
"""

import re
from dataclasses import replace

from assistant.checks.apart import are_two, is_another
from assistant.checks.attached import miscounted, misdated
from assistant.checks.callings import miscalled
from assistant.checks.dates import dates_of
from assistant.checks.frames import LIGHT, TELLING, Frame, compared_in, frames_of, parsed, states_of
from assistant.checks.likeness import Likeness, called, is_bare, is_somebody_elses, likeness
from assistant.checks.numbers import numbers_of, same_amount
from assistant.checks.phrases import Phrase, owners_in
from assistant.checks.polarity import negated_stems
from assistant.checks.synonyms import held_in, opposites
from assistant.checks.words import content_stems
from assistant.evidence import Source
from index.sentences import sentence_spans

_FIRST = frozenset({"i", "me"})
_PLACED = frozenset({"in", "at", "near", "off", "outside"})
_AMOUNTS = frozenset({"to", "by", "at", "from"})
_NEIGHBOURS = frozenset({"of", "with", "for", "on", "into", "over", "through", "against"})
_AFTER_BLANK = re.compile(r"\s{3}to\s$")
"""Where an infinitive hangs on words of a quotation, which are blanked: "is “heartbroken” to hear"."""
_MAIN = ("agent", "patient", "to", "from", "than")


def misread(sentence: str, source: Source, start: int, end: int, *, told: frozenset[str]) -> str | None:
    """What `start:end` of the article says otherwise of a predicate that the sentence has too; None where nothing.

    `told` are its words of speech: who says what has been held against the ledger.
    """
    theirs = _evidence_frames(source, start, end)
    evidence = source.article.text[start:end]
    for frame in (*frames_of(sentence), *states_of(sentence)):
        if frame.verb in TELLING and frame.word in told:
            continue
        if _AFTER_BLANK.search(sentence[: frame.start]):
            frame = replace(frame, surety="wished")
        same = [other for other in theirs if _same_act(frame, other)]
        same = [other for other in same if _have_one_in_common(frame, other, source)] or same
        problems = [_clash(frame, other, source, evidence) for other in same]
        if problems and all(problems):
            return problems[0]
        if _opposed(frame, theirs, source):
            return f"the source says the opposite of “{frame.word}”"
        if not same and not frame.denied and _only_denied(frame.word, sentence, evidence):
            return "the source says no where this says yes"
    if _is_turned_round(sentence, evidence):
        return "the source has it the other way round: “than”"
    return (
        misdated(sentence, source, start, end)
        or miscounted(sentence, evidence)
        or miscalled(sentence, f"{source.article.title}.\n\n{source.article.text}")
    )


def _is_turned_round(sentence: str, evidence: str) -> bool:
    """Whether of two things compared by "than" the evidence has the other one first."""
    told = [(one.stems, other.stems) for one, other in compared_in(evidence)]
    return any(
        first.stems & behind and second.stems & before and not first.stems & before
        for first, second in compared_in(sentence)
        for before, behind in told
    )


def _opposed(frame: Frame, theirs: list[Frame], source: Source) -> bool:
    """Whether the evidence has the opposite verb of the same thing, and not this one: "destroyed", "saved"."""
    things = frame.of("patient") or frame.of("agent")
    others = [other for other in theirs if other.verb in opposites(frame.verb) and other.denied == frame.denied]
    spoken = any(other.verb == frame.verb for other in theirs)
    return not spoken and any(_meet(things, other, source) for other in others)


def _meet(things: tuple[Phrase, ...], other: Frame, source: Source) -> bool:
    there = other.of("patient") or other.of("agent")
    return any(likeness(one, thing, source) == "same" for one in things for thing in there)


def _only_denied(word: str, sentence: str, evidence: str) -> bool:
    """Whether the evidence has the word, as another part of speech, only under a "not": "would not give the names"."""
    stems = content_stems(word)
    return bool(stems) and stems <= negated_stems(evidence) and not stems & negated_stems(sentence)


def _evidence_frames(source: Source, start: int, end: int) -> list[Frame]:
    """The frames of the evidence and of its title, "I" of a quotation with its speaker's name in its place."""
    text = source.article.text[start:end]
    spoken = [_named(frame, source, start) for frame in (*frames_of(text), *states_of(text))]
    return [*spoken, *frames_of(source.article.title)]


def _named(frame: Frame, source: Source, offset: int) -> Frame:
    return replace(frame, roles=tuple((role, _speaker_for(phrase, source, offset)) for role, phrase in frame.roles))


def _speaker_for(phrase: Phrase, source: Source, offset: int) -> Phrase:
    if phrase.pronoun is None:
        return phrase
    if phrase.pronoun in _FIRST:
        quotes = source.quotes_at(phrase.start + offset, phrase.end + offset)
    else:
        quotes = tuple(quote for quote in source.quotes if quote.speaker_start == phrase.start + offset)
    speakers = {quote.speaker for quote in quotes if quote.speaker}
    if len(speakers) != 1:
        return phrase
    name = speakers.pop()
    capitals = frozenset(word.lower() for word in name.split() if word[:1].isupper())
    return replace(phrase, text=name, pronoun=None, names=capitals, stems=content_stems(name))


def _same_act(mine: Frame, theirs: Frame) -> bool:
    if mine.verb != theirs.verb:
        return False
    if mine.verb not in LIGHT:
        return True
    objects, others = mine.of("patient"), theirs.of("patient")
    return any(one.stems & other.stems for one in objects for other in others)


def _have_one_in_common(mine: Frame, theirs: Frame, source: Source) -> bool:
    """Whether somebody or something has one role in both, so that the other roles can be held against each other."""
    pairs = ((phrase, other) for role, phrase in mine.roles for other in theirs.of(role))
    return any(likeness(one, other, source) == "same" and not _counted_otherwise(one, other) for one, other in pairs)


def _counted_otherwise(one: Phrase, other: Phrase) -> bool:
    mine, theirs = (frozenset(stem for stem in phrase.stems if stem[0].isdigit()) for phrase in (one, other))
    return bool(mine and theirs) and not mine & theirs


def _clash(mine: Frame, theirs: Frame, source: Source, evidence: str) -> str | None:
    """Why the evidence's predicate is not the sentence's, or None where it can be."""
    for role, phrase in mine.roles:
        problem = _bearer_clash(role, phrase, theirs) or _role_clash(role, phrase, mine, theirs, source, evidence)
        if problem is not None:
            return problem
    if mine.denied != theirs.denied:
        return "the source says yes where this says no, or no where this says yes"
    plain = mine.verb not in {"have", "be"}
    if (mine.surety == "fact" and theirs.surety != "fact" and plain) or (
        mine.surety == "future" and (theirs.surety == "possible" or (theirs.surety == "wished" and plain))
    ):
        return f"the source does not say that it is so: “{mine.word}”"
    return None


def _role_clash(role: str, phrase: Phrase, mine: Frame, theirs: Frame, source: Source, evidence: str) -> str | None:
    there = theirs.of(role)
    if (problem := _beside_clash(role, phrase, mine, theirs, source, evidence)) is not None:
        return problem
    if role not in _MAIN or phrase.pronoun:
        return None
    alike: list[Likeness] = [likeness(phrase, other, source) for other in there]
    if "other" in alike and phrase.names:  # who was fined is not what the fine was
        alike = [one for one, other in zip(alike, there, strict=True) if one != "unknown" or not numbers_of(other.text)]
    amount = _other_amount(phrase, there, alike) if role in {"agent", "patient"} else None
    if amount or "same" in alike:
        return amount or _of_another(phrase, there, theirs, evidence)
    turned = next((other for other in _MAIN if other != role and _is_filled(phrase, theirs.of(other), source)), None)
    if turned and not _one_sided(role, turned, mine, theirs):
        return f"the source has it the other way round: “{theirs.word}”"
    return _is_anothers(role, phrase, theirs, alike, source, evidence)


def _is_anothers(
    role: str, phrase: Phrase, theirs: Frame, alike: list[Likeness], source: Source, evidence: str
) -> str | None:
    """Why the evidence's predicate is of somebody or something else, by another name or word, or as an "it"."""
    there = theirs.of(role)
    if there and there[0].pronoun == "it" and is_another(phrase, there[0], evidence, source):
        return f"the source does not say “{theirs.word}” of {phrase.text}"
    if "unknown" in alike and not (len(there) == 1 and are_two(phrase, there[0], source)):
        return None
    if not there:
        return None
    if (
        "unknown" in alike
        or "other" in alike
        or _strange(role, phrase, there[0], evidence)
        or are_two(phrase, there[0], source)
    ):
        return f"the source says “{theirs.word}” of {there[0].text}, not of {phrase.text}"
    return None


def _bearer_clash(role: str, phrase: Phrase, theirs: Frame) -> str | None:
    """Of whom the evidence says it, where the phrase names only with whom that one has to do; None where it fits."""
    main = [other for name in _MAIN for other in theirs.of(name)]
    if role not in _MAIN or any(phrase.names & (other.names - other.others) for other in main):
        return None
    bearer = next((other for other in main if is_somebody_elses(phrase, other)), None)
    return None if bearer is None else f"the source says “{theirs.word}” of {bearer.text}, not of {phrase.text}"


def _of_another(phrase: Phrase, there: tuple[Phrase, ...], theirs: Frame, evidence: str) -> str | None:
    """Why a part, an amount or a kind is another thing's: "sales of lager" where its sentence has them "of bitter"."""
    start, end = next(((a, b) for a, b in sentence_spans(evidence) if a <= theirs.start < b), (0, 0))
    for other in there:
        strange = phrase.whose and other.whose and not held_in(phrase.whose, other.whose)
        if strange and phrase.whose <= owners_in(parsed(evidence[start:end])):
            return f"the source says “{theirs.word}” of {other.text}, not of {phrase.text}"
    return None


def _beside_clash(role: str, phrase: Phrase, mine: Frame, theirs: Frame, source: Source, evidence: str) -> str | None:
    """Why the evidence's predicate has something else behind a preposition: another amount, place or neighbour."""
    there = theirs.of(role)
    alone = len(numbers_of(phrase.text)) == 1
    if role in _AMOUNTS and is_bare(phrase) and alone and (amount := _other_amount(phrase, there, [])):
        return amount
    if role in _PLACED:
        return _other_place(phrase, there)
    if role in {"with", "without"} and (denied := _with_or_without(role, phrase, theirs, source)):
        return denied
    if role in _NEIGHBOURS and _is_moved(phrase, there, mine, theirs, source, evidence):
        return f"the source says “{theirs.word} {role}” of {there[0].text}, not of {phrase.text}"
    return None


def _with_or_without(role: str, phrase: Phrase, theirs: Frame, source: Source) -> str | None:
    other = "without" if role == "with" else "with"
    if not _is_filled(phrase, theirs.of(role), source) and _is_filled(phrase, theirs.of(other), source):
        return f"the source says “{other}”, not “{role}”"
    return None


def _is_moved(
    phrase: Phrase, there: tuple[Phrase, ...], mine: Frame, theirs: Frame, source: Source, evidence: str
) -> bool:
    """Whether what a verb goes with is something else in its sentence, where the phrase goes with another verb."""
    if phrase.pronoun or len(there) != 1 or numbers_of(phrase.text) or dates_of(phrase.text) or there[0].pronoun:
        return False
    if likeness(phrase, there[0], source) not in {"unlike", "other"}:
        return False
    start, end = next(((a, b) for a, b in sentence_spans(evidence) if a <= theirs.start < b), (0, 0))
    others = (frame for frame in frames_of(evidence) if frame.start != theirs.start and start <= frame.start < end)
    elsewhere = any(phrase.stems <= other.stems for frame in others for _, other in frame.roles if other.stems)
    return elsewhere and theirs.verb == mine.verb


def _strange(role: str, phrase: Phrase, other: Phrase, evidence: str) -> bool:
    """Whether a doer called differently is another one: "the insurgents" may be the fighters of a sentence before."""
    if role != "agent" or not other.text.lower().startswith("the "):
        return role == "agent"
    spans = sentence_spans(evidence)
    start, end = next(((a, b) for a, b in spans if a <= other.start < b), (0, 0))
    before, same = content_stems(evidence[:start]), content_stems(evidence[start:end])
    return not held_in(phrase.stems, before) or bool(held_in(phrase.stems, same))


def _is_filled(phrase: Phrase, others: tuple[Phrase, ...], source: Source) -> bool:
    return any(likeness(phrase, other, source) == "same" for other in others)


def _one_sided(role: str, turned: str, mine: Frame, theirs: Frame) -> bool:
    """Whether one has no object and so its subject may be the other's: "the unit will close", "to close the unit"."""
    pair = {role, turned}
    return pair == {"agent", "patient"} and (
        (role == "agent" and not mine.of("patient")) or (turned == "agent" and not theirs.of("patient"))
    )


def _other_place(phrase: Phrase, there: tuple[Phrase, ...]) -> str | None:
    named = [other for other in there if other.names and not dates_of(other.text)]
    if not phrase.names or dates_of(phrase.text) or not named:
        return None
    if any(called(phrase) & called(other) for other in named):
        return None
    return f"the source says {named[0].text}, not {phrase.text}"


def _other_amount(phrase: Phrase, there: tuple[Phrase, ...], alike: list[Likeness]) -> str | None:
    """Both count one thing, or one of them counts what it does not name again, and they differ."""
    wanted = numbers_of(phrase.text)
    same = [other for other, like in zip(there, alike, strict=False) if like == "same"]
    alike_ones = [*same, *(other for other in there if is_bare(other) or is_bare(phrase))]
    told = [number for other in alike_ones for number in numbers_of(other.text)]
    for number in wanted:
        if told and not any(same_amount(number, other) for other in told):
            return f"the source says {told[0].text}, not {number.text}"
    return None
