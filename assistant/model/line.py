"""A connection of its own for one streamed reply, which any thread can cut at any moment.

Closing a response only works from the thread that reads it: a read that waits goes on waiting, and the model goes on
reading its prompt. Shutting the socket down ends both at once.
"""

import socket
from collections.abc import Mapping
from contextlib import suppress
from ssl import SSLContext
from threading import Lock
from types import TracebackType
from typing import Any, Self

import httpx


class Line:
    """`client` sends one request; `cut()` ends it, whatever it waits for. Use it as a context manager."""

    def __init__(self, *, verify: SSLContext | bool, trust_env: bool) -> None:
        self.was_cut = False
        self._socket: socket.socket | None = None
        self._lock = Lock()
        self.client = httpx.Client(
            verify=verify, trust_env=trust_env, follow_redirects=True, event_hooks={"request": [self._watch]}
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()

    def cut(self) -> None:
        with self._lock:
            self.was_cut = True
            if self._socket is not None:
                with suppress(OSError):  # the other side was faster
                    self._socket.shutdown(socket.SHUT_RDWR)

    def _watch(self, request: httpx.Request) -> None:
        request.extensions["trace"] = self._trace

    def _trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Keeps the socket of the newest connection: TLS wraps it in another one."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
                if self.was_cut and self._socket is not None:
                    with suppress(OSError):
                        self._socket.shutdown(socket.SHUT_RDWR)
