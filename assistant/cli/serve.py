"""`onrecord serve`: the page and the interfaces for programs over HTTP; `onrecord mcp`: MCP on stdin and stdout."""

import sys
from functools import partial
from typing import Annotated

import typer

from assistant.cli.answers import NoModel, Samples, samples_index
from assistant.cli.options import IndexFolder
from assistant.cli.output import note, out
from index.errors import InputError

HashPassword = Annotated[
    bool, typer.Option("--hash-password", help="Ask for a user and a password, print ONRECORD_AUTH, and leave.")
]


def serve(
    *,
    index: IndexFolder = None,
    samples: Samples = False,
    no_llm: NoModel = False,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="Others than this machine need a login.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="N", help="Where to listen.")] = 8000,
    page: Annotated[bool, typer.Option("--page/--no-page", help="The chat page, too.")] = True,
    hash_password: HashPassword = False,
) -> None:
    """Answer programs over HTTP: JSON, OpenAI's chat API and MCP, with the chat page beside them.

    /docs describes it. ONRECORD_AUTH and ONRECORD_API_KEYS say who may ask; without them only this machine may.
    Put a proxy that speaks TLS before it where others ask. Ctrl-C ends it.

    \b
    Examples:
      onrecord serve --samples
      onrecord serve --no-page --port 9000
      onrecord serve --hash-password
    """
    if hash_password:
        return _print_auth()
    from assistant.api.server import is_beyond, programs
    from assistant.page.server import application
    from assistant.page.site import Site
    from assistant.serving.application import run
    from assistant.serving.desk import Desk
    from assistant.settings import Settings

    settings = Settings.read(index=samples_index() if samples else index, llm=False if no_llm else None)
    with Desk(settings) as desk:
        site = Site(desk) if page else None
        app = programs(desk, page=partial(application, site) if site else None, beyond=is_beyond(host))
        return run(app, site.warm if site else desk.warm, host=host, port=port, say=_say)


def mcp(*, index: IndexFolder = None, samples: Samples = False, no_llm: NoModel = False) -> None:
    """Serve MCP on stdin and stdout, for an assistant that starts this command: tools ask, search and said.

    \b
    Examples:
      onrecord mcp --index news
      onrecord mcp --samples --no-llm
    """
    from assistant.api.answering import Answering
    from assistant.api.tools import over_stdio, tool_server
    from assistant.serving.desk import Desk
    from assistant.settings import Settings

    settings = Settings.read(index=samples_index() if samples else index, llm=False if no_llm else None)
    with Desk(settings) as desk:
        over_stdio(tool_server(Answering(desk, most=settings.serve_queue)))


def _print_auth() -> None:
    """From a terminal, or two lines of standard input. Raises InputError."""
    from getpass import getpass

    from assistant.api.passwords import hashed

    by_hand = sys.stdin.isatty()
    if by_hand:
        note("User:")
    user = sys.stdin.readline().strip()
    password = getpass() if by_hand else sys.stdin.readline().rstrip("\r\n")
    if not user or ":" in user or not password:
        raise InputError("a user has a name without a colon, and a password")
    if by_hand and getpass("Again: ") != password:
        raise InputError("these are two passwords; begin again")
    out().print(f"ONRECORD_AUTH={user}:{hashed(password)}", soft_wrap=True)


def _say(address: str) -> None:
    out().print(address, soft_wrap=True)
    note(f"For programs: {address}/docs. Ctrl-C ends it.")
