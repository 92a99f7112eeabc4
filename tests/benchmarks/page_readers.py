"""The readers of the page's measures: what a browser would ask for and get, Gradio's updates and the text between."""

import asyncio
import json
import random
import re
import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field

import httpx

from tests.benchmarks.page_model import newest_stamp

_LIVE = re.compile(r'data-live=\\"([^"\\]+)\\"')
_PATIENCE = httpx.Timeout(120)


@dataclass(slots=True)
class Delays:
    """Seconds. `updates`: from the writing of a word to the update that brings it, the newest of each update; the rest
    since a question was asked. `ended`: turns that did."""

    updates: list[float] = field(default_factory=list[float])
    sources: list[float] = field(default_factory=list[float])
    whole: list[float] = field(default_factory=list[float])
    ended: int = 0


class Reader:
    """One browser: asks, and gets what the page would show."""

    def __init__(self, client: httpx.AsyncClient, name: str, asking: int) -> None:
        """`asking`: as `asking_event` says."""
        self._client, self._name, self._asking = client, name, asking

    async def ask(self, question: str) -> AsyncGenerator[tuple[float, str]]:
        """The updates of one answer, each with the time at which it came: Gradio's, and those of the text between."""
        came = asyncio.Queue[tuple[float, str] | None]()
        work = asyncio.create_task(self._gradio(question, came))
        try:
            while (update := await came.get()) is not None:
                yield update
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)

    async def _gradio(self, question: str, came: "asyncio.Queue[tuple[float, str] | None]") -> None:
        order = json.dumps({"question": question})
        body = {"data": ["", order], "fn_index": self._asking, "session_hash": self._name, "trigger_id": 1}
        (await self._client.post("/gradio_api/queue/join", json=body)).raise_for_status()
        stream = self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self._name})
        live: asyncio.Task[None] | None = None
        try:
            async with stream as events:
                async for line in events.aiter_lines():
                    if '"process_generating"' in line or '"process_completed"' in line:
                        await came.put((time.time(), line))
                        if live is None and (found := _LIVE.search(line)):
                            live = asyncio.create_task(self._live(found[1], came))
                    if '"process_completed"' in line or '"close_stream"' in line:
                        return
        finally:
            if live is not None:
                live.cancel()
                await asyncio.gather(live, return_exceptions=True)
            await came.put(None)

    async def _live(self, key: str, came: "asyncio.Queue[tuple[float, str] | None]") -> None:
        async with self._client.stream("GET", f"/live/{key}") as events:
            async for line in events.aiter_lines():
                await came.put((time.time(), line))


async def asking_event(client: httpx.AsyncClient) -> int:
    """The number of the event that answers."""
    config = (await client.get("/config")).json()
    ids = {component["props"].get("elem_id"): component["id"] for component in config["components"]}
    asking = (d for d in config["dependencies"] if [ids["ask"], "click"] in [list(t) for t in d["targets"]])
    return next(asking)["id"]


def client_of(address: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=address, timeout=_PATIENCE, limits=httpx.Limits(max_connections=500))


async def delays(address: str, questions: Sequence[str], *, within: float = 0.0) -> Delays:
    """Of as many readers as there are questions, who ask within so many seconds; 0: in the same instant."""
    found = Delays()
    chance = random.Random(0)
    async with client_of(address) as client:
        asking = await asking_event(client)
        run = str(time.time())

        async def one(n: int, question: str) -> None:
            await asyncio.sleep(chance.uniform(0, within))
            await _follow(Reader(client, f"reader{n}-{run}", asking), question, found)

        await asyncio.gather(*(one(n, question) for n, question in enumerate(questions)))
    return found


async def _follow(reader: Reader, question: str, found: Delays) -> None:
    began, newest, sourced, ended = time.time(), 0.0, False, False
    async for came, update in reader.ask(question):
        if "data-article" in update and not sourced:
            sourced = True
            found.sources.append(came - began)
        stamp = newest_stamp(update)
        if stamp is not None and stamp > newest:  # what is left out of an answer is shown again at its end
            newest = stamp
            found.updates.append(came - stamp)
        if 'data-stage=\\"done' in update and not ended:
            ended = True
            found.whole.append(came - began)
    found.ended += ended


async def many_answers(address: str, questions: Sequence[str], answers: int) -> None:
    """So many answers, each in a browser of its own, eight at a time."""
    gate = asyncio.Semaphore(8)
    async with client_of(address) as client:
        asking = await asking_event(client)

        async def one(n: int) -> None:
            async with gate:
                async for _ in Reader(client, f"r{n}-{time.time()}", asking).ask(questions[n % len(questions)]):
                    pass

        await asyncio.gather(*map(one, range(answers)))


async def leave(address: str, question: str) -> float:
    """When a reader went away in mid-answer."""
    async with client_of(address) as client:
        updates = Reader(client, "leaver", await asking_event(client)).ask(question)
        async for _, update in updates:
            if newest_stamp(update):
                break
        await updates.aclose()
    return time.time()
