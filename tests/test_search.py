from datetime import date
from pathlib import Path

import pytest

from index import NewsIndex, open_index
from index.search import Shape
from index.values import Article, Published, SearchMode
from tests.fakes import HashingEmbedder

MODES: tuple[SearchMode, ...] = ("lexical", "dense", "hybrid")
WIRE = (
    "The regional court in Thornsea on Tuesday stopped the building of the third breakwater, because the harbour board "
    "had not asked the fishermen whose moorings it would have closed for two winters. The board has a month to appeal. "
    "Work had begun in spring, when two barges with stone from the quarry at Hallow anchored before the old pier and a "
    "crane was set up beside the fish market."
)


def article(id: str, text: str, *, day: date | None = None, title: str = "", outlet: str = "Post") -> Article:
    published = Published(value=day, found_in="test") if day else None
    return Article(id=id, title=title, text=text, published=published, outlet=outlet)


@pytest.fixture
def news(tmp_path: Path):
    with open_index(tmp_path / "news", embedder=HashingEmbedder()) as opened:
        yield opened


def ids(news: NewsIndex, question: str, **options: object) -> list[str]:
    return [hit.passage.article_id for hit in news.search(question, **options)]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("mode", MODES)
def test_a_hit_names_the_sentences_that_come_closest(news: NewsIndex, mode: SearchMode):
    other = "The weather stayed mild along the coast. " * 6
    answer = "The breakwater will cost 48 million, the harbour board said."
    news.add([article("a", f"{other}{answer} {other}")])
    hit = news.search("How much will the breakwater cost?", 1, mode)[0]
    assert answer in hit.focus
    assert hit.focus_start is not None
    assert hit.focus_end is not None
    assert news.article("a").text[hit.focus_start : hit.focus_end] == hit.focus
    assert len(hit.focus) < len(hit.passage.text)


def test_the_focus_of_a_passage_without_the_words_is_the_whole_of_it(news: NewsIndex):
    news.add([article("a", "The mill burned down. Nobody was hurt.", title="Fire in Thornsea")])
    hit = news.search("Thornsea")[0]
    assert hit.focus == hit.passage.text


@pytest.mark.parametrize("mode", MODES)
def test_copies_of_a_wire_report_are_one_hit_that_lists_them(news: NewsIndex, mode: SearchMode):
    news.add(
        [
            article("post", WIRE),
            article("tide", WIRE.replace("on Tuesday", "on Tuesday morning"), outlet="Daily Tide"),
            article("other", "The breakwater was first planned by the harbour board in Thornsea a generation ago."),
        ]
    )
    first, second = news.search("Why did the court stop the breakwater in Thornsea?", mode=mode)
    assert {first.passage.article_id, *first.copies} == {"post", "tide"}
    assert (second.passage.article_id, second.copies) == ("other", ())


def test_short_passages_are_no_copies_of_one_another(news: NewsIndex):
    news.add([article("one", "The ferry was late."), article("two", "The ferry was late.")])
    assert sorted(ids(news, "ferry")) == ["one", "two"]


@pytest.mark.parametrize("mode", MODES)
def test_an_article_gives_two_passages_at_most_unless_more_are_asked_for(news: NewsIndex, mode: SearchMode):
    filler = "breakwater " + "and so the long talk about money and stones went on for another evening " * 11
    news.add(
        [article("long", "\n\n".join(f"In part {n} {filler}." for n in range(5))), article("short", "A breakwater.")]
    )
    assert sorted(ids(news, "breakwater", mode=mode)) == ["long", "long", "short"]
    query = news.understand("breakwater")
    every = news.search_report(query, Shape(k=10, per_article=None), mode).hits
    assert len(every) == len(news.passages("long")) + 1


def test_a_question_about_now_prefers_fresh_articles_and_one_about_the_past_those_of_its_time(news: NewsIndex):
    news.add(
        [
            article("old", "The council raised the ferry fare.", day=date(2021, 5, 12)),
            article("fresh", "The council raised the ferry fare.", day=date(2024, 6, 3)),
        ]
    )
    asked = date(2024, 6, 5)
    assert ids(news, "Did the council raise the ferry fare this week?", as_of=asked) == ["fresh", "old"]
    assert ids(news, "Did the council raise the ferry fare?", as_of=asked) == ["fresh", "old"]
    assert ids(news, "Did the council raise the ferry fare in May 2021?", as_of=asked) == ["old", "fresh"]
    assert ids(news, "Did the council raise the ferry fare in May 2021?") == ["old", "fresh"]


def test_a_period_that_the_question_names_drops_nothing(news: NewsIndex):
    days = {"before": date(2020, 1, 1), "within": date(2021, 5, 12), "after": date(2023, 1, 1), "undated": None}
    news.add([article(id, "The ferry fare rose.", day=day) for id, day in days.items()])
    report = news.search_report(news.understand("Did the ferry fare rise in May 2021?"))
    assert report.hits[0].passage.article_id == "within"
    assert {hit.passage.article_id for hit in report.hits} == set(days)
    assert report.undated == 1


def test_undated_articles_stay_and_are_counted_where_days_are_asked_for(news: NewsIndex):
    news.add([article("old", "The ferry fare rose.", day=date(2020, 1, 1)), article("undated", "A ferry fare rose.")])
    since = news.search_report(news.understand("ferry fare", since=date(2021, 1, 1)))
    assert [hit.passage.article_id for hit in since.hits] == ["undated"]
    assert since.undated == 1
    assert news.search_report(news.understand("ferry fare")).undated == 0


def test_days_that_the_caller_gives_win_over_those_of_the_question(news: NewsIndex):
    news.add(
        [
            article("old", "The ferry fare rose.", day=date(2021, 5, 12)),
            article("new", "The ferry fare rose.", day=date(2023, 5, 12)),
        ]
    )
    assert ids(news, "Did the ferry fare rise in May 2021?", since=date(2022, 1, 1)) == ["new"]


def test_an_outlet_that_the_question_names_comes_first_and_others_stay(news: NewsIndex):
    news.add(
        [
            article("post", "The ferry fare rose by a tenth.", outlet="Coast Post"),
            article("tide", "The ferry fare rose by a tenth.", outlet="Daily Tide"),
        ]
    )
    assert ids(news, "What did the ferry fare do, according to the Daily Tide?") == ["tide", "post"]
    assert ids(news, "What did the ferry fare do, according to the Coast Post?") == ["post", "tide"]
    assert ids(news, "ferry fare according to the Daily Tide", outlets=["coast post"]) == ["post"]


def test_a_question_of_two_steps_finds_the_articles_of_both(news: NewsIndex):
    news.add([article(f"cup{n}", f"Team {n} won the cup and the cup and the cup.") for n in range(8)])
    news.add([article("goal", "Nils Holm scored the last goal of the match.")])
    question = "Which team won the cup and the cup, and who scored the last goal of the match?"
    assert "goal" in ids(news, question, k=3)


def test_a_half_embedded_index_ranks_by_words_what_has_no_vector_yet(tmp_path: Path):
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add([article(f"a{n}", f"A ferry, and more about other things of day {n}.") for n in range(12)])
        news.add([article("best", "The ferry fare rose by a tenth.")], embed=False)
        assert ids(news, "How much did the ferry fare rise?")[0] == "best"


@pytest.mark.parametrize("mode", MODES)
def test_no_hit_is_asked_for_and_none_is_given(news: NewsIndex, mode: SearchMode):
    news.add([article("a", "The ferry was late.")])
    assert news.search("ferry", 0, mode) == ()
    assert news.search("", 5, mode) == news.search("?!", 5, "lexical") == ()
