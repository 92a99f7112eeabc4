"""The door to language models: any OpenAI-compatible endpoint, through the official client.

Messages go in, text comes out; prompts, evidence and checks are others' work. Every failure is a `ModelFailed`.
"""

import json
import math
import re
import weakref
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast
from urllib.parse import urlsplit

from assistant.model import failures
from assistant.model.wire import Piece, complaint_of, list_of, piece_of, text_of, usage_of
from assistant.values import Usage
from index.errors import ModelFailed, ModelRefused

if TYPE_CHECKING:
    from ssl import SSLContext

    from openai import OpenAI

    from assistant.model.line import Line

Schema = Mapping[str, Any]
"""A JSON schema."""

OPENAI_URL = "https://api.openai.com/v1"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_DROPPABLE = frozenset({"response_format", "max_tokens", "temperature", "seed", "stream_options"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """`finish_reason` is the endpoint's word: "stop", "length" (cut at `max_tokens`), "content_filter", …"""

    text: str
    finish_reason: str | None
    usage: Usage


class ReplyStream(Iterator[str], AbstractContextManager["ReplyStream"]):
    """A reply as it is written; `usage` and `finish_reason` are known once it is exhausted.

    Nothing is sent before the first piece is asked for. Any thread may `close` it at any moment: the model stops, and
    whoever waits for the next piece sees the end.
    """

    def __init__(self, pieces: Iterator[Piece], cut: Callable[[], None] = lambda: None) -> None:
        self.usage = Usage()
        self.finish_reason: str | None = None
        self._pieces = pieces
        self._cut = cut

    def __next__(self) -> str:
        for piece in self._pieces:
            self.finish_reason = piece.finish_reason or self.finish_reason
            self.usage = piece.usage or self.usage
            if piece.text:
                return piece.text
        raise StopIteration

    def whole(self) -> Reply:
        """All of it, in one; it is closed then."""
        with self:
            text = "".join(self)
        return Reply(text=text, finish_reason=self.finish_reason, usage=self.usage)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._cut()
        close: Callable[[], None] = getattr(self._pieces, "close", lambda: None)
        with suppress(ValueError):  # another thread is in it, and leaves it since the line is cut
            close()


class ChatModel(Protocol):
    """A model that answers messages. Raises ModelFailed; `stream` does so when its pieces are asked for."""

    @property
    def name(self) -> str: ...
    @property
    def context_tokens(self) -> int:
        """What it reads and writes in all."""
        ...

    def complete(self, messages: tuple[Message, ...], *, max_tokens: int, schema: Schema | None = None) -> Reply: ...
    def stream(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: Schema | None = None
    ) -> ReplyStream: ...
    def count_tokens(self, text: str) -> int: ...
    def close(self) -> None: ...


def estimated_tokens(text: str) -> int:
    """About how many tokens a text is: a digit counts as one, anything else as a third for each byte of UTF-8.

    Against Qwen's tokeniser on 427 news texts: 1.3 times as many in the middle; too few in one text, by a tenth.
    """
    digits = len(re.findall(r"[0-9]", text))
    return math.ceil((len(text.encode()) + 2 * digits) / 3)


@dataclass(eq=False)
class EndpointModel:
    """A model at an OpenAI-compatible address. None: OpenAI's address, no key, the only model it offers.

    `timeout_seconds` is how long it may send nothing. `retries` follow a 429, a 5xx, a time-out or a lost connection,
    with backoff and Retry-After, and never once text has come. What an endpoint says it does not support
    (a schema, a seed, …) is left out from then on.
    """

    base_url: str | None = field(repr=False)
    api_key: str | None = field(repr=False)
    model: str | None = None
    _: KW_ONLY
    timeout_seconds: float
    retries: int
    context_tokens: int
    temperature: float = 0.0
    seed: int | None = 0
    more: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What else a streamed request carries, for one kind of server alone."""
    url: str = field(init=False)
    """The address as errors name it: without a password."""
    _left_out: set[str] = field(default_factory=set[str], init=False, repr=False)
    _lines: "weakref.WeakSet[Line]" = field(default_factory=lambda: weakref.WeakSet(), init=False, repr=False)

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.base_url or OPENAI_URL)
        except ValueError as error:
            raise failures.unusable(self.base_url or "", error) from error
        self.url = parts._replace(netloc=parts.netloc.rpartition("@")[2], query="").geturl().rstrip("/")

    @property
    def name(self) -> str:
        """The model's name, asked of the endpoint where none was given. Raises ModelRefused where it is not clear."""
        if self.model is None:
            self.model = self._only_model()
        return self.model

    def complete(self, messages: tuple[Message, ...], *, max_tokens: int, schema: Schema | None = None) -> Reply:
        """The whole reply at once."""
        request = self._request(messages, max_tokens, schema)
        with self._line() as line, self._translated():
            completion = self._send(self._client.with_options(http_client=line.client), request)
        choice = next(iter(list_of(completion, "choices")), None)
        if choice is None:
            raise failures.not_a_reply(self.url, completion)
        text, finish_reason = text_of(getattr(choice, "message", None)), getattr(choice, "finish_reason", None)
        if not text.strip():
            raise failures.empty(self.url, self.name, finish_reason)
        return Reply(text=text, finish_reason=finish_reason, usage=usage_of(completion) or Usage())

    def stream(self, messages: tuple[Message, ...], *, max_tokens: int, schema: Schema | None = None) -> ReplyStream:
        """The reply as it is written."""
        line = self._line()
        return ReplyStream(self._uncut(line, lambda: self._request(messages, max_tokens, schema)), line.cut)

    def count_tokens(self, text: str) -> int:
        return estimated_tokens(text)

    def close(self) -> None:
        """Ends every reply that is still coming; their readers see the end, or ModelFailed from `complete`."""
        for line in tuple(self._lines):
            line.cut()

    def _only_model(self) -> str:
        with self._translated():
            names = sorted(entry.id for entry in self._client.models.list())
        if len(names) == 1:
            return names[0]
        if not names:
            raise ModelRefused(f"{self.url} offers no model: load one there, or name one")
        raise ModelRefused(f"{self.url} offers {len(names)} models, name one of them: {', '.join(map(repr, names))}")

    @property
    def _loopback(self) -> bool:
        """Whether the model runs on this machine: then no proxy is asked for it."""
        return urlsplit(self.url).hostname in _LOOPBACK

    def _line(self) -> "Line":
        from assistant.model.line import Line

        line = Line(verify=self._verify, trust_env=not self._loopback)
        self._lines.add(line)
        return line

    @cached_property
    def _verify(self) -> "SSLContext | bool":
        """Reading the certificates takes 30 ms: once, and not at all for plain HTTP."""
        import httpx

        return httpx.create_ssl_context() if self.url.startswith("https:") else False

    @cached_property
    def _client(self) -> "OpenAI":
        from httpx import Limits
        from openai import DefaultHttpxClient, OpenAI, Timeout

        return OpenAI(
            base_url=self.base_url or OPENAI_URL,
            # Without a key the client would send OPENAI_API_KEY, to whatever address this is.
            api_key=(self.api_key or "").strip() or "none",
            timeout=Timeout(self.timeout_seconds, connect=min(10.0, self.timeout_seconds)),
            max_retries=self.retries,
            # Connections are not kept: a reply takes seconds, a new connection does not, and none is left to go stale.
            http_client=DefaultHttpxClient(
                verify=self._verify, trust_env=not self._loopback, limits=Limits(max_keepalive_connections=0)
            ),
        )

    def _request(self, messages: tuple[Message, ...], max_tokens: int, schema: Schema | None) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self.name,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "max_tokens": max_tokens,
            "temperature": self.temperature,
        }
        if self.seed is not None:
            request["seed"] = self.seed
        if schema is not None:
            form = {"name": "reply", "strict": True, "schema": dict(schema)}
            request["response_format"] = {"type": "json_schema", "json_schema": form}
        return request

    def _send(self, client: "OpenAI", request: dict[str, Any]) -> object:
        """What the endpoint answers, asked again without each parameter that it says it does not support."""
        from openai import APIStatusError

        create = cast(Callable[..., object], client.chat.completions.create)
        while True:
            sent = {name: value for name, value in request.items() if name not in self._left_out}
            if "max_tokens" in self._left_out:  # reasoning models have another name for it
                sent["max_completion_tokens"] = request["max_tokens"]
            try:
                return create(**sent)
            except APIStatusError as error:
                refused = failures.unsupported(complaint_of(error, self.api_key), frozenset(sent) & _DROPPABLE)
                if refused is None:
                    raise
                self._left_out.add(refused)

    def _uncut(self, line: "Line", request: Callable[[], dict[str, Any]]) -> Iterator[Piece]:
        """The pieces; where the line was cut, the failure that this caused is the end that was wanted."""
        try:
            yield from self._pieces(line, request())
        except ModelFailed:
            if not line.was_cut:
                raise

    def _pieces(self, line: "Line", request: dict[str, Any]) -> Iterator[Piece]:
        wrote, finish_reason = False, None
        request |= {"stream": True, "stream_options": {"include_usage": True}, "extra_body": dict(self.more)}
        with line, self._translated():
            chunks = self._send(self._client.with_options(http_client=line.client), request)
            for chunk in cast(Iterable[object], chunks):
                piece = piece_of(chunk)
                wrote = wrote or bool(piece.text.strip())
                finish_reason = piece.finish_reason or finish_reason
                yield piece
        if finish_reason is None:
            raise failures.broken(self.url, "no finish reason came")
        if not wrote:
            raise failures.empty(self.url, self.name, finish_reason)

    @contextmanager
    def _translated(self) -> Generator[None, None, None]:
        """The client's exceptions as errors of the house."""
        import httpx
        import openai

        try:
            yield
        except openai.APITimeoutError as error:
            raise failures.silent(self.url, self.timeout_seconds) from error
        except openai.APIConnectionError as error:
            raise failures.unreachable(self.url, str(error.__cause__ or error)) from error
        except openai.APIError as error:
            raise failures.failure_of(complaint_of(error, self.api_key), self.url, self.model or "") from error
        except (httpx.InvalidURL, UnicodeEncodeError) as error:
            raise failures.unusable(self.url, error) from error
        except (httpx.RequestError, json.JSONDecodeError, UnicodeDecodeError) as error:
            raise failures.broken(self.url, str(error) or type(error).__name__) from error
