"""The stand-ins of the tests: everything else in them is real."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.model import Message, Reply, ReplyStream
from assistant.model.wire import Piece
from assistant.values import Usage
from index.errors import ModelFailed, WeightsFailed


class HashingEmbedder:
    """Words as signed places of a vector: texts that share words are near. Counts the texts it embeds."""

    name = "hashing"
    max_tokens = 256

    def __init__(self, dimensions: int = 64, fingerprint: str = "hashing-1") -> None:
        self.dimensions = dimensions
        self.fingerprint = fingerprint
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.casefold()):
                number = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())
                vectors[row, number % self.dimensions] += 1.0 if number >> 63 else -1.0
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, lengths, out=vectors, where=lengths > 0.0)


class ScriptedModel:
    """A model that gives a queue of replies, piece by piece, and keeps what it was asked. A failure in it is raised."""

    name = "scripted"
    context_tokens = 8192

    def __init__(self, *replies: str | ModelFailed | WeightsFailed) -> None:
        self.replies = list(replies)
        self.history: list[tuple[Message, ...]] = []
        self.closed = 0

    def stream(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> ReplyStream:
        del max_tokens, schema
        self.history.append(messages)
        reply = self.replies.pop(0)
        return ReplyStream(self._pieces(reply))

    def _pieces(self, reply: str | ModelFailed | WeightsFailed) -> Iterator[Piece]:
        try:
            if isinstance(reply, (ModelFailed, WeightsFailed)):
                raise reply
            for word in re.findall(r"\S+\s*", reply):
                yield Piece(text=word)
            yield Piece(finish_reason="stop", usage=Usage(prompt_tokens=100, completion_tokens=len(reply.split())))
        finally:
            self.closed += 1

    def complete(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> Reply:
        return self.stream(messages, max_tokens=max_tokens, schema=schema).whole()

    def count_tokens(self, text: str) -> int:
        return len(text) // 4

    def close(self) -> None: ...
