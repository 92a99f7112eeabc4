"""A run against an earlier one, the baseline: measure by measure and question by question."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.evaluation.measures import MEASURES, VERDICTS
from assistant.evaluation.outcomes import Result
from assistant.evaluation.questions import Asked, Question
from assistant.evaluation.statistics import Difference, difference, fallen
from index.errors import InputError

REPORT = "report.json"
GATE = (*VERDICTS, "stood", "citation_recall", "fidelity")
"""What makes a run worse than its baseline, with the verdicts themselves."""
_SAME = 1e-9
_NOISE = {"cost", "judge"}
"""Groups of measures that are no verdict: times vary from run to run, a judge is an opinion."""


class BaselineQuestion(BaseModel):
    """What a report says of one question, as far as a comparison needs it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    asked: dict[str, Any]
    """The question as the report has it, gold and all."""
    passed: bool
    figures: dict[str, float]
    text: str = ""

    def is_of(self, question: Question) -> bool:
        """Whether it was asked the same thing under the same id; its gold may be another."""
        same = {name: value for name, value in self.asked.items() if name in Asked.model_fields}
        return same == question.model_dump(mode="json", exclude_defaults=True, include=set(Asked.model_fields))


class _Baseline(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    results: list[BaselineQuestion]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A question whose verdict or figures differ. `figures` are names with before and after, those of cost aside."""

    id: str
    before: str
    passed_before: bool
    passed_now: bool
    figures: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`differences` are ours minus the baseline's, over the questions `compared`. `new` and `gone` have only one.

    `worsened` are those of GATE that fell by more than chance; "passed" is the verdicts themselves.
    """

    path: str
    compared: int
    differences: Mapping[str, Difference]
    changes: tuple[Change, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    worsened: tuple[str, ...]

    @property
    def lost(self) -> tuple[str, ...]:
        """Questions that passed and do no more."""
        return tuple(one.id for one in self.changes if one.passed_before and not one.passed_now)

    @property
    def won(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.changes if one.passed_now and not one.passed_before)

    def lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Questions under the titles that a report gives them, without the empty lists."""
        every = (
            ("No more passed", self.lost),
            ("Newly passed", self.won),
            ("Only in this run", self.new),
            ("Only in the baseline", self.gone),
        )
        return tuple((title, ids) for title, ids in every if ids)

    @property
    def told(self) -> str:
        """The verdict in a sentence or two."""
        fallen = f" Worse by more than chance: {', '.join(self.worsened)}." if self.worsened else ""
        return f"{self.compared} questions compared: {len(self.lost)} lost, {len(self.won)} won.{fallen}"

    @property
    def worse(self) -> bool:
        return bool(self.worsened)


def read_baseline(folder: Path) -> tuple[BaselineQuestion, ...]:
    """The questions of the report in a folder. Raises InputError."""
    path = folder / REPORT
    try:
        return tuple(_Baseline.model_validate_json(path.read_text(encoding="utf-8")).results)
    except OSError as error:
        raise InputError(
            f"{str(path)!r} cannot be read: {error.strerror}; `onrecord eval … --out` writes one"
        ) from error
    except (ValidationError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError(f"{str(path)!r} is no report of `onrecord eval`") from error


def require_common(questions: Sequence[Question], baseline: Sequence[BaselineQuestion], path: str) -> None:
    """Raises InputError where the baseline has none of the questions: then nothing could be worse."""
    before = {one.id: one for one in baseline}
    if not any(one.id in before and before[one.id].is_of(one) for one in questions):
        raise InputError(
            f"the baseline {path!r} was asked none of these {len(questions)} questions: nothing can be compared"
        )


def compare(results: Sequence[Result], baseline: Sequence[BaselineQuestion], path: str) -> Comparison:
    """The differences over the questions that both were asked under one id."""
    before = {one.id: one for one in baseline}
    pairs = [
        (one, before[one.question.id])
        for one in results
        if one.question.id in before and before[one.question.id].is_of(one.question)
    ]
    common = {one.question.id for one, _ in pairs}
    return Comparison(
        path=path,
        compared=len(pairs),
        differences=dict(_differences(pairs)),
        changes=tuple(change for now, then in pairs if (change := _change(now, then))),
        new=tuple(one.question.id for one in results if one.question.id not in common),
        gone=tuple(one.id for one in baseline if one.id not in common),
        worsened=fallen(dict(_counts(pairs))),
    )


def _counts(pairs: Sequence[tuple[Result, BaselineQuestion]]) -> Iterator[tuple[str, tuple[int, int]]]:
    """How many pairs are worse and how many better, for the verdict and for each measure of the gate."""
    verdicts = [now.passed - then.passed for now, then in pairs]
    yield "passed", (verdicts.count(-1), verdicts.count(1))
    for name in GATE:
        sign = -1 if MEASURES[name].lower_is_better else 1
        both = [(now.figures.get(name), then.figures.get(name)) for now, then in pairs]
        gaps = [sign * (now - then) for now, then in both if now is not None and then is not None]
        yield name, (sum(gap < -_SAME for gap in gaps), sum(gap > _SAME for gap in gaps))


def _differences(pairs: Sequence[tuple[Result, BaselineQuestion]]) -> Iterator[tuple[str, Difference]]:
    for name in MEASURES:
        both = [
            (now.figures[name], then.figures[name])
            for now, then in pairs
            if name in now.figures and name in then.figures
        ]
        if both:
            yield name, difference([now for now, _ in both], [then for _, then in both])


def _change(now: Result, then: BaselineQuestion) -> Change | None:
    names = (name for name, measure in MEASURES.items() if measure.group not in _NOISE)
    figures = tuple(
        (name, then.figures[name], now.figures[name])
        for name in names
        if name in now.figures and name in then.figures and abs(then.figures[name] - now.figures[name]) > _SAME
    )
    if not figures and now.passed == then.passed:
        return None
    return Change(
        id=now.question.id, before=then.text, passed_before=then.passed, passed_now=now.passed, figures=figures
    )
