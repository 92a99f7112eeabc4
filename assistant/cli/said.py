"""`onrecord said`: a person's words from the quote ledger."""

from typing import Annotated

import typer

from assistant.cli.options import AsJson, Filters, IndexFolder, Outlets, Since, Until
from assistant.cli.output import NOTHING, note, out, print_json


def said(
    speaker: Annotated[str, typer.Argument(metavar="SPEAKER", show_default=False)],
    *,
    about: Annotated[str | None, typer.Option(metavar="TOPIC", help="Only statements on this topic.")] = None,
    index: IndexFolder = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    as_json: AsJson = False,
) -> None:
    """List what a person said, word for word, the oldest first.

    \b
    Examples:
      onrecord said Blinken
      onrecord said "Antony Blinken" --about Afghanistan --since 2021-04-01
    """
    from assistant.cli.news import opened, warn

    filters = Filters.of(since, until, outlet)
    with opened(index) as news:
        quotes = news.said(speaker, about=about, since=filters.since, until=filters.until, outlets=filters.outlets)
        warn(news)
        close_names = () if quotes else news.close_names(speaker)
        articles = {quote.article_id: news.article(quote.article_id) for quote in quotes}
    if as_json:
        return print_json(quotes)
    from assistant.cli.render import quote_text

    for quote in quotes:
        out().print(quote_text(quote, articles[quote.article_id]))
    if close_names:
        note(f"Nobody called {speaker!r} is quoted. Names like it: {', '.join(close_names)}.")
    elif not quotes:
        note(NOTHING)
    return None
