"""The options that commands share, as annotated types: each is named, explained and checked here once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from index.errors import InputError


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day of the calendar written as YYYY-MM-DD.") from None


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and leave.")
]
IndexFolder = Annotated[
    Path | None,
    typer.Option(
        "--index",
        envvar="ONRECORD_INDEX",
        metavar="DIR",
        show_default=False,
        help="The index folder; by default one in your data folder.",
    ),
]
Since = Annotated[date | None, typer.Option(parser=_day, metavar="DATE", help="Only articles of this day or later.")]
Until = Annotated[date | None, typer.Option(parser=_day, metavar="DATE", help="Only articles of this day or earlier.")]
Outlets = Annotated[
    list[str] | None,
    typer.Option("--outlet", metavar="NAME", show_default=False, help="Only articles of this outlet; may be repeated."),
]
Speaker = Annotated[str | None, typer.Option(metavar="NAME", help="Only what this person said.")]
AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of", parser=_day, metavar="DATE", help="The day the question is asked on: what came later is left out."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on stdout, and nothing else there.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which articles a command looks at. Raises InputError where the days exclude every article."""

    since: date | None
    until: date | None
    outlets: tuple[str, ...]

    @classmethod
    def of(cls, since: date | None, until: date | None, outlets: Sequence[str] | None) -> "Filters":
        if since and until and since > until:
            raise InputError(f"--since {since} is after --until {until}: no day is both; swap them")
        return cls(since=since, until=until, outlets=tuple(outlets or ()))
