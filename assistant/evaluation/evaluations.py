"""A whole run as one value: what was asked of what, what came of it, and as plain data for `report.json`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.evaluation.comparing import Comparison
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.outcomes import Result
from assistant.evaluation.statistics import Summary, summary
from assistant.evaluation.thresholds import Threshold
from assistant.jsonable import Json, jsonable
from assistant.settings import Settings
from index.values import IndexStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """`setup` says in words what was measured: model, settings, index. `complete`: no question was left out."""

    name: str
    setup: Mapping[str, str]
    results: tuple[Result, ...]
    asked: int
    comparison: Comparison | None = None
    thresholds: tuple[Threshold, ...] = ()
    warnings: tuple[str, ...] = ()
    summaries: Mapping[str, Summary] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "summaries", dict(_summaries(self.results)))

    @property
    def passed(self) -> int:
        return sum(result.passed for result in self.results)

    @property
    def complete(self) -> bool:
        return len(self.results) == self.asked

    @property
    def silent(self) -> tuple[Result, ...]:
        """Those whose model was wanted and did not answer: their figures say nothing of it."""
        return tuple(result for result in self.results if result.silent)

    @property
    def missed(self) -> tuple[tuple[Threshold, str], ...]:
        """The bounds that are not kept, each with what there is instead."""
        return tuple((one, found) for one in self.thresholds if (found := one.missed(self.summaries)))

    @property
    def good(self) -> bool:
        """Whether the model answered, every bound is kept and nothing is worse than the baseline."""
        return not self.silent and not self.missed and not (self.comparison and self.comparison.worse)


def _summaries(results: Sequence[Result]) -> Iterator[tuple[str, Summary]]:
    for name in MEASURES:
        if values := [result.figures[name] for result in results if name in result.figures]:
            yield name, summary(values)


def setup_of(settings: Settings, model: str | None, status: IndexStatus) -> dict[str, str]:
    """What a figure depends on, in words; no key and no address that could hold one."""
    held = status.coverage
    size = f"{held.articles:,} articles, {status.passages:,} passages, {status.quotes:,} statements"
    return {
        "model": model or ("the endpoint's" if settings.llm else "none: the articles' own words"),
        "passages retrieved (k)": str(settings.k),
        "evidence tokens": str(settings.evidence_tokens or "by default"),
        "seed": str(settings.seed),
        "index": f"{settings.index}: {size}",
        "embedding": status.fingerprint.get("embedding", "none"),
    }


def data_of(evaluation: Evaluation) -> dict[str, Json]:
    """What `report.json` holds. The same run has the same bytes."""
    comparison = evaluation.comparison
    return {
        "set": evaluation.name,
        "setup": dict(evaluation.setup),
        "questions": len(evaluation.results),
        "asked": evaluation.asked,
        "passed": evaluation.passed,
        "without_model": [result.question.id for result in evaluation.silent],
        "good": evaluation.good,
        "warnings": list(evaluation.warnings),
        "thresholds": [
            {"bound": str(one), "missed": one.missed(evaluation.summaries)} for one in evaluation.thresholds
        ],
        "summary": jsonable(evaluation.summaries),
        "baseline": jsonable(comparison) if comparison else None,
        "results": [_result(result) for result in evaluation.results],
    }


def _result(result: Result) -> Json:
    answer = result.outcome.answer
    return {
        "id": result.question.id,
        "asked": result.question.model_dump(mode="json", exclude_defaults=True),
        "passed": result.passed,
        "failed": list(result.failed),
        "figures": dict(result.figures),
        "status": answer.status,
        "text": answer.text,
        "without_model": result.silent,
        "remark": result.remark,
        "refusal": jsonable(answer.refusal),
        "citations": jsonable(answer.citations),
        "sources": jsonable(result.outcome.sources),
        "dropped": jsonable(answer.dropped),
        "notes": list(answer.notes),
    }
