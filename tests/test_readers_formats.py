"""Feeds, tables, JSON, agencies' XML, web archives, documents and archives, when all is well."""

import gzip
import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa  # pyright: ignore[reportMissingTypeStubs]
import pyarrow.parquet as pq  # pyright: ignore[reportMissingTypeStubs]
import pytest
import zstandard
from docx import Document

from index.errors import InputError
from index.readers import read_article, read_inputs
from index.values import Article, Published
from tests.inputs import problems, texts, write

pytestmark = pytest.mark.usefixtures("in_folder")

FIRST = "The ferry to Alsund sailed again on Monday after eleven days in the dock, and the first crossing was full."
SECOND = "“We counted the days,” said Mara Voss, who runs the bakery at the landing and had thrown away four batches."
PAGE = f"<html><body><article><h1>Ferry back</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Alsund Post</title><link>https://post.example</link>
<language>en-GB</language>
<item><title>Ferry &amp;amp; bus</title><link>https://post.example/ferry</link><dc:creator>Ann Lee</dc:creator>
<category>Transport</category><pubDate>Mon, 03 May 2021 08:15:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{FIRST}</p><figure><figcaption>A ferry</figcaption></figure><p>{SECOND}</p>
<p>Read more: <a href="/x">other</a></p>]]></content:encoded></item>
<item><title>Rain</title><link>/rain</link><author>bo@post.example (Bo Orr)</author>
<description>It rained.</description></item>
<item><title>Only a headline</title></item></channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Alsund Post</title>
<entry><title>Ferry back</title><link href="https://post.example/ferry"/><updated>2021-05-03T08:15:00Z</updated>
<author><name>Ann Lee</name></author><author><name>Bo Orr</name></author>
<content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "nameless"])
def test_rss_gives_the_full_text_where_it_has_it(name: str) -> None:
    write(name, RSS)
    full, summary, headline = read_article(name)
    assert full == Article(
        id=full.id,
        title="Ferry & bus",
        text=f"{FIRST}\n\n{SECOND}",
        published=Published(value=datetime(2021, 5, 3, 8, 15, tzinfo=UTC), precision="time", found_in="feed"),
        outlet="Alsund Post",
        byline=("Ann Lee",),
        url="https://post.example/ferry",
        section="Transport",
        language="en-GB",
    )
    assert (summary.text, summary.url, summary.byline) == ("It rained.", "https://post.example/rain", ("Bo Orr",))
    assert headline.text == "Only a headline"


def test_atom_entries_have_their_day_of_change_where_they_have_no_other() -> None:
    (article,) = read_article(ATOM.encode(), content_type="application/atom+xml")
    assert (article.text, article.byline, article.outlet) == (FIRST, ("Ann Lee", "Bo Orr"), "Alsund Post")
    assert article.published == Published(
        value=datetime(2021, 5, 3, 8, 15, tzinfo=UTC), precision="time", found_in="feed"
    )


def test_links_of_a_feed_are_completed_by_where_it_came_from() -> None:
    feed = RSS.replace("<link>https://post.example</link>", "")
    assert read_article(feed.encode(), url="https://post.example/rss")[1].url == "https://post.example/rain"


def test_a_json_feed_is_read() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Alsund Post",
        "home_page_url": "https://post.example/",
        "items": [
            {
                "id": "1",
                "url": "/ferry",
                "title": "Ferry back",
                "content_html": f"<p>{FIRST}</p><p>{SECOND}</p>",
                "date_published": "2021-05-03",
                "authors": [{"name": "Ann Lee"}],
                "tags": ["Transport"],
            },
            {"id": "2", "content_text": "It rained."},
        ],
    }
    write("feed.json", json.dumps(feed))
    full, short = read_article("feed.json")
    assert full == Article(
        id=full.id,
        title="Ferry back",
        text=f"{FIRST}\n\n{SECOND}",
        published=Published(value=date(2021, 5, 3), precision="day", found_in="field date"),
        outlet="Alsund Post",
        byline=("Ann Lee",),
        url="https://post.example/ferry",
        section="Transport",
    )
    assert (short.text, short.outlet, short.url) == ("It rained.", "Alsund Post", None)


