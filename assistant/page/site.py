"""What the page keeps beside the desk that answers: who may ask, what is being written, conversations, suggestions."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from threading import BoundedSemaphore

from assistant.answer.remarks import discreet
from assistant.page.admission import Admission
from assistant.page.conversations import Conversations
from assistant.page.feedback import Feedback
from assistant.page.live import Live
from assistant.page.noted import noted_in
from assistant.page.suggested import suggested
from assistant.page.turns import Turn
from assistant.question.asking import parts_asked
from assistant.question.followups import History
from assistant.serving.bridge import told
from assistant.serving.desk import Desk
from assistant.serving.stopping import Stop
from assistant.values import Checked, Event
from index.errors import OnRecordError
from index.values import Speaker

UPDATE_SECONDS = 0.1
"""The page is told at most this often: an update a token is too much for 25 readers on 2 cores."""
PULSE_SECONDS = 1.0
"""And at least this often: that a browser has gone away is noticed only when it is told something."""
WAITING = 16
"""Answers that may wait for a place beside those that have one."""
_AT_MOST = 36
"""Answers on their way in all: Gradio runs 40 events at once, of which some are the page's own."""
UPLOADS = 4
"""Files that come in, or wait to be read, at once."""
_MOST_QUOTED = 24


class Site:
    """The page's own over one desk. `live` has the turns that are being written, `admission` says who may ask.

    `uploads` has a place for each file that comes in. `conversations` and `feedback` are kept. `people` are those with
    most statements, and `suggestions` questions to begin with: as `changed` has found them, for to look through all of
    a ledger takes a while.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.live = Live()
        self.admission = Admission(min(desk.most + WAITING, _AT_MOST))
        self.uploads = BoundedSemaphore(UPLOADS)
        self.conversations = Conversations(desk.settings.index)
        self.feedback = Feedback(desk.settings.index)
        self.suggestions: tuple[str, ...] = ()
        self.people: tuple[Speaker, ...] = ()

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """What was asked and answered, in order; what is being written as it is by now, whoever has asked it."""
        kept = self.conversations.turns(conversation)
        return tuple(self.live.newest(f"{conversation}/{n}") or turn for n, turn in enumerate(kept, start=1))

    def changed(self) -> None:
        """To be called when articles have come."""
        if (news := self.desk.news) is not None:
            self.people = news.speakers()[:_MOST_QUOTED]
            self.suggestions = suggested(news, self.people)

    def warm(self) -> None:
        """Loads what the first page shows, then what the first answer needs."""
        with suppress(OnRecordError):
            self.changed()
        self.desk.warm()

    async def states(self, turn: Turn, stop: Stop, history: History = ()) -> AsyncGenerator[Turn]:
        """The states of one turn as they come, the last one ended; the same again while nothing happens.

        `stop` ends it, and the model's reply at once; so does closing or cancelling this. `history`: what came before.
        """
        async with told(partial(self._answer, turn, stop, history), stop) as states:
            while not turn.ended:
                with suppress(TimeoutError):
                    async with asyncio.timeout(PULSE_SECONDS):
                        turn = await states.get() or _cut(turn, stop)
                while not states.empty():
                    turn = states.get_nowait() or _cut(turn, stop)
                turn = turn.stopped() if stop.asked else turn
                yield turn
                if not turn.ended:
                    await asyncio.sleep(UPDATE_SECONDS)

    def _answer(self, turn: Turn, stop: Stop, history: History, tell: Callable[[Turn], None]) -> None:
        """Tells each new state of the turn, in a thread of its own."""
        asked = turn

        def waits(waiting: bool) -> None:
            tell(replace(asked, stage="waiting") if waiting else asked)

        def fetched(done: int, total: int) -> None:
            tell(replace(turn, fetched=(done, total)))

        events = self.desk.stream(
            turn.question, stop, history=history, waits=waits, fetched=fetched, **turn.within.filters
        )
        try:
            with closing(events):
                for event in events:
                    turn = turn.after(self._for_readers(event))
                    if (answer := turn.answer) is not None:
                        turn = replace(turn, noted=noted_in(answer, self.desk.there()), parts=parts_asked(answer))
                    tell(turn)
        except OnRecordError as error:
            tell(asked.failed_by(error, candid=self.desk.candid))

    def _for_readers(self, event: Event) -> Event:
        if isinstance(event, Checked) and not self.desk.candid:
            return Checked(answer=discreet(event.answer))
        return event


def _cut(turn: Turn, stop: Stop) -> Turn:
    """The turn when its thread has ended without an end of it."""
    return turn.stopped() if stop.asked else turn.cut_short()
