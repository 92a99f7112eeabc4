"""`onrecord search`: passages without an answer."""

from typing import Annotated

import typer

from assistant.cli.options import AsJson, AsOf, Filters, IndexFolder, Outlets, Since, Speaker, Until
from assistant.cli.output import NOTHING, note, out, print_json
from index.values import SearchMode


def search(  # noqa: PLR0913 (a command has a parameter an option)
    query: Annotated[str, typer.Argument(metavar="QUERY", show_default=False)],
    *,
    index: IndexFolder = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages.")] = 10,
    per_article: Annotated[int, typer.Option(min=0, help="How many of one article at most; 0: any number.")] = 2,
    mode: Annotated[SearchMode, typer.Option(help="By words, by meaning, or by both.")] = "hybrid",
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    speaker: Speaker = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find passages by words and meaning, the best first. The sentences closest to the question stand out.

    \b
    Examples:
      onrecord search "withdrawal from Afghanistan"
      onrecord search bridge --mode lexical -k 3 --outlet "Sample Post" --since 2021-05-01
      onrecord search "vaccine supply" --json | jq -r .hits[].passage.text
    """
    from assistant.cli.news import opened, warn
    from index.search import Shape

    filters = Filters.of(since, until, outlet)
    with opened(index) as news:
        asked = news.understand(query, as_of=as_of, since=filters.since, until=filters.until, outlets=filters.outlets)
        report = news.search_report(asked, Shape(k=k, per_article=per_article or None), mode, speaker=speaker)
        warn(news)
        if as_json:
            return print_json(report)
        from assistant.cli.hits import report_lines

        for line in report_lines(report, news):
            out().print(line)
    return None if report.hits else note(NOTHING)
