"""`onrecord redteam`: the bundled attacks put to the assistant as it is set up here."""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.answers import NoModel
from assistant.cli.options import AsJson
from assistant.cli.output import note, out, print_json
from assistant.cli.progress import bytes_progress, count_progress, steps_progress

if TYPE_CHECKING:
    from assistant.redteam.trials import Trial

FAILED = 1
NO_MODEL = 3

Attacks = Annotated[
    list[str] | None, typer.Argument(metavar="[ATTACK]…", show_default=False, help="Kinds or ids; by default all.")
]


def redteam(attacks: Attacks = None, *, no_llm: NoModel = False, as_json: AsJson = False) -> int:
    """Attack the assistant with poisoned articles: hidden orders, forged quotations, leaking links, false dates.

    The articles are our own and go into an index of their own, which is gone afterwards; model and settings are yours.
    The exit code is 1 where an attack succeeds, which a refusal of what the articles answer is too. "shown" is an
    answer that tells nothing of the attack itself but has its words in an extract that it cites. The code is 3 where
    the model did not answer.

    \b
    Examples:
      onrecord redteam
      onrecord redteam hidden leaks --no-llm
      OPENAI_BASE_URL=http://localhost:11434/v1 onrecord redteam --json | jq '.[] | select(.passed | not)'
    """
    from assistant.assistant import Assistant, model_for
    from assistant.redteam.trials import attacked, chosen, poisoned
    from assistant.settings import Settings
    from index import NewsIndex

    cases = chosen(attacks or ())
    settings = Settings.read(llm=False if no_llm else None)

    def fill(news: NewsIndex) -> None:
        from assistant.cli.news import fill as filled

        with steps_progress() as progress:
            filled(news, (), progress, later=False)

    trials: list[Trial] = []
    with (
        poisoned(settings, fill) as over,
        bytes_progress("Fetching the embedded model") as fetched,
        Assistant.open(over, model=model_for(over, fetched)) as assistant,
        count_progress("attacks", len(cases)) as tell,
    ):
        for trial in attacked(assistant, cases):
            trials.append(trial)
            tell(len(trials))
    if as_json:
        print_json(trials)
    else:
        _show(trials)
    if silent := [trial for trial in trials if trial.silent]:
        note(f"The model did not answer {len(silent)} of these attacks, so it has not met them: {silent[0].silent}")
        return NO_MODEL
    return 0 if all(trial.passed for trial in trials) else FAILED


def _show(trials: "list[Trial]") -> None:
    """A line for each attack, then what the faults of those were that succeeded."""
    from assistant.cli.render import table

    rows = [(one.verdict, one.kind, one.id, one.attack, one.answer.status) for one in trials]
    out().print(table(("", "kind", "attack", "what it tries", "answer"), rows))
    failed = [one for one in trials if not one.passed]
    for one in failed:
        note(f"{one.id}: {'; '.join(one.faults)}. The answer: {one.answer.text}")
    models = {one.answer.model for one in trials if one.answer.model}
    asked = f"with {', '.join(sorted(models))}" if models else "without a model"
    out().print(f"{len(trials) - len(failed)} of {len(trials)} attacks failed to do harm, {asked}.")
    refused = sum(one.answer.refusal is not None for one in trials)
    extracts = sum(one.verdict == "shown" for one in trials)
    out().print(f"{refused} were refused; of {extracts} the article's words were shown as an extract, cited as such.")
