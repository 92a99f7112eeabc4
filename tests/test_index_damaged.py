"""A database with a damaged page: every way in says so in words, and doctor finds it."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import run
from assistant.samples import folder
from index import open_index
from index.database import Database
from index.errors import IndexDamaged

PAGE = 4096
READS: tuple[Callable[[sqlite3.Cursor], object], ...] = (
    list,
    lambda cursor: cursor.fetchall(),
    lambda cursor: list(iter(cursor.fetchone, None)),
)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of the sample articles without vectors, which any embedding model may open."""
    path = tmp_path / "index"
    with open_index(path) as news:
        news.add([folder()], embed=False)
        news.extract_pending()
    return path


def spoil(index: Path, start: int, end: int) -> None:
    """Noise, the same every time, in these bytes of the database."""
    file = index / "articles.db"
    content = bytearray(file.read_bytes())
    content[start:end] = bytes((7 * n + 13) % 251 for n in range(end - start))
    file.write_bytes(content)


@pytest.mark.parametrize(
    "command", [["status"], ["search", "ferry"], ["ask", "--no-llm", "Where did the ferry run aground?"]]
)
def test_a_damaged_page_is_one_line_and_exit_code_3(
    command: list[str], index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(index, PAGE, 2 * PAGE)
    assert run([*command, "--index", str(index)]) == 3
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == (
        f"onrecord: {str(index / 'articles.db')!r} is damaged: database disk image is malformed; "
        "move the index folder away and index the articles again\n"
    )


def test_doctor_names_a_damaged_page_that_no_question_has_read_yet(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    size = (index / "articles.db").stat().st_size
    spoil(index, size - PAGE, size)
    assert run(["doctor", "--json", "--index", str(index)]) == 3
    found = next(check for check in json.loads(capsys.readouterr().out) if check["part"] == "index")
    assert found["state"] == "broken"
    assert found["found"].startswith(f"{str(index / 'articles.db')!r} is damaged: ")
    assert found["found"].endswith("; move the index folder away and index the articles again")


def test_rows_read_late_fail_in_the_same_way(tmp_path: Path) -> None:
    database = Database(tmp_path / "articles.db")
    database.create_tables()
    with database.transaction() as connection:
        rows = [(f"n{number:05}", "x" * 400) for number in range(2000)]
        connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)
    database.close()
    size = (tmp_path / "articles.db").stat().st_size
    spoil(tmp_path, size - 20 * PAGE, size)
    for read in READS:
        cursor = database.connection.execute("SELECT name, value FROM meta ORDER BY name")
        assert cursor.fetchone()["name"] == "n00000"
        with pytest.raises(IndexDamaged, match="is damaged: database disk image is malformed"):
            read(cursor)
    database.close()
