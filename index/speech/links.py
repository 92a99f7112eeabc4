"""Lines that link to other articles inside one: "More:Why gas prices are falling". Their headlines are no speech."""

import re

_GLUED = re.compile(r"[^:\n]{2,80}:(?=[A-Z'\"‘“$\d])(?!\d\d\b)[^\n]{12,200}")
"""Where a page sets the two apart by their type, its text has no space behind the colon."""
_NAMED = re.compile(
    r"\W*(?:(?:read|learn|see|watch)\s+)?(?:more|this|also|related|opinion|analysis|stor(?:y|ies)|video|graphics?|photos?|"
    r"live updates|fact check|exclusive|more information)\s?:\s[^\n]{12,200}",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")


def is_link(text: str, start: int, end: int) -> bool:
    """Whether the paragraph `text[start:end]` is a headline behind its label, without the full stop of a sentence."""
    line = text[start:end].strip()
    found = _GLUED.fullmatch(line) or _NAMED.fullmatch(line)
    return found is not None and "//" not in line and _ENDED.search(line) is None
