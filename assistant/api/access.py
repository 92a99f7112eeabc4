"""Who may ask: one user with a password, programs with API keys, or, on this machine alone, everybody."""

import asyncio
import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.api.passwords import matches, parsed
from index.errors import SettingsError

SHORTEST_KEY = 16
"""Characters."""
EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks. `program`: by a key, which is for the routes for programs alone."""

    name: str
    program: bool = False


class Access:
    """`auth` is `user:hash`, as `onrecord serve --hash-password` prints it. Raises SettingsError, without either."""

    def __init__(self, auth: str | None = None, keys: Sequence[str] = ()) -> None:
        self._user, _, self._hash = (auth or "").partition(":")
        if auth is not None:
            _check(self._user, self._hash)
        if any(len(key) < SHORTEST_KEY for key in keys):
            raise SettingsError(f"setting 'api_keys': a key has at least {SHORTEST_KEY} characters")
        self._keys = tuple(_digest(key.encode()) for key in keys)
        self._secret = secrets.token_bytes(32)
        self._known: bytes | None = None
        self._one_by_one = asyncio.Semaphore(1)

    @property
    def required(self) -> bool:
        return bool(self._user or self._keys)

    @property
    def with_password(self) -> bool:
        return bool(self._user)

    def known(self, authorization: str) -> Caller | None:
        """Whose header this is, as far as that takes no time: a key's, or a login's that went through before."""
        kind, _, given = authorization.partition(" ")
        if kind.lower() == "bearer":
            digest = _digest(given.strip().encode(errors="replace"))
            found = [hmac.compare_digest(digest, key) for key in self._keys]
            return Caller(name=f"key {found.index(True) + 1}", program=True) if any(found) else None
        if self._known is not None and hmac.compare_digest(self._mark(authorization), self._known):
            return Caller(name=f"user {self._user}")
        return None

    async def caller(self, authorization: str) -> Caller | None:
        """Whose header this is; None: of nobody who may ask. A password takes 0.1 s, one after the other."""
        if (caller := self.known(authorization)) is not None:
            return caller
        kind, _, given = authorization.partition(" ")
        if kind.lower() != "basic" or not self._user:
            return None
        try:
            user, _, password = base64.b64decode(given.strip(), validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        async with self._one_by_one:
            right = await asyncio.to_thread(matches, password, self._hash)
        if not (hmac.compare_digest(user.encode(), self._user.encode()) and right):
            return None
        self._known = self._mark(authorization)
        return Caller(name=f"user {self._user}")

    def _mark(self, authorization: str) -> bytes:
        """What is remembered of a header that went through: of no use outside this process."""
        return hmac.digest(self._secret, authorization.encode(errors="replace"), hashlib.sha256)


def _digest(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()


def _check(user: str, kept: str) -> None:
    try:
        parsed(kept)
    except ValueError:
        user = ""
    if not user:
        raise SettingsError("setting 'auth' is not USER:HASH; `onrecord serve --hash-password` makes one")
