"""axe-core finds nothing to object to, in any state of the page."""

from pathlib import Path
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe  # pyright: ignore[reportMissingTypeStubs]
from playwright.sync_api import Browser, Page, expect

from assistant.page.site import Site
from assistant.serving.desk import Desk
from assistant.settings import Settings
from tests.page_serving import (
    GRADIO_WARNS,
    LIE,
    TRUTH,
    Served,
    ask,
    box_of,
    expect_status,
    in_browser,
    reply,
    serving,
    visiting,
)

pytestmark = [in_browser, *GRADIO_WARNS]


def assert_accessible(page: Page, state: str) -> None:
    """No violation of any rule that axe-core has."""
    found = cast("dict[str, Any]", Axe().run(page).response)  # pyright: ignore[reportUnknownMemberType]
    told = [(v["id"], [node["target"] for node in v["nodes"]]) for v in found["violations"]]
    assert told == [], state


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_state_of_a_conversation_is_accessible(browser: Browser, served: Served, dark: bool) -> None:
    served.model.reset()
    served.model.script.append(reply((TRUTH, [1]), (LIE, [1]), held=2))
    with visiting(browser, served.address, dark=dark) as page:
        expect(box_of(page)).to_be_enabled()
        expect(page.locator(".suggestion").first).to_be_visible()
        assert_accessible(page, "start")
        turn = ask(page)
        expect(turn.locator(".provisional")).to_be_visible()
        assert_accessible(page, "streaming")
        served.model.go()
        expect_status(turn, "partial")
        for fold in turn.locator("summary").all():
            fold.click()
        turn.locator(".chip").first.click()
        turn.get_by_role("button", name="Wrong").click()
        assert_accessible(page, "answered, all unfolded")
        turn.locator(".answer .cite").focus()
        expect(page.locator("#preview")).to_be_visible()
        assert_accessible(page, "preview")
        turn.locator(".answer .cite").click()
        expect(page.locator("#cited")).to_be_focused()
        assert_accessible(page, "article open")
        page.locator("#close-reader").click()
        expect_status(ask(page, "What did Merkel say about the pipeline?"), "refused")
        served.model.script[:] = []
        expect_status(ask(page, "What did Pellow say about the flood barrier?"), "quotes_only")
        page.locator("#filters summary").click()
        assert_accessible(page, "refused, quotes only, filters")
        page.get_by_role("button", name="Conversations").click()
        expect(page.locator(".kept li").first).to_be_visible()
        assert_accessible(page, "conversations")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_who_said_what_is_accessible(browser: Browser, served: Served, dark: bool) -> None:
    with visiting(browser, served.address, "?view=said", dark=dark) as page:
        expect(page.locator(".people .chip").first).to_be_visible()
        assert_accessible(page, "people")
        page.locator(".people .chip").first.click()
        expect(page.locator("#said-picture svg.marks")).to_be_visible()
        assert_accessible(page, "statements")
        page.get_by_label("Who", exact=True).fill("Nobody Whatever")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("#said-found")).to_contain_text("No statement")
        assert_accessible(page, "no statements")


def test_a_phone_is_accessible(browser: Browser, served: Served) -> None:
    served.model.script[:] = [reply((TRUTH, [1]))]
    with visiting(browser, served.address, width=390, language="de-DE") as page:
        expect(box_of(page)).to_be_enabled()
        turn = ask(page)
        expect_status(turn, "grounded")
        assert_accessible(page, "answered")
        turn.locator(".answer .cite").click()
        expect(page.locator("#cited")).to_be_focused()
        assert_accessible(page, "sheet")


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en-GB", ("New conversation", "Conversations", "Add articles", "Deutsch")),
        ("de-DE", ("Neues Gespräch", "Gespräche", "Artikel hinzufügen", "English")),
    ],
)
def test_the_header_of_a_phone_takes_two_rows_and_its_buttons_keep_their_names(
    browser: Browser, served: Served, language: str, names: tuple[str, ...]
) -> None:
    with visiting(browser, served.address, width=390, language=language) as page:
        menu = page.locator(".masthead .menu")
        expect(menu.get_by_role("link", name=names[0], exact=True)).to_be_visible()
        buttons = [menu.get_by_role("button", name=name, exact=True) for name in names[1:]]
        boxes = [one.bounding_box() for one in (menu.get_by_role("link"), *buttons, page.locator(".masthead h1"))]
        tops = [box["y"] for box in boxes if box]
        assert len(tops) == 5
        assert max(tops[:4]) - min(tops[:4]) < 3  # one row of buttons
        header = page.locator(".masthead").bounding_box()
        assert header is not None
        assert header["height"] < 90
        assert_accessible(page, "start")


def test_a_page_without_articles_is_accessible(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.exe"
    bad.write_bytes(b"\x00")
    with (
        Desk(Settings.read(index=tmp_path / "index", llm=False)) as desk,
        serving(Site(desk)) as address,
        visiting(browser, address) as page,
    ):
        expect(page.locator(".empty")).to_be_visible()
        assert_accessible(page, "empty")
        page.locator(".adding input[type=file]").set_input_files([bad])
        expect(page.locator(".files > li")).to_have_attribute("data-state", "failed")
        assert_accessible(page, "a file that cannot be used")
