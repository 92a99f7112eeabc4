"""One article's way from text to quotes."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.parsing import Parse
from index.speech.marks import paragraphs
from index.speech.skeleton import Skeleton, build
from index.speech.speakers import Speakers
from index.speech.statements import Statement, kind, statements
from index.values import Quote


@dataclass(frozen=True, slots=True)
class Prepared:
    text: str
    skeletons: tuple[Skeleton, ...]


def prepared(text: str) -> Prepared:
    """The text with the skeletons of its paragraphs, ready to parse."""
    return Prepared(text, tuple(build(text, start, end) for start, end in paragraphs(text)))


def quotes(article: Prepared, parses: Sequence[Parse]) -> tuple[Quote, ...]:
    speakers = Speakers.of(article.text, article.skeletons, parses)
    found: list[Quote] = []
    for statement in statements(article.text, article.skeletons, parses):
        found.extend(_quotes(article, statement, speakers.name(statement)))
    return tuple(sorted(found, key=lambda quote: (quote.start, quote.end)))


def _quotes(article: Prepared, statement: Statement, speaker: str | None) -> list[Quote]:
    text = article.text
    regions = article.skeletons[statement.paragraph].regions
    return [
        Quote(
            article_id="",
            start=start,
            end=end,
            text=text[start:end],
            speaker=speaker,
            speaker_start=None if statement.source is None else statement.source[0],
            speaker_end=None if statement.source is None else statement.source[1],
            cue=None if statement.cue is None else text[statement.cue[0] : statement.cue[1]],
            kind=kind(text, (start, end), regions),
        )
        for start, end in statement.pieces
        if start < end
    ]
