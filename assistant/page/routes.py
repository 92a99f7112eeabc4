"""The routes of the page beside Gradio's: articles at their cited words, what is kept, judgements, names.

The site that they are of is `app.state.site`.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from pydantic import BaseModel, Field, model_validator

from assistant.page.carried import carried_by
from assistant.page.conversations import Conversations
from assistant.page.export import conversation_json, conversation_markdown, turn_markdown
from assistant.page.feedback import Judgement, Verdict, question_set
from assistant.page.html.article import article_html, missing_html
from assistant.page.html.kept import conversations_html, exported_html
from assistant.page.html.pieces import fingerprint, safe
from assistant.page.html.turn import only_text_differs, so_far_html, turn_html
from assistant.page.languages import texts_of
from assistant.page.noted import notes_on
from assistant.page.site import Site
from assistant.page.texts import Texts
from assistant.page.turns import Turn
from assistant.serving.sse import data_of, event_of, streamed
from index import NewsIndex
from index.errors import UnknownArticle
from index.values import Article

FRESH = {"cache-control": "no-store"}
_NAMES = 12
"""Names that are offered for the beginning of one."""
Offset = Annotated[int, Query(ge=0)]
Ending = Literal["md", "html", "json"]
routes = APIRouter(include_in_schema=False)


class Judged(BaseModel):
    """What a browser sends of a reader's judgement on the answer `turn`, counted from 1."""

    conversation: str = Field(max_length=64)
    turn: int = Field(ge=1)
    verdict: Verdict
    reason: str = Field(default="", max_length=1200)

    @model_validator(mode="after")
    def _says_what_is_wrong(self) -> "Judged":
        if self.verdict == "wrong" and not self.reason.strip():
            raise ValueError("what is wrong has a reason")
        return self


def site_of(request: Request) -> Site:
    return request.app.state.site


def _texts(request: Request) -> Texts:
    return texts_of(request)


def _kept(request: Request) -> Conversations:
    return site_of(request).conversations


TheSite = Annotated[Site, Depends(site_of)]
TheTexts = Annotated[Texts, Depends(_texts)]
Kept = Annotated[Conversations, Depends(_kept)]


@routes.get("/article")
def article(site: TheSite, texts: TheTexts, id: str, start: Offset, end: Offset, words: str) -> HTMLResponse:
    """An article as a part of the page, open at the cited characters; `words` is their fingerprint."""
    place = slice(start, end)
    news = site.desk.news
    if news is None:
        return HTMLResponse(missing_html(texts.no_index_any_more, texts), 404, FRESH)
    try:
        cited, changed = _as_cited(news, id, place, words)
    except UnknownArticle:
        return HTMLResponse(missing_html(texts.article_gone, texts), 404, FRESH)
    if cited is None:
        return HTMLResponse(missing_html(texts.words_gone, texts), 404, FRESH)
    others = carried_by(news, cited, cited.text[place])
    noted = notes_on(news.article(id), news)
    page = article_html(cited, place, texts, changed=changed, carried_by=others, noted=noted)
    return HTMLResponse(page, headers=FRESH)


def _as_cited(news: NewsIndex, article_id: str, place: slice, words: str) -> tuple[Article | None, bool]:
    """The newest version that has the words there, None where none has, and whether there is a newer one.

    Raises UnknownArticle.
    """
    newest = news.article(article_id)
    for version in range(newest.version, 0, -1):
        article = newest if version == newest.version else news.article(article_id, version)
        if fingerprint(article.text[place]) == words:
            return article, version != newest.version
    return None, False


@routes.get("/live/{conversation}/{turn}")
async def live(site: TheSite, texts: TheTexts, conversation: str, turn: int, onlooker: bool = False) -> Response:
    """An answer while it is written, as server-sent events: `html` to take the place of what is shown, or `text`.

    An `onlooker`, who has not asked, gets the whole `turn` once it has ended: nobody else tells.
    """
    key = f"{conversation}/{turn}"
    if key in site.live:
        states = site.live.states(key, onlooker=onlooker)
    elif onlooker and (ended := await asyncio.to_thread(_turn, site, conversation, turn)):
        states = _only(ended)
    else:
        return PlainTextResponse(texts.conversation_gone, 404)
    whole = partial(turn_html, number=turn, texts=texts, conversation=conversation) if onlooker else None
    return streamed(_told(states, texts, whole))


