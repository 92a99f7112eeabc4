"""`onrecord status`: what an index holds."""

from assistant.cli.options import AsJson, IndexFolder
from assistant.cli.output import note, out, print_json


def status(index: IndexFolder = None, as_json: AsJson = False) -> None:
    """Show what the index holds, its days, and what is pending.

    \b
    Examples:
      onrecord status
      onrecord status --index news --json
    """
    from assistant.cli.news import opened, warn_of_failing
    from assistant.cli.render import status_text
    from assistant.settings import Settings

    with opened(index) as news:
        found = news.status()
        warn_of_failing(news)
    if as_json:
        print_json(found)
    else:
        out().print(status_text(found))
    for host in Settings.read(index=index).sent_to:
        note(f"Passages of the articles are sent to {host}, as the settings say.")
