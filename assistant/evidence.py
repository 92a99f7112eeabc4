"""What an answer may rest on: numbered extracts of articles. The same tuple goes to the prompt and to the checks."""

from dataclasses import dataclass

from index.values import Article, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Extract number `n`: `article.text[start:end]`.

    `quotes` are all statements that the ledger holds of this article, in order. `speaker` is whom the extract's
    pronouns may mean, or who speaks in it.
    """

    n: int
    article: Article
    start: int
    end: int
    speaker: str | None = None
    quotes: tuple[Quote, ...] = ()

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]

    def quotes_at(self, start: int, end: int) -> tuple[Quote, ...]:
        """The statements that share characters with `start:end` of the article."""
        return tuple(quote for quote in self.quotes if quote.start < end and start < quote.end)

    def speakers(self) -> frozenset[str]:
        """Everybody the article gives words to."""
        return frozenset(quote.speaker for quote in self.quotes if quote.speaker)
