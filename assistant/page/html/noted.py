"""What articles say of their own faults, as HTML: corrected, clarified, updated, retracted, and on which day."""

from collections.abc import Iterable

from markupsafe import Markup

from assistant.page.html.pieces import joined, safe, short
from assistant.page.noted import Noted
from assistant.page.texts import Texts

_SIGNS = {"retraction": "⚠"}


def notes_html(notes: Iterable[Noted], texts: Texts) -> Markup:
    """A line a note: what was done, when, and the article's own words about it."""
    return joined(_note(note, texts) for note in notes)


def notes_of(article_id: str, notes: Iterable[Noted], texts: Texts) -> Markup:
    """The same, of one article alone."""
    return notes_html((note for note in notes if note.article_id == article_id), texts)


def _note(note: Noted, texts: Texts) -> Markup:
    undated, dated = texts.noted[note.kind]
    what = dated.format(day=texts.day(note.day)) if note.day else undated
    line = Markup(
        '<p class="noted" data-kind="{}"><strong><span aria-hidden="true">{}</span> {}</strong>'
        ' <bdi lang="en">{}</bdi></p>'
    )
    return line.format(note.kind, _SIGNS.get(note.kind, "✎"), what, short(safe(note.text), 280))
