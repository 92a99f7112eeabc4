"""Where the page has its questions answered: one index, one model, each answer in its own thread.

Two answers side by side by the model inside this process are done no sooner than one after the other: whoever comes
second waits, and sees that. An endpoint answers many at once. A Stop, or a browser that goes away, ends the model's
reply at once, whatever it is doing: see `StoppableModel`.
"""

import asyncio
import os
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from threading import BoundedSemaphore, Lock, Semaphore, Thread
from types import TracebackType
from typing import Self

from assistant.asking import parts_asked
from assistant.assistant import Assistant, model_for
from assistant.checks.claims import warm as warm_parser
from assistant.followups import History
from assistant.model import ChatModel
from assistant.opening import open_news
from assistant.page.admission import Admission
from assistant.page.conversations import Conversations
from assistant.page.feedback import Feedback
from assistant.page.live import Live
from assistant.page.noted import noted_in
from assistant.page.suggested import suggested
from assistant.page.turns import Turn
from assistant.remarks import discreet
from assistant.settings import Settings
from assistant.stopping import Stop, StoppableModel
from assistant.values import Checked, Event
from index import NewsIndex
from index.errors import IndexMissing, OnRecordError
from index.values import Speaker

UPDATE_SECONDS = 0.1
"""The page is told at most this often: an update a token is too much for 25 readers on 2 cores."""
PULSE_SECONDS = 1.0
"""And at least this often: that a browser has gone away is noticed only when it is told something."""
AT_ONCE = 32
"""Answers on their way from an endpoint; the model inside this process writes one at a time."""
WAITING = 16
"""Answers that may wait for a place beside those that have one."""
_AT_MOST = 36
"""Answers on their way in all: Gradio runs 40 events at once, of which some are the page's own."""
UPLOADS = 4
"""Files that come in, or wait to be read, at once."""
SEARCHES = max(2, os.cpu_count() or 2)
"""Searches at once: side by side on so many cores, more of them are all late."""
_PATIENCE_SECONDS = 2.0
_MOST_QUOTED = 24


