"""A sentence that nearly is an article's own: whether a name, a "not", a "may", a day or a figure in it is another.

Where two sentences run alike word by word, what stands in one's place for the other's word is meant for the same thing.
"""

import re
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.checks.contraries import are_contrary
from assistant.checks.dates import dates_of, same_day, without_dates
from assistant.checks.hedges import made_surer
from assistant.checks.numbers import measure_of, numbers_of, same_amount
from assistant.checks.polarity import denies, negated
from assistant.checks.renamed import WORD, renamed
from assistant.evidence import Source
from index.sentences import sentence_spans

_ALIKE = 0.7
"""The share of a sentence's words that run along one sentence of the article."""
_LEAST_RUN = 4
_LONGEST_LEFT_OUT = 5
"""Words left out between others: more are a clause, which may be cut."""
_VOTES_NO = re.compile(r"\bvot(?:e|es|ed|ing)\s+(?:against|down)\b", re.IGNORECASE)
_JOINTS = frozenset({"and", "but", "while"})
_LONGEST_TAIL = 2
"""Words left out at the end: more may be a clause."""


def altered(sentence: str, source: Source, start: int, end: int) -> str | None:
    """What a near copy of a sentence of the article has otherwise than that sentence; None where nothing counts.

    One of the evidence, `start:end` of the article, goes before all others.
    """
    article = source.article.text
    nearest = _nearest(sentence, with_speakers(source, start, end)) or _nearest(sentence, source.text)
    if not nearest:
        return None
    return (
        _turned(sentence, nearest)
        or _contrary(sentence, nearest)
        or made_surer(_differences(sentence, nearest))
        or _recounted(sentence, nearest)
        or _redated(sentence, nearest, source)
        or renamed(_differences(without_dates(sentence), without_dates(nearest)), sentence, nearest, article)
    )


def _nearest(sentence: str, text: str) -> str:
    """The sentence of the text that runs along most of the sentence's words; "" where none does along enough."""
    least = max(_LEAST_RUN, _ALIKE * len(WORD.findall(sentence)))
    mine = _lower(sentence)
    nearest, alike = "", least
    for start, end in sentence_spans(text):
        told = text[start:end]
        if len(mine & _lower(told)) < _ALIKE * len(mine):
            continue
        size = sum(block.size for block in _matched(sentence, told).get_matching_blocks())
        if size > alike or (size >= alike and not nearest):
            nearest, alike = told, size
    return nearest


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


@lru_cache(maxsize=2048)
def _lower(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD.findall(text))


@lru_cache(maxsize=256)
def _matched(mine: str, theirs: str) -> SequenceMatcher[str]:
    one, other = ([word.lower() for word in WORD.findall(text)] for text in (mine, theirs))
    return SequenceMatcher(None, one, other, autojunk=False)


def _differences(mine: str, theirs: str) -> list[tuple[str, str]]:
    """What stands in each where the other has something else, between words that both have.

    Of a longer sentence that one is cut from, only what stands beside the cut, word for word.
    """
    one, other = WORD.findall(mine), WORD.findall(theirs)
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in _matched(mine, theirs).get_opcodes():
        if kind == "equal":
            continue
        if b == len(one):
            d = _clause_end(other, c, d)
        if b == len(one) and d - c > (_LONGEST_LEFT_OUT if b > a else _LONGEST_TAIL):
            d = c + b - a
        elif a == 0 and d - c > _LONGEST_LEFT_OUT:
            c = d - max(1, b - a)
        found.append((" ".join(one[a:b]), " ".join(other[c:d])))
    return found


def _clause_end(words: list[str], first: int, last: int) -> int:
    """Where, of the words behind which a sentence ends, another clause begins: "… since then | and won none"."""
    return next((i for i in range(first + 1, last) if words[i].lower() in _JOINTS), last)


def _turned(sentence: str, nearest: str) -> str | None:
    """Whether a "not" or a "denied" was put in or left out, and none moved from another place instead."""
    pairs = _differences(sentence, nearest)
    short = [pair for pair in pairs if max(len(words.split()) for words in pair) <= _LONGEST_LEFT_OUT]
    if any(_says_no(mine) for mine, _ in short) != any(_says_no(theirs) for _, theirs in short):
        return "the source says yes where this says no, or no where this says yes"
    return None


def _contrary(sentence: str, nearest: str) -> str | None:
    """A word in the place of one that says the contrary: "on" for "off"."""
    for mine, theirs in _differences(sentence, nearest):
        if are_contrary(mine, theirs):
            return f"the source says “{theirs}”, not “{mine}”"
    return None


def _says_no(words: str) -> bool:
    return negated(words) or denies(words) or _VOTES_NO.search(words) is not None


def _recounted(sentence: str, nearest: str) -> str | None:
    """A figure in the place of another one, which no rounding explains, or the same of something else."""
    for mine, theirs in _differences(without_dates(sentence), without_dates(nearest)):
        numbers, others = numbers_of(mine), numbers_of(theirs)
        rough = numbers_of(sentence)
        if len(numbers) == len(others) == 1:
            near = next((number.near for number in rough if number.value == numbers[0].value), "")
            if not same_amount(replace(numbers[0], near=near), others[0]):
                return f"the source says {others[0].text}, not {numbers[0].text}"
        unit, other = measure_of(mine), measure_of(theirs)
        if unit and other and unit != other:
            return f"the source says {theirs}, not {mine}"
    return None


def _redated(sentence: str, nearest: str, source: Source) -> str | None:
    """A day in the place of another one."""
    published = source.article.known_day()
    for mine, theirs in _differences(sentence, nearest):
        days, others = dates_of(mine), dates_of(theirs)
        if len(days) == len(others) == 1 and not same_day(days[0], others[0], published):
            return f"the source says {theirs}, not {mine}"
    return None
