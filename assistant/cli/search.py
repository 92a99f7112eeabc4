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
    mode: Annotated[SearchMode, typer.Option(help="By words, by meaning, or by both.")] = "hybrid",
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    speaker: Speaker = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Find passages by words and meaning, the best first.

    \b
    Examples:
      onrecord search "withdrawal from Afghanistan"
      onrecord search bridge --mode lexical -k 3 --outlet "Sample Post" --since 2021-05-01
      onrecord search "vaccine supply" --json | jq -r .[].passage.text
    """
    from assistant.cli.news import opened, warn

    filters = Filters.of(since, until, outlet)
    with opened(index) as news:
        hits = news.search(
            query,
            k=k,
            mode=mode,
            since=filters.since,
            until=filters.until,
            outlets=filters.outlets,
            speaker=speaker,
            as_of=as_of,
        )
        warn(news)
    if as_json:
        return print_json(hits)
    from assistant.cli.render import hit_text

    for number, hit in enumerate(hits, start=1):
        out().print(hit_text(number, hit))
    return None if hits else note(NOTHING)
