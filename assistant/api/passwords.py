"""Passwords as they are kept: scrypt (RFC 7914), salted, in a form that no shell takes apart."""

import base64
import hashlib
import hmac
import secrets

_N, _R, _P = 2**15, 8, 1
"""32 MB and about 0.1 s for each try."""
_MOST_N, _MOST_R, _MOST_P = 2**18, 16, 4
_KIND = "scrypt"
_BYTES = 32


def hashed(password: str) -> str:
    """What may be kept in the password's place."""
    salt = secrets.token_bytes(16)
    return ".".join((_KIND, str(_N), str(_R), str(_P), _text(salt), _text(_derived(password, salt, _N, _R, _P))))


def matches(password: str, kept: str) -> bool:
    """Whether it is the password, in a time that does not tell how nearly. Raises ValueError for what is no hash."""
    n, r, p, salt, digest = parsed(kept)
    return hmac.compare_digest(_derived(password, salt, n, r, p), digest)


def parsed(kept: str) -> tuple[int, int, int, bytes, bytes]:
    """The parts of a hash. Raises ValueError."""
    kind, n, r, p, salt, digest = kept.split(".")
    cost, block, parallel = int(n), int(r), int(p)
    powers = cost > 1 and cost & (cost - 1) == 0
    if kind != _KIND or not powers or cost > _MOST_N or not 0 < block <= _MOST_R or not 0 < parallel <= _MOST_P:
        raise ValueError("no hash that this version makes")
    return cost, block, parallel, _bytes(salt), _bytes(digest)


def _derived(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    room = 128 * r * (n + p + 2) + 2**20
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=room, dklen=_BYTES)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
