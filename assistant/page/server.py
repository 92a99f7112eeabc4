"""The page over HTTP, for this machine alone: the routes beside Gradio's, and the headers that keep a page in.

The content policy is the second wall: `html` escapes everything, and were something to slip through, it could still
load nothing from elsewhere and send nothing there. Gradio needs inline scripts and `Function()`.
"""

import gc
import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from urllib.parse import urlsplit

import uvicorn
from fastapi import APIRouter, FastAPI
from fastapi.responses import PlainTextResponse
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.page.desk import Desk
from index.errors import InputError

HOST = "127.0.0.1"
PORT = 7860
"""Used where it is free and no other is asked for."""
_TURN_SECONDS = 0.0005
"""How long a thread computes while others wait: an answer that is checked must not hold up the updates of others."""
_NAMES = frozenset({"127.0.0.1", "localhost"})
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


class Guard:
    """Puts the headers on every response, and answers no request that another site had a hand in.

    A page elsewhere could otherwise have its own name point here (and read the index), or post questions blindly.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        if not _is_ours(headers.get("host", ""), headers.get("origin")):
            return await PlainTextResponse("Not from here.", 403)(scope, receive, send_guarded)
        return await self._app(scope, receive, send_guarded)


def _is_ours(host: str, origin: str | None) -> bool:
    """Whether a request is made to this machine by name, and by a page of this server, if by any."""
    return urlsplit(f"//{host}").hostname in _NAMES and origin in {None, f"http://{host}"}


def application(desk: Desk, *others: APIRouter) -> FastAPI:
    """The whole page as an ASGI application, with the routes of `others` before the page's own."""
    from assistant.page.loading import load_gradio

    load_gradio()
    from assistant.page.blocks import mount
    from assistant.page.intake import intake
    from assistant.page.routes import routes

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.desk = desk
    app.add_middleware(Guard)
    for router in (*others, routes, intake):
        app.include_router(router)
    return mount(app, desk)


def serve(desk: Desk, *, port: int | None, browser: bool, say: Callable[[str], None]) -> None:
    """Runs the page until it is interrupted. `say` gets its address as soon as it can be opened.

    `port` None: the usual one, else any that is free. Raises InputError where the port is taken.
    """
    sys.setswitchinterval(_TURN_SECONDS)
    app = application(desk)
    with _listening(port) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}"
        Thread(target=_warm, args=(desk,), name="warm", daemon=True).start()
        say(address)
        if browser:
            webbrowser.open(address)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, server_header=False)
        uvicorn.Server(config).run(sockets=[listener])


def _warm(desk: Desk) -> None:
    """Loads what the first answer needs, and takes it from the garbage collector, which holds up all while it looks.

    A look through all that is loaded took half a second, every few answers.
    """
    desk.warm()
    gc.freeze()


def _listening(port: int | None) -> socket.socket:
    """A socket that takes connections already, so that a browser may come before the server is ready."""
    if port is None:
        with suppress(OSError):
            return socket.create_server((HOST, PORT))
    try:
        return socket.create_server((HOST, port or 0))
    except OSError as error:
        raise InputError(
            f"port {port} cannot be used ({os.strerror(error.errno or 0)}); name another with --port"
        ) from error
