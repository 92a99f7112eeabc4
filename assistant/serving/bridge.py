"""The bridge from what blocks, in a thread of its own, to what awaits: all that is told asynchronously crosses it."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import TypeVar

from assistant.serving.stopping import Stop

T = TypeVar("T")
_log = logging.getLogger("onrecord.answers")


@asynccontextmanager
async def told(work: Callable[[Callable[[T], None]], None], stop: Stop) -> AsyncGenerator["asyncio.Queue[T | None]"]:
    """What `work` tells, from a thread of its own; None comes last, however it ends. Leaving this asks it to `stop`.

    What `work` did not foresee is logged: no caller could catch it in another thread.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[T | None] = asyncio.Queue()

    def tell(what: T | None) -> None:
        with suppress(RuntimeError):  # the server has ended, and its loop with it
            loop.call_soon_threadsafe(queue.put_nowait, what)

    def run() -> None:
        try:
            work(tell)
        except Exception:  # noqa: BLE001 - the end of a thread
            _log.exception("an answer ended by what was not foreseen")
        finally:
            tell(None)

    Thread(target=run, name="answer", daemon=True).start()
    try:
        yield queue
    finally:
        stop.now()
