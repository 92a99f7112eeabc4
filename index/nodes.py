"""The door to LlamaIndex for spans of articles: each as a TextNode, with exact offsets and its context as metadata.

What is embedded is the node's own rendering of metadata and text, so that a LlamaIndex program that embeds the nodes
gets the vectors the index holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Protocol

from index.values import ArticleKind, Passage, as_day

if TYPE_CHECKING:
    from llama_index.core.schema import TextNode


class Span(Protocol):
    """Characters of an article and what is known of them: a Passage, and whatever else has these fields."""

    @property
    def article_id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def published(self) -> date | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def speaker(self) -> str | None: ...


def node_of(span: Span, facts: Mapping[str, str | None] | None = None) -> TextNode:
    """The span as a node: `article.text[node.start_char_idx:node.end_char_idx] == node.text`.

    `facts` are further metadata, for programs: neither an embedding model nor a language model reads them.
    """
    from llama_index.core.schema import NodeRelationship, ObjectType, RelatedNodeInfo, TextNode  # takes 1.1 s

    day = span.published and as_day(span.published)
    context = {
        "title": span.title,
        "date": day and day.isoformat(),
        "outlet": span.outlet,
        "speaker": span.speaker,
    }
    facts = facts or {}
    return TextNode(
        id_=f"{span.article_id}:{span.start}-{span.end}",
        text=span.text,
        start_char_idx=span.start,
        end_char_idx=span.end,
        metadata={name: value for name, value in {**context, **facts}.items() if value},
        metadata_template="{value}",
        excluded_embed_metadata_keys=["outlet", *facts],
        excluded_llm_metadata_keys=[*facts],
        relationships={
            NodeRelationship.SOURCE: RelatedNodeInfo(node_id=span.article_id, node_type=ObjectType.DOCUMENT)
        },
    )


def article_facts(
    article_id: str, published: date | None, byline: tuple[str, ...], url: str | None, kind: ArticleKind
) -> dict[str, str | None]:
    """What a node says of its article beside the context: `published` as exactly as it is known, in ISO 8601."""
    return {
        "article_id": article_id,
        "published": published and published.isoformat(),
        "byline": ", ".join(byline),
        "url": url,
        "article_kind": None if kind == "unknown" else kind,
    }


def embedded_text(passage: Passage) -> str:
    """What stands for the passage before the embedding model: title, date and speaker, then its text."""
    from llama_index.core.schema import MetadataMode

    return node_of(passage).get_content(MetadataMode.EMBED)
