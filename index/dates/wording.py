"""How English spells months, days, seasons, numbers and years, as regular expressions, and what tells them from names.

Text is matched with its capitals where they mark names, so only names of months, days and seasons ignore case.
"""

import re
from collections.abc import Callable
from datetime import date

from index.dates.spans import Span, month, months

Found = re.Match[str]

_MONTHS: tuple[str, ...] = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMBERS: dict[str, int] = {
    **{word: n for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)},
    **{"fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50, "hundred": 100, "couple": 2, "an": 1, "a": 1},
}

NUMBER = rf"(?P<count>\d{{1,3}}|(?:a )?(?:{'|'.join(_NUMBERS)})(?: of)?)"
STEP = r"(?P<step>last|this past|this|next)"
_ANY_WEEKDAY = r"(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?!\w)"
WEEKDAY = rf"(?P<weekday>{_ANY_WEEKDAY})"
SEASON = r"(?P<season>(?i:spring|summer|autumn|fall|winter))(?!\w)"
_MONTH = (
    r"(?i:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)(?!\w)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\w|[.,:/]\d)"
_TO = r"(?:\s*[-–]\s*|,? to | and | until | through )"
_YEAR_ENDS = r"(?![\w%]|[-/–.,:]\d)"
YEAR = rf"(?P<year>(?:1[789]|20)\d\d){_YEAR_ENDS}"
YEAR_OF_DATE = rf"(?P<year>(?:1\d|20)\d\d){_YEAR_ENDS}"
DAY_OF_MONTH = (
    rf"(?:{_ANY_WEEKDAY},? )?"
    rf"(?:(?:the )?(?P<d1>{_DAY}) (?:of )?(?P<m1>{_MONTH})|(?P<m2>{_MONTH}) (?:the )?(?P<d2>{_DAY}))"
)
DAYS_OF_MONTH = (
    rf"(?:(?:the )?(?P<d1>{_DAY}){_TO}(?:the )?(?P<e1>{_DAY}) (?:of )?(?P<m1>{_MONTH})"
    rf"|(?P<m2>{_MONTH}) (?P<d2>{_DAY}){_TO}(?P<e2>{_DAY}))"
)
YEARLY = rf"(?:{DAY_OF_MONTH}|(?P<m3>{_MONTH})|{SEASON})"
# Where no day or year stands beside a month: full names; May, March, April, June and August only where they are months.
SURE_MONTH = r"(?P<m3>(?i:january|february|july|september|october|november|december))(?!\w)"
UNSURE_MONTH = (
    r"(?!march (?:to|on|for|in|against|through|by|from)\b)(?P<m1>(?i:march|april|may|june|august))(?!\w|['’]s| [A-Z])"
)
# Nothing follows that the words before could describe.
END = (
    r"(?=\s*(?:$|[^\w\s'’-])|\s+(?:and|or|but|to|of|in|on|at|by|for|that|when|as|about|after|before|with|from|over"
    r"|during|is|was|were|are|did|does|do|has|have|had|what|who|which|how|why|where|while|because|than|the|a|an)\b)"
)
TIME_OF_DAY = r"(?: (?:morning|afternoon|evening|night)\b)"
# "his last week", "the last week": no week of the calendar.
UNOWNED = "".join(rf"(?<!\b{owner} )" for owner in "his her its my our your their the every".split()) + "(?<!['’]s )"
UNNAMED = "".join(
    rf"(?<!\b{word} )"
    for word in "the a an every each any some no of black good cyber super bloody and or between to by until".split()
)
# A number of four digits that counts something is no year.
UNCOUNTED = (
    r"(?!\s*(?:words?|people|persons|men|women|children|members|voters?|votes|miles|km|kilomet\w+|met(?:er|re)s|feet"
    r"|acres|dollars|euros|pounds|homes|houses|jobs|cases|deaths|copies|pages|steps|troops|soldiers|workers|employees"
    r"|staff|students|days|weeks|hours|hrs|GMT|UTC|BST|points|runs|tons|tonnes|degrees|more|refugees|migrants"
    r"|protesters|passengers|flights|calories|patients|times|million|billion|per|to (?!(?:1[789]|20)\d\d\b)\d+)\b)"
)
NOT_OUT_OF = "".join(
    rf"(?<!\b{word} of )" for word in "class out total crowd group number population some one maximum minimum".split()
)
# "its first title since 2004" speaks of now.
RECORD = (
    r"\b(?:first|(?:high|low|larg|bigg|great|small|deadli|heavi|steep|fast|slow|long|strong|weak|warm|hott|cold|dri|wett)"
    r"est|worst|best|most|least|not seen)\b[\w\s'’-]{0,60}$"
)
# A sentence about what is still to come, where nothing in it tells of the past.
AHEAD = r"(?:(?<=\w )will|\b(?:set to|expected|scheduled|slated|aiming|upcoming|going to|plans? to|to be held))\b"
BEHIND = r"\b(?:did|was|were|had|said|told|announced|promised|happened)\b"


def in_year(found: Found) -> Callable[[int], Span]:
    """The days that the year-less date, month or season in a match means in a given year."""
    groups = found.groupdict()
    if season := groups.get("season"):
        return lambda year: months(year, _SEASONS[season.lower()], 3)
    word = next(groups[name] for name in ("m1", "m2", "m3") if groups.get(name))
    number = _MONTHS.index(word[:3].lower()) + 1
    first = groups.get("d1") or groups.get("d2")
    if not first:
        return lambda year: month(year, number)
    last = groups.get("e1") or groups.get("e2") or first
    return lambda year: Span(date(year, number, _digits(first)), date(year, number, _digits(last)))


def _digits(word: str) -> int:
    return int(re.sub(r"\D", "", word))


def weekday_number(word: str) -> int:
    """0 for Monday."""
    return _WEEKDAYS.index(word[:3].lower())


def count_of(words: str | None) -> int:
    """What a match of `NUMBER` counts: one where nothing is said."""
    word = (words or "one").removesuffix(" of").removeprefix("a ")
    return int(word) if word.isdigit() else _NUMBERS[word]


_SMALL_WORD = re.compile(
    r"(?<![\w'’])(?!(?:a|an|the|and|or|but|of|in|on|at|to|by|for|from|with|about|as|since|after|before)\b)[a-z]"
)
_SENTENCE_START = re.compile(r"(?:^|[.?!:;]\s+)\W*[A-Z]")
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def with_names_only_capital(question: str) -> str:
    """The question, offsets unchanged, lower case where a capital does not mark a name: "Last week" but "Last Week"."""
    if not _SMALL_WORD.search(question):  # capitals throughout, or in every word as in a headline, tell nothing
        return question.translate(_LOWER)
    return _SENTENCE_START.sub(lambda start: start[0].translate(_LOWER), question)