@pytest.mark.parametrize(
    "data",
    [
        '[{"headline": "T", "body": "One."}, {"headline": "U", "body": "Two."}]',
        '{"articles": [{"title": "T", "content": "One."}, {"title": "U", "content": "Two."}]}',
        '{"title": "T", "text": "One."}\n{"title": "U", "text": "Two."}\n',
    ],
)
def test_json_files_hold_articles_in_several_ways(data: str) -> None:
    write("a.json", data)
    assert [(article.title, article.text) for article in read_article("a.json")] == [("T", "One."), ("U", "Two.")]


def test_one_json_object_is_one_article() -> None:
    write("a.json", '{\n "id": "a1",\n "title": "T",\n "maintext": "One.",\n "authors": ["Ann Lee"]\n}')
    (article,) = read_article("a.json")
    assert article == Article(id="a1", title="T", text="One.", byline=("Ann Lee",))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", 'Headline,Body,Publication Date,source\n"Ferry, back","One\n\ntwo.",2021-05-03,Post\n'),
        ("a.csv", '\ufeffid;headline;content;date;publisher\n1;Ferry, back;"One\n\ntwo.";2021-05-03;Post\n'),
        ("a.tsv", 'title\tarticle_text\tpublished_at\tpublication\nFerry, back\t"One\n\ntwo."\t2021-05-03\tPost\n'),
    ],
)
def test_columns_are_known_by_their_usual_names(name: str, data: str) -> None:
    write(name, data)
    (article,) = read_article(name)
    assert article == Article(
        id=article.id,
        title="Ferry, back",
        text="One\n\ntwo.",
        published=Published(value=date(2021, 5, 3), precision="day", found_in="column date"),
        outlet="Post",
    )


def test_the_user_names_columns() -> None:
    write("a.csv", "key,kop,verhaal,text\n7,Ferry,One.,no\n")
    columns = {"text": "verhaal", "title": "kop", "id": "key"}
    assert list(read_inputs("a.csv", columns=columns)) == [Article(id="7", title="Ferry", text="One.")]
    with pytest.raises(InputError, match=r"^no article has a field 'kop'; those are text, title, date, outlet"):
        read_inputs("a.csv", columns={"kop": "title"})


def test_json_lines_may_have_other_names_for_fields() -> None:
    write("a.jsonl", '{"id": "a1", "headline": "T", "body": "One.", "published": "2021-05-03"}\n')
    (article,) = read_article("a.jsonl")
    assert (article.id, article.title, article.text) == ("a1", "T", "One.")
    write("b.jsonl", '{"text": "no", "verhaal": "Two.", "date": "2021-05-03"}\n')
    (item,) = read_inputs("b.jsonl", columns={"text": "verhaal"})
    assert isinstance(item, Article)
    assert (item.text, item.published and item.published.day) == ("Two.", date(2021, 5, 3))


def test_rows_of_two_tables_do_not_overwrite_each_other() -> None:
    write("a.csv", "id,text\n1,One.\n")
    write("b.csv", "id,text\n1,Two.\n")
    assert len({article.id for name in ("a.csv", "b.csv") for article in read_article(name)}) == 2


def test_parquet_is_read_packed_or_not() -> None:
    columns = {
        "title": ["T", None],
        "content": ["One.", "Two."],
        "date": [date(2021, 5, 3), None],
        "authors": [["Ann Lee"], []],
    }
    pq.write_table(pa.table(columns), "a.parquet")  # pyright: ignore
    write("b.parquet.gz", gzip.compress(Path("a.parquet").read_bytes()))
    for name in ("a.parquet", "b.parquet.gz"):
        one, two = read_article(name)
        assert (one.title, one.text, one.byline, one.published and one.published.day) == (
            "T",
            "One.",
            ("Ann Lee",),
            date(2021, 5, 3),
        )
        assert (two.title, two.text, two.published) == ("Two", "Two.", None)


NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><head><title>Slug</title>
<docdata><doc-id id-string="ap-1"/><date.issue norm="20210503T081500Z"/></docdata><pubdata name="Alsund Post"/></head>
<body><body.head><hedline><hl1>Ferry back</hl1></hedline><byline>By <person>Ann Lee</person>, political editor</byline>
<dateline><location>ALSUND</location></dateline></body.head>
<body.content><block><p>{FIRST}</p><media><media-caption>A ferry</media-caption></media><p>{SECOND}</p></block>
</body.content></body></nitf>"""

NEWSML = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="tag:agency.example,2021:1" xml:lang="en"><itemMeta><provider><name>Agency</name></provider>
<versionCreated>2021-05-09T00:00:00Z</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><contentCreated>2021-05-03T08:15:00Z</contentCreated><by>By Ann Lee</by><headline>Ferry back</headline>
<subject type="cpnat:abstract"><name>Transport</name></subject></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
</head><body><p>{FIRST}</p><p>{SECOND}</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="tag:agency.example,2021:2"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta>
<contentSet><inlineData contenttype="text/plain">Wrong story.</inlineData></contentSet></newsItem>
<newsItem guid="tag:agency.example,2021:3"><contentSet>
<inlineXML>{NITF.partition('dtd">')[2]}</inlineXML></contentSet></newsItem>
</itemSet></newsMessage>"""


