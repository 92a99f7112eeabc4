"""Whom a noun means and who only hangs on it: "a lawyer for Ann Dahl" and "a man who had met her" are not Ann Dahl.

A noun that acts for its owner keeps the owner as its bearer: "Dahl's report", "the board of the museum".
A parse in, names out.
"""

from collections.abc import Iterator

from index.countries import country
from index.parsing import Parse, Token

_CORE = frozenset({"compound", "nmod", "amod", "poss", "appos", "flat", "conj", "nummod"})
_OWN = frozenset({"compound", "nmod", "flat", "nummod"})
RELATIONS = {
    word: kind
    for kind, words in {
        "spouse": "husband wife spouse partner boyfriend girlfriend widow widower",
        "child": "son daughter child",
        "parent": "father mother parent",
        "sibling": "brother sister",
        "kin": "uncle aunt cousin nephew niece grandfather grandmother grandson granddaughter",
        "against": "rival opponent victim killer attacker critic",
        "before": "predecessor",
        "after": "successor",
        "with": """friend colleague lawyer attorney aide adviser advisor deputy assistant driver client supporter fan
            doctor agent bodyguard ally spokesman spokeswoman spokesperson donor secretary employee staffer loyalist""",
        "beside": "neighbour neighbor",
    }.items()
    for word in words.split()
}
"""Nouns that mean somebody by who they are to somebody else, also straight before them: "a Dahl aide"."""
_FOR_THEIR_OWNER = frozenset(
    "administration album army article bid bill book broadcast cabinet campaign comment decree email fleet "
    "film force foundation government interview law lawsuit letter memo message move navy novel office order paper "
    "party performance plan policy post proposal regime remark report review rule show side song speech study suit "
    "team term troop tweet verdict victory vote word work".split()
)
"""What does something in the name of whose it is."""
_ORGANS = frozenset(
    "board body chief council court department director doctor engineer executive government head judge lawmaker "
    "leader manager member minister office officer official parliament player police researcher scientist spokesman "
    "spokesperson spokeswoman staff team trustee voter worker owner operator".split()
)
"""Those by whom an institution, a place or a team does something."""
_PLACED = frozenset({"of", "at", "in", "from", "with"})
_ACTS = ("tion", "sion", "ment", "ance", "ence", "ing", "ure", "sal", "val", "ship")
_HANGING = frozenset({"prep", "relcl", "acl", "amod", "agent"})
_NAMING = frozenset("call name know identify dub nickname christen entitle title include among like such as".split())
"""What goes before a noun's own name, or before one of several that it means: "a boat called the Lark"."""
_QUANTITIES = frozenset("number group pair couple dozen lot majority half most many some several none one all".split())


def is_proper(token: Token) -> bool:
    return token.tag in {"NNP", "NNPS"} or (token.pos == "PROPN" and token.text[:1].isupper())


def close_to(token: Token, tree: Parse) -> list[Token]:
    """What belongs to a noun itself: names, adjectives, owners, appositions and what "and" adds; "one of the men"."""
    found: list[Token] = []
    for child in _kids(token, tree):
        if child.dep in _CORE and child.pos not in {"VERB", "ADV"}:
            found += [child, *close_to(child, tree)]
        elif child.lower == "of" and not is_proper(token):
            found += [kid for one in _kids(child, tree) for kid in (one, *close_to(one, tree))]
    return found


def hung_on(noun: Token, tree: Parse) -> frozenset[str]:
    """The names in lower case of those whom a noun has to do with, and does not mean."""
    return frozenset(token.lower for token in _hung(noun, tree) if is_proper(token) and not _is_land(token))


def _is_land(token: Token) -> bool:
    return country(token.lower) is not None


def _hung(noun: Token, tree: Parse) -> Iterator[Token]:
    kids = list(_kids(noun, tree))
    counted = [one for kid in kids if kid.lower == "of" for one in _kids(kid, tree)]
    if counted and (noun.lemma in _QUANTITIES or noun.tag in {"CD", "DT"}):
        yield from (word for one in counted for word in _hung(one, tree))
        return
    for kid in kids:
        if kid.dep in {"conj", "appos"}:
            yield from _hung(kid, tree) if kid.dep == "conj" or is_proper(kid) else _beside(kid, tree)
        elif kid.tag == "WP$":
            yield from _of_whose(noun, tree)
        elif _is_strange(noun, kid, is_owner=any(one.tag == "POS" for one in _kids(kid, tree))):
            yield from _within(kid, tree)


def _beside(noun: Token, tree: Parse) -> Iterator[Token]:
    """The words of a description without the name it may end with: "a lawyer for Ann Dahl"."""
    for kid in (kid for kid in _kids(noun, tree) if kid.lemma not in _NAMING):
        yield from _hung(kid, tree) if kid.dep in {"appos", "conj"} else _within(kid, tree)


def _is_strange(noun: Token, kid: Token, *, is_owner: bool) -> bool:
    """Whether what hangs on a noun is another than the noun means."""
    if kid.dep == "poss" or is_owner:
        return is_proper(noun) or not _acts_for_owner(noun)
    if is_proper(noun) or kid.dep in _OWN or (kid.dep == "amod" and is_proper(kid)):
        return noun.lemma in RELATIONS and not is_proper(noun)
    if kid.dep not in _HANGING or kid.lemma in _NAMING or (noun.lemma in _ORGANS and kid.lower in _PLACED):
        return False
    return kid.lower not in {"of", "by"} or not _acts_for_owner(noun)


def _acts_for_owner(noun: Token) -> bool:
    return noun.lemma in _FOR_THEIR_OWNER or (noun.lemma.endswith(_ACTS) and noun.lemma not in RELATIONS)


def _of_whose(noun: Token, tree: Parse) -> Iterator[Token]:
    """The words of whom a "whose" before the noun goes back to."""
    token = noun
    while token.dep != "relcl" and token.head != token.i:
        token = tree.tokens[token.head]
    if token.dep == "relcl":
        owner = tree.tokens[token.head]
        yield from (owner, *close_to(owner, tree))


def _within(token: Token, tree: Parse) -> Iterator[Token]:
    return (tree.tokens[i] for i in range(token.left, token.right + 1))


def _kids(token: Token, tree: Parse) -> Iterator[Token]:
    return (tree.tokens[i] for i in tree.children[token.i])
