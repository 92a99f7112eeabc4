"""Which outlets a question names as its source: "according to the Post", "reported by Daily Tide and the Post"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_BEFORE = (
    r"\b(?:according to|as per|per|via|by|in|from|on|between)\s+(?:both\s+|an?\s+|reports (?:by|in|from)\s+)?"
    r"(?:the\s+)?"
)
_AFTER = (
    r"(?:['’]s?)?\s+(?:also\s+|previously\s+|first\s+)?(?:report(?:ed|s|ing)?|articles?|story|stories|coverage|piece|"
    r"wrote|writes|published|publishes|noted|covered)\b"
)
_DOMAIN = re.compile(r"^(?:www\.)?([\w-]{2,})(?:\.[a-z]{2,3}){1,2}$")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\w+")
_NAMED = "\0"
"""Stands where an outlet was found: "the Post and" before a name tells that it is one, too."""
_JOIN = r"['’\",]*\s*(?:,|,?\s+and|,?\s+or)\s+(?:the\s+)?['‘\"]?"


def outlets_named(question: str, known: Sequence[str]) -> tuple[str, ...]:
    """Those of `known` that the question names. A name of one word ("Time") counts only where a report is spoken of."""
    text = question.replace(_NAMED, " ")
    words = {word.lower() for word in _FIRST_WORD.findall(text)}
    called: dict[str, list[str]] = {}
    for outlet in known:
        for name in _names(outlet):
            if _first(name) in words:
                called.setdefault(name, []).append(outlet)
    found: set[str] = set()
    for name in 2 * sorted(
        called, key=len, reverse=True
    ):  # "Post - Sport" before "Post"; twice, as one tells of another
        text, times = _pattern(name).subn(_NAMED, text)
        found |= set(called[name]) if times else set()
    return tuple(outlet for outlet in known if outlet in found)


def _first(name: str) -> str:
    found = _FIRST_WORD.search(name)
    return found[0].lower() if found else ""


@lru_cache(maxsize=1000)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_shapes(name)))


def _shapes(name: str) -> Iterator[str]:
    anyhow = bool(_DOMAIN.match(name)) or name.isupper()
    written = f"(?i:{re.escape(name)})" if anyhow else re.escape(name)
    yield rf"(?i:{_BEFORE}['\"‘“]?){written}(?!\w)"
    yield rf"(?<!\w){written}(?i:{_AFTER})"
    yield rf"['\"‘“]{written},?['\"’”]"
    yield rf"{_NAMED}{_JOIN}{written}(?!\w)"
    yield rf"(?<!\w){written}{_JOIN}{_NAMED}"
    if " " in name:
        yield rf"(?<!\w){written}(?!\w)"


@lru_cache(maxsize=1000)
def _names(outlet: str) -> tuple[str, ...]:
    """What an outlet is called: its name, without "The", the head of "Post - Sport", a site's name without ".com"."""
    names = [outlet, outlet.split(" - ")[0].split(" | ")[0].strip()]
    names += [_ARTICLE.sub("", name) for name in names]
    if domain := _DOMAIN.match(outlet):
        names.append(domain[1].upper())
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))
