"""Ctrl-C in real processes: each starts with Python's own handler, for a test runner in the background ignores it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from index import open_index

AT_ONCE = 4.0
"""Seconds that nobody calls a wait; the command itself allows half a second."""

COMMAND = "from assistant.cli import main; main()"
START = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"


def start(program: str, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", START + program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, **variables},
    )


def interrupt(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Its exit code and what it still wrote to stderr after Ctrl-C; it has AT_ONCE seconds."""
    sent = time.monotonic()
    process.send_signal(signal.SIGINT)
    try:
        _, errors = process.communicate(timeout=20)
    finally:
        process.kill()
    assert time.monotonic() - sent < AT_ONCE
    return process.returncode, errors


def test_ctrl_c_ends_a_long_native_call_at_once():
    program = """
import hashlib
from assistant.cli.interrupt import end_at_once, watch
watch()
try:
    print("started", flush=True)
    hashlib.pbkdf2_hmac("sha512", b"", b"", 10**9)
except KeyboardInterrupt:  # the signal was faster than the call
    end_at_once()
"""
    with start(program) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        assert interrupt(process) == (130, "")


def test_ctrl_c_lets_the_main_thread_leave_in_good_order():
    program = """
import time
from pathlib import Path

from index import open_index
from assistant.cli.interrupt import end_at_once, watch
watch()
try:
    print("started", flush=True)
    time.sleep(20)
except KeyboardInterrupt:
    print("closed", flush=True)
    end_at_once()
"""
    with start(program) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=20) == ("closed\n", "")
        assert process.returncode == 130


def test_ctrl_c_ends_the_indexing_of_a_large_file_and_what_was_added_stays(tmp_path: Path):
    large, folder = tmp_path / "large.jsonl", tmp_path / "index"
    with large.open("w") as lines:
        for number in range(20_000):
            text = f"The council of Thornsea met for the {number}th time. " * 40
            lines.write(json.dumps({"id": f"a{number}", "title": f"Meeting {number}", "text": text}) + "\n")
    with start(COMMAND, "index", str(large), "--later", "--index", str(folder)) as process:
        assert process.stderr is not None
        assert " articles" in process.stderr.readline()
        code, errors = interrupt(process)
    assert code == 130
    assert "Traceback" not in errors
    with open_index(folder, create=False) as news:
        assert 0 < news.status().coverage.articles < 20_000
