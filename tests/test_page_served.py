"""What serves the page: the headers that keep it in, who is let near it, and the command that starts and ends it."""

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.error import HTTPError

import pytest

from assistant.cli import run
from index import open_index
from index.values import Article
from tests.page_serving import GRADIO_WARNS, Served

pytestmark = GRADIO_WARNS


def fetched(url: str, **headers: str) -> tuple[int, dict[str, str]]:
    """The status and the headers of a response."""
    method = "POST" if "Origin" in headers else "GET"
    request = urllib.request.Request(url, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, {name.lower(): value for name, value in response.headers.items()}
    except HTTPError as error:
        with error:
            return error.code, {name.lower(): value for name, value in error.headers.items()}


@pytest.mark.parametrize("path", ["/", "/config", "/article?id=none&start=0&end=1&words=x", "/nowhere"])
def test_every_response_keeps_the_page_in(served: Served, path: str) -> None:
    _, headers = fetched(served.address + path)
    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "connect-src 'self';" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Host": ""}]
)
def test_no_other_site_reaches_the_page_through_a_readers_browser(served: Served, headers: dict[str, str]) -> None:
    assert fetched(f"{served.address}/gradio_api/queue/join", **headers)[0] == 403


def test_an_article_that_is_gone_or_other_than_cited_is_not_shown(served: Served) -> None:
    assert fetched(f"{served.address}/article?id=none&start=0&end=9&words=x")[0] == 404
    assert fetched(f"{served.address}/article?id=attack&start=0&end=9&words=x")[0] == 404
    assert fetched(f"{served.address}/article?id=attack&start=-1&end=9&words=x")[0] == 422


@pytest.fixture
def words_only(tmp_path: Path) -> Path:
    """An index without vectors, which any embedder may open."""
    with open_index(tmp_path / "words") as news:
        news.add([Article(id="a", title="T", text="The bridge is closed.")], embed=False)
    return tmp_path / "words"


def test_the_command_serves_the_page_and_ctrl_c_ends_it_quietly(words_only: Path) -> None:
    program = """
import signal
from assistant.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
    command = [sys.executable, "-c", program, "chat", "--no-llm", "--index", str(words_only)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            assert fetched(address)[0] == 200
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate(timeout=10)
        finally:
            process.kill()
    assert process.returncode == 130
    assert errors == "The page is at this address until Ctrl-C.\n"


def test_an_assistant_shows_its_page_and_goes_on_answering(words_only: Path) -> None:
    program = f"""
import signal
from assistant import Assistant, Settings
signal.signal(signal.SIGINT, signal.default_int_handler)
with Assistant.open(Settings.read(index={str(words_only)!r}, llm=False)) as assistant:
    try:
        assistant.page()
    except KeyboardInterrupt:
        print(assistant.ask("What is closed?").text)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().strip()
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(address, timeout=60) as response:
                assert "window.onrecord" in response.read().decode()
            assert fetched(f"{address}/speakers?prefix=Bli")[0] == 200
            process.send_signal(signal.SIGINT)
            told, _ = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, told) == (0, "Undated: The bridge is closed. [1]\n")


def test_a_port_that_is_taken_is_wrong_usage(words_only: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["chat", "--no-llm", "--index", str(words_only), "--port", str(port)]) == 2
    assert f"port {port} cannot be used (Address already in use" in capsys.readouterr().err
