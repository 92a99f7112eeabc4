"""A run as Markdown: figures, missed bounds, the difference to the baseline, and the questions that did not pass."""

import re
from collections.abc import Iterator

from assistant.evaluation.comparing import Comparison
from assistant.evaluation.evaluations import Evaluation
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.outcomes import Result

_MARKUP = re.compile(r"([\\`*_\[\]#!|<>~&$@]|:(?=//)|\.(?<=www\.))")


def markdown(evaluation: Evaluation) -> str:
    return "\n\n".join(_parts(evaluation)) + "\n"


def _parts(evaluation: Evaluation) -> Iterator[str]:
    count = len(evaluation.results)
    yield f"# {escaped(evaluation.name)}: {evaluation.passed} of {count} questions passed"
    if not evaluation.complete:
        yield f"**Not complete:** {count} of {evaluation.asked} questions were asked."
    yield from (f"**Warning:** {escaped(warning)}" for warning in evaluation.warnings)
    if silent := evaluation.silent:
        yield f"**The model did not answer {len(silent)} of these questions:** {escaped(silent[0].silent or '')}"
    yield "\n".join(f"- {escaped(name)}: {escaped(value)}" for name, value in evaluation.setup.items())
    for threshold, found in evaluation.missed:
        yield f"**Missed:** {escaped(str(threshold))}, but it is {escaped(found)}."
    yield _figures(evaluation)
    if evaluation.comparison is not None:
        yield from _comparison(evaluation.comparison)
    yield "## Questions that did not pass"
    yield "\n".join(_failure(result) for result in evaluation.results if not result.passed) or "None."


def _figures(evaluation: Evaluation) -> str:
    rows = ["| measure | mean | 95 % interval | questions | |", "|---|---:|---|---:|---|"]
    for name, found in evaluation.summaries.items():
        measure = MEASURES[name]
        unit = f" {measure.unit}" if measure.unit else ""
        interval = f"{found.low:.3f} to {found.high:.3f}"
        rows.append(f"| {name} | {found.mean:.3f}{unit} | {interval} | {found.n} | {measure.says} |")
    return "\n".join(rows)


def _comparison(comparison: Comparison) -> Iterator[str]:
    yield f"## Against the baseline {escaped(comparison.path)}"
    rows = ["| measure | difference | 95 % interval | p | questions |", "|---|---:|---|---:|---:|"]
    for name, found in comparison.differences.items():
        mark = " **worse**" if name in comparison.worsened else ""
        interval = f"{found.low:+.3f} to {found.high:+.3f}"
        rows.append(f"| {name} | {found.mean:+.3f}{mark} | {interval} | {found.p:.3f} | {found.n} |")
    yield "\n".join(rows)
    yield comparison.told
    for title, ids in comparison.lists():
        yield f"{title}: {', '.join(map(escaped, ids))}."


def _failure(result: Result) -> str:
    text = " ".join(result.outcome.answer.text.split())
    short = text if len(text) <= 300 else f"{text[:300]}…"
    return f"- **{escaped(result.question.id)}** ({', '.join(result.failed)}): {escaped(short)}"


def escaped(text: str) -> str:
    """Foreign text that Markdown takes for nothing but text."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
