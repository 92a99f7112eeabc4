"""Vectors on a real Chroma server."""

import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from index import open_index
from index.errors import IndexFailed
from index.values import Article
from tests.fakes import HashingEmbedder

MILL = Article(id="mill", title="", text="The mill burned down.")
FERRY = Article(id="ferry", title="", text="The ferry was late.")


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    chroma = Path(sysconfig.get_path("scripts")) / "chroma"
    folder = tmp_path_factory.mktemp("server")
    command = [str(chroma), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until_it_answers(f"http://127.0.0.1:{port}/api/v2/heartbeat")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def until_it_answers(url: str) -> None:
    for _ in range(300):
        try:
            with urlopen(url):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(url)


def test_vectors_on_a_server_are_found_and_no_folder_of_vectors_is_made(server: str, tmp_path: Path):
    with open_index(tmp_path, embedder=HashingEmbedder(), chroma_url=server) as news:
        news.add([MILL, FERRY])
        hits = news.search("the ferry", mode="dense")
        assert [hit.passage.article_id for hit in hits] == ["ferry", "mill"]
        news.delete(["ferry"])
        assert [hit.passage.article_id for hit in news.search("the ferry", mode="dense")] == ["mill"]
    assert not (tmp_path / "chroma").exists()


def test_two_indexes_on_one_server_do_not_mix(server: str, tmp_path: Path):
    with (
        open_index(tmp_path / "one", embedder=HashingEmbedder(), chroma_url=server) as one,
        open_index(tmp_path / "two", embedder=HashingEmbedder(), chroma_url=server) as two,
    ):
        one.add([MILL])
        two.add([FERRY])
        assert [hit.passage.article_id for hit in one.search("the", mode="dense")] == ["mill"]
        assert [hit.passage.article_id for hit in two.search("the", mode="dense")] == ["ferry"]


def test_a_server_that_is_not_there_is_an_error_that_names_it(tmp_path: Path):
    url = f"http://127.0.0.1:{free_port()}"
    with open_index(tmp_path, embedder=HashingEmbedder(), chroma_url=url) as news:
        assert news.add([MILL], embed=False).added == ("mill",)
        with pytest.raises(IndexFailed, match=url):
            news.embed_pending()
