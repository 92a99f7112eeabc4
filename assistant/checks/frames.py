"""Who does what, to whom, when and how surely: each predicate of a parsed text with its arguments, in plain values.

A predicate is a verb, or what follows "be". Passives and converse verbs are told as one: "the mill was sold by A to B",
"A sold the mill to B" and "B bought the mill from A" give the same frame. Nothing here compares.
"""

from dataclasses import dataclass
from functools import lru_cache

from assistant.checks.bearers import is_proper
from assistant.checks.numbers import in_digits
from assistant.checks.phrases import PRONOUNS, Phrase, phrase_of
from assistant.checks.sureness import SUBJECTS, Surety, has_subject, is_denied, surety
from assistant.checks.synonyms import canonical
from assistant.checks.words import begun, content_stems
from index.parsing import Parse, Token, parse

Role = str
"""`agent`, `patient`, or the preposition before the argument: "to", "from", "than", "in"."""

LIGHT = frozenset("be have do make take get give put keep".split())
"""Verbs that say little without their object."""
_CONVERSE = {"buy": "sell", "rent": "let", "borrow": "lend", "receive": "give", "inherit": "leave"}
"""What the receiver does, and what the giver does."""
_COPULAS = frozenset({"be", "become", "remain"})
_STATES = frozenset({"acomp", "attr", "oprd"})
TELLING = frozenset(
    """say tell add answer reply state announce promise think expect believe hope warn write insist argue predict note
    know ask explain""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A predicate with its arguments. `verb` is canonical; `word` and `start` are how and where the text has it."""

    verb: str
    word: str
    start: int
    denied: bool
    surety: Surety
    main: bool
    roles: tuple[tuple[Role, Phrase], ...]
    """Usually one phrase a role. A verb without object has its subject as `agent` only."""

    def of(self, role: Role) -> tuple[Phrase, ...]:
        return tuple(phrase for name, phrase in self.roles if name == role)


@lru_cache(maxsize=256)
def parsed(text: str) -> Parse:
    return next(iter(parse([text])))


@lru_cache(maxsize=256)
def frames_of(text: str) -> tuple[Frame, ...]:
    """Every predicate of the text, in order."""
    tree = parsed(text)
    found = [_frame(token, tree) for token in tree.tokens if _is_predicate(token, tree)]
    turned = [frame for token in tree.tokens if token.dep == "attr" for frame in _turned(token, tree)]
    return (*found, *turned)


@lru_cache(maxsize=256)
def states_of(text: str) -> tuple[Frame, ...]:
    """What somebody is "under", "in" or "at", as predicates: "is under guard"."""
    tree = parsed(text)
    nouns = (token for token in tree.tokens if token.dep == "pobj" and not is_proper(token))
    kept = (noun for noun in nouns if noun.tag not in PRONOUNS and not noun.lower.isdigit())
    return tuple(_frame(noun, tree) for noun in kept if _verb_of(noun, tree).lemma in _COPULAS)


@lru_cache(maxsize=256)
def compared_in(text: str) -> tuple[tuple[Phrase, Phrase], ...]:
    """What is compared with what, by "than": the subject of the clause, and what follows the word."""
    tree = parsed(text)
    found: list[tuple[Phrase, Phrase]] = []
    for than in (token for token in tree.tokens if token.lower == "than"):
        verb = tree.tokens[than.head]
        while verb.pos not in {"VERB", "AUX"} and verb.head != verb.i:
            verb = tree.tokens[verb.head]
        subject = _subject(verb, tree)
        if subject is not None:
            found += [(phrase_of(subject, tree), phrase) for phrase in _objects(than, tree)]
    return tuple(found)


def _is_predicate(token: Token, tree: Parse) -> bool:
    if token.pos == "VERB":
        return token.dep not in {"amod", "compound", "case", "prep"}
    verb = _verb_of(token, tree)
    return token.dep in _STATES and verb.lemma in _COPULAS and token.tag not in PRONOUNS and not token.lower.isdigit()


def _verb_of(token: Token, tree: Parse) -> Token:
    """The verb of a predicate: itself, or the "be" before "ill", "under guard"."""
    head = tree.tokens[token.head]
    if token.dep != "pobj":
        return token if token.pos == "VERB" else head
    verb = tree.tokens[head.head]
    states = (tree.tokens[i].dep for i in tree.children[verb.i])
    return head if head.dep != "prep" or any(dep in _STATES for dep in states) else verb


def _frame(token: Token, tree: Parse) -> Frame:
    verb = _verb_of(token, tree)
    roles = _roles(token, verb, tree)
    name = canonical(_lemma(token, tree))
    name, roles = _one_way(name, roles)
    return Frame(
        verb=name,
        word=token.text,
        start=token.start,
        denied=is_denied(verb, tree),
        surety=surety(verb, tree),
        main=verb.dep == "ROOT",
        roles=tuple(roles),
    )


def _lemma(verb: Token, tree: Parse) -> str:
    """The verb, one that says little with its particle ("take over"); of what follows "be", the stem."""
    if verb.pos != "VERB":
        return min(content_stems(verb.text), default=verb.lemma)
    particle = next((tree.tokens[i].lower for i in tree.children[verb.i] if tree.tokens[i].dep == "prt"), None)
    return f"{verb.lemma} {particle}" if particle and verb.lemma in LIGHT else verb.lemma


def _turned(token: Token, tree: Parse) -> list[Frame]:
    """ "The winner is Ward" as "Ward is the winner": both say one thing."""
    verb = tree.tokens[token.head]
    subject = _subject(verb, tree)
    if subject is None or verb.lemma != "be" or not is_proper(token) or is_proper(subject) or subject.tag in PRONOUNS:
        return []
    return [
        Frame(
            verb=canonical(min(content_stems(subject.text), default=subject.lemma)),
            word=subject.text,
            start=subject.start,
            denied=is_denied(verb, tree),
            surety=surety(verb, tree),
            main=verb.dep == "ROOT",
            roles=(("agent", phrase_of(token, tree)),),
        )
    ]


def _roles(token: Token, verb: Token, tree: Parse) -> list[tuple[Role, Phrase]]:
    roles: list[tuple[Role, Phrase]] = []
    subject = _subject(verb, tree)
    passive = verb.tag == "VBN" and _is_passive(verb, tree)
    if subject is not None:
        roles.append(("patient" if passive else "agent", phrase_of(subject, tree)))
    for child in (tree.tokens[i] for place in dict.fromkeys((token.i, verb.i)) for i in tree.children[place]):
        if child.dep in {"dobj", "dative"} and child.pos != "ADP":
            roles.append(("to" if child.dep == "dative" else "patient", phrase_of(child, tree)))
            hung = [tree.tokens[i] for i in tree.children[child.i] if tree.tokens[i].lower in {"to", "from"}]
            roles += [(prep.lower, phrase) for prep in hung for phrase in _objects(prep, tree)]
        elif child.dep in {"prep", "agent", "dative"}:
            for phrase in _objects(child, tree):
                doer = child.lower == "by" and passive and not any(c.isdigit() for c in in_digits(phrase.text))
                roles.append(("agent" if doer else child.lower, phrase))
    if passive and not any(role == "agent" for role, _ in roles):
        roles += [("agent", phrase_of(by, tree)) for by in _stray_by(verb, tree)]
    return roles


def _objects(preposition: Token, tree: Parse) -> list[Phrase]:
    nouns = (tree.tokens[i] for i in tree.children[preposition.i] if tree.tokens[i].dep in {"pobj", "conj"})
    return [phrase_of(noun, tree) for noun in nouns if noun.pos in {"NOUN", "PROPN", "PRON", "NUM"}]


def _stray_by(verb: Token, tree: Parse) -> list[Token]:
    """The agent of a passive that the parser hung on a noun: "presented with a pot by Ward"."""
    inside = (tree.tokens[i] for i in range(verb.i + 1, verb.right + 1))
    strays = [token for token in inside if token.lower == "by" and token.dep in {"prep", "agent"}]
    return [tree.tokens[i] for token in strays for i in tree.children[token.i] if is_proper(tree.tokens[i])][:1]


def _is_passive(verb: Token, tree: Parse) -> bool:
    kids = [tree.tokens[i] for i in tree.children[verb.i]]
    if any(kid.dep in {"auxpass", "nsubjpass"} for kid in kids):
        return True
    if verb.dep == "conj" and not any(kid.dep in {"aux", "dobj"} for kid in kids):
        head = tree.tokens[verb.head]
        return head.i != verb.i and head.tag == "VBN" and head.pos == "VERB" and _is_passive(head, tree)
    return verb.dep == "acl"


def _subject(verb: Token, tree: Parse) -> Token | None:
    """The verb's own subject, the noun its relative clause hangs on, or the subject of the verb it continues."""
    for child in (tree.tokens[i] for i in tree.children[verb.i]):
        if child.dep in SUBJECTS and not (child.tag in {"WP", "WDT"} and verb.dep == "relcl"):
            return child
    head = tree.tokens[verb.head]
    if verb.dep in {"relcl", "acl"} and head.i != verb.i:
        own = [tree.tokens[i] for i in tree.children[verb.i] if tree.tokens[i].dep in SUBJECTS]
        return head if own or (verb.dep == "acl" and verb.tag in {"VBN", "VBG"}) else None
    if verb.dep in {"conj", "xcomp", "acomp"} and head.i != verb.i:
        return _subject(head, tree) if head.pos in {"VERB", "AUX", "ADJ"} else None
    return None


def _one_way(verb: str, roles: list[tuple[Role, Phrase]]) -> tuple[str, list[tuple[Role, Phrase]]]:
    """The frame as the giver's, the winner's: converse verbs and "present somebody with something" turned."""
    held = {role for role, _ in roles}
    if verb in _CONVERSE and (verb != "rent" or "to" not in held):
        return _CONVERSE[verb], _renamed(roles, {"agent": "to", "from": "agent"})
    if verb == "lose" and "to" in held:
        return "beat", _renamed([pair for pair in roles if pair[0] != "patient"], {"agent": "patient", "to": "agent"})
    if verb in {"present", "provide", "supply"} and "with" in held:
        return verb, _renamed(roles, {"patient": "to", "with": "patient"})
    return verb, roles


def _renamed(roles: list[tuple[Role, Phrase]], names: dict[Role, Role]) -> list[tuple[Role, Phrase]]:
    return [(names.get(role, role), phrase) for role, phrase in roles]


def halves_of(text: str) -> tuple[str, str] | None:
    """A sentence of two whole clauses ("…, but …", "…, while …") as two sentences; None where it is one."""
    tree = parsed(text)
    for verb in tree.tokens:
        kids = [tree.tokens[i] for i in tree.children[verb.i]]
        head = tree.tokens[verb.head]
        if head.dep != "ROOT" or verb.dep not in {"conj", "advcl"} or not has_subject(kids):
            continue
        joints = [*kids, *(tree.tokens[i] for i in tree.children[head.i])]
        joint = next(
            (t for t in joints if t.lower in {"and", "but", "while", "whereas"} and head.i < t.i < verb.i), None
        )
        if joint is not None and not any(mark in text for mark in '“"'):
            rest = text[joint.end :].strip()
            return f"{text[: joint.start].rstrip(' ,;')}.", begun(rest)
    return None
