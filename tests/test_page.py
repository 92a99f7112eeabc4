"""The chat page in a real Chromium: asked, stopped, read at the cited words, attacked. No request may leave it."""

import threading
import time
import urllib.request
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.model import EndpointModel
from assistant.page.site import Site
from assistant.serving.desk import Desk
from assistant.settings import Settings
from index import open_index
from index.values import Article, Published
from tests.endpoint import failed
from tests.page_serving import (
    ATTACK,
    CANARY_PORT,
    GRADIO_WARNS,
    LIE,
    TRUTH,
    Served,
    ask,
    assert_opens_its_words,
    box_of,
    expect_status,
    in_browser,
    reply,
    serving,
    visiting,
)

pytestmark = GRADIO_WARNS


@pytest.fixture
def canary() -> Iterator[list[str]]:
    """What is asked of the address that the hostile article wants to be fetched: it answers everybody."""
    asked: list[str] = []

    class Canary(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

    with ThreadingHTTPServer(("127.0.0.1", CANARY_PORT), Canary) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        assert urllib.request.urlopen(f"http://127.0.0.1:{CANARY_PORT}/alive").status == 200
        assert asked.pop() == "/alive"
        yield asked
        server.shutdown()
        thread.join()


@in_browser
def test_sources_come_first_then_unchecked_text_then_the_checked_answer(page: Page, served: Served) -> None:
    served.model.script.append(reply((TRUTH, [1]), held=0))
    turn = ask(page)
    expect(turn.locator(".sources li").first).to_be_visible()
    expect(turn.locator(".answer")).to_have_count(0)
    served.model.go()
    expect(turn.locator(".provisional")).to_contain_text("Blinken said")
    expect(turn.locator(".progress")).to_contain_text("Being written; what is not checked yet is in italics")
    served.model.go()
    expect_status(turn, "grounded")
    expect(turn.locator(".provisional")).to_have_count(0)
    expect(turn.locator(".answer")).to_have_text(f"{TRUTH}\xa0[1]14 September 2021")
    expect(turn.locator(".status")).to_contain_text("Grounded")
    expect(turn.locator(".coverage")).to_contain_text(
        "33 articles from 14 April 2021 to 14 November 2024, 2 without a date."
    )


@in_browser
def test_every_marker_opens_its_article_at_the_cited_words(page: Page, served: Served) -> None:
    served.model.script.append(failed(500, "out of order"))
    turn = ask(page)
    expect_status(turn, "quotes_only")
    markers = turn.locator(".answer .cite")
    assert markers.count() >= 3
    for marker in markers.all():
        marker.click()
        assert_opens_its_words(page, marker, served.news)
    page.get_by_role("button", name="Back to the answer").click()
    expect(page.locator("#reader")).to_be_hidden()


@in_browser
def test_who_where_when_and_the_way_to_the_original_are_in_sight_beside_the_cited_words(
    page: Page, served: Served
) -> None:
    article = Article(
        id="long",
        title="The ferry to Wend",
        text="The ferry was late.\n\n" * 80 + "“Nobody will wait for it any more,” said Idris Kellow.",
        outlet="Daily Tide",
        published=Published(value=date(2021, 5, 3), found_in="front matter"),
        url="https://tide.example/ferry",
    )
    served.news.add([article])
    served.news.extract_pending()
    served.model.script.append(failed(500, "out of order"))
    turn = ask(page, "What did Idris Kellow say about the ferry?")
    turn.locator(".answer .cite").first.click()
    expect(page.locator("#cited")).to_be_in_viewport()
    origin = page.locator("#reader .origin")
    expect(origin).to_be_in_viewport(ratio=1)
    expect(origin).to_have_text("Idris Kellow · quoted word for wordDaily Tide · 3 May 2021Original article")
    expect(origin.get_by_role("link")).to_have_attribute("href", "https://tide.example/ferry")
    served.news.delete(["long"])


@in_browser
def test_the_keyboard_alone_opens_a_source_and_comes_back(page: Page, served: Served) -> None:
    served.model.script.append(reply((TRUTH, [1])))
    turn = ask(page)
    expect_status(turn, "grounded")
    marker = turn.locator(".answer .cite")
    page.get_by_role("button", name="Ask", exact=True).focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if marker.evaluate("marker => marker === document.activeElement"):
            break
    expect(marker).to_be_focused()
    page.keyboard.press("Enter")
    assert_opens_its_words(page, marker, served.news)
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    expect(marker).to_be_focused()
    expect(marker).to_have_attribute("aria-expanded", "false")


@in_browser
def test_what_was_left_out_can_be_unfolded(page: Page, served: Served) -> None:
    served.model.script.append(reply((TRUTH, [1]), (LIE, [1])))
    turn = ask(page)
    expect_status(turn, "partial")
    expect(turn.locator(".answer")).to_have_text(f"{TRUTH}\xa0[1]14 September 2021")
    left_out = turn.locator("details", has_text="Left out (1, not supported)")
    expect(left_out.locator("del")).to_be_hidden()
    left_out.locator("summary").click()
    expect(left_out.locator("del")).to_have_text(LIE)


@in_browser
def test_a_refusal_says_why_and_asks_no_model(page: Page, served: Served) -> None:
    turn = ask(page, "What did Merkel say about the pipeline?")
    expect_status(turn, "refused")
    expect(turn.locator(".refusal")).to_contain_text("Nobody called Merkel speaks in these articles.")
    expect(turn.locator(".answer")).to_have_count(0)
    assert served.model.requests == []


@in_browser
def test_a_hostile_article_does_nothing(page: Page, served: Served, canary: list[str]) -> None:
    sentence = "Mara Quill said that the lighthouse of Sandholm goes dark in May."
    served.model.script.append(reply((sentence, [1]), (f"Nobody objected. {ATTACK}", [1])))
    turn = ask(page, "What did Mara Quill say about the lighthouse of Sandholm?")
    expect_status(turn, "partial")
    marker = turn.locator(".answer .cite").first
    assert marker.get_attribute("data-article") == "attack"
    marker.click()
    assert_opens_its_words(page, marker, served.news)
    expect(page.locator("#reader h2")).to_have_text(f"Lighthouse {ATTACK}")
    assert (
        page.locator(
            ":is(.question, .turn, #reader) :is(script, img, iframe, style, a:not([href^='https://']))"
        ).count()
        == 0
    )
    assert page.title() == "OnRecord"
    page.wait_for_timeout(300)
    assert canary == []


@in_browser
def test_a_hostile_question_does_nothing(page: Page) -> None:
    turn = ask(page, ATTACK)
    expect(turn).to_have_attribute("data-stage", "done")
    expect(page.locator(".question")).to_have_text(ATTACK)
    assert page.title() == "OnRecord"


@in_browser
def test_stop_ends_the_model_at_once_and_the_next_question_is_answered(page: Page, served: Served) -> None:
    served.model.script += [reply((TRUTH, [1]), held=0), reply((TRUTH, [1]))]
    turn = ask(page)
    expect(turn.locator(".sources li").first).to_be_visible()
    until = time.monotonic() + 5
    while not served.model.requests and time.monotonic() < until:
        time.sleep(0.05)
    page.get_by_role("button", name="Stop").click()
    assert served.model.requests[0].broken_off.wait(2)
    expect(turn.locator(".progress")).to_contain_text("Stopped before anything was checked.")
    expect(box_of(page)).to_be_focused()
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect_status(ask(page), "grounded")


@in_browser
def test_a_browser_that_goes_away_frees_the_model(browser: Browser, served: Served) -> None:
    served.model.reset()
    served.model.script.append(reply((TRUTH, [1]), held=0))
    with visiting(browser, served.address) as page:
        turn = ask(page)
        expect(turn.locator(".sources li").first).to_be_visible()
        expect(turn.locator(".progress")).to_contain_text("Reading the sources…")
    assert served.model.requests[0].broken_off.wait(8)


@in_browser
def test_enter_while_an_answer_comes_loses_no_question(page: Page, served: Served) -> None:
    served.model.script += [reply((TRUTH, [1]), held=1), reply((TRUTH, [1]))]
    first = ask(page)
    expect(first.locator(".provisional")).to_be_visible()
    box_of(page).fill("And what did Blinken say about Afghanistan then?")
    box_of(page).press("Enter")
    box_of(page).press("Enter")
    served.model.go()
    expect_status(first, "grounded")
    expect(box_of(page)).to_have_value("And what did Blinken say about Afghanistan then?")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    box_of(page).press("Enter")
    expect_status(page.locator(".turn[data-turn='2']"), "grounded")
    expect(box_of(page)).to_have_value("")
    expect_status(first, "grounded")
    assert len(served.model.requests) == 2


@in_browser
def test_readers_wait_for_the_model_inside_the_process_one_after_the_other(
    browser: Browser, served: Served, sample_folder: Path
) -> None:
    served.model.script[:] = [reply((TRUTH, [1]), held=0), reply((TRUTH, [1]))]
    model = EndpointModel(served.model.url, "key", "m", timeout_seconds=180, retries=0, context_tokens=8192)
    with (
        serving(Site(Desk(Settings.read(index=sample_folder, llm=True), news=served.news, model=model))) as address,
        visiting(browser, address) as one,
        visiting(browser, address) as other,
    ):
        expect(ask(one).locator(".sources li").first).to_be_visible()
        second = ask(other)
        expect(second.locator(".progress")).to_contain_text("Another answer is being written; yours comes next…")
        one.get_by_role("button", name="Stop").click()
        expect_status(second, "grounded")


@in_browser
def test_a_model_that_refuses_is_told_in_words(page: Page, served: Served) -> None:
    served.model.script.append(failed(401, "<b>wrong</b> key"))
    turn = ask(page)
    expect(turn).to_have_attribute("data-stage", "failed")
    expect(turn.get_by_role("alert")).to_contain_text("No answer.")
    assert turn.locator("b").count() == 0
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()


@in_browser
def test_on_a_phone_nothing_is_cut_off_and_the_article_is_a_sheet(browser: Browser, served: Served) -> None:
    served.model.script[:] = [reply((TRUTH, [1]))]
    with visiting(browser, served.address, width=390, language="de-DE") as page:
        turn = ask(page)
        expect_status(turn, "grounded")
        marker = turn.locator(".answer .cite")
        marker.click()
        assert_opens_its_words(page, marker, served.news)
        sheet = page.locator("#reader").bounding_box()
        assert sheet is not None
        assert (sheet["x"], sheet["width"]) == (0, 390)
        assert sheet["y"] > 100
        assert page.evaluate("document.documentElement.scrollWidth") == 390


@in_browser
def test_without_an_index_the_page_says_so_until_there_is_one(browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "none yet"
    with (
        Desk(Settings.read(index=folder, llm=False)) as desk,
        serving(Site(desk)) as address,
        visiting(browser, address) as page,
    ):
        expect(page.locator(".empty")).to_contain_text(f"There is no index in {folder} yet.")
        expect(box_of(page)).to_be_disabled()
        with open_index(folder) as news:
            news.add([Article(id="a", title="T", text="The bridge is closed.")], embed=False)
        page.reload()
        expect(page.locator("#coverage")).to_contain_text("1 article, 1 without a date.")
        expect(box_of(page)).to_be_enabled()
