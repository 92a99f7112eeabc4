"""In a real Chromium: articles that differ, one that was corrected, one that was retracted, and those with opinions."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from index.values import Article, ArticleKind, Published
from tests.page_serving import (
    GRADIO_WARNS,
    QUESTION,
    TRUTH,
    Served,
    ask,
    assert_opens_its_words,
    expect_status,
    in_browser,
    opened,
    reply,
    serving_samples,
    visiting,
)
from tests.test_page_access import assert_accessible

pytestmark = [in_browser, *GRADIO_WARNS]
FLOODED = "How many homes were flooded in Ledham?"
CORRECTION = "Correction (6 May 2021): An earlier version of this article gave the wrong day."
RETRACTION = "Retraction: This article has been retracted, since the trout was never seen."
TROUT = "A trout as long as a rowing boat was caught below the weir of Ledham, Osric Tame said."


def article(id: str, outlet: str, day: int, *paragraphs: str, kind: ArticleKind = "news") -> Article:
    published = Published(value=date(2021, 5, day), found_in="test")
    text = "\n\n".join(paragraphs)
    return Article(id=id, title=f"Ledham {id}", text=text, outlet=outlet, published=published, kind=kind)


ARTICLES = (
    article("eleven", "Sample Post", 3, "On Sunday night eleven homes were flooded in Ledham, the council said."),
    article("more", "Daily Tide", 5, "In Ledham 14 homes were flooded, according to the fire service.", CORRECTION),
    article("trout", "Sample Post", 7, TROUT, RETRACTION),
    article("folly", "Daily Tide", 8, "“The weir of Ledham is a folly of fools,” Osric Tame wrote.", kind="opinion"),
)


@pytest.fixture(scope="module")
def ledham(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving_samples(sample_folder, tmp_path_factory.mktemp("ledham") / "index", *ARTICLES) as served:
        yield served


@pytest.fixture
def river(browser: Browser, ledham: Served) -> Iterator[Page]:
    ledham.model.script.clear()
    with visiting(browser, ledham.address) as page:
        yield page


@pytest.mark.parametrize("width", [1280, 390], ids=["desk", "phone"])
def test_versions_stand_side_by_side_and_each_opens_its_article(browser: Browser, ledham: Served, width: int) -> None:
    ledham.model.script[:] = [reply(("Eleven homes were flooded in Ledham.", [1]))]
    with visiting(browser, ledham.address, width=width) as page:
        turn = ask(page, FLOODED)
        versions = turn.locator(".differ .versions li")
        expect(versions).to_have_count(2)
        assert versions.locator("mark").all_text_contents() == ["eleven homes", "14 homes"]
        assert versions.locator(".who").all_text_contents() == [
            "Sample Post 3 May 2021 ",
            "Daily Tide 5 May 2021 later ",
        ]
        first, second = (version.evaluate("one => one.getBoundingClientRect().y") for version in versions.all())
        assert (first == second) == (width == 1280)
        expect(turn.locator(".sources .noted")).to_have_text(f"✎ Corrected on 6 May 2021 {CORRECTION}")
        assert_accessible(page, "differing")
        marker = versions.nth(1).locator(".cite")
        marker.click()
        assert_opens_its_words(page, marker, ledham.news)
        expect(page.locator("#reader .noted")).to_have_text(f"✎ Corrected on 6 May 2021 {CORRECTION}")


def test_a_retracted_article_is_marked_at_every_citation(river: Page, ledham: Served) -> None:
    ledham.model.script[:] = [reply((TROUT, [1]))]
    turn = ask(river, "What did Osric Tame say about the trout?")
    expect_status(turn, "grounded")
    expect(turn.locator(".withdrawn")).to_have_text("⚠ This rests on an article that has been retracted: [1].")
    expect(turn.locator(".answer .cite.gone")).to_have_text("[1⚠]")
    expect(turn.locator(".answer .cite")).to_have_attribute("aria-label", "Source 1: Ledham trout (Retracted)")
    assert_accessible(river, "retracted")


def test_the_ledgers_words_stand_before_the_model_has_written_any(river: Page, ledham: Served) -> None:
    ledham.model.script[:] = [reply((TRUTH, [1]), held=0)]
    turn = ask(river, QUESTION)
    expect(turn.locator(".told li").first).to_contain_text("Blinken")
    assert turn.locator(".provisional").count() == 0
    assert_accessible(river, "told")
    ledham.model.go()
    ledham.model.go()
    expect_status(turn, "grounded")
    expect(turn.locator(".told")).to_have_count(0)


def test_without_opinion_pieces_they_are_no_evidence(browser: Browser, ledham: Served) -> None:
    ledham.model.script[:] = [reply(("Osric Tame wrote that the weir of Ledham is a folly.", [1]))] * 2
    asked = "What did Osric Tame write about the weir of Ledham?"
    with visiting(browser, ledham.address) as page:
        first = ask(page, asked)
        expect_status(first, "grounded")
        expect(first.locator(".sources .tag").first).to_have_text("opinion piece")
        expect(page.locator("#ask")).to_be_visible()
        page.locator("#filters summary").click()
        page.get_by_label("without opinion pieces").check()
        expect(page.locator("#filters .now")).to_have_text("without opinion pieces")
        second = ask(page, asked)
        expect(second).to_have_attribute("data-stage", "done")
        expect(second.locator(".cite[data-article=folly]")).to_have_count(0)
        expect(page.locator(".within")).to_have_text("Filters without opinion pieces")
        query = second.locator("[data-do=link]").get_attribute("data-query") or ""
        assert query.endswith("&opinion=off")
        with opened(page.context, ledham.address, query) as linked:
            expect(linked.locator(".within")).to_have_text("Filters without opinion pieces")
            expect(linked.locator(".turn")).to_have_attribute("data-stage", "done")
            expect(linked.locator("#filters .now")).to_have_text("without opinion pieces")


def test_a_statement_of_the_ledger_can_be_asked_about(browser: Browser, ledham: Served) -> None:
    ledham.model.script[:] = [reply((TROUT, [1]))]
    with visiting(browser, ledham.address, "?view=said&speaker=Osric+Tame") as page:
        row = page.locator(".statements tbody tr", has_text="rowing boat")
        row.get_by_role("button", name="Ask about this: Osric Tame, Sample Post, 7 May 2021").click()
        expect(page.locator(".question")).to_have_text("What did Osric Tame say?")
        expect(page.locator(".within")).to_have_text("Filters Sample Post  from 7 May 2021  to 7 May 2021 ")
        expect(page.locator(".answer .cite")).to_have_attribute("data-article", "trout")
