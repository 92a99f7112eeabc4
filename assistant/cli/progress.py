"""How far a long command is, on stderr: a bar on a terminal, elsewhere a plain line every few seconds."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from assistant.cli.output import err, note

EVERY = 5.0
"""Seconds between two plain lines."""

Report = Callable[[int, int], None]
"""Takes how much is done and how much there is in all."""


@contextmanager
def bytes_progress(label: str) -> Generator[Report]:
    """A report in bytes. Nothing is shown until it is first called."""
    if not err().is_terminal:
        yield plain(lambda done, total: f"{label}: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB")
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=err(), transient=True) as bar:
        tasks = [bar.add_task(label, total=None, visible=False)]
        yield lambda done, total: bar.update(tasks[0], completed=done, total=total, visible=True)


def plain(line: Callable[[int, int], str]) -> Report:
    """A report that writes `line(done, total)` to stderr, at most one every EVERY seconds, the first at once."""
    last = -EVERY

    def report(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY:
            last = now
            note(line(done, total))

    return report
