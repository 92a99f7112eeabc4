import json
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from assistant.cli import run
from assistant.cli.hits import report_lines
from index import open_index
from index.search import Shape
from index.values import Article, Published

WIRE = (
    "The regional court in Thornsea on Tuesday stopped the building of the third breakwater, because the harbour board "
    "had not asked the fishermen whose moorings it would have closed for two winters. The board has a month to appeal."
)
OTHER = "It rained all day. A second breakwater in Thornsea was never planned. Nobody came to the harbour."
LONG = "\n\n".join(
    f"A breakwater of {place} feet. {'The gulls of ' + place + ' slept. '}" * 20
    for place in ("ten", "six", "two", "nine")
)


def article(id: str, text: str, outlet: str, day: date | None = None) -> Article:
    published = Published(value=day, found_in="test") if day else None
    return Article(id=id, title=id.title(), text=text, outlet=outlet, published=published)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ONRECORD_INDEX", str(tmp_path / "news"))
    with open_index(tmp_path / "news") as news:
        news.add(
            [
                article("court", WIRE, "Post", date(2021, 5, 4)),
                article("copy", f"{WIRE} It rained.", "Daily Tide"),
                article("other", OTHER, "Daily Tide"),
                article("long", LONG, "Post", date(2020, 1, 1)),
            ],
            embed=False,
        )
    return tmp_path / "news"


def printed(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    capsys.readouterr()
    assert run(["search", *options, "--mode", "lexical"]) == 0
    return capsys.readouterr().out.splitlines()


def test_a_search_says_how_it_understood_the_question(capsys: pytest.CaptureFixture[str]):
    question = "What did Pellow say about the breakwater in May 2021, according to the Daily Tide?"
    first, second, *_ = printed(capsys, question)
    assert first == (
        "Understood: “in May 2021” is 2021-05-01 to 2021-05-31; as reported by Daily Tide; words of Pellow."
    )
    assert second == "1 article is undated and may not be of these days."


def test_a_search_that_asks_nothing_special_prints_hits_alone(capsys: pytest.CaptureFixture[str]):
    assert printed(capsys, "moorings", "-k", "1")[0].startswith("1. C")


def test_who_else_carried_a_report_is_listed_and_an_undated_hit_is_marked(capsys: pytest.CaptureFixture[str]):
    lines = printed(capsys, "the court stopped the third breakwater")
    first = next(line for line in lines if line.startswith("1. "))
    carried = next(line.strip() for line in lines if "also carried by" in line)
    assert (first.partition(" · ")[0], carried) in {
        ("1. Court", "also carried by Daily Tide (copy)"),
        ("1. Copy", "also carried by Post (court)"),
    }
    assert any(" Other · Daily Tide · undated · other · " in line for line in lines)


def test_as_many_passages_of_an_article_as_wanted(folder: Path, capsys: pytest.CaptureFixture[str]):
    def of_one(*options: str) -> int:
        return sum("· long ·" in line for line in printed(capsys, "breakwater", *options))

    with open_index(folder) as news:
        every = len(news.passages("long"))
    assert every > 2
    assert [of_one("--per-article", "1"), of_one(), of_one("--per-article", "0")] == [1, 2, every]


def test_the_closest_sentences_stand_out(folder: Path):
    console = Console(file=StringIO(), width=10_000, color_system="standard", force_terminal=True)
    with open_index(folder) as news:
        report = news.search_report(news.understand("Was a second breakwater planned?"), Shape(k=1), "lexical")
        for line in report_lines(report, news):
            console.print(line, end="")
    assert isinstance(console.file, StringIO)
    bold = console.file.getvalue().split("\x1b[1m")[-1].partition("\x1b[0m")[0]
    assert bold == report.hits[0].focus
    assert "A second breakwater in Thornsea was never planned." in bold
    assert "Nobody came to the harbour." not in bold


def test_json_is_the_report_with_the_query(capsys: pytest.CaptureFixture[str]):
    report = json.loads("\n".join(printed(capsys, "breakwater in May 2021", "--json")))
    assert report["query"]["period"]["since"] == "2021-05-01"
    assert report["undated"] >= 1
    of = {hit["passage"]["article_id"]: hit for hit in report["hits"]}
    assert ("court" in of, "copy" in of) in {(True, False), (False, True)}
    wire = of.get("court") or of["copy"]
    assert {wire["passage"]["article_id"], *wire["copies"]} == {"court", "copy"}
    assert wire["focus"] in WIRE
