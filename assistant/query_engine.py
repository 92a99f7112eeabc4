"""The assistant as a LlamaIndex query engine: checked answers with their citations as source nodes.

Used by LlamaIndex programs, not by this one. LlamaIndex's global `Settings` is never read: it would look for OpenAI.
"""

import asyncio
from threading import Lock
from typing import Unpack

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks.base import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle

from assistant.assistant import Assistant, Filters
from assistant.jsonable import Json, jsonable
from assistant.values import Answer, Citation
from index.nodes import article_facts, node_of


class NewsQueryEngine(BaseQueryEngine):
    """Asks an open assistant, which stays its opener's to close; one question at a time, others wait for it.

    The response's text carries `[n]`: the n-th of its source nodes, the words of an article verbatim, with the metadata
    that `index.NewsRetriever` gives and `kind` (direct, mixed, indirect, passage). A refusal has no source nodes: the
    nearest evidence stands in the response's metadata, with status, reason, and what was dropped and why. Raises as
    `Assistant.ask` does.
    """

    def __init__(
        self, assistant: Assistant, *, callback_manager: CallbackManager | None = None, **filters: Unpack[Filters]
    ) -> None:
        super().__init__(callback_manager)
        self._assistant = assistant
        self._filters = filters
        self._answering = Lock()

    def _query(self, query_bundle: QueryBundle) -> Response:
        with self._answering:
            return response_of(self._assistant.ask(query_bundle.query_str, **self._filters))

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def response_of(answer: Answer) -> Response:
    """The answer as LlamaIndex has it; its metadata is plain JSON."""
    nodes = [NodeWithScore(node=node_of(citation, facts_of(citation))) for citation in answer.citations]
    refusal = answer.refusal
    metadata: dict[str, Json] = {
        "status": answer.status,
        "refusal": refusal and refusal.reason,
        "nearest": jsonable(refusal.nearest if refusal else ()),
        "dropped": jsonable(answer.dropped),
        "notes": jsonable(answer.notes),
        "model": answer.model,
    }
    return Response(response=answer.text, source_nodes=nodes, metadata=metadata)


def facts_of(citation: Citation) -> dict[str, str | None]:
    c = citation
    return {**article_facts(c.article_id, c.published, c.byline, c.url, c.article_kind), "kind": c.kind}
