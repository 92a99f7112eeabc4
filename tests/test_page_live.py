"""Answers while they are written: states told beside Gradio, as server-sent events, without a browser."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from assistant.page.live import Live
from assistant.page.routes import routes
from assistant.page.site import Site
from assistant.page.turns import Turn
from assistant.serving.application import bare
from assistant.serving.desk import Desk
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
    assert followed(Live(), first, second) == [ASKED, first, second, second.stopped()]


def test_a_slow_follower_gets_the_newest_state_alone() -> None:
    first, second = writing("It"), writing("It is")
    assert followed(Live(), first, second, slow=True) == [ASKED, second, second.stopped()]


def test_nothing_follows_the_end_of_a_turn() -> None:
    end = ASKED.failed("model")
    assert followed(Live(), writing("It"), end) == [ASKED, writing("It"), end]


def test_a_turn_can_be_followed_only_while_it_is_written() -> None:
    live = Live()
    with live.telling(KEY, ASKED):
        assert KEY in live
    assert KEY not in live


@pytest.mark.parametrize("onlooker", [False, True])
def test_it_is_known_whether_who_has_asked_follows(onlooker: bool) -> None:
    async def follow() -> list[bool]:
        live = Live()
        with live.telling(KEY, ASKED):
            states = live.states(KEY, onlooker=onlooker)
            known = [live.followed(KEY)]
            await anext(states)
            known.append(live.followed(KEY))
            await states.aclose()
            return [*known, live.followed(KEY)]

    with ThreadPoolExecutor(1) as elsewhere:
        assert elsewhere.submit(asyncio.run, follow()).result() == [False, not onlooker, False]


def test_a_turn_that_begins_anew_is_not_ended_with_the_one_before_it() -> None:
    live = Live()
    with live.telling(KEY, ASKED):
        again = live.telling(KEY, ASKED)
        again.__enter__()
    assert KEY in live
    again.__exit__(None, None, None)
    assert KEY not in live


def served(site: Site, *told: Turn, key: str = KEY, onlooker: bool = False) -> httpx.Response:
    """The response of the page's server to who follows the key while these are told under `KEY`."""

    async def ask() -> httpx.Response:
        app = bare(routes)
        app.state.site = site
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            with site.live.telling(KEY, ASKED) as tell:
                asking = asyncio.create_task(client.get(f"/live/{key}", params={"onlooker": onlooker}))
                while not (site.live.followed(KEY) or asking.done() or onlooker):
                    await asyncio.sleep(0.01)
                await asyncio.sleep(0.2 * onlooker)
                for turn in told:
                    tell(turn)
                    await asyncio.sleep(0.05)
            return await asking

    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(asyncio.run, ask()).result()


def events_of(response: httpx.Response) -> list[dict[str, str]]:
    """What each of the events holds, but for the last, which says that there is no other."""
    *events, last = response.text.strip().split("\n\n")
    assert last == "event: end\ndata: null"
    return [json.loads(event.removeprefix("data: ")) for event in events]


@pytest.fixture
def site(sample_news: NewsIndex, tmp_path: Path) -> Site:
    return Site(Desk(Settings.read(index=tmp_path, llm_base_url="http://127.0.0.1:9/v1"), news=sample_news))


def test_text_that_grows_is_sent_alone_and_a_checked_sentence_with_all_that_is_shown(site: Site) -> None:
    response = served(site, writing("It <b>"), writing("It <b> is"), writing("And", SHUT))
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-accel-buffering"] == "no"  # nginx would keep it until its end
    sent = events_of(response)
    assert [set(one) for one in sent] == [{"html"}, {"html"}, {"text"}, {"html"}]
    assert '<span class="unchecked">It &lt;b&gt;</span>' in sent[1]["html"]
    assert sent[2]["text"] == "It <b> is"
    assert "It is shut." in sent[3]["html"]


def test_who_looks_on_gets_the_whole_turn_at_its_end(site: Site) -> None:
    stopped, failed = (
        events_of(served(site, writing("It"), *end, onlooker=True))[-1]["turn"] for end in ([], [ASKED.failed("model")])
    )
    assert 'data-turn="1" data-stage="stopped"' in stopped
    assert 'data-stage="failed"' in failed
    assert 'data-question="Who shut the pier?"' in failed


def test_who_looks_on_too_late_gets_the_turn_as_it_is_kept(site: Site) -> None:
    site.conversations.put("late", 1, ASKED.failed("model", "<b>"))
    (event,) = events_of(served(site, key="late/1", onlooker=True))
    assert "&lt;b&gt;" in event["turn"]


@pytest.mark.parametrize("onlooker", [False, True])
@pytest.mark.parametrize("key", ["unguessable/2", "another/1"])
def test_what_is_not_being_written_is_not_found(site: Site, key: str, onlooker: bool) -> None:
    assert served(site, key=key, onlooker=onlooker).status_code == 404


def test_a_conversation_holds_what_is_being_written_as_it_is_by_now(site: Site) -> None:
    site.conversations.put("unguessable", 1, ASKED)
    with site.live.telling(KEY, ASKED) as tell:
        tell(writing("It is"))
        assert site.turns("unguessable") == (writing("It is"),)
        assert (site.live.writes("unguessable"), site.live.writes("unguess")) == (True, False)
    assert site.turns("unguessable") == (ASKED.stopped(),)
    assert not site.live.writes("unguessable")
