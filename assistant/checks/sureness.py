"""How a text means a verb: as done, to come, wished or only possible, and whether it denies it."""

from typing import Literal

from assistant.checks.dates import dates_of
from assistant.checks.phrases import words_between
from index.parsing import Parse, Token

Surety = Literal["fact", "future", "wished", "possible"]

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "hardly", "scarcely", "barely", "no", "neither", "nor"})
_NOBODY = frozenset({"nobody", "none", "nothing", "no", "neither", "noone"})
NEGATORS = frozenset(
    {
        "deny",
        "refuse",
        "decline",
        "fail",
        "reject",
        "dismiss",
        "refute",
        "dispute",
        "without",
        "unlikely",
        "instead",
        "unable",
        "avoid",
        "prevent",
        "forbid",
        "ban",
        "stop",
    }
)
_WILL = frozenset({"will", "’ll", "'ll", "shall", "wo", "would", "’d", "'d"})
"""What is told of as still to come: "would" too, which is how news reports a "will"."""
_HEARSAY = frozenset(
    "suggestion claim allegation rumour rumor report accusation idea fear possibility risk hope".split()
)
_DOUBTS = frozenset({"if", "whether", "unless", "lest"})
_PROMISES = frozenset(
    """agree plan promise vow pledge expect intend decide due set be go prepare schedule guarantee commit undertake
    ready announce aim""".split()
)
_DEMANDS = frozenset("propose suggest recommend demand insist ask urge request advise".split())
"""Verbs whose "that" tells what is wanted: "proposed that the council take over"."""
_DONE = frozenset("begin start continue manage help come keep go remain use have stop".split())


def is_denied(verb: Token, tree: Parse) -> bool:
    """Whether the text says that it is not so: by a "not", a "nobody", or a verb such as "deny" above it."""
    kids = [tree.tokens[i] for i in tree.children[verb.i]]
    denied = any(kid.dep == "neg" or kid.lower in _NEGATIONS for kid in kids)
    denied ^= any(_is_none(kid, tree) for kid in kids if kid.dep in {*SUBJECTS, "dobj", "attr"})
    head = tree.tokens[verb.head]
    if head.i == verb.i:
        return denied
    if verb.dep in {"xcomp", "ccomp", "pcomp", "acl"}:
        above = head if head.pos != "ADP" or head.lemma in NEGATORS else tree.tokens[head.head]
        if above.lemma in NEGATORS or _rules_out(above, tree):
            denied ^= not _says_no(above, tree)
        elif verb.dep == "xcomp" and _says_no(above, tree):
            denied = not denied
    if verb.dep in {"acl", "ccomp"} and head.pos == "NOUN" and tree.tokens[head.head].lemma in NEGATORS:
        denied = not denied
    if verb.dep == "conj" and not denied:
        joined = any(tree.tokens[i].lower in {"or", "nor"} for i in tree.children[head.i])
        return joined and head.pos in {"VERB", "AUX"} and is_denied(head, tree)
    return denied


def _rules_out(verb: Token, tree: Parse) -> bool:
    return verb.lemma == "rule" and any(tree.tokens[i].lower == "out" for i in tree.children[verb.i])


def _says_no(verb: Token, tree: Parse) -> bool:
    return any(tree.tokens[i].dep == "neg" or tree.tokens[i].lower in _NEGATIONS for i in tree.children[verb.i])


def _is_none(token: Token, tree: Parse) -> bool:
    return token.lower in _NOBODY or any(tree.tokens[i].lower in {"no", "neither"} for i in tree.children[token.i])


def surety(verb: Token, tree: Parse) -> Surety:
    """How sure it is: done or so, still to come, or only possible, wished, asked or supposed."""
    kids = [tree.tokens[i] for i in tree.children[verb.i]]
    head = tree.tokens[verb.head]
    if any(kid.lower in _DOUBTS for kid in kids if kid.dep in {"mark", "advmod"}):
        return "possible"
    if verb.dep in {"acl", "ccomp"} and head.lemma in _HEARSAY and verb.tag != "VBN":
        return "possible"
    modals = [kid for kid in kids if kid.dep == "aux" and kid.tag == "MD"]
    if modals:
        had = any(kid.lemma == "have" and kid.dep == "aux" for kid in kids)
        sure = all(m.lower in _WILL and not (m.lower == "would" and had) for m in modals)
        return "future" if sure else "possible"
    if _supposed(verb, tree) or _is_due(verb, kids, tree):
        return "possible" if _supposed(verb, tree) else "future"
    if any(kid.tag == "TO" for kid in kids):
        return _wished(verb, head, tree)
    if verb.dep == "ccomp" and (_is_subjunctive(verb, kids) or surety(head, tree) == "possible"):
        return "wished" if head.lemma in _DEMANDS and _is_subjunctive(verb, kids) else surety(head, tree)
    if verb.dep == "conj" and head.i != verb.i and head.pos in {"VERB", "AUX"} and not has_subject(kids):
        return surety(head, tree) if verb.tag == head.tag else "fact"
    return "fact"


def _is_due(verb: Token, kids: list[Token], tree: Parse) -> bool:
    """Whether the plain present tells what is to come, on a day: "the rivals meet on 11 May"."""
    days = (kid for kid in kids if kid.dep in {"prep", "npadvmod"})
    words = (words_between(tree, kid.left, kid.right) for kid in days)
    return verb.tag in {"VBP", "VBZ"} and verb.pos == "VERB" and any(dates_of(text) for text in words)


def _is_subjunctive(verb: Token, kids: list[Token]) -> bool:
    """Whether it has the plain form where one thing does it: "that the town buy the house"."""
    return verb.tag == "VB" or (
        verb.tag == "VBP" and any(kid.dep in SUBJECTS and kid.tag in {"NN", "NNP"} for kid in kids)
    )


def _wished(verb: Token, head: Token, tree: Parse) -> Surety:
    """How sure an infinitive is, by what governs it: "agreed to pay", "began to pay", "was asked to pay"."""
    if head.i == verb.i or verb.dep not in {"xcomp", "ccomp", "conj"}:
        return "wished"
    if verb.dep == "conj":
        return surety(head, tree)
    if head.lemma in NEGATORS:
        return "fact"
    if head.lemma in _DONE and not any(tree.tokens[i].tag == "TO" for i in tree.children[head.i]):
        return surety(head, tree) if head.lemma != "go" else "future"
    return "future" if head.lemma in _PROMISES else "wished"


def has_subject(kids: list[Token]) -> bool:
    return any(kid.dep in SUBJECTS for kid in kids)


def _supposed(verb: Token, tree: Parse) -> bool:
    """Whether an "if" hangs on the verb, so that it holds on a condition only."""
    clauses = [tree.tokens[i] for i in tree.children[verb.i] if tree.tokens[i].dep == "advcl"]
    return any(tree.tokens[i].lower in {"if", "unless"} for clause in clauses for i in tree.children[clause.i])
