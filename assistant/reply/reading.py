"""What a model wrote, as sentences with source numbers: from JSON, or from plain text with `[n]`, whole or half."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from pydantic_core import from_json

from assistant.checks import Draft
from assistant.checks.quotations import quotations_in
from index.datelines import after_dateline
from index.sentences import sentence_spans

_SENTENCE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "sources": {"type": "array", "items": {"type": "integer"}, "maxItems": 4},
    },
    "required": ["text", "sources"],
    "additionalProperties": False,
}


NOT_STATED = "not stated"
"""What a model gives as its short answer where the sources have none."""


def schema(least: int, *, short: bool) -> dict[str, Any]:
    """The JSON schema of a reply with `least` to six sentences: small models stop after one where they may.

    With `short`, the answer in a few words comes first: small models find it where their sentences go astray.
    """
    sentences = {"type": "array", "minItems": least, "maxItems": 6, "items": _SENTENCE}
    properties = {"answer": {"type": "string", "maxLength": 120}} if short else {}
    return {
        "type": "object",
        "properties": {**properties, "sentences": sentences},
        "required": [*properties, "sentences"],
        "additionalProperties": False,
    }


_MARKER = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
_MARKERS_AFTER_STOP = re.compile(r"([.!?][\"”’']?)((?:\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\])+)")
# Bounded, so that no text is read over and over: of longer links the address goes all the same.
_IMAGE = re.compile(r"!\[[^\]]{0,500}\]\([^)]{0,2000}\)")
_LINK = re.compile(r"\[([^\]]{0,500})\]\([^)]{0,2000}\)")
_ADDRESS = re.compile(r"(?:[a-z0-9+.-]{0,30}://|\bwww\.|\b(?:javascript|data|mailto):)\S+", re.IGNORECASE)
_DECORATION = re.compile(r"^[^\S\n]*(?:[-*•>#]+|\d+[.)])\s+|\*\*|__|`", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_BLANK_LINES = re.compile(r"(\n\s*\n)")
_QUOTE = re.compile(r"[“”]|(?<!\d)\"")


def drafts(reply: str) -> tuple[Draft, ...]:
    """The sentences of a whole reply, without markers, Markdown, HTML or addresses: none of them may reach a reader."""
    return tuple(
        draft
        for text, numbers in _items(reply)
        for draft in _sentences(_plain(text), numbers)
        if re.search(r"\w", draft.text)
    )


def visible(reply: str) -> str:
    """What a reader may see of a reply still being written: its text so far, without the JSON around it."""
    return " ".join(_plain(text) for text, _ in _items(reply) if text.strip())


def finished(reply: str) -> tuple[str, str]:
    """Of a reply still being written, a reply of its whole sentences alone, and what a reader may see of the rest."""
    form = _form(reply)
    if form is None:
        text = _bare(reply)
        spans = () if text.startswith("{") else sentence_spans(text)
        end = spans[-1][0] if spans else 0
        return text[:end], _plain(text[end:])
    items = _sentences_in(form)
    closed = len(items) if reply.rstrip().endswith(("}", "]")) else max(0, len(items) - 1)
    rest = {"sentences": items[closed:]}
    return json.dumps({"sentences": items[:closed]}), visible(json.dumps(rest))


def short_answer(reply: str) -> str | None:
    """The answer in a few words where a reply has one, "" where it says that the sources do not state it."""
    answer = (_form(reply) or {}).get("answer")
    if not isinstance(answer, str) or not answer.strip():
        return None
    plain = _plain(answer).strip(" .")
    return "" if plain.lower().startswith(NOT_STATED) else plain


def _items(reply: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Pairs of text and source numbers."""
    form = _form(reply)
    if form is None:
        bare = _bare(reply)
        if not bare.startswith("{"):
            yield bare, ()
        return
    for item in _sentences_in(form):
        yield item["text"], _numbers(item.get("sources"))


def _bare(reply: str) -> str:
    return re.sub(r"^\s*```(?:json)?", "", reply).strip().removesuffix("```")


def _form(reply: str) -> dict[str, Any] | None:
    """The JSON object of a reply, whole or begun; None where it is no JSON."""
    bare = _bare(reply)
    if not bare.startswith("{"):
        return None
    try:
        parsed: Any = from_json(bare, allow_partial="trailing-strings")
    except ValueError:
        return None
    return cast(dict[str, Any], parsed) if isinstance(parsed, dict) else None


def _sentences_in(form: dict[str, Any]) -> list[dict[str, Any]]:
    given = form.get("sentences")
    items = cast(list[Any], given) if isinstance(given, list) else []
    return [cast(dict[str, Any], item) for item in items if isinstance(item, dict) and isinstance(_text(item), str)]


def _text(item: Any) -> Any:
    return cast(dict[str, Any], item).get("text")


def _numbers(sources: Any) -> tuple[int, ...]:
    given = cast(list[Any], sources) if isinstance(sources, list) else ()
    return tuple(number for number in given if isinstance(number, int) and not isinstance(number, bool))


def _plain(text: str) -> str:
    """The text without what could act or decorate: tags, images, links, addresses, Markdown marks."""
    for pattern, kept in ((_TAG, ""), (_IMAGE, ""), (_LINK, r"\1"), (_ADDRESS, ""), (_DECORATION, "")):
        text = pattern.sub(kept, text)
    plain = re.sub(r"[ \t]+", " ", text).strip()
    return "".join(map(_in_pairs, _BLANK_LINES.split(plain[after_dateline(plain, 0, len(plain)) :])))


def _in_pairs(text: str) -> str:
    """The paragraph with the mark that a quotation lacks before its first or behind its last word.

    Writers copy words from the middle of a quotation; without the mark it would pass for their own wording.
    """
    marks = [(found.start(), _opens(text, found.start())) for found in _QUOTE.finditer(text)]
    if "„" in text or not marks:
        return text
    if not marks[0][1] and len(text[: marks[0][0]].split()) > 1:
        text, marks = f"“{text}", [(0, True), *((at + 1, opens) for at, opens in marks)]
    return f"{text}”" if marks[-1][1] else text


def _opens(text: str, at: int) -> bool:
    """Whether a mark opens a quotation: by its shape, or, a straight one, by what stands beside it."""
    if text[at] in "“”":
        return text[at] == "“"
    return (
        (at == 0 or text[at - 1].isspace() or text[at - 1] in "(—–-[‘':/")
        and at + 1 < len(text)
        and not text[at + 1].isspace()
    )


def _sentences(text: str, numbers: tuple[int, ...]) -> Iterator[Draft]:
    text = _MARKERS_AFTER_STOP.sub(r"\2\1", text)
    for sentence in _whole_quotations(text):
        own = tuple(int(n) for found in _MARKER.findall(sentence) for n in re.split(r"\s*[,;]\s*", found))
        yield Draft(text=_MARKER.sub("", sentence).strip(), sources=own or numbers)


def _whole_quotations(text: str) -> Iterator[str]:
    """The sentences of the text, those that share a quotation joined."""
    spans: list[tuple[int, int]] = []
    quotations = quotations_in(text)
    for start, end in sentence_spans(text):
        if spans and any(quotation.start < spans[-1][1] and start < quotation.end for quotation in quotations):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    for start, end in spans:
        yield text[start:end]
