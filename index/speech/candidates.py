"""What a parsed sentence may report: every word that could be a cue, with what it could report and whose words these would be.

Nothing is decided here. A candidate says by `shape` how its content hangs on its cue ("said [that …]", "accused [him of …]",
"according to Y"); `index.speech.cues` weighs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from index.parsing import Parse, Token

Words = tuple[int, int]
"""A run of words: first and last index, both inside."""

_OBJECTS = {"dobj", "attr", "oprd", "dative", "acomp"}
_CLAUSES = {"ccomp", "xcomp", "pcomp"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
_TAIL = {"prep", "xcomp", "ccomp", "oprd", "acl", "advcl", "dobj", "acomp", "agent"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """`content` in runs of words, `source` the run of words that names the speaker (None where nothing does)."""

    cue: int
    shape: str
    content: tuple[Words, ...]
    source: Words | None
    head: int | None
    """The head word of the source."""


def candidates(parse: Parse, stand_ins: frozenset[int]) -> Iterator[Candidate]:
    """All candidates of a parsed paragraph. `stand_ins` are the words that stand for whole quotations: no cues."""
    for token in parse.tokens:
        if token.i in stand_ins:
            continue
        if token.lower == "according":
            yield from _according(parse, token)
        elif token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass"}:
            yield from _of_verb(parse, token)
        elif token.pos in {"NOUN", "ADJ"}:
            yield from _of_noun(parse, token)


def kids(parse: Parse, token: Token) -> list[Token]:
    return [parse.tokens[i] for i in parse.children[token.i]]


def subtree(token: Token) -> Words:
    return token.left, token.right


# --- sources


def subject(parse: Parse, verb: Token, depth: int = 0) -> Token | None:
    """The head word of who does what the verb says, also where it stands with another verb."""
    agent = _agent(parse, verb)
    if agent is not None:
        return agent
    for kid in kids(parse, verb):
        if kid.dep in {"nsubj", "csubj"}:
            return kid
        if kid.dep in {"nsubjpass", "expl"}:
            return None
    if depth > 4 or verb.head == verb.i:
        return None
    return _inherited(parse, verb, depth)


def _agent(parse: Parse, verb: Token) -> Token | None:
    for kid in kids(parse, verb):
        if kid.dep == "agent" or (kid.dep == "prep" and kid.lower == "by" and verb.tag == "VBN"):
            for grandkid in kids(parse, kid):
                if grandkid.dep == "pobj":
                    return grandkid
    return None


def _inherited(parse: Parse, verb: Token, depth: int) -> Token | None:
    head = parse.tokens[verb.head]
    if verb.dep in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep"}:
        while head.dep in {"prep", "aux"} and head.head != head.i:
            head = parse.tokens[head.head]
        if head.pos in {"VERB", "AUX"}:
            found = subject(parse, head, depth + 1)
            if found is None and verb.dep in {"advcl", "conj"} and verb.tag in {"VBG", "VBD", "VBZ", "VBP"}:
                found = next((kid for kid in kids(parse, head) if kid.dep == "nsubjpass"), None)
            return found
        return head if verb.dep == "acl" else None
    if verb.dep == "acl" and verb.tag in {"VBG", "TO", "VB"}:
        return head
    return None


def source_words(parse: Parse, head: Token) -> Words:
    """The mention of a speaker: its noun phrase with what stands in apposition, without relative clauses."""
    left, right = head.left, head.right
    for kid in kids(parse, head):
        if kid.i > head.i and kid.dep in {"relcl", "acl", "punct", "advcl", "ccomp", "dep", "parataxis"}:
            right = min(right, max(kid.left - 1, head.i))
            break
    while right > head.i and parse.tokens[right].pos == "PUNCT":
        right -= 1
    return left, right


def _candidate(parse: Parse, cue: Token, shape: str, content: tuple[Words, ...], head: Token | None) -> Candidate:
    source = None if head is None else source_words(parse, head)
    return Candidate(cue.i, shape, content, source, None if head is None else head.i)


# --- verbs


def _of_verb(parse: Parse, verb: Token) -> Iterator[Candidate]:
    who = subject(parse, verb)
    children = kids(parse, verb)
    after = [kid for kid in children if kid.i > verb.i]
    passive = next((kid for kid in children if kid.dep == "nsubjpass"), None)
    for kid in children:
        yield from _of_child(parse, verb, kid, who, after)
    if passive is not None:
        yield from _passive(parse, verb, passive, after)
    yield from _host(parse, verb, who)
    yield from _relative(parse, verb, who)


def _of_child(parse: Parse, verb: Token, kid: Token, who: Token | None, after: list[Token]) -> Iterator[Candidate]:
    before = kid.i < verb.i
    if kid.dep in _CLAUSES:
        shape = "front" if before else kid.dep
        if before or who is None or not kid.left <= who.i <= kid.right:
            yield _candidate(parse, verb, shape, _without(subtree(kid), verb), who)
        if not before:
            yield from _longer(parse, verb, kid, who, after, shape)
    elif kid.dep in _OBJECTS and not before:
        yield _candidate(parse, verb, kid.dep, (subtree(kid),), who)
        yield from _longer(parse, verb, kid, who, after, kid.dep)
    elif kid.dep == "prep" and not before:
        for inner in kids(parse, kid):
            if inner.dep in {"pobj", "pcomp"}:
                yield _candidate(parse, verb, f"prep-{inner.dep}", (subtree(inner),), who)
                yield from _longer(parse, verb, inner, who, after, f"prep-{inner.dep}")
    elif kid.dep == "advcl" and not before and kids(parse, kid):
        yield _candidate(parse, verb, "advcl", (subtree(kid),), who)


def _longer(
    parse: Parse, verb: Token, kid: Token, who: Token | None, after: list[Token], shape: str
) -> Iterator[Candidate]:
    """The same content, run on over the verb's further complements: "accused [him of theft]"."""
    right = kid.right
    for more in after:
        if more.left != right + 1 or more.dep not in _TAIL:
            continue
        right = more.right
        yield _candidate(parse, verb, f"{shape}+{more.dep}", ((kid.left, right),), who)