@pytest.mark.parametrize("name", ["a.nitf", "a.xml", "nameless"])
def test_nitf_is_read(name: str) -> None:
    write(name, NITF)
    (article,) = read_article(name)
    assert article == Article(
        id="ap-1",
        title="Ferry back",
        text=f"{FIRST}\n\n{SECOND}",
        published=Published(value=datetime(2021, 5, 3, 8, 15, tzinfo=UTC), precision="time", found_in="date.issue"),
        outlet="Alsund Post",
        byline=("Ann Lee",),
    )


def test_newsml_g2_is_read_item_by_item_and_withdrawn_ones_are_reported() -> None:
    write("a.xml", NEWSML)
    assert problems("a.xml") == ["a.xml: item 2: the agency has withdrawn it (status 'canceled')"]
    first, third = (item for item in read_inputs("a.xml") if isinstance(item, Article))
    assert first == Article(
        id="tag:agency.example,2021:1",
        title="Ferry back",
        text=f"{FIRST}\n\n{SECOND}",
        published=Published(
            value=datetime(2021, 5, 3, 8, 15, tzinfo=UTC), precision="time", found_in="contentMeta/contentCreated"
        ),
        outlet="Agency",
        byline=("Ann Lee",),
        section="Transport",
        language="en",
    )
    assert (third.id, third.text, third.outlet) == ("tag:agency.example,2021:3", f"{FIRST}\n\n{SECOND}", "Alsund Post")


def warc(*pages: tuple[str, str, str]) -> bytes:
    """(address, status, HTML) as an archive, written by hand: each record packed by itself, as archives do."""
    records: list[bytes] = []
    for url, status, page in pages:
        answer = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-05-04T10:00:00Z\r\n"
        head += f"WARC-Record-ID: <urn:x>\r\nContent-Type: application/http\r\nContent-Length: {len(answer)}"
        records.append(gzip.compress(f"{head}\r\n\r\n".encode() + answer + b"\r\n\r\n"))
    return b"".join(records)


@pytest.mark.parametrize("name", ["a.warc.gz", "nameless"])
def test_pages_of_a_web_archive_are_articles(name: str) -> None:
    pages = (("https://post.example/ferry", "200 OK", PAGE), ("https://post.example/gone", "404 Not Found", PAGE))
    write(name, warc(*pages, ("https://post.example/", "200 OK", "<html><body><nav>Home</nav></body></html>")))
    article, problem = read_inputs(name)
    assert isinstance(article, Article)
    assert (article.title, article.text, article.url) == (
        "Ferry back",
        f"{FIRST}\n\n{SECOND}",
        "https://post.example/ferry",
    )
    assert article.retrieved_at == datetime(2021, 5, 4, 10, tzinfo=UTC)
    assert (
        str(problem)
        == f"{name}: https://post.example/: the page holds no article: there are no paragraphs of prose on it"
    )


