"""The formats, when all is well: text, Markdown, JSON Lines, folders and bytes."""

import gzip
import json
import tracemalloc
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean_text
from index.readers import read_article, read_inputs
from index.readers.record import title_from
from index.values import Article, Problem, Published


def test_a_first_line_on_date_and_photo_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text(
        " date 2021-05-03 Photograph: Agency\n\nThe ferry to Alsund is back. It left at nine.\n\nCrowds came.\n"
    )
    (article,) = read_article(path)
    assert article == Article(
        id=article.id,
        title="The ferry to Alsund is back",
        text="The ferry to Alsund is back. It left at nine.\n\nCrowds came.",
        published=Published(value=date(2021, 5, 3), precision="day", found_in="first line"),
    )


@pytest.mark.parametrize(
    ("first", "day"),
    [("Date: May 3, 2021", date(2021, 5, 3)), ("Photo: Ann Lee", None), ("date 2021-05-03", date(2021, 5, 3))],
)
def test_a_first_line_may_hold_one_of_the_two(first: str, day: date | None) -> None:
    (article,) = read_article(f"{first}\n\nWords.".encode())
    assert (article.text, article.published and article.published.day) == ("Words.", day)


@pytest.mark.parametrize("first", ["Date palms line the road.", "Photographers came.", "2021-05-03 was a Monday."])
def test_a_sentence_is_not_taken_for_such_a_line(first: str) -> None:
    (article,) = read_article(f"{first}\n\nWords.".encode())
    assert article.text == f"{first}\n\nWords."


def test_a_title_is_made_of_the_first_sentence_cut_at_a_word() -> None:
    assert title_from("Mr. Orr of Alsund won. He smiled.") == "Mr. Orr of Alsund won. He smiled"
    assert title_from("“We waited,” she said. Then it rained.") == "“We waited,” she said"
    assert title_from("One line\n\nAnother paragraph.") == "One line"
    assert title_from("word " * 40) == ("word " * 20).strip() + "…"
    assert title_from("x" * 300) == "x" * 99 + "…"


@given(st.text(min_size=1).map(clean_text).filter(bool))
def test_a_made_title_is_one_line_of_at_most_100_characters(text: str) -> None:
    title = title_from(text)
    assert 0 < len(title) <= 100
    assert "\n" not in title


MARKDOWN = """---
title: "The bridge: a 'new' one"
date: 2024-05-03T10:00:00+02:00
source: Alsund Post
author:
  - Ann Lee
  - Bo Orr
url: https://www.post.example/news/bridge
section: Opinion
id: 007
language: en
---
# The bridge: a 'new' one

“We waited,” said
**Liv Aas**, [the mayor](http://example.org/x) &amp; a *friend*.

![a crowd](crowd.png)

## Costs

1. five
2. six

    Not code, only indented.

<!-- a note --><p>Old <b>tags</b></p>

> A line\\
> and another

---

[unused]: http://example.org
The end.
"""


def test_markdown_becomes_plain_paragraphs() -> None:
    (article,) = read_article(MARKDOWN.encode())
    assert article.text.split("\n\n") == [
        "“We waited,” said Liv Aas, the mayor & a friend.",
        "Costs",
        "five",
        "six",
        "Not code, only indented.",
        "Old tags",
        "A line\nand another",
        "The end.",
    ]


def test_front_matter_gives_the_fields(tmp_path: Path) -> None:
    path = tmp_path / "bridge.md"
    path.write_text(MARKDOWN)
    (article,) = read_article(str(path))
    zone = timezone(timedelta(hours=2))
    assert article == Article(
        id="007",
        title="The bridge: a 'new' one",
        text=article.text,
        published=Published(value=datetime(2024, 5, 3, 10, tzinfo=zone), precision="time", found_in="front matter"),
        outlet="Alsund Post",
        byline=("Ann Lee", "Bo Orr"),
        url="https://www.post.example/news/bridge",
        section="Opinion",
        kind="opinion",
        language="en",
    )


def test_a_first_heading_is_the_title_of_markdown_without_one(tmp_path: Path) -> None:
    path = tmp_path / "short.md"
    path.write_text("# Rain *again*\n\nIt rained.\n")
    (article,) = read_article(path, url="https://www.post.example/rain")
    assert (article.title, article.text, article.outlet) == ("Rain again", "It rained.", "post.example")


def jsonl(*records: dict[str, object]) -> bytes:
    return b"\n".join(json.dumps(record).encode() for record in records)