async def _only(turn: Turn) -> AsyncGenerator[Turn]:
    yield turn


async def _told(states: AsyncGenerator[Turn], texts: Texts, whole: Callable[[Turn], str] | None) -> AsyncGenerator[str]:
    """The events; `whole` makes the last of them, of the turn that has ended."""
    before: Turn | None = None
    async with aclosing(states):
        async for turn in states:
            if turn.ended:
                if whole:
                    yield data_of({"turn": whole(turn)})
                break
            if before is not None and only_text_differs(turn, before):
                news = {"text": safe(turn.text)}
            else:
                news = {"html": str(so_far_html(turn, texts))}
            before = turn
            yield data_of(news)
    yield event_of("end", None)


@routes.get("/speakers")
def speakers(site: TheSite, prefix: Annotated[str, Query(max_length=100)] = "") -> JSONResponse:
    """Names that begin so, the most quoted first."""
    found = site.desk.news.speakers(prefix)[:_NAMES] if site.desk.news and prefix.strip() else ()
    return JSONResponse([speaker.name for speaker in found], headers=FRESH)


@routes.get("/conversations")
def conversations(kept: Kept, texts: TheTexts, current: str = "") -> HTMLResponse:
    """The list, as a part of the page."""
    return HTMLResponse(conversations_html(kept.listed(), texts, current), headers=FRESH)


@routes.get("/conversations/{conversation}.{ending}")
def conversation(site: TheSite, texts: TheTexts, conversation: str, ending: Ending) -> Response:
    """A conversation to be saved."""
    turns = site.turns(conversation)
    if not turns:
        return PlainTextResponse(texts.conversation_gone, 404)
    if ending == "html":
        content, kind = exported_html(turns, texts), "text/html"
    elif ending == "md":
        content, kind = conversation_markdown(turns, texts), "text/markdown"
    else:
        content, kind = conversation_json(turns), "application/json"
    return _saved(content, kind, f"onrecord-{conversation}.{ending}")


@routes.get("/conversations/{conversation}/{turn}.md")
def one_turn(site: TheSite, texts: TheTexts, conversation: str, turn: int) -> PlainTextResponse:
    """A question and its answer with its sources, to be copied."""
    found = _turn(site, conversation, turn)
    if found is None:
        return PlainTextResponse(texts.conversation_gone, 404)
    return PlainTextResponse(turn_markdown(found, texts), headers=FRESH)


@routes.delete("/conversations/{conversation}")
def delete(kept: Kept, conversation: str) -> Response:
    return Response(status_code=204 if kept.delete(conversation) else 404)


@routes.post("/feedback")
def judge(site: TheSite, kept: Kept, judged: Judged) -> Response:
    """Keeps the judgement with all that was judged."""
    turns = kept.turns(judged.conversation)[: judged.turn]
    answer = turns[-1].answer if len(turns) == judged.turn else None
    if answer is None or site.desk.news is None:
        return Response(status_code=404)
    judgement = Judgement(
        conversation=judged.conversation,
        verdict=judged.verdict,
        reason=judged.reason.strip(),
        history=tuple(turn.question for turn in turns[:-1]),
        within=turns[-1].within,
        answer=answer,
        index=dict(site.desk.news.status().fingerprint),
    )
    site.feedback.put(judgement)
    return Response(status_code=204)


@routes.get("/feedback.yaml")
def feedback(site: TheSite) -> Response:
    """All judgements as a question set."""
    return _saved(question_set(site.feedback.all()), "application/yaml", "feedback.yaml")


def _turn(site: Site, conversation: str, number: int) -> Turn | None:
    turns = site.turns(conversation)
    return turns[number - 1] if 0 < number <= len(turns) else None


def _saved(content: str, kind: str, name: str) -> Response:
    """A response that a browser saves as a file and never shows."""
    headers = {**FRESH, "content-disposition": f'attachment; filename="{name}"'}
    return Response(content.encode(errors="replace"), media_type=f"{kind}; charset=utf-8", headers=headers)
