"""The values that travel from articles to hits. Plain frozen data: nothing here reads, searches or decides.

Offsets are character offsets into `Article.text`, `end` exclusive: `article.text[start:end]` is the text meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

ArticleKind = Literal["news", "opinion", "live", "unknown"]
QuoteKind = Literal["direct", "mixed", "indirect"]
Retriever = Literal["lexical", "dense", "ledger"]
SearchMode = Literal["hybrid", "lexical", "dense"]
Precision = Literal["year", "month", "day", "time"]


def as_day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When an article was published, how exactly that is known, and where it was found (such as "front matter")."""

    value: date | datetime
    precision: Precision = "day"
    found_in: str

    @property
    def day(self) -> date:
        """What it is sorted and filtered by: of a month or a year alone, its first day."""
        return as_day(self.value)

    def known(self) -> date | datetime | None:
        """What may be told as the day; None where only the month or the year is known."""
        return self.value if self.precision in ("day", "time") else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article. `text` is cleaned once, stored as it is here, and what all offsets refer to."""

    id: str
    title: str
    text: str
    published: Published | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    url: str | None = None
    section: str | None = None
    kind: ArticleKind = "unknown"
    language: str | None = None
    version: int = 1
    retrieved_at: datetime | None = None

    def known_day(self) -> date | None:
        """The day it was published; None where that is not known to the day."""
        return self.published.day if self.published and self.published.known() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of whole sentences of one article, with the context it is indexed with."""

    article_id: str
    start: int
    end: int
    text: str
    title: str
    published: date | None
    outlet: str | None
    speaker: str | None
    """The last person named as a speaker before the passage: whom its first "he" or "she" may mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Something that an article says somebody said: its words, and who, where the article says who.

    `speaker` is the fullest name the article gives the speaker anywhere, None where it names no source;
    `speaker_start:speaker_end` is the mention beside the words ("he"). `cue` is the word of speech ("said").
    `direct` stands in quotation marks throughout, `mixed` in part, `indirect` not at all.
    """

    article_id: str
    start: int
    end: int
    text: str
    speaker: str | None
    speaker_start: int | None = None
    speaker_end: int | None = None
    cue: str | None = None
    kind: QuoteKind
    addressee: str | None = None
    venue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person or an institution whose statements the ledger holds. Days are None where no article is dated."""

    name: str
    key: str
    """First name and surname in lower case: asks for this person alone, where the name does."""
    statements: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found. `score` is comparable within one result only, higher is better; ranks count from 1.

    The sentences closest to the question stand at `focus_start:focus_end` of the article's text; None: not looked for.
    `copies` are the ids of other articles that hold the same passage, or nearly the same, such as a wire report.
    """

    passage: Passage
    score: float
    rank: Mapping[Retriever, int]
    focus_start: int | None = None
    focus_end: int | None = None
    copies: tuple[str, ...] = ()

    @property
    def by(self) -> tuple[Retriever, ...]:
        return tuple(self.rank)

    @property
    def focus(self) -> str:
        """The words of the closest sentences; the whole passage where they were not looked for."""
        start, end = self.focus_start, self.focus_end
        if start is None or end is None:
            return self.passage.text
        return self.passage.text[start - self.passage.start : end - self.passage.start]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One input that could not be used: the others were. `line` counts from 1, None where lines mean nothing.

    `article_id` names the article that was kept all the same (without its date, say), None where nothing was.
    """

    path: str
    reason: str
    line: int | None = None
    article_id: str | None = None

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a long step is: `done` of `total` articles or vectors; None where the total is not known.

    `share` is how much of the inputs has been read, 0 to 1, about; `problems` is how many there were so far.
    """

    stage: Literal["articles", "quotes", "vectors"]
    done: int
    total: int | None = None
    share: float | None = None
    problems: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What one `add` did. `added`, `updated` (new versions) and `unchanged` are article ids in input order.

    `copies` are those added or updated whose words are, by and large, those of another article. `skipped` counts the
    inputs that were not read, because they are as they were.
    """

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    skipped: int = 0
    passages: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """A file or an address that articles came from. `failures` are those in a row until now, since `failing_since`."""

    name: str
    articles: int
    read_at: datetime | None
    failures: int = 0
    failing_since: datetime | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What an index holds, in the words a refusal needs. Days are None where no article is dated."""

    articles: int
    first: date | None
    last: date | None
    undated: int
    newest_retrieved: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """How complete an index is: `*_pending` are passages (articles for quotes) that a derived index lacks yet."""

    path: str
    coverage: Coverage
    passages: int
    quotes: int
    lexical_pending: int
    vectors_pending: int
    quotes_pending: int
    copies: int = 0
    """Articles whose words are, by and large, those of another, which counts as the original."""
    fingerprint: Mapping[str, str] = field(default_factory=dict[str, str])
    bytes_on_disk: int = 0
