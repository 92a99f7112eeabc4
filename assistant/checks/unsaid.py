"""What a sentence adds: a verb, or a whole phrase, of which its evidence has no word. Half a truth ends here.

`support` asks whether enough is there; this asks whether something of its own was slipped in beside it.
"""

import re
from collections.abc import Iterator

from assistant.checks.frames import parsed
from assistant.checks.phrases import words_between
from assistant.checks.synonyms import GENERIC, told_in
from assistant.checks.words import content_stems
from index.parsing import Parse, Token

_LIGHT = frozenset("be have do make take get deny refuse decline fail include remain".split())
_CAPITAL = re.compile(r"\b[A-Z]")
_NO_COMMAND = frozenset({"nsubj", "nsubjpass", "csubj", "expl", "aux", "auxpass", "ccomp"})
_PLAIN_ADVERBS = frozenset(
    """currently recently previously reportedly approximately originally formerly initially eventually subsequently
    especially particularly additionally specifically exactly roughly nearly only mainly mostly largely newly finally
    early likely daily weekly monthly yearly family friendly simply similarly directly""".split()
)
"""Adverbs that a writer adds without saying more."""
_WORDS_OF_A_PHRASE = 2
"""Words of a phrase that make up for its noun."""
_ENOUGH = 4
"""Words of a verb's object and phrases that make up for the verb: a writer's own word for what they tell."""
_OF_A_REASON = 0.6
"""The share of a reason's words that the evidence must hold."""
_CLAUSES = frozenset({"conj", "advcl", "ccomp", "relcl", "acl", "parataxis", "cc", "nsubj", "nsubjpass", "xcomp"})


def is_command(sentence: str) -> bool:
    """Whether the sentence tells its reader to do something, and so states nothing: "Read more about this"."""
    tree = parsed(sentence)
    root = next((token for token in tree.tokens if token.dep == "ROOT"), None)
    kids = [] if root is None else [tree.tokens[i] for i in tree.children[root.i]]
    return root is not None and root.tag == "VB" and not any(kid.dep in _NO_COMMAND for kid in kids)


def unsaid(sentence: str, evidence: str, article: str, spoken: frozenset[str]) -> str | None:
    """The words of the sentence that the evidence says nothing of; None where there are none.

    `spoken` are stems of its words of speech, which are the ledger's business.
    """
    tree = parsed(sentence)
    known = content_stems(evidence) | spoken | GENERIC
    for verb in _verbs(tree):
        if not told_in(content_stems(verb.text), known) and not _made_up_for(verb, tree, known):
            return verb.text
    if (added := next(_added(tree, known), None)) is not None:
        return added
    anywhere = known | content_stems(article)
    for head, phrase in _phrases(tree):
        stems = content_stems(phrase)
        found = told_in(stems, known if _CAPITAL.search(phrase) else anywhere)
        if any(stem[0].isdigit() for stem in stems) or content_stems(head.text) <= found:
            continue
        if stems and len(found) < min(_WORDS_OF_A_PHRASE, len(stems)):
            return phrase
    return None


def _added(tree: Parse, known: frozenset[str]) -> Iterator[str]:
    """Manners and reasons of which nothing is known."""
    for token in tree.tokens:
        manner = token.tag == "RB" and token.lower.endswith("ly") and token.lower not in _PLAIN_ADVERBS
        if manner and content_stems(token.text) and not told_in(content_stems(token.text), known):
            yield token.text
    for reason in _reasons(tree):
        stems = content_stems(reason)
        if len(told_in(stems, known)) < _OF_A_REASON * len(stems):
            yield reason


def _reasons(tree: Parse) -> Iterator[str]:
    """What follows a "because": a claim of its own."""
    for token in tree.tokens:
        if token.lower == "because":
            head = tree.tokens[token.head] if token.dep == "mark" else token
            yield _words(head, tree)


def _verbs(tree: Parse) -> Iterator[Token]:
    for token in tree.tokens:
        contracted = token.text[0] in "'’" or token.tag == "RB"
        if token.pos == "VERB" and not contracted and token.lemma not in _LIGHT and content_stems(token.text):
            yield token


def _made_up_for(verb: Token, tree: Parse, known: frozenset[str]) -> bool:
    own = [tree.tokens[i] for i in tree.children[verb.i] if tree.tokens[i].dep not in _CLAUSES]
    stems = content_stems(" ".join(_words(token, tree) for token in own))
    found = told_in(stems, known)
    return len(found) >= _ENOUGH and len(found) >= len(stems) - 1


def _phrases(tree: Parse) -> Iterator[tuple[Token, str]]:
    """Objects and prepositional phrases, with all that hangs on them."""
    for token in tree.tokens:
        if token.dep in {"pobj", "dobj", "attr", "acomp"} and token.pos not in {"VERB", "NUM"}:
            head = tree.tokens[token.head]
            if head.lower == "of" and tree.tokens[head.head].pos in {"NOUN", "PROPN", "NUM", "ADJ"}:
                continue
            yield token, f"{head.text if head.pos == 'ADP' else ''} {_words(token, tree)}".strip()


def _words(token: Token, tree: Parse) -> str:
    return words_between(tree, token.left, token.right)
