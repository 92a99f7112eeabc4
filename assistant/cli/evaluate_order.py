"""One run of `onrecord eval` from its questions to its reports, which are written even where it is broken off."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.interrupt import last_words
from assistant.cli.output import note
from assistant.cli.progress import count_progress
from assistant.evaluation.comparing import BaselineQuestion, compare, read_baseline, require_common
from assistant.evaluation.evaluations import Evaluation, setup_of
from assistant.evaluation.gold import strange_gold
from assistant.evaluation.outcomes import Result
from assistant.evaluation.questions import Question
from assistant.evaluation.reports import write_reports
from assistant.evaluation.running import Run, selected
from assistant.evaluation.sets import read_set
from assistant.evaluation.thresholds import Threshold, parse_thresholds
from assistant.samples import questions
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.evaluation.judging import Judge


def read_bounds(least: Sequence[str], most: Sequence[str]) -> tuple[Threshold, ...]:
    """The bounds of `--min` and `--max`. Raises InputError."""
    return (*parse_thresholds(least), *parse_thresholds(most, upper=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be asked and what for. `baseline` is the path of an earlier report with its questions."""

    name: str
    questions: tuple[Question, ...]
    settings: Settings
    out: Path
    thresholds: tuple[Threshold, ...] = ()
    baseline: tuple[str, tuple[BaselineQuestion, ...]] | None = None

    @classmethod
    def read(
        cls, path: Path | None, settings: Settings, *, tags: Sequence[str], limit: int | None, out: Path
    ) -> "Order":
        """The questions of a set, by default the samples', with any of the tags. Raises InputError."""
        chosen = selected(read_set(path or questions()), tags, limit)
        return cls(name=path.stem if path else "the sample questions", questions=chosen, settings=settings, out=out)

    def held_to(self, thresholds: tuple[Threshold, ...], baseline: Path | None) -> "Order":
        """The same with bounds, and with the report in a folder to compare with. Raises InputError."""
        before = read_baseline(baseline) if baseline else ()
        if baseline:
            require_common(self.questions, before, str(baseline))
        return replace(self, thresholds=thresholds, baseline=(str(baseline), before) if baseline else None)

    def evaluated(self, run: Run, *, judge: bool) -> Evaluation:
        """The run, its reports written. Interrupted, they hold what was answered until then."""
        asked = _Asked(order=self, run=run, warnings=strange_gold(self.questions, run.assistant.news))
        with last_words(asked.broken_off):
            try:
                asked.answers()
                if judge:
                    asked.opinions()
            except KeyboardInterrupt:
                asked.broken_off()
                raise
        return asked.written()


@dataclass(slots=True, kw_only=True)
class _Asked:
    """A run on its way, with the results so far."""

    order: Order
    run: Run
    warnings: tuple[str, ...]
    results: list[Result] = field(default_factory=list[Result])
    judge: "Judge | None" = None
    _ended: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answers(self) -> None:
        with count_progress("questions", len(self.order.questions)) as tell:
            for result in self.run.results(self.order.questions):
                self.results.append(result)
                tell(len(self.results))

    def opinions(self) -> None:
        """The judge's, as far as it comes: what code has measured does not depend on it."""
        from assistant.assistant import model_for
        from assistant.evaluation.judging import Judge
        from index.errors import ModelFailed, WeightsFailed

        model = model_for(self.order.settings)
        self.judge = Judge(model)
        try:
            with count_progress("answers judged", len(self.results)) as tell:
                for at, result in enumerate(self.results):
                    self.results[at] = self.judge.judged(result)
                    tell(at + 1)
        except (ModelFailed, WeightsFailed) as failure:
            self.warnings += (f"The judge judged {self.judge.given} answers and then failed: {failure}",)
        finally:
            model.close()

    def broken_off(self) -> None:
        """The reports of what there is, once, whoever hears of the interrupt first."""
        with self._lock:
            if not self._ended:
                self._ended = True
                done, count = len(self.results), len(self.order.questions)
                if done:
                    self.written()
                told = f", and reported in {self.order.out}" if done else ""
                note(f"{done} of {count} answers are kept{told}: the same command goes on from there.")

    def written(self) -> Evaluation:
        order, results = self.order, tuple(self.results)
        evaluation = Evaluation(
            name=order.name,
            setup=self._setup(),
            results=results,
            asked=len(order.questions),
            comparison=compare(results, order.baseline[1], order.baseline[0]) if order.baseline else None,
            thresholds=order.thresholds,
            warnings=self.warnings,
        )
        write_reports(evaluation, order.out)
        return evaluation

    def _setup(self) -> dict[str, str]:
        names = (one.outcome.answer.model for one in self.results if one.outcome.answer.model)
        model = next(names, None) if self.order.settings.llm else None
        setup = setup_of(self.order.settings, model, self.run.assistant.news.status())
        return {**setup, **(self.judge.setup if self.judge else {})}
