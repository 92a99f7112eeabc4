"""Other processes that read for quotes, which takes all of a core: articles out, quotes back, nothing else.

They are spawned, so they import the main module: only a program whose main module is guarded may ask for them. They
write nothing, leave Ctrl-C to the process that started them, and end with it, even if it is killed: their pipe does.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import cast

from index.errors import IndexFailed
from index.values import Article, Quote

Batch = Sequence[Article]
Found = list[tuple[Quote, ...]]
Extract = Callable[[Batch], Found]


@contextmanager
def over(extract: Extract, workers: int) -> Generator[Callable[[Iterable[Batch]], Iterator[Found]]]:
    """`extract` over several batches, in order: in `workers` processes, or in this one where that is 1.

    Raises IndexFailed where a process dies, for want of memory, say.
    """
    if workers <= 1:
        yield lambda batches: map(extract, batches)
        return
    context = multiprocessing.get_context("spawn")
    ends: list[Connection] = []
    try:
        for _ in range(workers):
            here, there = context.Pipe()
            ends.append(here)
            context.Process(target=_serve, args=(extract, there), daemon=True).start()
            there.close()
        yield lambda batches: _spread(ends, batches)
    finally:
        for end in ends:
            end.close()


def _spread(ends: Sequence[Connection], batches: Iterable[Batch]) -> Iterator[Found]:
    """Each process has one batch at a time: two could fill the pipe both ways, and each side would wait for ever."""
    waiting, free = deque[Connection](), deque(ends)
    try:
        for batch in batches:
            if free:
                end, found = free.popleft(), None
            else:
                end = waiting.popleft()
                found = cast(Found, end.recv())
            end.send(batch)  # before what was found is written, which takes a while
            waiting.append(end)
            if found is not None:
                yield found
        while waiting:
            yield cast(Found, waiting.popleft().recv())
    except (EOFError, OSError) as error:
        raise IndexFailed("a process that read for quotes died; with fewer, each has more memory") from error


def _serve(extract: Extract, there: Connection) -> None:
    """In a worker, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            there.send(extract(cast(Batch, there.recv())))
    except (EOFError, OSError):
        return
