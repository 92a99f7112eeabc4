"""`onrecord index` on files of other formats: columns named by the user, patterns, standard input."""

import json
from pathlib import Path

import pytest

from assistant.cli import run
from tests.inputs import write

pytestmark = pytest.mark.usefixtures("in_folder")


def index(*arguments: str) -> int:
    return run(["index", *arguments, "--later", "--json", "--index", "news-index"])


def test_columns_of_a_table_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.csv", "kop;verhaal;krant\nFerry back;It sailed.;Alsund Post\n")
    assert index("a.csv", "--column", "text=verhaal", "--column", "title=kop", "--column", "outlet=krant") == 0
    assert len(json.loads(capsys.readouterr().out)["added"]) == 1


@pytest.mark.parametrize(
    ("column", "message"),
    [
        ("text", "onrecord: --column 'text' is not FIELD=NAME, such as text=body\n"),
        (
            "words=verhaal",
            "onrecord: no article has a field 'words'; those are text, title, date, outlet, byline, url, …\n",
        ),
    ],
)
def test_columns_that_mean_nothing_are_wrong_usage(
    column: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.csv", "kop,verhaal\nT,x\n")
    assert index("a.csv", "--column", column) == 2
    assert capsys.readouterr().err == message


def test_a_folder_of_pages_is_indexed(capsys: pytest.CaptureFixture[str]) -> None:
    prose = "<p>The ferry to Alsund sailed again on Monday after eleven days in the dock, and it was full.</p>"
    for name in ("a", "b"):
        write(f"pages/{name}.html", f"<html><body><article><h1>Ferry {name}</h1>{prose * 3}</article></body></html>")
    write("pages/notes.docx", b"not a document")
    assert index("pages") == 2
    report = json.loads(capsys.readouterr().out)
    assert len(report["added"]) == 2
    assert [problem["reason"] for problem in report["problems"]] == [
        "the Word file cannot be read: File is not a zip file; fetch or save it again"
    ]
    assert Path("news-index").is_dir()
