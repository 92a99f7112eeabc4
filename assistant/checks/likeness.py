"""Whether two phrases can mean one person or thing, in one article."""

import re
from functools import lru_cache
from typing import Literal

from assistant.checks.bearers import RELATIONS
from assistant.checks.persons import either_describes
from assistant.checks.phrases import Phrase
from assistant.checks.synonyms import GENERIC, held_in
from assistant.checks.words import TITLES, content_stems, name_tokens, same_person
from assistant.evidence import Source
from index.countries import country

Likeness = Literal["same", "other", "unlike", "unknown"]
"""Two phrases mean one thing, two things, things called differently, or it can't be told."""
_GOVERNMENTS = {"washington": "us"}
_COUNTRIES_OF_TWO = ((frozenset({"united", "states"}), "us"), (frozenset({"united", "kingdom"}), "britain"))
_WHOLE_NAME = 2
"""Names in common: a surname alone may be a relative's own."""
_SCALES = content_stems(
    "million billion trillion thousand hundred m bn k pounds dollars euros percent per cent thirds quarters fifths"
)
_COUNTS = frozenset("all most many some several few half both one two three four five six seven eight nine ten".split())
_PARTS = content_stems(" ".join(_COUNTS))
_COUNTRIES = content_stems(
    "government country nation state official authority force troop side team soldier people capital city"
)


def is_bare(phrase: Phrase) -> bool:
    """Whether a phrase is a number alone, or of things that it does not name: "12 per cent", "150 people"."""
    told = phrase.stems - _SCALES - (GENERIC if len(phrase.stems) > 1 else frozenset())
    return bool(phrase.stems) and all(stem[0].isdigit() for stem in told)


def likeness(mine: Phrase, theirs: Phrase, source: Source) -> Likeness:
    if mine.pronoun or theirs.pronoun or _is_only_a_part(mine) or _is_only_a_part(theirs):
        return "unknown"
    if is_somebody_elses(mine, theirs) or is_somebody_elses(theirs, mine) or _related_otherwise(mine, theirs):
        return "other"
    return _of_two(mine, theirs, source)


def _is_only_a_part(phrase: Phrase) -> bool:
    """Whether it says how many of what is named elsewhere: "most", "half", "the two"."""
    words = phrase.text.lower().split()
    return bool(words) and not phrase.stems - _PARTS and words[-1] in _COUNTS


def is_somebody_elses(one: Phrase, other: Phrase) -> bool:
    """Whether one is called by names that say, of the other, only with whom it has to do."""
    names = one.names - TITLES
    shared = (names & other.others) - one.others
    return bool(shared) and (shared == names or len(shared) >= _WHOLE_NAME)


def _related_otherwise(mine: Phrase, theirs: Phrase) -> bool:
    """Whether they are two to one person: "Dahl's husband", "a lawyer for Dahl"."""
    kinds = {RELATIONS.get(phrase.head) for phrase in (mine, theirs)}
    return bool(mine.others & theirs.others) and None not in kinds and len(kinds) > 1


def _of_two(mine: Phrase, theirs: Phrase, source: Source) -> Likeness:
    ours, others = called(mine), called(theirs)
    shared = held_in(mine.stems, theirs.stems) or mine.text.lower().rstrip(".") == theirs.text.lower().rstrip(".")
    if ours and others:
        if not ours & others:
            return "same" if either_describes(mine.text, theirs.text, source.article.text) else "other"
        return "same" if _may_be_one(mine.text, theirs.text) else "other"
    if shared:
        return "same"
    if not ours and not others:
        return "unlike"
    name, description = (mine, theirs) if ours else (theirs, mine)
    if any(country(word) for word in called(name)) and not description.stems & _COUNTRIES:
        return "other"
    known = _descriptions(name, source.article.text)
    if known & description.stems:
        return "same"
    speaks = any(same_person(_names(name.text), speaker) for speaker in source.speakers())
    return "other" if known and speaks else "unknown"


def called(phrase: Phrase) -> frozenset[str]:
    """The names, those of countries and their people as one."""
    return called_as(phrase.names)


def called_as(names: frozenset[str]) -> frozenset[str]:
    """Names in lower case, those of countries, their people and their governments as one."""
    for words, short in _COUNTRIES_OF_TWO:
        names = names - words | {short} if words <= names else names
    return frozenset(_GOVERNMENTS.get(name) or country(name) or name for name in names)


def _may_be_one(mine: str, theirs: str) -> bool:
    """Whether two phrases with a name in common can be one person's: "Gareth Pellow" is not "Linda Pellow"."""
    one, other = (tuple(token for token in name_tokens(text) if token) for text in (_names(mine), _names(theirs)))
    if len(one) != 2 or len(other) != 2 or one[-1] != other[-1]:
        return True
    return same_person(" ".join(one), " ".join(other))


def _names(text: str) -> str:
    return " ".join(word for word in text.split() if word[:1].isupper() and word != "The")


@lru_cache(maxsize=512)
def _described(name: str, text: str) -> frozenset[str]:
    whose = r"(?:\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)|['’]s)"
    before = rf"{whose}\s+((?:[a-z-]+\s){{0,3}}[a-z-]+),?\s+(?:[A-Z][\w.]*\s)*{name}\b"
    behind = rf"\b{name},(?:\s\d+,)?\s(?:the|an?|his|her|its|whose)\s((?:[\w’'-]+\s?){{1,6}})"
    found = [match[1] for pattern in (before, behind) for match in re.finditer(pattern, text)]
    return content_stems(" ".join(found))


def _descriptions(phrase: Phrase, text: str) -> frozenset[str]:
    """What the article calls the person: "his deckhand, Colin Brade"."""
    last = name_tokens(_names(phrase.text))
    return _described(re.escape(last[-1].title()), text) if last else frozenset()
