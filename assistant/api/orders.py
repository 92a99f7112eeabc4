"""What programs ask for, read and bounded: nothing that comes from one is taken as it is."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from assistant.api.answering import Asked
from assistant.assistant import Filters

MOST_QUESTION = 4000
"""Characters."""
_MOST_NAME = 300
_MOST_HISTORY = 50
_WORDS = r"\S"
"""Something stands there."""


def _written(day: object) -> object:
    """The day as it was sent, if it is written as one: numbers would be taken for seconds."""
    if isinstance(day, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day, re.ASCII):
        raise ValueError("a day is written YYYY-MM-DD")
    if isinstance(day, int | float):
        raise ValueError("a day is a text, written YYYY-MM-DD")
    return day


Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_QUESTION, pattern=_WORDS)
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_MOST_NAME, pattern=_WORDS)]
Day = Annotated[date, BeforeValidator(_written)]
Names = Annotated[tuple[Name, ...], Field(max_length=100)]
_SINCE = "Only articles of this day or later."
_UNTIL = "Only articles of this day or earlier."
_OUTLETS = "Only articles of these outlets."
_SPEAKER = "Only what this person said."
_AS_OF = "The day the question is asked on: what came later is left out."


class AskOrder(BaseModel):
    """A question, with what came before it and what narrows it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: Question = Field(examples=["What did Blinken say about Afghanistan?"])
    history: Annotated[tuple[Question, ...], Field(max_length=_MOST_HISTORY)] = Field(
        default=(), description="Earlier questions, the oldest first, that this one may lean on."
    )
    as_of: Day | None = Field(default=None, description=_AS_OF)
    since: Day | None = Field(default=None, description=_SINCE)
    until: Day | None = Field(default=None, description=_UNTIL)
    outlets: Names = Field(default=(), description=_OUTLETS)
    speaker: Name | None = Field(default=None, description=_SPEAKER)
    opinion: bool = Field(default=True, description="Whether opinion pieces may be used.")
    stream: bool = Field(default=False, description="Server-sent events: `sources`, `text` and, the last, `checked`.")

    @property
    def asked(self) -> Asked:
        return Asked(
            question=self.question,
            history=self.history,
            filters=Filters(
                as_of=self.as_of,
                since=self.since,
                until=self.until,
                outlets=self.outlets,
                speaker=self.speaker,
                opinion=self.opinion,
            ),
        )


Since = Annotated[Day | None, Query(description=_SINCE)]
Until = Annotated[Day | None, Query(description=_UNTIL)]
Outlets = Annotated[list[Name], Query(alias="outlet", max_length=100, description=f"{_OUTLETS} May be repeated.")]
Speaker = Annotated[Name | None, Query(description=_SPEAKER)]
AsOf = Annotated[Day | None, Query(description=_AS_OF)]


class ChatPart(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    type: Literal["text"] = "text"
    text: Annotated[str, StringConstraints(max_length=MOST_QUESTION)]


class ChatMessage(BaseModel):
    """One turn. Only those of the user are read: `system` messages change no rule here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | tuple[ChatPart, ...] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, str):
            return self.content.strip()
        return "\n".join(part.text for part in self.content or ()).strip()


class StreamOptions(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    include_usage: bool = False


class ChatOrder(BaseModel):
    """A chat completion, as OpenAI's clients ask for one. How text is sampled is not theirs to say here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    model: Annotated[str, StringConstraints(max_length=_MOST_NAME)] = ""
    messages: Annotated[tuple[ChatMessage, ...], Field(min_length=1, max_length=2 * _MOST_HISTORY)]
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None
    metadata: dict[str, Any] | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """What the user said, the oldest first; the last is the question."""
        return tuple(message.text for message in self.messages if message.role == "user" and message.text)
