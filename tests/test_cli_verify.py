"""`onrecord verify` as a user runs it: texts from elsewhere against articles and against an index."""

import io
import json
import sys
from pathlib import Path

import pytest

from assistant.cli import run
from index import open_index

ARTICLE = """---
id: bridge
title: Bridge closed
date: 2021-05-03
outlet: Sample Post
---
The bridge in Lunde is closed for repairs until the autumn, the mayor, Runa Dahl, said on Monday.

“Nobody will cross it before October,” Dahl said. Engineers found cracks in two of its piers in April.
"""
TRUE = "Runa Dahl said: “Nobody will cross it before October.”"
FALSE = "The bridge in Lunde will be sold to Norway for 40 million."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.md"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(f"{TRUE} {FALSE}\n", encoding="utf-8")
    return path


def test_each_sentence_has_its_verdict_and_a_false_one_its_reason(
    article: Path, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(text), "--article", str(article)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"verified  {TRUE} [1]",
        f"dropped   {FALSE}",
        "          the source does not name Norway",
        "[1] Bridge closed · Sample Post · 2021-05-03 · Runa Dahl",
        "    “Nobody will cross it before October,” Dahl said.",
    ]


def test_a_text_that_stands_as_a_whole_ends_with_0(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = tmp_path / "whole.txt"
    whole.write_text(f"{TRUE} [1]", encoding="utf-8")
    assert run(["verify", str(whole), "--article", str(article), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "grounded"
    assert [sentence["text"] for sentence in answer["sentences"]] == [TRUE]
    (citation,) = answer["citations"]
    assert citation["article_id"] == "bridge"
    assert citation["speaker"] == "Runa Dahl"


def test_a_text_may_come_from_standard_input(
    article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FALSE.encode())))
    assert run(["verify", "-", "--article", str(article), "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "refused"
    assert [dropped["text"] for dropped in answer["dropped"]] == [FALSE]


def test_without_articles_each_sentence_finds_its_own_in_the_index(
    article: Path, tmp_path: Path, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "ferry.md"
    other.write_text(
        "---\nid: ferry\ntitle: Ferry\n---\nThe ferry to Holm sails four times a day.\n",
        encoding="utf-8",
    )
    with open_index(tmp_path / "index") as news:
        news.add([article, other], embed=False)
    text.write_text(f"The ferry to Holm sails four times a day. {TRUE} [7]", encoding="utf-8")
    assert run(["verify", str(text), "--index", str(tmp_path / "index"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    cited = {citation["n"]: citation["article_id"] for citation in answer["citations"]}
    assert [[cited[n] for n in sentence["citations"]] for sentence in answer["sentences"]] == [["ferry"], ["bridge"]]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\xff\xfe\x00", "is not text in UTF-8"), (b"  \n", "the text is empty"), (None, "cannot be read")],
)
def test_a_text_that_is_none_is_wrong_input(
    article: Path, tmp_path: Path, content: bytes | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.txt"
    if content is not None:
        path.write_bytes(content)
    assert run(["verify", str(path), "--article", str(article)]) == 2
    assert said in capsys.readouterr().err


def test_an_article_that_is_not_there_is_wrong_input(
    tmp_path: Path, text: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(text), "--article", str(tmp_path / "absent.md")]) == 2
    assert "none of the --article paths holds an article" in capsys.readouterr().err
