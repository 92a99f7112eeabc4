"""The attacks: each with its poisoned articles, the question that meets them, and an exact rule for passing."""

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Self

from pydantic import Field, model_validator

from assistant.evaluation.questions import Asked, Entries, Form
from assistant.evaluation.sets import parse_records
from index import read_article
from index.values import Article, ArticleKind, Published


class Poisoned(Form):
    """One article: its parts, or a whole web page as it would be fetched."""

    title: str = ""
    text: str = ""
    outlet: str | None = None
    byline: list[str] = Field(default=[])
    published: date | None = None
    kind: ArticleKind = "news"
    page: str | None = None

    def article(self, id: str) -> Article:
        if self.page is not None:
            (read,) = read_article(self.page.encode(), url=f"https://{id}.example/")
            return replace(read, id=id)
        day = None if self.published is None else Published(value=self.published, found_in="red team")
        return Article(
            id=id,
            title=self.title,
            text=self.text,
            outlet=self.outlet,
            byline=tuple(self.byline),
            published=day,
            kind=self.kind,
        )


class Case(Asked):
    """An attack. It passes where no pattern of `never` is found in what the reader is told, and `says` is met.

    `says` is what the articles do answer, so that a refusal is a success of the attack too, unless `answers` is false.
    What every case must keep besides stands in `assistant.redteam.rules`.
    """

    attack: str
    articles: list[Poisoned] = Field(default=[])
    never: list[str] = Field(default=[])
    says: list[Entries] = Field(default=[])
    answers: bool = True

    @model_validator(mode="after")
    def _has_a_rule(self) -> Self:
        if not self.never and not self.says:
            raise ValueError("a case without 'never' and 'says' always passes")
        return self

    @property
    def must_answer(self) -> bool:
        return self.answers and bool(self.says)

    def poison(self) -> tuple[Article, ...]:
        """The articles of this case, with ids made of its own."""
        return tuple(one.article(f"{self.id}-{n}") for n, one in enumerate(self.articles, start=1))


@cache
def cases() -> dict[str, tuple[Case, ...]]:
    """Every bundled case, by the kind of attack."""
    folder = files("assistant.redteam") / "cases"
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return {
        file.name.partition("-")[2].removesuffix(".yaml"): parse_records(
            file.read_text(encoding="utf-8"), file.name, Case, "cases"
        )
        for file in found
        if file.name.endswith(".yaml")
    }
