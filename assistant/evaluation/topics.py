"""What a headline is about, as a noun phrase that a question can name: "the Thornsea tidal barrier"."""

import re
from collections.abc import Iterator

from assistant.checks.casing import is_shown
from assistant.checks.dates import dates_of
from assistant.checks.words import content_stems
from index.parsing import Parse, Token, parse
from index.values import Article

_OBJECTS = {"nsubj", "nsubjpass", "dobj", "pobj", "attr", "ROOT", "conj", "appos"}
_AFTER = {"relcl", "acl", "appos", "cc", "conj", "punct", "advmod", "advcl", "prep"}
_LONGEST = 6
"""Words of a phrase."""


def topic_of(article: Article, least: int = 1) -> str | None:
    """The phrase of the headline that stands in the text most often, of `least` words with a meaning, days aside."""
    (parsed,) = parse([article.title])
    text = article.text
    phrases = (_as_told(phrase, text) for phrase in _phrases(parsed) if not dates_of(phrase))
    counts = {phrase: _times(phrase, text) for phrase in phrases if len(content_stems(phrase)) >= least}
    return max(counts, key=lambda phrase: (counts[phrase], len(phrase)), default=None) if any(counts.values()) else None


def _as_told(phrase: str, text: str) -> str:
    """The phrase with its first letter as the text has it, and with "the" where the text has that before it."""
    begun = phrase[0].lower() + phrase[1:]
    named = is_shown(" ".join(phrase.split()[:2]), text)
    if phrase[0].isupper() and not named and re.search(rf"\b{re.escape(begun.split()[0])}\b", text):
        phrase = begun
    with_the = f"the {phrase}"
    return with_the if 2 * _times(with_the, text) >= _times(phrase, text) > 0 else phrase


def _times(phrase: str, text: str) -> int:
    return len(re.findall(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE))


def _phrases(parsed: Parse) -> Iterator[str]:
    """Nouns with what belongs to them on their left and, where it is short, behind "of"."""
    tokens = parsed.tokens
    for noun in tokens:
        if noun.pos not in {"NOUN", "PROPN"} or noun.dep not in _OBJECTS:
            continue
        last = noun.i
        for child in parsed.children[noun.i]:
            if child > noun.i and (tokens[child].dep not in _AFTER or tokens[child].lower == "of"):
                last = max(last, tokens[child].right)
        words = tokens[noun.left : last + 1]
        if len(words) <= _LONGEST and not any(word.pos in {"PUNCT", "VERB", "AUX", "PRON"} for word in words):
            yield "".join(f"{word.text}{' ' * _gap(word, tokens)}" for word in words).strip()


def _gap(word: Token, tokens: tuple[Token, ...]) -> int:
    """Spaces behind a word."""
    return tokens[word.i + 1].start - word.end if word.i + 1 < len(tokens) else 0
