"""Articles into the index from a real Chromium: the empty index, files with what becomes of each, the samples."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.page.html.frame import MOST_MB
from assistant.page.site import UPLOADS, Site
from assistant.samples import folder
from assistant.serving.desk import Desk
from assistant.settings import Settings
from tests.page_serving import GRADIO_WARNS, ask, box_of, expect_status, in_browser, serving, visiting

pytestmark = GRADIO_WARNS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk without an index, and without a model for answers; vectors come from nowhere, as nothing is fetched."""
    settings = Settings.read(
        index=tmp_path / "index",
        llm=False,
        embed_model="none",
        embed_base_url=f"http://127.0.0.1:{_closed_port()}/v1",
        llm_retries=0,
    )
    with Desk(settings) as desk:
        yield desk


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.fixture
def empty(browser: Browser, desk: Desk) -> Iterator[Page]:
    with serving(Site(desk)) as address, visiting(browser, address) as page:
        expect(page.locator(".empty")).to_contain_text(f"There is no index in {desk.settings.index} yet.")
        expect(box_of(page)).to_be_disabled()
        yield page


@in_browser
def test_each_file_is_taken_or_told_why_not_and_then_asked_about(empty: Page, desk: Desk, tmp_path: Path) -> None:
    good = folder() / "storm-night.md"
    bad, odd = tmp_path / "bad.jsonl", tmp_path / "picture.exe"
    bad.write_text('{"title": "No text"}\n')
    odd.write_bytes(b"\x00\x01")
    empty.locator(".adding input[type=file]").set_input_files([good, bad, odd])
    entries = empty.locator(".files > li")
    expect(entries.nth(0)).to_contain_text("storm-night.md1 article added")
    expect(entries.nth(1)).to_contain_text("bad.jsonl:1: ")
    expect(entries.nth(2)).to_contain_text("picture.exe: is of no known format")
    assert [entry.get_attribute("data-state") for entry in entries.all()] == ["done", "failed", "failed"]
    assert str(tmp_path) not in (empty.locator(".files").text_content() or "")
    expect(empty.locator(".finish")).to_contain_text("Everything is in.")
    expect(empty.locator(".finish li").first).to_have_text("Found by their words alone, without the embedding model.")
    expect(empty.locator(".finish li").last).to_contain_text("no connection to http://127.0.0.1")
    empty.get_by_role("link", name="Start asking").click()
    expect(empty.locator("#coverage")).to_contain_text("1 article of 31 January 2022.")
    expect_status(ask(empty, "What did Maren Holloway say?"), "quotes_only")
    assert desk.news is not None
    assert desk.news.coverage().articles == 1


@in_browser
def test_the_progress_of_a_file_is_shown_while_it_is_sent_and_read(empty: Page) -> None:
    empty.evaluate(
        """() => { window.seen = []; new MutationObserver(() => document.querySelectorAll('.files > li').forEach(
        (li) => window.seen.push(li.querySelector('.state').textContent))).observe(document.body,
        { childList: true, subtree: true, characterData: true }); }"""
    )
    text = "The bridge is closed. " + "Words. " * 400
    articles = "".join(json.dumps({"title": f"T{n}", "text": f"{n}. {text}"}) + "\n" for n in range(40))
    file = {"name": "many.jsonl", "mimeType": "application/x-ndjson", "buffer": articles.encode()}
    with empty.expect_response(lambda response: "/articles?name=many.jsonl" in response.url) as response:
        empty.locator(".adding input[type=file]").set_input_files([file])  # pyright: ignore[reportArgumentType]
    steps = [json.loads(line) for line in response.value.text().splitlines()]
    assert [(step["state"], step["text"]) for step in steps] == [
        ("working", "Articles read: 40"),
        ("done", "40 articles added"),
    ]
    expect(empty.locator(".files > li")).to_contain_text("40 articles added")
    expect(empty.locator(".finish")).to_contain_text("Everything is in.")
    seen = list(dict.fromkeys(empty.evaluate("window.seen")))
    assert "sending" in seen


@in_browser
def test_the_samples_are_there_with_one_click(empty: Page) -> None:
    empty.get_by_role("button", name="Load the sample articles").click()
    expect(empty.locator(".files > li")).to_contain_text("32 articles added")
    empty.get_by_role("link", name="Start asking").click()
    expect(empty.locator("#coverage")).to_contain_text("32 articles from 14 April 2021 to 14 November 2024")
    expect(empty.locator(".suggestion").first).to_be_visible()


@in_browser
def test_more_articles_can_be_added_later(browser: Browser, desk: Desk) -> None:
    desk.create().add([folder() / "storm-night.md"], embed=False)
    with serving(Site(desk)) as address, visiting(browser, address) as page:
        expect(box_of(page)).to_be_enabled()
        page.get_by_role("button", name="Add articles").click()
        page.locator("#drawer input[type=file]").set_input_files([folder() / "seal-on-the-slipway.txt"])
        expect(page.locator("#drawer .files > li")).to_contain_text("1 article added")
        page.keyboard.press("Escape")
        expect(page.locator("#drawer")).to_be_hidden()
        expect(page.get_by_role("button", name="Add articles")).to_be_focused()
    assert desk.news is not None
    assert desk.news.coverage().articles == 2


def test_so_many_files_come_in_at_once_and_no_more(desk: Desk) -> None:
    site = Site(desk)
    with serving(site) as address:
        for _ in range(UPLOADS):
            site.uploads.acquire()
        for path in ("articles?name=a.txt", "articles/samples", "articles/finish"):
            busy = httpx.post(f"{address}/{path}", content=b"The bridge is closed.", timeout=60)
            assert (busy.status_code, busy.headers["retry-after"]) == (503, "10"), path
        site.uploads.release()
        for _ in range(2):  # the place is given back
            taken = httpx.post(f"{address}/articles?name=a.txt", content=b"The bridge is closed.", timeout=60)
            assert taken.status_code == 200
        assert httpx.post(f"{address}/articles?name=a.exe", content=b"\x00", timeout=60).status_code == 200
        assert site.uploads.acquire(timeout=5)


@in_browser
def test_a_file_that_is_too_large_is_not_sent(empty: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MOST_MB * 1_000_000 + 1)
    empty.locator(".adding input[type=file]").set_input_files([large])
    expect(empty.locator(".files > li")).to_contain_text(f"is larger than {MOST_MB} MB")
    expect(empty.locator(".files > li")).to_have_attribute("data-state", "failed")
