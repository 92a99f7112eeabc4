import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from assistant.cli import run
from assistant.cli.output import clean, one_line

SLOW = {"chromadb", "gradio", "llama_index", "onnxruntime", "openai", "openvino", "spacy", "xllamacpp"}


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    monkeypatch.setenv("ONRECORD_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("ONRECORD_INDEX", str(tmp_path / "index"))


def process(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from assistant.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={**os.environ, **variables}, check=False)


def test_help_names_every_command_and_shows_examples(capsys: pytest.CaptureFixture[str]):
    assert run(["--help"]) == 0
    shown = capsys.readouterr()
    assert "Examples:" in shown.out
    assert shown.err == ""


def test_no_arguments_mean_help(capsys: pytest.CaptureFixture[str]):
    assert run([]) == 0
    assert capsys.readouterr().out.startswith("Usage: onrecord ")


def test_help_loads_nothing_slow():
    program = "import sys; from assistant.cli import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert SLOW.intersection(done.stderr.split()) == set()


def test_version_is_that_of_the_distribution(capsys: pytest.CaptureFixture[str]):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"onrecord {version('onrecord')}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nonsense"], "onrecord: No such command 'nonsense'. Try `onrecord --help`.\n"),
        (["models", "list", "--bad"], "onrecord: No such option: --bad. Try `onrecord models list --help`.\n"),
        (["models"], "onrecord: Missing command. Try `onrecord models --help`.\n"),
        (
            ["models", "pull", "nonsense"],
            "onrecord: there is no model 'nonsense': `onrecord models list` names those there are\n",
        ),
    ],
)
def test_wrong_usage_is_one_line_on_stderr_and_exit_code_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
):
    assert run(arguments) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", message)


def test_models_are_listed_for_people_and_as_json(capsys: pytest.CaptureFixture[str]):
    assert run(["models", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["model", "purpose", "size", "licence", "file"]
    assert run(["models", "list", "--json"]) == 0
    entries = json.loads(capsys.readouterr().out)
    assert [line.split()[0] for line in lines[1:]] == [entry["name"] for entry in entries]
    assert {entry["cached"] for entry in entries} == {None}


def test_a_console_command_leaves_the_process_with_its_exit_code():
    done = process("models", "pull", "nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("onrecord: there is no model 'nonsense'")


def test_a_reader_that_leaves_early_is_no_error():
    command = f"{sys.executable} -c 'from assistant.cli import main; main()' models list --json"
    done = subprocess.run(
        ["bash", "-c", f"{command} | head -c 1; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout in {"[141\n", "[0\n"}  # 0 where all of it fitted into the pipe before the reader left
    assert done.stderr == ""


def test_a_stdout_that_is_closed_already_ends_a_command_quietly():
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "models", "list"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


def test_markup_in_what_was_typed_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]):
    run(["models", "pull", "[bold]x[/bold]"])
    assert capsys.readouterr().err.startswith("onrecord: there is no model '[bold]x[/bold]': ")


def test_an_escape_sequence_never_reaches_the_terminal(capsys: pytest.CaptureFixture[str]):
    run(["\x1b]0;title\x07\x9b31m"])
    shown = capsys.readouterr().err
    assert [char for char in shown if char != "\n" and not char.isprintable()] == []


def test_text_loses_what_steers_a_terminal_and_keeps_its_lines():
    assert clean("a\x1b[31mb\r\n\tc\u202ed\x9be “[1]”") == "a\ufffd[31mb\ufffd\n\tc\ufffdd\ufffde “[1]”"
    assert one_line(" a\n\n[2] b\u2028c\t d ") == "a [2] b c d"


def test_json_can_be_read_where_the_terminal_knows_ascii_only():
    done = process("models", "list", "--json", PYTHONIOENCODING="ascii")
    assert json.loads(done.stdout)[0]["purpose"] == "answering"


def test_a_character_that_the_terminal_lacks_is_replaced():
    done = process("models", "pull", "é", PYTHONIOENCODING="ascii")
    assert done.stderr.startswith("onrecord: there is no model '?'")
