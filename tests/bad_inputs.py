"""Named bad inputs of every format, each with the line of error that it gives: for `test_bad_formats`."""

import gzip
import io
import random
import zipfile

import zstandard

from tests.inputs import KNOWN

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
