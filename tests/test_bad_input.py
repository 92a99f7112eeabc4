"""What cannot be read is reported with its path and line, costs bounded time and memory, and never stops the rest."""

import contextlib
import gzip
import json
import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import InputError, Unreadable
from index.readers import read_article, read_inputs
from index.readers.source import MAX_ARTICLE_BYTES
from index.values import Article, Problem
from tests.inputs import PNG, problems, texts, write

pytestmark = pytest.mark.usefixtures("in_folder")

BINARY = "is not text: it holds control characters, as binary files do"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "nameless"])
def test_a_binary_file_is_reported(name: str) -> None:
    write(name, PNG)
    assert problems(name) == [f"{name}: {BINARY}"]


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_no_article(seed: int) -> None:
    write("a.txt", random.Random(seed).randbytes(5000))
    assert problems("a.txt") == [f"a.txt: {BINARY}"]


def test_broken_utf8_is_reported_with_the_place() -> None:
    write("a.txt", "Café ".encode() + b"\xe9 after")
    assert problems("a.txt") == ["a.txt: is broken UTF-8: byte 6 is 0xe9"]


def test_utf8_cut_in_the_middle_of_a_character_is_broken() -> None:
    write("a.txt", "“Yes”, she said in a café".encode()[:-1])
    assert texts("a.txt") == []


def test_another_character_set_is_read_and_reported() -> None:
    text = "“It’s shut,” said Zoë Sand of the café – and nobody on the quay in Alsund was surprised."
    write("a.txt", text.encode("cp1252"))
    assert texts("a.txt") == [text]
    (problem,) = (item for item in read_inputs(["a.txt"]) if isinstance(item, Problem))
    (article,) = read_article("a.txt")
    assert problem == Problem(path="a.txt", reason="is not UTF-8: taken for windows-1252", article_id=article.id)


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("В понедельник паром снова вышел в море, сообщили в порту.", "cp1251"),
        ("渡船は月曜日に再開したと港が発表した。", "shift_jis"),
    ],
)
def test_other_scripts_are_detected(text: str, charset: str) -> None:
    write("a.txt", text.encode(charset))
    assert texts("a.txt") == [text]


def test_a_broken_line_of_ten_leaves_nine() -> None:
    lines = [json.dumps({"title": f"T{n}", "text": f"Text {n}."}) for n in range(1, 11)]
    lines[2] = lines[2][:-3]
    write("a.jsonl", "\n".join(lines))
    assert texts("a.jsonl") == [f"Text {n}." for n in (1, 2, 4, 5, 6, 7, 8, 9, 10)]
    assert problems("a.jsonl") == ["a.jsonl:3: is not valid JSON: EOF while parsing a string at column 31"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"[1, 2]", "is not a JSON object with an article's fields"),
        (b'"text"', "is not a JSON object with an article's fields"),
        (b'{"title": "T"}', "the field 'text' is missing"),
        (b'{"text": null}', "the field 'text': Input should be a valid string"),
        (b'{"text": "x", "author": {"name": "Ann"}}', "the field 'author': Input should be a valid string"),
        (b'{"text": " \\n\\u200b"}', "the article has no text"),
        (b'{"text": "\\ud800"}', "is not valid JSON: unexpected end of hex escape at column 17"),
        (b'{"text": "caf\xe9 caf\xc3\xa9"}', "the line is broken UTF-8: byte 13 is 0xe9"),
        (PNG.replace(b"\n", b" "), f"the line {BINARY}"),
        (b'{"text": "x", "more": ' + b"[" * 100_000, "is not valid JSON: recursion limit exceeded at column 223"),
        (b'{"id": "' + b"x" * 201 + b'", "text": "x"}', "the field 'id': String should have at most 200 characters"),
    ],
)
def test_each_kind_of_bad_line_says_what_is_wrong(line: bytes, reason: str) -> None:
    write("a.jsonl", b'{"text": "Before."}\n\n' + line + b'\n{"text": "After."}\n')
    assert problems("a.jsonl") == [f"a.jsonl:3: {reason}"]
    assert texts("a.jsonl") == ["Before.", "After."]


