"""Whether two sentences of different articles tell one thing with two values: 11 homes flooded in one, 14 in the other.

It rather misses a difference than makes one up. Both must tell of one thing (`scene`), the values must be of one kind
and hang on the same, and who has the other's value anywhere differs from nobody.
"""

import re
from datetime import date

from assistant.accounts.asked import hooks_asked, is_single, kind_of
from assistant.accounts.scene import Place, of_other_days
from assistant.accounts.told import Hook, Value, values_of
from assistant.checks.dates import Dated, dates_of, same_day
from assistant.checks.frames import Frame, frames_of
from assistant.checks.likeness import likeness
from assistant.checks.numbers import Number, numbers_of, same_amount
from assistant.checks.synonyms import held_in
from assistant.checks.words import content_stems, name_tokens, names_in, same_person, words_of
from assistant.evidence import Source
from index.countries import country

_ROUNDING = 0.06
"""How far a round number may lie from the exact one that it stands for, as in the checks."""
_ROOM = 1.25
"""Times by which a figure may lie above "more than" another."""
_SURE = frozenset({"fact", "future"})
_ASKED_OF = frozenset({"agent", "patient", "to", "from", "for", "with", "of"})
"""Roles of a question's verb whose person or thing the other sentence's verb must have, too."""
_SAME_NEWS = 92
"""Days between reports of one state of things: a figure or an office holder of another season contradicts none."""
_DOUBT = re.compile(r"\b(?:may|might|could|can|should|must|would|if|unless|allegedly|reportedly)\b", re.IGNORECASE)
_WH = ("who", "what", "which", "how", "whose", "where")
_BESIDE = 4
"""Same words right beside two values, in front and behind together, that put one in the other's place."""
_ANYBODY = content_stems("people person resident victim")
"""What is counted where just anybody is: "14 people" may be "14 residents", and are not "14 children"."""
_GROWING = content_stems(
    "die dead death toll kill casualty injure wounded missing hurt infected case evacuate displaced homeless flooded "
    "destroyed damaged arrested detained rescued sign signature raised donated counted so far"
)


def rival_of(value: Value, told: Place, other: Place, question: str) -> Value | None:
    """The value that another sentence tells in the place of this one; None where it tells the same, or of another.

    Both sentences are `of_one_thing`.
    """
    if _is_told(value, other.article.text, other.day):
        return None
    asked = hooks_asked(question) if kind_of(question) == value.kind else frozenset[Hook]()
    found = [
        (_nearness(value, rival, asked, question), -rival.start, rival)
        for rival in values_of(other.text)
        if _comparable(value, rival) and not _is_told(rival, told.text, told.day) and not _is_asked(rival, question)
    ]
    near, _, rival = max(found, key=lambda one: one[:2], default=(0, 0, None))
    if rival is None or not near or _other_event(value, rival, told, other) or _of_another(rival, other, question):
        return None
    return rival


def teller(value: Value, other: Place, question: str) -> Value | None:
    """The other sentence's own value where it tells the same. Both are `of_one_thing`."""
    asked = hooks_asked(question) if kind_of(question) == value.kind else frozenset[Hook]()
    same = [one for one in values_of(other.text) if one.kind == value.kind and same_value(value, one, other.day)]
    return next((one for one in same if _nearness(value, one, asked, question)), None)


def differs(value: Value, text: str, day: date | None) -> bool:
    """Whether a text does not have the value, in any form."""
    return not _is_told(value, text, day)


def may_answer(value: Value, question: str) -> bool:
    """Whether a value of a sentence can be what the question asks for."""
    kind = kind_of(question)
    if _is_asked(value, question) or (kind is not None and kind != value.kind):
        return False
    return kind is not None or value.kind != "name"


def same_value(one: Value, other: Value, published: date | None = None) -> bool:
    return _is_told(one, other.text, published) or _is_told(other, one.text, published)


def _is_asked(value: Value, question: str) -> bool:
    """Whether the question names the value itself."""
    if value.kind == "name":
        return bool(content_stems(value.text)) and bool(content_stems(value.text) & content_stems(question))
    if value.number is not None:
        return any(same_amount(value.number, other) for other in numbers_of(question))
    return value.text.lower() in question.lower()


def _comparable(value: Value, rival: Value) -> bool:
    """Whether two values are of one kind: of one unit and measure, or days told as far as one another."""
    if value.kind != rival.kind:
        return False
    one, two = value.number, rival.number
    if one is not None and two is not None:
        same = (one.unit, one.measure, one.rate) == (two.unit, two.measure, two.rate)
        return same and len(numbers_of(value.text)) == len(numbers_of(rival.text))
    if value.dated is not None and rival.dated is not None:
        return _told_as_far(value.dated, rival.dated)
    return True


def _told_as_far(one: Dated, other: Dated) -> bool:
    return any(a is not None and b is not None for a, b in ((one.year, other.year), (one.day, other.day)))


def _is_told(value: Value, text: str, day: date | None) -> bool:
    """Whether a text tells the value, in its own way: rounded, shortened, in words."""
    if value.number is not None:
        there = numbers_of(text)
        return all(any(_one_amount(mine, other) for other in there) for mine in numbers_of(value.text))
    if value.dated is not None:
        return any(same_day(value.dated, other, day) for other in dates_of(text))
    words = set(words_of(text))
    tokens = [token for token in name_tokens(value.text) if len(token) > 1]
    land = country(tokens[-1]) if tokens else None
    if land and any(country(word) == land for word in words):
        return True
    return set(tokens) <= words or any(same_person(value.text, name) for name in names_in(text))


