"""What a parsed sentence may report: every word that could be a cue, with what it could report and whose words these would be.

Nothing is decided here. A candidate says by `shape` how its content hangs on its cue ("said [that …]", "accused [him of …]",
"according to Y"); `index.speech.cues` weighs it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.parsing import Parse, Token

Words = tuple[int, int]
"""A run of words: first and last index, both inside."""

_OBJECTS = {"dobj", "attr", "oprd", "dative", "acomp"}
_CLAUSES = {"ccomp", "xcomp", "pcomp"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
SAYING = frozenset(
    "say tell add write ask call describe claim argue announce insist warn note deny report declare suggest tweet reply "
    "acknowledge explain accuse believe think".split()
)
DOCUMENTS = frozenset({"statement", "email", "e-mail", "letter", "tweet", "memo", "message", "note", "post", "release"})
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
    children = kids(parse, verb)
    inverted = _inverted(parse, verb, children)
    if inverted is not None:
        return inverted
    for kid in children:
        if kid.dep in {"nsubj", "csubj"}:
            return kid
        if kid.dep in {"nsubjpass", "expl"}:
            return None
    if depth > 4 or verb.head == verb.i:
        return _before(parse, verb)
    return _inherited(parse, verb, depth) or _before(parse, verb)


def _agent(parse: Parse, verb: Token) -> Token | None:
    for kid in kids(parse, verb):
        if kid.dep == "agent" or (kid.dep == "prep" and kid.lower == "by" and verb.tag == "VBN"):
            for grandkid in kids(parse, kid):
                if grandkid.dep == "pobj":
                    return grandkid
    return None


def _inverted(parse: Parse, verb: Token, children: list[Token]) -> Token | None:
    """ "…," asked the boy: right after a quotation, what follows the verb is its subject, whatever the parser thinks."""
    if verb.i < 2 or verb.tag not in {"VBD", "VBZ", "VBP", "VBN"} or parse.tokens[verb.i - 1].tag not in {"''", ","}:
        return None
    if any(kid.dep in {"nsubj", "nsubjpass"} and kid.i < verb.i and kid.text != "It" for kid in children):
        return None
    for kid in children:
        if kid.i > verb.i and kid.dep in {"nsubj", "dobj", "attr", "npadvmod", "oprd"} and kid.left == verb.i + 1:
            return kid if kid.pos in {"NOUN", "PROPN", "PRON"} else None
    return None


def _before(parse: Parse, verb: Token) -> Token | None:
    """The nearest free noun before a finite verb that the parser left without a subject ("Will wrote")."""
    if verb.tag not in {"VBD", "VBZ", "VBP", "VBN"} or verb.dep not in {"ROOT", "conj", "ccomp", "parataxis", "dep"}:
        return None
    if verb.i and verb.i < len(parse.tokens) and parse.tokens[verb.i - 1].text in {"Will", "Mark", "May", "Grant", "Rob"}:
        return parse.tokens[verb.i - 1]
    start = next(start for start, end in parse.sentences if start <= verb.i < end)
    for token in reversed(parse.tokens[start : verb.i]):
        free = token.dep in {"ROOT", "dep", "npadvmod", "nsubj", "intj", "appos"} and token.head >= verb.i
        if free and token.pos in {"NOUN", "PROPN", "PRON"}:
            return token
    return None


def _inherited(parse: Parse, verb: Token, depth: int) -> Token | None:
    head = parse.tokens[verb.head]
    participle = verb.tag == "VBG" and verb.i > 0 and parse.tokens[verb.left - 1].text == ","
    if verb.dep == "acl" and head.pos != "VERB":
        return _of_attribute(parse, verb, head, depth, participle=participle)
    if verb.dep not in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep"}:
        return None
    while head.dep in {"prep", "aux"} and head.head != head.i:
        head = parse.tokens[head.head]
    if head.pos not in {"VERB", "AUX"}:
        return None
    if verb.dep == "xcomp" and (object_ := _object(parse, head, verb)) is not None:
        return object_
    found = subject(parse, head, depth + 1)
    if participle:
        found = _outermost(parse, head, found, depth)
    if found is None and verb.dep in {"advcl", "conj"} and verb.tag in {"VBG", "VBD", "VBZ", "VBP"}:
        found = next((kid for kid in kids(parse, head) if kid.dep == "nsubjpass"), None)
    return found


def _object(parse: Parse, head: Token, verb: Token) -> Token | None:
    """ "urged her to say": the object of one verb is the subject of the next."""
    if head.lemma in {"promise", "use"}:
        return None
    return next((kid for kid in kids(parse, head) if kid.dep == "dobj" and kid.i < verb.i), None)


def _of_attribute(parse: Parse, verb: Token, head: Token, depth: int, *, participle: bool) -> Token | None:
    """ "issued a statement saying", "a man saying", "…, saying": the first and the last speak through the main verb."""
    if verb.tag not in {"VBG", "TO", "VB"}:
        return None
    if head.lemma not in DOCUMENTS and not participle:
        return head
    above = parse.tokens[head.head]
    while above.dep == "prep" and above.head != above.i:
        above = parse.tokens[above.head]
    if head.dep in {"dobj", "pobj", "attr"} and above.pos in {"VERB", "AUX"}:
        return subject(parse, above, depth + 1) or head
    return head


def _outermost(parse: Parse, head: Token, found: Token | None, depth: int) -> Token | None:
    """ "Roe denied that a deal was near, saying …": the main verb's subject, where that is a person by its form."""
    while head.dep in {"ccomp", "acl", "advcl", "relcl", "pcomp", "xcomp", "dobj", "prep", "pobj"} and depth < 8:
        head, depth = parse.tokens[head.head], depth + 1
        if head.dep == "ROOT" and head.pos in {"VERB", "AUX"}:
            outer = next((kid for kid in kids(parse, head) if kid.dep == "nsubj"), None)
            if outer is not None and (outer.pos == "PROPN" or outer.lower in {"he", "she"}):
                return outer
    return found


def source_words(parse: Parse, head: Token) -> Words:
    """The mention of a speaker: its noun phrase with what stands in apposition, without relative clauses."""
    left, right = head.left, head.right
    for kid in kids(parse, head):
        if kid.i > head.i and kid.dep in {"relcl", "acl", "advcl", "ccomp", "dep", "parataxis"}:
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
    if kid.dep in _CLAUSES and before:
        yield _candidate(parse, verb, "front", _without(subtree(kid), verb), who)
    elif kid.dep in _CLAUSES and (who is None or not kid.left <= who.i <= kid.right):
        joined = _joined(parse, kid)
        if joined is not None:
            told = joined.lemma in SAYING
            yield _candidate(parse, verb, kid.dep if told else f"{kid.dep}-cut", _until(parse, kid, joined), who)
            if told:
                return
        yield _candidate(parse, verb, kid.dep, (subtree(kid),), who)
        yield from _longer(parse, verb, kid, who, after, kid.dep)
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


def _joined(parse: Parse, clause: Token) -> Token | None:
    """The verb of what is joined to a clause by "but", "and" or "while" with a subject of its own: "…, but Roe said"."""
    for kid in kids(parse, clause):
        inner = kids(parse, kid)
        joined = kid.dep == "conj" or any(more.lower in {"while", "whereas"} for more in inner)
        if joined and kid.i > clause.i and any(more.dep == "nsubj" for more in inner):
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
