"""OpenAI's chat completions, for programs that speak nothing else: the last user message is the question.

Only checked text goes out, for what a program has read cannot be taken back. A stream begins at once, says which
sources were found, and keeps silent then, but for comments that keep it alive, until the whole answer has passed its
checks: a sentence that has passed is not sure to stay as and where it is. It gets the day of its article once another
cites one of another day, newer ones come before it where the latest is asked for, and so may an article's own words.
The whole answer is in the extra field `onrecord`.
"""

import re
import time
import uuid
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from assistant.api.answering import Answering, Asked
from assistant.api.orders import MOST_QUESTION, ChatOrder
from assistant.api.problems import OPENAI, Problem, Refused, problem_of
from assistant.api.routes import FRESH, TheAnswering, gone
from assistant.jsonable import jsonable
from assistant.serving.sse import data_of, streamed
from assistant.values import Answer, Checked, Sources, Usage
from index.errors import OnRecordError

MODEL = "onrecord"
DONE = "data: [DONE]\n\n"
_SPACE = re.compile(r"\s")
chat = APIRouter(prefix=OPENAI, tags=["OpenAI-compatible"])


@chat.get("/models")
def models() -> Response:
    """The one model there is: OnRecord itself, whatever model words its answers."""
    return JSONResponse({"object": "list", "data": [_model()]}, headers=FRESH)


@chat.get("/models/{model}")
def model(model: str) -> Response:
    """The model, if it is that one."""
    if model != MODEL:
        raise Refused(Problem(status=404, code="unknown-model", detail=f"there is one model, {MODEL!r}"))
    return JSONResponse(_model(), headers=FRESH)


@chat.post("/chat/completions")
async def complete(order: ChatOrder, request: Request, answering: TheAnswering) -> Response:
    """A checked answer with `[n]` for its citations, which are in `onrecord.citations`; earlier turns are the history.

    Messages other than the user's are not read: they change no rule of how answers are made.
    """
    asked = _asked(order)
    answering.check()
    frame = _frame(order.stream)
    if order.stream:
        usage = order.stream_options is not None and order.stream_options.include_usage
        return streamed(_chunks(answering, asked, frame, usage))
    answer = await answering.answer(asked, lambda: gone(request))
    choice = {"index": 0, "message": {"role": "assistant", "content": answer.text}, "finish_reason": "stop"}
    body = {**frame, "choices": [choice], "usage": _usage(answer.usage), "onrecord": jsonable(answer)}
    return JSONResponse(body, headers=FRESH)


async def _chunks(answering: Answering, asked: Asked, frame: dict[str, Any], usage: bool) -> AsyncGenerator[str]:
    """The role, the sources, the checked text sentence by sentence, the end with the whole answer."""
    yield data_of({**frame, **_choice({"role": "assistant", "content": ""})})
    try:
        async with aclosing(answering.events(asked)) as events:
            async for event in events:
                if isinstance(event, Sources):
                    found = {"sources": jsonable(event.citations)}
                    yield data_of({**frame, **_choice({}), "onrecord": found})
                elif isinstance(event, Checked):
                    for text in _told(event.answer, frame, usage):
                        yield text
                    return
    except (OnRecordError, Refused) as error:
        yield data_of(problem_of(error).as_openai())


def _told(answer: Answer, frame: dict[str, Any], usage: bool) -> list[str]:
    told = [data_of({**frame, **_choice({"content": part})}) for part in _parts(answer)]
    told.append(data_of({**frame, **_choice({}, "stop"), "onrecord": jsonable(answer)}))
    if usage:
        told.append(data_of({**frame, "choices": [], "usage": _usage(answer.usage)}))
    return [*told, DONE]


def _parts(answer: Answer) -> list[str]:
    """The text of an answer cut behind each sentence: together they are the text."""
    parts, at = list[str](), 0
    for sentence in answer.sentences:
        found = answer.text.find(sentence.text, at)
        end = _SPACE.search(answer.text, found + len(sentence.text) + 1) if found >= 0 else None
        if end:
            parts.append(answer.text[at : end.start()])
            at = end.start()
    return [*parts, answer.text[at:]]


def _asked(order: ChatOrder) -> Asked:
    """Raises Refused where no user says anything, or too much."""
    questions = order.questions
    if not questions:
        raise Refused(Problem(status=422, code="no-question", detail="messages: no message of the user has a text"))
    if any(len(question) > MOST_QUESTION for question in questions):
        raise Refused(
            Problem(status=422, code="question-too-long", detail=f"messages: at most {MOST_QUESTION} characters each")
        )
    return Asked(question=questions[-1], history=questions[:-1])


def _frame(streamed: bool) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": "chat.completion.chunk" if streamed else "chat.completion",
        "created": int(time.time()),
        "model": MODEL,
    }


def _choice(delta: dict[str, str], finish_reason: str | None = None) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}]}


def _usage(usage: Usage) -> dict[str, int]:
    total = usage.prompt_tokens + usage.completion_tokens
    return {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": total,
    }


def _model() -> dict[str, Any]:
    return {"id": MODEL, "object": "model", "created": 0, "owned_by": "onrecord"}
