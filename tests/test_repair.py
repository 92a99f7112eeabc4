"""What is derived is brought into agreement with the articles, whatever became of it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant.cli import run
from index import open_index
from index.parts import open_parts
from index.repairing import clear_unreadable
from index.values import Article
from tests.fakes import HashingEmbedder
from tests.test_index_crash import articles, held


def break_nothing(_: Path) -> None: ...


def lose_words(path: Path) -> None:
    shutil.rmtree(path / "lexical")


def break_words(path: Path) -> None:
    (path / "lexical" / "meta.json").write_text("{")


def lose_some_words(path: Path) -> None:
    """As many as there should be, but not the same: counts alone would not tell. Vectors are of the same keys."""
    parts = open_parts(path, create=False, chroma_url=None)
    connection = parts.database.connection
    connection.execute("UPDATE passages SET key = 900 WHERE key = 3")
    parts.close()


def lose_vectors(path: Path) -> None:
    shutil.rmtree(path / "chroma")


def break_vectors(path: Path) -> None:
    (path / "chroma" / "chroma.sqlite3").write_bytes(b"?" * 5000)


def swap_vectors(path: Path) -> None:
    """One is lost, and one is of no passage."""
    parts = open_parts(path, create=False, chroma_url=None)
    parts.vectors.write([901], np.eye(1, 64, dtype=np.float32), [4], parts.generation)
    parts.close()


_SWAPPED = ("1 vectors of passages that are gone were removed.", "1 passages had lost their vectors.")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (break_nothing, ()),
        (lose_words, ()),
        (break_words, ("The lexical index could not be read and was removed: it was built again.",)),
        (lose_some_words, ("The lexical index did not hold 1 passages: it was built again.", *_SWAPPED)),
        (lose_vectors, ("20 passages had lost their vectors.",)),
        (break_vectors, ("The vectors could not be read and were removed.", "20 passages had lost their vectors.")),
        (swap_vectors, _SWAPPED),
    ],
)
def test_an_index_that_was_harmed_is_as_it_was_after_its_repair(
    tmp_path: Path, harm: Callable[[Path], None], said: tuple[str, ...]
) -> None:
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add(articles()[:5])
    before = held(tmp_path)
    harm(tmp_path)
    done = clear_unreadable(tmp_path)
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        done += news.repair()
        news.embed_pending()
    assert done == said
    assert held(tmp_path) == before


def test_doctor_repairs_where_it_is_told_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_MODELS", str(tmp_path / "none"))
    with open_index(tmp_path / "news") as news:
        news.add([Article(id="a", title="Ferry", text="The ferry sank.")], embed=False)
    shutil.rmtree(tmp_path / "news" / "lexical")
    run(["doctor", "--index", str(tmp_path / "news"), "--repair"])
    capsys.readouterr()
    with open_index(tmp_path / "news") as news:
        assert [hit.passage.article_id for hit in news.search("ferry", mode="lexical")] == ["a"]
