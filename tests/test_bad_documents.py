"""Documents and tables that libraries made, damaged in a thousand ways: an article or an error line, and in time."""

import io
import random
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pyarrow as pa  # pyright: ignore[reportMissingTypeStubs]
import pyarrow.parquet as pq  # pyright: ignore[reportMissingTypeStubs]
import pytest
from docx import Document

from index.errors import InputError
from index.readers import read_bytes
from index.values import Article, Problem

PROSE = "The ferry to Alsund sailed again on Monday after eleven days in the dock, and nobody complained."
PDF_PIECES = (
    "<< >> [ ] ( ) endobj stream endstream 1_0_R 2_0_R 5_0_R /Kids /Parent /Length /Filter /FlateDecode /Fl /LZWDecode"
    " /JBIG2Decode /DCTDecode /Crypt /Prev_9 /Encrypt_4_0_R -1 99999999999 1e999 null /Identity-H <FFFF> beginbfrange"
    " /ObjStm Tj Tf Do cm BI ID /Size_1000000000 % /Subtype_/Form /Contents"
)
DOCX_PIECES = (
    '<w:p> </w:p> <w:t> <w:br/> <w:pStyle_w:val=" " /> &#0; &x; ../ rId1 <!-- <![CDATA[ Target=" PartName="/ <w:style>'
    ' <w:body> ContentType=" TargetMode="External"'
)
Draw = random.Random


def stream(data: str, head: str = "") -> str:
    packed = zlib.compress(data.encode()).decode("latin-1")
    return f"<< /Length {len(packed)} /Filter /FlateDecode {head} >>\nstream\n{packed}\nendstream"


