"""How far a statement is about a topic, by words: its own, those around it, and what its article is about.

The stems are the lexical index's. What a country is called counts as its name. Pure, but for the rarity of words, which
the caller knows.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from index.countries import called
from index.lexical import content_stems, stems
from index.sentences import paragraph_spans
from index.values import Quote

_STATEMENT, _PARAGRAPH, _BEFORE, _TITLE, _SUBJECT = 1.0, 0.9, 0.55, 0.5, 0.35
_FLOOR = 0.4
"""Above what the article's subject is worth alone. By eye, a sixth of the statements that only it holds were on the
topic, two thirds of those by the paragraphs before, four fifths of those by the title. Vectors told none of them apart:
what was on one topic was less similar to it than what was off another.
"""
_LEAST, _LEAST_NAMED = 0.5, 0.4  # the share of a topic's words, by weight, that must be there
_MOST_WEIGHT, _NAME_WEIGHT, _COMMON = 5.0, 2.0, 0.5
_SUBJECT_TIMES, _SUBJECT_SHARE = 4, 0.5
_RUN, _MOST_WORDS = 3, 40
_EMPTY = frozenset(
    "about after against all also am and any are as at be been before being between but by can could did do does "
    "during for from had has have he her hers him his how i if in into is it its me more most my no not of off on "
    "or our out over she should so some such than that the their them then there these they this those to toward "
    "under until up upon us very was we were what when where whether which while who whom whose why will with would "
    "you your say said says tell told talk talked think statement statements comment comments remark remarks issue "
    "issues topic subject matter matters thing things regarding concerning situation".split()
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a statement stands: stems in one string each, spaces around each stem."""

    statement: str
    paragraph: str
    before: str
    """Of the paragraphs before, as far as the same speaker speaks in them, at most three."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word asked about: the stems that mean it, spaces around each, its weight, whether it names what is meant."""

    stems: frozenset[str]
    weight: float
    key: bool

    @property
    def number(self) -> bool:
        """Whether it is a year or another number, which the name beside it may stand for: "the 2020 Olympics"."""
        return all(stem.strip().isdigit() for stem in self.stems)


Topic = tuple[Unit, ...]


def settings(text: str, quotes: Sequence[Quote]) -> list[Setting]:
    """One setting a quote of `text`."""
    spans = paragraph_spans(text)
    words = [_spaced(dict.fromkeys(stems(text[start:end]))) for start, end in spans]
    places = [_touched(spans, quote) for quote in quotes]
    speaking = {(i, quote.speaker) for quote, place in zip(quotes, places, strict=True) for i in place}
    found: list[Setting] = []
    for quote, place in zip(quotes, places, strict=True):
        first = place.start
        while quote.speaker and place.start - first < _RUN and (first - 1, quote.speaker) in speaking:
            first -= 1
        before = " ".join(words[first : place.start])
        found.append(Setting(_spaced(stems(quote.text)), " ".join(words[i] for i in place), before))
    return found


def _touched(spans: Sequence[tuple[int, int]], quote: Quote) -> range:
    """The paragraphs that the quote stands in."""
    first = bisect_right(spans, quote.start, key=lambda span: span[1])
    return range(first, max(first + 1, bisect_left(spans, quote.end, key=lambda span: span[0])))


def subjects(title: str, text: str) -> tuple[str, str]:
    """The stems of an article's title, and those that its text comes back to most."""
    counted = Counter(stem for stem in content_stems(text) if len(stem) > 2 and stem not in _EMPTY)
    least = max(_SUBJECT_TIMES, _SUBJECT_SHARE * max(counted.values(), default=0))
    often = [stem for stem, times in counted.items() if times >= least]
    return _spaced(stems(title)), _spaced(often)


def _spaced(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


def topic(about: str, share: Callable[[Collection[str]], float]) -> Topic:
    """The words of `about` that say something; none where there is no such word.

    `share` is the share of passages, 0 to 1, that hold any of some stems.
    """
    units: dict[frozenset[str], Unit] = {}
    unseen = share(
        ()
    )  # a word that no passage has weighs without bound: the more there are, the less they are about it
    for item in _WORD.findall(about)[:_MOST_WORDS]:
        word = item.lower()
        held = stems(" ".join((word, *called(word))))
        if word in _EMPTY or len(word) < 2 or not held:
            continue
        named = item[0].isupper() or called(word) != ()
        often = share(held)
        weight = (1.0 - math.log(often)) if often <= unseen else min(1.0 - math.log(often), _MOST_WEIGHT)
        spaced = frozenset(f" {stem} " for stem in held)
        units[spaced] = Unit(spaced, weight * (_NAME_WEIGHT if named else 1.0), named and often < _COMMON)
    return tuple(units.values())


def aboutness(topic: Topic, setting: Setting, title: str, subject: str) -> float:
    """How near the topic's words are to the statement: 1 where it holds them all, 0 where it is not on the topic.

    What the topic names ("human rights in Norway") must be there, one of the names where there are several, and some of
    what is asked of it.
    """
    places = (
        (_STATEMENT, setting.statement),
        (_PARAGRAPH, setting.paragraph),
        (_BEFORE, setting.before),
        (_TITLE, title),
        (_SUBJECT, subject),
    )
    worth = [
        next((worth for worth, words in places if any(stem in words for stem in unit.stems)), 0.0) for unit in topic
    ]
    keys = [held for held, unit in zip(worth, topic, strict=True) if unit.key]
    others = [held for held, unit in zip(worth, topic, strict=True) if not (unit.key or unit.number)]
    whole = sum(unit.weight for unit in topic)
    covered = sum(unit.weight for held, unit in zip(worth, topic, strict=True) if held) / whole
    score = sum(held * unit.weight for held, unit in zip(worth, topic, strict=True)) / whole
    named = (any(keys) or not keys) and (any(others) or not others)
    return score if named and covered >= (_LEAST_NAMED if keys else _LEAST) and score >= _FLOOR else 0.0
