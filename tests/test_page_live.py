"""Answers while they are written: states told beside Gradio, as server-sent events, without a browser."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from assistant.page.desk import Desk
from assistant.page.live import Live
from assistant.page.routes import routes
from assistant.page.server import bare
from assistant.page.turns import Turn
from assistant.settings import Settings
from assistant.values import Sentence, Text
from index import NewsIndex

KEY = "unguessable/1"
ASKED = Turn(question="Who shut the pier?")
SHUT = Sentence(text="It is shut.", citations=(), by="model")


def writing(unchecked: str, *checked: Sentence) -> Turn:
    return ASKED.after(Text(text=unchecked, sentences=checked, unchecked=unchecked))


def followed(live: Live, *told: Turn, slow: bool = False) -> list[Turn]:
    """What somebody gets who follows while these are told; `slow`: who is busy with the first."""

    async def follow() -> list[Turn]:
        got = list[Turn]()
        with live.telling(KEY, ASKED) as tell:

            async def read() -> None:
                async for turn in live.states(KEY):
                    got.append(turn)
                    if slow and len(got) == 1:
                        await asyncio.sleep(0.05)

            reading = asyncio.create_task(read())
            await asyncio.sleep(0.01)
            for turn in told:
                tell(turn)
                await asyncio.sleep(0)
                await asyncio.sleep(0)
            await asyncio.sleep(0.1)
        await reading
        return got

    with ThreadPoolExecutor(1) as elsewhere:  # the browser of other tests has a loop running in this thread
        return elsewhere.submit(asyncio.run, follow()).result()


def test_a_follower_gets_the_state_now_and_each_that_follows() -> None:
    first, second = writing("It"), writing("It is")
    assert followed(Live(), first, second) == [ASKED, first, second]


def test_a_slow_follower_gets_the_newest_state_alone() -> None:
    first, second = writing("It"), writing("It is")
    assert followed(Live(), first, second, slow=True) == [ASKED, second]


def test_a_turn_can_be_followed_only_while_it_is_written() -> None:
    live = Live()
    with live.telling(KEY, ASKED):
        assert KEY in live
    assert KEY not in live


def test_it_is_known_whether_somebody_follows() -> None:
    async def follow() -> list[bool]:
        live = Live()
        with live.telling(KEY, ASKED):
            states = live.states(KEY)
            known = [live.followed(KEY)]
            await anext(states)
            known.append(live.followed(KEY))
            await states.aclose()
            return [*known, live.followed(KEY)]

    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(asyncio.run, follow()).result() == [False, True, False]


def test_a_turn_that_begins_anew_is_not_ended_with_the_one_before_it() -> None:
    live = Live()
    with live.telling(KEY, ASKED):
        again = live.telling(KEY, ASKED)
        again.__enter__()
    assert KEY in live
    again.__exit__(None, None, None)
    assert KEY not in live


def served(news: NewsIndex, *told: Turn, key: str = KEY) -> httpx.Response:
    """The response of the page's server to who follows the key while these are told under `KEY`."""

    async def ask() -> httpx.Response:
        desk = Desk(Settings.read(llm_base_url="http://127.0.0.1:9/v1"), news=news)
        transport = httpx.ASGITransport(app=bare(desk, routes))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            with desk.live.telling(KEY, ASKED) as tell:
                asking = asyncio.create_task(client.get(f"/live/{key}"))
                while not (desk.live.followed(KEY) or asking.done()):
                    await asyncio.sleep(0.01)
                for turn in told:
                    tell(turn)
                    await asyncio.sleep(0.05)
            return await asking

    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(asyncio.run, ask()).result()


def test_text_that_grows_is_sent_alone_and_a_checked_sentence_with_all_that_is_shown(sample_news: NewsIndex) -> None:
    response = served(sample_news, writing("It <b>"), writing("It <b> is"), writing("And", SHUT))
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-accel-buffering"] == "no"  # nginx would keep it until its end
    *events, last = response.text.strip().split("\n\n")
    sent = [json.loads(event.removeprefix("data: ")) for event in events]
    assert [set(one) for one in sent] == [{"html"}, {"html"}, {"text"}, {"html"}]
    assert '<span class="unchecked">It &lt;b&gt;</span>' in sent[1]["html"]
    assert sent[2]["text"] == "It <b> is"
    assert "It is shut." in sent[3]["html"]
    assert last == "event: end\ndata: null"


@pytest.mark.parametrize("key", ["unguessable/2", "another/1"])
def test_what_is_not_being_written_is_not_found(sample_news: NewsIndex, key: str) -> None:
    assert served(sample_news, key=key).status_code == 404
