"""The chat page served on this machine and seen in a real Chromium, for the tests of the page and its measures."""

import json
import os
import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from assistant.model import EndpointModel
from assistant.page.site import Site
from assistant.serving.desk import Desk
from assistant.settings import Settings
from index import NewsIndex, open_index
from index.values import Article
from tests.endpoint import END, Endpoint, Scripted, endpoint, event, events
from tests.fakes import HashingEmbedder
from tests.threads import served_from_a_thread

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt install chromium)")
GRADIO_WARNS = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
"""What Gradio does with pandas 3: for `pytestmark`."""
PATIENCE = 20_000
"""Milliseconds that the browser is given for anything, on a busy machine."""
expect.set_options(timeout=PATIENCE)

QUESTION = "What did Blinken say about Afghanistan?"
TRUTH = "Blinken said that about a hundred Americans who wished to leave were still in Afghanistan."
CANARY_PORT = 58_731
"""Where the hostile article wants things fetched from."""
ATTACK = (
    "<script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\"> ${document.title = 1} "
    f"![x](http://127.0.0.1:{CANARY_PORT}/image) "
    f"<style>body{{background:url(http://127.0.0.1:{CANARY_PORT}/css)}}</style> "
    f"[link](javascript:alert(1)) <iframe src='http://127.0.0.1:{CANARY_PORT}/frame'></iframe> "
    "$\\href{javascript:alert(1)}{x}$"
)
HOSTILE = Article(
    id="attack",
    title=f"Lighthouse {ATTACK}",
    text=f"The lighthouse of Sandholm goes dark in May, Mara Quill said. {ATTACK}\n\nNobody objected to it. {ATTACK}",
    outlet=ATTACK,
    url="javascript:alert(1)",
)
LIE = "Blinken said “the war was a mistake from the very first day”."


@dataclass(frozen=True)
class Served:
    """A page on this machine, with what stands behind it."""

    address: str
    news: NewsIndex
    model: Endpoint
    site: Site


def reply(*sentences: tuple[str, list[int]], held: int | None = None) -> Scripted:
    """What a model writes: the beginning of its first sentence, then the rest of it with that of the next, to its end.

    `held`: from this part on, each comes once the model may `go`.
    """
    text = json.dumps({"sentences": [{"text": text, "sources": sources} for text, sources in sentences]})
    cuts = [0, *(found.end() for found in re.finditer(r'"text": ".{,20}', text)), len(text)]
    *parts, last = (event(text[start:end]) for start, end in pairwise(cuts))
    return replace(events(*parts, last + END), held=held)


@contextmanager
def serving(site: Site) -> Generator[str]:
    """The address of the page of this site."""
    from assistant.page.server import application  # it loads Gradio

    with served_from_a_thread(application(site)) as address:
        yield address


@contextmanager
def serving_samples(samples: Path, folder: Path, *more: Article) -> Generator[Served]:
    """The page over a copy of the index of the samples with `more` articles, and a scripted endpoint for a model."""
    shutil.copytree(samples, folder)
    with open_index(folder, embedder=HashingEmbedder()) as news, endpoint() as behind:
        news.add(more)
        news.extract_pending()
        model = EndpointModel(behind.url, "key", "m", timeout_seconds=180, retries=0, context_tokens=8192)
        site = Site(Desk(Settings.read(index=folder, llm_base_url=behind.url), news=news, model=model))
        site.warm()
        with serving(site) as address:
            yield Served(address, news, behind, site)
        site.desk.finish()  # what a test has left may still be answered, from the index
        model.close()


@contextmanager
def chromium() -> Generator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.getuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@contextmanager
def visiting(
    browser: Browser, address: str, query: str = "", *, width: int = 1280, language: str = "en-GB", dark: bool = False
) -> Generator[Page]:
    """A page in a browser of its own. Fails as `opened` does."""
    with (
        new_context(browser, width=width, language=language, dark=dark) as context,
        opened(context, address, query) as page,
    ):
        yield page


def new_context(browser: Browser, *, width: int = 1280, language: str = "en-GB", dark: bool = False) -> BrowserContext:
    return browser.new_context(
        locale=language,
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )


@contextmanager
def opened(context: BrowserContext, address: str, query: str = "") -> Generator[Page]:
    """A page. Fails where it asks another host for anything, or its script fails."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    asked, broken = list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(f"{address}/{query}")
    yield page
    page.close()
    assert [url for url in asked if not url.startswith((f"{address}/", "data:", "blob:"))] == []
    assert broken == []


def box_of(page: Page) -> Locator:
    return page.locator("#question textarea")


def ask(page: Page, question: str = QUESTION) -> Locator:
    """The newest turn, just begun."""
    before = page.locator("#chat .turn").count()
    expect(box_of(page)).to_be_enabled(timeout=PATIENCE)
    expect(page.locator("#ask")).to_be_visible(timeout=PATIENCE)  # until an answer is over, Stop is there instead
    box_of(page).fill(question)
    box_of(page).press("Enter")
    return page.locator(f"#chat .turn[data-turn='{before + 1}']")


def expect_status(turn: Locator, status: str) -> None:
    expect(turn).to_have_attribute("data-status", status)


def assert_opens_its_words(page: Page, marker: Locator, news: NewsIndex) -> None:
    """The article is open, with exactly the cited characters marked and the keyboard on them."""
    expect(marker).to_have_attribute("aria-expanded", "true")
    cited = page.locator("#cited")
    expect(cited).to_be_focused()
    expect(cited).to_be_in_viewport()
    id, start, end = (marker.get_attribute(f"data-{name}") or "" for name in ("article", "start", "end"))
    text = news.article(id).text
    assert cited.text_content() == text[int(start) : int(end)]
    assert page.locator("#reader .article-text").text_content() == text
    origin = page.locator("#reader .bar .origin")
    expect(origin).to_be_in_viewport(ratio=1)
    assert origin.locator("strong").text_content() == marker.get_attribute("data-who")
    assert origin.locator("span").text_content() == marker.get_attribute("data-from")
