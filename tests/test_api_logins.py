"""Who may ask: passwords, keys, logins, and the command that lets nobody else in."""

import io
import os
import signal
import socket
import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from assistant.api.access import Access
from assistant.api.passwords import hashed, matches
from assistant.api.server import access_of, is_beyond, programs
from assistant.cli import run
from assistant.page.server import application
from assistant.page.site import Site
from assistant.serving.desk import Desk
from assistant.settings import Settings
from index import open_index
from index.errors import SettingsError
from tests.api_callers import KEY, bearer, client_of, login
from tests.fakes import HashingEmbedder

PASSWORD = "correct horse: battery"


HASH = hashed(PASSWORD)


def test_a_password_is_kept_as_a_salted_hash() -> None:
    again = hashed(PASSWORD)
    assert again != HASH
    assert PASSWORD not in HASH
    assert matches(PASSWORD, HASH)
    assert matches(PASSWORD, again)
    assert not matches("correct horse: batterY", HASH)


@pytest.mark.parametrize(
    "auth",
    ["ada", "ada:secret", f":{HASH}", "ada:scrypt.3.8.1.AA.AA", "ada:scrypt.1073741824.8.1.AA.AA", "ada:md5.2.8.1.A.A"],
)
def test_what_is_no_user_with_a_hash_is_refused_and_not_repeated(auth: str) -> None:
    with pytest.raises(SettingsError, match="setting 'auth' is not USER:HASH") as raised:
        Access(auth)
    assert "secret" not in str(raised.value)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(SettingsError, match="at least 16 characters"):
        Access(None, ["short"])


def test_beyond_this_machine_a_login_or_a_key_is_required() -> None:
    with pytest.raises(SettingsError, match="others could ask without a login"):
        access_of(Settings.read(), beyond=True)
    assert access_of(Settings.read(api_keys=KEY), beyond=True).required
    assert access_of(Settings.read(auth=f"ada:{HASH}"), beyond=True).required
    assert not access_of(Settings.read(), beyond=False).required
    beyond = ["0.0.0.0", "::", "192.168.1.2", "example.org"]
    assert [is_beyond(host) for host in [*beyond, "127.0.0.1", "::1", "localhost"]] == [True] * 4 + [False] * 3


def test_with_a_login_nothing_is_told_to_others(sample_folder: Path) -> None:
    with client_of(sample_folder, auth=f"ada:{HASH}", api_keys=f"{KEY}, another-key-of-16") as client:
        for path in ("/api/status", "/docs", "/openapi.json", "/v1/models", "/mcp", "/nothing"):
            response = client.get(path)
            assert (response.status_code, response.headers["www-authenticate"]) == (
                401,
                'Basic realm="OnRecord", charset="UTF-8"',
            )
            assert response.headers["x-frame-options"] == "DENY"
        right = [login("ada", PASSWORD), bearer(KEY), bearer("another-key-of-16")]
        assert [client.get("/api/status", headers=headers).status_code for headers in right] == [200, 200, 200]
        wrong = [
            login("ada", "wrong"),
            login("eve", PASSWORD),
            bearer("a-key-of-some-lengtH"),
            bearer(""),
            {"authorization": "Basic !!!"},
            {"authorization": KEY},
            {"authorization": "Bearer ü"},
        ]
        encoded: list[Any] = [{name: value.encode() for name, value in headers.items()} for headers in wrong]
        assert [client.get("/api/status", headers=headers).status_code for headers in encoded] == [401] * 7


