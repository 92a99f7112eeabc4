"""The chat page with the real embedded models, from the question to the cited characters, and without any network."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from assistant.page.site import Site
from assistant.samples import folder
from assistant.serving.desk import Desk
from assistant.settings import Settings
from tests.page_serving import (
    GRADIO_WARNS,
    QUESTION,
    ask,
    assert_opens_its_words,
    box_of,
    in_browser,
    serving,
    visiting,
)

pytestmark = [in_browser, pytest.mark.model, *GRADIO_WARNS]
MODEL_PATIENCE = 300_000
"""Milliseconds for the embedded model to load, read and write, on a busy machine."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The desk as `onrecord chat` has it, over some of the samples."""
    with Desk(Settings.read(index=tmp_path / "index", threads=os.cpu_count())) as desk:
        articles = [folder() / f"{name}.md" for name in ("blinken-congress", "g7-london-opens", "harbour-wall-vote")]
        desk.create().add(articles)
        yield desk


def test_the_embedded_model_answers_on_the_page_and_stops_when_told(browser: Browser, desk: Desk) -> None:
    with serving(Site(desk)) as address, visiting(browser, address) as page:
        expect(box_of(page)).to_be_enabled()
        turn = ask(page, QUESTION)
        expect(turn.locator(".sources li").first).to_be_visible()
        expect(turn.locator(".provisional")).to_contain_text("Blinken", timeout=MODEL_PATIENCE)
        expect(turn).to_have_attribute("data-stage", "done", timeout=MODEL_PATIENCE)
        assert turn.get_attribute("data-status") in {"grounded", "partial"}
        marker = turn.locator(".answer .cite").first
        marker.click()
        assert desk.news is not None
        assert_opens_its_words(page, marker, desk.news)
        page.keyboard.press("Escape")
        stopped = ask(page, "What did Raab say about the G7?")
        expect(stopped.locator(".provisional")).to_be_visible(timeout=MODEL_PATIENCE)
        page.get_by_role("button", name="Stop").click()
        expect(stopped).to_have_attribute("data-stage", "stopped")
        refused = ask(page, "What did Merkel say about the pipeline?")  # at once: nothing writes any more
        expect(refused).to_have_attribute("data-status", "refused")