def _without(words: Words, verb: Token) -> tuple[Words, ...]:
    """The run without the verb, should the parser have put it inside."""
    return ((words[0], min(words[1], verb.i - 1)),) if words[0] < verb.i <= words[1] else (words,)


def _passive(parse: Parse, verb: Token, what: Token, after: list[Token]) -> Iterator[Candidate]:
    """ "[The bill] is expected [to pass]": the subject belongs to what is reported."""
    who = _agent(parse, verb)
    yield _candidate(parse, verb, "passive", (subtree(what),), who)
    for kid in after:
        if kid.dep in {"xcomp", "oprd", "ccomp", "prep", "advcl", "dobj"}:
            yield _candidate(parse, verb, f"passive+{kid.dep}", (subtree(what), subtree(kid)), who)


def _host(parse: Parse, verb: Token, who: Token | None) -> Iterator[Candidate]:
    """The clause that the cue's own clause is put into: "The bill, she said, is dead", "…, as she noted"."""
    head = parse.tokens[verb.head]
    if verb.head == verb.i or verb.dep not in {"ccomp", "parataxis", "advcl", "dep", "conj"}:
        return
    own = [kid for kid in kids(parse, verb) if kid.dep in _SUBJECTS]
    if not own and verb.dep != "advcl":
        return
    left, right = verb.left, verb.right
    pieces = tuple(run for run in ((head.left, left - 1), (right + 1, head.right)) if run[0] <= run[1])
    as_clause = any(kid.dep in {"mark", "advmod"} and kid.lower == "as" for kid in kids(parse, verb))
    if verb.dep == "advcl" and not as_clause:
        return
    if pieces:
        yield _candidate(parse, verb, "as" if as_clause else f"host-{verb.dep}", pieces, who)


def _relative(parse: Parse, verb: Token, who: Token | None) -> Iterator[Candidate]:
    """ "a plan that she opposes": what is reported stands before the relative clause."""
    if verb.dep != "relcl" or who is None:
        return
    for kid in kids(parse, verb):
        if kid.dep == "dobj" and kid.i < verb.i:
            yield _candidate(parse, verb, "relative", (subtree(kid),), who)
    head = parse.tokens[verb.head]
    if not any(kid.tag in {"WDT", "WP"} and kid.dep in _SUBJECTS for kid in kids(parse, verb)):
        yield _candidate(parse, verb, "antecedent", ((head.left, max(head.i, verb.left - 1)),), who)


# --- nouns and "according to"


def _of_noun(parse: Parse, noun: Token) -> Iterator[Candidate]:
    children = kids(parse, noun)
    who = next((kid for kid in children if kid.dep == "poss"), None) or _of_whom(parse, noun)
    for kid in children:
        if kid.i < noun.i:
            continue
        if kid.dep in {"acl", "ccomp", "xcomp", "relcl"} and kid.pos in {"VERB", "AUX"}:
            yield _candidate(parse, noun, f"noun-{kid.dep}-{_opening(parse, kid)}", (subtree(kid),), who)
        elif kid.dep == "prep":
            for inner in kids(parse, kid):
                if inner.dep in {"pobj", "pcomp"}:
                    yield _candidate(parse, noun, f"noun-prep-{inner.dep}", (subtree(inner),), who)


def _opening(parse: Parse, clause: Token) -> str:
    first = parse.tokens[clause.left].lower
    return first if first in {"that", "to", "whether", "who", "which"} else "other"


def _of_whom(parse: Parse, noun: Token) -> Token | None:
    """Whose the noun is by the verb: "she made [the claim]", "[criticism] by Roe"."""
    for kid in kids(parse, noun):
        if kid.dep in {"prep", "agent"} and kid.lower in {"by", "from"}:
            return next((inner for inner in kids(parse, kid) if inner.dep == "pobj"), None)
    head = parse.tokens[noun.head]
    while head.dep == "prep" and head.head != head.i:
        head = parse.tokens[head.head]
    if noun.dep in {"dobj", "pobj", "attr", "acomp"} and head.pos in {"VERB", "AUX"}:
        return subject(parse, head)
    return None


def _according(parse: Parse, token: Token) -> Iterator[Candidate]:
    to = next((kid for kid in kids(parse, token) if kid.lower == "to"), None)
    who = next((kid for kid in kids(parse, to or token) if kid.dep == "pobj"), None)
    start, end = next((start, end) for start, end in parse.sentences if start <= token.i < end)
    if who is None:
        return
    head = parse.tokens[token.head]
    left, right = token.left, max(token.right, who.right)
    for shape, low, high in (("according", start, end - 1), ("according-clause", head.left, head.right)):
        pieces = tuple(run for run in ((low, left - 1), (right + 1, high)) if _has_words(parse, run))
        if pieces:
            yield _candidate(parse, token, shape, pieces, who)
            if len(pieces) == 2:
                yield _candidate(parse, token, f"{shape}-before", pieces[:1], who)


def _has_words(parse: Parse, words: Words) -> bool:
    return any(token.pos not in {"PUNCT", "SPACE"} for token in parse.tokens[words[0] : words[1] + 1])
