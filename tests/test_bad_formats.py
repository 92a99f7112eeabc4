"""Named bad inputs of every format, each with its line of error; what could take a machine down; and random damage."""

import contextlib
import gzip
import json
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import InputError
from index.readers import read_bytes, read_inputs
from index.readers.formats import READERS
from index.values import Article, Problem
from tests.bad_inputs import BAD, PROSE, zipped
from tests.inputs import problems, texts, write

pytestmark = pytest.mark.usefixtures("in_folder")


@pytest.mark.parametrize("name", BAD)
def test_each_bad_input_gives_its_line(name: str) -> None:
    data, reason = BAD[name]
    write(name, data)
    assert problems(name) == [f"{name}{reason}" if reason[0] in "/:" else f"{name}: {reason}"]


def test_bad_files_of_all_formats_do_not_stop_a_good_one() -> None:
    for name in (
        "words.rss",
        "cut.nitf",
        "deep.json",
        "empty.csv",
        "cut.parquet",
        "words.warc",
        "cut.pdf",
        "words.zip",
    ):
        write(f"news/{name}", BAD[name][0])
    write("news/z.txt", "Words.")
    assert texts("news") == ["Words."]
    assert len(problems("news")) == 8


def test_entities_never_open_a_file() -> None:
    write("secret.txt", "Secret.")
    doctype = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{Path("secret.txt").resolve()}">]>'
    write("a.nitf", f"{doctype}<nitf><body><body.content><p>It is &a; here.</p></body.content></body></nitf>")
    write("b.rss", f"{doctype}<rss version='2.0'><channel><item><title>It is &a; here.</title></item></channel></rss>")
    assert texts("a.nitf", "b.rss") == ["It is here.", "It is &a; here."]


def test_entities_of_html_are_characters_in_what_agencies_deliver() -> None:
    write("a.nitf", "<nitf><body><body.content><p>Caf&eacute;&nbsp;&amp; bar &lt;3</p></body.content></body></nitf>")
    assert texts("a.nitf") == ["Café & bar <3"]


def test_control_characters_that_a_page_refers_to_go() -> None:
    write(
        "a.html",
        f"<html><body><article>{PROSE}<script>x</script>&#1;&#11;<figure>y</figure>a&#2; {PROSE * 2}</article>",
    )
    ((article),) = read_inputs("a.html")
    assert isinstance(article, Article)
    assert article.text.startswith("The ferry to Alsund")


def test_names_in_an_archive_are_never_paths() -> None:
    write("a.zip", zipped(**{"..__..__evil_dot_txt": "Words."}))
    ((article),) = read_inputs("a.zip")
    assert isinstance(article, Article)
    assert not Path("../../evil.txt").exists()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "nested divs": lambda: b"<html><body>" + b"<div>" * 100_000 + PROSE.encode(),
    "50 MB": lambda: b"<html><body>" + PROSE.encode() * 500_000,
    "null bytes": lambda: b"<html><body>" + b"\0" * 100_000 + PROSE.encode() * 50,
    "less-than signs": lambda: b"<html><body>" + b"<" * 3_000_000,
    "long attribute": lambda: b'<div class="' + b"newsletter-" * 500_000 + b'">' + PROSE.encode(),
    "linked data": lambda: b'<script type="application/ld+json">' + b'{"a":[' * 200_000 + b"</script>" + PROSE.encode(),
    "nested text": lambda: ('<div class="author date">' * 100 + PROSE * 10_000).encode(),
    "open comment": lambda: b"<html><!--" + b"-" * 3_000_000,
    "headings": lambda: b"<h1>A - b | c</h1>" * 5_000 + PROSE.encode(),
    "lists": lambda: b"<ul><li>" * 90 + b"<li>word" * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_bounded_time_and_memory(name: str) -> None:
    """Generous bounds: 30 seconds on a busy machine, and no more than some copies of the page."""
    data = HOSTILE[name]()
    tracemalloc.start()
    began = time.perf_counter()
    found = list(read_bytes(data, content_type="text/html"))
    took = time.perf_counter() - began
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 1
    assert took < 30
    assert peak < 150_000_000


