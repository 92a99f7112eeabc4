"""The sentence that names what is asked for is told, too, where the closest one leaves it open. All is invented."""

from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.checks.words import content_stems
from assistant.gathering.naming import asked, naming
from index import open_index
from index.sentences import sentence_spans
from index.values import Article
from tests.fakes import HashingEmbedder

MILL = (
    "Hesketh Mill has been bought by a property company for 2.1 million crowns. The mill has stood empty for nine "
    "years. Its roof fell in last winter after heavy snow. Residents have long called for something to be done. "
    "Larchfield Estates, the new owner, plans 40 flats in the building. Work is to begin in September. "
    "The plans were drawn in Dornby."
)
LARCHFIELD = "Larchfield Estates, the new owner, plans 40 flats in the building."


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who bought Hesketh Mill?", LARCHFIELD),
        ("Which company bought Hesketh Mill?", LARCHFIELD),
        (
            "How many flats are planned in Hesketh Mill?",
            "Larchfield Estates, the new owner, plans 40 flats in the building.",
        ),
        ("When is work on Hesketh Mill to begin?", "Work is to begin in September."),
        ("Where were the plans for Hesketh Mill drawn?", "The plans were drawn in Dornby."),
        ("How long has Hesketh Mill stood empty?", None),
        ("Why was Hesketh Mill sold?", None),
    ],
)
def test_a_question_word_says_what_a_sentence_must_name(question: str, named: str | None) -> None:
    wanted = asked(question)
    told = sentence_spans(MILL)[1][1]
    place = wanted and naming(MILL, (0, told), wanted)
    assert (None if place is None else MILL[slice(*place)]) == named


def test_no_word_that_only_begins_a_sentence_is_a_name() -> None:
    wanted = asked("Who won the final?")
    assert wanted is not None
    assert not wanted.holds("Spectators filled the hall.")
    assert not wanted.holds("The hall stands in Velden.")
    assert wanted.holds("It was won by Marek Dunaj.")
    assert wanted.stems == content_stems("Who won the final?")


def test_the_articles_own_words_name_what_is_asked_for(tmp_path: Path) -> None:
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add([Article(id="mill", title="Hesketh Mill sold", text=MILL, outlet="Mail")])
        answer = Assistant(news, Settings(llm=False)).ask("Who bought Hesketh Mill?")
    assert [citation.text.split(",")[0] for citation in answer.citations][1] == "Larchfield Estates"
