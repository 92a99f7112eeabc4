"""Values that a text tells, figures, days and names, each with what it hangs on: "14 homes" on homes that are flooded.

Read from the grammar of one sentence at a time. Nothing here compares two texts; `disagreement` does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from assistant.checks.bearers import is_proper
from assistant.checks.dates import Dated, dates_of
from assistant.checks.frames import frames_of, parsed
from assistant.checks.numbers import Number, in_digits, numbers_of
from assistant.checks.synonyms import canonical
from assistant.checks.words import TITLES, content_stems
from index.parsing import Parse, Token

Kind = Literal["number", "date", "name"]
Hook = tuple[str, str]
"""How a value hangs, and on what: ("patient", "flood"), ("count", "home"), ("is", "director"), ("when", "open")."""

_WITHIN_NAMES = frozenset({"of", "the", "de", "von", "van", "al", "-"})
_OFFICES = TITLES | frozenset("ceo cfo chairman chairwoman chair coach captain boss founder owner".split())
"""Words that end one name and begin another: "Thornsea Mayor Ann Dahl"."""
_BE = frozenset({"be", "become", "remain"})
_SCORE = re.compile(r"\s*(?:-|–|votes? to|to|:)\s*")
_RISES = 6
"""Steps up a tree from a day to its verb: more leave the clause."""
_COUNTED = 4
"""Words from a figure to what it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """`text[start:end]` of a sentence. Of `number` and `dated` one is there as the kind says, neither for a name."""

    kind: Kind
    text: str
    start: int
    end: int
    hooks: frozenset[Hook]
    around: tuple[str, ...]
    """The words beside it, lower case: up to three in front and three behind."""
    number: Number | None = None
    dated: Dated | None = None


@lru_cache(maxsize=1024)
def values_of(text: str) -> tuple[Value, ...]:
    """The figures, days and names of a sentence, in this order."""
    tree = parsed(text)
    return (*_numbers(text, tree), *_dates(text, tree), *_names(text, tree))


def hooks_of(head: Token, tree: Parse, text: str) -> frozenset[Hook]:
    """What a noun hangs on: its roles under verbs, and what it is said to be."""
    hooks = {
        (role, frame.verb) for frame in frames_of(text) for role, phrase in frame.roles if phrase.start == head.start
    }
    return frozenset(hooks | set(_said_to_be(head, tree)))


def _numbers(text: str, tree: Parse) -> Iterator[Value]:
    for number, start, end, paired in _figures(text):
        token = _token_at(start, tree)
        if token is None:
            continue
        head = None if number.unit or paired else _counted(token, tree)
        climbed = head or _topmost(token, tree)
        if _is_whole(climbed, tree):
            continue
        hooks = {("count", stem) for stem in content_stems(head.text)} if head else set[Hook]()
        hooks |= {("of what", stem) for stem in _of_what(head, tree)} if head else set[Hook]()
        hooks |= hooks_of(climbed, tree, text) | _under(climbed, tree)
        if ("patient", "kill") in hooks:
            hooks.add(("agent", canonical("die")))
        shown = head.end if head and end <= head.end else end
        yield _value("number", text, (start, shown), hooks, number=number)


def _figures(text: str) -> Iterator[tuple[Number, int, int, bool]]:
    """Each number with its place in the text as it stands; a vote or a score is one figure, paired."""
    places, numbers, paired = _places(text), numbers_of(text), False
    for number, after in pairwise((*numbers, None)):
        start, end = (places.get(place, -1) for place in (number.start, number.end)) if number else (-1, -1)
        if number is None or paired or start < 0 or end <= start:
            paired = False
            continue
        if after and _SCORE.fullmatch(text[end : places.get(after.start, end)]):
            end, paired = places.get(after.end, end), True
        start += len(text[start:end]) - len(text[start:end].lstrip())
        yield number, start, start + len(text[start:end].rstrip(" -,.")), paired


def _dates(text: str, tree: Parse) -> Iterator[Value]:
    for dated in dates_of(text):
        token = _token_at(dated.start, tree)
        if token is not None and (dated.day or dated.month or dated.year):
            hooks = {("when", stem) for stem in _above(token, tree)}
            yield _value("date", text, (dated.start, dated.end), hooks, dated=dated)


def _names(text: str, tree: Parse) -> Iterator[Value]:
    for first, last in _runs(tree):
        tokens = tree.tokens[first : last + 1]
        proper = [token for token in tokens if is_proper(token)]
        head = next((token for token in proper if not first <= token.head <= last), proper[-1])
        named = [token for token in tokens if token.lower not in _OFFICES]
        if not named or dates_of(text[named[0].start : named[-1].end]):
            continue
        hooks = hooks_of(head, tree, text)
        yield _value("name", text, (named[0].start, named[-1].end), set(hooks))


def _value(
    kind: Kind,
    text: str,
    span: tuple[int, int],
    hooks: set[Hook],
    *,
    number: Number | None = None,
    dated: Dated | None = None,
) -> Value:
    start, end = span
    before, behind = re.findall(r"\w+", text[:start].lower())[-3:], re.findall(r"\w+", text[end:].lower())[:3]
    return Value(
        kind=kind,
        text=text[start:end],
        start=start,
        end=end,
        hooks=frozenset(hooks),
        around=(*before, "…", *behind),
        number=number,
        dated=dated,
    )


def _places(text: str) -> dict[int, int]:
    """From offsets in the text with its numbers in digits to offsets in the text: what is shown stands there so."""
    return {len(in_digits(text[:place])): place for place in range(len(text) + 1) if _is_edge(text, place)}


def _is_edge(text: str, place: int) -> bool:
    return place in {0, len(text)} or text[place - 1].isalnum() != text[place].isalnum() or not text[place].isalnum()


