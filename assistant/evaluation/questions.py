"""The question set: what is asked, and what a right answer holds. Foreign data, so everything is validated here.

The fields are described at the top of the samples' `questions.yaml`. Files are read by `assistant.evaluation.sets`.
"""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, field_validator, model_validator

from assistant.assistant import Filters

Reason = Literal[
    "speaker_absent", "speaker_not_on_topic", "nothing_relevant", "outside_dates", "only_hearsay", "index_empty"
]


class Form(BaseModel):
    """What foreign data must look like: no unknown fields, nothing converted but days."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Pattern(Form):
    """Met where the regular expression is found, whatever its case."""

    regex: str

    @field_validator("regex")
    @classmethod
    def _compiles(cls, regex: str) -> str:
        try:
            re.compile(regex)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return regex


class Number(Form):
    """Met by a number that is at most `tolerance` away."""

    number: float
    tolerance: float = Field(default=0, ge=0)


def _form(value: object) -> str | None:
    """Which kind of entry is meant, so that a mistake in it is told for that kind alone."""
    if isinstance(value, str | Pattern | Number):
        return {str: "<text>", Pattern: "<pattern>", Number: "<number>"}[type(value)]
    if isinstance(value, dict):
        return "<pattern>" if "regex" in value else "<number>" if "number" in value else None
    return "<list>" if isinstance(value, list) else None


Entry = str | Pattern | Number
_WRONG = "an entry is a string, {regex: …}, {number: …} or a list of these"
_Text = Annotated[str, Tag("<text>")]
_Pattern = Annotated[Pattern, Tag("<pattern>")]
_Number = Annotated[Number, Tag("<number>")]
_Meant = Discriminator(_form, custom_error_type="entry", custom_error_message=_WRONG)
_Entry = Annotated[_Text | _Pattern | _Number, _Meant]
Entries = Annotated[_Text | _Pattern | _Number | Annotated[list[_Entry], Tag("<list>")], _Meant]


class Span(Form):
    """Words that stand in an article, verbatim but for typography: the place that holds the answer."""

    article: str
    words: str = Field(min_length=1)


class Expect(Form):
    answers: list[Entries] = []
    articles: list[str | list[str]] = []
    spans: list[Span] = []
    speaker: str | None = None
    quotations: list[str] = []
    forbidden_quotations: list[str] = []
    conflict: bool = False
    """The articles disagree: every entry of `answers` is one side, and an answer shows all of them."""

    @model_validator(mode="after")
    def _a_conflict_has_sides(self) -> Self:
        if self.conflict and len(self.answers) < 2:
            raise ValueError("a conflict has two entries in 'answers' at least, one for each side")
        return self


class Asked(Form):
    """One question as it is put to the assistant."""

    id: str = Field(min_length=1)
    question: str = Field(min_length=1)
    history: list[str] = []
    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    outlets: list[str] = []
    speaker: str | None = None

    @field_validator("as_of", "since", "until", mode="before")
    @classmethod
    def _day(cls, value: object) -> object:
        """JSON has no days: a string is one where it is written YYYY-MM-DD."""
        return date.fromisoformat(value) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _days_are_in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"since {self.since} is after until {self.until}: no day is both")
        return self

    @property
    def filters(self) -> Filters:
        return Filters(
            as_of=self.as_of, since=self.since, until=self.until, outlets=tuple(self.outlets), speaker=self.speaker
        )


class Question(Asked):
    """A question with its gold: what a right answer holds, or that a right answer is a refusal."""

    expect: Expect | None = None
    unanswerable: bool = False
    reason: Reason | None = None
    tags: list[str] = []

    @model_validator(mode="after")
    def _asks_for_an_answer_or_for_a_refusal(self) -> Self:
        if self.unanswerable and self.expect is not None:
            raise ValueError("'unanswerable' and 'expect' exclude one another")
        if self.reason is not None and not self.unanswerable:
            raise ValueError("'reason' is that of a refusal: it goes with 'unanswerable: true'")
        if not self.unanswerable and self.expect is None:
            raise ValueError("neither 'expect' nor 'unanswerable' says what a right answer is")
        return self
