"""A real HTTP server on 127.0.0.1 that speaks just enough of the OpenAI chat API, scripted reply by reply."""

import json
import socket
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

USAGE = {"prompt_tokens": 11, "completion_tokens": 3, "total_tokens": 14}


@dataclass(frozen=True, kw_only=True)
class Scripted:
    """One HTTP reply. `parts` are sent one by one, `pause` seconds apart; `cut` drops the connection before the end.

    `held`: from this part on, each is sent once `Endpoint.go` is called.
    """

    status: int = 200
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()
    parts: tuple[bytes, ...] = ()
    pause: float = 0.0
    held: int | None = None
    cut: bool = False


@dataclass(kw_only=True)
class Request:
    path: str
    key: str
    body: dict[str, Any]
    broken_off: threading.Event = field(default_factory=threading.Event)
    """Set once the client has hung up before the reply was over."""


@dataclass
class Endpoint:
    """`script` is the queue of replies; what came is in `requests`. An empty queue answers 500."""

    url: str
    script: list[Scripted] = field(default_factory=list[Scripted])
    requests: list[Request] = field(default_factory=list[Request])
    steps: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def go(self) -> None:
        """Sends the next part of a reply that is held."""
        self.steps.release()

    def reset(self) -> None:
        """Nothing scripted, nothing asked; what is held for somebody stays so."""
        self.script.clear()
        self.requests.clear()
        self.steps = threading.Semaphore(0)

    def bodies(self) -> list[dict[str, Any]]:
        return [request.body for request in self.requests]


def as_json(value: object, status: int = 200, *headers: tuple[str, str]) -> Scripted:
    return Scripted(status=status, headers=headers, parts=(json.dumps(value).encode(),))


def completion(text: str | None, finish_reason: str = "stop") -> Scripted:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": finish_reason}
    return as_json({"id": "1", "object": "chat.completion", "created": 1, "choices": [choice], "usage": USAGE})


def failed(status: int, message: str, *headers: tuple[str, str], **more: object) -> Scripted:
    return as_json({"error": {"message": message, **more}}, status, *headers)


def event(text: str | None = None, finish_reason: str | None = None) -> bytes:
    """One step of a stream, as server-sent event."""
    choice = {"index": 0, "delta": {} if text is None else {"content": text}, "finish_reason": finish_reason}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "choices": [choice]}
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"
USED = b"data: " + json.dumps({"id": "1", "object": "chat.completion.chunk", "choices": [], "usage": USAGE}).encode()


def events(*parts: bytes, pause: float = 0.0, cut: bool = False) -> Scripted:
    return Scripted(kind="text/event-stream", parts=parts, pause=pause, cut=cut)


END = event(finish_reason="stop") + USED + b"\n\n" + DONE
"""The finish reason, the usage, the end."""


def streamed(*texts: str, pause: float = 0.0) -> Scripted:
    """A whole stream: the texts, then what says that there is no more."""
    return events(*map(event, texts), END, pause=pause)


_STEP_SECONDS = 0.02
"""How soon a reply that is held notices that it may go on, or that nobody listens any more."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    endpoint: Endpoint

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests look at `requests`."""

    def _answer(self, body: dict[str, Any]) -> None:
        key = self.headers.get("Authorization", "").removeprefix("Bearer ")
        request = Request(path=self.path, key=key, body=body)
        self.endpoint.requests.append(request)
        reply = self.endpoint.script.pop(0) if self.endpoint.script else failed(500, "nothing scripted")
        try:
            self._send(reply)
        except OSError:
            request.broken_off.set()

    def _send(self, reply: Scripted) -> None:
        self.send_response(reply.status)
        for name, value in (("Content-Type", reply.kind), ("Transfer-Encoding", "chunked"), *reply.headers):
            self.send_header(name, value)
        self.end_headers()
        steps = self.endpoint.steps
        for n, part in enumerate(reply.parts):
            self._wait(reply.pause)
            while reply.held is not None and n >= reply.held and not steps.acquire(blocking=False):
                self._wait(_STEP_SECONDS)
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        if reply.cut:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self.wfile.write(b"0\r\n\r\n")

    def _wait(self, seconds: float) -> None:
        """Waits as a model that thinks, and notices as one when nobody listens any more."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.connection.settimeout(left)
            with suppress(TimeoutError):
                if not self.connection.recv(1):
                    raise ConnectionResetError
        self.connection.settimeout(None)


@contextmanager
def endpoint(*script: Scripted) -> Generator[Endpoint, None, None]:
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    served = Endpoint(f"http://127.0.0.1:{server.server_port}/v1", list(script))
    handler.endpoint = served
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
