"""Articles in, evidence out: reading, storing and searching news articles. It knows no model prompt."""

from index.news import NewsIndex, open_index

__all__ = ["NewsIndex", "open_index"]
