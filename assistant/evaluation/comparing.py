"""A run against an earlier one, the baseline: measure by measure and question by question."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.evaluation.measures import MEASURES
from assistant.evaluation.outcomes import Result
from assistant.evaluation.statistics import Difference, difference
from index.errors import InputError

REPORT = "report.json"
SIGNIFICANT = 0.05
_NOISE = {"cost", "judge"}
"""Groups of measures that are no verdict: times vary from run to run, a judge is an opinion."""


class BaselineQuestion(BaseModel):
    """What a report says of one question, as far as a comparison needs it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    passed: bool
    figures: dict[str, float]
    text: str = ""


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
    """`differences` are ours minus the baseline's, over questions that both have. `new` and `gone` have only one."""

    path: str
    differences: Mapping[str, Difference]
    changes: tuple[Change, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]

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
    def significantly_worse(self) -> tuple[str, ...]:
        return tuple(name for name, found in self.differences.items() if is_worse(name, found))

    @property
    def worse(self) -> bool:
        """Whether more questions were lost than won, or a measure is worse by more than chance."""
        return len(self.lost) > len(self.won) or bool(self.significantly_worse)


def is_worse(name: str, found: Difference) -> bool:
    """Whether a measure that is a verdict went the wrong way by more than chance."""
    measure = MEASURES[name]
    wrong = found.mean > 0 if measure.lower_is_better else found.mean < 0
    return wrong and found.p < SIGNIFICANT and measure.group not in _NOISE


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


def compare(results: Sequence[Result], baseline: Sequence[BaselineQuestion], path: str) -> Comparison:
    """The differences over the questions that both have, by their ids."""
    before = {one.id: one for one in baseline}
    pairs = [(one, before[one.question.id]) for one in results if one.question.id in before]
    ids = {one.question.id for one in results}
    return Comparison(
        path=path,
        differences=dict(_differences(pairs)),
        changes=tuple(change for now, then in pairs if (change := _change(now, then))),
        new=tuple(one.question.id for one in results if one.question.id not in before),
        gone=tuple(one.id for one in baseline if one.id not in ids),
    )


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
        if name in now.figures and name in then.figures and abs(then.figures[name] - now.figures[name]) > 1e-9
    )
    if not figures and now.passed == then.passed:
        return None
    return Change(
        id=now.question.id, before=then.text, passed_before=then.passed, passed_now=now.passed, figures=figures
    )
