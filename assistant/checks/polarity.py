"""Yes or no: whether a sentence affirms what its evidence denies, or denies what it affirms."""

import re

from assistant.checks.words import content_stems, words_of

_NEGATION = re.compile(
    r"\b(?:not|never|no|nor|neither|cannot|without|nobody|none|nothing|hardly|unlikely|unable|avoid\w*|refus\w+|rul(?:ed|es|ing)\s+out|fail(?:s|ed|ing)?\s+to)\b|n[’']t\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|refut\w*|dismiss\w*|disput\w*|ruled\s+out|rules\s+out)\b", re.I
)
_REACH = 4


def negated(text: str) -> bool:
    """Whether anything in it is denied by a word such as "not"."""
    return bool(_NEGATION.search(text))


def negations(text: str) -> int:
    """How many such words it has."""
    return len(_NEGATION.findall(text))


def denies(cue: str | None) -> bool:
    """Whether a verb of speech denies what it reports."""
    return bool(cue and _DENIAL.search(cue))


def flipped(cue: str | None, text: str, other_cue: str | None, other: str) -> bool:
    """Whether two reports of one thing differ in yes and no, by a denying verb or by a negation in what is said."""
    if denies(cue) != denies(other_cue):
        return negated(text) == negated(other)
    return negation_differs(text, other)


def negation_differs(sentence: str, evidence: str) -> bool:
    """Whether a word is negated on one side and stands without negation on the other.

    A negation reaches over the four words behind it, to the end of its clause.
    """
    mine, theirs = negated_stems(sentence), negated_stems(evidence)
    return bool((mine & content_stems(evidence)) - theirs) or bool((theirs & content_stems(sentence)) - mine)


def negated_stems(text: str) -> frozenset[str]:
    """Stems of the words that a negation reaches: the four behind it, to the end of its clause."""
    found: set[str] = set()
    for negation in _NEGATION.finditer(text):
        clause = re.split(r"[,;:.—–]|\b(?:but|and|while|because)\b", text[negation.end() :], maxsplit=1)[0]
        words = [word for word in words_of(clause) if content_stems(word)]
        found |= content_stems(" ".join(words[:_REACH]))
    return frozenset(found)