def _one_amount(mine: Number, other: Number) -> bool:
    """Whether both can stand for one amount: "£38m" for "£38.2 million"."""
    if same_amount(mine, other) or same_amount(other, mine):
        return True
    if mine.unit != other.unit or not mine.value or not other.value:
        return False
    if _is_bound(mine, other) or _is_bound(other, mine):
        return True
    rough, exact = sorted((mine.value, other.value), key=_digits)
    digits = max(1, _digits(rough))
    rounded = float(f"{exact:.{digits}g}") if digits < _digits(exact) else exact
    scaled = bool(mine.unit) or max(mine.value, other.value) >= 100  # of fewer, each counts
    return scaled and rounded == rough and abs(rough - exact) <= _ROUNDING * exact


def _is_bound(mine: Number, other: Number) -> bool:
    """Whether "more than 1,000" leaves room for the other's 1,200, or "almost 1,300" does."""
    times = other.value / mine.value
    return (mine.near == "over" and 1 <= times <= _ROOM) or (mine.near == "under" and 1 / _ROOM <= times <= 1)


def _digits(value: float) -> int:
    return len(f"{value:f}".rstrip("0").rstrip(".").replace(".", "").strip("0"))


def _nearness(value: Value, rival: Value, asked: frozenset[Hook], question: str) -> int:
    """How much both hang on the same: shared hooks, or the same words beside them; 0 where nothing ties them."""
    shared = rival.hooks & (value.hooks | asked)
    beside = sum(a == b for a, b in zip(_outward(value), _outward(rival), strict=True) if a)
    if value.kind == "name":
        shared = frozenset(hook for hook in shared if is_single(frozenset({hook}), question))
    if any(_elsewhere(value, rival, how) for how in ("count", "whose", "of what")):
        return 0
    if _hung(value, "count") and not _hung(rival, "count"):
        shared &= value.hooks
    if all(how in {"count", "of what"} for how, _ in shared):  # 17 people killed are not 17 people arrested
        shared = frozenset[Hook]()
    return len(shared) + (beside if beside >= _BESIDE else 0)


def _hung(value: Value, how: str) -> frozenset[str]:
    return frozenset(word for role, word in value.hooks if role == how)


def _elsewhere(value: Value, rival: Value, how: str) -> bool:
    """Whether both count something, or are somebody's, and not the same."""
    mine, theirs = _hung(value, how), _hung(rival, how)
    return bool(mine and theirs) and not mine & theirs and not (mine <= _ANYBODY and theirs <= _ANYBODY)


def _outward(value: Value) -> tuple[str, ...]:
    at = value.around.index("…")
    before, behind = value.around[:at][::-1], value.around[at + 1 :]
    return (*(*before, "", "", "")[:3], *(*behind, "", "", "")[:3])


def _other_event(value: Value, rival: Value, told: Place, other: Place) -> bool:
    """Whether the acts that both values hang on are of other days, people or things."""
    if value.kind != "date" and (_apart(told, other) or (not grows(value) and of_other_days(told, other))):
        return True
    source, theirs = Source(n=1, article=told.article, start=told.start, end=told.end), frames_of(other.text)
    verbs = {verb for _, verb in value.hooks & rival.hooks}
    pairs = [(a, b) for a in frames_of(told.text) for b in theirs if a.verb == b.verb and a.verb in verbs]
    return bool(pairs) and all(
        _is_sure(a, told.text) != _is_sure(b, other.text) or _differ(a, b, value, rival, source) for a, b in pairs
    )


def _apart(told: Place, other: Place) -> bool:
    return told.day is not None and other.day is not None and abs((told.day - other.day).days) > _SAME_NEWS


def grows(value: Value) -> bool:
    """Whether the value counts what goes on, such as a toll: a later one takes its place, whoever tells it."""
    hung = {stem for _, word in value.hooks for stem in content_stems(word)}
    return value.kind == "number" and bool((hung | content_stems(value.text)) & _GROWING)


def _is_sure(frame: Frame, text: str) -> bool:
    """Whether it is told as so: a ferry that may carry 60 and carries 57 is no contradiction. A report is no doubt."""
    return frame.surety in _SURE or (frame.surety == "possible" and not _DOUBT.search(text))


def _of_another(rival: Value, other: Place, question: str) -> bool:
    """Whether the act that the value hangs on is not the one asked about: paid to clean the statue, not for it."""
    verbs = {verb for _, verb in rival.hooks} if rival.kind != "name" else set[str]()  # a name's act is asked for
    return any(
        mine.verb == theirs.verb and mine.verb in verbs and _lacks(mine, theirs)
        for mine in frames_of(question)
        for theirs in frames_of(other.text)
    )


def _lacks(asked: Frame, told: Frame) -> bool:
    for role, phrase in asked.roles:
        if role not in _ASKED_OF or phrase.pronoun or not phrase.stems or phrase.text.lower().startswith(_WH):
            continue
        there = told.of(role) or (() if role in {"agent", "patient"} else tuple(one for _, one in told.roles))
        if there and not any(one.pronoun or held_in(phrase.stems, one.stems) for one in there):
            return True
    return False


def _differ(one: Frame, two: Frame, value: Value, rival: Value, source: Source) -> bool:
    if one.denied != two.denied:
        return True
    for role in ("agent", "patient", "to", "from"):
        mine = [phrase for phrase in one.of(role) if not value.start <= phrase.start < value.end]
        theirs = [phrase for phrase in two.of(role) if not rival.start <= phrase.start < rival.end]
        told = [likeness(a, b, source) for a in mine for b in theirs]
        if told and all(like == "other" for like in told):
            return True
    return False
