"""A sentence that nearly is an article's own: whether a name, a "not" or a figure in it is not the article's.

Where two sentences run alike word by word, what stands in one's place for the other's word is meant for the same thing.
"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.checks.dates import without_dates
from assistant.checks.likeness import called_as
from assistant.checks.numbers import numbers_of, same_amount
from assistant.checks.persons import is_called, is_described
from assistant.checks.polarity import denies, negated
from assistant.checks.words import FUNCTION_WORDS, TITLES, content_stems, name_tokens
from assistant.evidence import Source
from index.sentences import sentence_spans

_WORD = re.compile(r"\d[\d.,:]*\d|\d|[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_ALIKE = 0.7
"""The share of a sentence's words that run along one sentence of the article."""
_LEAST_RUN = 4
_LONGEST_LEFT_OUT = 5
"""Words left out between others: more are a clause, which may be cut."""


def altered(sentence: str, evidence: str, article: str) -> str | None:
    """What a near copy of a sentence of the evidence has otherwise than that sentence; None where nothing counts."""
    mine = _WORD.findall(sentence)
    nearest, alike = "", 0
    for start, end in sentence_spans(evidence):
        matcher = _matched(sentence, evidence[start:end])
        size = sum(block.size for block in matcher.get_matching_blocks())
        if size > alike:
            nearest, alike = evidence[start:end], size
    if alike < max(_LEAST_RUN, _ALIKE * len(mine)):
        return None
    return _turned(sentence, nearest) or _recounted(sentence, nearest) or _renamed(sentence, nearest, article)


def with_speakers(source: Source, start: int, end: int) -> str:
    """The characters `start:end` of an article with a speaker's name for each "he" or "she" that the ledger knows."""
    text = source.article.text
    named = {
        (quote.speaker_start, quote.speaker_end): quote.speaker
        for quote in source.quotes_at(start, end)
        if quote.speaker and quote.speaker_start is not None and start <= quote.speaker_start < end
    }
    for (first, last), name in sorted(named.items(), key=lambda item: -(item[0][0] or 0)):
        if text[first:last].lower() in {"he", "she"}:
            text = f"{text[:first]}{name}{text[last:]}"
            end += len(name) - ((last or 0) - (first or 0))
    return text[start:end]


@lru_cache(maxsize=256)
def _matched(mine: str, theirs: str) -> SequenceMatcher[str]:
    one, other = ([word.lower() for word in _WORD.findall(text)] for text in (mine, theirs))
    return SequenceMatcher(None, one, other, autojunk=False)


def _differences(mine: str, theirs: str) -> Iterator[tuple[str, str]]:
    """What stands in each where the other has something else, between words that both have."""
    one, other = _WORD.findall(mine), _WORD.findall(theirs)
    blocks = _matched(mine, theirs).get_opcodes()
    for kind, a, b, c, d in blocks:
        if kind != "equal":
            yield " ".join(one[a:b]), " ".join(other[c:d]) if b < len(one) or d - c <= _LONGEST_LEFT_OUT else ""


def _turned(sentence: str, nearest: str) -> str | None:
    """Whether a "not" was put in or left out, and nothing else says it."""
    if any(denies(word) for word in _WORD.findall(f"{sentence} {nearest}")):
        return None
    for mine, theirs in _differences(sentence, nearest):
        short = max(len(mine.split()), len(theirs.split())) <= _LONGEST_LEFT_OUT
        if short and negated(mine) != negated(theirs) and not _elsewhere(mine, theirs, sentence, nearest):
            return "the source says yes where this says no, or no where this says yes"
    return None


def _elsewhere(mine: str, theirs: str, sentence: str, nearest: str) -> bool:
    """Whether the other sentence has its own "not" in another place: the two may say the same."""
    other = nearest.replace(theirs, "") if negated(mine) else sentence.replace(mine, "")
    same = sentence.replace(mine, "") if negated(mine) else nearest.replace(theirs, "")
    return negated(other) and not negated(same)


def _recounted(sentence: str, nearest: str) -> str | None:
    """A figure in the place of another one, which no rounding explains."""
    for mine, theirs in _differences(without_dates(sentence), without_dates(nearest)):
        numbers, others = numbers_of(mine), numbers_of(theirs)
        single = len(numbers) == len(others) == 1 and not any(number.near for number in numbers_of(sentence))
        if single and not same_amount(numbers[0], others[0]):
            return f"the source says {others[0].text}, not {numbers[0].text}"
    return None


def _renamed(sentence: str, nearest: str, article: str) -> str | None:
    """A name in the place of another one's."""
    for mine, theirs in _differences(without_dates(sentence), without_dates(nearest)):
        if max(len(mine.split()), len(theirs.split())) > _LONGEST_LEFT_OUT:
            continue
        name, other = _name(mine, sentence, article), _name(theirs, nearest, article)
        described = is_described(theirs, name, article) or is_described(mine, other, article)
        if name and other and not described and not _may_be_one(name, other, article):
            return f"the source says {other}, not {name}"
    return None


def _name(words: str, sentence: str, article: str) -> str:
    """The capitalised words of a difference without titles; "" where a pronoun among them may mean anybody."""
    told = words.split()
    if any(word.lower() in _PRONOUNS for word in told):
        return ""
    capitals = [word for word in told if word[0].isupper() and word.lower() not in _NOT_A_NAME]
    first = _WORD.findall(sentence)[:1]
    if capitals[:1] == first and not re.search(rf"(?<=[a-z,;’'] ){re.escape(capitals[0])}\b", article):
        return " ".join(capitals) if len(capitals) > 1 else ""
    return " ".join(capitals)


_PRONOUNS = frozenset("he she it they we i you who his her its their this that these those".split())
_NOT_A_NAME = (FUNCTION_WORDS | TITLES) - {"states"}


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
