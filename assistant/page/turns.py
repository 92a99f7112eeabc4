"""One turn of a conversation: a question and what is known of its answer so far. Plain data, kept by the page."""

import logging
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from assistant.assistant import Filters
from assistant.citing import uncited
from assistant.page.noted import Noted
from assistant.values import Answer, Citation, Event, Sentence, Slots, Sources, Text
from index.errors import IndexFailed, IndexMissing, InputError, ModelFailed, OnRecordError, WeightsFailed

Stage = Literal["waiting", "searching", "reading", "writing", "done", "stopped", "failed"]
_ENDED = frozenset[Stage]({"done", "stopped", "failed"})

Trouble = Literal["input", "no_index", "index", "no_model", "model", "busy", "often", "elsewhere", "unforeseen"]
"""Why a question got no answer."""
_TROUBLES: tuple[tuple[type[OnRecordError], Trouble], ...] = (
    (InputError, "input"),
    (IndexMissing, "no_index"),
    (IndexFailed, "index"),
    (WeightsFailed, "no_model"),
    (ModelFailed, "model"),
)
_log = logging.getLogger("onrecord.page")


def trouble_of(error: OnRecordError) -> Trouble:
    for kind, trouble in _TROUBLES:
        if isinstance(error, kind):
            return trouble
    return "unforeseen"


def detail_of(error: OnRecordError, *, candid: bool) -> str:
    """What an error says, for a reader of the page: of what is not about the question nothing, unless `candid`.

    It names folders, addresses and raw replies. What is not told is logged.
    """
    if candid or isinstance(error, InputError):
        return str(error)
    _log.warning("%s", error)
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """What the reader narrows a question to: publication days, inclusive, outlets, whose words, no opinion pieces."""

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    speaker: str | None = None
    opinion: bool = True

    @property
    def filters(self) -> Filters:
        return Filters(
            since=self.since, until=self.until, outlets=self.outlets, speaker=self.speaker, opinion=self.opinion
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """`sources`, `told`, `text` and `checked` are provisional. `answer` is there where `stage` is "done".

    `told` are the ledger's own words, of `sources`: an answer until there is a better one. `checked` are sentences
    that have passed their checks, with their citations `cited`; `text` follows them, unchecked.

    `waiting`: another answer is being written first. `fetched`: bytes had and bytes in all of a model that has to be
    fetched before it can answer. `noted`: what the articles shown say of their own faults. `parts`: what of the
    question can be changed by itself. `trouble` is there where it failed, and `failure` with it, in English: more about
    it, or nothing.
    """

    question: str
    within: Within = field(default_factory=Within)
    stage: Stage = "searching"
    sources: tuple[Citation, ...] = ()
    told: tuple[Sentence, ...] = ()
    checked: tuple[Sentence, ...] = ()
    cited: tuple[Citation, ...] = ()
    text: str = ""
    fetched: tuple[int, int] | None = None
    answer: Answer | None = None
    noted: tuple[Noted, ...] = ()
    parts: Slots = field(default_factory=Slots)
    trouble: Trouble | None = None
    failure: str | None = None

    @property
    def ended(self) -> bool:
        return self.stage in _ENDED

    @property
    def uncited(self) -> tuple[Citation, ...]:
        """Of the sources what no checked sentence cites so far, numbered on from what they cite."""
        return uncited(self.sources, self.cited)

    def after(self, event: Event) -> "Turn":
        """The turn when an event of the answer has come."""
        if isinstance(event, Sources):
            return replace(self, stage="reading", sources=event.citations, told=event.sentences)
        if isinstance(event, Text):
            return replace(
                self,
                stage="writing",
                checked=event.sentences,
                cited=event.citations,
                text=event.unchecked,
                fetched=None,
            )
        answer = event.answer
        return Turn(question=self.question, within=self.within, stage="done", answer=answer, parts=answer.slots)

    def stopped(self) -> "Turn":
        """The turn when the reader stops it; one that has ended stays as it is."""
        return self if self.ended else replace(self, stage="stopped", fetched=None)

    def cut_short(self) -> "Turn":
        """The turn when nothing more will come: failed, unless it has ended."""
        return self if self.ended else self.failed("unforeseen")

    def failed(self, trouble: Trouble, detail: str = "") -> "Turn":
        return replace(self, stage="failed", trouble=trouble, failure=detail, fetched=None)

    def failed_by(self, error: OnRecordError, *, candid: bool) -> "Turn":
        """The turn when an error ends it. `candid`: what the error says is shown, whatever it is about."""
        return self.failed(trouble_of(error), detail_of(error, candid=candid))
