"""Whether two nouns of an article are two things in it, and no two words for one: the coach, and the lorry it hit."""

from functools import lru_cache

from assistant.checks.frames import frames_of, parsed
from assistant.checks.phrases import Phrase
from assistant.checks.words import content_stems
from assistant.evidence import Source
from index.parsing import Parse, Token
from index.sentences import sentence_spans

_NAMING = frozenset({"be", "become", "call", "name", "remain", "include"})
_PARTIES = frozenset({"agent", "patient", "to", "from", "with", "by", "against"})
_BEFORE_IT = 2
"""Sentences, with its own, in which what an "it" means is named."""
_LONGEST_JOINT = 2
"""Words between two nouns that "and" joins: "coach and a lorry"."""


def are_two(one: Phrase, other: Phrase, source: Source) -> bool:
    """Whether the article has both in one act, joins them, or brings in both at once: "a coach hit a lorry"."""
    first, second = _head(one), _head(other)
    if not first or not second or first == second:
        return False
    return _told_apart(first, second, f"{source.article.title}.\n\n{source.article.text}")


def is_another(phrase: Phrase, pronoun: Phrase, evidence: str, source: Source) -> bool:
    """Whether an "it" of the evidence is not the phrase's: not named shortly before, where another thing is."""
    mine = _head(phrase)
    text = source.article.text
    at = text.find(evidence) + pronoun.start
    spans = [span for span in sentence_spans(text) if span[0] <= at][-_BEFORE_IT:]
    before = text[spans[0][0] : at] if spans else ""
    if not mine or mine in content_stems(before):
        return False
    whole = f"{source.article.title}.\n\n{text}"
    nouns = {_stem(token.text) for token in parsed(before).tokens if token.tag == "NN"}
    return any(_told_apart(mine, noun, whole) for noun in nouns if noun and noun != mine)


def _head(phrase: Phrase) -> str:
    """The stem of a phrase's noun or last name; "" for a pronoun."""
    return _stem(phrase.text.split()[-1]) if phrase.stems else ""


def _stem(word: str) -> str:
    return next(iter(content_stems(word)), "")


@lru_cache(maxsize=2048)
def _told_apart(one: str, other: str, text: str) -> bool:
    spans = (text[start:end] for start, end in sentence_spans(text))
    return any(_both_act(one, other, told) for told in spans if {one, other} <= content_stems(told))


def _both_act(one: str, other: str, sentence: str) -> bool:
    for frame in frames_of(sentence):
        heads = {_head(phrase) for role, phrase in frame.roles if role in _PARTIES} - {""}
        if frame.verb not in _NAMING and {one, other} <= heads:
            return True
    tree = parsed(sentence)
    words = [token.lower for token in tree.tokens]
    first, second = ([t for t in tree.tokens if t.pos != "ADJ" and _stem(t.text) == stem] for stem in (one, other))
    pairs = [sorted((a, b), key=lambda token: token.i) for a in first for b in second]
    return any(_are_joined(a, b, words) or (_is_new(a, tree) and _is_new(b, tree)) for a, b in pairs)


def _are_joined(one: Token, other: Token, words: list[str]) -> bool:
    between = words[one.i + 1 : other.i]
    return between[:1] == ["and"] and len(between) <= _LONGEST_JOINT


def _is_new(noun: Token, tree: Parse) -> bool:
    """Whether it is told of for the first time, as "a coach", and not of something else that it was one."""
    kids = (tree.tokens[i] for i in tree.children[noun.i])
    return noun.dep not in {"attr", "appos", "acomp", "oprd"} and any(kid.lower in {"a", "an"} for kid in kids)
