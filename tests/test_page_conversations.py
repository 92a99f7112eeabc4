"""Conversations in a real Chromium: restored, changed, copied, judged, saved, deleted, opened by a link."""

import json
import re
from contextlib import ExitStack
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.page.turns import Within
from tests.page_serving import (
    GRADIO_WARNS,
    QUESTION,
    TRUTH,
    Served,
    ask,
    box_of,
    expect_status,
    in_browser,
    reply,
    visiting,
)

pytestmark = [in_browser, *GRADIO_WARNS]


@pytest.fixture
def answered(page: Page, served: Served) -> Locator:
    """The turn of one question, answered."""
    served.model.script.append(reply((TRUTH, [1])))
    turn = ask(page)
    expect_status(turn, "grounded")
    return turn


def conversation_of(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["c"][0]


def pasted(page: Page) -> str:
    """What has been copied, once the page says so."""
    expect(page.locator(".tools .said").last).to_have_text("Copied.")
    return page.evaluate("navigator.clipboard.readText()")


def prompt_of(served: Served) -> str:
    """What the model was asked last."""
    return json.dumps(served.model.bodies()[-1]["messages"])


def test_a_conversation_is_there_again_after_a_reload(page: Page, answered: Locator) -> None:
    expect_status(ask(page, "What did Merkel say about the pipeline?"), "refused")
    page.reload()
    expect(page.locator(".question")).to_have_text([QUESTION, "What did Merkel say about the pipeline?"])
    expect_status(answered, "grounded")
    expect_status(page.locator(".turn").last, "refused")
    expect(page.locator(".question").last).to_be_in_viewport()
    answered.locator(".answer .cite").click()
    expect(page.locator("#cited")).to_have_text(TRUTH)


def test_a_reload_in_mid_answer_shows_it_stopped_and_loses_no_question(page: Page, served: Served) -> None:
    served.model.script += [reply((TRUTH, [1]), held=0), reply((TRUTH, [1]))]
    expect(ask(page).locator(".sources li").first).to_be_visible()
    page.wait_for_function("location.search.startsWith('?c=')")
    while not served.model.requests:  # sources come first
        page.wait_for_timeout(50)
    page.reload()
    expect(page.locator(".turn")).to_have_attribute("data-stage", "stopped")
    assert served.model.requests[0].broken_off.wait(8)
    page.get_by_role("button", name="Ask again").click()
    expect_status(page.locator(".turn"), "grounded")
    expect(page.locator(".question")).to_have_text([QUESTION])


def test_to_ask_again_takes_the_place_of_the_last_answer(page: Page, served: Served, answered: Locator) -> None:
    served.model.script.append(reply(("Blinken said that pigs can fly.", [1])))
    page.get_by_role("button", name="Ask again").click()
    expect_status(answered, "quotes_only")
    expect(page.locator(".question")).to_have_text([QUESTION])


def test_an_edited_question_replaces_what_followed_it(page: Page, answered: Locator) -> None:
    expect_status(ask(page, "What did Merkel say about the pipeline?"), "refused")
    answered.get_by_role("button", name="Edit question").click()
    expect(box_of(page)).to_have_value(QUESTION)
    expect(box_of(page)).to_be_focused()
    expect(page.locator("#editing")).to_contain_text("Asking will replace question 1 and what follows.")
    box_of(page).fill("What did Merkel say about gas?")
    box_of(page).press("Enter")
    expect(page.locator(".question")).to_have_text(["What did Merkel say about gas?"])
    expect_status(page.locator(".turn"), "refused")
    expect(page.locator("#editing")).to_have_count(0)


@pytest.mark.usefixtures("answered")
def test_a_follow_up_is_understood_from_what_was_asked_before(page: Page, served: Served) -> None:
    served.model.script.append(reply((TRUTH, [1])))
    turn = ask(page, "And about Kabul?")
    expect(turn.locator(".chip")).to_have_text(["Blinken", "Kabul", "+ Time"])
    assert "What did Blinken say about Kabul?" in prompt_of(served)


def test_a_chip_changes_what_is_asked(page: Page, served: Served, answered: Locator) -> None:
    served.model.script.append(reply((TRUTH, [1])))
    chip = answered.get_by_role("button", name="Change Topic: Afghanistan")
    chip.press("Enter")
    expect(chip).to_have_attribute("aria-expanded", "true")
    expect(answered.get_by_label("Topic", exact=True)).to_be_focused()
    answered.get_by_label("Topic", exact=True).fill("Kabul")
    answered.get_by_label("Time", exact=True).fill("in August 2021")
    answered.get_by_label("Time", exact=True).press("Enter")
    expect(page.locator(".question").last).to_have_text("What did Blinken say about Kabul in August 2021?")
    last = page.locator(".turn[data-turn='2']")
    expect(last.locator(".chip")).to_have_text(["Blinken", "Kabul", "in August 2021"])


def test_a_question_for_nobodys_words_is_changed_by_its_chips_and_gets_a_speaker(page: Page, served: Served) -> None:
    nothing = reply()
    served.model.script += [nothing] * 8
    turn = ask(page, "When should the flood barrier be working in 2022?")
    expect(turn.locator(".chip")).to_have_text(["the flood barrier", "in 2022", "+ Speaker"])
    turn.get_by_role("button", name="Change Time: in 2022").click()
    turn.get_by_label("Time", exact=True).fill("in 2021")
    turn.get_by_role("button", name="Ask this instead").click()
    expect(page.locator(".question").last).to_have_text("When should the flood barrier be working in 2021?")
    turn = page.locator(".turn[data-turn='2']")
    expect(turn.locator(".chip")).to_have_text(["the flood barrier", "in 2021", "+ Speaker"])
    turn.get_by_role("button", name="Add Speaker").press("Enter")
    expect(turn.get_by_label("Speaker", exact=True)).to_be_focused()
    turn.get_by_label("Speaker", exact=True).fill("Linda Pellow")
    turn.get_by_label("Speaker", exact=True).press("Enter")
    expect(page.locator(".question").last).to_have_text("What did Linda Pellow say about the flood barrier in 2021?")
    turn = page.locator(".turn[data-turn='3']")
    turn.get_by_role("button", name="Change Speaker: Linda Pellow").click()
    turn.get_by_label("Speaker", exact=True).fill("")
    turn.get_by_label("Time", exact=True).fill("")
    turn.get_by_role("button", name="Ask this instead").click()
    expect(page.locator(".question").last).to_have_text("What is said about the flood barrier?")
    turn = page.locator(".turn[data-turn='4']")
    expect(turn.locator(".chip")).to_have_text(["the flood barrier", "+ Speaker", "+ Time"])
    turn.get_by_role("button", name="Change Topic: the flood barrier").click()
    turn.get_by_label("Topic", exact=True).fill("")
    turn.get_by_role("button", name="Ask this instead").click()
    expect(page.locator(".toast-body")).to_contain_text("Name a speaker or a topic.")
    expect(page.locator(".question")).to_have_count(4)
    expect_status(turn, "quotes_only")


@pytest.mark.usefixtures("answered")
def test_enter_in_an_empty_box_changes_nothing(page: Page) -> None:
    box_of(page).press("Enter")
    box_of(page).press("Enter")
    expect(page.locator("#ask")).to_be_visible()
    page.wait_for_timeout(500)
    expect(page.locator(".question")).to_have_text([QUESTION])


def test_an_answer_is_copied_with_its_sources_as_markdown(page: Page, answered: Locator) -> None:
    answered.get_by_role("button", name="Copy with sources").click()
    copied = pasted(page)
    assert copied.startswith(f"## {QUESTION}\n\n{TRUTH} [^1-1]\n\n*✓ Grounded. Every sentence is supported")
    assert f"[^1-1]: Antony Blinken, reported, not quoted: “{TRUTH}” (Blinken blames inherited" in copied
    assert "Sample Dispatch, 14 September 2021)" in copied


def test_a_copied_link_asks_the_same_with_the_same_filters(browser: Browser, page: Page, served: Served) -> None:
    served.model.script += [reply((TRUTH, [1])), reply((TRUTH, [1]))]
    expect(box_of(page)).to_be_enabled()
    page.locator("#filters summary").click()
    page.locator("#filters").get_by_label("From").fill("2021-06-01")
    page.get_by_role("checkbox", name="Sample Dispatch").check()
    expect(page.locator("#filters .now")).to_have_text("Sample Dispatch · from 1 Jun 2021")
    turn = ask(page)
    expect_status(turn, "grounded")
    expect(page.locator(".within .tag")).to_have_text(["Sample Dispatch", "from 1 June 2021"])
    within = Within(since=date(2021, 6, 1), outlets=("Sample Dispatch",))
    assert served.site.conversations.turns(conversation_of(page))[0].within == within
    turn.get_by_role("button", name="Copy link").click()
    address = pasted(page)
    query = "q=What+did+Blinken+say+about+Afghanistan%3F&since=2021-06-01&outlet=Sample+Dispatch"
    assert address == f"{served.address}/?{query}"
    with visiting(browser, served.address, f"?{query}") as other:
        expect_status(other.locator(".turn"), "grounded")
        expect(other.locator(".question")).to_have_text([QUESTION])
        expect(other.locator("#filters .now")).to_have_text("Sample Dispatch · from 1 Jun 2021")
        expect(other).to_have_url(re.compile(r"\?c=[\w-]+$"))  # so that a reload asks nothing again


def test_filters_that_exclude_everything_refuse_in_words(page: Page) -> None:
    expect(box_of(page)).to_be_enabled()
    page.locator("#filters summary").click()
    page.locator("#filters").get_by_label("From").fill("2022-01-01")
    page.locator("#filters").get_by_label("To").fill("2021-01-01")
    turn = ask(page)
    expect(turn.get_by_role("alert")).to_contain_text("since 2022-01-01 is after until 2021-01-01")
    page.get_by_role("button", name="Remove filters").click()
    expect(page.locator("#filters .now")).to_have_text("everything")


def test_suggested_questions_are_asked_with_one_click(page: Page, served: Served) -> None:
    served.model.script.append(reply((TRUTH, [1])))
    suggestion = page.locator(".suggestion").first
    question = suggestion.text_content() or ""
    assert question in served.site.suggestions
    suggestion.click()
    expect(page.locator(".question")).to_have_text([question])
    expect(page.locator(".turn")).to_have_attribute("data-stage", "done")
    expect(page.locator(".suggestions")).to_be_hidden()


@pytest.mark.usefixtures("answered")
def test_conversations_are_listed_saved_and_deleted(page: Page, served: Served) -> None:
    conversation = conversation_of(page)
    page.get_by_role("button", name="Conversations").click()
    entry = page.locator(".kept li", has=page.locator(f"[href='?c={conversation}']"))
    expect(entry).to_contain_text("1 question")
    for form, beginning in (("Markdown", "# A conversation"), ("HTML", "<!doctype html>"), ("JSON", "[\n  {")):
        with page.expect_download() as download:
            entry.get_by_text(form, exact=True).click()
        saved = download.value.path().read_text("utf-8")
        assert saved.startswith(beginning)
        assert TRUTH in saved
    entry.get_by_role("button", name="Delete").click()
    assert served.site.conversations.turns(conversation) != ()
    entry.get_by_role("button", name="Delete for good, judgements too").click()
    expect(page).to_have_url(f"{served.address}/")
    expect(page.locator(".turn")).to_have_count(0)
    assert served.site.conversations.turns(conversation) == ()


def test_a_reader_who_comes_when_too_many_are_answered_keeps_the_question(page: Page, served: Served) -> None:
    expect(box_of(page)).to_be_enabled()
    with ExitStack() as others:
        while others.enter_context(served.site.admission.entered("another")) is None:
            pass
        box_of(page).fill(QUESTION)
        box_of(page).press("Enter")
        expect(page.get_by_text("Too many answers are being written; try again in a little while.")).to_be_visible()
    expect(box_of(page)).to_have_value(QUESTION)
    served.model.script.append(reply((TRUTH, [1])))
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    box_of(page).press("Enter")
    expect_status(page.locator(".turn"), "grounded")


def test_a_conversation_deleted_in_another_tab_stays_deleted_when_its_answer_ends(page: Page, served: Served) -> None:
    served.model.script.append(reply((TRUTH, [1]), held=1))
    turn = ask(page)
    expect(turn.locator(".provisional")).to_be_visible()
    conversation = turn.get_attribute("data-conversation") or ""
    assert served.site.conversations.delete(conversation) is True
    served.model.go()
    expect_status(turn, "grounded")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    assert served.site.conversations.turns(conversation) == ()
    assert conversation not in [one.id for one in served.site.conversations.listed()]


@pytest.mark.usefixtures("answered")
def test_a_new_conversation_begins_empty_and_the_old_one_is_kept(page: Page, served: Served) -> None:
    old = conversation_of(page)
    page.get_by_role("link", name="New conversation").click()
    expect(page.locator(".suggestions")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)
    expect_status(ask(page, "What did Merkel say about the pipeline?"), "refused")
    assert conversation_of(page) != old
    assert len(served.site.conversations.turns(old)) == 1


def test_a_judgement_is_kept_with_what_was_judged(page: Page, served: Served, answered: Locator) -> None:
    answered.get_by_role("button", name="Helpful").click()
    expect(answered.locator(".said")).to_have_text("Kept. Thank you.")
    expect(answered.get_by_role("button", name="Helpful")).to_have_attribute("aria-pressed", "true")
    answered.get_by_role("button", name="Wrong").click()
    answered.get_by_label("Not what was asked").check()
    answered.get_by_label("More (optional)").fill("It says who, not what.")
    answered.get_by_role("button", name="Send").click()
    expect(answered.get_by_role("button", name="Wrong")).to_be_focused()
    expect(answered.get_by_role("button", name="Helpful")).to_have_attribute("aria-pressed", "false")
    page.reload()
    again = page.locator(".turn")
    expect(again.get_by_role("button", name="Wrong")).to_have_attribute("aria-pressed", "true")
    expect(again.get_by_role("button", name="Helpful")).to_have_attribute("aria-pressed", "false")
    expect(again.locator(".said")).to_have_text("Judged.")
    [judged] = [one for one in served.site.feedback.all() if one.conversation == conversation_of(page)]
    assert (judged.verdict, judged.reason) == ("wrong", "Not what was asked: It says who, not what.")
    assert judged.answer.question == QUESTION
    assert judged.index == served.news.status().fingerprint


@pytest.mark.usefixtures("answered")
def test_an_answer_is_not_wrong_without_a_reason(page: Page, served: Served) -> None:
    page.get_by_role("button", name="Wrong").click()
    page.get_by_label("More (optional)").fill("Somehow.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".wrong-form :invalid").first).to_be_visible()
    judged = {"conversation": conversation_of(page), "turn": 1, "verdict": "wrong", "reason": " "}
    assert page.request.post(f"{served.address}/feedback", data=judged).status == 422
    assert conversation_of(page) not in [one.conversation for one in served.site.feedback.all()]


def test_hover_and_focus_preview_a_citation_and_escape_hides_it(page: Page, answered: Locator) -> None:
    marker = answered.locator(".answer .cite")
    marker.hover()
    preview = page.get_by_role("tooltip")
    expect(preview.locator(".who")).to_have_text("Antony Blinken · reported, not quoted")
    expect(preview.locator("blockquote")).to_have_text(TRUTH)
    expect(preview.locator(".where")).to_contain_text("Sample Dispatch · 14 September 2021")
    expect(marker).to_have_attribute("aria-describedby", "preview")
    page.mouse.move(5, 5)
    expect(preview).to_be_hidden()
    marker.focus()
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()


def test_the_checked_answer_takes_the_place_of_the_provisional_text(page: Page, served: Served) -> None:
    served.model.script.append(reply((TRUTH, [1]), (TRUTH, [1]), held=2))
    turn = ask(page)
    expect(turn.locator(".provisional")).to_contain_text("Blinken said")
    expect(turn.locator(".provisional .cite")).to_have_count(1)
    before, question = turn.locator(".answer").bounding_box(), page.locator(".question").bounding_box()
    served.model.go()
    expect_status(turn, "grounded")
    after = turn.locator(".answer").bounding_box()
    assert before is not None
    assert after is not None
    assert question is not None
    assert abs(after["x"] - before["x"]) <= 1
    assert abs(after["y"] - before["y"]) <= 1
    assert page.locator(".question").bounding_box() == question
    assert 0 <= question["y"] <= 60  # the question stands at the top of the screen


def test_the_page_speaks_german_where_it_is_asked_to(browser: Browser, served: Served) -> None:
    with visiting(browser, served.address, language="de-DE") as page:
        expect(page.get_by_role("button", name="Fragen", exact=True)).to_be_enabled()
        expect(page.locator("#coverage")).to_contain_text("33 Artikel vom 14. April 2021 bis 14. November 2024")
        expect(page.locator("html")).to_have_attribute("lang", "de")
        page.get_by_role("button", name="English").click()
        expect(page.get_by_role("button", name="Ask", exact=True)).to_be_enabled()
        expect(page.locator("html")).to_have_attribute("lang", "en")
