"""`onrecord chat`: the page in a browser."""

from typing import Annotated

import typer

from assistant.cli.answers import NoModel, Samples, samples_index
from assistant.cli.options import IndexFolder
from assistant.cli.output import note, out


def chat(
    *,
    index: IndexFolder = None,
    samples: Samples = False,
    no_llm: NoModel = False,
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, metavar="N", show_default=False, help="By default 7860, or any that is free."),
    ] = None,
    browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = False,
) -> None:
    """Ask in a browser, and read every source at the words that are cited.

    The page is for this machine alone. Ctrl-C ends it.

    \b
    Examples:
      onrecord chat --samples --open
      onrecord chat --index news --port 8080
    """
    from assistant.page.server import serve
    from assistant.page.site import Site
    from assistant.serving.desk import Desk
    from assistant.settings import Settings

    settings = Settings.read(index=samples_index() if samples else index, llm=False if no_llm else None)
    with Desk(settings) as desk:
        serve(Site(desk), port=port, browser=browser, say=_say)


def _say(address: str) -> None:
    out().print(address, soft_wrap=True)
    note("The page is at this address until Ctrl-C.")
