"""What comes out of asking: the answer to one question with the sources shown, and its figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.evaluation.measures import MEASURES, VERDICTS
from assistant.evaluation.questions import Question
from assistant.values import Answer, Citation

_FAILED = "The language model gave no"
"""How an answer notes that its model failed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the assistant gave: its answer, and the sources it showed before, in their order."""

    answer: Answer
    sources: tuple[Citation, ...]

    def silent(self, *, wanted: bool) -> str | None:
        """Why the model said nothing, or not all of it, where one was `wanted`; None where it answered.

        What is refused before a model is asked needs none. An answer that notes its model's failure is none of its.
        """
        failure = next((note for note in self.answer.notes if note.startswith(_FAILED)), None)
        if not wanted:
            return None
        unasked = self.answer.model is None and self.answer.refusal is None
        return failure or ("The language model was not asked." if unasked else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One question with what came of it. `figures` are the measures that have something to say, by name."""

    question: Question
    outcome: Outcome
    figures: Mapping[str, float]
    kept: bool = False
    """Whether the outcome was kept from an earlier run: its times are that run's."""
    silent: str | None = None
    """Why the model that was wanted said nothing: such a result is of this moment, and never kept."""
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
