import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.samples import folder
from index import NewsIndex, open_index
from tests.fakes import HashingEmbedder

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.page_serving import Served

# What tests of Ctrl-C and of terminals start must not inherit that this run is in the background or has no terminal.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ["TERM"] = "xterm-256color"


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample articles, with quotes, and vectors of the hashing embedder. Not to be written to."""
    path = tmp_path_factory.mktemp("samples") / "index"
    with open_index(path, embedder=HashingEmbedder()) as news:
        report = news.add([folder()])
        assert report.problems == ()
        news.extract_pending()
        news.embed_pending()
    return path


@pytest.fixture
def sample_news(sample_folder: Path) -> Iterator[NewsIndex]:
    with open_index(sample_folder, embedder=HashingEmbedder()) as news:
        yield news


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Gone with its module: while it is there, a loop runs in this thread, in which no `asyncio.run` of others can."""
    from tests.page_serving import chromium

    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def served(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Served"]:
    """The chat page over the samples and a hostile article, with a scripted endpoint for a model."""
    from tests.page_serving import HOSTILE, serving_samples

    with serving_samples(sample_folder, tmp_path_factory.mktemp("page") / "index", HOSTILE) as served:
        yield served


@pytest.fixture(scope="module")
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    """A browser whose cache pages share, which saves half of their time."""
    from tests.page_serving import new_context

    with new_context(browser) as context:
        yield context


@pytest.fixture
def page(context: "BrowserContext", served: "Served") -> Iterator["Page"]:
    """The page, freshly opened."""
    from tests.page_serving import opened

    served.model.reset()
    with opened(context, served.address) as page:
        yield page


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are relative, so that they can be compared, and reached by a user who may not enter the folders above."""
    monkeypatch.chdir(tmp_path)
