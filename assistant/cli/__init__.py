"""The command line: one small module per group of commands, and what all of them share.

`run` turns every foreseeable fault into one line on stderr and an exit code: 0 answered or done, 1 refused, 2 wrong
usage or input, 3 a part failed, 130 interrupted, 141 the reader of a pipe has gone. Commands load what they need
when they run, so that `onrecord --help` stays fast.
"""

import io
import os
import sys
from collections.abc import Sequence

import typer
from typer.main import get_command

from assistant.cli import (
    answers,
    articles,
    chat,
    doctor,
    evaluate,
    models,
    redteam,
    said,
    search,
    serve,
    status,
    verify,
    watch,
)
from assistant.cli.interrupt import INTERRUPTED, end_at_once
from assistant.cli.interrupt import watch as watch_for_interrupt
from assistant.cli.options import Version
from assistant.cli.output import PipeClosed, complain
from index.errors import OnRecordError

PIPE_CLOSED = 141

app = typer.Typer(name="onrecord", rich_markup_mode=None, context_settings={"max_content_width": 100})
app.command()(articles.index)
app.command()(watch.watch)
app.command()(answers.ask)
app.command()(search.search)
app.command()(said.said)
app.command()(verify.verify)
app.command()(chat.chat)
app.command()(serve.serve)
app.command()(serve.mcp)
app.command()(articles.show)
app.command()(articles.delete)
app.add_typer(evaluate.app, name="eval")
app.command()(redteam.redteam)
app.add_typer(models.app, name="models")
app.command()(status.status)
app.command()(doctor.doctor)


@app.callback()
def onrecord(version: Version = False) -> None:
    """Answers questions about news articles; every quotation is verified, every sentence cited.

    \b
    Examples:
      onrecord ask --samples "What did Blinken say about Afghanistan?"
      onrecord index articles/ && onrecord ask "What did Blinken say about Afghanistan?"
    """


def main() -> None:
    """The entry point: runs the command that the process was started with and leaves the process with its code."""
    watch_for_interrupt()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character still shows the others
    code = run(sys.argv[1:])
    if code == INTERRUPTED:
        end_at_once()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """The exit code of one command line, run in this process; without arguments, of `--help`."""
    try:
        code = get_command(app)(args=list(arguments) or ["--help"], prog_name="onrecord", standalone_mode=False)
    except OnRecordError as error:
        complain(str(error))
        return error.exit_code
    except typer.TyperException as error:
        complain(f"{error.format_message().rstrip('.')}. {_help_hint(error)}")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except PipeClosed:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
        return PIPE_CLOSED
    return code if isinstance(code, int) else 0


def _help_hint(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"Try `{context.command_path if context else 'onrecord'} --help`."