@pytest.mark.parametrize("packed", [False, True])
def test_a_line_of_100_mb_is_refused_without_being_held(packed: bool) -> None:
    name = "a.jsonl.gz" if packed else "a.jsonl"
    with gzip.open(name, "wb", compresslevel=1) if packed else Path(name).open("wb") as stream:
        stream.write(b'{"text": "Before."}\n{"text": "')
        for _ in range(100):
            stream.write(b"x" * 1024 * 1024)
        stream.write(b'"}\n{"text": "After."}\n')
    tracemalloc.start()
    found = list(read_inputs([name]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [item.text if isinstance(item, Article) else str(item) for item in found] == [
        "Before.",
        f"{name}:2: the line is longer than 10 MB, too long for one article",
        "After.",
    ]
    assert peak < 3 * MAX_ARTICLE_BYTES


@pytest.mark.parametrize(("name", "limit"), [("a.txt", 10), ("a.md", 2), ("nameless", 10)])
def test_a_file_too_large_for_an_article_is_refused_without_being_held(name: str, limit: int) -> None:
    with Path(name).open("wb") as stream:
        stream.write(b"word\n" * 1000)
        stream.truncate(10**10)
    tracemalloc.start()
    found = problems(name)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [f"{name}: is larger than {limit} MB, too large for one article"]
    assert peak < 3 * MAX_ARTICLE_BYTES


def test_a_date_not_understood_is_reported_and_the_article_kept() -> None:
    write("a.jsonl", '{"id": "x1", "text": "Words.", "date": "03/04/2021"}')
    article, problem = read_inputs(["a.jsonl"])
    assert isinstance(article, Article)
    assert article.published is None
    reason = "the date '03/04/2021' is not understood, the article is kept undated (write it as 2021-05-03)"
    assert problem == Problem(path="a.jsonl", line=1, reason=reason, article_id="x1")
    assert read_article("a.jsonl") == (article,)


def test_an_address_that_could_run_is_left_out() -> None:
    write("a.jsonl", '{"id": "x1", "text": "Words.", "url": "javascript:alert(1)"}')
    article, problem = read_inputs(["a.jsonl"])
    assert isinstance(article, Article)
    assert (article.url, article.outlet) == (None, None)
    assert str(problem) == "a.jsonl:1: the address 'javascript:alert(1)' is not one of the web and is left out"


def test_files_without_words_are_reported() -> None:
    write("a.txt", "")
    write("b.txt", "\ufeff \r\n\u200b\n")
    write("c.md", "---\ntitle: T\n---\n![only a picture](x.png)\n")
    write("d.jsonl", "\n \n")
    write("e.jsonl.gz", gzip.compress(b""))
    write("f.txt", "date 2021-05-03 Photograph: Agency\n")
    assert problems(".") == [
        "a.txt: the article has no text",
        "b.txt: the article has no text",
        "c.md: the article has no text",
        "d.jsonl: is empty",
        "e.jsonl.gz: is empty",
        "f.txt: the article has no text",
    ]


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("title: T\nauthor: [Ann\n", "a.md:4: the front matter is not valid YAML: expected ',' or ']', but got"),
        ("title: T\n  date: 2021\n", "a.md:3: the front matter is not valid YAML: mapping values are not allowed here"),
        ("just words\n", "a.md:2: the front matter has no `name: value` lines"),
        ("author: &a [*a]\n", "a.md:2: the front matter is not valid YAML: found unconstructable recursive node"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nauthor: *b\n", "a.md: front matter: the field 'author': Input should be a"),
        ("x: " + "[" * 20_000 + "\n", "a.md: the front matter is not valid YAML"),
        ("x: " + "x" * 70_000 + "\n", "a.md: the front matter is longer than 64 kB"),
        ("!!python/object/apply:os.system ['touch pwned']\n", "a.md:2: the front matter has no `name: value` lines"),
    ],
)
def test_bad_front_matter_is_reported(front: str, problem: str) -> None:
    write("a.md", f"---\n{front}---\nWords.\n")
    (found,) = problems("a.md")
    assert found.startswith(problem)
    assert not Path("pwned").exists()


@pytest.mark.parametrize("cut", [1, 9, 30, 5000])
def test_a_truncated_gz_gives_what_was_whole_and_is_reported(cut: int) -> None:
    lines = [json.dumps({"text": random.Random(n).randbytes(1000).hex()}) for n in range(20)]
    write("a.jsonl.gz", gzip.compress("\n".join(lines).encode())[:-cut])
    *whole, last = read_inputs(["a.jsonl.gz"])
    assert [item.text for item in whole if isinstance(item, Article)] == [
        json.loads(line)["text"] for line in lines[: len(whole)]
    ]
    reason = "cannot be read: compressed file ended before the end-of-stream marker was reached"
    assert last == Problem(path="a.jsonl.gz", line=len(whole) + 1, reason=reason)


def test_a_damaged_gz_is_reported() -> None:
    write("a.txt.gz", b"\x1f\x8b\x08\x00" + b"\xff" * 100)
    (problem,) = problems("a.txt.gz")
    assert problem.startswith("a.txt.gz: cannot be read: error -3 while decompressing data")


def test_reading_one_article_raises_with_path_and_line() -> None:
    path = write("a.jsonl", '{"text": "Words."}\n{"text": \n')
    with pytest.raises(InputError, match=r"^a\.jsonl:2: is not valid JSON: EOF while parsing a value at column 8$"):
        read_article(path)
    with pytest.raises(Unreadable) as caught:
        read_article(PNG)
    assert caught.value.problem == Problem(path="<bytes>", reason=BINARY)
    assert caught.value.exit_code == 2


@given(
    st.sampled_from(
        [b"", b"{", b"---\n", b"\x1f\x8b\x08\x00", b"\xff\xfe", b"date ", b'{"text":"', b"---\ntitle: x\n---\n"]
    ),
    st.binary() | st.text().map(str.encode),
)
def test_no_bytes_bring_the_readers_down(beginning: bytes, rest: bytes) -> None:
    with contextlib.suppress(InputError):
        assert all(article.text and article.title and article.id for article in read_article(beginning + rest))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(), st.lists), st.text(min_size=1))
def test_no_value_of_a_field_brings_the_reader_down(value: object, text: str) -> None:
    for name in ("id", "title", "date", "outlet", "source", "byline", "author", "url", "section", "kind", "language"):
        with contextlib.suppress(InputError):
            assert len(read_article(json.dumps({"text": text, name: value}).encode())) == 1
