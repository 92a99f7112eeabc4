"""The routes by which files come in: each file in a request of its own, what becomes of it told line by line."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import APIRouter, Request
from fastapi.concurrency import iterate_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from assistant.page.adding import Step, add_files, finish
from assistant.page.html.frame import MOST_MB, adding_html
from assistant.page.routes import FRESH, TheSite, TheTexts
from assistant.page.texts import Texts
from assistant.samples import folder

_ODD = re.compile(r"[^\w.-]+")
intake = APIRouter(include_in_schema=False)


@intake.get("/articles/form")
def form(texts: TheTexts) -> HTMLResponse:
    """The form that takes files, as a part of the page."""
    return HTMLResponse(adding_html(texts), headers=FRESH)


@intake.post("/articles")
async def add(request: Request, site: TheSite, texts: TheTexts, name: str = "") -> Response:
    """Reads the file that is the request's body; its name's ending tells its format."""
    if not site.uploads.acquire(blocking=False):
        return _busy(texts)
    with ExitStack() as held:
        held.callback(site.uploads.release)
        place = held.enter_context(TemporaryDirectory(prefix="onrecord-"))
        path = Path(place) / (_ODD.sub("_", Path(name).name).lstrip(".")[-150:] or "file")
        if not await _received(request, path):
            return JSONResponse({"detail": texts.too_large.format(most=MOST_MB)}, 413)
        return _told(add_files(site, [path], texts, held.pop_all().close))


@intake.post("/articles/samples")
def samples(site: TheSite, texts: TheTexts) -> Response:
    """Reads the articles that come with OnRecord."""
    if not site.uploads.acquire(blocking=False):
        return _busy(texts)
    return _told(add_files(site, [folder()], texts, site.uploads.release))


@intake.post("/articles/finish")
def complete(site: TheSite, texts: TheTexts) -> Response:
    """What is left to be done once all files are in."""
    if not site.uploads.acquire(blocking=False):
        return _busy(texts)
    return _told(finish(site, texts, site.uploads.release))


def _busy(texts: Texts) -> Response:
    return JSONResponse({"detail": texts.uploads_busy}, 503, {"retry-after": "10"})


async def _received(request: Request, path: Path) -> bool:
    """Whether the whole body is in the file: false where it is larger than it may be."""
    size = 0
    with path.open("wb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            if size > MOST_MB * 1_000_000:
                return False
            file.write(chunk)
    return True


def _told(steps: Iterator[Step]) -> StreamingResponse:
    """Each step as a line of JSON, as it comes."""

    async def lines() -> AsyncIterator[str]:
        async for step in iterate_in_threadpool(steps):
            yield json.dumps(step) + "\n"

    return StreamingResponse(lines(), media_type="application/x-ndjson", headers=FRESH)
