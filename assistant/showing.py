"""An article with all that is known of it: what `onrecord show` prints and the HTTP interface returns."""

from dataclasses import dataclass

from index import NewsIndex
from index.attribution import extract
from index.corrections import Note, notes_of
from index.values import Article, Quote
from index.versions import Change, changes


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`notes` are what the article says of its own faults, `copies` the ids of others that hold the same report.

    `changes`: what this version changed in the one before it.
    """

    article: Article
    quotes: tuple[Quote, ...]
    notes: tuple[Note, ...]
    copies: tuple[str, ...]
    changes: tuple[Change, ...]


def show(news: NewsIndex, article_id: str, version: int | None = None) -> Shown:
    """The newest version, or the one asked for. Raises UnknownArticle."""
    article = news.article(article_id, version)
    is_newest = version is None or article == news.article(article_id)
    before = news.article(article_id, article.version - 1) if article.version > 1 else None
    return Shown(
        article=article,
        quotes=news.quotes(article_id) if is_newest else extract([article])[0],
        notes=notes_of(article),
        copies=tuple(one for one in news.copies_of(article_id) if one != article_id),
        changes=changes(before, article) if before else (),
    )
