"""How much may be asked, how often and from where; what is hostile is answered shortly and harms nothing."""

import socket
import threading
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from assistant.api.server import programs
from assistant.serving.desk import Desk
from assistant.settings import Settings
from index.errors import SettingsError
from tests.api_callers import KEY, bearer, client_of
from tests.api_serving import QUESTION, TRUTH, reply, with_model, without_model
from tests.threads import served_from_a_thread


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
