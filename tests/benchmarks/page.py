"""What the chat page costs: many readers at once, memory, a reader who leaves, the first page, a cold load. Prints.

    python -m tests.benchmarks.page                      # over the samples

The server is a process of its own with a scripted model (30 tokens a second), its readers speak Gradio's protocol.
Tokens carry the time at which they were written, so the delay of an update is that of the newest token in it; each
also waits until the next update is due (`UPDATE_SECONDS`).
"""

import argparse
import asyncio
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from assistant.model import Message, Reply, ReplyStream
from assistant.page.desk import Desk
from assistant.samples import folder
from assistant.settings import Settings
from assistant.wire import Piece
from index import open_index
from tests.fakes import HashingEmbedder

QUESTION = "What did Blinken say about Afghanistan?"
_TRUTH = "Blinken said that about a hundred Americans who wished to leave were still in Afghanistan.".split()
_TAIL = "STAMP and said that STAMP people who wished STAMP to leave were STAMP still in the country".split()
_WORDS = (*_TRUTH, *_TAIL * 6, "again.")
_STAMP = re.compile(r"\bqz([a-j]{14})\b")
_LETTERS = str.maketrans("0123456789", "abcdefghij")
_DIGITS = str.maketrans("abcdefghij", "0123456789")


def _stamp() -> str:
    """Now, as a word: of numbers the checks would want to know whether they stand in the articles."""
    return f"qz{int(time.time() * 10_000):014d}".translate(_LETTERS)


class PacedModel:
    """Writes so many tokens a second, each the time at which it was written. Says on stdout when it is cut off."""

    name = "paced"
    context_tokens = 8192

    def __init__(self, per_second: float) -> None:
        self._pause = 1 / per_second if per_second else 0.0

    def stream(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> ReplyStream:
        del messages, max_tokens, schema
        return ReplyStream(self._pieces())

    def _pieces(self) -> Iterator[Piece]:
        try:
            for word in _WORDS if self._pause else _TRUTH:
                time.sleep(self._pause)
                yield Piece(text=f"{_stamp()} " if word == "STAMP" else f"{word} ")
            yield Piece(finish_reason="stop")
        except GeneratorExit:
            print(f"cut off {time.time():.4f}", flush=True)
            raise

    def complete(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> Reply:
        raise NotImplementedError

    def count_tokens(self, text: str) -> int:
        return len(text) // 4

    def close(self) -> None: ...


def serve(path: Path, per_second: float) -> None:
    """The server's process."""
    from assistant.page.server import serve as run

    settings = Settings.read(index=path, llm_base_url="http://127.0.0.1:9/v1")
    with (
        open_index(path, embedder=HashingEmbedder()) as news,
        Desk(settings, news=news, model=PacedModel(per_second)) as desk,
    ):
        run(desk, port=None, browser=False, say=lambda address: print(address, flush=True))


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


class Reader:
    """One browser: asks, and gets what the page would show."""

    def __init__(self, client: httpx.AsyncClient, name: str) -> None:
        self._client, self._name = client, name

    async def ask(self, conversation: str = "") -> AsyncIterator[str]:
        """The updates of one answer, as they come."""
        order = json.dumps({"conversation": conversation, "question": QUESTION})
        body = {"data": ["", order], "fn_index": await self._asking(), "session_hash": self._name, "trigger_id": 1}
        (await self._client.post("/gradio_api/queue/join", json=body)).raise_for_status()
        stream = self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._name})
        async with stream as events:
            async for line in events.aiter_lines():
                if '"process_generating"' in line or '"process_completed"' in line:
                    yield line
                if '"process_completed"' in line or '"close_stream"' in line:
                    return

    async def _asking(self) -> int:
        """The number of the event that answers."""
        config = (await self._client.get("/config")).json()
        ids = {component["props"].get("elem_id"): component["id"] for component in config["components"]}
        asking = (d for d in config["dependencies"] if [ids["ask"], "click"] in [list(t) for t in d["targets"]])
        return next(asking)["id"]


async def delays(address: str, readers: int) -> tuple[list[float], int, list[float]]:
    """Of every update with new text, how late its newest token came (seconds); how many turns ended; first sources."""
    late, first = list[float](), list[float]()
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=httpx.Limits(max_connections=200)) as client:

        async def one(n: int) -> bool:
            began, ended, newest = time.time(), False, ""
            async for line in Reader(client, f"reader{n}").ask():
                now = time.time()
                if "data-article" in line and len(first) <= n:
                    first.append(now - began)
                stamps = _STAMP.findall(line)
                if stamps and max(stamps) > newest:  # what is left out of an answer is shown again at its end
                    newest = max(stamps)
                    late.append(now - int(newest.translate(_DIGITS)) / 10_000)
                ended = ended or 'data-stage=\\"done' in line or "quotes_only" in line
            return ended

        done = await asyncio.gather(*map(one, range(readers)))
    return late, sum(done), first


async def many_answers(address: str, answers: int) -> None:
    """So many answers, each in a browser of its own, eight at a time."""
    gate = asyncio.Semaphore(8)
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:

        async def one(n: int) -> None:
            async with gate:
                async for _ in Reader(client, f"r{n}-{time.time()}").ask():
                    pass

        await asyncio.gather(*map(one, range(answers)))


async def leave(address: str) -> float:
    """When a reader went away in mid-answer."""
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        async for line in Reader(client, "leaver").ask():
            if _STAMP.search(line):
                break
    return time.time()


def resident(pid: int) -> float:
    """MB of memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


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
    return f"after p50 {statistics.median(seconds) * 1000:.0f} ms, p95 {most * 1000:.0f} ms"


def measure(path: Path, options: argparse.Namespace) -> None:
    with served(path, 30) as (address, process):
        requests, took, size = cold_load(address)
        print(f"cold load: {requests} requests, {size / 1024:.0f} KiB, box there after {took:.1f} s")
        asyncio.run(delays(address, 1))  # warm
        for readers in options.readers:
            late, ended, first = asyncio.run(delays(address, readers))
            print(f"{readers} readers: {ended} turns ended, {len(late)} updates, {_spread(late)}; ", end="")
            print(f"sources {_spread(first)}")
        gone = asyncio.run(leave(address))
        assert process.stdout is not None
        cut = float(process.stdout.readline().split()[-1])
        print(f"a reader who leaves frees the model after {cut - gone:.1f} s")
    if options.answers:
        with served(path, 0) as (address, process):
            asyncio.run(many_answers(address, 100))
            before = resident(process.pid)
            asyncio.run(many_answers(address, options.answers))
            print(f"{options.answers} answers: {before:.0f} MB before, {resident(process.pid):.0f} MB after")
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
    options = parser.parse_args()
    if options.serve:
        serve(options.serve, options.per_second)
        return
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "index"
        with open_index(path, embedder=HashingEmbedder()) as news:
            news.add([folder()])
            news.extract_pending()
            news.embed_pending()
        measure(path, options)


if __name__ == "__main__":
    main()
