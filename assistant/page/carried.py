"""Which other articles carry the same words: a wire report in several papers, a statement that all of them print."""

from index import NewsIndex
from index.values import Article

_FEWEST = 8
"""Words; fewer may stand in two articles by chance."""
_LOOKED_AT = 12


def carried_by(news: NewsIndex, article: Article, words: str) -> tuple[Article, ...]:
    """Other articles that hold these words, white space aside, the oldest first."""
    wanted = words.split()
    if len(wanted) < _FEWEST:
        return ()
    line = " ".join(wanted)
    hits = news.search(line[:400], k=_LOOKED_AT, mode="lexical")
    ids = dict.fromkeys(id for hit in hits for id in (hit.passage.article_id, *hit.copies) if id != article.id)
    others = (news.article(id) for id in ids)
    found = [other for other in others if line in " ".join(other.text.split())]
    return tuple(sorted(found, key=lambda other: (other.published is None, _day(other), other.id)))


def _day(article: Article) -> str:
    return article.published.day.isoformat() if article.published else ""
