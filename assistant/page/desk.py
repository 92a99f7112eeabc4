"""Where the page has its questions answered: one index, one model, one answer at a time, each in its own thread.

An Assistant serves one thread, and two answers side by side on one machine's model are done no sooner than one after
the other. Whoever comes second waits, and sees that. A Stop, or a browser that goes away, ends the model's reply at
once, whatever it is doing: see `StoppableModel`.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self

from assistant.assistant import Assistant, model_for
from assistant.model import ChatModel, Message, Reply, ReplyStream
from assistant.opening import open_news
from assistant.page.turns import Turn
from assistant.settings import Settings
from index import NewsIndex
from index.errors import IndexMissing, OnRecordError

UPDATE_SECONDS = 0.1
"""The page is told at most this often: an update a token is too much for 25 readers on 2 cores."""
PULSE_SECONDS = 1.0
"""And at least this often: that a browser has gone away is noticed only when it is told something."""

Schema = Mapping[str, Any]


class Desk:
    """Answers questions over the index of the settings; keeps it and the model warm. Close it, or use it in a `with`.

    `news` and `model` stand in for those that the settings name. Raises IndexFailed where the index cannot be opened;
    where there is none, `news` is None until there is.
    """

    def __init__(self, settings: Settings, *, news: NewsIndex | None = None, model: ChatModel | None = None) -> None:
        self.settings = settings
        self._news = news
        self._model = model or model_for(settings, self._fetched)
        self._tell_of_fetch: Callable[[int, int], None] | None = None
        self._opening = Lock()
        self._answering = Lock()
        self._busy = False
        _ = self.news

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
        self._model.close()
        if self._news is not None:
            self._news.close()

    def answer(self, question: str, tell: Callable[[Turn], None], stop: "Stop") -> None:
        """Tells each new state of the turn until it has ended, or until it is stopped."""
        turn = Turn(question=question)
        tell(replace(turn, stage="waiting") if self._busy else turn)
        with self._answering:
            if stop.asked:
                return
            self._busy = True
            tell(turn)
            try:
                self._answer(turn, tell, stop)
            except OnRecordError as error:
                tell(turn.failed(str(error)))
            finally:
                self._busy = False

    def warm(self) -> None:
        """Has the index load what its first search needs, so that the first question does not wait for it."""
        with self._answering, suppress(OnRecordError):  # a question that fails says so itself
            if self.news is not None:
                self.news.search("warm", k=1)

    def _answer(self, turn: Turn, tell: Callable[[Turn], None], stop: "Stop") -> None:
        news = self.news
        if news is None:
            raise IndexMissing(f"there is no index in {str(self.settings.index)!r} yet")

        def fetched(done: int, total: int) -> None:
            tell(replace(turn, fetched=(done, total)))

        self._tell_of_fetch = fetched
        assistant = Assistant(news, self.settings, StoppableModel(self._model, stop))
        with closing(assistant.stream(turn.question)) as events:
            for event in events:
                if stop.asked:
                    return
                turn = turn.after(event)
                tell(turn)

    def _fetched(self, done: int, total: int) -> None:
        if self._tell_of_fetch is not None:
            self._tell_of_fetch(done, total)


class Stop:
    """A wish to stop, from any thread; what is registered with `cut` is ended with it, before or after."""

    def __init__(self) -> None:
        self.asked = False
        self._stream: ReplyStream | None = None
        self._lock = Lock()

    def now(self) -> None:
        with self._lock:
            self.asked, stream = True, self._stream
        if stream is not None:
            stream.close()

    def cut(self, stream: ReplyStream) -> None:
        with self._lock:
            self._stream, asked = stream, self.asked
        if asked:
            stream.close()


class StoppableModel:
    """A model whose streamed reply `stop` ends at once, while it is still reading its prompt too."""

    def __init__(self, model: ChatModel, stop: Stop) -> None:
        self._model = model
        self._stop = stop

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def context_tokens(self) -> int:
        return self._model.context_tokens

    def stream(self, messages: tuple[Message, ...], *, max_tokens: int, schema: Schema | None = None) -> ReplyStream:
        stream = self._model.stream(messages, max_tokens=max_tokens, schema=schema)
        self._stop.cut(stream)
        return stream

    def complete(self, messages: tuple[Message, ...], *, max_tokens: int, schema: Schema | None = None) -> Reply:
        return self._model.complete(messages, max_tokens=max_tokens, schema=schema)

    def count_tokens(self, text: str) -> int:
        return self._model.count_tokens(text)

    def close(self) -> None:
        """Nothing: the model belongs to the desk."""


async def turns(desk: Desk, question: str) -> AsyncGenerator[Turn]:
    """The states of one turn as they come, the last one ended; the same again while nothing happens.

    Closing or cancelling this stops the model.
    """
    loop, stop = asyncio.get_running_loop(), Stop()
    told: asyncio.Queue[Turn | None] = asyncio.Queue()

    def tell(turn: Turn | None) -> None:
        with suppress(RuntimeError):  # the server has ended, and its loop with it
            loop.call_soon_threadsafe(told.put_nowait, turn)

    def work() -> None:
        try:
            desk.answer(question, tell, stop)
        finally:
            tell(None)

    Thread(target=work, name="answer", daemon=True).start()
    turn = Turn(question=question)
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
