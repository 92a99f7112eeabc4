"""Answers being written, in several tabs of one Chromium, which allows a host six connections, and beside Gradio."""

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.page_serving import (
    GRADIO_WARNS,
    TRUTH,
    Served,
    ask,
    assert_opens_its_words,
    box_of,
    expect_status,
    in_browser,
    opened,
    reply,
)

pytestmark = GRADIO_WARNS
FIRST = "Blinken said that about a hundred Americans were still in Afghanistan."
LONG = reply((TRUTH, [1]), (FIRST, [1]), held=1)
"""Text is shown that is not checked; once the model may go, a checked sentence and more; then, the end."""


@pytest.fixture
def other(context: BrowserContext, served: Served) -> Iterator[Page]:
    """A second tab of the browser of `page`. Both are seen, as in two windows."""
    with opened(context, served.address) as other:
        yield other


def hide(page: Page, hidden: bool) -> None:
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden,
    )


def followed(served: Served, page: Page, wanted: bool) -> bool:
    """Whether, within a few seconds, the answer of this page is followed beside Gradio, or is not, as wanted."""
    key = page.locator(".turn[data-live]").get_attribute("data-live") or ""
    until = time.monotonic() + 5
    while served.site.live.followed(key) is not wanted and time.monotonic() < until:
        page.wait_for_timeout(50)
    return served.site.live.followed(key) is wanted


@in_browser
def test_two_tabs_that_ask_at_once_open_articles_and_stop_while_both_are_written(
    page: Page, other: Page, served: Served
) -> None:
    served.model.script += [LONG, LONG]
    turns = ask(page), ask(other)
    for turn in turns:
        expect(turn.locator(".unchecked")).to_contain_text("Blinken said")
    for tab, turn in zip((page, other), turns, strict=True):
        assert followed(served, tab, True)
        marker = turn.locator(".cite").first
        began = time.monotonic()
        marker.click()
        assert_opens_its_words(tab, marker, served.news)
        assert time.monotonic() - began < 8
        tab.get_by_role("button", name="Back to the answer").click()
    for tab, turn in zip((page, other), turns, strict=True):
        assert followed(served, tab, True)
        tab.get_by_role("button", name="Stop").click()
        expect(turn).to_have_attribute("data-stage", "stopped", timeout=8000)
        expect(turn.locator(".provisional")).to_contain_text("Blinken said")
    assert all(request.broken_off.wait(3) for request in served.model.requests)


@contextmanager
def looking_on(context: BrowserContext, served: Served, turn: Locator) -> Generator[tuple[Page, Locator]]:
    """Another tab, opened on the conversation of a turn that is being written, and the turn there."""
    expect(turn.locator(".unchecked")).to_contain_text("Blinken said")
    with opened(context, served.address, f"?c={turn.get_attribute('data-conversation')}") as other:
        same = other.locator(".turn")
        expect(same.locator(".unchecked")).to_contain_text("Blinken said")
        expect(same).to_have_attribute("data-stage", "writing")
        yield other, same


@in_browser
def test_a_tab_that_opens_a_conversation_being_answered_follows_it_to_its_end(
    page: Page, context: BrowserContext, served: Served
) -> None:
    served.model.script.append(LONG)
    turn = ask(page)
    with looking_on(context, served, turn) as (other, same):
        box_of(other).fill("And about Kabul?")
        served.model.go()
        expect(same.locator(".provisional .cite")).to_have_count(1)
        served.model.go()
        expect_status(same, "grounded")
        expect_status(turn, "grounded")
        expect(same.locator(".answer")).to_have_text(turn.locator(".answer").inner_text())
        expect(box_of(other)).to_have_value("And about Kabul?")
        same.locator(".answer .cite").first.click()
        assert_opens_its_words(other, same.locator(".answer .cite").first, served.news)
        other.get_by_role("button", name="Back to the answer").click()
        same.get_by_role("button", name="Copy with sources").click()
        expect(same.locator(".tools .said")).to_have_text("Copied.")
        box_of(other).press("Enter")  # nobody wrote a reply: the articles' own words
        expect(other.locator(".question").last).to_have_text("And about Kabul?")
        expect_status(other.locator(".turn").first, "grounded")


@in_browser
def test_a_conversation_being_answered_takes_no_other_question_from_elsewhere(
    page: Page, context: BrowserContext, served: Served
) -> None:
    served.model.script.append(LONG)
    turn = ask(page)
    with looking_on(context, served, turn) as (other, same):
        box_of(other).fill("And about Kabul?")
        box_of(other).press("Enter")
        expect(other.locator(".toast-body")).to_contain_text("is being written in another window")
        expect(box_of(other)).to_have_value("And about Kabul?")
        expect(same).to_have_attribute("data-stage", "writing")
        assert not served.model.requests[0].broken_off.is_set()


