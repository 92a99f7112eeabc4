"""The door to llama.cpp: its own OpenAI-compatible server, inside this process, for a machine without any other model.

It listens on 127.0.0.1 at a free port behind a random key, and is asked as any other endpoint is.
"""

import os
import secrets
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

from assistant.model.endpoint import EndpointModel, Message, Reply, ReplyStream, estimated_tokens
from index.errors import ModelUnavailable

WEIGHTS = "qwen2.5-coder-1.5b-instruct-q4_k_m"
_BATCH = 128
"""Tokens read between two looks at whether anybody still waits: about 2 seconds on 2 cores."""
_KEPT_PROMPTS_MIB = 256
"""Memory for prompts read before, whose shared beginnings need not be read again; llama.cpp's default is 8 GB."""
_TIMEOUT_SECONDS = 1800.0
"""Requests wait for each other, and a full context takes minutes to read: silence here is work."""

_STARTS_WITHIN = 60.0
"""Seconds."""


class EmbeddedModel:
    """A model file run in this process; it starts (2 to 4 seconds) at the first question. Any thread may ask.

    Questions are answered one after the other: side by side they would share memory and cores, and replies would
    depend on each other's timing. `weights_path` None: the default weights, fetched where they are absent. `threads`
    None: one a core. `progress` of the fetch, in bytes: had, and in all.
    """

    def __init__(
        self,
        weights_path: Path | None = None,
        *,
        threads: int | None = None,
        context_tokens: int = 8192,
        temperature: float = 0.0,
        seed: int | None = 0,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        self.name = weights_path.stem if weights_path else WEIGHTS
        self.context_tokens = context_tokens
        self._weights_path = weights_path
        self._threads = threads
        self._progress = progress
        self._sampling: dict[str, Any] = {"temperature": temperature, "seed": seed}
        self._endpoint: EndpointModel | None = None
        self._stop: weakref.finalize[..., Any] | None = None
        self._lock = Lock()

    def complete(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> Reply:
        # Only a stream that reports progress is noticed to be closed while the prompt is read.
        return self.stream(messages, max_tokens=max_tokens, schema=schema).whole()

    def stream(
        self, messages: tuple[Message, ...], *, max_tokens: int, schema: Mapping[str, Any] | None = None
    ) -> ReplyStream:
        return self.start().stream(messages, max_tokens=max_tokens, schema=schema)

    def count_tokens(self, text: str) -> int:
        return estimated_tokens(text)

    def start(self) -> EndpointModel:
        """The running server as an endpoint, started where it is not. Raises WeightsFailed, ModelUnavailable."""
        with self._lock:
            if self._endpoint is None:
                self._endpoint = self._started()
            return self._endpoint

    def close(self) -> None:
        """Stops the server and frees its memory; the next question starts it again."""
        with self._lock:
            self._endpoint = None
            if self._stop is not None:
                self._stop()

    def _started(self) -> EndpointModel:
        path = self._weights_path or _default_weights(self._progress)
        key = secrets.token_urlsafe(24)
        running = [_server(path, key, self._threads, self.context_tokens)]
        address = running[0].listening_address
        _wait_for_its_loop(address, key)
        endpoint = EndpointModel(
            f"{address}/v1",
            key,
            self.name,
            timeout_seconds=_TIMEOUT_SECONDS,
            retries=0,
            context_tokens=self.context_tokens,
            more={"return_progress": True},
            **self._sampling,
        )
        # At close, with this object, or as the process ends.
        self._stop = weakref.finalize(self, _stop, endpoint, running)
        return endpoint


def _wait_for_its_loop(address: str, key: str) -> None:
    """Until the server works on its queue: one that is closed before that waits for itself for ever.

    What slots do is told from there, unlike the server's health.
    """
    asked = Request(f"{address}/slots", headers={"Authorization": f"Bearer {key}"})
    try:
        with build_opener(ProxyHandler({})).open(asked, timeout=_STARTS_WITHIN) as reply:
            reply.read()
    except OSError as error:
        raise ModelUnavailable(f"llama.cpp does not answer at {address}: {error}; start again") from error


def _stop(endpoint: EndpointModel, running: list[Any]) -> None:
    """The server goes with its last reference, and waits for the replies that it still writes: they end first."""
    endpoint.close()
    running.clear()


def _default_weights(progress: Callable[[int, int], None] | None) -> Path:
    from index.weights import weights

    return weights(WEIGHTS, progress=progress)


def _server(path: Path, key: str, threads: int | None, context_tokens: int) -> Any:
    """A running xllamacpp.Server."""
    xllamacpp = _library()
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.model_alias = {path.stem}
    parameters.port = 0
    parameters.api_keys = [key]
    parameters.ui = False
    parameters.verbosity = -1
    parameters.n_ctx = context_tokens
    parameters.n_parallel = 1
    parameters.n_batch = _BATCH
    parameters.cache_ram_mib = _KEPT_PROMPTS_MIB
    # The same prompt must give the same text, however much of it was read before. Both of these calculate one token
    # alone otherwise than among many, and a reply in four changed; without them none did, it took no longer, and the
    # process is 0.6 GB smaller.
    parameters.flash_attn_type = xllamacpp.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
    parameters.no_extra_bufts = True
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads or os.cpu_count() or 1
    try:
        return xllamacpp.Server(parameters)
    except RuntimeError as error:
        raise ModelUnavailable(f"llama.cpp cannot run {str(path)!r} ({error}): is it a whole GGUF file?") from error


def _library() -> Any:
    """xllamacpp, with threads that sleep while they wait for each other.

    By default they spin: beside another busy process, writing fell from 6.3 to 0.5 tokens/s on 2 cores. OpenMP reads
    the variable once, as it is loaded.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        import xllamacpp  # pyright: ignore[reportMissingTypeStubs]
    except ImportError as error:
        raise ModelUnavailable(
            f"the embedded model cannot run here ({error}): on Debian install libgomp1, or name an endpoint"
        ) from error
    return xllamacpp
