"""Server-sent events: each a name and one line of JSON; a comment now and then, so that no line goes silent."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress

from fastapi.responses import StreamingResponse

PULSE_SECONDS = 10.0
PULSE = ": still there\n\n"
HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}
"""The second has nginx pass each event on at once."""


def event_of(name: str, data: object) -> str:
    return f"event: {name}\n{data_of(data)}"


def data_of(data: object) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False, allow_nan=False)}\n\n"


def streamed(texts: AsyncGenerator[str]) -> StreamingResponse:
    return StreamingResponse(_kept_alive(texts), media_type="text/event-stream", headers=HEADERS)


async def _kept_alive(texts: AsyncGenerator[str]) -> AsyncIterator[str]:
    """The texts, and a pulse wherever none comes for a while. They are closed with this."""
    coming = asyncio.ensure_future(_next(texts))
    try:
        while True:
            done, _ = await asyncio.wait({coming}, timeout=PULSE_SECONDS)
            if not done:
                yield PULSE
                continue
            if (text := coming.result()) is None:
                return
            yield text
            coming = asyncio.ensure_future(_next(texts))
    finally:
        coming.cancel()
        with suppress(asyncio.CancelledError):
            await coming
        await texts.aclose()


async def _next(texts: AsyncGenerator[str]) -> str | None:
    return await anext(texts, None)
