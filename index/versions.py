"""What changed from one version of an article to the next: by fields, and by paragraphs with the words around."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import cast

from index.sentences import paragraph_spans
from index.values import Article

_FIELDS = ("title", "published", "outlet", "byline", "url", "section", "kind", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`before` became `after`: a field, or a paragraph of the text. None: there was none, or is none any more."""

    field: str
    before: str | None
    after: str | None


def changes(before: Article, after: Article) -> tuple[Change, ...]:
    """What differs between two versions, fields first, then paragraphs in their order."""
    fields = (
        Change(field=name, before=old, after=new)
        for name in _FIELDS
        if (old := _shown(getattr(before, name))) != (new := _shown(getattr(after, name)))
    )
    return (*fields, *_paragraph_changes(_paragraphs(before), _paragraphs(after)))


def _paragraph_changes(old: list[str], new: list[str]) -> Iterator[Change]:
    for tag, start, end, at, to in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, came = old[start:end], new[at:to]
        for number in range(max(len(gone), len(came))):
            yield Change(
                field="text",
                before=gone[number] if number < len(gone) else None,
                after=came[number] if number < len(came) else None,
            )


def _paragraphs(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in paragraph_spans(article.text)]


def _shown(value: object) -> str | None:
    """A field as text; None where it is empty."""
    if isinstance(value, tuple):
        return ", ".join(map(str, cast("tuple[object, ...]", value))) or None
    day = getattr(value, "value", value)
    return None if day is None else str(day)
