"""An application over HTTP, the page or the routes for programs: for whom it is there, and the headers that keep it in.

The content policy is the second wall: `html` escapes everything, and were something to slip through, it could still
load nothing from elsewhere and send nothing there. Gradio needs inline scripts and `Function()`.
"""

import gc
import ipaddress
import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from urllib.parse import urlsplit

import uvicorn
from fastapi import APIRouter, FastAPI
from fastapi.responses import PlainTextResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index.errors import InputError

HOST = "127.0.0.1"
PORT = 7860
"""Used where it is free and no other is asked for."""
_TURN_SECONDS = 0.0005
"""How long a thread computes while others wait: an answer that is checked must not hold up the updates of others."""
_NAMES = frozenset({"127.0.0.1", "::1", "localhost"})
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self' blob:; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosts:
    """By which `names` others reach this machine, beside its own; `addresses`: by its addresses, too.

    No page elsewhere can have a name point here that is not among them. An address is nobody's to point.
    """

    names: frozenset[str] = frozenset()
    addresses: bool = False

    def hold(self, host: str) -> bool:
        """Whether a request with this `Host` is meant for this server."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in _NAMES or name in self.names or (self.addresses and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        return bool(ipaddress.ip_address(name))
    except ValueError:
        return False


class Guard:
    """Puts the headers on every response, and answers no request that another site had a hand in.

    A page elsewhere could otherwise have its own name point here (and read the index), or post questions blindly.
    """

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not (self._hosts.hold(host) and origin in {None, f"http://{host}", f"https://{host}"}):
            return await PlainTextResponse("Not from here.", 403)(scope, receive, send_guarded)
        return await self._app(scope, receive, send_guarded)


def bare(*routers: APIRouter, hosts: Hosts | None = None) -> FastAPI:
    """An application with these routes alone, guarded. `hosts` None: for this machine."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.add_middleware(Guard, hosts=hosts or Hosts())
    for router in routers:
        app.include_router(router)
    return app


def run(app: FastAPI, warm: Callable[[], None], *, host: str, port: int | None, say: Callable[[str], None]) -> None:
    """Runs an application until it is interrupted; `warm` meanwhile, in a thread.

    `say` gets its address as soon as it can be opened. `port` None: the usual one, else any that is free. Raises
    InputError where the port is taken.
    """
    sys.setswitchinterval(_TURN_SECONDS)
    with _listening(host, port) as listener:
        name = f"[{host}]" if ":" in host else host
        Thread(target=_warm, args=(warm,), name="warm", daemon=True).start()
        say(f"http://{name}:{listener.getsockname()[1]}")
        config = uvicorn.Config(
            app,
            log_level="warning",
            timeout_graceful_shutdown=1,
            server_header=False,
            proxy_headers=False,  # anybody can send them: wrong logins count by who really connects
        )
        uvicorn.Server(config).run(sockets=[listener])


def _warm(warm: Callable[[], None]) -> None:
    """Loads what the first answer needs, and takes it from the garbage collector, which holds up all while it looks.

    A look through all that is loaded took half a second, every few answers.
    """
    warm()
    gc.freeze()


def _listening(host: str, port: int | None) -> socket.socket:
    """A socket that takes connections already, so that a browser may come before the server is ready."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    if port is None:
        with suppress(OSError):
            return socket.create_server((host, PORT), family=family)
    try:
        return socket.create_server((host, port or 0), family=family)
    except OSError as error:
        raise InputError(
            f"{host} port {port} cannot be used ({error.strerror or os.strerror(error.errno or 0)}); "
            "name another with --port"
        ) from error
