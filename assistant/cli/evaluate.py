"""`onrecord eval`: a question set put to the assistant, measured, compared and reported."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
import typer.core

from assistant.cli.answers import NoModel, samples_index
from assistant.cli.evaluate_shown import show
from assistant.cli.options import AsJson, IndexFolder
from assistant.cli.output import note, print_json
from assistant.cli.progress import bytes_progress
from index.errors import InputError

if TYPE_CHECKING:
    from assistant.evaluation.measuring import Price
    from assistant.evaluation.running import Run
    from assistant.settings import Settings

MISSED = 1
NO_MODEL = 3


class _RunByDefault(typer.core.TyperGroup):
    """`onrecord eval SET` runs the set: what is not another command here is an argument of `run`."""

    def parse_args(self, ctx: "typer.Context", args: list[str]) -> list[str]:  # pyright: ignore[reportIncompatibleMethodOverride]
        known = args and (args[0] in self.commands or args[0] in {"--help", "-h"})
        return super().parse_args(ctx, args if known else ["run", *args])


app = typer.Typer(
    cls=_RunByDefault,
    rich_markup_mode=None,
    help="Measure the assistant with a question set: `onrecord eval SET`; its options are those of `eval run`.",
)
Set = Annotated[
    Path | None,
    typer.Argument(
        metavar="SET",
        show_default=False,
        help="A question set (YAML or JSON Lines); without one, the samples' and their articles.",
    ),
]
Jobs = Annotated[
    int, typer.Option("--jobs", min=1, max=64, help="Questions asked at a time, of an endpoint or no model.")
]
Limit = Annotated[int | None, typer.Option("--limit", min=1, help="Only the first N questions.", show_default=False)]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="Only questions with this tag; may be repeated.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the reports go.")]
Baseline = Annotated[
    Path | None, typer.Option("--baseline", metavar="DIR", help="The --out of an earlier run to compare with.")
]
Least = Annotated[list[str] | None, typer.Option("--min", metavar="M=X", help="Exit 1 where measure M is below X.")]
Most = Annotated[list[str] | None, typer.Option("--max", metavar="M=X", help="Exit 1 where measure M is above X.")]
Judge = Annotated[bool, typer.Option("--judge", help="Ask the model for its opinion of each answer, reported apart.")]
PriceOption = Annotated[
    str | None, typer.Option("--price", metavar="IN/OUT", help="Dollars a million tokens read and written.")
]
Fresh = Annotated[bool, typer.Option("--fresh", help="Ask again what earlier runs have kept answers to.")]


@app.command()
def run(  # noqa: PLR0913 (a command has a parameter an option)
    questions: Set = None,
    *,
    index: IndexFolder = None,
    jobs: Jobs = 1,
    limit: Limit = None,
    tag: Tags = None,
    no_llm: NoModel = False,
    out_folder: Out = Path("onrecord-eval"),
    baseline: Baseline = None,
    least: Least = None,
    most: Most = None,
    judge: Judge = False,
    price: PriceOption = None,
    fresh: Fresh = False,
    as_json: AsJson = False,
) -> int:
    """Put a question set to the assistant and write report.json, report.md and report.html.

    Without a SET the sample questions are put to the sample articles; a SET is put to your index. Answers are kept: an
    interrupted run goes on, and the same run is the same the second time. The exit code is 1 where a bound is missed
    or the run is worse than its baseline by more than chance, 2 where it has no question in common with it, and 3
    where the model did not answer; such answers are not kept.

    \b
    Examples:
      onrecord eval --no-llm
      onrecord eval questions.yaml --index my-index --min recall@5=.9 --max false_refusals=.05
      onrecord eval questions.yaml --index my-index --baseline last-week --out this-week
    """
    from assistant.cli.evaluate_order import Order, read_bounds
    from assistant.settings import Settings

    if no_llm and judge:
        raise typer.BadParameter("--judge asks a model, and --no-llm says that none is to be asked.")
    bounds, dollars = read_bounds(least or (), most or ()), _price(price)
    settings = Settings.read(index=index or (None if questions else samples_index()), llm=False if no_llm else None)
    order = Order.read(questions, settings, tags=tag or (), limit=limit, out=out_folder)
    order = order.held_to(bounds, baseline)
    with _prepared(settings, jobs=jobs, price=dollars, fresh=fresh) as started:
        evaluation = order.evaluated(started, judge=judge)
    show(evaluation, out_folder, as_json=as_json)
    return NO_MODEL if evaluation.silent else 0 if evaluation.good else MISSED


@app.command()
def schema() -> None:
    """Print the JSON schema of one question of a set: what editors and programs check a set with.

    \b
    Example:
      onrecord eval schema > question.schema.json
    """
    from assistant.evaluation.questions import Question

    print_json(Question.model_json_schema())


@app.command()
def init(
    *,
    index: IndexFolder = None,
    count: Annotated[int, typer.Option("--count", min=1, max=10_000, help="How many questions.")] = 40,
    out_file: Annotated[Path, typer.Option("--out", metavar="FILE", help="The set to write.")] = Path("questions.yaml"),
    no_llm: NoModel = False,
) -> None:
    """Draft a question set from an index: who said what, what is reported, and what must be refused.

    A model words questions about passages; without one, what headlines are about does. Read the draft and correct it
    before you trust it. Broken off, it leaves what was drafted.

    \b
    Examples:
      onrecord eval init --index my-index --out questions.yaml
      onrecord eval init --no-llm --count 100
    """
    from assistant.assistant import model_for
    from assistant.cli.evaluate_draft import Draft
    from assistant.cli.news import opened
    from assistant.settings import Settings

    if out_file.exists():
        raise InputError(f"{str(out_file)!r} is there already: name another file with --out")
    settings = Settings.read(index=index, llm=False if no_llm else None)
    with opened(settings.index) as news, bytes_progress("Fetching the embedded model") as fetched:
        model = model_for(settings, fetched) if settings.llm else None
        try:
            written = Draft(file=out_file).of(news, count, model=model, seed=settings.seed)
        finally:
            if model is not None:
                model.close()
    command = f"onrecord eval {out_file}{f' --index {index}' if index else ''}"
    note(f"{written} questions are in {out_file}: read and correct them, then `{command}`.")


def _price(text: str | None) -> "Price | None":
    if text is None:
        return None
    read, _, written = text.partition("/")
    try:
        return float(read), float(written)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not two numbers such as 0.15/0.60.", param_hint="--price") from None


@contextmanager
def _prepared(settings: "Settings", *, jobs: int, price: "Price | None", fresh: bool) -> "Generator[Run]":
    """The run with all that it needs, its embedded model fetched with progress, its index's warnings said."""
    from assistant.cli.news import warn
    from assistant.evaluation.preparing import prepared

    with (
        bytes_progress("Fetching the embedded model") as fetched,
        prepared(settings, jobs=jobs, price=price, fresh=fresh, fetched=fetched) as run,
    ):
        warn(run.assistant.news)
        yield run
