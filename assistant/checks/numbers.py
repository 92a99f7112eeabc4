"""Numbers of a text as values with what they count, so that "£38m" is "£38 million" and is not "$38m".

Dates are not numbers here: `dates` reads them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.checks.dates import without_dates
from assistant.checks.words import content_stems
from index.sentences import sentence_spans

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " \
    "seventeen eighteen nineteen".split()  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: n for n, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_SCALES: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "mln": 1e6, "m": 1e6,
    "billion": 1e9, "bn": 1e9, "trillion": 1e12, "dozen": 12.0,
}  # fmt: skip
_SPELLED = re.compile(
    rf"\b(?:(?P<tens>{'|'.join(_TENS)})(?:[-\s](?P<unit>{'|'.join(_UNITS[1:10])}))?|(?P<small>{'|'.join(_UNITS)}))\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![A-Za-z\d])(?P<currency>[£$€¥]\s?)?(?P<digits>\d[\d,]*(?:[.:]\d+)?)"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|mln|bn|k|m)\b)?"
    r"(?P<percent>\s?(?:%|per\s?cent\b|percentage\spoints?\b))?"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?|[\s-](?P<measure>[a-z]+))?",
    re.IGNORECASE,
)
_TWICE = re.compile(r"\btwice\b", re.IGNORECASE)
_CURRENCIES = {"pound": "£", "dollar": "$", "euro": "€", "yen": "¥"}
_MEASURES = {
    "mile": "mile", "mph": "mile", "kilometre": "km", "kilometer": "km", "km": "km", "kph": "km", "metre": "m",
    "meter": "m", "centimetre": "cm", "foot": "ft", "feet": "ft", "inch": "in", "second": "s", "minute": "min",
    "hour": "h", "day": "day", "night": "night", "week": "week", "month": "month", "year": "year", "kilo": "kg",
    "kilogram": "kg", "tonne": "t", "ton": "t", "litre": "l", "acre": "acre", "hectare": "ha", "point": "point",
    "degree": "degree",
}  # fmt: skip
_RATE = re.compile(r"\s*\w*\s*\b(?:an?|per|every|each)\s+(hour|day|night|week|month|year)\b", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:(?P<about>about|around|roughly|approximately|some|circa)|"
    r"(?P<under>nearly|almost|just under|close to|up to|at most|fewer than|less than|under|below)"
    r"|(?P<over>more than|over|at least|just over|above))\s*$",
    re.IGNORECASE,
)
_ROUNDING = 0.06
"""How far a round number may lie from the exact one that it stands for."""
_SCORE = re.compile(r"\s*(?:-|–|to|votes? to|:)\s*", re.IGNORECASE)
_NEW_AND_OLD = re.compile(r"[^.;]{0,20}\b(?:instead of|rather than|up from|down from|compared with)\s*", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:instead|rather|from|than|was|were|previous|before|earlier)\b", re.IGNORECASE)
_REPLACED = re.compile(r"\b(?:instead of|rather than|up from|down from)\b[^.,;\d]*$", re.IGNORECASE)
_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """`unit` is a currency sign, "%" or "". `counted` are stems of the words behind it, `before` of those in front.

    `measure` is what it measures by ("mile"; "am" or "pm" of an hour), `rate` per what ("year"), `near` how exact it
    is ("about"); "" for none.
    """

    text: str
    start: int
    end: int
    value: float
    unit: str
    measure: str
    rate: str
    near: str
    counted: frozenset[str]
    before: frozenset[str]


def in_digits(text: str) -> str:
    """The text with spelled numbers below a hundred as digits; "one" stays a word: it is mostly a pronoun."""
    return _SPELLED.sub(_digits, _TWICE.sub("2 times", text))


def _digits(found: re.Match[str]) -> str:
    words = [found[name].lower() for name in ("tens", "unit", "small") if found[name]]
    return found[0] if words == ["one"] else str(sum(_VALUES[word] for word in words))


@lru_cache(maxsize=1024)
def numbers_of(text: str) -> tuple[Number, ...]:
    """Every number of a text that is no date, in order. Offsets are those of the text with its numbers in digits."""
    text = in_digits(without_dates(text))
    return tuple(_number(found, text) for found in _NUMBER.finditer(text))


def _number(found: re.Match[str], text: str) -> Number:
    value = float(found["digits"].replace(",", "").replace(":", ".").rstrip("."))
    scale = _SCALES.get((found["scale"] or "").lower(), 1.0)
    end = found.start("measure") if found["measure"] else found.end()
    word = (found["measure"] or "").lower().removesuffix("s")
    percent = "" if not found["percent"] else "pp" if "point" in found["percent"].lower() else "%"
    rate, near = _RATE.match(text, end), _ABOUT.search(text[: found.start()])
    return Number(
        text=text[found.start() : end].strip(" -"),
        start=found.start(),
        end=end,
        value=round(value * scale, 6),
        unit=(found["currency"] or "").strip() or percent or _CURRENCIES.get(word, ""),
        measure=f"{found['half'].lower()}m" if found["half"] else _MEASURES.get(word, ""),
        rate=rate[1].lower() if rate else "",
        near=(near.lastgroup or "") if near else "",
        counted=_stems(re.split(r"[\d,.;:()]|\band\b", text[end:], maxsplit=1)[0].split()[:_NEAR]),
        before=_stems(re.split(r"[\d.;:()]|\band\b", text[: found.start()])[-1].split()[-_NEAR - 1 :]),
    )


def _stems(words: list[str]) -> frozenset[str]:
    return content_stems(" ".join(words))


def measure_of(word: str) -> str:
    """What a word measures by ("km" of "kilometres"); "" where it is no measure."""
    return _MEASURES.get(word.lower().removesuffix("s"), _MEASURES.get(word.lower(), ""))


def same_amount(mine: Number, other: Number) -> bool:
    """Whether a sentence's number can stand for an article's: the same, or rounded and called so."""
    if mine.unit in _CURRENCIES.values() and other.unit != mine.unit:
        return False
    if mine.unit and other.unit and mine.unit != other.unit:
        return False
    if (mine.measure and (other.unit or (other.measure and other.measure != mine.measure))) and not mine.unit:
        return False
    if {mine.near, other.near} == {"over", "under"} or (mine.rate and other.rate and mine.rate != other.rate):
        return False
    return mine.value == other.value or _rounded(mine, other)


def _rounded(mine: Number, other: Number) -> bool:
    """Whether the number is called rough, is rounder than the exact one, near it, and on the side that it says."""
    if not mine.near or _digits_told(mine.value) >= _digits_told(other.value):
        return False
    off = (mine.value - other.value) / other.value if other.value else 1.0
    least, most = {"about": (-_ROUNDING, _ROUNDING), "under": (0.0, _ROUNDING), "over": (-2 * _ROUNDING, 0.0)}[
        mine.near
    ]
    return least <= off <= most


def _digits_told(value: float) -> int:
    return len(f"{value:f}".rstrip("0").rstrip(".").rstrip("0").replace(".", ""))


def foreign_number(sentence: str, evidence: str, article: str) -> str | None:
    """A number of the sentence that the evidence does not have so, as a reader knows it; None where all stand.

    An age or the like, which belongs to a name, may stand elsewhere in the `article` beside that name.
    """
    known = numbers_of(evidence)
    for number in numbers_of(sentence):
        same = [other for other in known if same_amount(number, other)]
        if same and not _CHANGES.search(sentence) and all(_is_replaced(other, evidence) for other in same):
            return number.text
        if not same and _beside_name(number, article):
            continue
        if not same:
            return number.text
        if _swapped(number, same, [other for other in known if other not in same]):
            return f"{number.text} for this"
        if not _in_company(number, sentence, evidence):
            return f"{number.text} for this"
    return _turned(sentence, evidence)


def _is_replaced(number: Number, evidence: str) -> bool:
    """Whether the evidence has the number only as what no longer holds: "instead of the round of 16"."""
    return bool(_REPLACED.search(in_digits(without_dates(evidence))[max(0, number.start - 40) : number.start]))


def _beside_name(number: Number, article: str) -> bool:
    if not number.before:
        return False
    return any(same_amount(number, other) and other.before & number.before for other in numbers_of(article))


def _swapped(number: Number, same: list[Number], others: list[Number]) -> bool:
    """Whether the evidence counts these things with another number, and not with this one."""
    wanted, least = (number.counted, 1) if number.counted else (number.before, 3)
    if any(number.before & other.before for other in same):
        return False
    if len(wanted) < least or any(wanted & (other.counted | other.before) for other in same):
        return False
    return any(len(wanted & (other.counted if number.counted else other.before)) >= least for other in others)


def _in_company(number: Number, sentence: str, evidence: str) -> bool:
    """Whether a sentence of the evidence that has the number has something else of the sentence too."""
    wanted = {stem for stem in content_stems(sentence) if stem.isalpha() and len(stem) > 1 and stem not in _SCALES}
    for start, end in sentence_spans(evidence):
        words = evidence[start:end]
        if any(same_amount(number, other) for other in numbers_of(words)) and wanted & content_stems(words):
            return True
    return not wanted


def _turned(sentence: str, evidence: str) -> str | None:
    """A score, a vote or a change whose numbers the evidence has the other way round."""
    told = _pairs(evidence)
    turned = (pair for pair in _pairs(sentence) if pair not in told and (pair[1], pair[0]) in told)
    return next((f"{first:g} to {second:g}" for first, second in turned), None)


def _pairs(text: str) -> frozenset[tuple[float, float]]:
    """Scores and votes as they stand, changes as (old, new): "£44m instead of £38m" is "from £38m to £44m"."""
    found: set[tuple[float, float]] = set()
    digits = in_digits(without_dates(text))
    for first, second in pairwise(numbers_of(text)):
        between = digits[first.end : second.start]
        if _SCORE.fullmatch(between):
            found.add((first.value, second.value))
        elif _NEW_AND_OLD.fullmatch(between):
            found.add((second.value, first.value))
    return frozenset(found)
