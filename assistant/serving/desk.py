"""Where the page and the programs have their questions answered: one index, one model, so many answers at once.

Two answers side by side by the model inside this process are done no sooner than one after the other: whoever comes
second waits. An endpoint answers many at once. A Stop ends the model's reply at once, whatever it is doing: see
`StoppableModel`.
"""

import os
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from itertools import chain
from threading import Lock, Semaphore
from types import TracebackType
from typing import Self, Unpack

from assistant.assistant import Assistant, Filters, model_for
from assistant.checks.claims import warm as warm_parser
from assistant.model import ChatModel
from assistant.opening import open_news
from assistant.question.followups import History
from assistant.serving.stopping import Stop, StoppableModel
from assistant.settings import Settings
from assistant.values import Event
from index import NewsIndex
from index.errors import IndexMissing, OnRecordError

AT_ONCE = 32
"""Answers on their way from an endpoint; the model inside this process writes one at a time."""
SEARCHES = max(2, os.cpu_count() or 2)
"""Searches at once: side by side on so many cores, more of them are all late."""
_PATIENCE_SECONDS = 2.0
_TRY_SECONDS = 0.5
"""How soon one that waits for a place notices that it is to stop."""
Fetched = Callable[[int, int], None]
"""Told of a model that is being fetched: bytes had, and bytes in all."""
Waits = Callable[[bool], None]
"""Told that an answer waits for a place, and that it does no more."""


class Desk:
    """Answers questions over the index of the settings; keeps it and the model warm. Close it, or use it in a `with`.

    `places` has one for each of the `most` answers that may be written at once, `searching` for each that is being
    searched for. `adding` is held by whoever adds articles: one at a time. `candid`: readers see folders, addresses
    and raw errors, as whoever runs this may. `a_minute`: questions that one of them may ask; None: any number.

    `news` and `model` stand in for those that the settings name. Raises IndexFailed where the index cannot be opened;
    where there is none, `news` is None until there is.
    """

    def __init__(self, settings: Settings, *, news: NewsIndex | None = None, model: ChatModel | None = None) -> None:
        self.settings = settings
        self.candid = True
        self.a_minute: int | None = None
        self.most = 1 if settings.llm and settings.embedded else AT_ONCE
        self.places = Semaphore(self.most)
        self.searching = Semaphore(SEARCHES)
        self.adding = Lock()
        self._news = news
        self._model = model or model_for(settings, self._fetched)
        self._tell_of_fetch: Fetched | None = None
        self._opening = Lock()
        _ = self.news

    def serve_others(self, *, a_minute: int, candid: bool) -> None:
        """Before answers are given out: how many questions a minute one reader may ask, and what errors tell."""
        self.a_minute, self.candid = a_minute, candid

    @property
    def place(self) -> str:
        """Where the index is, as far as readers may know."""
        folder = self.settings.index
        return str(folder) if self.candid else folder.name

    @property
    def news(self) -> NewsIndex | None:
        """The index; None while there is none in its folder. Each thread may read from it."""
        with self._opening:
            if self._news is None:
                with suppress(IndexMissing):
                    self._news = open_news(self.settings)
            return self._news

    def there(self) -> NewsIndex:
        """The index. Raises IndexMissing."""
        if (news := self.news) is None:
            raise IndexMissing(f"there is no index in {self.place!r} yet")
        return news

    def create(self) -> NewsIndex:
        """The index, made where there is none yet. Raises IndexFailed."""
        with self._opening:
            self._news = self._news or open_news(self.settings, create=True)
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
        return all(self.places.acquire(timeout=_PATIENCE_SECONDS) for _ in range(self.most))

    def warm(self) -> None:
        """Loads what the first answer needs, so that no question waits for it."""
        with self.places, suppress(OnRecordError):  # a question that fails says so itself
            if self.news is not None:
                self.news.search("warm", k=1)
                warm_parser()

    def stream(
        self,
        question: str,
        stop: Stop,
        *,
        history: History = (),
        waits: Waits | None = None,
        fetched: Fetched | None = None,
        **filters: Unpack[Filters],
    ) -> Generator[Event]:
        """The events of `Assistant.stream` once there is a place, until `stop` ends them and the model.

        Raises as it does, and IndexMissing.
        """
        with self._placed(stop, waits) as placed:
            if not placed:
                return
            assistant = Assistant(self.there(), self.settings, StoppableModel(self._model, stop))
            self._tell_of_fetch = fetched
            with closing(assistant.stream(question, history=history, **filters)) as events:
                with self.searching:  # for the first of them is searched: beside few others
                    first = next(events)
                for event in chain((first,), events):
                    if stop.asked:
                        return
                    yield event

    @contextmanager
    def _placed(self, stop: Stop, waits: Waits | None) -> Generator[bool]:
        """Whether a place is held, until this is left; not where it is to stop before there is one."""
        held = self.places.acquire(blocking=False)
        if not held and waits:
            waits(True)
        while not held and not stop.asked:
            held = self.places.acquire(timeout=_TRY_SECONDS)
            if held and waits:
                waits(False)
        try:
            yield held
        finally:
            if held:
                self.places.release()

    def _fetched(self, done: int, total: int) -> None:
        if self._tell_of_fetch is not None:
            self._tell_of_fetch(done, total)
