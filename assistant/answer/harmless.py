"""Text of articles and models with nothing in it that a Markdown or HTML renderer would act on: load, run or link.

Citations stay verbatim; this is for the sentences of an answer, which other programs may render.
"""

import re

_LIVE = re.compile(
    r"<(?P<code>script|style)\b[^>]*>.*?</(?P=code)\s*>"
    r"|<[a-z/!?][^>]*>"
    r"|!?\[[^\[\]]*\]\([^()]*(?:\([^()]*\)[^()]*)*\)"
    r"|\b(?:https?|ftp|javascript|vbscript|data|file|mailto):(?=\S)[^\s“”\"<>\[\]()]+"
    r"|\bwww\.[^\s“”\"<>\[\]()]+",
    re.IGNORECASE | re.DOTALL,
)
_BEGUN = re.compile(r"<(?=[a-z/!?])", re.IGNORECASE)
_OMITTED = re.compile(r"\s*…(?:\s*…)*\s*")


def harmless(text: str) -> str:
    """The text with "…" where it has tags, links, images or addresses; as it is where it has none.

    What looks begun, such as a tag that never ends, is set apart so that it is only text.
    """
    without = _LIVE.sub(lambda found: f" … {_stop(found[0])}", text)
    if without != text:
        without = _OMITTED.sub(" … ", without).strip()
        without = re.sub(r"… (?=[.,;:!?)”’»])", "…", without)
    return _BEGUN.sub("< ", without).replace("](", "] (")


def is_live(text: str) -> str | None:
    """The first part of the text that a renderer would act on; None where there is none."""
    found = _LIVE.search(text) or re.search(r"<[a-z/!?]|\]\(", text, re.IGNORECASE)
    return found[0] if found else None


def _stop(live: str) -> str:
    """The punctuation behind an address, which is the sentence's."""
    return live[len(live.rstrip(".,;:!?")) :]