def test_a_key_opens_nothing_of_the_page(sample_folder: Path) -> None:
    settings = Settings.read(index=sample_folder, llm=False, auth=f"ada:{HASH}", api_keys=KEY)
    with open_index(sample_folder, embedder=HashingEmbedder()) as news, ExitStack() as entered:
        desk = Desk(settings, news=news)
        app = programs(desk, page=partial(application, Site(desk)))
        client = entered.enter_context(TestClient(app, base_url="http://127.0.0.1"))
        reader, program = login("ada", PASSWORD), bearer(KEY)
        for path in ("/", "/conversations", "/feedback.yaml", "/articles/form", "/gradio_api/info"):
            assert client.get(path, headers=program).status_code == 403, path
            assert client.get(path, headers=reader).status_code == 200, path
        for path in ("/articles?name=a.txt", "/articles/samples", "/articles/finish", "/feedback"):
            assert client.post(path, headers=program).json()["title"] == "Key for programs", path
        assert client.delete("/conversations/x", headers=program).status_code == 403
        open_to_it = ("/api/status", "/v1/models", "/docs", "/openapi.json")
        assert [client.get(path, headers=program).status_code for path in open_to_it] == [200] * 4


def test_logins_cannot_be_tried_out(sample_folder: Path) -> None:
    with client_of(sample_folder, auth=f"ada:{HASH}") as client:
        assert client.get("/api/status", headers=login("ada", PASSWORD)).status_code == 200
        tried = [client.get("/api/status", headers=bearer(f"{number}")) for number in range(10)]
        assert [response.status_code for response in tried] == [401] * 9 + [429]
        assert 1 <= int(tried[-1].headers["retry-after"]) <= 61
        assert client.get("/api/status", headers=login("ada", PASSWORD)).status_code == 200


def test_the_command_serves_the_page_beside_them_behind_the_same_login(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command = [Path(sys.executable).with_name("onrecord"), "serve", "--no-llm", "--index", tmp_path / "none", "--port"]
    served = subprocess.Popen(
        [*command, port], stdout=subprocess.PIPE, text=True, env={**os.environ, "ONRECORD_AUTH": f"ada:{HASH}"}
    )
    assert served.stdout is not None
    try:
        address = served.stdout.readline().strip()
        assert address == f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=address, auth=("ada", PASSWORD), timeout=60) as client:
            assert "gradio" in client.get("/").text
            assert client.get("/v1/models").json()["data"][0]["id"] == "onrecord"
            assert client.get("/docs").text.startswith("<!doctype html>")
            listing = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
            accept = {"accept": "application/json, text/event-stream"}
            tools = client.post("/mcp", json=listing, headers=accept).json()["result"]["tools"]
            assert [tool["name"] for tool in tools] == ["ask", "search", "said"]
        paths = ("/", "/conversations", "/article", "/gradio_api/info", "/mcp")
        assert [httpx.get(f"{address}{path}").status_code for path in paths] == [401] * 5
        tried = [
            httpx.get(f"{address}/docs", headers={**bearer(f"{n}"), "x-forwarded-for": f"10.0.0.{n}"})
            for n in range(10)
        ]
        assert [response.status_code for response in tried] == [401] * 9 + [429]  # one login went through before
    finally:
        served.send_signal(signal.SIGINT)
        served.stdout.close()
        assert served.wait(20) == 130


def test_the_command_does_not_let_others_in_without_a_login(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ONRECORD_AUTH", raising=False)
    monkeypatch.delenv("ONRECORD_API_KEYS", raising=False)
    arguments = ["serve", "--no-llm", "--no-page", "--index", str(tmp_path / "none"), "--host", "0.0.0.0"]
    assert run(arguments) == 2
    assert "others could ask without a login: set ONRECORD_AUTH" in capsys.readouterr().err


def test_a_password_is_hashed_on_the_command_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"ada\n{PASSWORD}\n"))
    assert run(["serve", "--hash-password"]) == 0
    name, _, auth = capsys.readouterr().out.strip().partition("=")
    user, _, kept = auth.partition(":")
    assert (name, user, matches(PASSWORD, kept)) == ("ONRECORD_AUTH", "ada", True)
    monkeypatch.setattr(sys, "stdin", io.StringIO("ada:x\n\n"))
    assert run(["serve", "--hash-password"]) == 2
