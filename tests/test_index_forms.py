"""Indexes that an earlier release made: brought up to this one where that can be done, refused in words where not."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.cli import run
from assistant.cli.answers import samples_index
from assistant.samples import folder
from index import NewsIndex, open_index
from index.errors import IndexBusy, IndexMismatch


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of the sample articles without vectors, which any embedding model may open."""
    path = tmp_path / "index"
    with open_index(path) as news:
        news.add([folder()], embed=False)
        news.extract_pending()
    return path


def change(index: Path, *statements: str) -> None:
    with closing(sqlite3.connect(index / "articles.db", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def said(news: NewsIndex) -> list[str]:
    return [quote.text for quote in news.said("Pellow")]


def copies(news: NewsIndex) -> set[tuple[str, ...]]:
    return {together for article in news.articles() if (together := news.copies_of(article.id))}


def known(news: NewsIndex) -> list[str]:
    return [source.name for source in news.sources()]


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE quotes DROP COLUMN before",
        "DROP TABLE subjects",
        "DROP TRIGGER quotes_of_older_versions",
        "DROP INDEX spoken_of_quote",
    ],
)
def test_a_ledger_of_another_form_is_made_anew(index: Path, statement: str) -> None:
    with open_index(index) as news:
        before = said(news)
    change(index, statement)
    with open_index(index) as news:
        assert said(news) == []
        assert news.warnings[0] == "The quotes of 32 articles are not extracted yet: `onrecord index` does it."
        assert news.extract_pending() == 32
        assert said(news) == before
        assert len(before) > 2


@pytest.mark.parametrize(
    ("statement", "shown"),
    [
        ("ALTER TABLE sketches DROP COLUMN agency", copies),
        ("DROP TABLE sketched_lately", copies),
        ("ALTER TABLE sources DROP COLUMN failure", known),
    ],
)
def test_copies_and_inputs_are_found_again_at_the_next_run(
    index: Path, statement: str, shown: Callable[[NewsIndex], object]
) -> None:
    with open_index(index) as news:
        before = shown(news)
        assert before
    change(index, "DROP TRIGGER what_late_sketches_leave", statement)
    with open_index(index) as news:
        assert not shown(news)
        assert len(news.add([folder()], embed=False).unchanged) == 32
        assert shown(news) == before


def test_articles_of_another_form_are_refused_with_the_next_step(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(index, "ALTER TABLE articles DROP COLUMN section")
    assert run(["status", "--index", str(index)]) == 3
    assert capsys.readouterr().err == (
        f"onrecord: the index {str(index)!r} was made by another release: its table 'articles' has other columns; "
        "index the articles again into another folder, or move this one away\n"
    )


def test_a_form_that_the_tables_do_not_show_is_named(index: Path) -> None:
    change(index, "UPDATE meta SET value = '0' WHERE name = 'format'")
    with pytest.raises(IndexMismatch, match="has the form '0', this release makes '1': open it with the release that"):
        open_index(index)


def test_an_index_to_be_brought_up_while_another_writes_is_busy(index: Path) -> None:
    change(index, "DROP TABLE subjects")
    with FileLock(index / "write.lock"), pytest.raises(IndexBusy, match="try again when it is done"):
        open_index(index)


def test_opening_an_index_of_this_release_writes_nothing(index: Path) -> None:
    files = {file: file.read_bytes() for file in index.rglob("*") if file.is_file()}
    with open_index(index) as news:
        assert news.coverage().articles == 32
    assert {file: file.read_bytes() for file in files} == files


def test_the_samples_index_is_made_anew_where_other_code_reads_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    # Nothing embeds here: the index is there without vectors.
    monkeypatch.setenv("ONRECORD_EMBED_MODEL", "small")
    monkeypatch.setenv("ONRECORD_EMBED_BASE_URL", "http://127.0.0.1:9/v1")
    path = samples_index()
    former = path.with_name(f"{path.name.rpartition('-')[0]}-00000000")
    path.rename(former)
    again = samples_index()
    assert again == path
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    with open_index(path) as news:
        assert news.coverage().articles == 32
