"""What changed from version to version, and how the command line shows it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.cli import run
from index import Article, open_index
from index.versions import Change, changes

FIRST = Article(id="ferry", title="Ferry sinks", text="The ferry sank.\n\nForty were aboard.\n\nIt was foggy.")
SECOND = replace(
    FIRST,
    title="Ferry runs aground",
    text="The ferry ran aground.\n\nForty were aboard.\n\nIt was foggy.\n\nThis article has been corrected.",
)


def test_fields_and_paragraphs_that_changed_are_told_and_no_others() -> None:
    assert changes(FIRST, SECOND) == (
        Change(field="title", before="Ferry sinks", after="Ferry runs aground"),
        Change(field="text", before="The ferry sank.", after="The ferry ran aground."),
        Change(field="text", before=None, after="This article has been corrected."),
    )
    assert changes(FIRST, FIRST) == ()
    assert changes(FIRST, replace(FIRST, text="The ferry sank.\n\nIt was foggy.", byline=("Ann Lee", "Bo Orr"))) == (
        Change(field="byline", before=None, after="Ann Lee, Bo Orr"),
        Change(field="text", before="Forty were aboard.", after=None),
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_INDEX", str(tmp_path))
    with open_index(tmp_path) as news:
        news.add([FIRST], embed=False)
        news.add([SECOND], embed=False)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_show_prints_what_a_version_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "ferry", "--diff"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Version 2 against version 1:",
        "- title: Ferry sinks",
        "+ title: Ferry runs aground",
        "- The ferry sank.",
        "+ The ferry ran aground.",
        "+ This article has been corrected.",
    ]
    assert run(["show", "ferry", "--version", "1", "--diff"]) == 0
    assert capsys.readouterr().out == "This is the first version: there is none before it.\n"


@pytest.mark.usefixtures("folder")
def test_show_prints_an_earlier_version_and_the_notes_of_the_newest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "ferry", "--version", "1"]) == 0
    assert "The ferry sank." in capsys.readouterr().out
    assert run(["show", "ferry"]) == 0
    assert "correction  This article has been corrected." in capsys.readouterr().out
    assert run(["show", "ferry", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["article"]["version"], shown["notes"][0]["kind"], len(shown["changes"])) == (2, "correction", 3)
    assert run(["show", "ferry", "--version", "3"]) == 2
    assert "'ferry' in version 3" in capsys.readouterr().err
