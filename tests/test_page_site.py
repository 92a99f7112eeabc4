"""How the page's questions are answered behind it, without a browser."""

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import pytest

from assistant.api.passwords import hashed
from assistant.api.server import programs
from assistant.model import EndpointModel
from assistant.page.adding import finish
from assistant.page.admission import Admission
from assistant.page.german import GERMAN
from assistant.page.html.turn import turn_html
from assistant.page.site import Site
from assistant.page.texts import ENGLISH
from assistant.page.turns import Turn
from assistant.samples import folder
from assistant.serving.desk import SEARCHES, Desk
from assistant.serving.stopping import Stop
from assistant.settings import Settings
from assistant.values import Slots
from index import NewsIndex, open_index
from tests.endpoint import endpoint, failed
from tests.fakes import HashingEmbedder, ScriptedModel

QUESTION = "What did Blinken say about Afghanistan?"
TRUTH = "Blinken said that about a hundred Americans who wished to leave were still in Afghanistan."
REPLY = json.dumps({"sentences": [{"text": TRUTH, "sources": [1]}]})


def asked(news: NewsIndex, model: ScriptedModel, question: str = QUESTION) -> list[Turn]:
    """Every state that a reader is told."""
    return told_of(Desk(Settings.read(llm=True), news=news, model=model), question)


def told_of(desk: Desk, question: str = QUESTION, stop: Stop | None = None) -> list[Turn]:
    async def told() -> list[Turn]:
        return [turn async for turn in Site(desk).states(Turn(question=question), stop or Stop())]

    with ThreadPoolExecutor(1) as elsewhere:  # the browser of other tests has a loop running in this thread
        return elsewhere.submit(asyncio.run, told()).result()


def test_so_many_answers_are_admitted_at_once_and_a_minute() -> None:
    admission = Admission(2)
    with ExitStack() as entered:
        troubles = [entered.enter_context(admission.entered(reader, 3)) for reader in ("ada", "eve", "bob")]
    assert troubles == [None, None, "busy"]
    for expected in (None, None, "often"):
        with admission.entered("ada", 3) as trouble:
            assert trouble == expected
    with admission.entered("eve", 3) as trouble:
        assert trouble is None


@pytest.mark.parametrize(("llm_base_url", "most"), [(None, 17), ("http://127.0.0.1:9/v1", 36)])
def test_a_page_lets_in_as_many_as_its_model_can_answer_soon(
    sample_news: NewsIndex, llm_base_url: str | None, most: int
) -> None:
    desk = Desk(Settings.read(llm=True, llm_base_url=llm_base_url), news=sample_news, model=ScriptedModel())
    with ExitStack() as entered:
        admission = Site(desk).admission
        troubles = [entered.enter_context(admission.entered(f"{n}")) for n in range(most + 1)]
    assert troubles == [None] * most + ["busy"]


def test_few_search_at_once(sample_news: NewsIndex) -> None:
    desk = Desk(Settings.read(llm=False), news=sample_news, model=ScriptedModel())
    threads = [Thread(target=told_of, args=(desk,)) for _ in range(6)]
    for _ in range(SEARCHES):
        desk.searching.acquire()
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    assert all(thread.is_alive() for thread in threads)
    desk.searching.release(SEARCHES)
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)


def test_who_waits_for_a_place_and_is_stopped_needs_none(sample_news: NewsIndex) -> None:
    desk = Desk(Settings.read(llm=False), news=sample_news, model=ScriptedModel())
    while desk.places.acquire(blocking=False):
        pass
    stop = Stop()
    with ThreadPoolExecutor(1) as elsewhere:
        waiting = elsewhere.submit(told_of, desk, QUESTION, stop)
        time.sleep(0.3)
        stop.now()
        states = waiting.result(10)
    assert [turn.stage for turn in states] == ["waiting", "stopped"]


def test_a_turn_ends_with_the_answer_that_ask_gives(sample_news: NewsIndex) -> None:
    states = asked(sample_news, ScriptedModel(REPLY))
    assert [turn.ended for turn in states] == [False] * (len(states) - 1) + [True]
    answer = states[-1].answer
    assert answer is not None
    assert answer.status == "grounded"
    assert [sentence.text for sentence in answer.sentences] == [TRUTH]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (QUESTION, Slots(speaker="Blinken", topic="Afghanistan")),
        ("When should the flood barrier be working in 2022?", Slots(topic="the flood barrier", period="in 2022")),
        ("Is it so?", Slots()),
    ],
)
def test_a_turn_says_what_of_its_question_can_be_changed(sample_news: NewsIndex, question: str, parts: Slots) -> None:
    desk = Desk(Settings.read(llm=False), news=sample_news, model=ScriptedModel())
    assert told_of(desk, question)[-1].parts == parts


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


def test_a_fault_that_nobody_foresaw_is_logged_and_told_in_a_harmless_line(
    sample_news: NewsIndex, caplog: pytest.LogCaptureFixture
) -> None:
    last = asked(sample_news, ScriptedModel())[-1]  # an empty queue of replies: IndexError
    assert last.stage == "failed"
    assert (last.trouble, last.failure) == ("unforeseen", "")
    (record,) = (record for record in caplog.records if record.levelname == "ERROR")
    assert record.name == "onrecord.answers"
    assert "pop from empty list" in caplog.text
    assert "Traceback" in caplog.text
    harmless = "Something went wrong that OnRecord did not foresee. Try again; if it happens again, its log says why."
    assert ENGLISH.why_not(last) == harmless
    assert harmless in turn_html(last, 1, ENGLISH, conversation="c")
    assert "pop from" not in turn_html(last, 1, ENGLISH, conversation="c")
    assert GERMAN.why_not(last).startswith("Etwas ging schief")
    again = asked(sample_news, ScriptedModel(REPLY))[-1]
    assert again.stage == "done"  # the place is free again


def test_what_nobody_foresaw_ends_the_adding_of_articles_in_words_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ended: list[bool] = []
    with open_index(tmp_path, embedder=HashingEmbedder(dimensions=0)) as news:  # a hash modulo no places
        news.add([folder() / "storm-night.md"], embed=False)
        site = Site(Desk(Settings.read(index=tmp_path, llm=False), news=news, model=ScriptedModel()))
        last = list(finish(site, ENGLISH, lambda: ended.append(True)))[-1]
    assert last == {"state": "failed", "text": ENGLISH.trouble["unforeseen"], "share": None, "problems": []}
    assert "ZeroDivisionError" in caplog.text
    assert ended == [True]
    assert site.desk.adding.acquire(blocking=False)
