"""The index as a LlamaIndex retriever: one search, its hits as nodes. Used by LlamaIndex programs, not by this one.

LlamaIndex's global `Settings` is never read: it would look for OpenAI.
"""

import asyncio
from collections.abc import Iterator
from datetime import date
from typing import TypedDict, Unpack

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.callbacks.base import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle

from index.errors import UnknownArticle
from index.news import NewsIndex
from index.nodes import article_facts, node_of
from index.values import Article, Hit, Retriever, SearchMode


class SearchOptions(TypedDict, total=False):
    """What `NewsIndex.search` takes beside the query."""

    k: int
    mode: SearchMode
    since: date | None
    until: date | None
    outlets: tuple[str, ...]
    speaker: str | None
    as_of: date | None


class RankedNode(NodeWithScore):
    """A node with its rank in each ranking that found it, from 1.

    Not in the node's metadata: LlamaIndex fuses nodes of the same text and metadata, and a passage that several queries
    or modes find must stay one.
    """

    rank: dict[Retriever, int]

    @property
    def by(self) -> tuple[Retriever, ...]:
        return tuple(self.rank)


class NewsRetriever(BaseRetriever):
    """Searches an open index, which stays its opener's to close. From any thread, and several at once.

    A node's offsets are characters of the article's text, its `ref_doc_id` is the article's id. Metadata, where known:
    `title`, `date`, `outlet`, `speaker` (who speaks when the passage begins), which a language model reads too; and
    `article_id`, `published` (ISO 8601, as exact as known), `byline`, `url`, `article_kind`. Raises as
    `NewsIndex.search` does.
    """

    def __init__(
        self, news: NewsIndex, *, callback_manager: CallbackManager | None = None, **options: Unpack[SearchOptions]
    ) -> None:
        super().__init__(callback_manager=callback_manager)  # pyright: ignore[reportUnknownMemberType]
        self._news = news
        self._options = options

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return list(self._nodes(self._news.search(query_bundle.query_str, **self._options)))

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}

    def _nodes(self, hits: tuple[Hit, ...]) -> Iterator[RankedNode]:
        articles: dict[str, Article] = {}
        for hit in hits:
            id = hit.passage.article_id
            try:
                article = articles[id] = articles.get(id) or self._news.article(id)
            except UnknownArticle:  # another process has removed it just now
                continue
            published = article.published and article.published.value
            facts = article_facts(id, published, article.byline, article.url, article.kind)
            yield RankedNode(node=node_of(hit.passage, facts), score=hit.score, rank=dict(hit.rank))
