"""Articles and their quotes put into the ledger as given; the people and places are fictional."""

from datetime import date

from index import ledger, store
from index.news import NewsIndex
from index.values import Article, Published, Quote, QuoteKind

FERRY = (
    "Mayor Anna Ward said the ferry “will sail again” in May.\n\n"
    "She insisted that nobody had been hurt.\n\n"
    "The harbour master, Tom Hale, called the repairs of the ferry “a disgrace”."
)


MILL = "Ward praised the mill in Oslo. Ms. Ward was tired, she added."


def put(news: NewsIndex, article_id: str, text: str, *said: tuple[str | None, str, str], **fields: object) -> None:
    """Add an article with quotes: each the speaker, the mention and the words, where they first stand in `text`."""
    day = fields.pop("day", None)
    published = Published(value=day, found_in="test") if isinstance(day, date) else None
    outlet, title = str(fields.get("outlet", "Gazette")), str(fields.get("title", ""))
    article = Article(id=article_id, title=title, text=text, published=published, outlet=outlet)
    news.add([article], embed=False)
    database = news._parts.database  # pyright: ignore[reportPrivateUsage]
    with database.transaction() as connection:
        key = store.newest_key(connection, article_id)
        assert key is not None
        ledger.put_quotes(connection, key, article, [quote(article, *entry) for entry in said])


def quote(article: Article, speaker: str | None, mention: str, words: str, kind: QuoteKind = "direct") -> Quote:
    start = article.text.index(words)
    at = article.text.index(mention)
    return Quote(
        article_id=article.id,
        start=start,
        end=start + len(words),
        text=words,
        speaker=speaker,
        speaker_start=at,
        speaker_end=at + len(mention),
        cue="said",
        kind=kind,
    )


def ferry(news: NewsIndex, article_id: str = "ferry", **fields: object) -> None:
    put(
        news,
        article_id,
        FERRY,
        ("Anna Ward", "Mayor Anna Ward", "“will sail again”"),
        ("Anna Ward", "She", "that nobody had been hurt"),
        ("Tom Hale", "Tom Hale", "“a disgrace”"),
        **fields,
    )


def words(quotes: tuple[Quote, ...]) -> list[str]:
    return [quote.text for quote in quotes]
