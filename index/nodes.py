"""The door to LlamaIndex for passages: each as a TextNode, with exact offsets and its context as metadata.

What is embedded is the node's own rendering of metadata and text, so that a LlamaIndex program that embeds the nodes
gets the vectors the index holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.values import Passage

if TYPE_CHECKING:
    from llama_index.core.schema import TextNode


def node_of(passage: Passage) -> TextNode:
    """The passage as a node: `article.text[node.start_char_idx:node.end_char_idx] == node.text`."""
    from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode  # takes 1.1 s

    context = {
        "title": passage.title,
        "date": passage.published and passage.published.isoformat(),
        "outlet": passage.outlet,
        "speaker": passage.speaker,
    }
    return TextNode(
        id_=f"{passage.article_id}:{passage.start}-{passage.end}",
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata={name: value for name, value in context.items() if value},
        metadata_template="{value}",
        excluded_embed_metadata_keys=["outlet"],
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=passage.article_id)},
    )


def embedded_text(passage: Passage) -> str:
    """What stands for the passage before the embedding model: title, date and speaker, then its text."""
    from llama_index.core.schema import MetadataMode

    return node_of(passage).get_content(MetadataMode.EMBED)
