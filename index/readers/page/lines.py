"""Paragraphs of a body that are not the article's words: its headline again, promotions, credits, notes to readers."""

import re
from collections.abc import Iterable, Iterator

_KEY = re.compile(r"[\W_]+")
_SHORT = 260  # characters: no promotion is longer
_HEAD = 8  # lines in which the day and the byline may stand
_LABEL = (
    r"(?:read\ (?:more|next|this)|also\ read|see\ also|related|more|must\ read|required\ reading|watch|listen"
    r"|recommended|photos?|video|gallery)"
)
# Whole lines only: what looks like one of these inside a sentence is a sentence.
_ASIDE = re.compile(
    rf"""
    {_LABEL}(?:\s+(?:on|from|stories|articles|coverage|content))?\s*[:|–—-]\s*\S.{{0,200}}   # Read more: …
    | (?:{_LABEL}|advertisement|sponsored(?:\slink)?|ad|share|comments?|loading|trending|caption|image)[.:…]*
    | (?:article|story)\ continues\ (?:below|after)(?:\ this)?\ (?:ad|advertisement)
    | [\[(]?(?:image|photo|photograph|picture|illustration|video|credit|source)s?(?:\ credits?|\ sources?)?
      \s?(?:via|by|:|courtesy).{{0,150}}                                                   # Photo by …
    | .{{0,100}}\((?:AP|AFP|Reuters|Getty|PA)\ ?(?:Photo|Images)?(?:/[^)]{{0,60}})?\)      # … (AP Photo/…)
    | .{{0,80}}(?:Getty\ Images|AFP\ via\ Getty).{{0,60}}
    """,
    re.I | re.X,
)
_TO_READERS = re.compile(
    r"\b(?:newsletter|subscribe|sign up|our app|inbox|follow us|click here|affiliate|commission|all rights reserved"
    r"|independently (?:selected|chosen)|contact (?:the )?(?:reporter|author)|(?:may|can) be reached at"
    r"|read the original article|wherever you get your podcasts|support our (?:newsroom|journalism)"
    r"|journalism needs your support)\b|©",
    re.I,
)
_SAYING = re.compile(r"[“\"”]|\b(?:said|says|told)\b")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATED = re.compile(
    rf"(?:(?:(?:first )?published|updated|posted|last modified|last updated|by)\b.{{0,80}})?\W*(?:[a-z]{{3,6}}day\W*)?"
    rf"(?:\d{{1,2}}:\d\d.{{0,12}})?(?:{_MONTH}\.? \d{{1,2}},? \d{{4}}|\d{{1,2}} {_MONTH}\.?,? \d{{4}})(?:\W.{{0,30}})?",
    re.I,
)


def article_lines(lines: Iterable[str], title: str) -> Iterator[str]:
    """The lines that are the article's; `title` is its headline, which the text does not repeat."""
    headline = _KEY.sub("", title).casefold()
    before = ""
    for number, line in enumerate(lines):
        key = _KEY.sub("", line).casefold()
        if not key or key == before or (key == headline and number < _HEAD):
            continue
        if not _is_aside(line) and not (number < _HEAD and _DATED.fullmatch(line)):
            yield line
            before = key


def _is_aside(line: str) -> bool:
    if len(line) > _SHORT:
        return False
    # A story about newsletters quotes somebody on them, a note to the reader does not.
    return bool(_ASIDE.fullmatch(line) or (_TO_READERS.search(line) and not _SAYING.search(line)))
