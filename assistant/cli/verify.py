"""`onrecord verify`: a text from elsewhere, held sentence by sentence against articles."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import AsJson, IndexFolder
from assistant.cli.output import clean, note, out, print_json
from index.errors import InputError

if TYPE_CHECKING:
    from assistant.values import Answer
    from assistant.verifying import Verdict
    from index.values import Article

SOMETHING_DROPPED = 1
_STDIN = Path("-")

TextFile = Annotated[
    Path, typer.Argument(metavar="FILE", show_default=False, help="The text, in UTF-8; - reads standard input.")
]
Articles = Annotated[
    list[Path] | None,
    typer.Option(
        "--article",
        metavar="PATH",
        show_default=False,
        help="Hold it against this article, not an index; may be repeated. [1] in the text is the first.",
    ),
]


def verify(file: TextFile, *, article: Articles = None, index: IndexFolder = None, as_json: AsJson = False) -> int:
    """Check a text from elsewhere, sentence by sentence: which of it do the articles bear out?

    Without --article, each sentence is held against the articles of the index that a search finds for it.
    The exit code is 1 where something was dropped.

    \b
    Examples:
      onrecord verify answer.txt --article articles/vote.md
      onrecord verify answer.txt --index my-index
      pbpaste | onrecord verify - --json | jq .dropped
    """
    from assistant.cli.news import opened, warn
    from assistant.verifying import answer_of, judged, searched, within

    started = time.perf_counter()
    text = _text(file)
    if article:
        verdicts = judged(text, within(_articles(article)))
    else:
        with opened(index) as news:
            verdicts = judged(text, searched(news))
            warn(news)
    answer = answer_of(verdicts, started)
    if as_json:
        print_json(answer)
    else:
        _show(verdicts, answer)
    return SOMETHING_DROPPED if answer.dropped else 0


def _text(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if file == _STDIN else file.read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{str(file)!r} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{str(file)!r} is not text in UTF-8: save it as such") from error


def _articles(paths: Sequence[Path]) -> "list[Article]":
    """The articles of the files, in order. Raises InputError where there are none; what cannot be read is noted."""
    from index.readers import read_inputs
    from index.values import Article

    found: list[Article] = []
    for item in read_inputs(paths):
        if isinstance(item, Article):
            found.append(item)
        else:
            note(str(item))
    if not found:
        raise InputError("none of the --article paths holds an article")
    return found


def _show(verdicts: "tuple[Verdict, ...]", answer: "Answer") -> None:
    """Each sentence with its verdict and why, then the words that bear them out."""
    from assistant.cli.render import source_line
    from assistant.values import Dropped

    standing = iter(answer.sentences)
    for verdict in verdicts:
        if isinstance(verdict, Dropped):
            out().print(f"dropped   {clean(verdict.text)}\n          {clean(verdict.reason)}")
            continue
        sentence = next(standing)
        marks = "".join(f"[{n}]" for n in sentence.citations)
        out().print(f"{sentence.outcome:<9} {clean(sentence.text)} {marks}")
        for repair in sentence.repairs:
            out().print(f"          {clean(repair)}")
    for citation in answer.citations:
        out().print(source_line(citation))
        out().print(f"    {' '.join(clean(citation.text).split())}")
