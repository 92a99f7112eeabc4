"""How far a long command is, on stderr: a bar on a terminal, elsewhere a plain line every few seconds."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from assistant.cli.output import err, note
from index.values import Progress as Step

EVERY = 5.0
"""Seconds between two plain lines."""


@contextmanager
def bytes_progress(label: str) -> Generator[Callable[[int, int], None]]:
    """Takes the bytes had and the bytes of the whole. Nothing is shown until it is first called."""
    if not err().is_terminal:
        say = Seldom()
        yield lambda done, total: say(f"{label}: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB")
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=err(), transient=True) as bar:
        task = bar.add_task(label, total=None, visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)


@contextmanager
def steps_progress() -> Generator[Callable[[Step], None]]:
    """Takes the steps of an index: articles read, vectors made, each with how many a second."""
    began: dict[str, float] = {}

    def described(step: Step) -> str:
        start = began.setdefault(step.stage, time.monotonic())
        of = f" of {step.total:,}" if step.total else ""
        seconds = time.monotonic() - start
        rate = f" ({step.done / seconds:,.0f}/s)" if seconds > 1 else ""
        what = "articles read for quotes" if step.stage == "quotes" else step.stage
        wrong = f", {step.problems:,} problems" if step.problems else ""
        return f"{step.done:,}{of} {what}{rate}{wrong}{_remaining(_share(step), seconds)}"

    if not err().is_terminal:
        say = Seldom()
        yield lambda step: say(described(step))
        return
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    tasks: dict[str, TaskID] = {}
    columns = (BarColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=err(), transient=True) as bar:

        def show(step: Step) -> None:
            if step.stage not in tasks:
                for ended in tasks.values():
                    bar.update(ended, visible=False)
                tasks[step.stage] = bar.add_task("", total=step.total)
            share = _share(step)
            total = step.done / share if share else None
            bar.update(tasks[step.stage], description=described(step), completed=step.done, total=total)

        yield show


def _share(step: Step) -> float | None:
    """How much of the step is done, 0 to 1; None where that is not known."""
    return step.done / step.total if step.total else step.share


def _remaining(share: float | None, seconds: float) -> str:
    """How long it will take on, in plain words; nothing where that is not known yet."""
    if not share or share >= 1 or seconds <= 1:
        return ""
    left = seconds * (1 - share) / share
    return f", {left / 60:,.0f} min left" if left >= 90 else f", {left:.0f} s left"


@contextmanager
def count_progress(what: str, total: int) -> Generator[Callable[[int], None]]:
    """Takes how many of `total` are done."""
    if not err().is_terminal:
        say = Seldom()
        yield lambda done: say(f"{done:,} of {total:,} {what}")
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=err(), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)


class Seldom:
    """Writes a line to stderr, but at most one every EVERY seconds; a short command writes none."""

    def __init__(self) -> None:
        self._next = time.monotonic() + EVERY / 5

    def __call__(self, line: str) -> None:
        if (now := time.monotonic()) >= self._next:
            self._next = now + EVERY
            note(line)
