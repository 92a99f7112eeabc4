"""The routes for programs: ask, search, said, articles, status. Each returns `jsonable` of what Python returns."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse

from assistant.api.answering import Answering, Asked
from assistant.api.orders import AskOrder, AsOf, Name, Outlets, Question, Since, Speaker, Until
from assistant.api.problems import Refused, problem_of
from assistant.assistant import understand
from assistant.jsonable import jsonable
from assistant.serving.sse import event_of, streamed
from assistant.showing import show
from index import NewsIndex
from index.errors import InputError, OnRecordError
from index.search import Shape
from index.values import SearchMode

MOST_HITS = 100
FRESH = {"cache-control": "no-store"}
routes = APIRouter(prefix="/api", tags=["answers"])


def answering_of(request: Request) -> Answering:
    return request.app.state.answering


def _news(request: Request) -> NewsIndex:
    return answering_of(request).news


TheAnswering = Annotated[Answering, Depends(answering_of)]
TheNews = Annotated[NewsIndex, Depends(_news)]


async def gone(request: Request) -> None:
    """Returns when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def plain(value: object) -> JSONResponse:
    return JSONResponse(jsonable(value), headers=FRESH)


@routes.post("/ask")
async def ask(order: AskOrder, request: Request, answering: TheAnswering) -> Response:
    """The checked answer to a question, or, where events are asked for, all that `Assistant.stream` tells of it.

    With `"stream": true`, or `Accept: text/event-stream`, the events are `sources`, `text` (any number of times) and
    `checked`, always last; `error` in its place holds a problem. Closing the connection stops the model.
    """
    asked = order.asked
    answering.check()
    if order.stream or "text/event-stream" in request.headers.get("accept", ""):
        return streamed(_events(answering, asked))
    return plain(await answering.answer(asked, lambda: gone(request)))


async def _events(answering: Answering, asked: Asked) -> AsyncGenerator[str]:
    async with aclosing(answering.events(asked)) as events:
        try:
            async for event in events:
                yield event_of(type(event).__name__.lower(), jsonable(event))
        except (OnRecordError, Refused) as error:
            yield event_of("error", problem_of(error).as_json())


@routes.get("/search")
def search(  # noqa: PLR0913 (a search has a parameter a filter)
    news: TheNews,
    q: Annotated[Question, Query(description="What to look for.")],
    k: Annotated[int, Query(ge=1, le=MOST_HITS, description="How many passages.")] = 10,
    per_article: Annotated[int, Query(ge=0, le=MOST_HITS, description="Of one article at most; 0: any number.")] = 2,
    mode: Annotated[SearchMode, Query(description="By words, by meaning, or by both.")] = "hybrid",
    since: Since = None,
    until: Until = None,
    outlet: Outlets = [],  # noqa: B006 (never changed; FastAPI copies it)
    speaker: Speaker = None,
    as_of: AsOf = None,
) -> Response:
    """Passages, the best first, with the query as it was understood: what `onrecord search --json` prints."""
    query = understand(q, {"as_of": as_of, "since": since, "until": until, "outlets": tuple(outlet)}, news)
    shape = Shape(k=k, per_article=per_article or None)
    return plain(news.search_report(query, shape, mode, speaker=speaker))


@routes.get("/said")
def said(
    news: TheNews,
    speaker: Annotated[Name, Query(description="A name, a surname or a role.")],
    about: Annotated[Name | None, Query(description="Only statements on this topic.")] = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = [],  # noqa: B006 (never changed; FastAPI copies it)
    limit: Annotated[int, Query(ge=1, le=1000, description="Keeps those most on the topic.")] = 100,
) -> Response:
    """What the ledger has of somebody, the oldest first: the statements that `NewsIndex.said` returns."""
    if since and until and since > until:
        raise InputError(f"since {since} is after until {until}: no day is both; swap them")
    return plain(news.said(speaker, about, since=since, until=until, outlets=tuple(outlet), limit=limit))


@routes.get("/articles/{id:path}")
def article(news: TheNews, id: str, version: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None) -> Response:
    """An article with who says what in it, its corrections and its copies: what `onrecord show --json` prints."""
    return plain(show(news, id, version))


@routes.get("/status")
def status(news: TheNews) -> Response:
    """How much the index holds, and how complete it is. Of its folder the name alone is told."""
    found = news.status()
    return plain(replace(found, path=Path(found.path).name))
