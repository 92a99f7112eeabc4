"""An index is opened: its folder, made where absent, with the models that it is to be used with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.news import NewsIndex
from index.parts import open_parts
from index.rerank import Reranker

if TYPE_CHECKING:
    from index.embedding import Embedder


def open_index(
    path: str | Path,
    *,
    embedder: Embedder | None = None,
    create: bool = True,
    chroma_url: str | None = None,
    reranker: Reranker | None = None,
) -> NewsIndex:
    """The index in the folder `path`, made where absent. Opening takes milliseconds; use it in a `with`, or close it.

    `embedder` None is the embedded model, loaded when vectors are first needed. `chroma_url` keeps the vectors on a
    Chroma server. `reranker` has the last word on the order of hits. Raises IndexMissing (nothing there, and not
    `create`), IndexMismatch, IndexDamaged.
    """
    parts = open_parts(Path(path), create=create, chroma_url=chroma_url)
    if embedder is not None:
        parts.database.require_if_known({"embedding": embedder.fingerprint})
    return NewsIndex(parts, embedder, reranker)
