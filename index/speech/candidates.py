"""What a parsed sentence may report: every word that could be a cue, what it could report, and whose words these
would be.

Nothing is decided here. A candidate says by `shape` how its content hangs on its cue ("said [that …]", "accused [him
of …]", "according to Y"); `index.speech.cues` weighs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.parsing import Parse, Token
from index.speech.sources import Words, agent, kids, source_words, subject

_OBJECTS = {"dobj", "attr", "oprd", "dative", "acomp"}
_CLAUSES = {"ccomp", "xcomp", "pcomp"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
SAYING = frozenset(
    "say tell add write ask call describe claim argue announce insist warn note deny report declare suggest tweet "
    "reply acknowledge explain accuse believe think".split()
)
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


def candidates(parse: Parse, stand_ins: frozenset[int], mark_ends: frozenset[int]) -> Iterator[Candidate]:
    """All candidates of a parsed paragraph. `stand_ins` are the words that stand for whole quotations: no cues;
    `mark_ends` are the last words in quotation marks: a report may end there ("…," and then left).
    """
    for token in parse.tokens:
        if token.i in stand_ins:
            continue
        if token.lower == "according":
            found = _according(parse, token)
        elif token.pos in {"VERB", "AUX"} and token.dep not in {"aux", "auxpass"}:
            found = _of_verb(parse, token)
        elif token.pos in {"NOUN", "ADJ"}:
            found = _of_noun(parse, token)
        else:
            continue
        for candidate in found:
            yield candidate
            yield from _to_mark(candidate, mark_ends)


def _to_mark(candidate: Candidate, mark_ends: frozenset[int]) -> Iterator[Candidate]:
    left, right = candidate.content[0]
    inside = [i for i in mark_ends if left <= i < right - 1] if len(candidate.content) == 1 else []
    for end in sorted({min(inside), max(inside)} if inside else ()):
        yield replace(candidate, shape=candidate.shape + "+tomark", content=((left, end),))


def subtree(token: Token) -> Words:
    return token.left, token.right


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
    if kid.dep in _CLAUSES and kid.i < verb.i:
        yield _candidate(parse, verb, "front", _without(subtree(kid), verb), who)
    elif kid.dep in _CLAUSES:
        if who is None or not kid.left <= who.i <= kid.right:
            yield from _of_clause(parse, verb, kid, who, after)
    elif kid.i > verb.i:
        for part, shape in _parts(parse, kid):
            yield _candidate(parse, verb, shape, (subtree(part),), who)
            if kid.dep != "advcl":
                yield from _longer(parse, verb, part, who, after, shape)


def _parts(parse: Parse, kid: Token) -> list[tuple[Token, str]]:
    """What a verb may report in a complement that is no clause, with its shape."""
    if kid.dep in _OBJECTS or kid.dep == "advcl":
        return [(kid, kid.dep)]
    return [(inner, f"prep-{inner.dep}") for inner in _governed(parse, kid)] if kid.dep == "prep" else []


def _governed(parse: Parse, preposition: Token) -> list[Token]:
    return [inner for inner in kids(parse, preposition) if inner.dep in {"pobj", "pcomp"}]


def _of_clause(parse: Parse, verb: Token, kid: Token, who: Token | None, after: list[Token]) -> Iterator[Candidate]:
    """The clause a verb reports, short of another person's report that is joined to it."""
    joined = _joined(parse, kid)
    if joined is not None:
        told = joined.lemma in SAYING
        yield _candidate(parse, verb, kid.dep if told else f"{kid.dep}-cut", _until(parse, kid, joined), who)
        if told:
            return
    yield _candidate(parse, verb, kid.dep, (subtree(kid),), who)
    yield from _longer(parse, verb, kid, who, after, kid.dep)


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


def _joined(parse: Parse, clause: Token) -> Token | None:
    """The verb of what "but", "and" or "while" joins to a clause with a subject of its own: "…, but Roe said"."""
    for kid in kids(parse, clause):
        inner = kids(parse, kid)
        joined = kid.dep == "conj" or any(more.lower in {"while", "whereas"} for more in inner)
        if joined and kid.i > clause.i and any(more.dep == "nsubj" for more in inner):
            return kid
        if kid.dep == "advcl" and kid.tag == "VBG" and kid.lemma in SAYING and parse.tokens[kid.left - 1].text == ",":
            return kid
    return None


def _until(parse: Parse, clause: Token, joined: Token) -> tuple[Words, ...]:
    """The clause without what is joined to it."""
    end = joined.left - 1
    while end > clause.i and parse.tokens[end].pos in {"CCONJ", "PUNCT"}:
        end -= 1
    return ((clause.left, end),)


def _without(words: Words, verb: Token) -> tuple[Words, ...]:
    """The run without the verb, should the parser have put it inside."""
    return ((words[0], min(words[1], verb.i - 1)),) if words[0] < verb.i <= words[1] else (words,)


def _passive(parse: Parse, verb: Token, what: Token, after: list[Token]) -> Iterator[Candidate]:
    """ "[The bill] is expected [to pass]": the subject belongs to what is reported."""
    who = agent(parse, verb)
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
            for inner in _governed(parse, kid):
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
