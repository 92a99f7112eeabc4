"""How close what was found comes to a question, on figures worked by hand."""

import math
from collections.abc import Collection, Sequence
from datetime import date

import pytest

from index.query import understand
from index.relevance import Similarity, relevance
from index.values import Hit, Passage

ON_TOPIC = "The flood barrier stands."


def hit(text: str, day: date | None = None, title: str = "") -> Hit:
    passage = Passage(
        article_id="a", start=0, end=len(text), text=text, title=title, published=day, outlet=None, speaker=None
    )
    return Hit(passage=passage, score=1.0, rank={"lexical": 1})


def half(stems: Collection[str]) -> float:
    """Every word is equally rare."""
    del stems
    return 0.5


def nothing_known(question: str, texts: Sequence[str]) -> None:
    del question, texts


def likeness(value: float, asked: list[tuple[str, list[str]]]) -> Similarity:
    def similarity(question: str, texts: Sequence[str]) -> tuple[float, ...]:
        asked.append((question, list(texts)))
        return (value,) * len(texts)

    return similarity


def test_by_words_alone_the_share_of_the_questions_words_counts() -> None:
    query = understand("flood barrier cost")
    assert relevance(query, [hit(ON_TOPIC)], half, nothing_known) == pytest.approx((2 / 3) / 0.54)
    assert relevance(query, [hit("Nothing here.")], half, nothing_known) == 0.0


def test_words_that_only_ask_need_not_be_in_the_answer() -> None:
    query = understand("How much will the flood barrier cost?")
    assert relevance(query, [hit(ON_TOPIC)], half, nothing_known) == pytest.approx((2 / 3) / 0.54)


def test_a_title_and_a_day_count_as_words_of_the_passage() -> None:
    query = understand("flood barrier January cost")
    found = hit("It stands.", date(2022, 1, 31), title="Flood barrier")
    assert relevance(query, [found], half, nothing_known) == pytest.approx((3 / 4) / 0.54)


def test_similarity_of_the_closest_sentences_is_added() -> None:
    asked: list[tuple[str, list[str]]] = []
    query = understand("flood barrier cost")
    close = relevance(query, [hit("Nothing here."), hit(ON_TOPIC)], half, likeness(0.4, asked))
    assert close == pytest.approx((0.7 * 2 / 3 + 0.4) / 0.83)
    assert asked == [("flood barrier cost", ["Nothing here.", ON_TOPIC])]


def test_of_a_long_question_a_passage_need_not_hold_every_word() -> None:
    query = understand(
        "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa"
    )
    found = hit("Alpha bravo charlie delta echo foxtrot golf hotel.")
    assert relevance(query, [found], half, nothing_known) == pytest.approx(0.8 / 0.54)


def test_old_news_counts_less_on_the_day_of_asking_unless_the_question_names_its_days() -> None:
    found = hit(ON_TOPIC, date(2022, 1, 1))
    fresh = (2 / 3) / 0.54
    assert relevance(understand("flood barrier cost"), [found], half, nothing_known) == pytest.approx(fresh)
    aged = understand("flood barrier cost", as_of=date(2022, 3, 12))
    assert relevance(aged, [found], half, nothing_known) == pytest.approx((2 / 3 - 0.08 * math.log(8)) / 0.54)
    named = understand("flood barrier in January 2022", as_of=date(2022, 3, 12))
    assert relevance(named, [found], half, nothing_known) == pytest.approx(1 / 0.54)


def test_without_hits_nothing_is_relevant() -> None:
    assert relevance(understand("flood barrier cost"), [], half, nothing_known) == 0.0
