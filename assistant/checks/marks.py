"""Small words of which only one can hold in its place: how many, which one, when, on which side. Each with its place.

"Most of the passengers" is a mark with the passengers and what they did beside it. Nothing here compares.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.checks.contraries import acts_of, sides_of
from assistant.checks.frames import LIGHT, parsed
from assistant.checks.phrases import words_between
from assistant.checks.sureness import SUBJECTS, has_subject
from assistant.checks.synonyms import canonical
from assistant.checks.words import content_stems
from index.parsing import Parse, Token

_ORDINALS = {
    word: str(n)
    for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
} | {"last": "last", "final": "last"}
_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)")
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_BEFORE_A_PART = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_CHANGES = {"halve": "0.5", "double": "2", "treble": "3", "triple": "3", "quadruple": "4"}
_SHARES = {
    "all": "all", "every": "all", "most": "most", "majority": "most", "many": "many", "several": "some",
    "some": "some", "few": "few",
}  # fmt: skip
_PERIODS = frozenset("year month week night decade century season weekend spring summer autumn winter term".split())
_WHEN = {"last": "last", "past": "last", "this": "this", "current": "this", "next": "next", "coming": "next"}
_TIMES = {"once": "1", "twice": "2", "thrice": "3"}
_COUNTS = {word: str(n) for n, word in enumerate("two three four five six seven eight nine ten".split(), start=2)}
_ONE_IN_SO_MANY = re.compile(rf"(\d+|one|{'|'.join(_COUNTS)}) in ([1-9]\d?\b|{'|'.join(_COUNTS)})\b")
"""A share as it is told of people: "nine in ten", no "one in 2019"."""
_PARTICLES = frozenset("on off in out".split())
_FORMER = frozenset("former ex onetime retired then".split())
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "parataxis", "csubj"})
_NOUNLY = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_JOINED = frozenset({"conj", "cc", "punct"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """`kind` is what `value` is one of; `close` are the stems it belongs to, `clause` those told with it by `verb`."""

    kind: str
    value: str
    text: str
    close: frozenset[str]
    clause: frozenset[str]
    verb: str
    is_act: bool


@lru_cache(maxsize=512)
def marks_of(text: str) -> tuple[Mark, ...]:
    """Every mark of the text, in order."""
    tree = parsed(text)
    return tuple(
        _mark(token, kind, value, tree) for token in tree.tokens for kind, value in sorted(set(_kinds(token, tree)))
    )


def _kinds(token: Token, tree: Parse) -> Iterator[tuple[str, str]]:
    before = tree.tokens[token.i - 1].lower if token.i else ""
    behind = tree.tokens[token.i + 1].lower if token.i + 1 < len(tree.tokens) else ""
    if "-" in {before, behind}:
        return
    if (share := _share(token, before, tree)) is not None:
        yield "share", share
    elif (order := _order(token, before, behind)) is not None:
        yield "order", order
    if (often := _often(token, before, behind)) is not None:
        yield "often", often
    head = tree.tokens[token.head]
    if token.lower in _WHEN and head.lemma in _PERIODS and head.i > token.i:
        yield f"when {head.lemma}", _WHEN[token.lower]
    yield from _sides(token)
    if token.tag == "JJS" or token.lower in {"highest", "largest"}:
        yield f"the {token.lower}", _ORDINALS.get(before, "1")
    if token.pos == "NOUN" and not _is_of_the_past(token, tree):
        yield f"a {token.lemma}", "former" if _is_former(token, tree) else "now"


def _share(token: Token, before: str, tree: Parse) -> str | None:
    """A part of a whole, as a word or a fraction: "most", "two thirds", "0.5" of "halved"."""
    word = token.lower
    if (found := _ONE_IN_SO_MANY.match(" ".join(t.lower for t in tree.tokens[token.i : token.i + 3]))) is not None:
        return f"{_count(found[1]) / _count(found[2]):.3g}"
    if token.lemma in _CHANGES and token.pos == "VERB":
        return _CHANGES[token.lemma]
    part = word.removesuffix("s") if word != "halves" else "half"
    if part in _PARTS and (before in _BEFORE_A_PART or part == "half") and not _is_named(token, tree):
        return f"{_BEFORE_A_PART.get(before, 1) / _PARTS[part]:.3g}"
    if word not in _SHARES or before in {"at", "for", "the"}:
        return None
    if word == "few":
        return "some" if before == "a" else "few"
    if word == "most" and tree.tokens[token.head].pos in {"ADJ", "ADV"}:
        return None
    if _SHARES[word] == "all" and before in {"nearly", "almost", "not"}:
        return None
    return _SHARES[word]


def _count(word: str) -> int:
    return int(word) if word.isdigit() else int(_COUNTS.get(word, "1"))


def _is_named(token: Token, tree: Parse) -> bool:
    """Whether a noun follows that it numbers, and is no part of: "a third bidder", "the second half"."""
    ordinal = token.i > 0 and tree.tokens[token.i - 1].lower in _ORDINALS
    return ordinal or (token.dep == "amod" and token.lower != "half" and tree.tokens[token.head].i > token.i)


def _order(token: Token, before: str, behind: str) -> str | None:
    if token.lower == "last" and (behind in _PERIODS or before == "at"):
        return None
    if token.lower == "first" and before == "at":
        return None
    if found := _DIGITS.fullmatch(token.lower):
        return found[1]
    return _ORDINALS.get(token.lower)


def _often(token: Token, before: str, behind: str) -> str | None:
    if token.lower == "times":
        return _COUNTS.get(before) or (before if before.isdigit() else None)
    if token.lower == "once" and (
        token.pos == "SCONJ" or before in {"at", "more", "than"} or behind in {"again", "more", "a"}
    ):
        return None
    return _TIMES.get(token.lower)


def _is_former(noun: Token, tree: Parse) -> bool:
    return any(tree.tokens[i].lower in _FORMER for i in tree.children[noun.i])


def _is_of_the_past(noun: Token, tree: Parse) -> bool:
    """Whether it tells what somebody was: that can be former or not."""
    head = tree.tokens[noun.head]
    return noun.dep == "attr" and head.tag in {"VBD", "VBN"}


def _sides(token: Token) -> Iterator[tuple[str, str]]:
    word = token.lemma if token.pos in {"NOUN", "ADJ"} else token.lower
    if token.pos != "VERB" and (token.dep == "prt" or word not in _PARTICLES):
        yield from ((line, word) for line in sides_of(word))
    if token.pos == "VERB":
        verb = canonical(token.lemma)
        yield from ((line, verb) for line in acts_of(verb))


def _mark(token: Token, kind: str, value: str, tree: Parse) -> Mark:
    verb = _governor(token, tree)
    own = content_stems(token.text)
    name = canonical(verb.lemma)
    return Mark(
        kind=kind,
        value=value,
        text=token.text,
        close=content_stems(_close(token, tree)) - own,
        clause=content_stems(_clause(verb, tree)) - own,
        verb="" if name in LIGHT or verb.i == token.i else name,
        is_act=verb.i == token.i,
    )


def _governor(token: Token, tree: Parse) -> Token:
    """The verb of its clause; of a clause without one, what stands in its place."""
    while token.pos not in {"VERB", "AUX"} and token.head != token.i:
        token = tree.tokens[token.head]
    return token


def _close(token: Token, tree: Parse) -> str:
    """The words that it belongs to: its noun, its object, or a verb's subject and object."""
    if token.pos == "VERB":
        return _clause(token, tree)
    kids = [tree.tokens[i] for i in tree.children[token.i]]
    if token.pos in {"ADP", "SCONJ"} and kids:
        return " ".join(words_between(tree, kid.left, kid.right) for kid in kids)
    if any(kid.lower in {"of", "in", "at"} or kid.dep in {"relcl", "acl"} for kid in kids):
        return words_between(tree, token.left, token.right)
    head = tree.tokens[token.head]
    if token.dep in _NOUNLY:
        return words_between(tree, token.left, token.right)
    if head.pos in {"VERB", "AUX"}:
        return head.text if token.pos != "SCONJ" else _clause(head, tree)
    return _clause(head, tree)


def _clause(head: Token, tree: Parse) -> str:
    """A word with what hangs on it, without clauses of their own and what "and" adds; a verb also with its subject."""
    words = list(_within(head, tree))
    above = tree.tokens[head.head]
    if head.dep == "relcl":
        words += _within(above, tree)
    elif head.dep == "conj" and head.pos == "VERB" and not has_subject([tree.tokens[i] for i in tree.children[head.i]]):
        kids = (tree.tokens[i] for i in tree.children[above.i])
        words += [word for kid in kids if kid.dep in SUBJECTS for word in _within(kid, tree)]
    return " ".join(words)


def _within(head: Token, tree: Parse) -> Iterator[str]:
    yield head.text
    for kid in (tree.tokens[i] for i in tree.children[head.i]):
        to_do = any(tree.tokens[i].tag == "TO" for i in tree.children[kid.i])
        if kid.dep not in _JOINED and (to_do or kid.dep not in _CLAUSES):
            yield from _within(kid, tree)
