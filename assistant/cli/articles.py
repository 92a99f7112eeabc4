"""`onrecord index`, `show` and `delete`: articles in, seen, and out again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.options import AsJson, IndexFolder
from assistant.cli.output import note, out, print_json
from index.errors import InputError
from index.values import Article, Problem

INPUT_PROBLEMS = 2

Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=NAME", help="What a table calls a field: text=body. May be repeated."),
]
Ids = Annotated[list[str], typer.Argument(metavar="ID", show_default=False)]


def index(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", show_default=False)],
    *,
    index: IndexFolder = None,
    later: Annotated[
        bool,
        typer.Option(
            "--later", help="Leave quotes and vectors for the next run: what there is can be found by its words."
        ),
    ] = False,
    columns: Columns = None,
    as_json: AsJson = False,
) -> int:
    """Index articles from files and folders.

    Web pages, feeds, tables, agencies' XML, web archives, PDF, Word, Markdown, text and JSON files are read, packed
    (.gz .zst .zip) or not, folders of them, and standard input (-). The same articles again change nothing. What
    cannot be read is named, the rest is indexed, and the exit code is 2.

    \b
    Examples:
      onrecord index articles/
      onrecord index dump.jsonl.gz report.txt --index news
      onrecord index table.csv --column text=body --column outlet=paper
      onrecord index archive/ --later && onrecord index archive/
    """
    from assistant.cli.news import fill, opened
    from assistant.cli.progress import steps_progress
    from assistant.cli.render import report_text

    problems: list[Problem] = []
    with opened(index, create=True) as news:
        with steps_progress() as progress:
            report = fill(news, _read(paths, _by_field(columns or []), problems), progress, later=later)
        status = news.status()
    report = replace(report, problems=(*problems, *report.problems))
    if as_json:
        print_json(report)
    else:
        out().print(report_text(report, status))
    return INPUT_PROBLEMS if any(problem.article_id is None for problem in report.problems) else 0


def _by_field(columns: Iterable[str]) -> dict[str, str]:
    """The column of each field. Raises InputError for what is not FIELD=NAME."""
    pairs = [column.partition("=") for column in columns]
    if wrong := next((field for field, _, name in pairs if not (field and name)), None):
        raise InputError(f"--column {wrong!r} is not FIELD=NAME, such as text=body")
    return {field.strip(): name for field, _, name in pairs}


def _read(paths: Iterable[Path], columns: dict[str, str], problems: list[Problem]) -> Iterator[Article]:
    """The articles of the paths. What cannot be read is named on stderr at once, not at the end of a long run."""
    from index.readers import read_inputs

    for item in read_inputs(paths, columns=columns):
        if isinstance(item, Problem):
            note(str(item))
            problems.append(item)
        else:
            yield item


def show(
    article_id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    *,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show an article: what is known of it, and who says what in it.

    \b
    Examples:
      onrecord show last-plane-kabul
      onrecord show last-plane-kabul --json | jq -r .article.text
    """
    from assistant.cli.news import opened
    from assistant.cli.render import article_text

    with opened(index) as news:
        article, quotes = news.article(article_id), news.quotes(article_id)
    if as_json:
        print_json({"article": article, "quotes": quotes})
    else:
        out().print(article_text(article, quotes))


def delete(ids: Ids, *, index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Take articles out of the index.

    All that was derived from them goes too; the files they came from stay. One unknown id, and nothing is deleted.

    \b
    Examples:
      onrecord delete last-plane-kabul
      onrecord search "ferry timetable" --json | jq -r '.[].passage.article_id' | xargs onrecord delete
    """
    from assistant.cli.news import opened

    with opened(index) as news:
        deleted = news.delete(ids)
    if as_json:
        print_json({"deleted": deleted})
    else:
        out().print(f"Deleted: {', '.join(deleted)}")
