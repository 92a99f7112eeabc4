"""From what a user names to what is to be stored: files, folders, addresses and values, without what is as it was.

It reads and fetches, and knows from the database what need not be read again; it writes nothing.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from index import sources
from index.inputs import UNREAD, Finished, Gathered, Input, Item, Reading, Skipped, gone_of, is_address, is_current
from index.readers.files import files, matching, shown
from index.sources import Known, Stamp
from index.values import Article, Problem

_STDIN = "-"


class Intake:
    """One run over inputs. `share` says how much of them has been read, about, once that can be known."""

    def __init__(self, connection: sqlite3.Connection, reading: Reading) -> None:
        self._connection, self._reading = connection, reading
        self._how = sources.reading_of(reading.columns)
        self._bytes, self._read_bytes = 0, 0.0

    @property
    def share(self) -> float | None:
        return min(1.0, self._read_bytes / self._bytes) if self._bytes else None

    def items(self, inputs: Iterable[Input]) -> Iterator[Item]:
        """Everything of the inputs, in order. Raises InputError for columns of no known field."""
        if isinstance(inputs, Sequence):
            self._bytes = sum(map(_size, _files_of(inputs)))
        for given in inputs:
            if isinstance(given, Article):
                yield given
            elif is_address(str(given)):
                yield from self._address(str(given))
            else:
                yield from self._paths(given)

    def _address(self, url: str) -> Iterator[Item]:
        from index.webpages import Web  # httpx and its kin take 0.1 s

        web = Web(self._connection, self._reading)
        try:
            yield from web.items(url)
        finally:
            web.close()

    def _paths(self, given: str | Path) -> Iterator[Item]:
        from index.readers import read_inputs

        anything = False
        if str(given) != _STDIN:
            for path in matching(Path(given)):
                for item in files(path):
                    anything = True
                    yield from (item,) if isinstance(item, Problem) else self._file(item)
        if not anything:
            yield from read_inputs([given], columns=self._reading.columns)

    def _file(self, path: Path) -> Iterator[Item]:
        from index.readers import read_inputs

        name = shown(path.absolute())
        known = sources.known(self._connection, name, self._how)
        try:
            stamp = replace(sources.file_stamp(path, self._how, known), name=name)
        except OSError:  # which its reading says better
            yield from read_inputs([path])
            return
        if known and known.stamp.digest == stamp.digest and is_current(self._connection, known, self._reading):
            yield Skipped(known, None if known.stamp == stamp else stamp)
        else:
            yield from self._read(path, stamp, known)
        self._read_bytes = self._read_bytes + (stamp.size or 0)

    def _read(self, path: Path, stamp: Stamp, known: Known | None) -> Iterator[Item]:
        """The file's articles; it is finished where nothing was unreadable, and it is still as it was before."""
        from index.readers import read_inputs

        gone = gone_of(self._connection, known, self._reading)
        gather = Gathered()
        before, size = self._read_bytes, stamp.size or 0
        for item in read_inputs([path], columns=self._reading.columns):
            if isinstance(item, Article):
                self._read_bytes = before + min(size, self._read_bytes - before + len(item.text))
            if gather.take(item, gone):
                yield item
        self._read_bytes = before
        with suppress(OSError):
            status = path.stat()
            unread = any(problem.reason.startswith(UNREAD) for problem in gather.problems)
            if not unread and status.st_size == stamp.size and stamp.modified in (None, status.st_mtime_ns):
                yield Finished(gather.known(stamp))


def _files_of(inputs: Iterable[Input]) -> Iterator[Path]:
    for given in inputs:
        if not isinstance(given, Article) and str(given) != _STDIN and not is_address(str(given)):
            for path in matching(Path(given)):
                yield from (item for item in files(path) if isinstance(item, Path))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
