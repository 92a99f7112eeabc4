"""Outcomes as they are kept, so that a run goes on where another stopped and is the same the second time.

An outcome is known by all that it depends on: the question as it is asked, the settings, the index, and this very code.
Gold is no part of it: better gold needs no new answers.
"""

import hashlib
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.questions import Asked, Question
from assistant.own_code import digest_of_code
from assistant.settings import Settings
from index import NewsIndex

_OUTCOME: TypeAdapter[Outcome] = TypeAdapter(Outcome)
_NOT_ANSWERS = {"index", "llm_api_key", "embed_api_key", "rerank_api_key", "llm_timeout", "llm_retries", "threads"}
"""Settings that do not change what is answered."""


class Kept:
    """The outcomes of one index under one kind of settings: a file of JSON Lines, written as they come."""

    def __init__(self, folder: Path, fingerprint: str, *, fresh: bool = False) -> None:
        """`fresh` forgets what was kept."""
        self._file = folder / f"{fingerprint}.jsonl"
        self._lock = threading.Lock()
        self._known: dict[str, Outcome] = {}
        if fresh:
            self._file.unlink(missing_ok=True)
        self._known = dict(self._read())

    def get(self, question: Question) -> Outcome | None:
        return self._known.get(key_of(question))

    def put(self, question: Question, outcome: Outcome) -> None:
        entry = {"key": key_of(question), "outcome": _OUTCOME.dump_python(outcome, mode="json")}
        with self._lock:
            self._known[key_of(question)] = outcome
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(json.dumps(entry) + "\n")

    def _read(self) -> Iterator[tuple[str, Outcome]]:
        if not self._file.exists():
            return
        for line in self._file.read_text(encoding="utf-8").splitlines():
            try:
                entry: dict[str, Any] = json.loads(line)
                yield entry["key"], _OUTCOME.validate_python(entry["outcome"])
            except (json.JSONDecodeError, ValidationError, KeyError):
                continue  # a killed run leaves half a line; its question is asked again


def key_of(question: Question) -> str:
    """Of what the assistant is given, without the gold."""
    return _digest(question.model_dump(mode="json", include=set(Asked.model_fields) - {"id"}))


def fingerprint_of(settings: Settings, news: NewsIndex) -> str:
    """Of everything else that an outcome depends on. A model behind an endpoint may change unseen."""
    status = news.status()
    held = hashlib.sha256()
    for article in news.articles():  # the same id may have another text: in an index made anew, or by other readers
        held.update(repr(article).encode())
    return _digest(
        {
            "settings": settings.model_dump(mode="json", exclude=_NOT_ANSWERS),
            "index": [dict(status.fingerprint), held.hexdigest(), status.vectors_pending, status.quotes_pending],
            "code": digest_of_code("assistant", "index", "prompts"),
        }
    )


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:24]
