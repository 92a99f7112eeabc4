"""A model whose replies are kept in a file, so that a run can go on where another stopped.

The same prompt has the same reply, at temperature 0 and with the same seed. What was kept tells nothing about time.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from assistant.model import ChatModel, Message, Reply, ReplyStream, Schema
from assistant.model.wire import Piece
from assistant.values import Usage


class KeptModel:
    """`model`, asked only for what `path` has no reply to, always without one. `fresh`: whether the last was asked."""

    def __init__(self, model: ChatModel, path: Path | None) -> None:
        self.name = model.name
        self.context_tokens = model.context_tokens
        self.fresh = True
        self._model, self._path = model, path
        lines = path.read_text().splitlines() if path and path.exists() else []
        self._kept: dict[str, dict[str, Any]] = {entry["key"]: entry for entry in map(json.loads, lines)}

    def stream(self, messages: tuple[Message, ...], *, max_tokens: int, schema: Schema | None = None) -> ReplyStream:
        return ReplyStream(self._pieces(messages, max_tokens, schema))

    def complete(self, messages: tuple[Message, ...], *, max_tokens: int, schema: Schema | None = None) -> Reply:
        return self.stream(messages, max_tokens=max_tokens, schema=schema).whole()

    def count_tokens(self, text: str) -> int:
        return self._model.count_tokens(text)

    def close(self) -> None:
        self._model.close()

    def _pieces(self, messages: tuple[Message, ...], max_tokens: int, schema: Schema | None) -> Iterator[Piece]:
        asked = [[(message.role, message.content) for message in messages], max_tokens, schema]
        key = sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()
        self.fresh = key not in self._kept
        if self.fresh:
            with self._model.stream(messages, max_tokens=max_tokens, schema=schema) as stream:
                text = ""
                for piece in stream:
                    text += piece
                    yield Piece(text=piece)
            usage = [stream.usage.prompt_tokens, stream.usage.completion_tokens]
            entry: dict[str, Any] = {"key": key, "text": text, "finish": stream.finish_reason, "usage": usage}
            self._kept[key] = entry
            if self._path:
                with self._path.open("a") as file:
                    file.write(json.dumps(entry) + "\n")
        else:
            entry = self._kept[key]
            yield Piece(text=entry["text"])
        prompt, completion = entry["usage"]
        yield Piece(finish_reason=entry["finish"], usage=Usage(prompt_tokens=prompt, completion_tokens=completion))
