"""Text in, unit vectors out, as `index.embedding`, from any OpenAI-compatible endpoint, through the official client.

Every failure is an EmbeddingFailed.
"""

import json
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingFailed, EmbeddingRefused, EmbeddingUnavailable

if TYPE_CHECKING:
    from ssl import SSLContext

    from openai import APIStatusError, OpenAI

OPENAI_URL = "https://api.openai.com/v1"

_REQUEST_TEXTS = 96  # what the narrowest of the large providers takes
_REQUEST_BYTES = 64_000  # about 16,000 tokens of English: likewise
_PATIENT_RETRIES = 8  # of a long run: 40 seconds of backoff, or a minute each where Retry-After asks for it
_SHORT = 200  # characters: a refusal of such a text is not for its length
_TOO_MUCH = frozenset({400, 413, 422})
_LATER = frozenset({408, 409, 425, 429})
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(eq=False)
class EndpointEmbedder:
    """The model `model` at an OpenAI-compatible address; None: OpenAI's address, no key. Several threads may use it.

    `timeout_seconds` is how long it may send nothing. `retries` follow a 429, a 5xx, a time-out or a lost connection,
    with backoff and Retry-After; for many texts, more, once the endpoint has answered: nobody waits for those. What is
    refused as too much is sent in halves, a single text cut to one that it takes. Raises EmbeddingRefused where the
    address is none.
    """

    base_url: str | None = field(repr=False)
    api_key: str | None = field(repr=False)
    model: str
    _: KW_ONLY
    timeout_seconds: float
    retries: int
    url: str = field(init=False)
    """The address as errors and the fingerprint name it: without a password."""
    dimensions: int | None = field(default=None, init=False)
    """Of the vectors, None before the first."""

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.base_url or OPENAI_URL)
        except ValueError as error:
            raise self._unusable(error) from error
        self.url = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl().rstrip("/")

    @property
    def fingerprint(self) -> str:
        """Of the address and the model's name, all that can be known without a request."""
        return f"{self.model}@{self.url}"

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self.dimensions or 0), np.float32)
        patient = len(texts) > 1 and self.dimensions is not None
        with self._translated(), self._client(_PATIENT_RETRIES if patient else self.retries) as client:
            return np.vstack([self._embed(client, batch) for batch in request_batches(texts)])

    def _embed(self, client: "OpenAI", texts: list[str]) -> NDArray[np.float32]:
        from openai import APIStatusError

        try:  # floats, as the shorter base64 is not known to every server
            reply = client.embeddings.create(input=texts, model=self.model, encoding_format="float")
        except APIStatusError as error:
            smaller = _smaller(texts)
            if error.status_code not in _TOO_MUCH or not smaller:
                raise
            return np.vstack([self._embed(client, part) for part in smaller])
        return self._unit(reply, len(texts))

    def _unit(self, reply: object, count: int) -> NDArray[np.float32]:
        """The vectors of a reply, shape (count, d), at unit length and in the order of the texts."""
        data = getattr(reply, "data", None)
        items = cast(list[Any], data) if isinstance(data, list) else []
        try:
            ordered = sorted(items, key=lambda item: item.index)
            vectors = np.array([item.embedding for item in ordered], np.float32)
            if vectors.ndim != 2 or len(vectors) != count:
                raise ValueError(f"{len(vectors)} vectors for {count} texts")
        except (AttributeError, TypeError, ValueError) as error:
            said = f"{self.url} answered with something else than embeddings ({error}): check the address and the model"
            raise EmbeddingFailed(said) from error
        self.dimensions = self.dimensions or vectors.shape[1]
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if vectors.shape[1] != self.dimensions or not (np.isfinite(lengths) & (lengths > 0)).all():
            raise EmbeddingFailed(
                f"model {self.model!r} at {self.url} sent vectors that cannot be used: {vectors.shape[1]} dimensions "
                f"after {self.dimensions}, lengths of {lengths.min():g} to {lengths.max():g}; check the server"
            )
        return vectors / lengths

    def _client(self, retries: int) -> "OpenAI":
        from openai import DefaultHttpxClient, OpenAI, Timeout

        return OpenAI(
            base_url=self.base_url or OPENAI_URL,
            # Without a key the client would send OPENAI_API_KEY, to whatever address this is.
            api_key=(self.api_key or "").strip() or "none",
            timeout=Timeout(self.timeout_seconds, connect=min(10.0, self.timeout_seconds)),
            max_retries=retries,
            # On this machine no proxy is asked.
            http_client=DefaultHttpxClient(verify=self._verify, trust_env=urlsplit(self.url).hostname not in _LOOPBACK),
        )

    @cached_property
    def _verify(self) -> "SSLContext | bool":
        """Reading the certificates takes 30 ms: once, and not at all for plain HTTP."""
        import httpx

        return httpx.create_ssl_context() if self.url.startswith("https:") else False

    @contextmanager
    def _translated(self) -> Generator[None]:
        """The client's exceptions as errors of the house."""
        import httpx
        import openai

        try:
            yield
        except openai.APITimeoutError as error:
            said = f"{self.url} sent nothing for {self.timeout_seconds:g} seconds: try again, or allow more time"
            raise EmbeddingUnavailable(said) from error
        except openai.APIConnectionError as error:
            said = f"no connection to {self.url} ({error.__cause__ or error}): is it running, and the address right?"
            raise EmbeddingUnavailable(said) from error
        except openai.APIStatusError as error:
            raise self._refusal(error) from error
        except (httpx.InvalidURL, UnicodeEncodeError) as error:
            raise self._unusable(error) from error
        except (openai.APIError, httpx.RequestError, json.JSONDecodeError, UnicodeDecodeError) as error:
            raise EmbeddingUnavailable(f"the reply of {self.url} cannot be read ({error}): try again") from error

    def _refusal(self, error: "APIStatusError") -> EmbeddingFailed:
        status, (kind, message) = error.status_code, _complaint(error)
        said = f"({status}): it says {message.replace(self.api_key, '…') if self.api_key else message!r}"
        if status in {401, 403}:
            return EmbeddingRefused(f"{self.url} refused the key for model {self.model!r} {said}; check the key")
        if kind == "insufficient_quota":
            return EmbeddingRefused(f"{self.url} has no quota left for this key {said}; check the account")
        if status in _LATER or status >= 500:
            return EmbeddingUnavailable(f"{self.url} cannot answer now {said}; try again later")
        if status == 404:
            hint = "most addresses end in /v1, and not every model embeds"
            return EmbeddingRefused(f"{self.url} knows no embedding model {self.model!r} {said}; {hint}")
        return EmbeddingRefused(f"{self.url} refused to embed with model {self.model!r} {said}")

    def _unusable(self, error: Exception) -> EmbeddingRefused:
        if isinstance(error, UnicodeEncodeError):
            return EmbeddingRefused(f"the key for {self.url} holds characters that no key has: copy it again")
        return EmbeddingRefused(f"{self.base_url!r} is no address ({error}): try one like http://localhost:11434/v1")


def request_batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts in order, as many at once as one request may carry."""
    batch: list[str] = []
    size = 0
    for text in texts:
        bytes_more = len(text.encode(errors="replace"))
        if batch and (len(batch) == _REQUEST_TEXTS or size + bytes_more > _REQUEST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += bytes_more
    if batch:
        yield batch


def _smaller(texts: list[str]) -> tuple[list[str], ...]:
    """What to send instead of texts that were too much; nothing where length cannot be why they were refused."""
    if len(texts) > 1:
        half = len(texts) // 2
        return texts[:half], texts[half:]
    text = texts[0]
    return ([text[: len(text) // 2]],) if len(text) > _SHORT else ()


def _complaint(error: "APIStatusError") -> tuple[str | None, str]:
    """The kind and the message of an error reply, of which anything may be missing."""
    sent: object = error.body
    body = cast(Mapping[str, Any], sent) if isinstance(sent, Mapping) else dict[str, Any]()
    return body.get("code") or body.get("type"), str(body.get("message") or cast(object, sent) or error)[:300]
