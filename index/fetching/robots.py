"""What a site lets robots fetch, and how slowly: robots.txt, read by Protego, the door to which this is (RFC 9309)."""

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

AGENT = "OnRecord"
LIMIT = 512 * 1024
_LONGEST_PAUSE = 30.0
"""Seconds between two requests that a site can make us wait."""


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether an address may be fetched, why not, and how many seconds the site wants between two requests."""

    allowed: bool
    pause: float = 0.0
    reason: str = ""


def permission(status: int, body: bytes) -> Callable[[str], Permission]:
    """What the site permits, by address. One that has no robots.txt permits all; one that fails permits nothing."""
    if status >= 500:
        why = "its robots.txt cannot be read now, so it must be taken to permit nothing"
        return lambda _: Permission(False, reason=why)
    if status >= 300:
        return lambda _: Permission(True)
    rules = Protego.parse(body.decode("utf-8", "replace"))
    pause = min(rules.crawl_delay(AGENT) or 0.0, _LONGEST_PAUSE)

    def permitted(url: str) -> Permission:
        return Permission(rules.can_fetch(url, AGENT), pause, "its robots.txt does not permit it")

    return permitted