def pdf(content: str, *forms: str, pages: int = 1) -> bytes:
    """Pages that draw the same, with the forms /X0, /X1 and so on."""
    names = " ".join(f"/X{number} {5 + number} 0 R" for number in range(len(forms)))
    shape = f"/Resources << /Font << /F1 3 0 R >> /XObject << {names} >> >> /MediaBox [0 0 595 842]"
    first = 5 + len(forms)
    kids = " ".join(f"{first + number} 0 R" for number in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        stream(content),
        *(stream(form, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {shape}") for form in forms),
        *(f"<< /Type /Page /Parent 2 0 R {shape} /Contents 4 0 R >>" for _ in range(pages)),
    ]
    out, places = b"%PDF-1.7\n", list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(places) + 1} /Root 1 0 R >>"
    return out + f"{end}\nstartxref\n{len(out)}\n%%EOF\n".encode()


def docx() -> bytes:
    document: Any = Document()
    document.core_properties.title = "Ferry"
    document.add_heading("Ferry back", 1)
    document.add_paragraph(PROSE)
    document.add_paragraph(PROSE, style="List Bullet")
    document.add_table(1, 2).cell(0, 0).text = "full"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def parquet(**columns: Any) -> bytes:
    table: Any = pa.table(columns)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    out = io.BytesIO()
    pq.write_table(table, out)  # pyright: ignore[reportUnknownMemberType]
    return out.getvalue()


def table() -> bytes:
    day = datetime(2021, 5, 3, 8)
    return parquet(
        text=[f"{PROSE} {number}" for number in range(5)], author=[["Ann Lee"]] * 5, date=[day] * 5, more=[{"a": 1}] * 5
    )


def damaged(data: bytes, draw: Draw, pieces: list[bytes]) -> bytes:
    for _ in range(draw.randrange(1, 8)):
        at = draw.randrange(len(data))
        instead = draw.choice([draw.choice(pieces), draw.randbytes(1), draw.randbytes(4), b"", data[:at][-50:]])
        data = data[:at] + instead * draw.choice([1, 1, 1, 9]) + data[at + draw.choice([0, 1, len(instead), 30]) :]
    return data


def damaged_docx(data: bytes, draw: Draw) -> bytes:
    """One of the files in it is damaged, so that the archive is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as written:
        chosen = draw.choice(archive.namelist())
        for name in archive.namelist():
            held = archive.read(name)
            written.writestr(name, damaged(held, draw, DOCX_PIECES.encode().split()) if name == chosen else held)
    return out.getvalue()


def damaged_pdf(data: bytes, draw: Draw) -> bytes:
    return damaged(data, draw, [piece.replace(b"_", b" ") for piece in PDF_PIECES.encode().split()])


def damaged_parquet(data: bytes, draw: Draw) -> bytes:
    """Single bytes, mostly of what describes the columns: most of these files can still be read in part."""
    held = bytearray(data)
    described = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    for _ in range(draw.randrange(1, 4)):
        held[draw.randrange(described if draw.random() < 0.6 else 0, len(data))] = draw.choice([0, 1, 127, 128, 255])
    return bytes(held)


WAYS: dict[str, tuple[Callable[[], bytes], Callable[[bytes, Draw], bytes]]] = {
    "pdf": (
        lambda: pdf(f"BT /F1 11 Tf 60 760 Td ({PROSE}) Tj ET /X0 Do", f"BT /F1 9 Tf [(Full) -250 ({PROSE})] TJ ET"),
        damaged_pdf,
    ),
    "docx": (docx, damaged_docx),
    "parquet": (table, damaged_parquet),
}


@pytest.mark.parametrize("ending", WAYS)
def test_no_damage_brings_the_reader_of_a_library_down(ending: str) -> None:
    """Anything else than InputError is a defect. The same damages each time."""
    made, damage = WAYS[ending]
    whole, draw = made(), random.Random(20210503)
    assert all(isinstance(item, Article) for item in read_bytes(whole, name=f"a.{ending}"))
    kinds = {type(item) for _ in range(300) for item in found(damage(whole, draw), ending)}
    assert kinds == {Article, Problem}


def found(data: bytes, ending: str) -> Iterator[Article | Problem]:
    try:
        yield from read_bytes(data, name=f"a.{ending}")
    except InputError as error:
        yield Problem(path="", reason=str(error))


def test_a_date_that_is_none_loses_its_row_alone() -> None:
    days = pa.array([18_750, 1_624_821_526, 18_751], pa.int32()).cast(pa.date32())  # pyright: ignore
    first, wrong, third = read_bytes(
        parquet(text=[PROSE, PROSE, PROSE], title=list("abc"), date=days), name="a.parquet"
    )
    assert isinstance(first, Article)
    assert isinstance(wrong, Problem)
    assert isinstance(third, Article)
    assert (first.title, third.title) == ("a", "c")
    assert (wrong.line, wrong.reason) == (
        2,
        "the row holds what is no value of its type: days=1624821526; must have magnitude <= 999999999",
    )


def test_a_column_that_is_no_field_is_not_read() -> None:
    odd = pa.array([1_624_821_526], pa.int32()).cast(pa.date32())  # pyright: ignore
    (article,) = read_bytes(parquet(text=[PROSE], stamped=odd), name="a.parquet")
    assert isinstance(article, Article)
    assert article.text == PROSE


UNDECODED = {
    "/JBIG2Decode": "the PDF cannot be read: jbig2dec binary is not available.; fetch or save it again",
    "/Fl": "the PDF cannot be read: The filter name /Fl is deprecated and has been removed in pypdf 7.0.0."
    " Use /FlateDecode instead.; fetch or save it again",
}


@pytest.mark.parametrize("decoder", UNDECODED)
def test_a_pdf_that_needs_another_decoder_gives_its_line(decoder: str) -> None:
    data = pdf(f"BT /F1 11 Tf ({PROSE}) Tj ET").replace(b"/FlateDecode", decoder.encode())
    (problem,) = found(data, "pdf")
    assert isinstance(problem, Problem)
    assert UNDECODED[decoder] in problem.reason


def test_a_pdf_of_forms_within_forms_takes_bounded_time() -> None:
    """Two kilobytes that ask for two million operations."""
    data = pdf("/X0 Do " * 2000, "BT " * 1000)
    assert len(data) < 2000
    began = time.thread_time()
    (problem,) = found(data, "pdf")
    assert isinstance(problem, Problem)
    assert "is a PDF drawn in more than 1,000,000 steps: no single article" in problem.reason
    assert time.thread_time() - began < 60
