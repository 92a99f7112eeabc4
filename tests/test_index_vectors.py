"""Vectors that are missing, made later, or cannot be made: searches go on by words."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import open_index
from index.errors import WeightsMissing
from index.values import Progress
from tests.fakes import HashingEmbedder
from tests.index_articles import CLUB, FERRY, MILL, article, found


class Weightless(HashingEmbedder):
    """A model whose weights cannot be had."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        raise WeightsMissing(f"no weights to embed {len(texts)} texts with; run `onrecord models pull`")


def test_without_weights_articles_are_added_and_found_by_words_and_warnings_say_so(tmp_path: Path):
    with open_index(tmp_path, embedder=Weightless()) as news:
        assert news.add([FERRY]).added == ("ferry",)
        assert found(news, "ferry") == ["ferry"]
        assert [warning for warning in news.warnings if "onrecord models pull" in warning]
        assert news.status().vectors_pending == 1


def test_without_weights_a_hybrid_search_of_vectors_is_lexical_and_a_dense_one_fails(tmp_path: Path):
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add([MILL])
    with open_index(tmp_path, embedder=Weightless()) as weightless:
        (hit,) = weightless.search("mill")
        assert hit.by == ("lexical",)
        with pytest.raises(WeightsMissing):
            weightless.search("mill", mode="dense")


def test_hybrid_search_works_on_a_half_embedded_index(tmp_path: Path):
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add([MILL])
        news.add([FERRY], embed=False)
        assert [(hit.passage.article_id, hit.by) for hit in news.search("the ferry mill")] == [
            ("mill", ("lexical", "dense")),
            ("ferry", ("lexical",)),
        ]
        assert [warning for warning in news.warnings if "without vectors" in warning]
        assert news.embed_pending() == 1
        assert [hit.by for hit in news.search("the ferry mill")] == [("lexical", "dense")] * 2


def test_vectors_are_made_for_the_newest_articles_first_and_progress_is_told(tmp_path: Path):
    embedder = HashingEmbedder()
    steps: list[Progress] = []
    with open_index(tmp_path, embedder=embedder) as news:
        older = [article(f"a{n}", f"Mill {n} stands.", day=date(2020, 1, 1)) for n in range(128)]
        news.add([*older, CLUB, MILL], embed=False, progress=steps.append)
        assert embedder.embedded == []
        assert news.embed_pending(steps.append) == 130
    assert steps == [
        Progress(stage="articles", done=130),
        Progress(stage="vectors", done=128, total=130),
        Progress(stage="vectors", done=130, total=130),
    ]
    first = [text.splitlines()[-1] for text in embedder.embedded[:128]]
    assert MILL.text in first
    assert CLUB.text not in first  # undated


def test_new_speakers_are_found_at_once_and_embedded_again(tmp_path: Path):
    embedder = HashingEmbedder()
    with open_index(tmp_path, embedder=embedder) as news:
        news.add([MILL, CLUB])
        embedder.embedded.clear()
        news.set_speakers("mill", ((-1, "Anna Rook"),))
        assert news.passages("mill")[0].speaker == "Anna Rook"
        assert found(news, "rook", mode="lexical") == ["mill"]
        assert news.embed_pending() == 1
        assert [text.splitlines()[:2] for text in embedder.embedded] == [["2024-04-01", "Anna Rook"]]
        assert (news.status().passages, news.embed_pending()) == (2, 0)
