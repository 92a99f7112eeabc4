"""Named bad inputs of every format, each with its line of error; what could take a machine down; and random damage."""

import contextlib
import gzip
import io
import json
import random
import time
import tracemalloc
import zipfile
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
from tests.inputs import KNOWN, problems, texts, write

pytestmark = pytest.mark.usefixtures("in_folder")

PROSE = "<p>The ferry to Alsund sailed again on Monday after eleven days, and the first crossing was full.</p>"
BINARY = "is not text: it holds control characters, as binary files do"
NO_ARTICLE = "the page holds no article: there are no paragraphs of prose on it"
NO_FEED = "is a feed without entries, or none"
NO_KIND = "is XML of no known kind: its root is {!r} (known are RSS, Atom, NewsML-G2, NITF)"
TOO_DEEP = "is a page of too much text too deeply nested, which no article has"
AMPLIFIED = "Maximum entity amplification factor exceeded, see xmlCtxtSetMaxAmplification., line 1, column 4"
_LEVELS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
ENTITIES = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{_LEVELS}]>'


def zipped(**files: str | bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return stream.getvalue()


BAD: dict[str, tuple[bytes, str]] = {
    "empty.html": (b"", "holds no HTML that can be parsed"),
    "blank.htm": (b" \n\t", "holds no HTML that can be parsed"),
    "null.html": (b"\0" * 1000, "holds no HTML that can be parsed"),
    "binary.html": (bytes(range(32)) * 10, BINARY),
    "navigation.html": (b"<html><nav><a href='/'>Home</a></nav></html>", NO_ARTICLE),
    "script.html": (b"<html><script>var a = '<p>words</p>'</script></html>", NO_ARTICLE),
    "elements.html": (b"<p>a" * 60_001, "is a page of more than 60,000 elements, which no article has"),
    "nested.html": (b"<div>" * 250 + b"<p>" + b"words " * 40_000, TOO_DEEP),
    "large.html": (b"<p>" + b"word " * 2_100_000, "is larger than 10 MB, too large for one article"),
    "empty.atom": (b"", NO_FEED),
    "no entries.rss": (b'<rss version="2.0"><channel><title>T</title></channel></rss>', NO_FEED),
    "page.rss": (b"<html><body><p>Words</p></body></html>", NO_FEED),
    "words.rss": (b"Just words.", f"{NO_FEED} (<unknown>:2:0: syntax error)"),
    "cut.rss": (b'<rss version="2.0"><channel><item><title>', "entry 1 has neither text nor title"),
    "endless.rss": (b"<item/>" * 20_001, "is a feed of 20,001 entries, more than 20,000: no feed that ends"),
    "bomb.xml": (f"{ENTITIES}<nitf><body><body.content><p>&m;</p>".encode(), f"is not valid XML: {AMPLIFIED}"),
    "empty.xml": (b"", NO_KIND.format("")),
    "words.xml": (b"words", NO_KIND.format("")),
    "recipe.xml": (b'<?xml version="1.0"?><recipe/>', NO_KIND.format("recipe")),
    "other.nitf": (b"<html/>", "holds no news item (its root is 'html')"),
    "nothing.nitf": (b"<nitf><body/></nitf>", "the item has no text"),
    "no text.xml": (b"<newsItem guid='x'/>", "the item has no text"),
    "cut.nitf": (b"<nitf><body>", "is not valid XML: Premature end of data in tag body line 1, line 1, column 13"),
    "deep.nitf": (
        b"<nitf>" + b"<a>" * 1000,
        "is not valid XML: Excessive depth in document: 256, use XML_PARSE_HUGE option, line 1, column 774",
    ),
    "withheld.xml": (
        b"<newsItem><itemMeta><pubStatus qcode='stat:withheld'/></itemMeta></newsItem>",
        "the agency has withdrawn it (status 'withheld')",
    ),
    "long id.xml": (
        b"<newsItem guid='" + b"x" * 201 + b"'><contentSet><inlineData>a</inlineData></contentSet></newsItem>",
        "the field 'id': String should have at most 200 characters",
    ),
    "cut.json": (b'{"text": ', ":1: is not valid JSON: Expecting value"),
    "words.json": (b"words", ":1: is not valid JSON: Expecting value"),
    "number.json": (b"7", "holds no list of articles and no article"),
    "none.json": (b"[]", "holds no list of articles and no article"),
    "no text.json": (b'{"title": "T"}', "the field 'text' is missing"),
    "strings.json": (b'[{"text": "x"}, "a"]', ":2: is not a JSON object with an article's fields"),
    "deep.json": (b"[" * 100_000, "is not valid JSON: nested too deeply"),
    "no items.json": (b'{"version": "https://jsonfeed.org/version/1"}', "holds no list of articles and no article"),
    "empty.csv": (
        b"",
        "the csv has no column that is known for the text (its columns are none); name it with --column text=NAME",
    ),
    "strange.tsv": (
        b"a\tb\n1\t2\n",
        "the tsv has no column that is known for the text (its columns are 'a', 'b'); name it with --column text=NAME",
    ),
    "header.csv": (b"title,text\n", "is a table without rows"),
    "no text.csv": (b"title,text\nT,\n", ":2: the row has no text"),
    "old mac.csv": (
        b"title,text\rT,x\r",
        ":1: the first line names no columns: it cannot be taken apart",
    ),
    "quote.csv": (
        b'title,text\nT,"' + b"a\n" * 6_000_000,
        ":2: the table cannot be read on, a quotation mark may be missing: field larger than field limit (10485760)",
    ),
    "long.csv": (
        b"text\n" + b"a" * (10 * 2**20 + 1),
        ":2: the line is too long for one article, the table is not read on",
    ),
    "binary.csv": (bytes(range(32)) * 10, BINARY),
    "cut.parquet": (
        b"PAR1",
        ":1: the Parquet file cannot be read on: Parquet file size is 4 bytes, smaller than the minimum file footer"
        " (8 bytes)",
    ),
    "empty.warc": (b"", "is an archive without records"),
    "words.warc": (
        b"words\n",
        "the archive cannot be read beyond record 0: Unknown archive format, first line: ['words']",
    ),
    "cut.warc": (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900\r\n\r\nHTTP",
        "the archive is cut short or damaged behind record 0",
    ),
    "wrong length.warc": (
        b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 2\r\n\r\nlonger\r\n\r\n",
        "the lengths of 1 records are wrong: something may be missing",
    ),
    "cut.warc.gz": (
        gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n")[:30],
        "the archive cannot be read beyond record 0: Compressed file ended before the end-of-stream marker was reached",
    ),
    "empty.pdf": (b"", "the PDF cannot be read: Cannot read an empty file; fetch or save it again"),
    "words.pdf": (b"words", "the PDF cannot be read: Stream has ended unexpectedly; fetch or save it again"),
    "cut.pdf": (
        b"%PDF-1.7\n1 0 obj\n<<",
        "the PDF cannot be read: Stream has ended unexpectedly; fetch or save it again",
    ),
    "words.docx": (b"words", "the Word file cannot be read: File is not a zip file; fetch or save it again"),
    "other.docx": (
        zipped(a_dot_txt="x"),
        "the Word file cannot be read: There is no item named '[Content_Types].xml' in the archive;"
        " fetch or save it again",
    ),
    "bomb.docx": (
        zipped(word__document_dot_xml=b"a" * 110_000_000),
        "the Word file unpacks to 104 MB, far more than an article",
    ),
    "entities.docx": (
        zipped(**{"[Content_Types]_dot_xml": f"{ENTITIES}<Types>&m;</Types>"}),
        f"the Word file cannot be read: {AMPLIFIED}; fetch or save it again",
    ),
    "words.zip": (b"words", "the ZIP archive cannot be read: File is not a zip file; fetch or save it again"),
    "empty.zip": (zipped(), f"the archive holds no files {KNOWN}"),
    "inside.zip": (
        zipped(a_dot_zip=zipped(a_dot_txt="x")),
        "/a.zip: is an archive inside an archive, and is not read: unpack it first",
    ),
    "bomb.zip": (
        zipped(a_dot_txt=b"a" * 300_000_000),
        "/a.txt: unpacks to more than 250 times its size, as only decompression bombs do",
    ),
    "picture.zip": (zipped(a_dot_png=b"x"), f"/a.png: is of no known format {KNOWN}"),
    "bomb.jsonl.gz": (
        gzip.compress(b'{"text": "' + b"a" * 300_000_000),
        ":1: cannot be read: unpacks to more than 250 times its size, as only decompression bombs do",
    ),
    "cut.txt.zst": (
        zstandard.compress(random.Random(1).randbytes(3000))[:-500],
        "cannot be read: compressed file ended before the end of its last frame",
    ),
    "damaged.txt.zst": (
        zstandard.compress(b"words " * 1000)[:-9] + b"\xff" * 9,
        "cannot be read: the Zstandard data are damaged: zstd decompressor error: Data corruption detected",
    ),
}


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
