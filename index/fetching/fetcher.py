"""One address at a time: asked politely, followed through redirects that are checked alike, read within bounds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from index.errors import FetchFailed
from index.fetching.addresses import Resolve, resolve
from index.fetching.body import body_of
from index.fetching.robots import AGENT, LIMIT, Permission, permission

if TYPE_CHECKING:
    import httpx

_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRules:
    """What a fetch may do. `seconds` for one answer, `pause` in seconds between two requests to a host."""

    private: bool = False
    """Whether addresses of this machine and its network may be fetched from."""
    max_bytes: int = 50 * 1024 * 1024
    seconds: float = 60.0
    pause: float = 1.0
    redirects: int = 5
    robots: bool = True
    resolver: Resolve = field(default=resolve, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server said that an answer can be known by again."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: `url` is where it came from in the end. `body` None: it is as it was (304)."""

    url: str
    body: bytes | None
    content_type: str | None = None
    validators: Validators = Validators()


class Fetcher:
    """Fetches addresses, remembering what hosts permit and when they were last asked. Close it after use."""

    def __init__(self, rules: FetchRules | None = None) -> None:
        self._rules = rules or FetchRules()
        self._client: httpx.Client | None = None
        self._permissions: dict[str, Callable[[str], Permission]] = {}
        self._asked: dict[str, float] = {}

    def get(self, url: str, known: Validators | None = None) -> Fetched:
        """What stands at the address. Raises FetchFailed: not permitted, not there, too large or too slow."""
        conditions = {
            name: value
            for name, value in (
                ("If-None-Match", known and known.etag),
                ("If-Modified-Since", known and known.last_modified),
            )
            if value
        }
        for _ in range(self._rules.redirects + 1):
            answer = self._permitted(url, conditions)
            if answer.moved_to is None:
                return answer.fetched
            url = answer.moved_to
        raise FetchFailed(f"leads on and on, more than {self._rules.redirects} times")

    def close(self) -> None:
        if self._client:
            self._client.close()

    def _permitted(self, url: str, conditions: dict[str, str]) -> _Answer:
        origin = _origin(url)
        pause = self._rules.pause
        if self._rules.robots:
            permitted = self._permission(origin)(url)
            if not permitted.allowed:
                raise FetchFailed(f"may not be fetched: {permitted.reason}")
            pause = max(pause, permitted.pause)
        self._wait(origin, pause)
        return self._ask(url, conditions, self._rules.max_bytes)

    def _permission(self, origin: str) -> Callable[[str], Permission]:
        if origin not in self._permissions:
            self._permissions[origin] = self._robots(f"{origin}/robots.txt")
        return self._permissions[origin]

    def _robots(self, url: str) -> Callable[[str], Permission]:
        """Robots are redirected, too; an address that must not be asked is an error here already."""
        for _ in range(self._rules.redirects + 1):
            answer = self._ask(url, {}, LIMIT, any_status=True)
            if answer.moved_to is None:
                return permission(answer.status, answer.fetched.body or b"")
            url = answer.moved_to
        return permission(404, b"")

    def _wait(self, origin: str, pause: float) -> None:
        due = self._asked.get(origin, float("-inf")) + pause
        if (left := due - time.monotonic()) > 0:
            time.sleep(left)
        self._asked[origin] = time.monotonic()

    def _ask(self, url: str, conditions: dict[str, str], limit: int, *, any_status: bool = False) -> _Answer:
        from index.fetching.transport import client_of, response_to  # httpx takes 0.1 s

        _origin(url)
        if self._client is None:
            self._client = client_of(private=self._rules.private, resolver=self._rules.resolver)
        headers = {"User-Agent": _user_agent(), "Accept": _ACCEPT, "Accept-Encoding": "gzip", **conditions}
        with response_to(self._client, url, headers, self._rules.seconds) as response:
            status = response.status_code
            moved_to = response.headers.get("Location") if status in _REDIRECTS else None
            if moved_to:
                return _Answer(status, _joined(url, moved_to), Fetched(url=url, body=None))
            if status == _NOT_MODIFIED and conditions:
                return _Answer(status, None, Fetched(url=url, body=None))
            if status != 200 and not any_status:
                raise FetchFailed(f"is answered with {status} {response.reason_phrase[:60]}".rstrip())
            encoding = response.headers.get("Content-Encoding", "")
            body = b"" if status != 200 else body_of(response.iter_raw(), encoding, limit)
            validators = Validators(
                etag=response.headers.get("ETag"), last_modified=response.headers.get("Last-Modified")
            )
            kind = response.headers.get("Content-Type")
            return _Answer(status, None, Fetched(url=url, body=body, content_type=kind, validators=validators))


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    moved_to: str | None
    fetched: Fetched


def _user_agent() -> str:
    """What we are, and whose: robots.txt knows us by the first word."""
    return f"{AGENT}/{version('onrecord')} (reads news for its user; obeys robots.txt)"


def _origin(url: str) -> str:
    """Scheme, host and port. Raises FetchFailed for what is no address of the web, or carries a password."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises ValueError where it is no number up to 65535
    except ValueError as error:
        raise FetchFailed(f"is no web address: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchFailed(f"is no address that is fetched: {url[:80]!r} does not begin with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise FetchFailed("carries a name or a password, which would be kept with its articles; leave them out")
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchFailed(f"leads to no address: {location[:80]!r}") from error
