"""A model's reply that can be stopped from any thread, whatever it is doing."""

from collections.abc import Mapping
from threading import Lock
from typing import Any

from assistant.model import ChatModel, Message, Reply, ReplyStream

Schema = Mapping[str, Any]


class Stop:
    """A wish to stop, from any thread; what is registered with `cut` is ended with it, before or after."""

    def __init__(self) -> None:
        self.asked = False
        self._stream: ReplyStream | None = None
        self._lock = Lock()

    def now(self) -> None:
        with self._lock:
            self.asked, stream = True, self._stream
        if stream is not None:
            stream.close()

    def cut(self, stream: ReplyStream) -> None:
        with self._lock:
            self._stream, asked = stream, self.asked
        if asked:
            stream.close()


class StoppableModel:
    """A model whose reply `stop` ends at once, while it is still reading its prompt too: what came by then is it."""

    def __init__(self, model: ChatModel, stop: Stop) -> None:
        self._model = model
        self._stop = stop

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def context_tokens(self) -> int:
        return self._model.context_tokens

    def stream(self, messages: tuple[Message, ...], *, max_tokens: int, schema: Schema | None = None) -> ReplyStream:
        stream = self._model.stream(messages, max_tokens=max_tokens, schema=schema)
        self._stop.cut(stream)
        return stream

    def complete(self, messages: tuple[Message, ...], *, max_tokens: int, schema: Schema | None = None) -> Reply:
        return self.stream(messages, max_tokens=max_tokens, schema=schema).whole()

    def count_tokens(self, text: str) -> int:
        return self._model.count_tokens(text)

    def close(self) -> None:
        """Nothing: the model belongs to the desk."""
