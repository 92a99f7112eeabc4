"""A question of several steps into questions of one, by the model, where the rules of `index.parting` find none.

The parts only widen the search: what the answer says comes from articles and is checked like any other. What a model
writes is taken for a part only where every name and number in it is the question's own.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError

from assistant.model import ChatModel, Message
from assistant.settings import Settings
from index.errors import ModelFailed, WeightsFailed
from index.lexical import content_stems, stems
from index.query import Query
from prompts import as_data, render

MOST_PARTS = 3
_FEWEST_WORDS, _LONGEST, _READ = 9, 300, 1000  # words, and characters of a part and of a question
_TOKENS = 200
"""Tokens of a reply: three questions of 40 words."""
_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"questions": {"type": "array", "maxItems": MOST_PARTS, "items": {"type": "string"}}},
    "required": ["questions"],
    "additionalProperties": False,
}
_DID = (
    r"(?:\w+ed|is|are|was|were|has|had|have|will|would|could|won|lost|took|made|said|led|sold|beat|bought|became|left)"
    r"\b"
)
# What ties one thing that must be found to another: a clause about it, a time told by an event, a comparison.
_TIE = re.compile(
    rf"(?<=\w)\s+(?:who|whose|whom|which|where)\s|(?<=\w)\s+that\s+{_DID}"
    rf"|\b(?:before|after|when|while|since|until)\s+(?:\w+\s+){{1,4}}{_DID}"
    r"|\b(?:same|both|also|other than|more than|less than|earlier than|later than|compared|differ\w*|in common)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"(?:(?:in|at|on|of|for|with|to|by|after|before|between)\b|wh\w+|how|did|does|do|is|are|was|were|has|have|had|can|will)\b",
    re.IGNORECASE,
)
"""How such a question begins. In one that begins otherwise ("The ban will include which countries?"), "which" asks."""
_NAME = re.compile(r"(?<=[\s(“\"'‘])[A-Z][\w’'-]*|\d[\d.,]*")


class _Reply(BaseModel):
    questions: list[str]


def in_steps(query: Query, settings: Settings, model: Callable[[], ChatModel]) -> Query:
    """The query with parts by the model; as it is where it has some, or is of one step, or no model is to be asked.

    `model` is called only where it is needed. A model that fails here changes nothing: it is asked for the answer next,
    and what is wrong with it is said then.
    """
    if query.parts or not _is_asked(settings) or not seems_of_several_steps(query.text):
        return query
    prompt = (Message(role="user", content=render("hops", question=as_data(query.text))),)
    try:
        reply = model().complete(prompt, max_tokens=_TOKENS, schema=_SCHEMA)
    except (ModelFailed, WeightsFailed):
        return query
    return replace(query, parts=parts_of_reply(reply.text, query.text))


def _is_asked(settings: Settings) -> bool:
    """The embedded model, whose seconds are a reader's, is asked only where the settings say so."""
    return settings.llm and (not settings.embedded if settings.split_questions is None else settings.split_questions)


def seems_of_several_steps(question: str) -> bool:
    """Whether asking a model is worth its time: the question is long, and something in it hangs on something else."""
    asks = _ASKS.match(question) and len(question.split()) >= _FEWEST_WORDS and len(question) <= _READ
    return bool(asks and _TIE.search(question))


def parts_of_reply(reply: str, question: str) -> tuple[str, ...]:
    """Two or three questions from a model's JSON; none where it wrote anything else, or only the question again."""
    found = re.search(r"\{.*\}", reply, re.DOTALL)  # some put it into a fence, or write a word before it
    try:
        written = _Reply.model_validate_json(found[0]).questions if found else []
    except ValidationError:
        return ()
    parts = tuple(dict.fromkeys(_usable(written, question)))[:MOST_PARTS]
    return parts if len(parts) > 1 else ()


def _usable(written: list[str], question: str) -> Iterator[str]:
    asked, known = set(content_stems(question)), set(stems(question))
    for text in written:
        part = " ".join(text.split())
        words = set(content_stems(part))
        own = all(set(stems(name)) <= known for name in _NAME.findall(part))
        if len(words) >= 2 and words & asked and words != asked and len(part) <= _LONGEST and own:
            yield part
