import json
import shutil
from pathlib import Path

import pytest

from assistant.cli import run

BRIDGE = """---
id: bridge
title: Bridge closed
date: 2021-05-03
outlet: Sample Post
---
The bridge in Lunde is closed.
"""
FERRY = """---
id: ferry
title: Ferry sold
date: 2021-06-10
outlet: Coast Mail
---
The ferry to Lunde was sold.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles; the index is beside it, and no model is there or can be fetched."""
    monkeypatch.setenv("ONRECORD_INDEX", str(tmp_path / "index"))
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "bridge.md").write_text(BRIDGE)
    (articles / "ferry.md").write_text(FERRY)
    return articles


def index(*paths: Path) -> int:
    return run(["index", *map(str, paths), "--later"])


def printed(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_a_folder_is_indexed_and_reported(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert index(folder) == 0
    lines = printed(capsys).splitlines()
    assert lines[0].startswith("2 added in ")
    assert lines[1] == "Quotes or vectors are pending: the next `onrecord index` without --later makes them."
    assert lines[2] == f"{folder.parent / 'index'}: 2 articles, 2 passages."


def test_the_same_folder_again_changes_nothing_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]):
    index(folder)
    capsys.readouterr()
    assert run(["index", str(folder), "--later", "--json"]) == 0
    report = json.loads(printed(capsys))
    assert (report["added"], report["updated"], report["unchanged"]) == ([], [], ["bridge", "ferry"])


def test_what_cannot_be_read_is_named_on_stderr_and_the_rest_is_indexed(
    folder: Path, capsys: pytest.CaptureFixture[str]
):
    broken = folder / "broken.jsonl"
    broken.write_text(
        '{"id": "a", "title": "A", "text": "One."}\n{"id": \n{"id": "c", "title": "C", "text": "Three."}\n'
    )
    assert run(["index", str(folder), "--later", "--json"]) == 2
    shown = capsys.readouterr()
    report = json.loads(shown.out)
    assert report["added"] == ["bridge", "a", "c", "ferry"]
    assert [(problem["path"], problem["line"]) for problem in report["problems"]] == [(str(broken), 2)]
    assert shown.err.startswith(f"{broken}:2: ")


def test_a_path_that_is_not_there_is_exit_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert index(tmp_path / "nowhere") == 2
    shown = capsys.readouterr()
    assert shown.err.startswith(f"{tmp_path / 'nowhere'}: ")
    assert "1 input could not be used." in shown.out


def test_search_finds_by_words_with_the_filters_it_was_given(folder: Path, capsys: pytest.CaptureFixture[str]):
    index(folder)
    capsys.readouterr()
    found: dict[str, set[str]] = {}
    for name, options in {
        "all": [],
        "one": ["-k", "1"],
        "late": ["--since", "2021-06-01"],
        "early": ["--until", "2021-06-01"],
        "coast": ["--outlet", "Coast Mail"],
        "both": ["--outlet", "Coast Mail", "--outlet", "Sample Post"],
        "then": ["--as-of", "2021-05-04"],
        "none": ["--since", "2022-01-01"],
    }.items():
        assert run(["search", "Lunde", "--mode", "lexical", "--json", *options]) == 0
        found[name] = {hit["passage"]["article_id"] for hit in json.loads(printed(capsys))["hits"]}
    assert found.pop("one") < {"bridge", "ferry"}
    assert found == {
        "all": {"bridge", "ferry"}, "late": {"ferry"}, "early": {"bridge"}, "coast": {"ferry"},
        "both": {"bridge", "ferry"}, "then": {"bridge"}, "none": set(),
    }  # fmt: skip


