"""Whether a text meets an expected entry: whole words, a regular expression, or a number."""

import re
from collections.abc import Sequence

from assistant.checks.numbers import numbers_of
from assistant.checks.words import same_person
from assistant.evaluation.questions import Entry, Number, Pattern

_NUMBER = re.compile(r"(?<![\w.,])-?\d[\d,]*(?:\.\d+)?")
_DECIMAL_COMMA = re.compile(r"(?<![\d,.])(\d+),(\d{1,2})(?![\d,]|\.\d)")
_MINUS = str.maketrans("−", "-")


def met(entry: Entry | Sequence[Entry], text: str) -> bool:
    """Whether the text has what the entry asks for; of a list, any of its entries. Case does not count."""
    if isinstance(entry, Number):
        return any(abs(number - entry.number) <= entry.tolerance for number in numbers_in(text))
    if isinstance(entry, Pattern):
        return re.search(entry.regex, text, re.IGNORECASE) is not None
    if isinstance(entry, str):
        return re.search(rf"(?<!\w){re.escape(plain(entry))}(?!\w)", plain(text), re.IGNORECASE) is not None
    return any(met(one, text) for one in entry)


def numbers_in(text: str) -> tuple[float, ...]:
    """The numbers of a text, whatever stands before or behind them (£, %): "£1.2 million" is 1.2 and 1,200,000.

    Spelled numbers are read as the checks read them, and "3,5" is 3.5.
    """
    text = _DECIMAL_COMMA.sub(r"\1.\2", text.translate(_MINUS))
    digits = (float(found[0].replace(",", "")) for found in _NUMBER.finditer(text))
    return tuple(dict.fromkeys((*digits, *(number.value for number in numbers_of(text)))))


def plain(text: str) -> str:
    """The text on one line, with straight marks and plain hyphens: typography is no difference."""
    return " ".join(text.translate(_PLAIN).split())


_PLAIN = str.maketrans(dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("“”„‟", '"') | dict.fromkeys("‐‑‒–—−", "-"))


def is_speaker(expected: str, name: str | None) -> bool:
    """Whether a name can be the expected person's: the surname alone can."""
    return name is not None and same_person(expected, name)
