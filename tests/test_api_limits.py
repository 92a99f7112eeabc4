"""Who may ask, how much and how often; what is hostile is answered shortly and harms nothing."""

import base64
import io
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
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
from tests.api_serving import QUESTION, TRUTH, reply, with_model, without_model
from tests.fakes import HashingEmbedder
from tests.threads import served_from_a_thread

KEY = "a-key-of-some-length"
PASSWORD = "correct horse: battery"
HASH = hashed(PASSWORD)


@contextmanager
def client_of(folder: Path, **settings: Any) -> Generator[TestClient]:
    with without_model(folder, **settings) as (app, _), TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def login(user: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


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


def test_each_caller_has_a_rate_of_its_own(sample_folder: Path) -> None:
    with client_of(sample_folder, api_keys=f"{KEY},another-key-of-16", serve_rate=3) as client:
        told = [client.get("/api/status", headers=bearer(KEY)) for _ in range(4)]
        assert [response.status_code for response in told] == [200, 200, 200, 429]
        assert told[-1].json()["retryable"] is True
        assert 1 <= int(told[-1].headers["retry-after"]) <= 61
        assert client.get("/v1/models", headers=bearer(KEY)).json()["error"]["code"] == "too_many"
        assert client.get("/api/status", headers=bearer("another-key-of-16")).status_code == 200
        assert client.get("/docs", headers=bearer(KEY)).status_code == 200


def test_a_large_request_is_not_read(sample_folder: Path) -> None:
    with without_model(sample_folder) as (app, _), served_from_a_thread(app) as address:
        for path in ("/api/ask", "/v1/chat/completions", "/mcp"):
            assert httpx.post(f"{address}{path}", content=b" " * 1_000_001).status_code == 413
        where = httpx.URL(address)
        with socket.create_connection((where.host, where.port or 0), timeout=10) as line:
            head = f"POST /api/ask HTTP/1.1\r\nhost: {where.host}\r\ntransfer-encoding: chunked\r\n\r\n"
            line.sendall(head.encode() + (b"186a0\r\n" + b" " * 100_000 + b"\r\n") * 11)  # and no end
            assert line.recv(12) == b"HTTP/1.1 413"


def test_a_long_question_is_refused(sample_folder: Path) -> None:
    with client_of(sample_folder) as client:
        assert client.post("/api/ask", json={"question": "x" * 4001}).status_code == 422
        assert client.post("/api/ask", json={"question": "x" * 4000}).status_code == 200
        assert client.get("/api/search", params={"q": "x" * 4001}).status_code == 422
        assert client.post("/api/ask", json={"question": "x", "history": ["x"] * 51}).status_code == 422


def test_too_many_questions_at_once_are_sent_away(sample_folder: Path) -> None:
    slow = reply((TRUTH, [1]), pause=0.3)
    with with_model(sample_folder, slow, slow, serve_queue=2) as (address, behind):
        statuses: list[int] = []

        def ask() -> None:
            statuses.append(httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60).status_code)

        threads = [threading.Thread(target=ask) for _ in range(2)]
        for thread in threads:
            thread.start()
        while len(behind.requests) < 2:
            threading.Event().wait(0.02)
        busy = httpx.post(f"{address}/api/ask", json={"question": QUESTION, "stream": True}, timeout=60)
        assert (busy.status_code, busy.headers["retry-after"]) == (503, "5")
        assert busy.json()["type"] == "urn:onrecord:problem:busy"
        for thread in threads:
            thread.join()
        assert statuses == [200, 200]
        assert httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60).status_code == 200


