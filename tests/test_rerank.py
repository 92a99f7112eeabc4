import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import run
from assistant.opening import open_news, reranker_for
from assistant.settings import Settings
from index import open_index
from index.errors import ModelFailed, ModelOverloaded, ModelRefused, ModelUnreachable, SettingsError
from index.rerank import EndpointReranker
from index.search import Shape
from index.values import Article


class Server(ThreadingHTTPServer):
    """A re-ranker that likes short documents; `status` and `reply` make it fail."""

    status = 200
    reply: bytes | None = None
    asked: dict[str, Any]
    key: str | None
    requests = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1/rerank"


class Handler(BaseHTTPRequestHandler):
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked, self.server.key = asked, self.headers["Authorization"]
        self.server.requests += 1
        results = [
            {"index": place, "relevance_score": -len(document)} for place, document in enumerate(asked["documents"])
        ]
        body = self.server.reply or json.dumps({"results": results[::-1]}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def test_scores_come_in_the_order_of_the_documents(server: Server):
    reranker = EndpointReranker(server.url, model="judge", api_key="key")
    assert reranker.scores("why", ["four", "seventeen letters", "x"]) == [-4, -17, -1]
    assert (server.asked["model"], server.asked["query"], server.key) == ("judge", "why", "Bearer key")
    assert server.asked["documents"] == ["four", "seventeen letters", "x"]


def test_a_search_takes_the_order_and_the_scores_of_the_reranker(server: Server, tmp_path: Path):
    texts = {"long": "The ferry, the ferry, the ferry was late.", "short": "A ferry.", "middle": "The ferry was late."}
    with open_index(tmp_path) as news:
        news.add([Article(id=id, title="", text=text) for id, text in texts.items()], embed=False)
        shape = Shape(k=2, reranker=EndpointReranker(server.url))
        hits = news.search_report(news.understand("ferry"), shape, "lexical").hits
    assert [hit.passage.article_id for hit in hits] == ["short", "middle"]
    assert [hit.score for hit in hits] == [-len(f"\n{texts[id]}") for id in ("short", "middle")]


@pytest.mark.parametrize(
    ("status", "error"), [(401, ModelRefused), (404, ModelRefused), (429, ModelOverloaded), (503, ModelOverloaded)]
)
def test_a_status_that_is_no_success_is_an_error(server: Server, status: int, error: type[ModelFailed]):
    server.status = status
    with pytest.raises(error, match=str(status)):
        EndpointReranker(server.url).scores("why", ["a"])


@pytest.mark.parametrize(
    "reply",
    [
        b"<html>",
        b"{}",
        b'{"results": [{"index": 0, "relevance_score": "high"}, {"index": 1, "relevance_score": 1}]}',
        b'{"results": [{"index": 0, "relevance_score": 1}]}',
        b'{"results": [{"index": 0, "relevance_score": 1}, {"index": 7, "relevance_score": 1}]}',
        b'{"results": [{"index": 0, "relevance_score": NaN}, {"index": 1, "relevance_score": 1}]}',
    ],
)
def test_a_reply_that_rates_not_every_document_is_an_error(server: Server, reply: bytes):
    server.reply = reply
    with pytest.raises(ModelFailed, match="re-ranker"):
        EndpointReranker(server.url).scores("why", ["a", "b"])


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/rerank", "nowhere", "http://[::bad/rerank"])
def test_a_reranker_that_is_not_there_is_an_error(url: str):
    with pytest.raises(ModelUnreachable, match="is it running"):
        EndpointReranker(url).scores("why", ["a"])


TEXTS = {"long": "The ferry, the ferry, the ferry was late.", "short": "A ferry.", "middle": "The ferry was late."}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_index(tmp_path / "news") as news:
        news.add([Article(id=id, title="", text=text) for id, text in TEXTS.items()], embed=False)
    return tmp_path / "news"


def test_a_re_ranker_of_the_settings_has_the_last_word_in_every_search(server: Server, folder: Path):
    settings = Settings.read(index=folder, rerank_url=server.url, rerank_model="judge", rerank_api_key="key")
    with open_news(settings) as news:
        assert [hit.passage.article_id for hit in news.search("ferry", mode="lexical")] == ["short", "middle", "long"]
        assert not any("re-ranker" in warning for warning in news.warnings)
    assert (server.asked["model"], server.key) == ("judge", "Bearer key")


@pytest.mark.parametrize("status", [401, 503])
def test_where_the_re_ranker_fails_hits_are_in_the_indexs_order_and_a_warning_says_so(
    server: Server, folder: Path, status: int
):
    with open_index(folder) as news:
        own = news.search("ferry", mode="lexical")
    server.status = status
    with open_news(Settings.read(index=folder, rerank_url=server.url)) as news:
        assert news.search("ferry", mode="lexical") == own
        *_, warning = news.warnings
        assert warning.startswith("Hits are in the index's own order, without the re-ranker: the re-ranker at ")
        assert f"({status})" in warning
        assert news.search("ferry", mode="lexical") == own
    assert server.requests == 1  # nobody waits for it again and again


def test_keys_of_other_endpoints_are_not_sent_to_the_re_ranker(server: Server, folder: Path):
    keys = {"llm_api_key": "secret", "embed_api_key": "secret"}
    with open_news(Settings.read(index=folder, rerank_url=server.url, **keys)) as news:
        news.search("ferry", mode="lexical")
    assert (server.requests, server.key) == (1, None)


def test_a_re_ranking_model_without_an_address_is_an_error():
    with pytest.raises(SettingsError, match="name its endpoint too, as rerank_url"):
        reranker_for(Settings.read(rerank_model="judge"))
    assert reranker_for(Settings.read()) is None


def test_articles_go_to_the_re_rankers_host_and_settings_say_so():
    settings = Settings.read(rerank_url="https://rank.example/v1/rerank", rerank_api_key="secret")
    assert settings.sent_to == ("rank.example",)
    assert "secret" not in repr(settings)
    with pytest.raises(SettingsError, match=r"^setting 'rerank_url' is 'rank.example'"):
        Settings.read(rerank_url="rank.example")


def test_the_command_prints_the_re_rankers_order_and_what_fails(
    server: Server, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ONRECORD_RERANK_URL", server.url)
    command = ["search", "ferry", "--mode", "lexical", "--index", str(folder)]
    assert run([*command, "--json"]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert [hit["passage"]["article_id"] for hit in hits] == ["short", "middle", "long"]
    server.reply = b"<html>"
    assert run(command) == 0
    shown = capsys.readouterr()
    assert "1. (no title)" in shown.out
    assert "without the re-ranker: the re-ranker at" in shown.err
