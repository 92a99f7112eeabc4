"""What was asked before: from files that `--json` wrote, and from the questions of one conversation in a terminal."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.output import err
from index.errors import InputError

if TYPE_CHECKING:
    from assistant.values import Answer


def read_history(path: Path) -> tuple["Answer", ...]:
    """The answers of a file, in order: what one or several `onrecord ask --json` printed. Raises InputError."""
    from pydantic import TypeAdapter, ValidationError

    from assistant.values import Answer

    try:
        return tuple(TypeAdapter(list[Answer]).validate_python(list(_documents(path.read_text(encoding="utf-8")))))
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be read: {error.strerror}") from error
    except (ValueError, ValidationError) as error:
        raise InputError(f"{str(path)!r} holds no answers as `onrecord ask --json` prints them") from error


def _documents(text: str) -> Iterator[object]:
    """Each JSON document of a text that holds several; a list is several."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(text.rstrip()):
        at += len(text[at:]) - len(text[at:].lstrip())
        document, at = decoder.raw_decode(text, at)
        yield from document if isinstance(document, list) else [document]


def typed_questions() -> Iterator[str]:
    """Each line of standard input that is not empty; a terminal is asked for it. Raises InputError where none is."""
    terminal, none = sys.stdin.isatty(), True
    while True:
        if terminal:
            err().print("Question (Ctrl-D ends): ", end="")
        line = sys.stdin.readline()
        if not line:
            break
        if line.strip():
            none = False
            yield line.strip()
    if none and not terminal:
        raise InputError("no question: give one as an argument, or one a line on standard input")
