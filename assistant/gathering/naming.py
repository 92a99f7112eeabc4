"""The sentence that names what a question asks for, where the one closest to the question does not: "a company bought
it. … Larchfield Estates, the new owner, …".

A question says by its first words what kind of thing answers it: a name, a place, a day, a number.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.checks.dates import dates_of
from assistant.checks.numbers import numbers_of
from assistant.checks.words import content_stems, names_in
from index.sentences import sentence_spans

_NEAR = 6
"""Sentences from the closest one to the one that names."""
_A_SENTENCE = 0.2
"""What a sentence farther away weighs, in shared words."""
_LONGEST = 320
"""Characters of a sentence that names."""
_ASKED = re.compile(
    r"\b(?:(?P<who>who|whom|whose|which (?:company|firm|group|band|team|player|club|man|woman|actor|actress|singer|"
    r"artist|author|writer|politician|country|bank|airline|museum|organi[sz]ation|party|\w+)|what (?:is|was) the name)"
    r"|(?P<where>where|(?:in )?(?:which|what) (?:city|town|country|state|place|village|region))"
    r"|(?P<when>when|(?:which|what) (?:day|year|month|date))"
    r"|how (?:many|much) (?P<of>\w+)|(?P<number>how (?:long|old|far|high|large|big|deep|tall|fast|often|heavy)))\b",
    re.IGNORECASE,
)
_PLACED = r"(?:in|at|near|off|from|to|into|outside|around|across)\s+(?:the\s+)?"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What kind of thing answers a question: whether a sentence `holds` one, and what else the question says."""

    holds: Callable[[str], bool]
    stems: frozenset[str]


def asked(question: str) -> Asked | None:
    """What a question asks for, by its question word; None where that says nothing."""
    found = _ASKED.search(question)
    if found is None:
        return None
    known = content_stems(question)
    if found["where"]:
        return Asked(lambda text: _has_name(text, known, placed=True), known)
    if found["who"]:
        return Asked(lambda text: _has_name(text, known, placed=False), known)
    if found["when"]:
        return Asked(lambda text: bool(dates_of(text)), known)
    counted = content_stems(found["of"] or "")
    return Asked(lambda text: bool(numbers_of(text)) and counted <= content_stems(text), known)


def _has_name(text: str, known: frozenset[str], *, placed: bool) -> bool:
    """Whether a text has a name that the question has not, where places stand or where none does."""
    first = text.split(maxsplit=1)[0] if text else ""
    for name in names_in(text):
        if name == first.rstrip(",:;’'"):  # a word that begins a sentence alone need not be a name
            continue
        behind = re.search(rf"\b{_PLACED}{re.escape(name)}", text) is not None
        if behind == placed and not dates_of(name) and not content_stems(name) <= known:
            return True
    return False


def naming(text: str, told: Span, question: Asked) -> Span | None:
    """The sentence near `told`, both spans of `text`, that names what is asked for; None where `told` may do so itself.

    Where `told` holds such a thing, too, the other must share words with the question.
    """
    spans = sentence_spans(text)
    inside = [place for place, (start, end) in enumerate(spans) if start < told[1] and told[0] < end]
    held = any(question.holds(text[slice(*spans[place])]) for place in inside)
    best: tuple[float, Span] | None = None
    for place, (start, end) in enumerate(spans):
        away = min((abs(place - one) for one in inside), default=0)
        if not 0 < away <= _NEAR or end - start > _LONGEST or not question.holds(text[start:end]):
            continue
        shared = len(question.stems & content_stems(text[start:end]))
        score = shared - _A_SENTENCE * away
        if (shared or not held) and (best is None or score > best[0]):
            best = score, (start, end)
    return None if best is None else best[1]
