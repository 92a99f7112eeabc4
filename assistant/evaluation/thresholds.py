"""Bounds that a run must keep, as they are written on the command line: `recall@5=.9`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation.measures import MEASURES
from assistant.evaluation.statistics import Summary
from index.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The mean of `measure` must be at least `bound`, or at most where it is an upper one."""

    measure: str
    bound: float
    upper: bool = False

    def __str__(self) -> str:
        return f"{self.measure} {'≤' if self.upper else '≥'} {self.bound:g}"

    def missed(self, summaries: Mapping[str, Summary]) -> str | None:
        """What the run has instead, or None where it keeps the bound. What no question measures is missed."""
        found = summaries.get(self.measure)
        if found is None:
            return "no question of this run measures it"
        kept = found.mean <= self.bound if self.upper else found.mean >= self.bound
        return None if kept else f"{found.mean:.3f} over {found.n} questions"


def parse_thresholds(texts: Sequence[str], *, upper: bool = False) -> tuple[Threshold, ...]:
    """The bounds written as `measure=number`. Raises InputError."""
    return tuple(_parsed(text, upper) for text in texts)


def _parsed(text: str, upper: bool) -> Threshold:
    name, _, number = (part.strip() for part in text.partition("="))
    if name not in MEASURES:
        raise InputError(f"there is no measure {name!r}; there are {', '.join(MEASURES)}")
    try:
        return Threshold(measure=name, bound=float(number), upper=upper)
    except ValueError:
        raise InputError(f"{text!r} has no number after '=': write a bound such as {name}=.9") from None
