"""Articles in, evidence out: reading, storing and searching news articles. It knows no model prompt.

What is public stands here; each name is imported when first asked for, as `index.errors` alone must cost nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.inputs import Reading
    from index.news import NewsIndex
    from index.opening import open_index
    from index.quotes import extract_quotes
    from index.readers import read_article
    from index.retriever import NewsRetriever
    from index.values import (
        Article,
        BuildReport,
        Coverage,
        Hit,
        IndexStatus,
        Passage,
        Problem,
        Progress,
        Published,
        Quote,
    )

__all__ = [
    "Article",
    "BuildReport",
    "Coverage",
    "Hit",
    "IndexStatus",
    "NewsIndex",
    "NewsRetriever",
    "Passage",
    "Problem",
    "Progress",
    "Published",
    "Quote",
    "Reading",
    "extract_quotes",
    "open_index",
    "read_article",
]

_ELSEWHERE = {
    "NewsIndex": "index.news",
    "NewsRetriever": "index.retriever",
    "open_index": "index.opening",
    "Reading": "index.inputs",
    "extract_quotes": "index.quotes",
    "read_article": "index.readers",
}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'index' has no attribute {name!r}")
    return getattr(import_module(_ELSEWHERE.get(name, "index.values")), name)
