"""The values that an answer is made of. Offsets are character offsets into `Article.text`, `end` exclusive."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from index.values import ArticleKind, Coverage

Status = Literal["grounded", "partial", "quotes_only", "refused"]
RefusalReason = Literal[
    "index_empty", "nothing_relevant", "speaker_absent", "speaker_not_on_topic", "outside_dates", "only_hearsay"
]
Outcome = Literal["verified", "repaired"]
CitationKind = Literal["direct", "mixed", "indirect", "passage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Characters of an article that an answer rests on: `article.text[start:end] == text`, always.

    `speaker` is who says these words, where they are somebody's; `kind` is how (`passage`: the article's own words).
    """

    n: int
    article_id: str
    title: str
    outlet: str | None
    byline: tuple[str, ...]
    published: date | datetime | None
    url: str | None
    start: int
    end: int
    text: str
    speaker: str | None = None
    kind: CitationKind = "passage"
    article_kind: ArticleKind = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an answer, without markers; `citations` are numbers of `Answer.citations`.

    `repairs` says what was done to it (a moved citation, a quotation put back to the article's words). `by` tells
    whether a model worded it or code put it together from verified quotations.
    """

    text: str
    citations: tuple[int, ...]
    repairs: tuple[str, ...] = ()
    by: Literal["model", "code"] = "model"

    @property
    def outcome(self) -> Outcome:
        return "repaired" if self.repairs else "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something a model wrote that the answer does not hold, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why there is no answer, and the nearest evidence there is. `message` is one readable sentence or two."""

    reason: RefusalReason
    message: str
    nearest: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one article or several tell of something that others tell otherwise. `text` is verbatim in citation `n`.

    `later`: it takes the place of those before it: of the same outlet, or the newer state of a figure that grows.
    `others` counts further articles that tell the same, copies of one report once.
    """

    text: str
    n: int
    outlet: str | None
    day: date | None
    later: bool = False
    others: int = 0
    article_kind: ArticleKind = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Where articles differ on what an answer tells: `versions`, the oldest first. `about` is the sentence at issue."""

    about: str
    kind: Literal["number", "date", "name", "speaker"]
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What a question was understood to ask for: whose words, about what, when. None where it says nothing of it."""

    speaker: str | None = None
    topic: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens that a model read and wrote for one answer."""

    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Seconds from the question to the sources, the model's first text, the first checked sentence, and the answer.

    None where there was no such text or sentence before the answer.
    """

    sources: float = 0.0
    first_text: float | None = None
    first_sentence: float | None = None
    total: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A question with its checked answer. `text` carries `[n]` markers; `consulted` was read but is not cited.

    `notes` are sentences about the answer, not part of it ("No language model: …").
    """

    question: str
    standalone_question: str
    as_of: date | None
    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    consulted: tuple[Citation, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    refusal: Refusal | None = None
    coverage: Coverage | None = None
    model: str | None = None
    usage: Usage = field(default_factory=Usage)
    timings: Timings = field(default_factory=Timings)
    notes: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    slots: Slots = field(default_factory=Slots)

    @property
    def status(self) -> Status:
        """Derived from what the answer holds: never stored, so it cannot contradict it."""
        if self.refusal is not None:
            return "refused"
        if all(sentence.by == "code" for sentence in self.sentences):
            return "quotes_only"
        return "partial" if self.dropped else "grounded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Event: the evidence is known, numbered as the model sees it.

    `sentences` are the ledger's own words, where the question asks for somebody's: an answer already, before any model.
    """

    citations: tuple[Citation, ...]
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Event: the model wrote `text` so far. `sentences` of it have passed their checks, `unchecked` is what follows.

    `citations` are those of `sentences`. What fails its checks is in `text` alone.
    """

    text: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    unchecked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Event, the last: the answer."""

    answer: Answer


Event = Sources | Text | Checked
