"""`onrecord ask`."""

import hashlib
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.options import AsJson, AsOf, Filters, IndexFolder, Outlets, Since, Speaker, Until
from assistant.cli.output import note, out, print_json

REFUSED = 1

NoModel = Annotated[bool, typer.Option("--no-llm", help="Answer with verified quotations, without a language model.")]
NoOpinion = Annotated[bool, typer.Option("--no-opinion", help="Leave out what stands in opinion pieces.")]
Samples = Annotated[
    bool, typer.Option("--samples", help="Ask the sample articles that come with OnRecord instead of your own.")
]
History = Annotated[
    Path | None,
    typer.Option(
        "--history",
        metavar="FILE",
        show_default=False,
        help="Answers that `--json` printed: what was asked before, for a question that leans on it.",
    ),
]


def ask(  # noqa: PLR0913 (a command has a parameter an option)
    question: Annotated[str | None, typer.Argument(metavar="[QUESTION]", show_default=False)] = None,
    *,
    index: IndexFolder = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    speaker: Speaker = None,
    as_of: AsOf = None,
    no_opinion: NoOpinion = False,
    no_llm: NoModel = False,
    samples: Samples = False,
    history: History = None,
    as_json: AsJson = False,
) -> int:
    """Answer a question from the articles, with every quotation verified and every sentence cited.

    A terminal shows the sources first and then, dimmed, what the model writes; the checked answer replaces both.
    The exit code is 1 where the articles do not hold an answer. Without a QUESTION each line of standard input is one,
    and may lean on those before it ("and about NATO?", "and later?", "why?").

    \b
    Examples:
      onrecord ask --samples "What did Dominic Raab call on Russia to do?"
      onrecord ask "What did Blinken say about Afghanistan?" --since 2021-04-01 --outlet "Sample Post"
      onrecord ask "What did Tobias Renwick say last week?" --as-of 2022-02-21
      onrecord ask "What did Blinken say about Afghanistan?" --json > blinken.json
      onrecord ask --history blinken.json "And about NATO?"
    """
    from assistant.assistant import Assistant, model_for
    from assistant.cli.history import read_history, typed_questions
    from assistant.cli.live import Watch
    from assistant.cli.news import warn
    from assistant.cli.render import answer_text
    from assistant.settings import Settings
    from assistant.values import Answer

    answers: list[Answer] = list(read_history(history)) if history else []
    filters = Filters.of(since, until, outlet)
    settings = Settings.read(index=samples_index() if samples else index, llm=False if no_llm else None)
    watch = Watch(quiet=as_json)
    with Assistant.open(settings, model=model_for(settings, watch.fetched)) as assistant:
        for asked in (question,) if question is not None else typed_questions():
            events = assistant.stream(
                asked,
                history=answers,
                as_of=as_of,
                since=filters.since,
                until=filters.until,
                outlets=filters.outlets,
                speaker=speaker,
                opinion=not no_opinion,
            )
            answers.append(watch.answer(events))
            if as_json:
                print_json(answers[-1])
            else:
                out().print(answer_text(answers[-1]))
        warn(assistant.news)
    if samples:
        note(
            "These are sample articles: `onrecord chat --samples` opens them in the chat page, and "
            "`onrecord index PATH` indexes your own."
        )
    return REFUSED if answers and answers[-1].status == "refused" else 0


def samples_index() -> Path:
    """The index of the sample articles in the user's cache, one for each embedding model, made and kept up to date.

    It is made anew where other code reads articles: what an older one made would be answered from by this one.
    """
    from platformdirs import user_cache_path

    from assistant.cli.news import fill
    from assistant.cli.progress import steps_progress
    from assistant.opening import embedder_for, open_news
    from assistant.own_code import digest_of_code
    from assistant.samples import folder
    from assistant.settings import Settings

    settings = Settings.read()
    digest = hashlib.sha256(embedder_for(settings).fingerprint.encode()).hexdigest()[:8]
    path = user_cache_path("onrecord") / f"samples-{version('onrecord')}-{digest}-{digest_of_code('index')[:8]}"
    for former in path.parent.glob(f"{path.name.rpartition('-')[0]}*"):
        if former != path:
            shutil.rmtree(former, ignore_errors=True)
    with open_news(settings.model_copy(update={"index": path}), create=True) as news, steps_progress() as progress:
        fill(news, [folder()], progress, later=False)
    return path
