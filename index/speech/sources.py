"""Who does what a verb says: the mention of a speaker in a parsed sentence, also where it stands with another verb."""

from index.parsing import Parse, Token

Words = tuple[int, int]
"""A run of words: first and last index, both inside."""

DOCUMENTS = frozenset({"statement", "email", "e-mail", "letter", "tweet", "memo", "message", "note", "post", "release"})


def kids(parse: Parse, token: Token) -> list[Token]:
    return [parse.tokens[i] for i in parse.children[token.i]]


def subject(parse: Parse, verb: Token, depth: int = 0) -> Token | None:
    """The head word of who does what the verb says, also where it stands with another verb."""
    by = agent(parse, verb)
    if by is not None:
        return by
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


def agent(parse: Parse, verb: Token) -> Token | None:
    for kid in kids(parse, verb):
        if kid.dep == "agent" or (kid.dep == "prep" and kid.lower == "by" and verb.tag == "VBN"):
            for grandkid in kids(parse, kid):
                if grandkid.dep == "pobj":
                    return grandkid
    return None


def _inverted(parse: Parse, verb: Token, children: list[Token]) -> Token | None:
    """ "…," asked the boy: right after a quotation, the subject follows the verb, whatever the parser thinks."""
    before = [token.tag for token in parse.tokens[max(0, verb.i - 2) : verb.i]]
    after_quotation = before[-1:] == ["''"] or before == ["''", ","]
    if verb.tag not in {"VBD", "VBZ", "VBP", "VBN"} or not after_quotation:
        return None
    if any(kid.dep in {"nsubj", "nsubjpass"} and kid.i < verb.i and kid.text != "It" for kid in children):
        return None
    for kid in children:
        if kid.i == verb.i + 1 and kid.pos == "ADP" and kid.text[0].isupper():
            return next((inner for inner in kids(parse, kid) if inner.dep == "pobj" and inner.pos == "PROPN"), None)
        if kid.i > verb.i and kid.dep in {"nsubj", "dobj", "attr", "npadvmod", "oprd"} and kid.left == verb.i + 1:
            return kid if kid.pos in {"NOUN", "PROPN", "PRON"} else None
    return None


def _before(parse: Parse, verb: Token) -> Token | None:
    """The nearest free noun before a finite verb that the parser left without a subject ("Will wrote")."""
    if verb.tag not in {"VBD", "VBZ", "VBP", "VBN"} or verb.dep not in {"ROOT", "conj", "ccomp", "parataxis", "dep"}:
        return None
    if (
        verb.i
        and verb.i < len(parse.tokens)
        and parse.tokens[verb.i - 1].text in {"Will", "Mark", "May", "Grant", "Rob"}
    ):
        return parse.tokens[verb.i - 1]
    start = next(start for start, end in parse.sentences if start <= verb.i < end)
    for token in reversed(parse.tokens[start : verb.i]):
        free = token.dep in {"ROOT", "dep", "npadvmod", "nsubj", "intj", "appos"} and token.head >= verb.i
        if free and token.pos in {"NOUN", "PROPN", "PRON"}:
            return token
    first = next(
        (token for token in parse.tokens[start : verb.i] if token.left == start and token.dep == "nsubj"), None
    )
    return first if first is not None and first.pos in {"PROPN", "NOUN"} and first.right < verb.i else None


def _inherited(parse: Parse, verb: Token, depth: int) -> Token | None:
    head = parse.tokens[verb.head]
    before = parse.tokens[verb.i - 1]
    if verb.tag == "VBG" and verb.left == verb.i > 0 and before.pos == "PROPN" and before.dep in {"pobj", "dobj"}:
        return before
    participle = verb.tag == "VBG" and verb.left > 0 and parse.tokens[verb.left - 1].text == ","
    if verb.dep == "acl" and head.pos != "VERB":
        return _of_attribute(parse, verb, head, depth, participle=participle)
    if verb.dep not in {"conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep"}:
        return None
    while head.dep in {"prep", "aux"} and head.head != head.i:
        head = parse.tokens[head.head]
    if head.pos in {"VERB", "AUX"}:
        return _of_other_verb(parse, verb, head, depth, participle=participle)
    return head if participle and head.dep == "ROOT" and head.pos in {"NOUN", "PROPN"} else None


def _of_other_verb(parse: Parse, verb: Token, head: Token, depth: int, *, participle: bool) -> Token | None:
    if verb.dep == "xcomp" and verb.tag == "VB" and (object_ := _object(parse, head, verb)) is not None:
        return object_
    found = subject(parse, head, depth + 1)
    if participle:
        found = _outermost(parse, head, found, depth)
    if found is None and verb.dep in {"advcl", "conj", "xcomp"} and verb.tag in {"VBG", "VBD", "VBZ", "VBP", "VB"}:
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
    if head.dep == "pobj" and head.head == left - 1 and parse.tokens[left - 1].text[0].isupper() and left > 1:
        left -= 1
    for kid in kids(parse, head):
        if kid.i > head.i and kid.dep in {"relcl", "acl", "advcl", "ccomp", "dep", "parataxis"}:
            right = min(right, max(kid.left - 1, head.i))
            break
    while right > head.i and parse.tokens[right].pos == "PUNCT":
        right -= 1
    return left, right
