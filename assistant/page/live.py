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
    """The newest state of a turn, and what wakes those who wait for the next."""

    turn: Turn
    followers: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def change(self, turn: Turn) -> None:
        self.turn = turn
        self.changed.set()
        self.changed = asyncio.Event()


class Live:
    """The turns that are being written, by a key that nobody can guess."""

    def __init__(self) -> None:
        self._told: dict[str, _Told] = {}

    @contextmanager
    def telling(self, key: str, turn: Turn) -> Generator[Callable[[Turn], None]]:
        """What tells the next state of the turn. Left before it has ended, it was stopped.

        One that began later under the key stays.
        """
        told = self._told[key] = _Told(turn)
        try:
            yield told.change
        finally:
            told.change(told.turn.stopped())
            if self._told.get(key) is told:
                del self._told[key]

    def __contains__(self, key: str) -> bool:
        return key in self._told

    def writes(self, conversation: str) -> bool:
        """Whether an answer of the conversation is being written, for whomever."""
        return any(key.startswith(f"{conversation}/") for key in self._told)

    def newest(self, key: str) -> Turn | None:
        """The turn as it is by now; None where it is not being written."""
        told = self._told.get(key)
        return told.turn if told else None

    def followed(self, key: str) -> bool:
        """Whether the browser is there that has asked, and shows it."""
        told = self._told.get(key)
        return told is not None and told.followers > 0

    async def states(self, key: str, *, onlooker: bool = False) -> AsyncGenerator[Turn]:
        """The state now, and each that follows, the last ended; those that come while one is being sent are left out.

        An `onlooker` has not asked: whether it is there says nothing of whether the answer is still wanted.
        """
        told = self._told.get(key)
        if told is None:
            return
        told.followers += not onlooker
        try:
            while True:
                seen, changed = told.turn, told.changed
                yield seen
                if seen.ended:
                    return
                if told.turn is seen:
                    await changed.wait()
        finally:
            told.followers -= not onlooker
