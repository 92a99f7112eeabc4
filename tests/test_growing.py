"""What must stay true of the derived indexes as they grow: few segments, and filters that find what is nearest."""

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from index import marks, open_index
from index.dense import Dense
from index.filters import Filters
from index.lexical import LexicalIndex
from index.parts import open_parts
from index.values import Article, Published
from index.vectors import VectorIndex
from tests.fakes import HashingEmbedder

FIRST = date(2021, 1, 1)


def dated(number: int) -> Article:
    day = Published(value=FIRST + timedelta(days=number), found_in="test") if number else None
    outlet = "Coast Post" if number % 4 else "Daily Tide"
    text = f'Ferry number {number} was late. "It sank," said {"Linda" if number % 2 else "Gareth"} Pellow.'
    return Article(id=f"a{number}", title="", text=text, published=day, outlet=outlet)


def test_segments_of_the_lexical_index_are_merged_however_often_articles_are_added(tmp_path: Path) -> None:
    with open_index(tmp_path) as news:
        for number in range(40):
            news.add([dated(number)], embed=False)
        assert len(news.search("ferry", 50, "lexical")) == 40
    segments = json.loads((tmp_path / "lexical" / "meta.json").read_text("utf-8"))["segments"]
    assert len(segments) <= 12
    assert sum(segment["max_doc"] for segment in segments) == 40


def test_the_lexical_index_counts_and_lists_what_filters_admit(tmp_path: Path) -> None:
    with open_index(tmp_path) as news:
        news.add([dated(number) for number in range(40)], embed=False)
        keys = {hit.passage.article_id: hit for hit in news.search("ferry", 50, "lexical")}
    assert len(keys) == 40
    lexical = LexicalIndex(tmp_path / "lexical")
    for filters, left in (
        (Filters(), 40),
        (Filters(since=FIRST + timedelta(days=30)), 11),  # the undated one among them
        (Filters(since=FIRST + timedelta(days=30), until=FIRST + timedelta(days=31)), 3),
        (Filters(outlets=("daily tide",)), 10),
        (Filters(outlets=("nobody",)), 0),
        (Filters(speaker="Linda Pellow"), 20),
    ):
        assert lexical.admitted(filters) == left
        assert len(set(lexical.keys_admitted(filters, 50))) == left
    assert len(lexical.keys_admitted(Filters(), 7)) == 7


def test_a_filter_that_leaves_hundreds_finds_the_nearest_of_them_also_while_some_lack_vectors(tmp_path: Path) -> None:
    def ferry(number: int) -> Article:
        text = f"Ferry {number % 97} passed buoy {number % 89} at pier {number % 83}."
        return Article(id=f"a{number}", title="", text=text, outlet="Tide" if number % 5 == 3 else "Post")

    embedder = HashingEmbedder(dimensions=256)
    with open_index(tmp_path, embedder=embedder) as news:
        news.add([ferry(number) for number in range(2500)], embed=False)
        news.embed_pending()
        news.add([ferry(number) for number in range(2500, 2600)], embed=False)
    asked = "Ferry 42 passed buoy 10 at pier 22."
    vector = embedder.embed([asked])[0]
    near = sorted((float(embedder.embed([ferry(n).text])[0] @ vector) for n in range(3, 2500, 5)), reverse=True)
    parts = open_parts(tmp_path, create=False, chroma_url=None)
    ranker = Dense(parts, embedder).ranker(asked, Filters(outlets=("tide",)), alone=True)
    assert ranker is not None
    ranking = ranker(20)
    outlets = {facts.outlet for facts in marks.facts(parts.database.connection, [key for key, _ in ranking]).values()}
    parts.close()
    assert outlets == {"Tide"}
    found = [similarity for _, similarity in ranking]
    assert len(found) == 20
    assert found[0] == pytest.approx(near[0], abs=1e-4)
    assert sum(one >= near[19] - 1e-4 for one in found) >= 18  # the graph is of near neighbours, not of all


def test_vectors_are_searched_among_some_alone(tmp_path: Path) -> None:
    vectors = np.random.default_rng(5).standard_normal((2000, 32), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    keys = range(1, 2001)
    some = [key for key in keys if key % 8 == 3]
    wanted = sorted(some, key=lambda key: -float(vectors[key - 1] @ vectors[0]))
    index = VectorIndex(tmp_path, "among")
    index.write(keys, vectors, [], 1)
    found = index.search_among(some, vectors[0], 10, 1)
    assert found is not None
    assert [key for key, _ in found] == wanted[:10]
    assert index.search_among([*some, 9999], vectors[0], 10, 1) is None
    assert [key for key, _ in index.search_all(some, vectors[0], 1)] == wanted
    assert index.search(vectors[0], 1, 1)[0][0] == 1
    index.close()
