"""Ctrl-C that ends a command at once, whatever it is doing.

Python delivers a KeyboardInterrupt between two of its own instructions. A model that reads a prompt, an import or a
commit is one instruction that may take seconds, so a thread hears of the signal too and ends the process if the main
thread has not. Nothing is lost: an index survives a kill at any moment.
"""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import NoReturn

INTERRUPTED = 130
GRACE = 0.5
"""Seconds that the main thread has for leaving in good order."""

_last_words: list[Callable[[], object]] = []

_SHOW_CURSOR = "\x1b[?25h"


def watch() -> None:
    """From now on SIGINT ends the process with code 130 within GRACE seconds. Call it in the main thread."""
    reader, writer = socket.socketpair()
    writer.setblocking(False)  # a signal handler must never wait
    signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_wait, args=(reader, writer), name="interrupt", daemon=True).start()


@contextmanager
def last_words(say: Callable[[], object]) -> Generator[None]:
    """While this lasts, `say` is called in another thread before an interrupt ends the process at once."""
    _last_words.append(say)
    try:
        yield
    finally:
        _last_words.remove(say)


def end_at_once() -> NoReturn:
    """Ends the process with code 130: no thread is waited for, no finalizer runs."""
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            os.write(stream.fileno(), _SHOW_CURSOR.encode())  # a progress bar may have hidden it
    os._exit(INTERRUPTED)


def _wait(reader: socket.socket, _writer: socket.socket) -> None:
    """Reads the numbers of signals as they come in. It holds the writer too, which would otherwise be closed."""
    while True:
        if signal.SIGINT in reader.recv(64):
            time.sleep(GRACE)
            try:
                for say in tuple(_last_words):
                    say()
            finally:
                end_at_once()
