"""The index as one object: articles in, found by words and meaning, changed and gone."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

import index
from index import NewsIndex, open_index
from index.errors import IndexMismatch, IndexMissing, UnknownArticle
from tests.fakes import HashingEmbedder
from tests.index_articles import CLUB, FERRY, MILL, article, found


@pytest.fixture
def news(tmp_path: Path):
    with open_index(tmp_path / "news", embedder=HashingEmbedder()) as opened:
        opened.add([FERRY, MILL, CLUB])
        yield opened


def test_adding_reports_each_article_and_adding_it_again_changes_nothing(tmp_path: Path):
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        first = news.add([FERRY, MILL])
        before = news.status()
        again = news.add([MILL, FERRY, CLUB])
    assert (first.added, first.updated, first.unchanged, first.passages) == (("ferry", "mill"), (), (), 2)
    assert (again.added, again.updated, again.unchanged, again.passages) == (("club",), (), ("mill", "ferry"), 1)
    assert (before.coverage.articles, before.passages, before.lexical_pending, before.vectors_pending) == (2, 2, 0, 0)


def test_an_article_is_read_back_as_it_was_added(news: NewsIndex):
    assert news.article("ferry") == FERRY
    assert [one.id for one in news.articles()] == ["ferry", "mill", "club"]


@pytest.mark.parametrize("mode", ["lexical", "dense", "hybrid"])
def test_every_mode_finds_the_passage_that_shares_the_words(news: NewsIndex, mode: str):
    hit = news.search("the mill burned", mode=mode)[0]  # pyright: ignore[reportArgumentType]
    assert hit.passage.article_id == "mill"
    assert hit.passage.text == MILL.text
    assert hit.by == (("lexical", "dense") if mode == "hybrid" else (mode,))


def test_hybrid_hits_have_their_rank_in_each_ranking_and_come_by_score(news: NewsIndex):
    hits = news.search("ferry football club lost again")
    assert hits[0].passage.article_id == "club"
    assert dict(hits[0].rank) == {"lexical": 1, "dense": 1}
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_words_match_by_their_stems_and_without_accents(news: NewsIndex):
    assert found(news, "BURNING mills", mode="lexical") == ["mill"]
    assert found(news, "férry late", mode="lexical")[0] == "ferry"


def test_a_title_is_searched_too(news: NewsIndex):
    assert found(news, "ice bay", mode="lexical") == ["ferry"]


def test_a_phrase_in_quotation_marks_counts_for_more_than_its_words(tmp_path: Path):
    apart = article("apart", "Ice. Bay after bay after bay of ice, thin ice, thick ice, a bay.")
    phrase = article(
        "phrase", "They walked over the thick bay ice, which held them, and went home late in the evening."
    )
    with open_index(tmp_path) as news:
        news.add([apart, phrase], embed=False)
        assert found(news, "bay ice", mode="lexical") == ["apart", "phrase"]
        assert found(news, "“bay ice”", mode="lexical") == ["phrase", "apart"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        " ",
        '"',
        '""',
        "“”",
        "a:b",
        "title:(ice",
        "[* TO *]",
        "ice AND",
        "+-!(){}^~\\",
        "😀",
        "\x00",
        "\ud800",
        "AND",
    ],
)
@pytest.mark.parametrize("mode", ["lexical", "hybrid"])
def test_an_odd_query_never_fails(news: NewsIndex, query: str, mode: str):
    assert len(news.search(query, mode=mode)) <= 3  # pyright: ignore[reportArgumentType]


def test_days_are_inclusive_and_undated_articles_stay(news: NewsIndex):
    for mode in ("lexical", "dense", "hybrid"):
        assert set(found(news, "the ferry mill", mode=mode, since=date(2024, 4, 1))) == {"mill", "club"}
        assert set(found(news, "the ferry mill", mode=mode, until=date(2024, 3, 31))) == {"ferry", "club"}
        assert set(found(news, "the ferry mill", mode=mode, since=date(2024, 3, 6), until=date(2024, 3, 31))) == {
            "club"
        }


def test_later_articles_are_left_out_as_of_a_day_and_fresh_ones_come_first(tmp_path: Path):
    days = {"old": date(2023, 1, 1), "fresh": date(2024, 1, 9), "later": date(2024, 1, 11)}
    with open_index(tmp_path) as news:
        news.add([article(name, "The ferry was late.", day=day) for name, day in days.items()], embed=False)
        assert found(news, "ferry", mode="lexical", as_of=date(2024, 1, 10)) == ["fresh", "old"]
        assert found(news, "ferry", mode="lexical") == ["old", "fresh", "later"]


def test_outlets_filter_whole_names_in_any_case(news: NewsIndex):
    for mode in ("lexical", "dense"):
        assert found(news, "the ferry mill", mode=mode, outlets=["daily TIDE"]) == ["mill"]
        assert found(news, "the ferry mill", mode=mode, outlets=["Daily"]) == []


def test_a_speaker_filter_keeps_passages_in_which_that_person_speaks(news: NewsIndex):
    for mode in ("lexical", "dense"):
        assert found(news, "the ferry", mode=mode, speaker="holm") == ["ferry"]
        assert found(news, "the ferry", mode=mode, speaker="Ann Holm") == []


def test_a_narrow_filter_finds_even_what_the_graph_of_vectors_does_not_reach(tmp_path: Path):
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add([article(f"a{n}", f"ferry ferry ferry {n}") for n in range(40)])
        news.add([article("last", "The mill stands, and a ferry passes.", outlet="Daily Tide")])
        assert found(news, "ferry", mode="dense", outlets=["Daily Tide"], k=3) == ["last"]


def test_changed_content_is_a_new_version_and_only_that_is_found(news: NewsIndex):
    changed = article("mill", "The mill was saved by rain.", day=date(2024, 4, 1), outlet="Daily Tide")
    report = news.add([changed])
    assert (report.added, report.updated, report.unchanged) == ((), ("mill",), ())
    assert news.article("mill").version == 2
    assert news.article("mill").text == changed.text
    assert news.article("mill", version=1) == MILL
    assert found(news, "burned", mode="lexical") == []
    assert [passage.text for passage in news.passages("mill")] == [changed.text]
    assert [hit.passage.text for hit in news.search("mill", mode="dense") if hit.passage.article_id == "mill"] == [
        changed.text
    ]


def test_a_deleted_article_is_gone_and_may_come_again(news: NewsIndex):
    assert news.delete(["ferry"]) == ("ferry",)
    assert found(news, "ferry late Thornsea", mode="hybrid", k=3) == ["club", "mill"]
    with pytest.raises(UnknownArticle, match="'ferry'"):
        news.article("ferry")
    assert news.add([FERRY]).added == ("ferry",)
    assert found(news, "ferry late", mode="hybrid")[0] == "ferry"


def test_deleting_an_unknown_article_deletes_none(news: NewsIndex):
    with pytest.raises(UnknownArticle, match="'nothing'"):
        news.delete(["mill", "nothing"])
    assert news.article("mill") == MILL


def test_an_article_that_cannot_be_used_stops_no_other(tmp_path: Path):
    with open_index(tmp_path) as news:
        report = news.add([article("bad", "half \ud800 a letter"), article("empty", " "), MILL], embed=False)
    assert report.added == ("mill",)
    assert [(problem.path, problem.reason) for problem in report.problems] == [
        ("bad", "the article 'bad' is no valid Unicode: surrogates not allowed"),
        ("empty", "the article 'empty' has no text"),
    ]


def test_files_are_read_and_what_cannot_be_is_a_problem(tmp_path: Path):
    (tmp_path / "one.txt").write_text("2024-03-05\nThe ferry was late.")
    with open_index(tmp_path / "news") as news:
        report = news.add([tmp_path / "one.txt", tmp_path / "none.txt"], embed=False)
    assert len(report.added) == 1
    assert [problem.path for problem in report.problems] == [str(tmp_path / "none.txt")]


def test_an_odd_filter_never_fails(news: NewsIndex):
    assert news.search("ferry", outlets=["\ud800"]) == news.search("ferry", speaker="\ud800 (Holm") == ()


def test_coverage_and_outlets_say_what_there_is(news: NewsIndex):
    coverage = news.coverage()
    assert (coverage.articles, coverage.first, coverage.last, coverage.undated) == (
        3,
        date(2024, 3, 5),
        date(2024, 4, 1),
        1,
    )
    assert news.outlets() == ("Post", "Daily Tide")


def test_a_missing_index_is_an_error_unless_it_is_to_be_made(tmp_path: Path):
    with pytest.raises(IndexMissing, match="onrecord index"):
        open_index(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_an_index_opened_with_another_embedding_model_is_refused(news: NewsIndex, tmp_path: Path):
    assert news.status().fingerprint["embedding"] == "hashing-1"
    with pytest.raises(IndexMismatch, match="'hashing-1', not 'hashing-2'"):
        open_index(tmp_path / "news", embedder=HashingEmbedder(fingerprint="hashing-2"))


def test_several_threads_read_while_one_adds(tmp_path: Path):
    with open_index(tmp_path, embedder=HashingEmbedder()) as news, ThreadPoolExecutor(3) as threads:
        news.add([FERRY])
        adding = threads.submit(news.add, [article(f"a{n}", f"The ferry number {n} came.") for n in range(200)])
        while not adding.done():
            assert found(news, "Thornsea", mode="lexical") == ["ferry"]
            assert found(news, "Thornsea late ferry", k=300)
        assert len(adding.result().added) == 200
        assert len(news.search("ferry", 300, "lexical")) == 201


def test_every_public_name_is_there_and_errors_alone_load_no_library():
    assert all(getattr(index, name) is not None for name in index.__all__)
    with pytest.raises(AttributeError, match="'nothing'"):
        getattr(index, "nothing")  # noqa: B009
    loaded = (
        "import sys, index.errors; print([name for name in ('numpy', 'tantivy', 'sqlite3') if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", loaded], text=True) == "[]\n"