class Desk:
    """Answers questions over the index of the settings; keeps it and the model warm. Close it, or use it in a `with`.

    `adding` is held by whoever adds articles: one at a time. `places` has one for each answer that may be written at
    once, `searching` for each that is being searched for. `live` has those that are written. `admission` says who may
    ask. `uploads` has a place for each file that comes in. `candid`: readers see folders, addresses and raw errors, as
    whoever runs this may.

    `news` and `model` stand in for those that the settings name. Raises IndexFailed where the index cannot be opened;
    where there is none, `news` is None until there is.
    """

    def __init__(self, settings: Settings, *, news: NewsIndex | None = None, model: ChatModel | None = None) -> None:
        self.settings = settings
        self._news = news
        self._model = model or model_for(settings, self._fetched)
        self._tell_of_fetch: Callable[[int, int], None] | None = None
        self._suggestions: tuple[str, ...] = ()
        self._people: tuple[Speaker, ...] = ()
        self.candid = True
        self.adding = Lock()
        self.live = Live()
        self._opening = Lock()
        self._most = 1 if settings.llm and settings.embedded else AT_ONCE
        self.places = Semaphore(self._most)
        self.admission = Admission(min(self._most + WAITING, _AT_MOST))
        self.uploads = BoundedSemaphore(UPLOADS)
        self.searching = Semaphore(SEARCHES)
        _ = self.news

    def serve_others(self, *, a_minute: int, candid: bool) -> None:
        """Before the page is given out: how many questions a minute one reader may ask, and what errors tell."""
        self.admission = Admission(min(self._most + WAITING, _AT_MOST), a_minute)
        self.candid = candid

    @property
    def feedback(self) -> Feedback:
        return Feedback(self.settings.index)

    @property
    def place(self) -> str:
        """Where the index is, as far as readers may know."""
        folder = self.settings.index
        return str(folder) if self.candid else folder.name

    def conversations(self) -> Conversations:
        return Conversations(self.settings.index)

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """What was asked and answered, in order; what is being written as it is by now, whoever has asked it."""
        kept = self.conversations().turns(conversation)
        return tuple(self.live.newest(f"{conversation}/{n}") or turn for n, turn in enumerate(kept, start=1))

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Questions to begin with: none until `changed` has looked for them."""
        return self._suggestions

    @property
    def people(self) -> tuple[Speaker, ...]:
        """Those with most statements, as `changed` found them: to look through all of a ledger takes a while."""
        return self._people

    def changed(self) -> None:
        """To be called when articles have come."""
        if self.news is not None:
            self._people = self.news.speakers()[:_MOST_QUOTED]
            self._suggestions = suggested(self.news, self._people)

    def create(self) -> NewsIndex:
        """The index, made where there is none yet. Raises IndexFailed."""
        with self._opening:
            self._news = self._news or open_news(self.settings, create=True)
            return self._news

    @property
    def news(self) -> NewsIndex | None:
        """The index; None while there is none in its folder. Each thread may read from it."""
        with self._opening:
            if self._news is None:
                with suppress(IndexMissing):
                    self._news = open_news(self.settings)
            return self._news

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """The index stays open where it is still being added to or answered from: the process is about to end."""
        self._model.close()
        if self._news is not None and self.finish() and self.adding.acquire(timeout=_PATIENCE_SECONDS):
            self._news.close()

    def finish(self) -> bool:
        """Answers nothing more, and waits for what is being answered, but not long. Whether that has ended."""
        return all(self.places.acquire(timeout=_PATIENCE_SECONDS) for _ in range(self._most))

    def answer(self, turn: Turn, history: History, tell: Callable[[Turn], None], stop: Stop) -> None:
        """Tells each new state of the turn until it has ended, or until it is stopped. `history`: what came before."""
        if not self.places.acquire(blocking=False):
            tell(replace(turn, stage="waiting"))
            self.places.acquire()
        try:
            if not stop.asked:
                tell(turn)
                self._answer(turn, history, tell, stop)
        except OnRecordError as error:
            tell(turn.failed_by(error, candid=self.candid))
        finally:
            self.places.release()

    def assistant(self, stop: Stop) -> Assistant:
        """An assistant whose model `stop` stops, for one answer. Raises IndexMissing."""
        news = self.news
        if news is None:
            raise IndexMissing(f"there is no index in {str(self.settings.index)!r} yet")
        return Assistant(news, self.settings, StoppableModel(self._model, stop))

    def warm(self) -> None:
        """Loads what the first page shows, then what the first answer needs, so that no question waits for it."""
        with suppress(OnRecordError):
            self.changed()
        with self.places, suppress(OnRecordError):  # a question that fails says so itself
            if self.news is not None:
                self.news.search("warm", k=1)
                warm_parser()

    def _answer(self, turn: Turn, history: History, tell: Callable[[Turn], None], stop: Stop) -> None:
        assistant = self.assistant(stop)

        def fetched(done: int, total: int) -> None:
            tell(replace(turn, fetched=(done, total)))

        self._tell_of_fetch = fetched
        within = turn.within
        events = assistant.stream(
            turn.question,
            history=history,
            since=within.since,
            until=within.until,
            outlets=within.outlets,
            speaker=within.speaker,
            opinion=within.opinion,
        )
        with closing(events):
            for event in self._sources_first(events):
                if stop.asked:
                    return
                turn = turn.after(self._for_readers(event))
                if (answer := turn.answer) is not None:
                    turn = replace(turn, noted=noted_in(answer, assistant.news), parts=parts_asked(answer))
                tell(turn)

    def _sources_first(self, events: Iterator[Event]) -> Iterator[Event]:
        """The events, the first of them, for which is searched, beside few others."""
        with self.searching:
            first = next(events)
        yield first
        yield from events

    def _for_readers(self, event: Event) -> Event:
        if isinstance(event, Checked) and not self.candid:
            return Checked(answer=discreet(event.answer))
        return event

    def _fetched(self, done: int, total: int) -> None:
        if self._tell_of_fetch is not None:
            self._tell_of_fetch(done, total)


async def turns(desk: Desk, turn: Turn, history: History = ()) -> AsyncGenerator[Turn]:
    """The states of one turn as they come, the last one ended; the same again while nothing happens.

    Closing or cancelling this stops the model.
    """
    loop, stop = asyncio.get_running_loop(), Stop()
    told: asyncio.Queue[Turn | None] = asyncio.Queue()
    asked = turn

    def tell(state: Turn | None) -> None:
        with suppress(RuntimeError):  # the server has ended, and its loop with it
            loop.call_soon_threadsafe(told.put_nowait, state)

    def work() -> None:
        try:
            desk.answer(asked, history, tell, stop)
        finally:
            tell(None)

    Thread(target=work, name="answer", daemon=True).start()
    try:
        while not turn.ended:
            with suppress(TimeoutError):
                async with asyncio.timeout(PULSE_SECONDS):
                    turn = await told.get() or turn.cut_short()
            while not told.empty():
                turn = told.get_nowait() or turn.cut_short()
            yield turn
            if not turn.ended:
                await asyncio.sleep(UPDATE_SECONDS)
    finally:
        stop.now()