def test_search_shows_hits_for_people_and_says_when_there_are_none(folder: Path, capsys: pytest.CaptureFixture[str]):
    index(folder)
    capsys.readouterr()
    assert run(["search", "ferry", "--mode", "lexical"]) == 0
    first, second = printed(capsys).splitlines()
    assert first.startswith("1. Ferry sold · Coast Mail · 2021-06-10 · ferry · ")
    assert second.strip() == "The ferry to Lunde was sold."
    assert run(["search", "glacier", "--mode", "lexical"]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Nothing was found." in shown.err


@pytest.mark.parametrize(
    ("option", "value"), [("--since", "yesterday"), ("--until", "2021-02-30"), ("--as-of", ""), ("--since", "3/5/2021")]
)
def test_a_day_that_is_none_is_named(option: str, value: str, capsys: pytest.CaptureFixture[str]):
    assert run(["search", "x", option, value]) == 2
    assert capsys.readouterr().err == (
        f"onrecord: Invalid value for '{option}': {value!r} is not a day of the calendar written as YYYY-MM-DD. "
        "Try `onrecord search --help`.\n"
    )


def test_days_in_the_wrong_order_are_named(capsys: pytest.CaptureFixture[str]):
    assert run(["search", "x", "--since", "2021-05-04", "--until", "2021-05-03"]) == 2
    message = "onrecord: --since 2021-05-04 is after --until 2021-05-03: no day is both; swap them\n"
    assert capsys.readouterr().err == message


@pytest.mark.parametrize("command", [["search", "x"], ["show", "x"], ["delete", "x"], ["status"]])
def test_where_there_is_no_index_the_next_step_is_named(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert run(command) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert (
        shown.err
        == f"onrecord: there is no index in {str(tmp_path / 'index')!r}; make one with `onrecord index PATH…`\n"
    )


def test_an_article_is_shown_for_people_and_as_json(folder: Path, capsys: pytest.CaptureFixture[str]):
    index(folder)
    capsys.readouterr()
    assert run(["show", "bridge"]) == 0
    assert printed(capsys).splitlines()[:3] == ["Bridge closed", "id         bridge     ", "outlet     Sample Post"]
    assert run(["show", "bridge", "--json"]) == 0
    article = json.loads(printed(capsys))["article"]
    assert (article["text"], article["published"]["day"]) == ("The bridge in Lunde is closed.", "2021-05-03")


def test_deleted_articles_are_gone_and_unknown_ones_are_named(folder: Path, capsys: pytest.CaptureFixture[str]):
    index(folder)
    capsys.readouterr()
    assert run(["delete", "bridge", "nobody"]) == 2
    assert "'nobody'" in capsys.readouterr().err
    assert run(["delete", "bridge", "ferry", "--json"]) == 0
    assert json.loads(printed(capsys)) == {"deleted": ["bridge", "ferry"]}
    assert run(["show", "bridge"]) == 2
    assert run(["status", "--json"]) == 0
    assert json.loads(printed(capsys))["coverage"]["articles"] == 0


def test_status_says_what_there_is_and_what_is_pending(folder: Path, capsys: pytest.CaptureFixture[str]):
    index(folder)
    capsys.readouterr()
    assert run(["status"]) == 0
    lines = [line.split(maxsplit=1) for line in printed(capsys).splitlines()]
    shown = {name: value.strip() for name, value in lines}
    assert shown["articles"] == "2 (2021-05-03 to 2021-06-10)"
    assert shown["passages"] == "2"
    assert shown["vectors"] == "0 (2 passages pending)"
    assert run(["status", "--json"]) == 0
    status = json.loads(printed(capsys))
    assert (status["coverage"]["articles"], status["vectors_pending"]) == (2, 2)


def test_a_folder_that_cannot_be_made_is_named(folder: Path, capsys: pytest.CaptureFixture[str]):
    taken = folder / "bridge.md"
    assert run(["index", str(folder), "--later", "--index", str(taken)]) == 2
    assert capsys.readouterr().err == f"onrecord: no index can be in {str(taken)!r}: File exists; name another folder\n"


def test_doctor_finds_a_lost_part_and_says_what_builds_it_again(folder: Path, capsys: pytest.CaptureFixture[str]):
    def checked() -> dict[str, str]:
        [check] = [check for check in json.loads(printed(capsys)) if check["part"] == "index"]
        return check

    index(folder)
    shutil.rmtree(folder.parent / "index" / "lexical")
    capsys.readouterr()
    assert run(["doctor", "--json"]) == 3
    assert checked() == {
        "part": "index",
        "state": "broken",
        "found": "The lexical index holds 0 passages instead of 2",
        "next_step": "Run `onrecord doctor --repair`: what is derived is built again.",
    }
    index(folder / "ferry.md")
    capsys.readouterr()
    assert run(["doctor", "--json"]) == 0
    assert checked()["found"] == "2 articles, 2 passages without vectors, 2 articles without quotes"
