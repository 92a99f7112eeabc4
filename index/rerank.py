"""A re-ranking model behind an endpoint: how well each of some documents answers a query.

Any server with `/rerank` as llama.cpp, vLLM, Jina and Cohere have it. The order of a search does not need one.
"""

import time
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from pydantic import BaseModel, Field, ValidationError

from index.errors import ModelFailed, ModelOverloaded, ModelRefused, ModelUnreachable

Found = TypeVar("Found")
_RECOVERY = 60.0  # seconds until one that failed is asked again: no search waits for a time-out every time


class Reranker(Protocol):
    def scores(self, query: str, documents: Sequence[str]) -> Sequence[float]:
        """One score a document, in their order; higher is better."""
        ...


class _Result(BaseModel):
    index: int = Field(ge=0)
    relevance_score: float = Field(allow_inf_nan=False)


class _Reply(BaseModel):
    results: list[_Result]


class EndpointReranker:
    """`url` is that of the endpoint itself, such as "http://127.0.0.1:8080/v1/rerank". `timeout` in seconds."""

    def __init__(self, url: str, *, model: str = "", api_key: str | None = None, timeout: float = 10.0) -> None:
        self._url = url
        self._model = model
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._timeout = timeout

    def scores(self, query: str, documents: Sequence[str]) -> list[float]:
        """Raises ModelUnreachable, ModelRefused, ModelOverloaded, and ModelFailed for a reply that is none."""
        import httpx  # takes 0.1 s

        asked = {"model": self._model, "query": query, "documents": list(documents), "top_n": len(documents)}
        try:
            reply = httpx.post(self._url, json=asked, headers=self._headers, timeout=self._timeout)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ModelUnreachable(f"no re-ranker answers at {self._url!r}: {error}; is it running?") from error
        self._check(reply.status_code)
        try:
            results = _Reply.model_validate_json(reply.content).results
        except ValidationError as error:
            raise ModelFailed(f"the re-ranker at {self._url!r} replied with something else than results") from error
        found = {result.index: result.relevance_score for result in results}
        if set(found) != set(range(len(documents))):
            raise ModelFailed(f"the re-ranker at {self._url!r} rated {len(found)} of {len(documents)} documents")
        return [found[place] for place in range(len(documents))]

    def _check(self, status: int) -> None:
        if status == 429 or status >= 500:
            raise ModelOverloaded(f"the re-ranker at {self._url!r} is overloaded or broken ({status}); try again later")
        if status >= 300:
            raise ModelRefused(f"the re-ranker at {self._url!r} refused ({status}); check its URL, key and model")


class Reranking:
    """The re-ranker of an index, if it has one; `failure` is why it did not do its part when it was last needed."""

    def __init__(self, reranker: Reranker | None) -> None:
        self._reranker = reranker
        self.failure: ModelFailed | None = None
        self._failed_at = 0.0

    def applied(self, search: Callable[[Reranker | None], Found]) -> Found:
        """What `search` finds with the re-ranker, else without it: hits in the index's own order beat none."""
        if self._reranker is None or (self.failure and time.monotonic() - self._failed_at < _RECOVERY):
            return search(None)
        try:
            found = search(self._reranker)
        except ModelFailed as error:
            self.failure, self._failed_at = error, time.monotonic()
            return search(None)
        self.failure = None
        return found

    def warnings(self) -> tuple[str, ...]:
        return (f"Hits are in the index's own order, without the re-ranker: {self.failure}",) if self.failure else ()
