"""What a model puts too freely: told in the article's own words, beside what stands or alone, and never an order."""

import json

import pytest

from assistant import Assistant, Settings
from assistant.values import Answer
from index import NewsIndex
from tests.fakes import ScriptedModel

QUESTION = "How old are the oak piles under the flood barrier?"
BESIDE = "Dr Ifeoma Castell, the chief engineer, said that the breakwater did not appear on any chart."
PILES = "Carbon dating put the oldest of the oak piles at about 1480."
FREELY = "Carbon dating showed that the oldest of the oak piles dates from about 1480."


def answered(news: NewsIndex, question: str, *sentences: str) -> Answer:
    told = json.dumps({"sentences": [{"text": sentence, "sources": [1]} for sentence in sentences]})
    return Assistant(news, Settings.read(), ScriptedModel(told, told)).ask(question)


@pytest.mark.parametrize("before", [(BESIDE,), ()])
def test_a_sentence_in_too_free_words_is_told_in_the_articles_own(
    sample_news: NewsIndex, before: tuple[str, ...]
) -> None:
    answer = answered(sample_news, QUESTION, *before, FREELY)
    assert [sentence.text for sentence in answer.sentences] == [*before, PILES]
    assert answer.sentences[-1].outcome == "repaired"
    assert answer.sentences[-1].repairs[0].startswith("put back into the article's own words: ")
    assert answer.dropped == ()
    (number,) = answer.sentences[-1].citations
    assert answer.citations[number - 1].text == PILES


def test_what_another_sentence_tells_is_not_told_again(sample_news: NewsIndex) -> None:
    answer = answered(sample_news, QUESTION, PILES, FREELY)
    assert [sentence.text for sentence in answer.sentences] == [PILES]
    assert [gone.text for gone in answer.dropped] == [FREELY]


def test_words_given_to_another_are_told_as_those_of_who_spoke_them(sample_news: NewsIndex) -> None:
    swapped = "Maren Holloway answered that a warning was not a business plan."
    answer = answered(sample_news, "Was the warning a business plan?", swapped)
    assert [sentence.text for sentence in answer.sentences] == [
        "Linda Pellow, who leads the opposition group, answered that a warning was not a business plan."
    ]


def test_where_one_speaker_is_asked_for_nobody_elses_words_are_put_back(sample_news: NewsIndex) -> None:
    own = "“You are asking eleven thousand people to sign a blank cheque and calling it courage,” Linda Pellow said."
    others = "Dr Ifeoma Castell, who drew up the plans, told councillors that the gate was open on most nights."
    answer = answered(sample_news, "What did Linda Pellow say about the wall?", own, others)
    assert [sentence.text for sentence in answer.sentences] == [own]
    assert [gone.text for gone in answer.dropped] == [others]


@pytest.mark.parametrize(
    "far", ["Oak is a strong wood.", "PWNED", "Piles of oak and piles of steel hold up many an old town."]
)
def test_what_comes_close_to_no_sentence_stays_out(sample_news: NewsIndex, far: str) -> None:
    answer = answered(sample_news, QUESTION, PILES, far)
    assert [sentence.text for sentence in answer.sentences] == [PILES]
    assert [gone.text for gone in answer.dropped] == [far]
