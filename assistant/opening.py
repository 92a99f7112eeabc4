"""The index as the settings name it, with its models for search: opened alike for Python, the commands and the page."""

from assistant.settings import Settings
from index import NewsIndex, open_index
from index.embedding import Embedder, OnnxEmbedder
from index.errors import SettingsError
from index.rerank import EndpointReranker, Reranker


def open_news(settings: Settings, *, create: bool = False) -> NewsIndex:
    """The index of the settings. Raises IndexMissing where there is none, unless `create`, and SettingsError."""
    return open_index(
        settings.index,
        embedder=embedder_for(settings),
        create=create,
        chroma_url=settings.chroma_url,
        reranker=reranker_for(settings),
    )


def embedder_for(settings: Settings) -> Embedder:
    """The embedding model that the settings name: an endpoint's, else the embedded one. Loads and asks nothing yet.

    An endpoint without an address of its own is that of the language model, and only then are keys shared: no key is
    sent to an address it was not meant for. Raises SettingsError.
    """
    if settings.embed_model is None:
        if settings.embed_base_url is not None:
            raise SettingsError(f"embed_base_url is {settings.embed_base_url!r}: name its model too, as embed_model")
        return OnnxEmbedder(threads=settings.threads)
    from index.embedding_endpoint import EndpointEmbedder

    shared = settings.embed_base_url is None
    key = settings.embed_api_key or (settings.llm_api_key if shared else None)
    return EndpointEmbedder(
        settings.llm_base_url if shared else settings.embed_base_url,
        key.get_secret_value() if key else None,
        settings.embed_model,
        timeout_seconds=settings.llm_timeout,
        retries=settings.llm_retries,
    )


def reranker_for(settings: Settings) -> Reranker | None:
    """The re-ranking model that the settings name, if they name one. Asks nothing yet. Raises SettingsError."""
    if settings.rerank_url is None:
        if settings.rerank_model is not None:
            raise SettingsError(f"rerank_model is {settings.rerank_model!r}: name its endpoint too, as rerank_url")
        return None
    key = settings.rerank_api_key
    return EndpointReranker(
        settings.rerank_url, model=settings.rerank_model or "", api_key=key.get_secret_value() if key else None
    )
