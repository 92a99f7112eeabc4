"""Answers on their way to programs: each in a thread, a bounded number of them, ended when nobody listens any more.

The places at the model are those of the page: whoever comes when all are taken waits, and too many do not.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, closing
from dataclasses import dataclass, field
from functools import partial

from assistant.answer.remarks import discreet
from assistant.api.problems import UNFORESEEN, Problem, Refused
from assistant.assistant import Filters
from assistant.question.followups import History
from assistant.serving.bridge import told
from assistant.serving.desk import Desk
from assistant.serving.stopping import Stop
from assistant.values import Answer, Checked, Event
from index import NewsIndex
from index.errors import OnRecordError

BUSY = Problem(
    status=503,
    code="busy",
    detail="Too many questions are being answered; ask again in a few seconds.",
    retry_after=5,
)
GONE = Problem(status=499, code="gone", detail="The connection was closed before the answer was there.")
Tell = Callable[[Event | OnRecordError], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    question: str
    history: History = ()
    filters: Filters = field(default_factory=Filters)


class Answering:
    """Answers over the index and the model of a desk. `most` answers are on their way at once, those waiting included.

    For one event loop alone.
    """

    def __init__(self, desk: Desk, *, most: int) -> None:
        self.desk = desk
        self._most = most
        self._on_the_way = 0

    @property
    def news(self) -> NewsIndex:
        """The index. Raises IndexMissing."""
        return self.desk.there()

    def check(self) -> None:
        """Raises Refused where an answer would have to wait for too many others, IndexMissing where there is none."""
        if self._on_the_way >= self._most:
            raise Refused(BUSY)
        _ = self.news

    async def events(self, asked: Asked) -> AsyncGenerator[Event]:
        """The events of `Assistant.stream`, the notes of the answer discreet. Raises as it does, and Refused.

        Closing or cancelling this stops the model.
        """
        self.check()
        self._on_the_way += 1
        stop, whole = Stop(), False
        try:
            async with told(partial(self._work, asked, stop), stop) as events:
                while (event := await events.get()) is not None:
                    if isinstance(event, OnRecordError):
                        raise event
                    whole = isinstance(event, Checked)
                    yield event
            if not whole:
                raise Refused(UNFORESEEN)
        finally:
            self._on_the_way -= 1

    async def answer(self, asked: Asked, gone: Callable[[], Awaitable[None]]) -> Answer:
        """The answer alone. `gone` returns when nobody waits for it any more: then Refused, and the model stops."""
        answering = asyncio.ensure_future(self._last(asked))
        leaving = asyncio.ensure_future(gone())
        try:
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if answering.done():
                return answering.result()
            raise Refused(GONE)
        finally:
            for task in (answering, leaving):
                task.cancel()
            await asyncio.gather(answering, leaving, return_exceptions=True)

    async def _last(self, asked: Asked) -> Answer:
        async with aclosing(self.events(asked)) as events:
            async for event in events:
                if isinstance(event, Checked):
                    return event.answer
        raise Refused(UNFORESEEN)

    def _work(self, asked: Asked, stop: Stop, tell: Tell) -> None:
        """In a thread of its own."""
        try:
            with closing(self.desk.stream(asked.question, stop, history=asked.history, **asked.filters)) as events:
                for event in events:
                    tell(Checked(answer=discreet(event.answer)) if isinstance(event, Checked) else event)
        except OnRecordError as error:
            tell(error)
