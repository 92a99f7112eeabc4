"""A model at a scripted endpoint, asked whole and as a stream: for the tests of the client."""

from typing import Protocol

from assistant.model import EndpointModel, Message, Reply
from tests.endpoint import Endpoint

KEY = "sk-very-secret"


QUESTION = (Message(role="system", content="Be brief."), Message(role="user", content="Why?"))


class Ask(Protocol):
    def __call__(self, served: Endpoint, *, timeout_seconds: float = 5.0) -> object: ...


def model_at(url: str, *, model: str | None = "m", retries: int = 0, timeout_seconds: float = 5.0) -> EndpointModel:
    return EndpointModel(url, KEY, model, timeout_seconds=timeout_seconds, retries=retries, context_tokens=8192)


def asked(served: Endpoint, *, retries: int = 0, timeout_seconds: float = 5.0) -> Reply:
    return model_at(served.url, retries=retries, timeout_seconds=timeout_seconds).complete(QUESTION, max_tokens=9)


def read(served: Endpoint, *, timeout_seconds: float = 5.0) -> list[str]:
    return list(model_at(served.url, timeout_seconds=timeout_seconds).stream(QUESTION, max_tokens=9))
