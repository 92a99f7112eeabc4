"""Other processes do what this one would, in the same order, and none of them outlives it."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.errors import IndexFailed
from index.values import Article, Quote
from index.workers import over


def quoted(articles: Sequence[Article]) -> list[tuple[Quote, ...]]:
    """Of each article one quote, whose speaker is the process."""
    return [
        (Quote(article_id=one.id, start=0, end=0, text="", speaker=str(os.getpid()), kind="direct"),)
        for one in articles
    ]


def die(articles: Sequence[Article]) -> list[tuple[Quote, ...]]:
    os._exit(len(articles))


BATCHES = [[Article(id=f"{n}{letter}", title="", text="x") for letter in "abc"] for n in range(8)]
PARENT = """
import sys, time
from tests.test_workers import BATCHES, quoted
from index.workers import over
if __name__ == "__main__":
    with over(quoted, 2) as run:
        print({quotes[0].speaker for found in run(BATCHES) for quotes in found}, flush=True)
        time.sleep(60)
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_batches_come_back_in_order(workers: int) -> None:
    with over(quoted, workers) as run:
        found = [quote for batch in run(BATCHES) for (quote,) in batch]
    assert [quote.article_id for quote in found] == [one.id for batch in BATCHES for one in batch]
    assert (str(os.getpid()) in {quote.speaker for quote in found}) == (workers == 1)


def test_a_process_that_dies_is_an_error_and_no_hang() -> None:
    with pytest.raises(IndexFailed, match="a process that read for quotes died"), over(die, 2) as run:
        list(run(BATCHES))


@pytest.mark.skipif(sys.platform == "win32", reason="looks processes up as POSIX has them")
def test_workers_end_when_the_process_that_started_them_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "parent.py"
    program.write_text(PARENT)
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        assert parent.stdout is not None
        workers = [int(number) for number in parent.stdout.readline().strip("{}\n").replace("'", "").split(",")]
        parent.kill()
    deadline = time.monotonic() + 20
    while any(map(_runs, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_runs, workers))


def _runs(process: int) -> bool:
    """Whether there is such a process that is no zombie."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")
