"""How the page's questions are answered behind it, without a browser."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.api.passwords import hashed
from assistant.api.server import programs
from assistant.model import EndpointModel
from assistant.page.desk import Desk, turns
from assistant.page.turns import Turn
from assistant.settings import Settings
from index import NewsIndex
from tests.endpoint import endpoint, failed
from tests.fakes import ScriptedModel

QUESTION = "What did Blinken say about Afghanistan?"
TRUTH = "Blinken said that about a hundred Americans who wished to leave were still in Afghanistan."
REPLY = json.dumps({"sentences": [{"text": TRUTH, "sources": [1]}]})


def asked(news: NewsIndex, model: ScriptedModel, question: str = QUESTION) -> list[Turn]:
    """Every state that a reader is told."""
    return told_of(Desk(Settings.read(llm=True), news=news, model=model), question)


def told_of(desk: Desk, question: str = QUESTION) -> list[Turn]:
    async def told() -> list[Turn]:
        return [turn async for turn in turns(desk, Turn(question=question))]

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
    assert last.trouble == "input"


def test_readers_who_log_in_are_told_the_kind_of_a_failure_and_no_address(
    sample_news: NewsIndex, caplog: pytest.LogCaptureFixture
) -> None:
    broken, refused = failed(500, "sk-secret"), failed(401, "sk-secret")
    with endpoint(broken, broken, refused, refused) as behind:
        model = EndpointModel(behind.url, "key", "m", timeout_seconds=60, retries=0, context_tokens=8192)
        settings = Settings.read(index=Path("/srv/news"), llm_base_url=behind.url, auth=f"ada:{hashed('secret')}")
        at_this_machine, given_out = (Desk(settings, news=sample_news, model=model) for _ in range(2))
        programs(given_out)
        told = [told_of(desk)[-1] for desk in (at_this_machine, given_out, at_this_machine, given_out)]
        model.close()
    answers = [turn.answer for turn in told[:2] if turn.answer is not None]
    assert "sk-secret" in answers[0].notes[0]
    assert answers[1].notes == ("The language model gave no whole answer.",)
    assert "sk-secret" in (told[2].failure or "")
    assert (told[3].trouble, told[3].failure) == ("model", "")
    assert caplog.text.count("sk-secret") == 2
    assert (at_this_machine.place, given_out.place) == ("/srv/news", "news")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_that_nobody_foresaw_ends_the_turn_in_words(sample_news: NewsIndex) -> None:
    last = asked(sample_news, ScriptedModel())[-1]  # an empty queue of replies: IndexError
    assert last.stage == "failed"
    assert (last.trouble, last.failure) == ("unforeseen", "")
