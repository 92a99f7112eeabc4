"""Answers while they are written, told to the browsers that show them, beside Gradio.

Gradio sends a turn whole, and builds and compares much for it; here, while only the unchecked text grows, that alone is
sent. All of this happens in the event loop of the server.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field

from assistant.page.turns import Turn


@dataclass(slots=True, eq=False)
class _Told:
    """The newest state of a turn, and what wakes those who wait for the next; `ended`: there is none."""

    turn: Turn
    ended: bool = False
    followers: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def change(self, turn: Turn, *, ended: bool = False) -> None:
        self.turn, self.ended = turn, ended
        self.changed.set()
        self.changed = asyncio.Event()


class Live:
    """The turns that are being written, by a key that nobody can guess."""

    def __init__(self) -> None:
        self._told: dict[str, _Told] = {}

    @contextmanager
    def telling(self, key: str, turn: Turn) -> Generator[Callable[[Turn], None]]:
        """What tells the next state of the turn, until it is left. One that began later under the key stays."""
        told = self._told[key] = _Told(turn)
        try:
            yield told.change
        finally:
            told.change(told.turn, ended=True)
            if self._told.get(key) is told:
                del self._told[key]

    def __contains__(self, key: str) -> bool:
        return key in self._told

    def followed(self, key: str) -> bool:
        """Whether a browser is there that shows it."""
        told = self._told.get(key)
        return told is not None and told.followers > 0

    async def states(self, key: str) -> AsyncGenerator[Turn]:
        """The state now, and each that follows; those that come while the last is still being sent are left out."""
        told = self._told.get(key)
        if told is None:
            return
        told.followers += 1
        try:
            while not told.ended:
                seen, changed = told.turn, told.changed
                yield seen
                if told.turn is seen:
                    await changed.wait()
        finally:
            told.followers -= 1
