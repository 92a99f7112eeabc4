"""The model of the page's measures: it writes at an even pace, and every other sentence says when it was written.

The others are sentences of its prompt's sources, cut at a comma, so that they go through all checks and mostly stand,
as those of a real model do; each reply has others. A time is a word, since a number would be looked for in the
articles.
"""

import json
import random
import re
import time
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from assistant.model import Message, Reply, ReplyStream
from assistant.model.wire import Piece

WORDS = 120
"""Of a reply, about: four seconds at 30 a second."""
_STAMPED = "He said that STAMP people who wished STAMP to leave were STAMP still there."
_STAMP = re.compile(r"\bqz([a-j]{14})\b")
_LETTERS = str.maketrans("0123456789", "abcdefghij")
_DIGITS = str.maketrans("abcdefghij", "0123456789")
_SOURCE = re.compile(r'<source number="(\d+)"[^>]*>\n(.*?)\n</source>', re.DOTALL)
_SENTENCE = re.compile(r"[A-Z][^.!?“”‘’\"\n]{40,}\.(?=\s|$)")


def newest_stamp(text: str) -> float | None:
    """The last time that stands in a text, in seconds since 1970."""
    stamps = _STAMP.findall(text)
    return int(max(stamps).translate(_DIGITS)) / 10_000 if stamps else None


def _stamp() -> str:
    return f"qz{int(time.time() * 10_000):014d}".translate(_LETTERS)


class PacedModel:
    """Writes so many words a second; 0: all at once, without times. Says on stdout when it is cut off."""

    name = "paced"
    context_tokens = 8192

    def __init__(self, per_second: float) -> None:
        self._pause = 1 / per_second if per_second else 0.0
        self._replies = count()

    def stream(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> ReplyStream:
        del max_tokens, schema
        return ReplyStream(self._pieces(_reply(messages[1].content, next(self._replies), timed=self._pause > 0)))

    def _pieces(self, reply: str) -> Iterator[Piece]:
        due = time.perf_counter()
        try:
            for word in re.findall(r"\S+\s*", reply):
                due += self._pause
                time.sleep(max(0.0, due - time.perf_counter()))
                yield Piece(text=word.replace("STAMP", _stamp()))
            yield Piece(finish_reason="stop")
        except GeneratorExit:
            print(f"cut off {time.time():.4f}", flush=True)
            raise

    def complete(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> Reply:
        raise NotImplementedError

    def count_tokens(self, text: str) -> int:
        return len(text) // 4

    def close(self) -> None: ...


def _reply(prompt: str, seed: int, *, timed: bool) -> str:
    sentences = list[dict[str, Any]]()
    told = [(int(n), said) for n, text in _SOURCE.findall(prompt) for said in _SENTENCE.findall(text)]
    random.Random(seed).shuffle(told)
    for n, said in told:
        if timed:
            sentences.append({"text": _STAMPED, "sources": [n]})
        sentences.append({"text": _cut(said), "sources": [n]})
        if len(json.dumps(sentences).split()) >= WORDS:
            break
    return json.dumps({"sentences": sentences})


def _cut(sentence: str) -> str:
    """Without what follows the last comma, where enough is left."""
    head, comma, _ = sentence.rpartition(", ")
    return f"{head}." if comma and len(head.split()) > 8 else sentence
