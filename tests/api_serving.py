"""The interfaces for programs, really served over the samples, for the tests of them."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from assistant.api.server import programs
from assistant.jsonable import Json, jsonable
from assistant.model import EndpointModel
from assistant.serving.desk import Desk
from assistant.settings import Settings
from assistant.values import Answer
from index import NewsIndex, open_index
from tests.endpoint import Scripted, endpoint, streamed
from tests.fakes import HashingEmbedder
from tests.threads import served_from_a_thread

QUESTION = "What did Blinken say about Afghanistan?"
TRUTH = "Blinken said that about a hundred Americans who wished to leave were still in Afghanistan."
LIE = "Blinken said “the war was a mistake from the very first day”."


def reply(*sentences: tuple[str, list[int]], pause: float = 0.0) -> Scripted:
    """What a model answers, in pieces of 20 characters."""
    text = json.dumps({"sentences": [{"text": text, "sources": sources} for text, sources in sentences]})
    return streamed(*(text[at : at + 20] for at in range(0, len(text), 20)), pause=pause)


@contextmanager
def without_model(folder: Path, **settings: Any) -> Generator[tuple[FastAPI, Desk]]:
    """The application where no model words the answers."""
    with open_index(folder, embedder=HashingEmbedder()) as news:
        desk = Desk(Settings.read(index=folder, llm=False, **settings), news=news)
        yield programs(desk), desk


@contextmanager
def with_model(folder: Path, *script: Scripted, **settings: Any) -> Generator[tuple[str, "Behind"]]:
    """The address of a server, and what is behind it: an endpoint that gives the scripted replies."""
    with open_index(folder, embedder=HashingEmbedder()) as news, endpoint(*script) as model:
        client = EndpointModel(model.url, "key", "m", timeout_seconds=60, retries=0, context_tokens=8192)
        asked = Settings.read(index=folder, llm_base_url=model.url, split_questions=False, **settings)
        with served_from_a_thread(programs(Desk(asked, news=news, model=client))) as address:
            yield address, Behind(news, model.requests, client, asked)
        client.close()


class Behind:
    """What stands behind a server: the index, the requests to the model, and the model for those who ask directly."""

    def __init__(self, news: NewsIndex, requests: list[Any], model: EndpointModel, settings: Settings) -> None:
        self.news = news
        self.requests = requests
        self.model = model
        self.settings = settings


def timeless(answer: Answer | dict[str, Any]) -> Json:
    """An answer as a program reads it, but for how long it took."""
    found = json.loads(json.dumps(jsonable(answer)))
    del found["timings"]
    return found
