"""`onrecord index`, `show` and `delete`: articles in, seen, and out again."""

from collections.abc import Iterable
from typing import Annotated

import typer

from assistant.cli.options import AsJson, IndexFolder
from assistant.cli.output import out, print_json
from index.errors import InputError

INPUT_PROBLEMS = 2

Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=NAME", help="What a table calls a field: text=body. May be repeated."),
]
Later = Annotated[
    bool,
    typer.Option("--later", help="Leave quotes and vectors for the next run: what there is can be found by its words."),
]
Again = Annotated[bool, typer.Option("--again", help="Read what has not changed, too.")]
FullText = Annotated[
    bool, typer.Option("--full-text", help="Fetch the pages of a feed's entries that are only summaries.")
]
Ids = Annotated[list[str], typer.Argument(metavar="ID", show_default=False)]


def index(
    paths: Annotated[list[str], typer.Argument(metavar="PATH|URL", show_default=False)],
    *,
    index: IndexFolder = None,
    later: Later = False,
    again: Again = False,
    full_text: FullText = False,
    columns: Columns = None,
    as_json: AsJson = False,
) -> int:
    """Index articles from files, folders and addresses.

    Web pages, feeds, tables, agencies' XML, web archives, PDF, Word, Markdown, text and JSON files are read, packed
    (.gz .zst .zip) or not, folders of them, and standard input (-). Pages and feeds are fetched from http and https
    addresses. What has not changed is not read again. What cannot be read is named, the rest is indexed, and the exit
    code is 2.

    \b
    Examples:
      onrecord index articles/
      onrecord index https://example.com/news.rss --full-text
      onrecord index dump.jsonl.gz report.txt --index news
      onrecord index table.csv --column text=body --column outlet=paper
      onrecord index archive/ --later && onrecord index archive/
    """
    from assistant.cli.news import fill, opened, reading
    from assistant.cli.progress import steps_progress
    from assistant.cli.render import report_text

    how = reading(columns=_by_field(columns or []), again=again, full_text=full_text)
    with opened(index, create=True) as news:
        with steps_progress() as progress:
            report = fill(news, paths, progress, later=later, reading=how)
        status = news.status()
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


def show(
    article_id: Annotated[str, typer.Argument(metavar="ID", show_default=False)],
    *,
    version: Annotated[int | None, typer.Option(metavar="N", help="An earlier version, counted from 1.")] = None,
    diff: Annotated[bool, typer.Option("--diff", help="What the version changed in the one before it.")] = False,
    index: IndexFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show an article: what is known of it, what it says of its own corrections, and who says what in it.

    \b
    Examples:
      onrecord show last-plane-kabul
      onrecord show last-plane-kabul --diff
      onrecord show last-plane-kabul --json | jq -r .article.text
    """
    from assistant.cli.news import opened
    from assistant.cli.render import article_text, changes_text
    from assistant.showing import show as shown_of

    with opened(index) as news:
        shown = shown_of(news, article_id, version)
    if as_json:
        print_json(shown)
    elif diff:
        out().print(changes_text(shown.article, shown.changes))
    else:
        out().print(article_text(shown.article, shown.quotes, shown.notes, shown.copies))


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
