"""Whether two sentences of different articles tell of one thing: of what is asked, in one place, of one time.

It rather says no: words that they share are not enough where a year, a place or a word such as "women’s" parts them.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assistant.accounts.asked import kind_of
from assistant.checks.bearers import is_proper
from assistant.checks.dates import Dated, dates_of, same_day
from assistant.checks.frames import parsed
from assistant.checks.synonyms import held_in, opposite
from assistant.checks.words import content_stems, name_tokens, names_in, words_of
from index.values import Article

_COVERED = 0.6
"""The share of the question's words in one sentence that the other must have, too."""
_ALIKE = 0.5
"""The share of the shorter sentence's words that both must have where the question names no kind of value."""
_ANOTHER = re.compile(
    r"\b(?:another|earlier|previous(?:ly)?|former(?:ly)?|last (?:year|month|season|time|election|vote|census|"
    r"decade|century|summer|winter|spring|autumn)|"
    r"(?:a|the) year (?:ago|before|earlier)|originally|initially|at first|until then|used to|instead of|rather than|"
    r"would have|could have|not)\b",
    re.IGNORECASE,
)
_APART = tuple(
    frozenset(words.split())
    for words in (
        "men women boys girls",
        "singles doubles",
        "junior senior",
        "first second third fourth fifth",
        "home away",
        "morning afternoon evening",
        "direct indirect",
    )
)
"""Words of which one tells another event than another does."""
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d(?=s?\b)")
_WHERE = frozenset({"in", "at", "near", "off", "outside"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A sentence, `article.text[start:end]`, and `context`: the passage it stands in, with the article's title."""

    article: Article
    start: int
    end: int
    context: str

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]

    @property
    def day(self) -> date | None:
        return self.article.known_day()


def of_one_thing(told: Place, other: Place, question: str) -> bool:
    """Whether both sentences are about what is asked, of one time, and neither is itself a question."""
    if other.text.rstrip(" ”\"'’").endswith("?") or _ANOTHER.search(other.text) or _ANOTHER.search(told.text):
        return False
    asked = content_stems(question)
    mine = held_in(asked, _stems(told))
    names = {stem for name in names_in(question) for stem in content_stems(name)} | {s for s in asked if s[0].isdigit()}
    theirs = _stems(other)
    if not held_in(frozenset(names & mine), theirs) >= names & mine:
        return False
    near = content_stems(other.text) | content_stems(other.article.title)
    if len(held_in(mine, theirs)) < _COVERED * len(mine) or len(held_in(mine, near)) < min(1, len(mine)):
        return False
    if kind_of(question) is None and not _alike(told.text, other.text):
        return False
    return _one_year(told, other, question) and not _apart(told.text, other.text) and _one_scene(told, other, question)


def _stems(place: Place) -> frozenset[str]:
    year = content_stems(str(place.day.year)) if place.day else frozenset[str]()
    return content_stems(place.context) | content_stems(place.text) | year


def _alike(one: str, other: str) -> bool:
    mine, theirs = content_stems(one), content_stems(other)
    return len(held_in(mine, theirs)) >= max(2.0, _ALIKE * min(len(mine), len(theirs)))


def _one_year(told: Place, other: Place, question: str) -> bool:
    """Whether the years that both sentences name leave them one; a year that is asked for says nothing."""
    if kind_of(question) == "date":
        return True
    mine, theirs = set(_YEAR.findall(told.text)), set(_YEAR.findall(other.text))
    known = mine | {str(place.day.year) for place in (told, other) if place.day}
    known |= set(_YEAR.findall(question)) | set(_YEAR.findall(told.context))
    return not theirs or bool(theirs & (mine or known))


def _apart(one: str, other: str) -> bool:
    """Whether a word of one sentence says that it tells another event: "men’s", "second", "higher"."""
    mine, theirs = set(words_of(one)), set(words_of(other))
    return opposite(one, other) is not None or any(
        mine & words and theirs & words and not mine & theirs & words for words in _APART
    )


def _one_scene(told: Place, other: Place, question: str) -> bool:
    """Whether both can be of one place: they share a place, and a name of any kind where the question has none."""
    if not names_in(question) and not _meet(_named(told.context), _named(other.context)):
        return False
    # Last, and theirs only where it matters: parsing a sentence takes longer than all else here.
    mine = _placed(told.text) if kind_of(question) != "name" else frozenset[str]()
    return not mine or _meet(mine, _placed(other.text))


def _meet(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether they share something, or one of them says nothing."""
    return not mine or not theirs or bool(mine & theirs)


def _placed(text: str) -> frozenset[str]:
    """The names of a sentence that stand behind "in", "at" or "near"."""
    tree = parsed(text)
    pobj = (token for token in tree.tokens if token.dep == "pobj" and tree.tokens[token.head].lower in _WHERE)
    return frozenset(token.lower for token in pobj if is_proper(token) and not dates_of(token.text))


def _named(text: str) -> frozenset[str]:
    names = (name for name in names_in(text) if not dates_of(name))
    return frozenset(token for name in names for token in name_tokens(name) if len(token) > 1)


def of_other_days(told: Place, other: Place) -> bool:
    """Whether both sentences name days and none of them is the same."""
    mine, theirs = dates_of(told.text), dates_of(other.text)
    days = [(a, b) for a in mine for b in theirs if _is_day(a) and _is_day(b)]
    return bool(days) and not any(same_day(_dated(a, told.day), _dated(b, other.day), None) for a, b in days)


def _is_day(dated: Dated) -> bool:
    return dated.day is not None or dated.weekday is not None


def _dated(dated: Dated, published: date | None) -> Dated:
    """A weekday as the latest one of its name up to the article's day; any other date as it is."""
    if published is None or dated.weekday is None or dated.day:
        return dated
    day = published - timedelta(days=(published.weekday() - dated.weekday) % 7)
    return replace(dated, year=day.year, month=day.month, day=day.day)
