"""What one side's answers are worth: right, refused, cited, quoted, and how fast, by the measures of the evaluation."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from assistant.checks import Draft
from assistant.evaluation.citations import cited
from assistant.evaluation.measuring import bears_out
from assistant.evaluation.wording import verbatim
from assistant.evidence import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One side's answer to one question. `drafts` are its sentences with the numbers of the `sources` they cite.

    `dropped` are the sentences that the checks left out, with why.

    `seconds` are to the sources, to the first checked sentence and to the end; None where there was none, or where a
    kept reply says nothing about time.
    """

    text: str
    refused: bool
    drafts: Sequence[Draft] = ()
    sources: tuple[Source, ...] = ()
    dropped: tuple[str, ...] = ()
    seconds: tuple[float | None, float | None, float | None] = (None, None, None)


@dataclass(slots=True)
class Score:
    """Counts over the questions of one set. `absent`: the right answer is a refusal."""

    absent: bool
    asked: int = 0
    refused: int = 0
    right: int = 0
    wrong: int = 0
    sentences: int = 0
    supported: int = 0
    citations: int = 0
    needed: int = 0
    quotations: int = 0
    verbatim: int = 0
    seconds: list[tuple[float | None, float | None, float | None]] = field(
        default_factory=list[tuple[float | None, float | None, float | None]]
    )

    def add(self, given: Given, *, right: bool, wrong: bool) -> None:
        self.asked += 1
        self.seconds.append(given.seconds)
        self.refused += given.refused
        if given.refused:
            return
        self.right += right
        self.wrong += wrong
        counts = cited([(draft.text, draft.sources) for draft in given.drafts], bears_out(given.sources))
        self.sentences += counts.sentences
        self.supported += counts.supported
        self.citations += counts.citations
        self.needed += counts.needed
        articles = [source.article.text for source in given.sources]
        quotations = verbatim((draft.text, articles) for draft in given.drafts)
        self.quotations += len(quotations)
        self.verbatim += sum(quotations)

    def row(self, name: str) -> str:
        right = "" if self.absent else f"right {_of(self.right, self.asked)}, "
        wrong = f"names a wrong one {self.wrong}, " if self.wrong else ""
        cited = f"citation recall {_of(self.supported, self.sentences)}, precision {_of(self.needed, self.citations)}"
        quoted = f"quotations {self.quotations}, verbatim {self.verbatim}"
        return f"  {name:6} refused {_of(self.refused, self.asked)}, {right}{wrong}{cited}, {quoted}"

    def times(self) -> str:
        parts: list[str] = []
        for place, what in enumerate(("sources", "first checked sentence", "end")):
            known = sorted(one for seconds in self.seconds if (one := seconds[place]) is not None)
            if known:
                parts.append(f"{what} {median(known):.2f} s (longest of {len(known)}: {known[-1]:.2f})")
        return f"  {'times':6} {', '.join(parts) or 'none measured'}"


def _of(part: int, whole: int) -> str:
    return f"{part}/{whole} ({part / whole:.2f})" if whole else "0/0"


def refusals(scores: Sequence[Score]) -> str:
    """Precision, recall and F1 of refusals over sets of both kinds."""
    right = sum(score.refused for score in scores if score.absent)
    given = sum(score.refused for score in scores)
    wanted = sum(score.asked for score in scores if score.absent)
    precision, recall = right / max(1, given), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    false = given - right
    answerable = sum(score.asked for score in scores if not score.absent)
    return (
        f"refusals: precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.2f} "
        f"({right} of {wanted} refused rightly, {false} of {answerable} wrongly)"
    )
