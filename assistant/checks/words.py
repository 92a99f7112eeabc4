"""The words that a claim stands on: content stems, numbers and names. Plain text in, sets of plain strings out."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Protocol, cast

import snowballstemmer  # pyright: ignore[reportMissingTypeStubs]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,:]*\d|\d")
_POSSESSIVE = re.compile(r"['’]s?$")

FUNCTION_WORDS = frozenset(
    """a about above across after again against all along already also although always am among an and another any
    anyone are around as at away back be because been before behind being below between both but by can cannot could
    did do does done down during each either else ever every few for from further had has have having he her here hers
    herself him himself his how however i if in into is it its itself just last later least less like likely many may
    me might more most much must my near need neither never no nor not now of off often on once one only onto or other
    others our out over own per rather same shall she should since so some still such than that the their theirs them
    then there these they this those though through to together too toward towards under until up upon us very was we
    well were what when where whether which while who whom whose why will with within without would yet you your
    according accordingly additionally meanwhile moreover furthermore overall instead finally first second third
    said say says saying tell told tells stated state states add added adds mr mrs ms dr""".split()
)

_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty""".split()
    )
} | {
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "hundred": "100", "thousand": "1000", "million": "million", "billion": "billion", "trillion": "trillion",
    "dozen": "12", "half": "half", "once": "once", "twice": "twice", "mln": "million", "bn": "billion",
}  # fmt: skip

_NAME = re.compile(
    r"(?:(?<=\W)|^)(?P<name>[A-ZÀ-ÖØ-Þ][\w'’.&-]*(?:[ \u00a0](?:(?:of|de|del|der|van|von|bin|al|la|le|du|da|the) )?"
    r"[A-ZÀ-ÖØ-Þ][\w'’.&-]*)*)"
)
TITLES = frozenset(
    """mr mrs ms miss dr sir dame lord lady president vice prime minister secretary chancellor senator sen rep
    representative governor gov general gen colonel col captain sergeant ambassador mayor councillor professor prof
    judge justice chief director spokesman spokeswoman spokesperson foreign defence defense state us uk u.s u.k former
    king queen prince princess pope ceo monday tuesday wednesday thursday friday
    saturday sunday""".split()
)
_NOT_A_NAME = frozenset(
    """officials authorities police experts critics analysts researchers scientists residents people ministers leaders
    several sources supporters opponents police yes today yesterday tomorrow earlier asked speaking article articles
    answer question source sources nearly almost roughly approximately nobody everybody somebody despite
    regarding following""".split()
).union(FUNCTION_WORDS, _NUMBER_WORDS)


_IRREGULAR = {
    form: forms[0]
    for forms in (
        line.split("/")
        for line in """become/became begin/began/begun bear/bore/born/borne beat/beaten bite/bit/bitten blow/blew/blown
        break/broke/broken bring/brought build/built burn/burnt buy/bought catch/caught choose/chose/chosen come/came
        cut/cut deal/dealt dig/dug draw/drew/drawn dream/dreamt drink/drank/drunk drive/drove/driven eat/ate/eaten
        fall/fell/fallen feed/fed feel/felt fight/fought find/found flee/fled fly/flew/flown forbid/forbade/forbidden
        forget/forgot/forgotten freeze/froze/frozen get/got/gotten give/gave/given go/went/gone grow/grew/grown
        hang/hung hear/heard hide/hid/hidden hold/held keep/kept know/knew/known lay/laid lead/led lean/leant
        learn/learnt leave/left lend/lent lie/lay/lain light/lit lose/lost make/made mean/meant meet/met pay/paid
        ride/rode/ridden
        ring/rang/rung rise/rose/risen run/ran see/saw/seen seek/sought sell/sold send/sent shake/shook/shaken
        shine/shone shoot/shot show/showed/shown shrink/shrank/shrunk sing/sang/sung sink/sank/sunk sit/sat
        sleep/slept speak/spoke/spoken spend/spent spin/spun spoil/spoilt stand/stood steal/stole/stolen stick/stuck
        strike/struck swear/swore/sworn sweep/swept swim/swam/swum swing/swung take/took/taken teach/taught
        tear/tore/torn think/thought throw/threw/thrown understand/understood wake/woke/woken wear/wore/worn
        weave/wove/woven win/won withdraw/withdrew/withdrawn write/wrote/written overthrow/overthrew/overthrown
        undertake/undertook/undertaken overcome/overcame""".split()
    )
    for form in forms[1:]
}


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


