"""What a browser asks of the page, read and bounded: nothing that comes from one is taken as it is."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.page.turns import Within
from assistant.question.slots import revised
from assistant.values import Slots
from index.errors import InputError

_NAME = 300
_QUESTION = 4000


class SlotsOrder(BaseModel):
    """Slots of a question; empty texts are none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    speaker: str = Field(default="", max_length=_NAME)
    topic: str = Field(default="", max_length=_NAME)
    period: str = Field(default="", max_length=_NAME)

    @property
    def slots(self) -> Slots:
        return Slots(
            speaker=self.speaker.strip() or None, topic=self.topic.strip() or None, period=self.period.strip() or None
        )


class RevisedOrder(SlotsOrder):
    """A question with the slots that it had before a reader changed them."""

    question: str = Field(default="", max_length=_QUESTION)


class Order(BaseModel):
    """A question with what narrows it. `replaces` is the turn, counted from 1, that it takes the place of.

    `question` empty: the one in the page's box is meant, unless `slots` make one of the question that it `revises`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    conversation: str = Field(default="", max_length=64)
    question: str = Field(default="", max_length=_QUESTION)
    replaces: int | None = Field(default=None, ge=1, le=100_000)
    slots: SlotsOrder | None = None
    revises: RevisedOrder = Field(default_factory=RevisedOrder)
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = Field(default=(), max_length=100)
    speaker: str = Field(default="", max_length=_NAME)
    opinion: bool = True

    @classmethod
    def read(cls, text: str) -> "Order":
        """The order that a browser sent as JSON. Raises InputError."""
        try:
            return cls.model_validate_json(text or "{}")
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"])) or "order"
            raise InputError(f"{where}: {first['msg']}") from None

    @property
    def within(self) -> Within:
        return Within(
            since=self.since,
            until=self.until,
            outlets=self.outlets,
            speaker=self.speaker.strip() or None,
            opinion=self.opinion,
        )

    def asked(self, typed: str) -> str:
        """The question meant, where `typed` stands in the box. Raises InputError for slots that make none."""
        if self.slots is not None:
            question = revised(self.revises.question, self.revises.slots, self.slots.slots)
            if not question:
                raise InputError("Name a speaker or a topic.")
            return question
        return (self.question or typed[:_QUESTION]).encode(errors="ignore").decode().strip()
