"""`onrecord watch`: an index that keeps up with folders and feeds."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.options import AsJson, IndexFolder
from assistant.cli.output import note, out, print_json
from index.errors import IndexBusy
from index.values import BuildReport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import NewsIndex, Reading

SOURCES_FAIL = 2
Sources = Annotated[list[str], typer.Argument(metavar="FOLDER|FEED", show_default=False)]
Every = Annotated[float, typer.Option("--every", min=1, metavar="SECONDS", help="Time between two looks.")]
Once = Annotated[bool, typer.Option("--once", help="Look once and leave: for a timer of your own.")]
FullText = Annotated[
    bool, typer.Option("--full-text", help="Fetch the pages of a feed's entries that are only summaries.")
]


def watch(
    sources: Sources,
    *,
    index: IndexFolder = None,
    every: Every = 300.0,
    once: Once = False,
    full_text: FullText = False,
    as_json: AsJson = False,
) -> int:
    """Keep an index up with folders, files, pages and feeds.

    Each is looked at again and again; only what has changed is read. What is deleted from the index stays so; what is
    deleted from a folder stays in the index. A source that fails is named, with how long it has been failing, and
    tried ever more seldom. Ctrl-C ends it at any moment; with --json, each look that changed something is a line.

    \b
    Examples:
      onrecord watch inbox/ https://example.com/news.rss --full-text
      onrecord watch inbox/ --once
    """
    from assistant.cli.news import complete, opened, reading
    from index.watching import Watch

    watched = Watch.of(sources, every)
    how = reading(full_text=full_text, watched=True)
    with opened(index, create=True) as news:
        with suppress(IndexBusy):
            complete(news, lambda _: None)  # what an earlier run left undone
        while True:
            due = watched.due(time.monotonic())
            report = _looked_at(news, due, how)
            watched.looked_at(due, report, time.monotonic())
            if report.added or report.updated:
                with suppress(IndexBusy):
                    complete(news, lambda _: None)
            _say(news, report, as_json=as_json, always=once)
            if once:
                return SOURCES_FAIL if any(one.article_id is None for one in report.problems) else 0
            time.sleep(watched.wait(time.monotonic()))


def _looked_at(news: NewsIndex, due: Sequence[str], how: Reading) -> BuildReport:
    """What came of it; nothing while another process is writing for long: it is looked at again next time."""
    try:
        return news.add(list(due), embed=False, reading=how)
    except IndexBusy as error:
        note(str(error))
        return BuildReport()


def _say(news: NewsIndex, report: BuildReport, *, as_json: bool, always: bool) -> None:
    from assistant.cli.news import warn_of_failing

    warn_of_failing(news)
    if not (always or report.added or report.updated):
        return
    if as_json:
        print_json(report)
    else:
        changes = (("added", report.added), ("changed", report.updated), ("with copies", report.copies))
        said = ", ".join(f"{len(ids):,} {what}" for what, ids in changes if ids) or "nothing new"
        out().print(f"{datetime.now():%Y-%m-%d %H:%M:%S}: {said}.")
