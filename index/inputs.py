"""What comes of reading inputs, before anything is stored: articles, problems, and what became of each input.

Values and what is asked of them; `intake` and `webpages` make them, `building` takes them.
"""

import re
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index import sources
from index.fetching import FetchRules
from index.sources import Known, Stamp
from index.values import Article, Problem

UNREAD = "cannot be read: "
"""How problems begin that may be gone next time, such as missing rights: their input is read again."""
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How inputs are read. `columns` says what a table calls our fields: `{"text": "body"}`.

    `again`: also what is as it was. `full_text`: of a feed's entries that are summaries the pages, too.
    `deleted_stay`: articles that an input had before, and that were deleted, are not added from it again.
    `on_problem` is told of each problem as soon as it is met.
    """

    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    again: bool = False
    full_text: bool = False
    deleted_stay: bool = False
    rules: FetchRules = field(default_factory=FetchRules)
    on_problem: Callable[[Problem], None] | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that is as it was, with what it holds. `stamp` is what it is known by from now on, where that is new."""

    known: Known
    stamp: Stamp | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """An input that was read to its end: its articles came before."""

    known: Known


@dataclass(frozen=True, slots=True)
class Failed:
    """An input that could not be read this time."""

    name: str
    reason: str


Item = Article | Problem | Skipped | Finished | Failed
Input = str | Path | Article


class Gathered:
    """What came of one input: the ids of its articles, and its problems."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.problems: list[Problem] = []

    def take(self, item: Article | Problem, gone: frozenset[str]) -> bool:
        """Whether the item is to go on: an article that was deleted, and is to stay so, is not."""
        if isinstance(item, Problem):
            self.problems.append(item)
            return True
        self.ids.append(item.id)
        return item.id not in gone

    def known(self, stamp: Stamp) -> Known:
        return Known(stamp=stamp, articles=tuple(dict.fromkeys(self.ids)), problems=tuple(self.problems))


def is_current(connection: sqlite3.Connection, known: Known, reading: Reading) -> bool:
    """Whether what the input held is in the index still, so that it need not be read again where it is as it was."""
    return not reading.again and (reading.deleted_stay or not sources.missing(connection, known.articles))


def gone_of(connection: sqlite3.Connection, known: Known | None, reading: Reading) -> frozenset[str]:
    """The articles that the input had, that were deleted, and that are to stay so."""
    return sources.missing(connection, known.articles) if known and reading.deleted_stay else frozenset()


def is_address(given: str) -> bool:
    return _ADDRESS.match(given) is not None
