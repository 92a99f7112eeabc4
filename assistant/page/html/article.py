"""An article as HTML, open at the words that are cited."""

from collections.abc import Sequence

from markupsafe import Markup

from assistant.page.html.noted import notes_html
from assistant.page.html.pieces import EMPTY, day, joined, line, link, note, safe
from assistant.page.noted import Noted
from assistant.page.texts import Texts
from index.values import Article


def article_html(
    article: Article,
    place: slice,
    texts: Texts,
    *,
    changed: bool = False,
    carried_by: Sequence[Article] = (),
    noted: Sequence[Noted] = (),
) -> str:
    """An article with `article.text[place]` marked. `changed`: a newer version of it is in the index.

    `carried_by`: other articles with the same words. `noted`: what it says of its own faults.
    """
    parts = article.text[: place.start], article.text[place], article.text[place.stop :]
    before, words, after = map(safe, parts)
    tag = texts.article_kind.get(article.kind)
    page = Markup(
        '<header><h2 lang="{language}">{title}</h2><p class="where">{where} {kind} {link}</p>'
        "{note}{noted}{carried}</header>"
        '<div class="article-text" lang="{language}">{before}<mark id="cited" tabindex="-1">{words}</mark>{after}</div>'
    )
    published = article.published.known() if article.published else None
    byline = texts.by.format(names=", ".join(article.byline)) if article.byline else None
    return str(
        page.format(
            title=safe(article.title) or texts.untitled,
            where=line(article.outlet, day(published, texts), byline),
            kind=Markup('<span class="tag">{}</span>').format(tag) if tag else EMPTY,
            link=link(article.url, texts.original),
            note=note(texts.changed if changed else ""),
            noted=notes_html(noted, texts),
            carried=_carried(carried_by, texts),
            language=article.language or "en",
            before=before,
            words=words,
            after=after,
        )
    )


def missing_html(message: str, texts: Texts) -> str:
    """In the place of an article that cannot be shown."""
    page = Markup('<header><h2>{}</h2><p class="note">{}</p></header>')
    return str(page.format(texts.not_shown, safe(message)))


def _carried(articles: Sequence[Article], texts: Texts) -> Markup:
    if not articles:
        return EMPTY
    entries = joined(_carrier(article, texts) for article in articles)
    return Markup('<div class="carried"><p>{}</p><ul>{}</ul></div>').format(texts.carried, entries)


def _carrier(article: Article, texts: Texts) -> Markup:
    published = article.published.known() if article.published else None
    where = line(article.outlet, day(published, texts), article.title or texts.untitled)
    return Markup("<li>{} {}</li>").format(where, link(article.url, texts.original))
