"""Who said what, as the page asks for it: the ledger's statements with the articles that they stand in."""

from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.question.slots import question_of
from assistant.values import Slots
from index import NewsIndex
from index.errors import InputError
from index.values import Quote

MOST = 200
"""Statements that are shown of one search."""


class LedgerOrder(BaseModel):
    """Whose statements a browser asks for. Empty texts are none."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    speaker: str = Field(max_length=300)
    about: str = Field(default="", max_length=300)
    since: date | None = None
    until: date | None = None
    outlet: str = Field(default="", max_length=300)

    @classmethod
    def read(cls, text: str) -> "LedgerOrder":
        """The order that a browser sent as JSON. Raises InputError."""
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            raise InputError(f"{'.'.join(map(str, first['loc'])) or 'order'}: {first['msg']}") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A quote with what its article says of itself. `question` asks for it, where the article's day is given, too."""

    quote: Quote
    title: str
    outlet: str | None
    published: date | None
    url: str | None
    question: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found: `total` statements, of which those most on the topic are there, oldest first.

    `close` are names that `speaker` may be a misspelling of; `question` asks for the same in words.
    """

    speaker: str
    about: str
    total: int
    statements: tuple[Statement, ...]
    close: tuple[str, ...] = ()
    question: str = ""


def look_up(news: NewsIndex, order: LedgerOrder) -> Found:
    """The statements asked for. Raises InputError where the days exclude every article."""
    if order.since and order.until and order.since > order.until:
        raise InputError(f"{order.since} is after {order.until}: no day is both")
    speaker, about = order.speaker.strip(), order.about.strip()
    outlets = (order.outlet,) if order.outlet else ()
    quotes = news.said(speaker, about or None, since=order.since, until=order.until, outlets=outlets)
    shown = quotes
    if len(quotes) > MOST:
        shown = news.said(speaker, about or None, since=order.since, until=order.until, outlets=outlets, limit=MOST)
    return Found(
        speaker=speaker,
        about=about,
        total=len(quotes),
        statements=tuple(_statement(news, quote, about) for quote in shown),
        close=() if quotes else news.close_names(speaker)[:8],
        question=question_of(Slots(speaker=speaker, topic=about or None)) or "",
    )


def _statement(news: NewsIndex, quote: Quote, about: str) -> Statement:
    article = news.article(quote.article_id)
    return Statement(
        quote=quote,
        title=article.title,
        outlet=article.outlet,
        published=article.known_day(),
        url=article.url,
        question=question_of(Slots(speaker=quote.speaker, topic=about or None)) or "",
    )