def _token_at(place: int, tree: Parse) -> Token | None:
    return next((token for token in tree.tokens if token.start <= place < token.end), None)


def _counted(token: Token, tree: Parse) -> Token | None:
    """The noun that a figure counts: "homes" of "14 homes", "people" of "two dozen people"."""
    for _ in range(3):
        head = tree.tokens[token.head]
        if token.dep not in {"nummod", "quantmod", "compound", "amod"} or head.i <= token.i:
            return None
        if head.pos == "NOUN" and head.i - token.i <= _COUNTED:
            return head
        token = head
    return None


def _topmost(token: Token, tree: Parse) -> Token:
    while token.dep in {"nummod", "quantmod", "compound"} and token.head != token.i:
        token = tree.tokens[token.head]
    return token


def _of_what(noun: Token, tree: Parse) -> Iterator[str]:
    """What a measure is of: "forty centimetres of snow"."""
    for preposition in (tree.tokens[i] for i in tree.children[noun.i] if tree.tokens[i].lower == "of"):
        for i in tree.children[preposition.i]:
            yield from content_stems(tree.tokens[i].text)


def _is_whole(noun: Token, tree: Parse) -> bool:
    """Whether a figure is of the whole of which another is told: "of 410 pupils more than two dozen fell ill"."""
    head = tree.tokens[noun.head]
    return noun.dep == "pobj" and head.lower in {"of", "among"} and tree.tokens[head.head].pos not in {"NOUN", "PROPN"}


def _under(token: Token, tree: Parse) -> set[Hook]:
    """The verb that an amount stands under, by whatever preposition: "rose to £44m", "cost £44m"."""
    hooks: set[Hook] = set()
    for _ in range(3):
        head = tree.tokens[token.head]
        if head.i == token.i:
            break
        if head.pos == "VERB":
            return hooks | {("under", canonical(head.lemma)), *_whose(head, tree)}
        if head.pos == "NOUN":
            hooks |= {("under", stem) for stem in content_stems(head.text)}
        if head.lemma in _BE:
            kids = (tree.tokens[i] for i in tree.children[head.i])
            return hooks | {("is", stem) for kid in kids if kid.dep == "nsubj" for stem in content_stems(kid.text)}
        token = head
    return hooks


def _whose(word: Token, tree: Parse) -> Iterator[Hook]:
    """Whose the amount is that stands under a word such as "aged": "a driver aged 34", "the driver is aged 34"."""
    head = tree.tokens[word.head]
    if word.dep in {"amod", "acl"} and head.pos in {"NOUN", "PROPN"}:
        yield from (("whose", stem) for stem in content_stems(head.text))
    elif head.lemma in _BE:
        kids = (tree.tokens[i] for i in tree.children[head.i])
        yield from (("whose", stem) for kid in kids if kid.dep == "nsubj" for stem in content_stems(kid.text))


def _above(token: Token, tree: Parse) -> Iterator[str]:
    """The verbs and nouns a day hangs on, up to the first verb with a subject."""
    for _ in range(_RISES):
        head = tree.tokens[token.head]
        if head.i == token.i:
            break
        if head.pos in {"VERB", "NOUN"} and head.lemma not in _BE:
            yield canonical(head.lemma)
        kids = [tree.tokens[i] for i in tree.children[head.i]]
        if head.lemma in _BE:
            nouns = [kid for kid in kids if kid.dep in {"nsubj", "attr"} and kid.i != token.i]
            yield from (canonical(noun.lemma) for noun in nouns)
            yield from (
                stem
                for noun in nouns
                for i in tree.children[noun.i]
                if tree.tokens[i].dep == "compound"
                for stem in [canonical(tree.tokens[i].lemma)]
            )
        if head.pos == "VERB" and any(kid.dep in {"nsubj", "nsubjpass"} for kid in kids):
            break
        token = head


def _runs(tree: Parse) -> Iterator[tuple[int, int]]:
    """First and last word of each run of capitalised names, with the small words within them."""
    at = 0
    while at < len(tree.tokens):
        if not is_proper(tree.tokens[at]):
            at += 1
            continue
        last = at
        while tree.tokens[last].lower not in _OFFICES and (after := _next_in_name(last, tree)) is not None:
            last = after
        yield at, last
        at = last + 1


def _next_in_name(last: int, tree: Parse) -> int | None:
    """The next word of the same name: beside it, or behind small words."""
    after = last + 1
    while after < len(tree.tokens) and after - last <= 2 and tree.tokens[after].lower in _WITHIN_NAMES:
        after += 1
    if after >= len(tree.tokens):
        return None
    beside = after == last + 1 and tree.tokens[after].text[:1].isupper() and tree.tokens[after].pos != "VERB"
    return after if beside or is_proper(tree.tokens[after]) else None


def _said_to_be(head: Token, tree: Parse) -> Iterator[Hook]:
    """What a name is said to be: "the chief executive, Ann Dahl", "the winner was Dahl", "director Ann Dahl"."""
    kids = [tree.tokens[i] for i in tree.children[head.i]]
    beside = [kid for kid in kids if kid.dep in {"appos", "compound", "nmod"}]
    above = tree.tokens[head.head]
    if head.dep in {"appos", "compound", "nmod", "conj"} and above.i != head.i and head.dep != "conj":
        beside.append(above)
    if above.lemma in _BE and head.dep in {"nsubj", "attr"}:
        beside += [tree.tokens[i] for i in tree.children[above.i] if tree.tokens[i].dep in {"nsubj", "attr"}]
    for token in beside:
        if token.i != head.i and token.pos in {"NOUN", "PROPN"}:
            yield from (("is", stem) for stem in content_stems(token.text))
    if head.dep == "poss" and above.pos == "NOUN":
        yield from (("agent", stem) for stem in content_stems(above.text))
