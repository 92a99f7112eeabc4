"""What the chat page costs: many readers at once, memory, a reader who leaves, the first page, a cold load. Prints.

    python -m tests.benchmarks.page                      # over the samples

The server is a process of its own with a scripted model (30 words a second, see `page_model`), its readers speak the
page's protocols and ask different questions. The delay of an update is that of the newest word in it, from when the
model wrote it; each also waits until the next update is due (`UPDATE_SECONDS`).
"""

import argparse
import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import httpx

from assistant.evaluation.sets import read_set
from assistant.page.site import Site
from assistant.samples import folder
from assistant.serving.desk import Desk
from assistant.settings import Settings
from index import open_index
from tests.benchmarks.page_model import PacedModel
from tests.benchmarks.page_readers import delays, leave, many_answers

_TURN_SECONDS = 4.0
"""What the model takes to write a reply."""


def questions(n: int) -> list[str]:
    """So many of those about the samples that can be answered."""
    known = read_set(folder().with_name("questions.yaml"))
    return list(islice(cycle(one.question for one in known if not (one.history or one.unanswerable)), n))


def serve(path: Path, per_second: float) -> None:
    """The server's process."""
    from assistant.page.server import serve as run

    settings = Settings.read(index=path, llm_base_url="http://127.0.0.1:9/v1", split_questions=False)
    with (
        open_index(path) as news,
        Desk(settings, news=news, model=PacedModel(per_second)) as desk,
    ):
        run(Site(desk), port=None, browser=False, say=lambda address: print(address, flush=True))


@contextmanager
def served(path: Path, per_second: float) -> Generator[tuple[str, "subprocess.Popen[str]"]]:
    command = [sys.executable, "-m", "tests.benchmarks.page", "--serve", str(path), "--per-second", str(per_second)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            httpx.get(address, timeout=60)
            yield address, process
        finally:
            process.terminate()


def resident(pid: int) -> float:
    """MB of memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


def computed(pid: int) -> float:
    """Seconds of CPU time of a process."""
    times = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


def first_page(path: Path) -> float:
    """Seconds from `onrecord chat` to its first page."""
    began = time.perf_counter()
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "chat", "--no-llm", "--index", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8") as process:
        assert process.stdout is not None
        httpx.get(process.stdout.readline().strip(), timeout=60).raise_for_status()
        took = time.perf_counter() - began
        process.terminate()
    return took


def cold_load(address: str) -> tuple[int, float, int]:
    """Requests, seconds until the box is there, and bytes sent over the wire."""
    from tests.page_serving import box_of, chromium, expect

    with chromium() as browser, browser.new_context() as context:
        page = context.new_page()
        sent = list[int]()
        session = context.new_cdp_session(page)
        session.send("Network.enable")  # pyright: ignore[reportUnknownMemberType]

        def finished(event: Any) -> None:
            sent.append(event["encodedDataLength"])

        session.on("Network.loadingFinished", finished)
        began = time.perf_counter()
        page.goto(address)
        expect(box_of(page)).to_be_enabled()
        took = time.perf_counter() - began
        page.wait_for_timeout(1500)
    return len(sent), took, sum(sent)


def _spread(seconds: list[float]) -> str:
    most = sorted(seconds)[min(len(seconds) - 1, int(0.95 * len(seconds)))]
    return f"{statistics.median(seconds) * 1000:.0f} / {most * 1000:.0f} ms"


def measure_readers(address: str, pid: int, readers: int, within: float) -> None:
    """Prints delays in the middle / for 95 of 100, and the CPU time they took."""
    before, began = computed(pid), time.process_time()
    found = asyncio.run(delays(address, questions(readers), within=within))
    print(
        f"{readers} readers, asking within {within:.0f} s: {found.ended} turns ended, {len(found.updates)} updates",
        end="",
    )
    print(
        f" {_spread(found.updates)} late; sources after {_spread(found.sources)}, all after {_spread(found.whole)}; ",
        end="",
    )
    print(f"CPU {computed(pid) - before:.1f} s, of the readers {time.process_time() - began:.1f} s; ", end="")
    print(f"load {os.getloadavg()[0]:.1f}", flush=True)


def measure(path: Path, options: argparse.Namespace) -> None:
    with served(path, 30) as (address, process):
        if not options.readers_only:
            requests, took, size = cold_load(address)
            print(f"cold load: {requests} requests, {size / 1024:.0f} KiB, box there after {took:.1f} s")
        asyncio.run(delays(address, questions(1)))  # warm
        for readers in options.readers:
            for within in (0.0, _TURN_SECONDS):
                measure_readers(address, process.pid, readers, within)
        gone = asyncio.run(leave(address, questions(1)[0]))
        assert process.stdout is not None
        cut = float(process.stdout.readline().split()[-1])
        print(f"a reader who leaves frees the model after {cut - gone:.1f} s")
    if options.answers:
        with served(path, 0) as (address, process):
            asyncio.run(many_answers(address, questions(42), 100))
            before = resident(process.pid)
            asyncio.run(many_answers(address, questions(42), options.answers))
            print(f"{options.answers} answers: {before:.0f} MB before, {resident(process.pid):.0f} MB after")
    if options.readers_only:
        return
    with open_index(path.with_name("words")) as news:  # that any embedding model may open
        news.add([folder()], embed=False)
    times = [first_page(path.with_name("words")) for _ in range(3)]
    print(f"first page after `onrecord chat`: {', '.join(f'{took:.1f}' for took in times)} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--per-second", type=float, default=30, help=argparse.SUPPRESS)
    parser.add_argument("--readers", type=int, nargs="+", default=[1, 10, 25])
    parser.add_argument("--answers", type=int, default=1000)
    parser.add_argument("--readers-only", action="store_true")
    options = parser.parse_args()
    if options.serve:
        serve(options.serve, options.per_second)
        return
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "index"
        with open_index(path) as news:
            news.add([folder()])
            news.extract_pending()
            news.embed_pending()
        measure(path, options)


if __name__ == "__main__":
    main()