def pdf(*pages: list[str]) -> bytes:
    """A PDF of lines in Helvetica, each 14 points below the other, written by hand."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids: list[str] = []
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 11 Tf 60 760 Td {shown} ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        shape = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {shape} /Contents {len(objects)} 0 R >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return out + end.encode() + f"startxref\n{len(out)}\n%%EOF\n".encode()


def test_lines_of_a_pdf_become_paragraphs_again() -> None:
    page = [
        "Ferry back after eleven days",
        "",
        "By Ann Lee",
        "",
        "3 May 2021",
        "",
        "The ferry to Alsund sailed again on Monday, and the",
        "first crossing was full, with passen-",
        "gers waiting since before sunrise at the landing.",
        "",
        "Nobody complained.",
        "2",
    ]
    write("a.pdf", pdf(page))
    (article,) = read_article("a.pdf")
    assert article == Article(
        id=article.id,
        title="Ferry back after eleven days",
        text="The ferry to Alsund sailed again on Monday, and the first crossing was full, with passengers waiting"
        " since before sunrise at the landing.\n\nNobody complained.",
        published=Published(value=date(2021, 5, 3), precision="day", found_in="first lines"),
        byline=("Ann Lee",),
    )


def test_running_heads_of_a_pdf_go() -> None:
    write(
        "a.pdf",
        pdf(
            *(
                ["Alsund Post, 3 May", f"Paragraph number {n} is a line of words that goes on and on.", str(n)]
                for n in range(4)
            )
        ),
    )
    assert "Alsund Post" not in read_article("a.pdf")[0].text


def test_word_files_are_read() -> None:
    document = Document()
    document.add_heading("Ferry back", level=0)
    for text in ("By Ann Lee", "May 3, 2021", FIRST, "", SECOND):
        document.add_paragraph(text)
    document.save("a.docx")
    for given in ("a.docx", Path("a.docx").read_bytes()):
        (article,) = read_article(given)
        assert article == Article(
            id=article.id,
            title="Ferry back",
            text=f"{FIRST}\n\n{SECOND}",
            published=Published(value=date(2021, 5, 3), precision="day", found_in="first lines"),
            byline=("Ann Lee",),
        )


def test_the_day_a_document_was_made_is_not_its_day_of_publication() -> None:
    document = Document()
    document.add_paragraph(FIRST)
    document.save("a.docx")
    assert read_article("a.docx")[0].published is None


def test_archives_are_read_through_like_folders() -> None:
    Path("news").mkdir()
    with zipfile.ZipFile("news/a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/ferry.txt", "From b.")
        archive.writestr("a.jsonl.gz", gzip.compress(b'{"text": "From a."}'))
        archive.writestr("__MACOSX/a.txt", "No.")
        archive.writestr(".hidden.txt", "No.")
        archive.writestr("c.png", b"\x89PNG")
    assert texts("news") == texts("news/a.zip") == ["From a.", "From b."]
    assert [problem.partition(" (")[0] for problem in problems("news")] == ["news/a.zip/c.png: is of no known format"]
    assert [article.text for article in read_inputs("news/a.zip") if isinstance(article, Article)] == [
        "From a.",
        "From b.",
    ]


def test_an_archive_is_known_by_its_bytes() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "From a.")
    assert [article.text for article in read_article(stream.getvalue())] == ["From a."]


@pytest.mark.parametrize("name", ["a.jsonl.zst", "a.jsonl", "nameless"])
def test_zstandard_is_known_by_its_bytes(name: str) -> None:
    packed = zstandard.compress(b'{"text": "One."}\n') + zstandard.compress(b'{"text": "Two."}\n')
    write(name, packed)
    assert texts(name) == ["One.", "Two."]


def test_patterns_stand_for_files() -> None:
    for name in ("b/one.txt", "b/c/two.txt", "b/three.md"):
        write(name, f"From {name}")
    assert texts("b/*.txt") == ["From b/one.txt"]
    assert texts("b/**/*.txt") == ["From b/c/two.txt", "From b/one.txt"]
    assert problems("b/*.pdf") == ["b/*.pdf: no file matches this pattern"]
    assert problems("ftp://post.example/a") == ["ftp:/post.example/a: only http and https addresses are fetched"]


def test_a_file_may_be_named_like_a_pattern() -> None:
    write("what [now].txt", "Words.")
    assert texts("what [now].txt") == ["Words."]


@pytest.mark.parametrize("data", [b'{"text": "One."}\n', gzip.compress(b'{"text": "One."}\n'), PAGE.encode()])
def test_standard_input_is_read(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert texts("-") == [f"{FIRST}\n\n{SECOND}" if data.startswith(b"<") else "One."]


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        (["Ann Lee Bo Orr", "Ann Lee", "Bo Orr"], ("Ann Lee", "Bo Orr")),
        (["Ann Lee", "Ann Leeds"], ("Ann Lee", "Ann Leeds")),
        (["By Ann Lee", "Ann Lee"], ("Ann Lee",)),
        (["Analysis By Ann Lee"], ("Ann Lee",)),
        (["Analysis Ann Lee"], ("Ann Lee",)),
        (["Opinion Desk"], ("Opinion Desk",)),
    ],
)
def test_authors_are_told_once_each_without_what_they_wrote(author: list[str], byline: tuple[str, ...]) -> None:
    (article,) = read_article(write("one.json", json.dumps({"text": "It rained.", "title": "Rain", "author": author})))
    assert article.byline == byline
