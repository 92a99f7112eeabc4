"""What `onrecord eval` prints of a run: its figures, what failed, and what it is compared with."""

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.output import note, out, print_json

if TYPE_CHECKING:
    from assistant.evaluation.evaluations import Evaluation


def show(evaluation: "Evaluation", folder: Path, *, as_json: bool) -> None:
    from assistant.evaluation.evaluations import data_of

    if as_json:
        return print_json(data_of(evaluation))
    _figures(evaluation)
    for warning in evaluation.warnings:
        note(warning)
    if silent := evaluation.silent:
        note(f"The model did not answer {len(silent)} of these questions, which are not kept: {silent[0].silent}")
    for threshold, found in evaluation.missed:
        note(f"Missed: {threshold}, but it is {found}.")
    if (comparison := evaluation.comparison) is not None:
        out().print(f"Against {comparison.path}: {comparison.told}")
        if comparison.lost:
            note(f"No more passed: {', '.join(comparison.lost)}.")
    return note(f"Reports are in {folder}: report.html opens in a browser.")


def _figures(evaluation: "Evaluation") -> None:
    from assistant.cli.render import table

    rows = [
        (name, f"{one.mean:.3f}", f"{one.low:.3f} to {one.high:.3f}", str(one.n), _against(evaluation, name))
        for name, one in evaluation.summaries.items()
    ]
    out().print(table(("measure", "mean", "95 % interval", "questions", ""), rows))
    out().print(f"{evaluation.passed} of {len(evaluation.results)} questions passed.")
    out().print(f"Index: {evaluation.setup['index']}")


def _against(evaluation: "Evaluation", name: str) -> str:
    found = evaluation.comparison and evaluation.comparison.differences.get(name)
    return f"{found.mean:+.3f} (p {found.p:.3f})" if found else ""