@in_browser
def test_who_looks_on_sees_an_answer_stopped_with_what_there_was_of_it(
    page: Page, context: BrowserContext, served: Served
) -> None:
    served.model.script.append(LONG)
    with looking_on(context, served, ask(page)) as (_, same):
        page.get_by_role("button", name="Stop").click()
        expect(same).to_have_attribute("data-stage", "stopped", timeout=8000)
        expect(same.locator(".provisional")).to_contain_text("Blinken said")
        expect(same.get_by_role("button", name="Ask again")).to_be_visible()


@in_browser
def test_who_looks_on_keeps_no_answer_alive_whose_reader_has_gone(
    page: Page, context: BrowserContext, served: Served
) -> None:
    served.model.script.append(reply((TRUTH, [1]), held=0))
    with opened(context, served.address) as asking:
        turn = ask(asking)
        while not served.model.requests:
            page.wait_for_timeout(50)
        page.goto(f"{served.address}/?c={turn.get_attribute('data-conversation')}")
        expect(page.locator(".turn")).to_have_attribute("data-stage", "reading")
    assert served.model.requests[0].broken_off.wait(8)
    expect(page.locator(".turn")).to_have_attribute("data-stage", "stopped")


@in_browser
def test_a_tab_that_is_not_seen_holds_no_connection_and_is_told_by_gradio(page: Page, served: Served) -> None:
    served.model.script.append(reply((TRUTH, [1]), (FIRST, [1]), held=0))
    turn = ask(page)
    expect(turn.locator(".sources li").first).to_be_visible()
    assert followed(served, page, True)
    hide(page, True)
    assert followed(served, page, False)
    served.model.go()
    expect(turn.locator(".unchecked")).to_contain_text("Blinken said")
    expect(turn).to_have_attribute("data-stage", "writing")
    hide(page, False)
    assert followed(served, page, True)
    served.model.go()
    served.model.go()
    expect_status(turn, "grounded")


@in_browser
def test_text_comes_where_its_events_get_no_connection(page: Page, served: Served) -> None:
    page.route("**/live/**", lambda _: None)  # neither answered nor refused
    served.model.script.append(LONG)
    turn = ask(page)
    expect(turn.locator(".unchecked")).to_contain_text("Blinken said")
    assert followed(served, page, False)
    served.model.go()
    served.model.go()
    expect_status(turn, "grounded")


@in_browser
def test_a_late_update_of_gradios_takes_no_text_away(page: Page, served: Served) -> None:
    served.model.script.append(LONG)
    turn = ask(page)
    expect(turn.locator(".unchecked")).to_contain_text("Blinken said")
    was = turn.locator(".live").inner_html()
    turn.locator(".live").evaluate(
        "live => { live.removeAttribute('data-told'); live.innerHTML = '<p class=\"status progress\">Reading</p>'; }"
    )
    expect(turn.locator(".unchecked")).to_contain_text("Blinken said", timeout=1000)
    assert turn.locator(".live").inner_html() == was
    page.get_by_role("button", name="Stop").click()
    expect(turn).to_have_attribute("data-stage", "stopped")


@in_browser
def test_what_has_the_keyboard_or_is_open_stays_so_while_the_answer_grows(page: Page, served: Served) -> None:
    served.model.script.append(reply((TRUTH, [1]), (FIRST, [1]), (TRUTH, [1]), held=1))
    turn = ask(page)
    expect(turn.locator(".unchecked")).to_contain_text("Blinken said")
    marker, last = turn.locator(".sources .cite").first, turn.locator(".sources .cite").last
    marker.click()
    assert_opens_its_words(page, marker, served.news)
    words = last.get_attribute("data-words")
    last.focus()
    served.model.go()
    expect(turn.locator(".provisional .cite")).to_have_count(1)
    expect(turn.locator(f".sources .cite[data-words='{words}']:focus")).to_have_count(1)
    expect(turn.locator(".cite[aria-expanded=true]")).to_have_count(1)
    turn.locator("summary").first.focus()
    served.model.go()
    expect(turn.locator(".provisional .cite")).to_have_count(2)
    expect(turn.locator("summary").first).to_be_focused()
    page.get_by_role("button", name="Back to the answer").click()
    expect(turn.locator(".cite:focus")).to_have_count(1)
