"""Inputs watched: which of them are due, and how long one that has been failing is left alone.

It decides when; `building` reads, and the command says what happened. Nothing is remembered but in the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.inputs import is_address
from index.values import BuildReport

_LONGEST = 6 * 3600.0
"""Seconds that a failing input is left alone at most."""


@dataclass(slots=True)
class _Watched:
    given: str
    due: float = 0.0
    failures: int = 0


@dataclass(slots=True)
class Watch:
    """Several inputs, each looked at every `interval` seconds, those that fail ever more seldom.

    Times are seconds of one clock, whichever the caller has.
    """

    interval: float
    _watched: list[_Watched] = field(default_factory=list[_Watched])

    @classmethod
    def of(cls, inputs: Sequence[str], interval: float) -> "Watch":
        return cls(interval, [_Watched(given) for given in dict.fromkeys(inputs)])

    def due(self, now: float) -> tuple[str, ...]:
        """The inputs to look at now."""
        return tuple(one.given for one in self._watched if one.due <= now)

    def looked_at(self, given: Sequence[str], report: BuildReport, now: float) -> None:
        """Note how it went: when each of `given` is due again."""
        failed = {problem.path for problem in report.problems if problem.article_id is None}
        for one in self._watched:
            if one.given in given:
                one.failures = one.failures + 1 if failed & _names(one.given) else 0
                one.due = now + min(self.interval * 2**one.failures, max(_LONGEST, self.interval))

    def wait(self, now: float) -> float:
        """Seconds until one is due."""
        return max(0.0, min((one.due for one in self._watched), default=now) - now)


def _names(given: str) -> set[str]:
    """How problems name the input itself, and not a file in it."""
    return {given} if is_address(given) else {given, str(Path(given)), str(Path(given).absolute())}
