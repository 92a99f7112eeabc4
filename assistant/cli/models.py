"""`onrecord models`: which model files there are, and fetching them ahead of time."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.options import AsJson
from assistant.cli.output import out, print_json
from assistant.cli.progress import bytes_progress
from assistant.cli.render import megabytes, table

app = typer.Typer(help="List the model files, or fetch them ahead of time.", rich_markup_mode=None)


@app.command(name="list")
def list_models(as_json: AsJson = False) -> None:
    """List the models that OnRecord can run itself.

    \b
    Examples:
      onrecord models list
      onrecord models list --json
    """
    from index.weights import catalogue

    entries = catalogue()
    if as_json:
        return print_json(entries)
    rows = [(e.name, e.purpose, megabytes(e.size), e.licence, str(e.cached or "not fetched")) for e in entries]
    return out().print(table(("model", "purpose", "size", "licence", "file"), rows))


@app.command()
def pull(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="By default all that OnRecord uses.")] = None,
    verify: Annotated[bool, typer.Option("--verify", help="Hash again what is already there.")] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch a model file, or go on with a fetch that was interrupted.

    \b
    Examples:
      onrecord models pull
      onrecord models pull all-minilm-l6-v2-int8 --verify
      ONRECORD_MODELS=/srv/models onrecord models pull
    """
    from index.weights import catalogue, weights

    defaults = {entry.purpose: entry.name for entry in reversed(catalogue())}
    paths: dict[str, Path] = {}
    for wanted in [name] if name else defaults.values():
        with bytes_progress(f"Fetching {wanted}") as progress:
            paths[wanted] = weights(wanted, verify=verify, progress=progress)
        if not as_json:
            out().print(f"{wanted}: {paths[wanted]}", soft_wrap=True)
    if as_json:
        print_json(paths)
