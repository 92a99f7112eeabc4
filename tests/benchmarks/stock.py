"""The stock LlamaIndex way: default chunks, VectorStoreIndex and BM25Retriever, QueryFusionRetriever over both.

Needs `llama-index-retrievers-bm25`. The embedding model is ours, so that the way is compared and not the model.
"""

import time
from collections.abc import Sequence
from typing import Any

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.llms import MockLLM
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.retrievers import QueryFusionRetriever
from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
from pydantic import PrivateAttr

from index.embedding import OnnxEmbedder
from index.values import Article

TOP = 20


class OurEmbedding(BaseEmbedding):
    _embedder: OnnxEmbedder = PrivateAttr(default_factory=OnnxEmbedder)

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.embed(texts).tolist()

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)


class StockRetriever:
    """Over whole articles as documents, each with its title and day as metadata."""

    def __init__(self, articles: Sequence[Article]) -> None:
        bm25: Any = __import__("llama_index.retrievers.bm25", fromlist=["BM25Retriever"])
        began = time.perf_counter()
        documents = [
            Document(id_=a.id, text=a.text, metadata={"title": a.title, "date": str(a.published and a.published.day)})
            for a in articles
        ]
        nodes = SentenceSplitter().get_nodes_from_documents(documents)
        embedding = OurEmbedding(embed_batch_size=256)
        vectors = VectorStoreIndex(nodes, embed_model=embedding)
        self.chunks = len(nodes)
        self._retriever = QueryFusionRetriever(
            [
                vectors.as_retriever(similarity_top_k=TOP),
                bm25.BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=TOP),
            ],
            llm=MockLLM(),
            mode=FUSION_MODES.RECIPROCAL_RANK,
            similarity_top_k=TOP,
            num_queries=1,
            use_async=False,
        )
        self.seconds = time.perf_counter() - began

    def search(self, question: str) -> list[tuple[tuple[str, ...], str]]:
        """Article ids, each in a tuple of its own, with the chunks' texts, best first."""
        return [((node.node.ref_doc_id or "",), node.text) for node in self._retriever.retrieve(question)]
