"""Lines that link to other articles inside one: "More:Why gas prices are falling". Their headlines are no speech."""

import re

_GLUED = re.compile(r"(?P<label>[^:\n]{2,80})(?!(?<=\d):\d):(?=[A-Z'\"‘“$\d])(?!\d\d\b)(?P<headline>[^\n]{12,200})")
"""Where a page sets the two apart by their type, its text has no space behind the colon."""
_NAMED = re.compile(
    r"\W*(?:(?:read|learn|see|watch)\s+)?(?:more|this|also|related|opinion|analysis|stor(?:y|ies)|video|graphics?|photos?|"
    r"live updates|fact check|exclusive|more information)\s?:\s[^\n]{12,200}",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")
_SAYING = re.compile(
    r"\b(?:said|says|told|tells|asked|asks|added|adds|wrote|writes|tweeted|posted|replied|warned|announced)\b"
)
_ENDED = re.compile(r"[.!?…][\"”’')\]]*$")


def is_link(text: str, start: int, end: int) -> bool:
    """Whether the paragraph `text[start:end]` is a headline behind its label, without the full stop of a sentence."""
    line = text[start:end].strip()
    linking = _NAMED.fullmatch(line) is not None or _is_glued(line)
    return linking and "//" not in line and _ENDED.search(line) is None


def _is_glued(line: str) -> bool:
    """Whether a headline is set behind its label without a space: not a quotation alone, nor what somebody says."""
    found = _GLUED.fullmatch(line)
    return found is not None and not (_QUOTED.fullmatch(found["headline"]) or _SAYING.search(found["label"]))