SEEDS = [
    b'<html><head><script type=\'application/ld+json\'>{"@type": "NewsArticle", "author": [{"name": "Ann Lee"}],'
    b' "datePublished": "2021-05-03"}</script></head><body><article><h1>Ferry</h1>' + PROSE.encode() * 3,
    b'<rss version="2.0"><channel><title>T</title><item><title>Ferry</title><description>&lt;p&gt;It sailed.&lt;/p&gt;'
    b"</description><pubDate>Mon, 03 May 2021 08:15:00 GMT</pubDate></item></channel></rss>",
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><content type="html">x</content></entry></feed>',
    b"<nitf><head><docdata><date.issue norm='20210503'/></docdata></head><body><body.content><p>It sailed.</p>"
    b"</body.content></body></nitf>",
    b"<newsItem guid='a'><contentMeta><headline>T</headline></contentMeta><contentSet><inlineData>x</inlineData>"
    b"</contentSet></newsItem>",
    json.dumps([{"title": "T", "text": "It sailed.", "date": "2021-05-03", "author": ["Ann Lee"]}]).encode(),
    json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"content_html": "<p>x</p>"}]}).encode(),
    b'title,text,date,author\nT,"It sailed.",2021-05-03,Ann Lee\n',
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://p.example/a\r\nContent-Type: application/http\r\n"
    b"Content-Length: 60\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>It sailed.</p>\r\n\r\n",
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    b"\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF",
    zipped(a_dot_txt="It sailed.", b_dot_jsonl='{"text": "x"}'),
    zipped(**{"[Content_Types]_dot_xml": "<Types/>", "word__document_dot_xml": "<w/>"}),
    gzip.compress(b'{"text": "It sailed."}'),
    zstandard.compress(b'{"text": "It sailed."}'),
    b"PAR1\x15\x04PAR1",
    b"---\ntitle: T\n---\n# T\n\nIt sailed.",
]


NAMES = [f"a{ending}" for ending in READERS] + ["a.zip", "nameless"]


PIECES = st.binary(max_size=30) | st.sampled_from([*SEEDS, b"<", b"&", b"\0" * 9])


EDIT = st.tuples(st.floats(0, 1), st.integers(0, 30), PIECES)


def damaged(seed: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """Some bytes of the seed replaced by others, at shares of its length."""
    for place, length, data in edits:
        at = int(place * len(seed))
        seed = seed[:at] + data + seed[at + length :]
    return seed


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(SEEDS),
    st.lists(EDIT, max_size=5),
    st.sampled_from(NAMES),
    st.sampled_from([None, "https://p.example/a"]),
)
def test_no_damage_brings_a_reader_down(
    seed: bytes, edits: list[tuple[float, int, bytes]], name: str, url: str | None
) -> None:
    """Every reader with what is its own, or another's, and damaged. Anything else than InputError is a defect."""
    with contextlib.suppress(InputError):
        for item in read_bytes(damaged(seed, edits), name=name, url=url):
            assert isinstance(item, Problem) or (item.text and item.title and item.id)


@pytest.mark.parametrize(("name", "line"), [("dump.jsonl", 1), ("dump.json", None)])
def test_a_number_of_thousands_of_digits_is_a_fault_of_the_file(tmp_path: Path, name: str, line: int | None) -> None:
    file = tmp_path / name
    file.write_text(f'{{"headline": "Ferry", "body": "It sails.", "n": {"9" * 5000}}}\n', "utf-8")
    (problem,) = read_inputs([file])
    assert isinstance(problem, Problem)
    assert (problem.path, problem.line) == (str(file), line)
    assert problem.reason.startswith("is not valid JSON: ")
