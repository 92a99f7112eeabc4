"""What the articles behind an answer say of their own faults: that they were corrected or retracted, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.checks.dates import dates_of
from assistant.values import Answer
from index import NewsIndex
from index.corrections import NoteKind, notes_of
from index.errors import UnknownArticle
from index.values import Article

_HEAD = 60
"""Characters in which a note tells its own day: "Correction, 4 May 2021: …"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A note of an article on itself: `article.text[start:end]`. `day` is when it was made, as far as that is known."""

    article_id: str
    kind: NoteKind
    start: int
    end: int
    text: str
    day: date | None = None


def noted_in(answer: Answer, news: NewsIndex) -> tuple[Noted, ...]:
    """The notes of every article that is shown with an answer, as the article stands in the index now."""
    nearest = answer.refusal.nearest if answer.refusal else ()
    shown = dict.fromkeys(c.article_id for c in (*answer.citations, *answer.consulted, *nearest))
    return tuple(note for id in shown for note in _noted(id, news))


def notes_on(article: Article, news: NewsIndex) -> tuple[Noted, ...]:
    """The notes of one version of an article."""
    return tuple(
        Noted(
            article_id=article.id,
            kind=note.kind,
            start=note.start,
            end=note.end,
            text=note.text,
            day=_told_day(note.text) or _version_day(note.text, news.versions(article.id)),
        )
        for note in notes_of(article)
    )


def retracted(notes: Iterable[Noted]) -> frozenset[str]:
    """The ids of the articles that were retracted."""
    return frozenset(note.article_id for note in notes if note.kind == "retraction")


def _noted(article_id: str, news: NewsIndex) -> tuple[Noted, ...]:
    try:
        return notes_on(news.article(article_id), news)
    except UnknownArticle:  # deleted while the answer was written
        return ()


def _told_day(text: str) -> date | None:
    """The day at the beginning of a note, where it is told whole."""
    for dated in dates_of(text[:_HEAD]):
        if dated.year and dated.month and dated.day:
            try:
                return date(dated.year, dated.month, dated.day)
            except ValueError:
                return None
    return None


def _version_day(text: str, versions: tuple[Article, ...]) -> date | None:
    """The day on which a version with the note was first read, where an earlier one was without it."""
    first = next((at for at, version in enumerate(versions) if text in version.text), 0)
    read = versions[first].retrieved_at if first else None
    return read.date() if read else None
