import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.samples import folder
from index import NewsIndex, open_index
from tests.fakes import HashingEmbedder

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


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are relative, so that they can be compared, and reached by a user who may not enter the folders above."""
    monkeypatch.chdir(tmp_path)
