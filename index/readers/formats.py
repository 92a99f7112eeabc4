"""Which reader a file is for: by its name's ending, by the type that came with it, else by how its bytes begin."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from index.readers import docx, feed, json_file, jsonl, markdown, news_xml, page, pdf, table, text, warc, xml_file
from index.readers.source import Source
from index.values import Article, Problem

Reader = Callable[[Source], Iterator[Article | Problem]]

READERS: Mapping[str, Reader] = {
    ".txt": text.read,
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": page.read,
    ".htm": page.read,
    ".xhtml": page.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".json": json_file.read,
    ".csv": table.read,
    ".tsv": table.read,
    ".parquet": table.read,
    ".rss": feed.read,
    ".atom": feed.read,
    ".xml": xml_file.read,
    ".nitf": news_xml.read,
    ".warc": warc.read,
    ".pdf": pdf.read,
    ".docx": docx.read,
}
PACKED = (".gz", ".zst")
"""Endings of packed files, which stand behind the format's own."""

_TYPES: Mapping[str, Reader] = {
    "text/html": page.read,
    "application/xhtml+xml": page.read,
    "text/plain": text.read,
    "text/markdown": markdown.read,
    "application/json": json_file.read,
    "application/feed+json": json_file.read,
    "application/x-ndjson": jsonl.read,
    "application/jsonl": jsonl.read,
    "text/csv": table.read,
    "text/tab-separated-values": table.read,
    "application/vnd.apache.parquet": table.read,
    "application/rss+xml": feed.read,
    "application/atom+xml": feed.read,
    "application/rdf+xml": feed.read,
    "application/xml": xml_file.read,
    "text/xml": xml_file.read,
    "application/nitf+xml": news_xml.read,
    "application/warc": warc.read,
    "application/pdf": pdf.read,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": docx.read,
}
# How bytes without a name begin; plain text has no mark and comes last.
_BEGINNINGS: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb"%PDF-"), pdf.read),
    (re.compile(rb"PAR1"), table.read),
    (re.compile(rb"WARC/\d"), warc.read),
    (re.compile(rb"PK\x03\x04.{26,300}?(?:\[Content_Types\]\.xml|word/|_rels/)", re.DOTALL), docx.read),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml|<(?:rss|feed|rdf:RDF|newsItem|newsMessage|nitf)\b)"), xml_file.read),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body|!--|meta|div|article|p)\b", re.I), page.read),
    (re.compile(rb"\s*\{\s*\"version\"\s*:\s*\"https://jsonfeed|\s*\[\s*\{"), json_file.read),
    (re.compile(rb"\s*\{"), jsonl.read),
    (re.compile(rb"---[ \t]*\r?\n"), markdown.read),
    (re.compile(rb""), text.read),
)


def reader_of(source: Source, name: str, content_type: str | None = None) -> Reader | None:
    """None where the name's ending is of no known format."""
    if suffix := ending(name):
        return READERS.get(suffix)
    kind = (content_type or "").partition(";")[0].strip().lower()
    # Servers call anything plain text, or nothing at all.
    if kind in _TYPES and kind != "text/plain":
        return _TYPES[kind]
    beginning = source.beginning()
    return next(reader for pattern, reader in _BEGINNINGS if pattern.match(beginning))


def ending(name: str) -> str:
    """The format's own ending, in lower case: ".jsonl" of "Dump.jsonl.gz"; empty where there is none."""
    plain = Path(name.lower())
    return (plain.with_suffix("") if plain.suffix in PACKED else plain).suffix


def known() -> str:
    return f"known are {' '.join(READERS)} .zip, also with {' '.join(PACKED)}"
