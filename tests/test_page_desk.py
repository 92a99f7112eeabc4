"""How the page's questions are answered behind it, without a browser."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.page.desk import Desk, turns
from assistant.page.turns import Turn
from assistant.settings import Settings
from index import NewsIndex
from tests.fakes import ScriptedModel

QUESTION = "What did Blinken say about Afghanistan?"
TRUTH = "Blinken said that about a hundred Americans who wished to leave were still in Afghanistan."
REPLY = json.dumps({"sentences": [{"text": TRUTH, "sources": [1]}]})


def asked(news: NewsIndex, model: ScriptedModel, question: str = QUESTION) -> list[Turn]:
    """Every state that a reader is told."""

    async def told() -> list[Turn]:
        return [turn async for turn in turns(desk, Turn(question=question))]

    desk = Desk(Settings.read(llm=True), news=news, model=model)
    with ThreadPoolExecutor(1) as elsewhere:  # the browser of other tests has a loop running in this thread
        return elsewhere.submit(asyncio.run, told()).result()


def test_a_turn_ends_with_the_answer_that_ask_gives(sample_news: NewsIndex) -> None:
    states = asked(sample_news, ScriptedModel(REPLY))
    assert [turn.ended for turn in states] == [False] * (len(states) - 1) + [True]
    answer = states[-1].answer
    assert answer is not None
    assert answer.status == "grounded"
    assert [sentence.text for sentence in answer.sentences] == [TRUTH]


def test_what_is_wrong_with_a_question_is_told(sample_news: NewsIndex) -> None:
    last = asked(sample_news, ScriptedModel(), "  ")[-1]
    assert last.stage == "failed"
    assert last.failure is not None
    assert last.failure.startswith("the question is empty")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_that_nobody_foresaw_ends_the_turn_in_words(sample_news: NewsIndex) -> None:
    last = asked(sample_news, ScriptedModel())[-1]  # an empty queue of replies: IndexError
    assert last.stage == "failed"
    assert last.failure is not None
    assert last.failure.startswith("Something went wrong that OnRecord did not foresee")
