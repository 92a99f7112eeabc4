"""Where all formats meet: the fields a reader found, checked, and the Article made of them.

A reader fills a Record and calls `articles`; cleaning, ids, dates, outlet, names and kind are settled here once.
"""

import re
import typing
from collections.abc import Iterator, Mapping
from dataclasses import replace
from textwrap import shorten

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from index.clean import clean_line, clean_text
from index.identity import article_id, canonical_url, outlet_of
from index.published import read_date
from index.readers.days import iso_of
from index.readers.locale import locale_of
from index.readers.source import Source
from index.values import Article, ArticleKind, Problem, Published

_TITLE_CHARACTERS = 100
# An end of sentence after a word of four letters or more, so that "Mr.", "Gov." and "U.S." end nothing.
_FIRST_SENTENCE = re.compile(r".*?[a-z0-9]{4}[.!?][\"”’»)]*(?=\s)")
_JOINED = 2
_BETWEEN_NAMES = re.compile(r"\s*(?:,(?!\s*(?:Jr|Sr|I+)\b)|;|&|\band\b)\s*")
_BY = re.compile(r"(?i:by)(?:\s+|$)|(?:Analysis|Opinion|Commentary|Review)\s+(?:(?i:by)\s+)?(?=[A-Z]\S+\s+[A-Z])")
_OPINION = re.compile(
    r"opinions?|comment|commentary|commentisfree|editorials?|op-?ed|columns?|columnists?|viewpoints?|views"
    r"|perspectives?|letters"
)
_LIVE = re.compile(r"live|live-?blog|live-news|live-updates")


class Record(BaseModel):
    """One article's fields as a file gives them. Names in pairs are the same field by two customs."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True, frozen=True)

    id: str | None = Field(default=None, max_length=200)
    title: str | None = None
    text: str
    date: str | None = None
    outlet: str | None = None
    source: str | None = None
    byline: str | tuple[str, ...] | None = None
    author: str | tuple[str, ...] | None = None
    url: str | None = None
    section: str | None = None
    kind: str | None = None
    language: str | None = None

    @field_validator("byline", "author", mode="before")
    @classmethod
    def _without_missing_names(cls, value: object) -> object:
        return [name for name in typing.cast(list[object], value) if name] if isinstance(value, list) else value


def validated(
    fields: Mapping[str, object], source: Source, *, found_in: str, line: int | None = None, name: str = ""
) -> Iterator[Article | Problem]:
    """As `articles`, of fields that nobody has checked; `name` says in a Problem which piece of the file they are."""
    try:
        record = Record.model_validate(fields)
    except ValidationError as error:
        yield source.problem(f"{name}{reason(error)}", line=line)
    else:
        yield from articles(record, source, found_in=found_in, line=line)


def articles(
    record: Record,
    source: Source,
    *,
    found_in: str = "",
    published: Published | None = None,
    line: int | None = None,
    charset: str | None = None,
) -> Iterator[Article | Problem]:
    """The article, then what is doubtful about it; or only a Problem where it has no words.

    The date is `published`, or else the record's, which was `found_in`.
    """
    text = clean_text(record.text)
    if not text:
        yield source.problem("the article has no text", line=line)
        return
    doubts: list[str] = [] if charset is None else [f"is not UTF-8: taken for {charset}"]
    published = published or _published(record, found_in, doubts)
    article = _article(record, text, published, _address(record, source, doubts))
    article = replace(article, retrieved_at=source.retrieved_at) if source.retrieved_at else article
    yield article
    for doubt in doubts:
        yield source.problem(doubt, line=line, article_id=article.id)


def reason(error: ValidationError) -> str:
    """The first thing that is wrong with a record, without quoting it: it may be megabytes long."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    message = first["msg"].replace("line 1 column", "column")
    if first["type"] == "json_invalid":
        return f"is not valid JSON: {message.removeprefix('Invalid JSON: ')}"
    if not first["loc"]:
        return "is not a JSON object with an article's fields"
    name = first["loc"][0]
    return f"the field {name!r} is missing" if first["type"] == "missing" else f"the field {name!r}: {message}"


def title_from(text: str) -> str:
    """A title for an article that has none: its first sentence, cut at a word to 100 characters."""
    paragraph = text.partition("\n\n")[0].replace("\n", " ")
    match = _FIRST_SENTENCE.match(paragraph[:1000])
    sentence = (match[0] if match else paragraph).strip().rstrip(".")
    title = shorten(sentence, _TITLE_CHARACTERS, placeholder="…")
    return title if title.strip("…") else sentence[: _TITLE_CHARACTERS - 1] + "…"


def _article(record: Record, text: str, published: Published | None, url: str | None) -> Article:
    title = _line(record.title) or title_from(text)
    section = _line(record.section)
    return Article(
        id=_line(record.id) or article_id(url=url, title=title, text=text),
        title=title,
        text=text,
        published=published,
        outlet=_line(record.outlet) or _line(record.source) or (outlet_of(url) if url else None),
        byline=_names(record.byline or record.author or ()),
        url=url,
        section=section,
        kind=_kind(record.kind, section, url),
        language=_line(record.language),
    )


def _line(value: str | None) -> str | None:
    return (clean_line(value) or None) if value else None


def _published(record: Record, found_in: str, doubts: list[str]) -> Published | None:
    raw = _line(record.date)
    if raw is None:
        return None
    locale = locale_of(_line(record.language), _line(record.url))
    for written in (raw, *iso_of(raw, locale)):
        try:
            published = read_date(written, found_in=found_in)
        except ValueError:
            continue
        if not published.known():
            doubts.append(f"the date {shorten(raw, 60)!r} names no day, answers tell none (write it as 2021-05-03)")
        return published
    shown = shorten(raw, 60, placeholder="…")
    doubts.append(f"the date {shown!r} is not understood, the article is kept undated (write it as 2021-05-03)")
    return None


def _address(record: Record, source: Source, doubts: list[str]) -> str | None:
    """The article's address as given, if it is one of the web: others ("javascript:…") must never become a link."""
    raw = _line(record.url) or source.url
    if raw is None or canonical_url(raw):
        return raw
    doubts.append(f"the address {shorten(raw, 60, placeholder='…')!r} is not one of the web and is left out")
    return None


def _names(raw: str | tuple[str, ...]) -> tuple[str, ...]:
    """The names of "By Ann Lee and Bo Orr" or of a list, once each, in order; none that is two of the others in one."""
    parts = _BETWEEN_NAMES.split(clean_line(raw)) if isinstance(raw, str) else map(clean_line, raw)
    names = (_BY.sub("", part, count=1) if _BY.match(part) else part for part in parts)
    found = tuple(dict.fromkeys(name for name in names if name))
    return tuple(name for name in found if sum(other in name for other in found if other != name) < _JOINED)


def _kind(kind: str | None, section: str | None, url: str | None) -> ArticleKind:
    """As stated, else by a word for opinion or live reporting in the section or in the address's path."""
    stated = (kind or "").strip().lower()
    for known in typing.get_args(ArticleKind):
        if stated == known:
            return known
    path = (canonical_url(url) or "") if url else ""
    words = {stated, *re.split(r"[\s/&,]+", (section or "").lower()), *path.lower().split("/")[3:]}
    if any(map(_OPINION.fullmatch, words)):
        return "opinion"
    return "live" if any(map(_LIVE.fullmatch, words)) else "unknown"
