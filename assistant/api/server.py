"""Everything for programs as one application, alone or beside the page."""

import ipaddress
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from assistant.api.access import Access
from assistant.api.answering import Answering
from assistant.api.chat import chat
from assistant.api.described import described_html
from assistant.api.limits import MOST_BYTES, Gate
from assistant.api.problems import Refused, on_error, on_http, on_invalid
from assistant.api.routes import routes
from assistant.api.schema import openapi
from assistant.api.tools import PATH, ToolsOverHttp
from assistant.serving.application import Hosts, bare
from assistant.serving.desk import Desk
from assistant.settings import Settings
from index.errors import OnRecordError, SettingsError

Made = Callable[..., FastAPI]
"""Makes an application of routers, in their order, for `hosts`."""


def programs(desk: Desk, *, page: Made | None = None, beyond: bool = False) -> FastAPI:
    """The application: the routes for programs, beside the `page` where one is to be made. Raises SettingsError.

    `beyond`: others than this machine reach it, by its addresses too. Where the settings name hosts they do as well,
    through whatever passes their requests on.
    """
    settings = desk.settings
    access = access_of(settings, beyond=beyond or bool(settings.host_names))
    # Without a login only whoever is at this machine reads.
    desk.serve_others(a_minute=settings.serve_rate, candid=not access.required)
    answering = Answering(desk, most=settings.serve_queue)
    hosts = Hosts(names=settings.host_names, addresses=beyond)
    parts = (routes, chat, _description(alone=page is None), _tools(answering))
    app = (page or bare)(*parts, hosts=hosts)
    app.state.answering = answering
    app.user_middleware.append(Middleware(Gate, access=access, rate=settings.serve_rate))  # inside the page's guard
    for kind in (OnRecordError, Refused, Exception):
        app.add_exception_handler(kind, on_error)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(HTTPException, on_http)
    return app


def access_of(settings: Settings, *, beyond: bool) -> Access:
    """Who may ask. Raises SettingsError where everybody could, from beyond this machine."""
    auth = settings.auth.get_secret_value() if settings.auth else None
    keys = settings.api_keys.get_secret_value() if settings.api_keys else ""
    access = Access(auth, tuple(key.strip() for key in keys.split(",") if key.strip()))
    if beyond and not access.required:
        raise SettingsError(
            "others could ask without a login: set ONRECORD_AUTH (`onrecord serve --hash-password` makes one) or "
            "ONRECORD_API_KEYS, or keep to 127.0.0.1 and name no ONRECORD_HOSTS"
        )
    return access


def is_beyond(host: str) -> bool:
    """Whether others than this machine reach what listens there."""
    if host == "localhost":
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return True


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description of the routes for programs."""
    return openapi([*routes.routes, *chat.routes])


def _description(*, alone: bool) -> APIRouter:
    """The description, for programs and for people; at the root too, where no page is."""
    router = APIRouter(include_in_schema=False)

    @router.get("/openapi.json")
    def as_json() -> Response:
        return JSONResponse(description())

    @router.get("/docs")
    def as_page() -> Response:
        return HTMLResponse(described_html(description()))

    if alone:

        @router.get("/")
        def root() -> Response:
            return RedirectResponse("docs")

    return router


def _tools(answering: Answering) -> APIRouter:
    """MCP, which runs as long as the application does."""
    tools: Any = ToolsOverHttp(answering, most_bytes=MOST_BYTES)  # an application, which add_route takes too

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncGenerator[None]:
        del app
        async with tools.running():
            yield

    router = APIRouter(lifespan=lifespan, include_in_schema=False)
    router.add_route(PATH, tools, methods=["GET", "POST", "DELETE"], include_in_schema=False)
    return router
