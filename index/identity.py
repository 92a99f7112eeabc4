"""Which article is this? Ids that stay the same for the same input, on every machine and in every release."""

import hashlib
import re
from urllib.parse import SplitResult, urlsplit

# Kept here and not taken from a library: an id must not change because somebody's list of trackers grew.
_TRACKING = re.compile(
    r"(?:utm_|mc_|at_|_hs|pk_).*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id|mkt_tok"
    r"|cmp|cmpid|icid|ncid|ocid|ftcamp|smid|smtyp|sref|taid|ref_src|ref_url",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str | None:
    """The web address without fragment, tracking parameters, default port and trailing slash; None if it is none."""
    parts = _web_address(url)
    if parts is None:
        return None
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    kept = sorted(pair for pair in parts.query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0]))
    query = f"?{'&'.join(kept)}" if kept else ""
    return f"{parts.scheme}://{host}{port}{parts.path.rstrip('/')}{query}"


def article_id(*, url: str | None, title: str, text: str) -> str:
    """16 hexadecimal digits of the address where there is one, else of the words.

    The scheme does not count: a site that moves to https keeps its articles' ids.
    """
    canonical = canonical_url(url) if url else None
    what = canonical.partition("://")[2] if canonical else f"{title}\n\n{text}"
    return hashlib.sha256(what.encode("utf-8", "replace")).hexdigest()[:16]


def outlet_of(url: str) -> str | None:
    """The host of an address without "www."."""
    parts = _web_address(url)
    return (parts.hostname or "").removeprefix("www.") if parts else None


def _web_address(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in _DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, half an IPv6 address
        return None
    return parts if usable else None
