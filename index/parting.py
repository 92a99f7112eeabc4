"""A question of several steps into questions of one: for "and", "both", "or", "while" and comparisons, by rules."""

import re

_CLAUSE = re.compile(
    r",?\s+(?:and|but)\s+(?=(?:(?:is|are|was|were|has|have|had|did|does|do|who|what|which|when|where|how|why)\b"
    r"|(?:also|later|then)\s+\w+))"
    r"|,?\s+(?:while|whereas|compared (?:to|with)|as opposed to|in contrast to)\s+"
    r"|,\s+(?:and|or)\s+(?=(?:\w+ed|by|in|for)\b)"
)
_DO = r"(?P<lead>(?i:did|do|does|have|has|had|are|is|were|was|will|can)\s+)"
_NAME = r"(?:(?i:the)\s+)?[\w.’'-]+(?:\s+[A-Z][\w.’'-]*)*"
_BOTH = tuple(
    re.compile(shape)
    for shape in (
        rf"^{_DO}(?P<one>[^,?]{{2,60}}?)\s+and\s+(?P<other>[^,?]{{2,60}}?)\s+both\s+(?P<rest>.+)$",
        rf"^{_DO}both\s+(?P<one>{_NAME})\s+and\s+(?P<other>{_NAME})\s+(?P<rest>.+)$",
    )
)
_EITHER = re.compile(r"^(?P<ask>.{8,}?)[,:]\s*(?P<one>[^,?]{2,60}?)(?:,)?\s+or\s+(?P<other>[^,?]{2,60})\?*$")
_BETWEEN = re.compile(
    r"^between\s+(?P<one>.{4,160}?),?\s+and\s+(?P<other>(?:the|a|an|[A-Z'‘\"]).{3,160}?),\s+(?P<rest>(?:was|is|were|are|did|do|does|has|have|had|which|who|what)\b.+)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]{3,}")
_FEWEST_WORDS, _MOST_PARTS = 4, 4


def parts_of(question: str) -> tuple[str, ...]:
    """Questions, or clauses, that can be looked for one by one; none where the question is of one step."""
    for split in (_both, _either, _between, _clauses):
        if parts := split(question):
            return parts
    return ()


def _both(question: str) -> tuple[str, ...]:
    found = next((found for shape in _BOTH if (found := shape.match(question))), None)
    return tuple(f"{found['lead']}{found[who]} {found['rest']}" for who in ("one", "other")) if found else ()


def _either(question: str) -> tuple[str, ...]:
    found = _EITHER.match(question)
    return (f"{found['ask']} {found['one']}?", f"{found['ask']} {found['other']}?") if found else ()


def _between(question: str) -> tuple[str, ...]:
    found = _BETWEEN.match(question)
    return (f"{found['one']}: {found['rest']}", f"{found['other']}: {found['rest']}") if found else ()


def _clauses(question: str) -> tuple[str, ...]:
    """A clause of fewer than four words stays with the one before it."""
    parts: list[str] = []
    done = 0
    for found in _CLAUSE.finditer(question):
        head, rest = question[done : found.start()], question[found.end() :]
        if len(_WORD.findall(head)) >= _FEWEST_WORDS <= len(_WORD.findall(rest)) and len(parts) < _MOST_PARTS - 1:
            parts.append(head.strip(" ,"))
            done = found.end()
    return (*parts, question[done:].strip(" ,")) if parts else ()