def test_json_lines_give_an_article_a_line() -> None:
    data = jsonl(
        {
            "id": "a1",
            "title": "One",
            "date": "2021-05",
            "outlet": "Post",
            "byline": "By Ann Lee and Bo Orr",
            "text": "x",
        },
        {
            "title": "Two",
            "source": "Post",
            "author": ["Ann Lee", None],
            "url": "https://post.example/2",
            "text": "y",
            "z": 1,
        },
    )
    one, two = read_article(data)
    assert one == Article(
        id="a1",
        title="One",
        text="x",
        published=Published(value=date(2021, 5, 1), precision="month", found_in="field date"),
        outlet="Post",
        byline=("Ann Lee", "Bo Orr"),
    )
    assert two == Article(
        id=two.id, title="Two", text="y", outlet="Post", byline=("Ann Lee",), url="https://post.example/2"
    )


def test_offsets_into_json_text_with_escapes_are_true() -> None:
    (article,) = read_article(b'{"text": "Caf\\u0065\\u0301 \\ud83d\\ude00 \\u201cyes\\u201d"}')
    assert article.text == "Café 😀 “yes”"
    assert article.text[8:11] == "yes"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"kind": "live", "section": "Opinion"}, "live"),
        ({"kind": "Editorial"}, "opinion"),
        ({"section": "Opinion & Letters"}, "opinion"),
        ({"url": "https://post.example/commentisfree/2021/x"}, "opinion"),
        ({"url": "https://post.example/world/live/2021/x"}, "live"),
        ({"url": "https://opinion.example/world"}, "unknown"),
        ({"section": "World"}, "unknown"),
    ],
)
def test_the_kind_is_stated_or_follows_from_the_section(fields: dict[str, object], kind: str) -> None:
    (article,) = read_article(jsonl({"text": "x", **fields}))
    assert article.kind == kind


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee, Bo Orr", ("Ann Lee", "Bo Orr")),
        ("Ann Lee & Bo Orr", ("Ann Lee", "Bo Orr")),
        ("ANN; ", ("ANN",)),
        ("By; ANN", ("ANN",)),
        (["By Ann Lee", "Bo Orr", "Bo Orr"], ("Ann Lee", "Bo Orr")),
    ],
)
def test_bylines_become_names(byline: object, names: tuple[str, ...]) -> None:
    (article,) = read_article(jsonl({"text": "x", "byline": byline}))
    assert article.byline == names


def test_junior_belongs_to_the_name() -> None:
    (article,) = read_article(jsonl({"text": "x", "byline": "Bo Orr, Jr. and Ann Sand"}))
    assert article.byline == ("Bo Orr, Jr.", "Ann Sand")


def test_folders_are_read_sorted_and_without_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "a.md", "b/z.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).write_text(f"From {name}")
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(jsonl({"text": "From d1"}, {"text": "From d2"})))
    texts = [item.text for item in read_inputs([tmp_path]) if isinstance(item, Article)]
    assert texts == ["From a.md", "From b/z.txt", "From c.txt", "From d1", "From d2"]


def test_inputs_may_be_one_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    assert [item.text for item in read_inputs(str(tmp_path)) if isinstance(item, Article)] == ["Words."]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl", "A.NDJSON"])
def test_gzip_is_known_by_its_bytes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gzip.compress(jsonl({"text": "Packed."})))
    assert [article.text for article in read_article(tmp_path / name)] == ["Packed."]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("“Café” – no.".encode("utf-8-sig"), "“Café” – no."),
        ("“Café” – no.".encode("utf-16"), "“Café” – no."),
        (gzip.compress(b"Packed words."), "Packed words."),
        (b"Words { in } braces.", "Words { in } braces."),
        (b'\n {"text": "JSON."}', "JSON."),
    ],
)
def test_bytes_are_known_by_how_they_begin(data: bytes, text: str) -> None:
    assert [article.text for article in read_article(data)] == [text]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_file_keeps_its_words(text: str) -> None:
    """Behind a first line, lest the text be taken for another format."""
    (article,) = read_article(f"Words.\n\n{text}".encode())
    assert article.text == clean_text(f"Words.\n\n{text}")


def test_a_large_dump_is_read_in_the_memory_of_one_article(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    with path.open("w") as stream:
        stream.writelines(json.dumps({"text": f"Story {n}. " + "word " * 1600}) + "\n" for n in range(400))
    tracemalloc.start()
    count = sum(isinstance(item, Article) for item in read_inputs([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400
    assert peak < 500_000 < path.stat().st_size / 6


def test_problems_read_as_one_line() -> None:
    assert str(Problem(path="a.jsonl", line=3, reason="is broken")) == "a.jsonl:3: is broken"
