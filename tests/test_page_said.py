"""Who said what, in a real Chromium: names while one is typed, dated statements, a picture of them, and the way on."""

from playwright.sync_api import Browser, Page, expect

from tests.page_serving import (
    GRADIO_WARNS,
    TRUTH,
    Served,
    assert_opens_its_words,
    in_browser,
    reply,
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


def test_a_picture_shows_a_dot_for_every_dated_statement(browser: Browser, served: Served) -> None:
    dated = [q for q in served.news.said("Linda Pellow") if served.news.article(q.article_id).published]
    with visiting(browser, served.address, "?view=said&speaker=Linda+Pellow") as page:
        dots = page.locator("#said-picture .mark-symbol.role-mark path")
        expect(dots).to_have_count(len(dated))
        expect(page.locator(".statements tbody tr")).to_have_count(len(served.news.said("Linda Pellow")))


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
