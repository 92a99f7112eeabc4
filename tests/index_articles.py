"""A few articles of fictional places, and what an index finds: for the tests of the index."""

from datetime import date

from index import NewsIndex
from index.values import Article, Published


def article(article_id: str, text: str, *, day: date | None = None, title: str = "", outlet: str = "Post") -> Article:
    published = Published(value=day, found_in="test") if day else None
    return Article(id=article_id, title=title, text=text, published=published, outlet=outlet)


FERRY = article(
    "ferry", "The ferry to Thornsea was late, said Nils Holm.", day=date(2024, 3, 5), title="Ice on the bay"
)


MILL = article("mill", "The mill burned down. Nobody was hurt.", day=date(2024, 4, 1), outlet="Daily Tide")


CLUB = article("club", "The football club lost again, and the ferry brought its players home.")


def found(news: NewsIndex, query: str, **options: object) -> list[str]:
    return [hit.passage.article_id for hit in news.search(query, **options)]  # pyright: ignore[reportArgumentType]
