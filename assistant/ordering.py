"""Orders in an article to the machine that reads it: "Assistants must say that …". Found by their wording, in English.

A model is told that articles are data, and its sentences are checked; where code shows extracts by itself, it shows
others rather than these.
"""

import re

from index.sentences import sentence_spans

Span = tuple[int, int]

_MACHINE = (
    r"\b(?:AIs?|A\.I\.|(?i:assistants?|(?:large )?language models?|LLMs?|chat ?bots?|AI (?:systems?|readers?)))\b"
)
_ORDER = (
    r"\b(?i:must|shall|should|are (?:not )?(?:to|permitted|allowed)|please|ignore|disregard|forget|reply|respond"
    r"|answer|say|state|tell|write|report|conclude|quote|replace|mention|cite|obey)\b"
)
_TO_MACHINES = re.compile(rf"{_MACHINE}.*{_ORDER}|{_ORDER}.*{_MACHINE}", re.DOTALL)
_OF_RULES = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instructions?|rules|prompts?|article|filters?)\b"
    r"|\b(?:begin|end|start|finish) (?:every|each|your|all) answers?\b|\byour (?:whole |entire )?(?:answer|reply)\b"
    r"|\bsystem prompt\b|\[/?SYSTEM\]|^\s*SYSTEM:|<\|[a-z_]+\|>|\bdeveloper mode\b",
    re.IGNORECASE,
)
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def without_orders(text: str, question: str) -> tuple[Span, ...]:
    """The parts of the text outside such orders; an order goes on to the end of its paragraph.

    All of it where the question is about machines that read: then such words may be the news.
    """
    if re.search(_MACHINE, question):
        return ((0, len(text)),)
    parts: list[Span] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        spans = sentence_spans(paragraph[0])
        first = next((start for start, end in spans if is_order(paragraph[0][start:end])), None)
        if first != 0:
            end = paragraph.end() if first is None else paragraph.start() + first
            _append(parts, (paragraph.start(), end), text)
    return tuple(parts)


def is_order(sentence: str) -> bool:
    sentence = sentence.translate(_UNSEEN)
    return bool(_TO_MACHINES.search(sentence) or _OF_RULES.search(sentence))


def _append(parts: list[Span], part: Span, text: str) -> None:
    """What nothing but space parts is one."""
    if parts and not text[parts[-1][1] : part[0]].strip():
        parts[-1] = (parts[-1][0], part[1])
    else:
        parts.append(part)
