"""A web site on this machine for tests: what it answers by path, and what it was asked."""

import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast


@dataclass
class Reply:
    """`etag`: the same again is answered with 304. `drip`: so many seconds between two bytes."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    etag: str | None = None
    drip: float = 0.0


class Site:
    """`replies` by path; what is not there is answered with 404. `asked` are paths and headers, robots.txt left out."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.replies: dict[str, Reply] = {}
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self.stopped = threading.Event()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, title: str, *paragraphs: str) -> None:
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
        self.replies[path] = Reply(html.encode(), headers={"Content-Type": "text/html; charset=utf-8"})

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def site(family: type[ThreadingHTTPServer] = ThreadingHTTPServer, host: str = "127.0.0.1") -> Generator[Site]:
    server = family((host, 0), _Handler)
    server.daemon_threads = True
    here = Site(server.server_port)
    cast(Any, server).site = here
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield here
    finally:
        here.stopped.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        here = cast(Site, cast(Any, self.server).site)
        if self.path != "/robots.txt":
            here.asked.append((self.path, dict(self.headers)))
        reply = here.replies.get(self.path, Reply(status=404))
        if reply.etag and self.headers.get("If-None-Match") == reply.etag:
            reply = Reply(status=304)
        self.send_response(reply.status)
        for name, value in {**reply.headers, **({"ETag": reply.etag} if reply.etag else {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if not reply.drip:
            self.wfile.write(reply.body)
            return
        for byte in reply.body:
            if here.stopped.wait(reply.drip):
                return
            try:
                self.wfile.write(bytes([byte]))
            except OSError:
                return

    def log_message(self, format: str, *args: object) -> None:
        pass
