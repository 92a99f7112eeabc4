"""The settings name the embedding model: their own, an endpoint's, and with which key."""

from pathlib import Path
from typing import Any

import pytest

from assistant.opening import embedder_for, open_news
from assistant.settings import Settings
from index.embedding import OnnxEmbedder
from index.embedding_endpoint import EndpointEmbedder
from index.errors import IndexMismatch, SettingsError
from tests.endpoint import as_json, endpoint


@pytest.fixture(autouse=True)
def _no_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:  # pyright: ignore[reportUnusedFunction]
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def named(**settings: Any) -> tuple[str, str | None]:
    """Address and key of the endpoint that the settings name."""
    embedder = embedder_for(Settings.read(**settings))
    assert isinstance(embedder, EndpointEmbedder)
    return embedder.url, embedder.api_key


def test_by_default_the_embedded_model_embeds() -> None:
    embedder = embedder_for(Settings.read(llm_base_url="http://localhost:11434/v1", llm_api_key="key"))
    assert isinstance(embedder, OnnxEmbedder)
    assert embedder.fingerprint == OnnxEmbedder().fingerprint


def test_one_setting_has_the_language_models_endpoint_embed() -> None:
    llm = {"llm_base_url": "http://localhost:11434/v1", "llm_api_key": "key"}
    assert named(embed_model="small", **llm) == ("http://localhost:11434/v1", "key")
    assert named(embed_model="small", llm_api_key="key") == ("https://api.openai.com/v1", "key")
    assert named(embed_model="small", embed_api_key="other", **llm) == ("http://localhost:11434/v1", "other")


def test_the_language_models_key_is_sent_to_no_other_address() -> None:
    elsewhere = {"embed_model": "small", "embed_base_url": "http://vectors.example/v1", "llm_api_key": "key"}
    assert named(**elsewhere) == ("http://vectors.example/v1", None)
    assert named(**elsewhere, embed_api_key="other") == ("http://vectors.example/v1", "other")


def test_an_address_without_a_model_is_an_error() -> None:
    with pytest.raises(SettingsError, match="name its model too, as embed_model"):
        embedder_for(Settings.read(embed_base_url="http://vectors.example/v1"))


def test_keys_stay_out_of_what_is_printed() -> None:
    assert "secret" not in repr(Settings.read(embed_api_key="secret"))


def test_an_index_keeps_to_the_model_it_was_built_with(tmp_path: Path) -> None:
    text = tmp_path / "ferry.txt"
    text.write_text("The ferry to Northmere sails again on Monday.\n", "utf-8")
    with endpoint(as_json({"data": [{"index": 0, "embedding": [0.6, 0.8]}]})) as served:
        settings = Settings.read(index=tmp_path / "news", embed_model="small", embed_base_url=served.url)
        with open_news(settings, create=True) as news:
            news.add([text])
            assert news.status().vectors_pending == 0
        with open_news(settings):
            pass
    with pytest.raises(IndexMismatch, match="small@"):
        open_news(Settings.read(index=tmp_path / "news"))
