"""Embeddings from an OpenAI-compatible endpoint: the real client against a real HTTP server."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index import open_index
from index.embedding_endpoint import EndpointEmbedder, request_batches
from index.errors import EmbeddingFailed, EmbeddingRefused, EmbeddingUnavailable, IndexMismatch
from tests.endpoint import Scripted, as_json, endpoint, failed

AT_ONCE = ("retry-after-ms", "1")


def embedder(url: str, *, key: str | None = "key-1", timeout_seconds: float = 5.0) -> EndpointEmbedder:
    return EndpointEmbedder(url, key, "small", timeout_seconds=timeout_seconds, retries=2)


def vectors(*rows: Sequence[float]) -> Scripted:
    data = [{"object": "embedding", "index": place, "embedding": list(row)} for place, row in enumerate(rows)]
    return as_json({"object": "list", "model": "small", "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}})


def test_texts_become_vectors_of_unit_length() -> None:
    with endpoint(vectors([3.0, 4.0], [0.0, 2.0])) as served:
        one = embedder(served.url)
        assert one.dimensions is None
        found = one.embed(["ferry", "harbour"])
    assert found.dtype == np.float32
    assert found == pytest.approx(np.array([[0.6, 0.8], [0.0, 1.0]]))
    assert one.dimensions == 2
    assert served.requests[0].path == "/v1/embeddings"
    assert served.requests[0].key == "key-1"
    assert served.bodies() == [{"input": ["ferry", "harbour"], "model": "small", "encoding_format": "float"}]


def test_vectors_that_come_in_another_order_are_put_in_that_of_the_texts() -> None:
    data = [{"index": 1, "embedding": [0.0, 1.0]}, {"index": 0, "embedding": [1.0, 0.0]}]
    with endpoint(as_json({"data": data})) as served:
        assert embedder(served.url).embed(["ferry", "harbour"]).tolist() == [[1.0, 0.0], [0.0, 1.0]]


def test_no_texts_are_no_request() -> None:
    with endpoint() as served:
        assert embedder(served.url).embed([]).shape == (0, 0)
    assert served.requests == []


def test_many_texts_go_in_several_requests_and_come_back_as_one() -> None:
    texts = [f"text {n}" for n in range(100)]
    with endpoint(vectors(*[[1.0, n] for n in range(96)]), vectors(*[[1.0, n] for n in range(96, 100)])) as served:
        found = embedder(served.url).embed(texts)
    assert found[:, 1] / found[:, 0] == pytest.approx(np.arange(100), abs=1e-3)
    assert [body["input"] for body in served.bodies()] == [texts[:96], texts[96:]]


def test_a_request_holds_64_000_bytes_at_most_unless_one_text_is_longer() -> None:
    texts = ["a" * 40_000, "é" * 12_000, "a", "b" * 70_000, "c"]
    assert [[len(text) for text in batch] for batch in request_batches(texts)] == [[40_000, 12_000], [1], [70_000], [1]]


@pytest.mark.parametrize("status", [408, 409, 429, 500, 503])
def test_a_busy_endpoint_is_asked_again_when_it_says(status: int) -> None:
    with endpoint(failed(status, "busy", AT_ONCE), failed(status, "busy", AT_ONCE), vectors([1.0])) as served:
        assert embedder(served.url).embed(["ferry"]).tolist() == [[1.0]]
    assert len(served.requests) == 3


def test_an_endpoint_that_stays_busy_is_unavailable_for_now() -> None:
    with (
        endpoint(*[failed(429, "slow down", AT_ONCE)] * 3) as served,
        pytest.raises(EmbeddingUnavailable, match=r"cannot answer now \(429\): it says 'slow down'; try again later"),
    ):
        embedder(served.url).embed(["ferry"])
    assert EmbeddingUnavailable.retryable


def test_a_long_run_is_more_patient_once_the_endpoint_has_answered() -> None:
    script = [vectors([1.0]), *[failed(429, "slow down", AT_ONCE)] * 8, vectors([1.0], [1.0])]
    with endpoint(*script) as served:
        one = embedder(served.url)
        one.embed(["ferry"])
        assert one.embed(["ferry", "harbour"]).tolist() == [[1.0], [1.0]]
    assert len(served.requests) == 10


@pytest.mark.parametrize("status", [400, 413, 422])
def test_what_is_too_much_at_once_is_sent_in_halves(status: int) -> None:
    with endpoint(failed(status, "batch size 3 > 2"), vectors([1.0, 0.0]), vectors([0.0, 1.0], [1.0, 0.0])) as served:
        found = embedder(served.url).embed(["a", "b", "c"])
    assert found.tolist() == [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]
    assert [body["input"] for body in served.bodies()] == [["a", "b", "c"], ["a"], ["b", "c"]]


def test_a_text_that_is_too_long_is_cut_until_it_is_taken() -> None:
    too_long = failed(400, "maximum context length is 100 tokens")
    with endpoint(too_long, too_long, vectors([1.0])) as served:
        assert embedder(served.url).embed(["x" * 1000]).tolist() == [[1.0]]
    assert [len(body["input"][0]) for body in served.bodies()] == [1000, 500, 250]


def test_a_short_text_that_is_refused_is_an_error() -> None:
    said = r"refused to embed with model 'small' \(400\): it says 'no such parameter'"
    with endpoint(failed(400, "no such parameter")) as served, pytest.raises(EmbeddingRefused, match=said):
        embedder(served.url).embed(["ferry"])


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (failed(401, "Incorrect API key: key-1"), r"refused the key .*\(401\): it says 'Incorrect API key: …'"),
        (failed(403, "not yours"), r"refused the key for model 'small' \(403\)"),
        (failed(404, "model not found"), r"knows no embedding model 'small' \(404\): it says 'model not found'"),
    ],
)
def test_a_wrong_key_or_model_is_named_and_not_tried_again(reply: Scripted, message: str) -> None:
    with endpoint(reply) as served, pytest.raises(EmbeddingRefused, match=message):
        embedder(served.url).embed(["ferry"])
    assert len(served.requests) == 1


def test_an_account_without_quota_is_not_called_busy() -> None:
    empty = failed(429, "You exceeded your current quota", AT_ONCE, code="insufficient_quota")
    with endpoint(*[empty] * 3) as served, pytest.raises(EmbeddingRefused, match="has no quota left for this key"):
        embedder(served.url).embed(["ferry"])


@pytest.mark.parametrize(
    "reply",
    [
        as_json({"data": []}),
        as_json({"choices": []}),
        as_json({"data": [{"index": 0, "embedding": None}]}),
        as_json({"data": [{"index": 0, "embedding": [[1.0]]}]}),
        as_json({"data": ["ferry"]}),
        as_json([1, 2]),
        Scripted(kind="text/html", parts=(b"<html>Welcome</html>",)),
        vectors([1.0], [2.0]),
    ],
)
def test_another_answer_than_embeddings_is_an_error(reply: Scripted) -> None:
    with endpoint(reply) as served, pytest.raises(EmbeddingFailed, match="something else than embeddings"):
        embedder(served.url).embed(["ferry"])


@pytest.mark.parametrize("row", [[0.0, 0.0], [float("nan"), 1.0], [1.0]])
def test_vectors_without_a_direction_or_of_another_size_are_an_error(row: list[float]) -> None:
    with endpoint(vectors([1.0, 0.0]), vectors(row)) as served:
        one = embedder(served.url)
        one.embed(["ferry"])
        with pytest.raises(EmbeddingFailed, match="sent vectors that cannot be used"):
            one.embed(["ferry"])


def test_broken_json_is_an_error_that_may_pass() -> None:
    with (
        endpoint(Scripted(parts=(b'{"data": [',))) as served,
        pytest.raises(EmbeddingUnavailable, match="cannot be read"),
    ):
        embedder(served.url).embed(["ferry"])


def test_a_silent_endpoint_is_given_up() -> None:
    with endpoint(*[Scripted(parts=(b"{}",), pause=1.0)] * 3) as served:
        with pytest.raises(EmbeddingUnavailable, match=r"sent nothing for 0\.05 seconds"):
            embedder(served.url, timeout_seconds=0.05).embed(["ferry"])
        assert len(served.requests) == 3


def test_where_nobody_listens_the_error_says_so() -> None:
    with endpoint() as served:
        url = served.url
    with pytest.raises(EmbeddingUnavailable, match=rf"no connection to {url} \(.*refused"):
        embedder(url).embed(["ferry", "harbour"])


@pytest.mark.parametrize("url", ["http://[::1/v1", "http://localhost:port/v1"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(EmbeddingRefused, match="is no address"):
        embedder(url).embed(["ferry"])


def test_a_key_with_characters_that_no_key_has_is_refused() -> None:
    with endpoint() as served, pytest.raises(EmbeddingRefused, match="copy it again"):
        embedder(served.url, key="schlüssel—1").embed(["ferry"])


def test_without_a_key_that_of_openai_is_not_sent_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    with endpoint(vectors([1.0])) as served:
        embedder(served.url, key=None).embed(["ferry"])
    assert served.requests[0].key == "none"


def test_the_fingerprint_names_model_and_address_but_no_password_and_needs_no_request() -> None:
    one = embedder("https://reader:secret@vectors.example/v1/?token=secret")
    assert one.fingerprint == "small@https://vectors.example/v1"
    assert "secret" not in repr(one)
    assert embedder("https://vectors.example/v1").fingerprint == one.fingerprint
    assert EndpointEmbedder(None, None, "m", timeout_seconds=1, retries=0).fingerprint == "m@https://api.openai.com/v1"


def test_an_index_is_searched_with_the_vectors_of_an_endpoint(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text("The ferry to Northmere sails again on Monday.\n", "utf-8")
    (tmp_path / "bread.txt").write_text("Rye bread keeps for a week when it is wrapped in linen.\n", "utf-8")
    with endpoint(vectors([1.0, 0.0], [0.0, 1.0]), vectors([1.0, 0.1])) as served:
        with open_index(tmp_path / "news", embedder=embedder(served.url)) as news:
            news.add([tmp_path])
            nearest, other = news.search("boats", mode="dense")
        sent = served.bodies()[0]["input"]
    assert [text in sent[0] for text in (nearest.passage.text, other.passage.text)] == [True, False]
    with pytest.raises(IndexMismatch, match="small@http"):
        open_index(tmp_path / "news", embedder=embedder("http://elsewhere/v1"))


def test_without_the_endpoint_articles_are_added_and_found_by_their_words(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text("The ferry to Northmere sails again on Monday.\n", "utf-8")
    wrong_key = [failed(401, "who are you?")] * 2
    with endpoint(*wrong_key) as served, open_index(tmp_path / "news", embedder=embedder(served.url)) as news:
        news.add([tmp_path])
        hits = news.search("ferry")
        warnings = news.warnings
        with pytest.raises(EmbeddingRefused):
            news.embed_pending()
    assert [hit.by for hit in hits] == [("lexical",)]
    assert any("refused the key" in warning for warning in warnings)
