"""Who said what, in a real Chromium: names while one is typed, dated statements, a picture of them, and the way on."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.page.ledger import Statement
from assistant.page.texts import ENGLISH
from assistant.page.timeline import timeline
from index.values import Published, Quote
from tests.page_serving import (
    ATTACK,
    GRADIO_WARNS,
    HOSTILE,
    TRUTH,
    Served,
    assert_opens_its_words,
    in_browser,
    reply,
    serving_samples,
    visiting,
)

pytestmark = [in_browser, *GRADIO_WARNS]


def test_a_persons_statements_are_shown_oldest_first_each_at_its_words(page: Page, served: Served) -> None:
    page.get_by_role("link", name="Who said what").click()
    expect(page.locator("#ask-view")).to_be_hidden()
    who = page.get_by_label("Who", exact=True)
    who.press_sequentially("Bli")
    expect(page.locator("#speakers option")).to_have_count(1)
    assert page.locator("#speakers option").get_attribute("value") == "Antony Blinken"
    who.fill("Antony Blinken")
    who.press("Enter")
    quotes = served.news.said("Antony Blinken")
    rows = page.locator(".statements tbody tr")
    expect(rows).to_have_count(len(quotes))
    expect(page.locator(".found h3")).to_have_text(f"{len(quotes)} statements by Antony Blinken")
    for row, quote in zip(rows.all(), quotes, strict=True):
        assert row.locator("blockquote").text_content() == " ".join(quote.text.split())
    marker = rows.nth(3).locator(".cite")
    marker.click()
    assert_opens_its_words(page, marker, served.news)
    assert page.locator("#cited").text_content() == quotes[3].text


def test_days_that_exclude_every_article_are_told_and_what_is_shown_stays(
    browser: Browser, served: Served, capfd: pytest.CaptureFixture[str]
) -> None:
    with visiting(browser, served.address, "?view=said&speaker=Linda+Pellow") as page:
        rows = page.locator(".statements tbody tr")
        expect(rows.first).to_be_visible()
        shown = rows.count()
        page.locator("#said-form").get_by_label("From", exact=True).fill("2023-01-01")
        page.locator("#said-form").get_by_label("To", exact=True).fill("2022-01-01")
        page.get_by_role("button", name="Show", exact=True).click()
        expect(page.locator(".toast-body")).to_contain_text("2023-01-01 is after 2022-01-01: no day is both")
        expect(rows).to_have_count(shown)
    assert "Traceback" not in capfd.readouterr().err


def places_of(page: Page) -> list[str]:
    """Where the marks of the picture are."""
    marks = page.locator("#said-picture .mark-symbol.role-mark path")
    expect(marks.first).to_be_visible()
    return [mark.get_attribute("transform") or "" for mark in marks.all()]


def test_a_picture_shows_every_dated_statement_in_a_place_of_its_own(browser: Browser, served: Served) -> None:
    dated = [q for q in served.news.said("Antony Blinken") if served.news.article(q.article_id).published]
    assert len(dated) > len({(q.article_id, q.kind) for q in dated})
    with visiting(browser, served.address, "?view=said&speaker=Antony+Blinken", language="de-DE", dark=True) as page:
        places = places_of(page)
        assert len(places) == len(set(places)) == len(dated)
        picture = page.locator("#said-picture")
        expect(picture).to_contain_text("Wann es gesagt wurde")
        expect(picture).to_contain_text("Mai 2021")
        expect(picture).to_contain_text("wörtlich")
        expect(picture.locator("svg.marks")).to_have_css("background-color", "rgba(0, 0, 0, 0)")
        page.locator("#said-picture .mark-symbol.role-mark path").first.hover()
        expect(page.locator("#vg-tooltip-element td.key")).to_have_text(["Datum", "Medium", "Wie", "Worte"])
        expect(page.locator("#vg-tooltip-element td.value").first).to_have_text("14. April 2021")


def test_a_hostile_article_is_text_in_the_picture_too(browser: Browser, sample_folder: Path, tmp_path: Path) -> None:
    words = f"The lighthouse of Sandholm goes dark in May, Mara Quill said. “It is {ATTACK} dark,” Mara Quill said."
    published = Published(value=date(2021, 5, 3), found_in="front matter")
    dated = replace(HOSTILE, text=words, published=published)
    with (
        serving_samples(sample_folder, tmp_path / "index", dated) as served,
        visiting(browser, served.address, "?view=said&speaker=Mara+Quill") as page,  # fails where anything is fetched
    ):
        quotes = served.news.said("Mara Quill")
        assert len(places_of(page)) == len(quotes) > 0
        marks = page.locator("#said-picture .mark-symbol.role-mark path")
        for mark in marks.all():
            mark.hover()
            expect(page.locator("#vg-tooltip-element td.value").nth(1)).to_contain_text("<script>document.title")
        assert page.locator("#vg-tooltip-element :is(script, img, iframe, style, a)").count() == 0
        assert page.locator("#said-picture svg.marks :is(script, image, iframe, a)").count() == 0
        expect(page).to_have_title("OnRecord")


def test_few_days_and_many_years_have_labels_that_fit() -> None:
    assert list(axis_of(date(2021, 5, 3), date(2021, 5, 20)).values()) == [
        "1 May 2021",
        "5.",
        "9.",
        "13.",
        "17.",
        "21.",
    ]
    assert list(axis_of(date(2021, 3, 9), date(2021, 7, 2)).values()) == ["Apr 2021", "May", "Jun", "Jul"]
    assert list(axis_of(date(2020, 10, 9), date(2022, 1, 2)).values()) == [
        "Oct 2020",
        "Jan 2021",
        "Apr 2021",
        "Jul 2021",
        "Oct 2021",
        "Jan 2022",
    ]
    assert list(axis_of(date(2011, 3, 9), date(2024, 7, 2)).values()) == ["2012", "2016", "2020", "2024"]


def axis_of(*days: date) -> dict[str, str]:
    """The labels under a picture of statements of these days."""
    quote = Quote(article_id="a", start=0, end=5, text="words", speaker="Dahl", cue="said", kind="direct")
    statements = [Statement(quote=quote, title="T", outlet="Post", published=day, url=None) for day in days]
    axis = timeline(statements, ENGLISH)["encoding"]["x"]["axis"]
    return json.loads(axis["labelExpr"].removeprefix("(").removesuffix(")[time(datum.value)]"))


def test_of_many_outlets_those_with_most_have_rows_of_their_own() -> None:
    quote = Quote(article_id="a", start=0, end=5, text="words", speaker="Dahl", cue="said", kind="direct")
    outlets = [f"Post {n}" for n in range(30)] + ["Post 29", "Post 29"]
    statements = [
        Statement(quote=quote, title="T", outlet=outlet, published=date(2021, 5, 3), url=None) for outlet in outlets
    ]
    rows = timeline(statements, ENGLISH)["data"]["values"]
    assert len({(row["at"], row["outlet"], row["row"]) for row in rows}) == 32
    assert len({row["outlet"] for row in rows}) == 13
    assert sum(row["outlet"] == "Post 29" for row in rows) == 3
    assert sum(row["outlet"] == "other outlets" for row in rows) == 18


def test_topic_days_and_outlet_narrow_the_statements(page: Page, served: Served) -> None:
    page.get_by_role("link", name="Who said what").click()
    form = page.locator("#said-form")
    form.get_by_label("Who", exact=True).fill("Blinken")
    form.get_by_label("About").fill("Kabul")
    form.get_by_label("To", exact=True).fill("2021-08-31")
    form.get_by_label("Outlet").select_option("Sample Post")
    form.get_by_role("button", name="Show").click()
    quotes = [
        quote
        for quote in served.news.said("Blinken", "Kabul", outlets=("Sample Post",))
        if str(served.news.article(quote.article_id).published.value) <= "2021-08-31"  # pyright: ignore[reportOptionalMemberAccess]
    ]
    assert 0 < len(quotes) < len(served.news.said("Blinken"))
    expect(page.locator(".statements tbody tr")).to_have_count(len(quotes))
    assert "view=said&speaker=Blinken&about=Kabul&until=2021-08-31&outlet=Sample+Post" in page.url


def test_a_misspelt_name_is_told_whom_it_may_mean(page: Page) -> None:
    page.get_by_role("link", name="Who said what").click()
    page.get_by_label("Who", exact=True).fill("Blinkin")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#said-found")).to_contain_text("No statement of Blinkin here.")
    page.locator(".people .chip", has_text="Antony Blinken").click()
    expect(page.locator(".found h3")).to_contain_text("statements by Antony Blinken")


def test_ask_about_this_asks_in_the_conversation(page: Page, served: Served) -> None:
    served.model.script.append(reply((TRUTH, [1])))
    page.goto(f"{served.address}/?view=said&speaker=Antony+Blinken&about=Afghanistan")
    page.get_by_role("button", name="Ask about this", exact=True).click()
    expect(page.locator("#said-view")).to_be_hidden()
    expect(page.locator(".question")).to_have_text(["What did Antony Blinken say about Afghanistan?"])
    expect(page.locator(".turn")).to_have_attribute("data-status", "grounded")