_english = cast(_Stemmer, snowballstemmer.stemmer("english"))  # pyright: ignore


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return _english.stemWord(_IRREGULAR.get(word, word))


def words_of(text: str) -> list[str]:
    """All words and numbers in lower case, possessives cut off."""
    return [_POSSESSIVE.sub("", word.lower()) for word in _WORD.findall(text)]


@lru_cache(maxsize=4096)
def content_stems(text: str) -> frozenset[str]:
    """English stems (Porter2) of the words that carry content; numbers as digits."""
    return frozenset(_NUMBER_WORDS.get(word) or _stem(word) for word in words_of(text) if word not in FUNCTION_WORDS)


def names_in(text: str) -> tuple[str, ...]:
    """Runs of capitalised words that look like names, in order, without the function word a sentence begins with."""
    names: list[str] = []
    for found in _NAME.finditer(text):
        parts = found["name"].rstrip(".").split()
        while parts and parts[0].lower().rstrip(".,'’") in _NOT_A_NAME:
            parts = parts[1:]
        name = _POSSESSIVE.sub("", " ".join(parts)).strip(".'’")
        if name:
            names.append(name)
    return tuple(names)


def name_tokens(name: str) -> tuple[str, ...]:
    """The parts of a name that tell people apart: lower case, titles and roles left out."""
    return tuple(
        token
        for word in name.split()
        if (token := _POSSESSIVE.sub("", word.lower()).strip(".,'’")) and token not in TITLES
    )


_OFFICE = re.compile(
    r"^(?:\S+ )+?(?i:president|minister|secretary|chairman|chairwoman|chair|governor|gov\.|ceo|director|spokesman"
    r"|spokeswoman|senator|sen\.|mayor|chief|coach|professor|commissioner)\s+(?=[A-Z]\S*(?: [A-Z]\S*){0,2}$)"
)


def _without_office(name: str) -> str:
    """The name behind an office and whose it is: "Wend Rail Director Roe"; without an "Even" that begins a sentence."""
    words = name.split()
    while len(words) > 1 and words[0].lower() in FUNCTION_WORDS:
        words = words[1:]
    return _OFFICE.sub("", " ".join(words))


def either_of(name: str) -> tuple[str, ...]:
    """The people one of whom a speaker is, where the article leaves it open: "Ann Dahl or Nils Dahl"."""
    return tuple(name.split(" or "))


@lru_cache(maxsize=8192)
def same_person(one: str, other: str) -> bool:
    """Whether two forms of a name can be one person's: the shorter's parts stand in the longer, the last in both.

    Of a speaker left open ("Ann Dahl or Nils Dahl") only what fits each of them: "Dahl".
    """
    if one == other:
        return bool(name_tokens(one))
    if len(pairs := [(a, b) for a in either_of(one) for b in either_of(other)]) > 1:
        return all(same_person(a, b) for a, b in pairs)
    short, long = sorted((name_tokens(_without_office(one)), name_tokens(_without_office(other))), key=len)
    return bool(short) and set(short) <= set(long) and (short[-1] == long[-1] or len(short) == len(long) == 1)


_APART = 4
"""Words from one part of a name to the next: "Thrale's widow, Moira"."""


def together(name: str, text: str) -> bool:
    """Whether the parts of a name stand near one another in a text, so that no name is made up of two."""
    words = words_of(text)
    parts = [word for word in words_of(" ".join(name_tokens(name))) if word not in FUNCTION_WORDS]
    places = {part: [i for i, word in enumerate(words) if word == part] for part in parts}
    return all(
        not places[one]
        or not places[other]
        or any(0 < abs(a - b) <= _APART for a in places[one] for b in places[other])
        for one, other in pairwise(parts)
    )


def begun(text: str) -> str:
    """The text as a sentence begins: a word that has its capital inside, as a name of things may, stays as it is."""
    return text if any(letter.isupper() for letter in text.split(maxsplit=1)[0][1:]) else text[:1].upper() + text[1:]