def test_one_place_serves_one_after_the_other(sample_folder: Path) -> None:
    same = reply((TRUTH, [1]), pause=0.1)
    with with_model(sample_folder, same, same, same) as (address, behind):
        statuses: list[str] = []

        def ask() -> None:
            answer = httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60).json()
            statuses.append(answer["status"])

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert statuses == ["grounded"] * 3
        assert len(behind.requests) == 3


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example"},
        {"host": "evil.example@127.0.0.1:80@evil.example"},
        {"host": "[::1"},
        {"host": ""},
        {"host": "192.168.1.2"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_other_sites_get_no_answer(sample_folder: Path, headers: dict[str, str]) -> None:
    with client_of(sample_folder) as client:
        for response in (
            client.get("/api/status", headers=headers),
            client.post("/api/ask", json={"question": "x"}, headers=headers),
            client.options("/api/ask", headers={**headers, "access-control-request-method": "POST"}),
        ):
            assert response.status_code == 403
            assert "access-control-allow-origin" not in response.headers


def test_names_that_the_settings_know_are_answered(sample_folder: Path) -> None:
    with client_of(sample_folder, hosts="news.example, other.example", api_keys=KEY) as client:
        for host in ("news.example", "other.example:8443", "localhost"):
            headers = {"host": host, "origin": f"https://{host}"}
            assert client.get("/api/status", headers={**headers, **bearer(KEY)}).status_code == 200
            assert client.get("/api/status", headers=headers).status_code == 401
        assert client.get("/api/status", headers={"host": "third.example", **bearer(KEY)}).status_code == 403


def test_a_server_with_a_name_of_its_own_does_not_start_without_a_login(tmp_path: Path) -> None:
    with (
        Desk(Settings.read(index=tmp_path / "none", llm=False, hosts="news.example")) as desk,
        pytest.raises(SettingsError, match="others could ask without a login"),
    ):
        programs(desk)


def test_beyond_this_machine_its_addresses_are_answered(sample_folder: Path) -> None:
    with Desk(Settings.read(index=sample_folder / "none", llm=False, api_keys=KEY)) as desk:
        app = programs(desk, beyond=True)
        with TestClient(app, base_url="http://192.168.1.2:8000") as client:
            assert client.get("/docs", headers=bearer(KEY)).status_code == 200
            assert client.get("/docs").status_code == 401
            assert client.get("/docs", headers={**bearer(KEY), "host": "evil.example"}).status_code == 403


def test_every_answer_has_the_headers_that_keep_it_in(sample_folder: Path) -> None:
    with client_of(sample_folder) as client:
        for path in ("/docs", "/api/status", "/api/nothing", "/api/search"):
            headers = client.get(path).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'{"question": "\\ud800"}', "application/json"),
        (b'{"question": "\xff\xfe"}', "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"question": ' + b"9" * 5000 + b"}", "application/json"),
        (b'{"question": NaN}', "application/json"),
        (b'{"question": "x", "since": "9999-99-99"}', "application/json"),
        (b'{"question": "x", "since": 1e300}', "application/json"),
        (b'{"question": "x"}', "text/plain"),
        (b"question=x", "application/x-www-form-urlencoded"),
    ],
)
def test_odd_bodies_are_refused_as_such(sample_folder: Path, content: bytes, kind: str) -> None:
    with client_of(sample_folder) as client:
        response = client.post("/api/ask", content=content, headers={"content-type": kind})
        assert response.status_code in (400, 422)
        assert response.headers["content-type"] == "application/problem+json"
        assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "question", ["\x00", "a\x00b", "%s%n", "'; DROP TABLE articles; --", "\u202e" * 50, "((((" * 900]
)
def test_odd_questions_are_answered(sample_folder: Path, question: str) -> None:
    with client_of(sample_folder) as client:
        assert client.post("/api/ask", json={"question": question}).status_code == 200
        assert client.get("/api/search", params={"q": question}).status_code == 200
        assert client.get("/api/said", params={"speaker": question[:300]}).status_code == 200
        assert client.get("/api/status").json()["coverage"]["articles"] == 32


@pytest.mark.parametrize("id", ["../../etc/passwd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "a%00b", "%ff", "x" * 5000])
def test_odd_ids_name_no_article(sample_folder: Path, id: str) -> None:
    with client_of(sample_folder) as client:
        assert client.get(f"/api/articles/{id}").status_code == 404


def test_the_description_as_a_page_loads_nothing_and_runs_nothing(sample_folder: Path) -> None:
    with client_of(sample_folder) as client:
        assert client.get("/").url.path == "/docs"
        text = client.get("/docs").text
    assert "POST /api/ask" in text
    assert all(word not in text for word in ("<script", "src=", "<link", "@import", "url(", "http://", "https://"))


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
