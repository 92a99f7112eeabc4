"""Inputs for the readers, written into the folder that a test stands in, and what becomes of them."""

from pathlib import Path

from index.readers import read_inputs
from index.values import Article, Problem

KNOWN = (
    "(known are .txt .md .markdown .html .htm .xhtml .jsonl .ndjson .json .csv .tsv .parquet .rss .atom .xml .nitf"
    " .warc .pdf .docx .zip, also with .gz .zst)"
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00"


def texts(*inputs: str | Path) -> list[str]:
    return [item.text for item in read_inputs(inputs) if isinstance(item, Article)]


def problems(*inputs: str | Path) -> list[str]:
    return [str(item) for item in read_inputs(inputs) if isinstance(item, Problem)]


def write(name: str, data: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path
