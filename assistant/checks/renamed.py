"""A name in a near copy of an article's sentence, in the place of another's, or of somebody whom it does not mean."""

import re

from assistant.checks.bearers import is_proper
from assistant.checks.cues import is_speech
from assistant.checks.frames import parsed
from assistant.checks.likeness import called_as
from assistant.checks.persons import is_called, is_described
from assistant.checks.words import FUNCTION_WORDS, TITLES, content_stems, name_tokens

WORD = re.compile(r"\d[\d.,:]*\d|\d|[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_LONGEST = 5
"""Words of a difference: more are another way of saying it."""
_NEARBY = 1500
"""Characters before a pronoun in which the name that it stands for is looked for."""
_LEAST_BEGINNING = 30
"""Characters of a sentence by which it is found in its article."""
_ONE = frozenset("he she".split())
_PLURAL = re.compile(r"[^s]s$|^(?:people|police)$")
_PRONOUNS = frozenset("he she it they we i you who his her its their this that these those".split())
_NOT_A_NAME = (FUNCTION_WORDS | TITLES) - {"states"}


def renamed(differences: list[tuple[str, str]], sentence: str, nearest: str, article: str) -> str | None:
    """Why a name of a sentence is not the `nearest` sentence's, from what differs in the two; None where none is."""
    pairs = [(mine, theirs) for mine, theirs in differences if not _tells_who_speaks(mine, theirs)]
    return _another_name(pairs, sentence, nearest, article) or _put_for_another(pairs, sentence, nearest, article)


def _tells_who_speaks(mine: str, theirs: str) -> bool:
    """Whether a sentence names a speaker where the other does not: the ledger knows whose words they are."""
    one, other = (any(word.islower() and is_speech(word) for word in words.split()) for words in (mine, theirs))
    return one and not other


def _another_name(differences: list[tuple[str, str]], sentence: str, nearest: str, article: str) -> str | None:
    """A name in the place of another one's."""
    for mine, theirs in differences:
        if max(len(mine.split()), len(theirs.split())) > _LONGEST:
            continue
        name, other = _name(mine, sentence, article), _name(theirs, nearest, article)
        described = is_described(theirs, name, article) or is_described(mine, other, article)
        if name and other and not described and not _may_be_one(name, other, article):
            return f"the source says {other}, not {name}"
    return None


def _put_for_another(differences: list[tuple[str, str]], sentence: str, nearest: str, article: str) -> str | None:
    """A name in the place of a "she", "the drug" or "economists", which the article has not named by then."""
    for mine, theirs in differences:
        name = _name(mine, sentence, article)
        if not name or not theirs or len(theirs.split()) > _LONGEST or _name(theirs, nearest, article):
            continue
        last = theirs.split()[-1].lower()
        several = _PLURAL.search(last) is not None and last not in FUNCTION_WORDS
        if not several and last in FUNCTION_WORDS - _ONE:
            continue
        described = is_described(theirs, name, article) or is_called(name, theirs, article)
        if not described and (several or not _named_before(name, nearest, article)):
            return f"the source says {theirs}, not {name}"
    return None


def _named_before(name: str, nearest: str, article: str) -> bool:
    """Whether the name, or its last part, stands not far before a sentence of the article."""
    at = article.find(nearest[:_LEAST_BEGINNING])
    before = article[max(0, at - _NEARBY) : at + len(nearest)] if at >= 0 else article
    return all(part in before.lower() for part in name_tokens(name)[-1:])


def _name(words: str, sentence: str, article: str) -> str:
    """The capitalised words of a difference without titles; "" where a pronoun among them may mean anybody."""
    told = words.split()
    if any(word.lower() in _PRONOUNS for word in told):
        return ""
    capitals = [word for word in told if word[0].isupper() and word.lower() not in _NOT_A_NAME]
    first = WORD.findall(sentence)[:1]
    if len(capitals) == 1 and capitals == first and _may_be_a_noun(capitals[0], sentence, article):
        return ""
    return " ".join(capitals)


def _may_be_a_noun(word: str, sentence: str, article: str) -> bool:
    """Whether a word that begins a sentence is nowhere shown as a name: by a capital in one, as a label, by grammar."""
    shown = re.search(rf"(?<=[a-z,;’'] ){re.escape(word)}\b|^{re.escape(word)}:", article, re.MULTILINE)
    return shown is None and not any(is_proper(token) for token in parsed(sentence).tokens if token.text == word)


def _may_be_one(name: str, other: str, article: str) -> bool:
    lands, others = (called_as(frozenset(name_tokens(part))) for part in (name, other))
    return (
        not lands
        or not others
        or bool(lands & others)
        or bool(content_stems(name) & content_stems(other))
        or _initials(name) == other.replace(".", "")
        or _initials(other) == name.replace(".", "")
        or is_called(name, other, article)
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())
