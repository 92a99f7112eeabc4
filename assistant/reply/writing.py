"""What the model writes for one question, as it comes; each sentence is checked as soon as it is whole."""

import time
from collections.abc import Generator
from dataclasses import dataclass, field
from threading import Thread

from assistant.answer.compose import from_checked
from assistant.checks.claims import warm
from assistant.gathering.gather import Evidence
from assistant.model import ChatModel, Message
from assistant.reply.concluding import unanswered
from assistant.reply.judge import Judge
from assistant.reply.prompting import messages, retried
from assistant.reply.reading import finished, schema, visible
from assistant.reply.standing import checked
from assistant.settings import Settings
from assistant.values import Dropped, Text, Usage
from assistant.verifying import CHECKING
from index.errors import ModelFailed, ModelRefused, WeightsFailed

MOST_POINTS = 3
"""So many sentences are asked for where the ledger has as many statements."""


@dataclass(slots=True, kw_only=True)
class Writing:
    """A reply on its way. Times are seconds since `started`, None until there is such text."""

    evidence: Evidence
    settings: Settings
    started: float
    judge: Judge | None = None
    """Who has the last word on how whole replies are worded."""
    reply: str = ""
    model: str | None = None
    usage: Usage = field(default_factory=Usage)
    notes: tuple[str, ...] = ()
    """Why there is no reply, or not all of it."""
    first_text: float | None = None
    first_sentence: float | None = None
    _whole: str = ""
    """The whole sentences that have been checked."""
    _stands: Text = field(default_factory=lambda: Text(text=""))

    @property
    def usage_in_all(self) -> Usage:
        """With what the judge has read and written."""
        return self.usage + self.judge.usage if self.judge else self.usage

    def elapsed(self) -> float:
        return time.perf_counter() - self.started

    def by(self, model: ChatModel) -> Generator[Text, None, None]:
        """The reply as it grows; one more where nothing of it stands. Failures are noted, ModelRefused is raised."""
        Thread(target=warm, name="parser", daemon=True).start()  # the checks need it when a sentence is done
        query = self.evidence.query
        prompt = messages(query.text, self.evidence.sources, query.speaker)
        try:
            yield from self._grow(model, prompt)
            if failed := unanswered(self.reply, self.evidence, self.judge):
                yield from self._again(model, prompt, failed)
        except ModelRefused:
            raise
        except WeightsFailed as failure:
            self.notes += (f"The language model gave no answer: {failure.brief}",)
        except ModelFailed as failure:
            self.notes += (f"The language model gave no whole answer: {failure}",)

    def _again(
        self, model: ChatModel, prompt: tuple[Message, ...], dropped: tuple[Dropped, ...]
    ) -> Generator[Text, None, None]:
        """One more try, told what failed; the first reply stays where the second is no better."""
        first, self.reply = self.reply, ""
        try:
            yield from self._grow(model, retried(prompt, first, dropped))
        finally:
            if not checked(self.reply, self.evidence, self.judge)[0]:
                self.reply = first

    def _grow(self, model: ChatModel, prompt: tuple[Message, ...]) -> Generator[Text, None, None]:
        spoken = self.evidence.query.speaker is not None
        form = schema(min(MOST_POINTS, self.evidence.from_ledger), short=not spoken)
        with model.stream(prompt, max_tokens=self.settings.answer_tokens, schema=form) as stream:
            self._whole, self._stands = "", Text(text="")
            for piece in stream:
                self.first_text = self.first_text or self.elapsed()
                self.reply += piece
                yield self._sofar()
            if finished(self.reply)[0] != self._whole:
                yield self._sofar(wait=True)
            self.model = model.name
            self.usage += stream.usage
            if stream.finish_reason == "length":
                self.notes += ("The language model's answer was cut at its longest length.",)

    def _sofar(self, *, wait: bool = False) -> Text:
        """The reply so far, what stands of its whole sentences, and the rest.

        While another reply is being checked, whole sentences stay among the rest, unless this is to `wait`.
        """
        whole, rest = finished(self.reply)
        if whole != self._whole and CHECKING.acquire(blocking=wait):
            try:
                self._whole, self._stands = whole, self._checked(whole)
            finally:
                CHECKING.release()
        text = visible(self.reply)
        if whole != self._whole:
            rest = text.removeprefix(visible(self._whole)).lstrip()
        return Text(text=text, sentences=self._stands.sentences, citations=self._stands.citations, unchecked=rest)

    def _checked(self, reply: str) -> Text:
        """The whole sentences so far that stand, with their citations."""
        sentences, citations = from_checked(checked(reply, self.evidence)[0])
        if sentences and self.first_sentence is None:
            self.first_sentence = self.elapsed()
        return Text(text="", sentences=sentences, citations=citations)
