"""What an article says of its own faults: corrections, clarifications, updates and retractions, as it prints them.

Known by their wording, in paragraphs of their own or at the end of one. Nothing here judges whether they are right.
"""

import re
from dataclasses import dataclass
from typing import Literal

from index.sentences import paragraph_spans
from index.values import Article

NoteKind = Literal["correction", "clarification", "update", "retraction"]

_THIS = (
    r"this (?:(?:news|opinion|live) )?(?:article|story|report|piece|post|page|column|dispatch|review|interview|obituary"
    r"|headline|blog|item)"
)
_LABEL = r"^\W*(?:editor[’']?s['’]? note\W+)?"
_HAS_BEEN = r"(?:has been|has since been|was|were|is)"
# The first that a paragraph has is its kind: a note that corrects is often called an update, too.
_WORDINGS: tuple[tuple[NoteKind, str], ...] = (
    (
        "retraction",
        rf"{_LABEL}(?:retraction|retracted|withdrawn)\s*[:–—]"
        rf"|\b{_THIS} {_HAS_BEEN} (?:fully )?(?:retracted|withdrawn|taken down|unpublished)"
        rf"|\b(?:retracted|retracts|retracting|withdrawn|withdrew|withdraws) {_THIS}\b",
    ),
    (
        "correction",
        rf"{_LABEL}corrections?(?: appended)?(?: ?\([^)]{{1,60}}\)| [^:–—\n\d]{{0,20}}\d[^:–—\n]{{0,20}})?\s*[:–—]"
        rf"|\b(?:an?|the) (?:earlier|previous|original|prior) (?:version|edition|headline|caption) of {_THIS}"
        rf"|\ba previous (?:headline|caption) (?:mis|incorrectly|wrongly|erroneously)"
        rf"|\b{_THIS} {_HAS_BEEN} (?:corrected|amended|refiled|(?:updated|edited|revised) to correct)"
        rf"|\b{_THIS} (?:corrects|originally (?:mis(?:stated|identified|spelled)|(?:stated|said) incorrectly))"
        r"|^\W*(?:corrects|correcting|refiles|refiled) [^.\n]{0,80}\b(?:paragraphs?|headline|spelling|to correct)\b",
    ),
    (
        "clarification",
        rf"{_LABEL}clarifications?(?: ?\([^)]{{1,60}}\))?\s*[:–—]"
        rf"|\b{_THIS} {_HAS_BEEN} (?:clarified|(?:updated|edited|changed|revised) to clarify)",
    ),
    ("update", rf"\b{_THIS} {_HAS_BEEN} (?:updated|edited|revised) (?:to|with|on|after|following|throughout)\b"),
)
_PATTERNS: tuple[tuple[NoteKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(wording, re.IGNORECASE)) for kind, wording in _WORDINGS
)
_LONGEST = 1500
"""Characters: a longer paragraph is no note."""
_MARKS = re.compile(r"[\"“”]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A paragraph in which an article speaks of itself: `article.text[start:end]` is `text`."""

    kind: NoteKind
    start: int
    end: int
    text: str


def notes_of(article: Article) -> tuple[Note, ...]:
    """The notes of an article, in order."""
    found: list[Note] = []
    for start, end in paragraph_spans(article.text):
        paragraph = article.text[start:end]
        if len(paragraph) <= _LONGEST and (kind := _kind_of(paragraph)):
            found.append(Note(kind=kind, start=start, end=end, text=paragraph))
    return tuple(found)


def _kind_of(paragraph: str) -> NoteKind | None:
    """The kind of note that the paragraph is; what somebody is quoted with is none."""
    for kind, pattern in _PATTERNS:
        match = pattern.search(paragraph)
        if match and len(_MARKS.findall(paragraph[: match.start()])) % 2 == 0:
            return kind
    return None
