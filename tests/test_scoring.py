"""What makes one passage better than another: its rankings, its words, its place, its day."""

from datetime import date

import pytest

from index.focus import focus, wanted
from index.query import understand
from index.recency import closeness
from index.scoring import Ranked, Standing, fine, ranks_of, rough, standings_of

ARTICLES = {1: 10, 2: 10, 3: 30}


def test_a_standing_is_the_share_of_the_best_score_and_that_of_its_articles_best_passage():
    standings = standings_of([Ranked("lexical", 0, {1: 8.0, 3: 4.0})], ARTICLES, unseen=())
    assert standings[1] == [Standing({"lexical": 1.0}, {"lexical": 1.0})]
    assert standings[3] == [Standing({"lexical": 0.5}, {"lexical": 0.5})]
    # not reached: four fifths of the last place; its article stands where its best passage does
    assert standings[2][0].shares == {"lexical": pytest.approx(0.4)}
    assert standings[2][0].of_article == {"lexical": 1.0}


def test_a_passage_without_a_vector_stands_among_the_vectors_where_its_words_put_it():
    rankings = [Ranked("lexical", 0, {1: 8.0, 2: 6.0, 3: 4.0}), Ranked("dense", 0, {1: 0.8, 3: 0.4})]
    assert standings_of(rankings, ARTICLES, unseen={2})[2][0].shares["dense"] == pytest.approx(0.7)
    assert standings_of(rankings, ARTICLES, unseen=())[2][0].shares["dense"] == pytest.approx(0.4)


def test_every_part_of_a_question_has_standings_of_its_own():
    rankings = [Ranked("lexical", 0, {1: 8.0}), Ranked("lexical", 1, {3: 2.0})]
    standings = standings_of(rankings, {1: 10, 3: 30}, unseen=())
    assert [one.shares["lexical"] for one in standings[3]] == [pytest.approx(0.8), 1.0]


def test_ranks_are_the_best_place_in_any_ranking_of_a_retriever():
    rankings = [Ranked("lexical", 0, {1: 8.0, 3: 4.0}), Ranked("lexical", 1, {3: 9.0}), Ranked("dense", 0, {1: 0.5})]
    assert ranks_of(rankings) == {1: {"lexical": 1, "dense": 1}, 3: {"lexical": 1}}


def test_of_equal_passages_the_earlier_one_is_better():
    standing = Standing({"lexical": 1.0}, {"lexical": 1.0})
    found = focus("The ferry fare rose.", "", wanted("ferry fare", lambda _: 0.1))
    assert rough(standing, 0) > rough(standing, 800) > rough(standing, 1600)
    assert fine(standing, 0, found, 1.0) > fine(standing, 800, found, 1.0)


def test_a_passage_of_an_article_that_covers_more_of_the_question_is_better():
    standing = Standing({"lexical": 1.0}, {"lexical": 1.0})
    found = focus("The ferry fare rose.", "", wanted("ferry fare in winter", lambda _: 0.1))
    assert fine(standing, 0, found, 1.0) - fine(standing, 0, found, 0.5) == pytest.approx(0.65)


def test_a_focus_tells_what_text_title_and_sentence_hold_of_a_question():
    asked = wanted("The ferry fare rise?", lambda _: 0.1)  # ferri, fare, rise: a third each
    found = focus("The council met. The ferry was late. A fare was due.", "Rise in Thornsea", asked)
    assert found.stems == {"ferri", "fare", "rise"}
    assert found.covered == pytest.approx(1.0)
    assert found.titled == pytest.approx(1 / 3)
    assert found.in_sentence == pytest.approx(1 / 3)
    assert found.in_order == pytest.approx(1 / 2)  # ferry, then fare; not fare, then rise
    assert found.numbers == 0.0


def test_numbers_count_where_the_question_asks_for_one():
    text = "The wall costs 48 million, 12 of it the town's."
    assert focus(text, "", wanted("How much does the wall cost?", lambda _: 0.1)).numbers == pytest.approx(2 / 3)
    assert focus(text, "", wanted("Who builds the wall?", lambda _: 0.1)).numbers == 0.0


def test_closeness_is_greatest_in_the_period_that_a_question_names_and_on_its_own_day():
    query = understand("How much has been given since 24 February 2024?", as_of=date(2024, 6, 5))
    assert closeness(date(2024, 2, 25), query) == pytest.approx(6.0)
    assert closeness(date(2024, 6, 5), query) == pytest.approx(6.0)
    assert closeness(date(2022, 12, 1), query) < 0.1


def test_the_day_of_a_question_about_what_is_long_ago_does_not_count():
    query = understand("Did the fare rise in May 2021?", as_of=date(2024, 6, 5))
    assert closeness(date(2021, 5, 12), query) == pytest.approx(6.0)
    assert closeness(date(2024, 6, 5), query) < 0.1


def test_a_day_after_a_period_is_closer_than_a_day_before_it():
    query = understand("Did the fare rise in May 2021?")
    assert closeness(date(2021, 6, 20), query) > closeness(date(2021, 4, 11), query) > 0.0


def test_an_undated_article_gets_half_of_what_the_right_day_gets():
    query = understand("Did the fare rise?", as_of=date(2024, 6, 5))
    assert closeness(None, query) == pytest.approx(3.0)


def test_no_day_counts_for_more_where_none_is_asked_for():
    assert closeness(date(2024, 6, 5), understand("Did the fare rise?")) == 0.0
    assert closeness(None, understand("Did the fare rise?")) == 0.0


def test_the_day_of_the_question_does_not_count_where_older_articles_alone_are_asked_for():
    query = understand("Did the fare rise?", as_of=date(2024, 6, 5), until=date(2023, 1, 1))
    assert closeness(date(2022, 12, 31), query) == 0.0
