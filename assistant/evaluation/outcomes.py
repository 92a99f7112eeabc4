"""What comes out of asking: the answer to one question with the sources shown, and its figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.evaluation.measures import MEASURES, VERDICTS
from assistant.evaluation.questions import Question
from assistant.values import Answer, Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the assistant gave: its answer, and the sources it showed before, in their order."""

    answer: Answer
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One question with what came of it. `figures` are the measures that have something to say, by name."""

    question: Question
    outcome: Outcome
    figures: Mapping[str, float]
    kept: bool = False
    """Whether the outcome was kept from an earlier run: its times are that run's."""
    remark: str | None = None
    """What the judge gave as its reason, where there was one."""

    @property
    def failed(self) -> tuple[str, ...]:
        """Those of the deciding measures that are not at their best."""
        ideal = {name: 0.0 if MEASURES[name].lower_is_better else 1.0 for name in VERDICTS}
        return tuple(name for name in VERDICTS if self.figures.get(name, ideal[name]) != ideal[name])

    @property
    def passed(self) -> bool:
        return not self.failed
