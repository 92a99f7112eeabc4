"""`onrecord ask` against a scripted endpoint on this machine, through the real client and the real checks."""

import io
import json
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.cli import run
from index import open_index
from tests.cli_endpoint import Endpoint
from tests.cli_terminal import PROCESS, on_a_terminal, read_all

ARTICLE = """---
id: bridge
title: Bridge closed
date: 2021-05-03
outlet: Sample Post
url: https://example.org/bridge
---
The bridge in Lunde is closed for repairs until the autumn, the mayor, Runa Dahl, said on Monday.

“Nobody will cross it before October,” Dahl said. Engineers found cracks in two of its piers in April.
"""


Sentence = dict[str, object]


GOOD: Sentence = {"text": "Engineers found cracks in two of its piers in April.", "sources": [1]}


LIE: Sentence = {"text": "The bridge in Lunde will be sold to Norway for 40 million.", "sources": [1]}


QUESTION = "Why is the bridge in Lunde closed?"


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one article with its quotes; its vectors are pending, so that no model is needed."""
    folder = tmp_path_factory.mktemp("ask")
    (folder / "bridge.md").write_text(ARTICLE)
    with open_index(folder / "index") as news:
        news.add([folder / "bridge.md"], embed=False)
        news.extract_pending()
    return folder / "index"


@pytest.fixture(autouse=True)
def _settings(  # pyright: ignore[reportUnusedFunction]
    indexed: Path, monkeypatch: pytest.MonkeyPatch, endpoint: Endpoint
) -> None:
    for name, value in {
        "ONRECORD_INDEX": str(indexed),
        "ONRECORD_LLM_BASE_URL": endpoint.url,
        "ONRECORD_LLM_MODEL": "scripted",
        "ONRECORD_LLM_RETRIES": "0",
        "NO_COLOR": "1",
    }.items():
        monkeypatch.setenv(name, value)


def reply(*sentences: Sentence) -> str:
    return json.dumps({"sentences": sentences})


def test_an_answer_is_printed_with_its_sources(endpoint: Endpoint, capsys: pytest.CaptureFixture[str]):
    endpoint.reply = reply(GOOD)
    assert run(["ask", QUESTION]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Engineers found cracks in two of its piers in April. [1]"
    assert "Sources" in lines
    assert lines[lines.index("Sources") + 1].startswith("[1] Bridge closed · Sample Post · 2021-05-03")
    assert lines[-1].strip() == "https://example.org/bridge"


def test_json_is_the_answer_and_nothing_else(endpoint: Endpoint, capsys: pytest.CaptureFixture[str]):
    endpoint.reply = reply(GOOD)
    assert run(["ask", QUESTION, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["model"]) == ("grounded", "scripted")
    [citation] = answer["citations"]
    text = ARTICLE.split("---\n")[2].strip()
    assert text[citation["start"] : citation["end"]] == citation["text"]


def test_what_the_model_invents_is_left_out_and_listed(endpoint: Endpoint, capsys: pytest.CaptureFixture[str]):
    endpoint.reply = reply(GOOD, LIE)
    assert run(["ask", QUESTION]) == 0
    answer, left_out = capsys.readouterr().out.split("Left out")
    assert "Norway" not in answer
    assert left_out.strip().startswith("- The bridge in Lunde will be sold to Norway for 40 million. (")


def test_a_refusal_is_exit_code_1_for_people_and_programs(capsys: pytest.CaptureFixture[str]):
    assert run(["ask", "What did Merkel say about the pipeline?", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["refusal"]["reason"]) == ("refused", "speaker_absent")
    assert run(["ask", "What did Merkel say about the pipeline?"]) == 1
    assert capsys.readouterr().out.startswith(answer["refusal"]["message"])


def test_without_a_model_the_answer_is_the_articles_own_words(capsys: pytest.CaptureFixture[str]):
    assert run(["ask", "What did Runa Dahl say about the bridge?", "--no-llm", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["model"]) == ("quotes_only", None)
    assert "Nobody will cross it before October" in answer["text"]


def test_an_endpoint_that_cannot_be_reached_leaves_the_quotations_and_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("ONRECORD_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    assert run(["ask", QUESTION]) == 0
    assert "http://127.0.0.1:9/v1" in capsys.readouterr().out


def test_an_empty_question_is_exit_code_2(capsys: pytest.CaptureFixture[str]):
    assert run(["ask", "  "]) == 2
    assert capsys.readouterr().err.startswith("onrecord: the question is empty")


def test_without_a_question_each_line_is_one_that_leans_on_those_before_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        "sys.stdin", io.StringIO("What did Dahl say about the bridge?\n\nWhat did she say about cracks?\n")
    )
    assert run(["ask", "--no-llm", "--json"]) in {0, 1}
    first, rest = json.JSONDecoder().raw_decode(shown := capsys.readouterr().out)
    second = json.loads(shown[rest:])
    assert first["standalone_question"] == "What did Dahl say about the bridge?"
    assert second["standalone_question"] == "What did Dahl say about cracks?"


def test_earlier_answers_come_from_a_file_of_json(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    assert run(["ask", "--no-llm", "--json", "What did Dahl say about the bridge?"]) == 0
    earlier = tmp_path / "earlier.json"
    earlier.write_text(capsys.readouterr().out, encoding="utf-8")
    assert run(["ask", "--no-llm", "--json", "--history", str(earlier), "And later?"]) in {0, 1}
    answer = json.loads(capsys.readouterr().out)
    assert answer["standalone_question"] == "What did Dahl say about the bridge after 3 May 2021?"
    assert answer["slots"] == {"speaker": "Dahl", "topic": "the bridge", "period": "after 3 May 2021"}


@pytest.mark.parametrize("content", ["no JSON", '{"question": 1}', '["answer"]'])
def test_a_history_that_holds_no_answers_is_exit_code_2(
    content: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    earlier = tmp_path / "earlier.json"
    earlier.write_text(content, encoding="utf-8")
    assert run(["ask", "--no-llm", "--history", str(earlier), "And later?"]) == 2
    assert "holds no answers as `onrecord ask --json` prints them" in capsys.readouterr().err


def test_no_question_at_all_is_exit_code_2(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert run(["ask", "--no-llm"]) == 2
    assert capsys.readouterr().err.startswith("onrecord: no question: give one as an argument")


def test_an_odd_setting_is_exit_code_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("ONRECORD_K", "many")
    assert run(["ask", QUESTION]) == 2
    assert capsys.readouterr().err.startswith("onrecord: setting 'k' is 'many': ")


def test_what_somebody_said_is_listed_with_its_place(capsys: pytest.CaptureFixture[str]):
    assert run(["said", "Dahl", "--json"]) == 0
    quotes = json.loads(capsys.readouterr().out)
    assert {quote["speaker"] for quote in quotes} == {"Runa Dahl"}
    assert "“Nobody will cross it before October,”" in [quote["text"] for quote in quotes]
    assert run(["said", "Dahl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(quotes)
    assert lines[-1].startswith(
        "Runa Dahl said (direct): “Nobody will cross it before October,” · Sample Post · 2021-05-03"
    )


def test_a_misspelt_speaker_is_answered_with_the_names_there_are(capsys: pytest.CaptureFixture[str]):
    assert run(["said", "Dall"]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Nobody called 'Dall' is quoted. Names like it: Runa Dahl." in shown.err


def test_an_article_is_shown_with_who_says_what_in_it(capsys: pytest.CaptureFixture[str]):
    assert run(["show", "bridge"]) == 0
    assert "Runa Dahl said (direct): “Nobody will cross it before October,”" in capsys.readouterr().out.splitlines()


def test_doctor_asks_the_endpoint_and_names_what_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    run(["doctor", "--json"])
    checks = {check["part"]: check for check in json.loads(capsys.readouterr().out)}
    assert checks["endpoint"]["state"] == "ok"
    assert checks["endpoint"]["found"].startswith("scripted answered in ")
    monkeypatch.setenv("ONRECORD_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    assert run(["doctor"]) == 3
    [line] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("endpoint")]
    assert line.split()[:2] == ["endpoint", "broken"]
    assert "http://127.0.0.1:9/v1" in line


def test_a_terminal_shows_the_sources_then_the_text_and_in_the_end_the_answer_alone(endpoint: Endpoint):
    endpoint.reply = reply(GOOD, LIE)
    with on_a_terminal("ask", QUESTION) as (process, terminal):
        seen = read_all(terminal)
        assert process.wait(20) == 0
    assert seen.index("[1] Bridge closed") < seen.index("Engineers found")
    last_wiped = seen.rindex("\x1b[2K")
    assert "Engineers found" in seen[last_wiped:]
    assert "sold to Norway" in seen[:last_wiped]


def test_ctrl_c_during_a_streaming_answer_ends_at_once_and_stops_the_model(endpoint: Endpoint):
    endpoint.reply, endpoint.hang = reply(GOOD), True
    with on_a_terminal("ask", QUESTION) as (process, terminal):
        before = read_all(terminal, until="cracks in")
        assert endpoint.halfway.wait(20)
        sent = time.monotonic()
        process.send_signal(signal.SIGINT)
        after = read_all(terminal)
        assert process.wait(20) == 130
    assert time.monotonic() - sent < 4
    assert "Traceback" not in before + after
    assert "\x1b[?25h" in after  # the cursor is there again
    assert endpoint.left.wait(5)


def test_ctrl_c_while_an_endpoint_says_nothing_ends_at_once_in_a_pipe(endpoint: Endpoint):
    endpoint.reply, endpoint.hang = reply(GOOD), True
    command = [*PROCESS, "ask", QUESTION, "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert endpoint.halfway.wait(60)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=10)
    assert (process.returncode, out) == (130, ""), errors
    assert "Traceback" not in errors
