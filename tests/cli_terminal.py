"""The command line on a terminal of its own, and what it writes there."""

import os
import pty
import re
import select
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager

PROCESS = (
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # the background ignores it
    "from assistant.cli import main; main()",
)


@contextmanager
def on_a_terminal(*arguments: str) -> Generator[tuple[subprocess.Popen[bytes], int]]:
    """A process on a terminal of its own, and the terminal's other end."""
    terminal, its_own = pty.openpty()
    process = subprocess.Popen([*PROCESS, *arguments], stdin=its_own, stdout=its_own, stderr=its_own)
    os.close(its_own)
    with process:
        yield process, terminal
    os.close(terminal)


def read_all(terminal: int, *, until: str | None = None) -> str:
    """What is sent to a terminal, to its end or to `until`, without colours."""
    seen = b""
    while until is None or until not in plain(seen):
        if not select.select([terminal], [], [], 60)[0]:
            raise TimeoutError(plain(seen))
        try:
            new = os.read(terminal, 65536)
        except OSError:  # Linux's way of saying that the other side has gone
            break
        if not new:
            break
        seen += new
    return plain(seen)


def plain(sent: bytes) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", sent.decode(errors="replace"))
