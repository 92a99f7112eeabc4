"""The one way out to stdout and stderr: answers and JSON there, messages and progress here.

What articles and models wrote reaches a terminal only through `clean`, so that no control character gets there;
square brackets stay as they are, for these consoles read no markup.
"""

import re
import sys
from functools import cache

from rich.console import Console

from assistant.jsonable import dumps

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNBOUNDED = 100_000
"""Columns when no terminal is there: lines are the reader's to wrap."""
NOTHING = "Nothing was found. Fewer filters or other words may help; `onrecord status` says what there is."


class PipeClosed(Exception):
    """Nobody reads stdout any more (`onrecord search … | head -1`)."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        raise PipeClosed


def clean(text: str) -> str:
    """The text with U+FFFD for each character that could steer a terminal or turn the direction of writing."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The text, cleaned, with every run of white space as one space."""
    return " ".join(clean(text).split())


def out() -> Console:
    """The console on stdout, for results alone."""
    return _console(error=False)


def err() -> Console:
    """The console on stderr, for messages and progress."""
    return _console(error=True)


def print_json(value: object) -> None:
    """One JSON document on stdout."""
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    try:
        print(dumps(value, ascii_only=encoding != "utf8"), flush=True)
    except BrokenPipeError as error:
        raise PipeClosed from error


def complain(message: str) -> None:
    """One line on stderr: what went wrong and what to do."""
    err().print(f"onrecord: {one_line(message)}", soft_wrap=True)


def note(message: str) -> None:
    """One line on stderr: how things go."""
    err().print(one_line(message), soft_wrap=True)


@cache
def _console(*, error: bool) -> Console:
    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() else _UNBOUNDED
    return _Console(stderr=error, width=width, markup=False, highlight=False, emoji=False)
