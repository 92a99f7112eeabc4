"""The first letter of a sentence that is put behind other words: it gets small, unless it is a name's."""

import re
from collections.abc import Iterable

from assistant.checks.bearers import is_proper
from assistant.checks.frames import parsed
from assistant.checks.words import FUNCTION_WORDS
from index.countries import country

_MODALS = frozenset({"will", "may", "can"})
"""No statement begins with one."""


def inside(sentence: str, article: str = "", names: Iterable[str] = ()) -> str:
    """The sentence as it stands behind "According to Roe, "; `names` are known ones of the article."""
    return sentence if _begins_a_name(sentence, article, names) else sentence[:1].lower() + sentence[1:]


def _begins_a_name(sentence: str, article: str, names: Iterable[str]) -> bool:
    first, *others = sentence.split(maxsplit=2)
    word = re.split(r"[’'\W]", first)[0]
    following = re.match(r"[A-Z][\w’'-]*", others[0]) if others else None
    if word == "I" or word.lower() in _MODALS or any(letter.isupper() for letter in word[1:]):
        return True
    pair = f"{first} {following[0]}" if following else ""
    if pair and (is_shown(pair, article) or any(name.startswith(pair) for name in names)):
        return True
    proper = is_proper(parsed(sentence).tokens[0])
    if word.lower() in FUNCTION_WORDS:
        return proper
    return proper or is_shown(word, article) or country(word.lower()) is not None


def is_shown(words: str, article: str) -> bool:
    """Whether an article has the words, as they are capitalised here, within a sentence."""
    return re.search(rf"(?<=[a-z,;’'] ){re.escape(words)}\b", article) is not None
