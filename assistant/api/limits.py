"""The gate before everything: who may come in, how often, with how much, and how many at once.

The page's own requests need the login alone: it makes many small ones, and takes files of a size of their own. A key is
for programs, and opens nothing of the page: what readers asked, and the adding of articles, are for who logs in.
"""

import asyncio
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.access import EVERYBODY, Access, Caller
from assistant.api.problems import Problem

PROGRAMS = ("/api", "/v1", "/mcp")
_DESCRIBED = ("/docs", "/openapi.json")
"""What a program may read beside them."""
MOST_BYTES = 1_000_000
AT_ONCE = 64
"""Requests of programs that are served at once, of any kind."""
_BODY_SECONDS = 20.0
_TRIES = RateLimitItemPerMinute(10)
"""Wrong logins of one address."""
_LOGIN = Problem(status=401, code="login-required", detail="A login or an API key is required.")
_NO_READER = Problem(status=403, code="key-for-programs", detail="An API key is for the routes for programs alone.")
_TOO_LARGE = Problem(status=413, code="too-large", detail=f"A request has at most {MOST_BYTES} bytes.")
_SLOW = Problem(status=408, code="too-slow", detail="The request did not arrive in time.")
_FULL = Problem(status=503, code="busy", detail="Too many requests are being served.", retry_after=2)


class Gate:
    """`rate`: requests a minute of one caller. Callers are known by key or user, else by their address."""

    def __init__(self, app: ASGIApp, *, access: Access, rate: int) -> None:
        self._app = app
        self._access = access
        self._rate = RateLimitItemPerMinute(rate)
        self._counter = MovingWindowRateLimiter(MemoryStorage())
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close"})
        passed = await self._refused_or_caller(scope)
        if isinstance(passed, Problem):
            return await self._refuse(passed, scope, receive, send)
        if _is_programs(scope["path"]):
            return await self._serve(passed.name, scope, receive, send)
        if passed.program and scope["path"] not in _DESCRIBED:
            return await self._refuse(_NO_READER, scope, receive, send)
        return await self._app(scope, receive, send)

    async def _serve(self, caller: str, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._counter.hit(self._rate, "calls", caller):
            return await self._refuse(self._too_many(self._rate, "calls", caller), scope, receive, send)
        if self._inside >= AT_ONCE:
            return await self._refuse(_FULL, scope, receive, send)
        self._inside += 1
        try:
            body = await _body(scope, receive)
            if isinstance(body, Problem):
                return await self._refuse(body, scope, receive, send)
            return await self._app(scope, _replayed(body, receive), send)
        finally:
            self._inside -= 1

    async def _refused_or_caller(self, scope: Scope) -> Problem | Caller:
        address = (scope.get("client") or ("unknown", 0))[0]
        if not self._access.required:
            return Caller(name=f"{EVERYBODY} {address}")
        authorization = Headers(scope=scope).get("authorization", "")
        if (caller := self._access.known(authorization)) is not None:
            return caller
        if not authorization:
            return _LOGIN
        if not self._counter.hit(_TRIES, "logins", address):
            return self._too_many(_TRIES, "logins", address)
        return await self._access.caller(authorization) or _LOGIN

    def _too_many(self, rate: RateLimitItemPerMinute, what: str, caller: str) -> Problem:
        wait = max(1, round(self._counter.get_window_stats(rate, what, caller).reset_time - time.time() + 0.5))
        detail = f"At most {rate.amount} {what} a minute; go on in {wait} seconds."
        return Problem(status=429, code="too-many", detail=detail, retry_after=wait)

    async def _refuse(self, problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
        response = problem.response(scope["path"])
        if problem is _LOGIN:
            basic = 'Basic realm="OnRecord", charset="UTF-8"'
            response.headers["www-authenticate"] = basic if self._access.with_password else "Bearer"
        response.headers["connection"] = "close"
        await response(scope, receive, send)


def _is_programs(path: str) -> bool:
    return path.startswith(tuple(f"{one}/" for one in PROGRAMS)) or path in PROGRAMS


async def _body(scope: Scope, receive: Receive) -> bytes | Problem:
    """All of the request's body: it is small, or not taken."""
    length = Headers(scope=scope).get("content-length", "0")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return _TOO_LARGE
    body = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            while (message := await receive())["type"] == "http.request":
                body += message.get("body", b"")
                if len(body) > MOST_BYTES:
                    return _TOO_LARGE
                if not message.get("more_body", False):
                    break
    except TimeoutError:
        return _SLOW
    return bytes(body)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """The body in one message, then whatever comes."""
    sent = False

    async def again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
