"""`onrecord eval` as a command, and question sets as tests of pytest."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.cli import run
from assistant.evaluation.comparing import REPORT
from assistant.evaluation.questions import Expect
from assistant.evaluation.sets import read_set
from assistant.samples import folder, questions
from index import open_index
from tests.endpoint import completion, endpoint, streamed


@pytest.fixture(scope="module")
def without_vectors(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the samples that needs no embedding model."""
    path = tmp_path_factory.mktemp("plain") / "index"
    with open_index(path) as news:
        news.add([folder()], embed=False)
        news.extract_pending()
    return path


@pytest.fixture
def at_home(without_vectors: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, with an index in it and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("ONRECORD_MODELS", str(tmp_path / "models"))
    monkeypatch.chdir(tmp_path)
    shutil.copytree(without_vectors, tmp_path / "index")
    return tmp_path


def test_the_command_writes_reports_keeps_answers_and_is_the_same_twice(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["eval", str(questions()), "--index", "index", "--no-llm", "--limit", "8"]
    assert run([*command, "--out", "one", "--min", "mrr=.5", "--max", "false_refusals=.5"]) == 0
    shown = capsys.readouterr()
    assert "of 8 questions passed.\n" in shown.out
    assert "Reports are in one: report.html opens in a browser." in shown.err
    assert run([*command, "--out", "two", "--baseline", "one"]) == 0
    assert "Against one: 8 questions compared: 0 lost, 0 won." in capsys.readouterr().out
    one, two = (json.loads((at_home / name / REPORT).read_text()) for name in ("one", "two"))
    assert one["results"] == two["results"]
    assert one["summary"] == two["summary"]
    assert run([*command, "--out", "three", "--min", "mrr=1.01"]) == 1
    assert "Missed: mrr ≥ 1.01, but it is " in capsys.readouterr().err


PRICE = '{"answer": "£6.4m", "sentences": [{"text": "Larchfield Estates bought the mill for £6.4m.", "sources": [1]}]}'


@pytest.fixture
def model_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A named model that gets one request an answer: nothing is tried again, no question is split."""
    monkeypatch.setenv("ONRECORD_LLM_MODEL", "m")
    monkeypatch.setenv("ONRECORD_LLM_RETRIES", "0")
    monkeypatch.setenv("ONRECORD_SPLIT_QUESTIONS", "false")


@pytest.mark.usefixtures("model_asked_once")
def test_what_a_model_did_not_answer_is_told_and_asked_again(
    at_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [
        {
            "id": "price",
            "question": "What did Larchfield Estates pay for Hesketh Mill?",
            "expect": {"answers": ["£6.4m"]},
        },
        {"id": "nobody", "question": "What did Quorvin Thessaly say about the weather?", "unanswerable": True},
    ]
    (at_home / "set.yaml").write_text(yaml.safe_dump({"questions": asked}, allow_unicode=True))
    with endpoint() as served:
        monkeypatch.setenv("ONRECORD_LLM_BASE_URL", served.url)
        command = ["eval", "set.yaml", "--index", "index", "--out", "out"]
        assert run(command) == 3
        told = "The model did not answer 1 of these questions"
        assert told in capsys.readouterr().err
        assert told in (at_home / "out" / "report.html").read_text()
        assert told in (at_home / "out" / "report.md").read_text()
        assert json.loads((at_home / "out" / REPORT).read_text())["without_model"] == ["price"]
        served.script += [streamed(PRICE)]
        assert run(command) == 0
        assert told not in capsys.readouterr().err
        count = len(served.requests)
        assert run(command) == 0
        assert len(served.requests) == count
    result = json.loads((at_home / "out" / REPORT).read_text())["results"][0]
    assert (result["id"], result["status"], result["without_model"]) == ("price", "grounded", None)


@pytest.mark.usefixtures("model_asked_once")
def test_a_judge_that_fails_costs_no_report(
    at_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "What did Larchfield Estates pay for Hesketh Mill"
    both = [
        {"id": id, "question": asked + end, "expect": {"answers": ["£6.4m"]}}
        for id, end in (("a", "?"), ("b", " then?"))
    ]
    (at_home / "set.jsonl").write_text("\n".join(map(json.dumps, both)))
    with endpoint(streamed(PRICE), streamed(PRICE), completion('{"reason": "It is.", "right": true}')) as served:
        monkeypatch.setenv("ONRECORD_LLM_BASE_URL", served.url)
        assert run(["eval", "set.jsonl", "--index", "index", "--judge"]) == 0
    assert "The judge judged 1 answers and then failed: " in capsys.readouterr().err
    report = json.loads((at_home / "onrecord-eval" / REPORT).read_text())
    assert [one["figures"].get("judged") for one in report["results"]] == [1.0, None]
    assert report["setup"]["judge"] == "m: 1 verdicts, 11 tokens read, 3 written"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--tag", "nonsense"], "no question has the tag 'nonsense'"),
        (["--min", "nonsense=1"], "there is no measure 'nonsense'"),
        (["--baseline", "nowhere"], "'nowhere/report.json' cannot be read: No such file or directory"),
        (["--judge"], "--judge asks a model, and --no-llm says that none is to be asked"),
        (["--price", "free"], "'free' is not two numbers such as 0.15/0.60"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_asked(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["eval", "--index", str(tmp_path / "none"), "--no-llm", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_init_writes_a_set_that_eval_runs_and_never_overwrites_one(
    at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["eval", "init", "--index", "index", "--no-llm", "--count", "6", "--out", "set.yaml"]) == 0
    told = capsys.readouterr().err
    assert "6 questions are in set.yaml: read and correct them, then `onrecord eval set.yaml --index index`." in told
    assert len(read_set(at_home / "set.yaml")) == 6
    assert run(["eval", "set.yaml", "--index", "index", "--no-llm"]) == 0
    assert run(["eval", "init", "--index", "index", "--no-llm", "--out", "set.yaml"]) == 2


def test_a_set_is_put_to_the_index_of_the_settings_and_the_report_names_it(
    at_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(at_home / "index", at_home / "other")
    monkeypatch.setenv("ONRECORD_INDEX", "other")
    asked = '{"id": "a", "question": "What happened at Hesketh Mill?", "expect": {"articles": ["gone"]}}'
    (at_home / "set.jsonl").write_text(asked)
    assert run(["eval", "set.jsonl", "--no-llm"]) == 0
    shown = capsys.readouterr()
    assert "Index: other: 32 articles" in shown.out
    assert "The index has no article 'gone' (question 'a')" in shown.err
    report = json.loads((at_home / "onrecord-eval" / REPORT).read_text())
    assert report["setup"]["index"].startswith("other: 32 articles")
    assert report["warnings"] == [
        "The index has no article 'gone' (question 'a'), which questions expect: is it the right index?"
    ]
    assert "The index has no article &#39;gone&#39;" in (at_home / "onrecord-eval" / "report.html").read_text()


def test_the_schema_of_a_question_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["eval", "schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["required"] == ["id", "question"]
    assert set(schema["$defs"]["Expect"]["properties"]) == set(Expect.model_fields)


def test_ctrl_c_keeps_what_is_answered_and_the_same_command_goes_on(at_home: Path) -> None:
    asked = [{"id": f"q{n}", "question": f"What did Pellow say about the barrier {n}?"} for n in range(400)]
    many = "".join(f'{json.dumps(one)[:-1]}, "expect": {{}}}}\n' for one in asked)
    (at_home / "many.jsonl").write_text(many)
    program = "from assistant.cli import main; main()"
    command = [sys.executable, "-c", program, "eval", "many.jsonl", "--index", "index", "--no-llm"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    child = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", env=environment)
    kept = at_home / "cache" / "onrecord" / "evaluation"
    until = time.monotonic() + 200
    while sum(file.read_text().count("\n") for file in kept.glob("*.jsonl")) < 5 and time.monotonic() < until:
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    _, told = child.communicate(timeout=200)
    assert child.returncode == 130
    (file,) = kept.iterdir()
    done = len(file.read_text().splitlines())
    assert 0 < done < 400
    assert "of 400 answers are kept, and reported in onrecord-eval: the same command goes on from there." in told
    report = json.loads((at_home / "onrecord-eval" / REPORT).read_text())
    assert (report["asked"], 0 < report["questions"] <= done) == (400, True)
    ended = subprocess.run([*command, "--json"], capture_output=True, encoding="utf-8", env=environment, check=False)
    assert ended.returncode == 0, ended.stderr
    assert len(file.read_text().splitlines()) == 400
    assert json.loads(ended.stdout)["questions"] == 400


def test_each_question_is_a_test_of_pytest(at_home: Path) -> None:
    set_of_two: list[dict[str, Any]] = [
        {
            "id": "right",
            "question": "What did Larchfield Estates pay for Hesketh Mill?",
            "expect": {"answers": ["£6.4m"]},
        },
        {
            "id": "wrong",
            "question": "What did Larchfield Estates pay for Hesketh Mill?",
            "expect": {"answers": ["£7m"]},
        },
    ]
    (at_home / "set.yaml").write_text(yaml.safe_dump({"questions": set_of_two}, allow_unicode=True))
    plugin = ["-p", "assistant.evaluation.pytest_plugin"] if not _is_installed() else []
    options = ["--onrecord-set", "set.yaml", "--onrecord-index", "index", "--onrecord-no-llm"]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *plugin, *options]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert done.returncode == 1, done.stdout
    assert "1 failed, 1 passed" in done.stdout
    assert "What did Larchfield Estates pay for Hesketh Mill?\nfailed: answer\n" in done.stdout
    chosen = subprocess.run(
        [*command, "-k", "right"], capture_output=True, encoding="utf-8", env=environment, check=False
    )
    assert chosen.returncode == 0, chosen.stdout
    assert "1 passed, 1 deselected" in chosen.stdout
    nobody = {"ONRECORD_LLM_BASE_URL": "http://127.0.0.1:9/v1", "ONRECORD_LLM_MODEL": "m", "ONRECORD_LLM_RETRIES": "0"}
    command = [one for one in command if one != "--onrecord-no-llm"]
    silent = subprocess.run(
        [*command, "-k", "right"], capture_output=True, encoding="utf-8", env=environment | nobody, check=False
    )
    assert silent.returncode == 1, silent.stdout
    assert "failed: The language model gave no whole answer" in silent.stdout


def _is_installed() -> bool:
    from importlib.metadata import entry_points

    return "onrecord" in entry_points(group="pytest11").names


def test_the_plugin_loads_nothing_where_it_is_not_used() -> None:
    program = "import sys, assistant.evaluation.pytest_plugin; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    slow = {"numpy", "pydantic", "yaml", "openai", "spacy", "chromadb", "assistant.assistant", "assistant.settings"}
    assert slow & set(done.stdout.split()) == set()
