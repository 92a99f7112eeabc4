"""What kind of value a question asks for, and what that value hangs on: "Who directed …?" asks for who directs."""

import re
from functools import lru_cache

from assistant.accounts.told import Hook, Kind, hooks_of
from assistant.checks.frames import LIGHT, parsed
from assistant.checks.synonyms import canonical
from assistant.checks.words import content_stems
from index.parsing import Parse, Token

_DATE = re.compile(
    r"^\W*(?:and\s+)?(?:when\b|(?:on\s+)?(?:what|which)\s+(?:day|date|month|year)\b|since when\b)"
    r"|\bdate of\b|\b(?:release|start|opening|closing) date\b",
    re.IGNORECASE,
)
_AMOUNTS = (
    "number price cost costs revenue profit loss turnover budget share rate percentage amount toll total age height "
    "length depth speed size population score result wage salary temperature magnitude fine ransom deficit majority"
).split()
_NUMBER = re.compile(
    r"\bhow\s+(?:many|much|old|long|far|big|large|high|tall|deep|fast|wide|often|strong|heavy)\b"
    rf"|\bwhat\b.*\b(?:{'|'.join(_AMOUNTS)})\b|\bwhat\s+(?:percentage|share|proportion|fraction)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\bwho(?:m|se)?\b|\bwhat is the name\b", re.IGNORECASE)
_WH = frozenset("who whom whose which what where when how".split())
_SINGLE = frozenset(
    """win beat sell direct host found lead head succeed replace invent discover chair captain acquire own design
    compose write shoot open award crown""".split()
)
"""Acts that one alone can have done: whoever else is told of it, one of both accounts is wrong."""


@lru_cache(maxsize=64)
def kind_of(question: str) -> Kind | None:
    """What kind of value answers it; None where several or none can."""
    if _DATE.search(question):
        return "date"
    if _NUMBER.search(question):
        return "number"
    of_several = any(token.lower in {"which", "what"} and token.dep == "det" for token in parsed(question).tokens)
    return "name" if of_several or _NAME.search(question) else None


@lru_cache(maxsize=64)
def hooks_asked(question: str) -> frozenset[Hook]:
    """What the value asked for hangs on, as `values_of` tells it of a sentence."""
    tree, kind = parsed(question), kind_of(question)
    if kind == "date":
        lemmas = {token.lemma for token in tree.tokens if token.pos in {"VERB", "NOUN"}} - LIGHT - {"date", "place"}
        return frozenset(("when", canonical(lemma)) for lemma in lemmas)
    if kind == "number":
        return frozenset(_counted(tree))
    wh = next((token for token in tree.tokens if token.lower in _WH), None)
    if kind is None or wh is None:
        return frozenset()
    noun = tree.tokens[wh.head] if wh.dep == "det" else wh
    hooks = {hook for hook in hooks_of(noun, tree, question) if hook[1] not in _WH}
    return frozenset(hooks | ({("is", stem) for stem in content_stems(noun.text)} if noun is not wh else set[Hook]()))


def is_single(hooks: frozenset[Hook], question: str) -> bool:
    """Whether only one name can hang so: on an act that one alone does, or as "the" so-and-so that is asked for."""
    titles = _titles(question)
    return any(
        (role in {"agent", "patient", "to"} and verb in _SINGLE) or (role == "is" and verb in titles)
        for role, verb in hooks
    )


@lru_cache(maxsize=64)
def _titles(question: str) -> frozenset[str]:
    """The nouns that the question has with a "the" or an owner: "the director of …", "Marholm’s mayor"."""
    tree = parsed(question)
    owned = [token for token in tree.tokens if token.pos == "NOUN" and _has_one(token, tree)]
    return frozenset(stem for noun in owned for stem in content_stems(noun.text))


def _has_one(noun: Token, tree: Parse) -> bool:
    kids = [tree.tokens[i] for i in tree.children[noun.i]]
    return noun.tag in {"NN", "NNP"} and any(kid.lower == "the" or kid.dep == "poss" for kid in kids)


def _counted(tree: Parse) -> set[Hook]:
    hooks: set[Hook] = set()
    for token in tree.tokens:
        if token.pos == "VERB" and token.lemma not in LIGHT:
            hooks |= {
                ("under", canonical(token.lemma)),
                ("agent", canonical(token.lemma)),
                ("patient", canonical(token.lemma)),
            }
        elif token.lemma in _AMOUNTS:
            hooks |= {(how, stem) for how in ("under", "is") for stem in content_stems(token.text)}
        elif token.pos == "NOUN" and _is_counted(token, tree):
            hooks |= {("count", stem) for stem in content_stems(token.text)}
    return hooks


def _is_counted(noun: Token, tree: Parse) -> bool:
    kids = [tree.tokens[i] for i in tree.children[noun.i]]
    return any(kid.lower in {"many", "much"} for kid in kids)
