"""The JSON interface: its answers are those of Python, whole or as events, and what goes wrong is told as a problem."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from fastapi.testclient import TestClient

from assistant import Assistant, samples
from assistant.api.server import programs
from assistant.jsonable import jsonable
from assistant.serving.desk import Desk
from assistant.settings import Settings
from assistant.showing import show
from index import NewsIndex
from index.search import Shape
from tests.api_serving import LIE, QUESTION, TRUTH, reply, timeless, with_model, without_model
from tests.endpoint import failed
from tests.fakes import ScriptedModel

CASES = yaml.safe_load((samples.folder().parent / "questions.yaml").read_text("utf-8"))["questions"]
FILTERS = ("as_of", "since", "until", "outlets", "speaker")


@pytest.fixture(scope="module")
def client(sample_folder: Path) -> Iterator[TestClient]:
    with (
        without_model(sample_folder, serve_rate=100_000) as (app, _),
        TestClient(app, base_url="http://127.0.0.1") as client,
    ):
        yield client


def events_of(lines: Iterator[str]) -> list[tuple[str, Any]]:
    """Names and data of server-sent events."""
    told = [line for line in lines if line and not line.startswith(":")]
    names, data = told[::2], told[1::2]
    return [
        (name.removeprefix("event: "), json.loads(text.removeprefix("data: ")))
        for name, text in zip(names, data, strict=True)
    ]


def test_callers_are_told_the_kind_of_a_failure_and_nothing_of_where_it_was(
    sample_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    secret = failed(500, "host db-7.internal: token sk-very-secret in /srv/model.log")
    with with_model(sample_folder, *[secret] * 3) as (address, behind):
        plainly = httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60)
        in_events = httpx.post(f"{address}/api/ask", json={"question": QUESTION, "stream": True}, timeout=60)
        by_chat = httpx.post(
            f"{address}/v1/chat/completions", json={"messages": [{"role": "user", "content": QUESTION}]}, timeout=60
        )
        endpoint = behind.settings.llm_base_url or ""
    assert plainly.json()["notes"] == ["The language model gave no whole answer."]
    for told in (plainly.text, in_events.text, by_chat.text):
        assert "The language model gave no whole answer." in told
        assert all(
            word not in told
            for word in ("sk-very-secret", "db-7.internal", "/srv", httpx.URL(endpoint).netloc.decode())
        )
    assert caplog.text.count("sk-very-secret") == 3


def test_what_nobody_foresaw_is_logged_and_told_as_no_more_than_that(
    sample_news: NewsIndex, caplog: pytest.LogCaptureFixture
) -> None:
    desk = Desk(Settings.read(llm=True), news=sample_news, model=ScriptedModel())  # no reply is left in it
    with TestClient(programs(desk), base_url="http://127.0.0.1") as client:
        plainly = client.post("/api/ask", json={"question": QUESTION})
        in_events = client.post("/api/ask", json={"question": QUESTION, "stream": True})
    assert plainly.status_code == 500
    harmless = "Something went wrong that OnRecord did not foresee. Try again; its log says why."
    assert plainly.json()["detail"] == harmless
    last, problem = events_of(in_events.iter_lines())[-1]
    assert (last, problem["detail"]) == ("error", harmless)
    assert caplog.text.count("IndexError: pop from empty list") == 2


def test_every_answer_about_the_samples_is_that_of_ask(client: TestClient, sample_news: NewsIndex) -> None:
    assistant = Assistant(sample_news, Settings.read(llm=False))
    assert len(CASES) >= 53
    for case in CASES:
        question, history = case["question"], tuple(case.get("history", ()))
        filters = {name: case[name] for name in FILTERS if name in case}
        order = json.dumps({"question": question, "history": history, **filters}, default=str)
        response = client.post("/api/ask", content=order, headers={"content-type": "application/json"})
        assert response.status_code == 200, response.text
        if "outlets" in filters:
            filters["outlets"] = tuple(filters["outlets"])
        assert timeless(response.json()) == timeless(assistant.ask(question, history=history, **filters)), question


def test_history_and_filters_are_those_of_ask(client: TestClient, sample_news: NewsIndex) -> None:
    order = {
        "question": "And about the war?",
        "history": [QUESTION],
        "since": "2021-09-01",
        "outlets": ["Sample Dispatch"],
    }
    expected = Assistant(sample_news, Settings.read(llm=False)).ask(
        "And about the war?", history=(QUESTION,), since=date(2021, 9, 1), outlets=("Sample Dispatch",)
    )
    assert expected.standalone_question != expected.question
    assert timeless(client.post("/api/ask", json=order).json()) == timeless(expected)


def test_with_a_model_the_answer_is_that_of_ask(sample_folder: Path) -> None:
    same = reply((TRUTH, [1]), (LIE, [1]))
    with with_model(sample_folder, same, same) as (address, behind):
        response = httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60)
        expected = Assistant(behind.news, behind.settings, behind.model).ask(QUESTION)
        assert (expected.status, len(expected.dropped)) == ("partial", 1)
        assert timeless(response.json()) == timeless(expected)


def test_events_are_those_of_stream_and_end_with_the_answer(sample_folder: Path) -> None:
    same = reply((TRUTH, [1]), (LIE, [1]))
    with with_model(sample_folder, same, same) as (address, behind):
        order = {"question": QUESTION, "stream": True}
        with httpx.stream("POST", f"{address}/api/ask", json=order, timeout=60) as response:
            assert response.headers["content-type"].startswith("text/event-stream")
            told = events_of(response.iter_lines())
        expected = list(Assistant(behind.news, behind.settings, behind.model).stream(QUESTION))
    assert [name for name, _ in told] == [type(event).__name__.lower() for event in expected]
    assert [data for _, data in told[:-1]] == [json.loads(json.dumps(jsonable(event))) for event in expected[:-1]]
    assert timeless(told[-1][1]["answer"]) == timeless(expected[-1].answer)  # pyright: ignore


def test_the_accept_header_asks_for_events_too(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": QUESTION}, headers={"accept": "text/event-stream"})
    assert [name for name, _ in events_of(response.iter_lines())] == ["sources", "checked"]


@pytest.mark.parametrize("stream", [False, True])
def test_a_closed_connection_stops_the_model(sample_folder: Path, stream: bool) -> None:
    slow = reply((TRUTH, [1]), (TRUTH, [1]), (TRUTH, [1]), pause=1.0)
    with with_model(sample_folder, slow) as (address, behind):
        order = {"question": QUESTION, "stream": stream}
        with pytest.raises(httpx.ReadTimeout):
            httpx.post(f"{address}/api/ask", json=order, timeout=httpx.Timeout(30, read=0.7))
        assert behind.requests[0].broken_off.wait(5)


def test_a_search_is_that_of_the_index(client: TestClient, sample_news: NewsIndex) -> None:
    response = client.get("/api/search", params={"q": "flood barrier", "k": 3, "outlet": "Thornsea Mercury"})
    query = sample_news.understand("flood barrier", outlets=("Thornsea Mercury",))
    report = sample_news.search_report(query, Shape(k=3))
    assert report.hits
    assert response.json() == json.loads(json.dumps(jsonable(report)))


def test_the_ledger_is_that_of_the_index(client: TestClient, sample_news: NewsIndex) -> None:
    response = client.get("/api/said", params={"speaker": "Pellow", "about": "flood barrier"})
    quotes = sample_news.said("Pellow", about="flood barrier", limit=100)
    assert quotes
    assert response.json() == json.loads(json.dumps(jsonable(quotes)))


def test_an_article_comes_with_its_quotes(client: TestClient, sample_news: NewsIndex) -> None:
    response = client.get("/api/articles/harbour-wall-vote")
    assert response.json() == json.loads(json.dumps(jsonable(show(sample_news, "harbour-wall-vote"))))
    assert response.json()["article"]["text"] == sample_news.article("harbour-wall-vote").text


def test_the_status_tells_of_the_folder_its_name_alone(client: TestClient, sample_news: NewsIndex) -> None:
    expected = json.loads(json.dumps(jsonable(sample_news.status())))
    assert client.get("/api/status").json() == {**expected, "path": Path(expected["path"]).name}


def test_what_goes_wrong_is_told_as_a_problem(client: TestClient) -> None:
    response = client.get("/api/articles/nobody-knows")
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "urn:onrecord:problem:unknown-article",
        "title": "Unknown article",
        "status": 404,
        "detail": "no article has the id 'nobody-knows'; `onrecord search` shows ids",
        "retryable": False,
    }
    told = {
        ("post", "/api/ask", '{"question": "   "}'): (422, "invalid-request"),
        ("post", "/api/ask", '{"question": "x", "since": "2022-01-01", "until": "2021-01-01"}'): (
            422,
            "unusable-input",
        ),
        ("post", "/api/ask", '{"question": "x", "unknown": 1}'): (422, "invalid-request"),
        ("post", "/api/ask", "{"): (422, "invalid-request"),
        ("get", "/api/said?speaker=x&since=2022-01-01&until=2021-01-01", ""): (422, "unusable-input"),
        ("get", "/api/search?q=x&k=0", ""): (422, "invalid-request"),
        ("get", "/api/ask", ""): (405, "wrong-method"),
        ("get", "/api/nothing", ""): (404, "not-found"),
    }
    for (method, path, body), (status, code) in told.items():
        found = client.request(method, path, content=body, headers={"content-type": "application/json"})
        assert (found.status_code, found.json()["type"]) == (status, f"urn:onrecord:problem:{code}"), path


def test_what_was_sent_is_not_sent_back_in_a_problem(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "<script>" + "x" * 4000})
    assert response.status_code == 422
    assert "script" not in response.text


def test_without_an_index_no_path_is_told(tmp_path: Path) -> None:
    with (
        Desk(Settings.read(index=tmp_path / "secret-place", llm=False)) as desk,
        TestClient(programs(desk), base_url="http://127.0.0.1") as client,
    ):
        for response in (
            client.post("/api/ask", json={"question": "x", "stream": True}),
            client.post("/api/ask", json={"question": "x"}),
            client.get("/api/status"),
        ):
            assert (response.status_code, response.headers["retry-after"]) == (503, "60")
            assert response.json()["type"] == "urn:onrecord:problem:no-index"
            assert "secret-place" not in response.text


def test_a_model_that_refuses_is_told_without_its_address(sample_folder: Path) -> None:
    from tests.endpoint import failed

    refused = failed(401, "wrong key")
    with with_model(sample_folder, refused, refused) as (address, _):
        whole = httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60)
        streamed = httpx.post(f"{address}/api/ask", json={"question": QUESTION, "stream": True}, timeout=60)
    problem = {
        "type": "urn:onrecord:problem:model-failed",
        "title": "Model failed",
        "status": 502,
        "detail": "The language model did not do its part.",
        "retryable": False,
    }
    assert (whole.status_code, whole.json()) == (502, problem)
    assert streamed.status_code == 200
    assert events_of(iter(streamed.text.splitlines()))[-1] == ("error", problem)
