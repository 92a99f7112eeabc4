"""Numbers of a text as values with what they count, so that "£38m" is "£38 million" and is not "$38m"."""

import re
from dataclasses import dataclass

from assistant.checks.words import content_stems

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
    r"(?P<currency>[£$€¥]\s?)?(?P<digits>\d[\d,]*(?:[.:]\d+)?)"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|mln|bn|k|m)\b)?(?P<percent>\s?(?:%|per\s?cent\b))?",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(\d+)\s*(?:-|–|to|votes? to)\s*(\d+)", re.IGNORECASE)
_MONTH = re.compile(r"\b(January|February|March|April|May|June|July|August|September|October|November|December)\b")
_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """`unit` is a currency sign, "%" or "". `counted` are stems of the words behind it, `before` of those in front."""

    text: str
    value: float
    unit: str
    counted: frozenset[str]
    before: frozenset[str]


def in_digits(text: str) -> str:
    """The text with spelled numbers below a hundred as digits; "one" stays a word: it is mostly a pronoun."""
    return _SPELLED.sub(_digits, text)


def _digits(found: re.Match[str]) -> str:
    words = [found[name].lower() for name in ("tens", "unit", "small") if found[name]]
    return found[0] if words == ["one"] else str(sum(_VALUES[word] for word in words))


def numbers_of(text: str) -> tuple[Number, ...]:
    """Every number of a text, in order."""
    text = in_digits(text)
    return tuple(_number(found, text) for found in _NUMBER.finditer(text))


def pairs_of(text: str) -> frozenset[tuple[str, str]]:
    """Scores and votes: "nine votes to six" is (9, 6), which is not (6, 9)."""
    return frozenset((a, b) for a, b in _PAIR.findall(in_digits(text)))


def _number(found: re.Match[str], text: str) -> Number:
    value = float(found["digits"].replace(",", "").replace(":", ".").rstrip("."))
    scale = _SCALES.get((found["scale"] or "").lower(), 1.0)
    unit = (found["currency"] or found["percent"] or "").strip()
    return Number(
        text=found[0].strip(),
        value=round(value * scale, 6),
        unit="%" if unit.lower().startswith(("%", "per")) else unit,
        counted=_stems(re.split(r"[\d,.;:()]|\band\b", text[found.end() :], maxsplit=1)[0].split()[:_NEAR]),
        before=_stems(re.split(r"[\d,.;:()]|\band\b", text[: found.start()])[-1].split()[-_NEAR - 1 :]),
    )


def _stems(words: list[str]) -> frozenset[str]:
    phrase = " ".join(words)
    return content_stems(phrase) | {month.lower() for month in _MONTH.findall(phrase)}


def foreign_number(sentence: str, evidence: str) -> str | None:
    """A number of the sentence that the evidence does not have so, as a reader knows it; None where all stand."""
    known = numbers_of(evidence)
    for number in numbers_of(sentence):
        same = [other for other in known if other.value == number.value]
        if not same or not any(not (other.unit and number.unit) or other.unit == number.unit for other in same):
            return number.text
        if _swapped(number, same, [other for other in known if other.value != number.value]):
            return f"{number.text} for this"
    turned = {pair for pair in pairs_of(sentence) if pair not in pairs_of(evidence)}
    return next((f"{a} to {b}" for a, b in turned if (b, a) in pairs_of(evidence)), None)


def _swapped(number: Number, same: list[Number], others: list[Number]) -> bool:
    """Whether the evidence counts these things with another number, and not with this one."""
    wanted, least = (number.counted, 1) if number.counted else (number.before, 2)
    if len(wanted) < least or any(wanted & (other.counted | other.before) for other in same):
        return False
    return any(len(wanted & (other.counted if number.counted else other.before)) >= least for other in others)
