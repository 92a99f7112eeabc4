"""Who may ask now: so many answers at once, those that wait included, and so many a minute of one reader."""

import time
from collections import deque
from collections.abc import Generator
from contextlib import contextmanager

from assistant.page.turns import Trouble

_MINUTE = 60.0
_MOST_READERS = 1024
"""Of which it is remembered when they asked."""


class Admission:
    """For the event loop of the page alone."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._inside = 0
        self._asked = dict[str, deque[float]]()

    @contextmanager
    def entered(self, reader: str, a_minute: int | None = None) -> Generator[Trouble | None]:
        """Why the reader may not ask now; None where a place is held until this is left.

        `a_minute`: questions of one reader; None: any number.
        """
        if self._inside >= self._most:
            yield "busy"
            return
        if a_minute is not None and self._often(reader, a_minute):
            yield "often"
            return
        self._inside += 1
        try:
            yield None
        finally:
            self._inside -= 1

    def _often(self, reader: str, a_minute: int) -> bool:
        now = time.monotonic()
        asked = self._asked.pop(reader, deque())
        while asked and asked[0] <= now - _MINUTE:
            asked.popleft()
        self._asked[reader] = asked  # the newest
        if len(self._asked) > _MOST_READERS:
            del self._asked[next(iter(self._asked))]
        if len(asked) >= a_minute:
            return True
        asked.append(now)
        return False
