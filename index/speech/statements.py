"""From parsed paragraphs to statements: which candidates hold, and whose the quotations are that no cue claims.

A statement is what one source says by one cue; "A," he said. "B" is one statement of two pieces.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.parsing import Parse
from index.speech.candidates import Candidate, candidates
from index.speech.cues import features, probability
from index.speech.marks import Region
from index.speech.skeleton import Skeleton
from index.values import QuoteKind

Span = tuple[int, int]

THRESHOLD = 0.3
_EDGE = " \t\n\r,;:—–-"


@dataclass(slots=True)
class Statement:
    """`pieces` in article offsets; `source` is the mention, `head` its head word; `paragraph` indexes the parses."""

    pieces: list[Span]
    paragraph: int
    candidate: Candidate | None = None
    cue: Span | None = None
    source: Span | None = None
    head: Span | None = None
    certainty: float = 1.0
    follows: "Statement | None" = None
    letters: set[int] = field(default_factory=set[int])


def statements(
    text: str, skeletons: Sequence[Skeleton], parses: Sequence[Parse], learned: Mapping[str, float] | None = None
) -> list[Statement]:
    """All statements of an article, in the order of their first words."""
    found: list[Statement] = []
    for number, (skeleton, parse) in enumerate(zip(skeletons, parses, strict=True)):
        reader = _Paragraph(text, number, skeleton, parse, learned)
        reader.before = skeletons[number - 1] if number else None
        here = reader.chosen()
        found.extend(_with_quotations(text, reader, here, found))
    return sorted(found, key=lambda statement: statement.pieces[0])


class _Paragraph:
    """One paragraph's candidates, scored."""

    def __init__(
        self, text: str, number: int, skeleton: Skeleton, parse: Parse, learned: Mapping[str, float] | None
    ) -> None:
        self.text = text
        self.number = number
        self.before: Skeleton | None = None
        self.skeleton = skeleton
        self.parse = parse
        stand_ins = frozenset(token.i for token in parse.tokens if skeleton.whole_at(token.start))
        self.all = sorted(
            (
                self._statement(candidate, probability(features(parse, skeleton, candidate), learned))
                for candidate in candidates(parse, stand_ins)
            ),
            key=lambda statement: -statement.certainty,
        )

    def chosen(self) -> list[Statement]:
        """The likeliest candidates of which no two report the same words."""
        used: set[int] = set()
        kept: list[Statement] = []
        for statement in self.all:
            if statement.certainty < THRESHOLD:
                break
            if statement.letters and not statement.letters & used:
                used |= statement.letters
                kept.append(statement)
        return kept

    def span(self, words: tuple[int, int]) -> Span:
        tokens, skeleton = self.parse.tokens, self.skeleton
        return (
            skeleton.origin(tokens[words[0]].start),
            skeleton.origin(tokens[words[1]].end - 1, last=True),
        )

    def _statement(self, candidate: Candidate, certainty: float) -> Statement:
        pieces = [self._trimmed(*self.span(words)) for words in candidate.content]
        return Statement(
            pieces=pieces,
            paragraph=self.number,
            candidate=candidate,
            cue=self.span((candidate.cue, candidate.cue)),
            source=None if candidate.source is None else self.span(candidate.source),
            head=None if candidate.head is None else self.span((candidate.head, candidate.head)),
            certainty=certainty,
            letters={i for start, end in pieces for i in range(start, end) if self.text[i].isalnum()},
        )

    def _trimmed(self, start: int, end: int) -> Span:
        """The span with whole quotation marks, without commas and spaces at its edges."""
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE + ".":
            end -= 1
        for region in self.skeleton.regions:
            if region.start <= start <= region.inner_start:
                start = region.start
            if region.inner_start < end and end <= region.end:
                end = region.end
            if start < region.inner_start and region.start < end < region.end:
                end = region.end
        return start, end


def _with_quotations(text: str, reader: _Paragraph, here: list[Statement], before: list[Statement]) -> list[Statement]:
    """The paragraph's statements with its quotations that stand alone, each given to the statement it goes on from."""
    for region in _standing_alone(reader.skeleton):
        if any(statement.letters & set(range(region.start, region.end)) for statement in here):
            continue
        claimed = _claimed(reader, region, here)
        if claimed is not None:
            here.append(claimed)
            continue
        origin = _origin(text, reader, region, here, before)
        piece = Statement(
            pieces=[(region.start, region.end)],
            paragraph=reader.number,
            letters={i for i in range(region.start, region.end) if text[i].isalnum()},
        )
        if origin is not None:
            piece.source, piece.head, piece.follows = origin.source, origin.head, origin
            if origin.paragraph == reader.number or _runs_on(text, reader):
                piece.cue = origin.cue
        here.append(piece)
    return here


def _standing_alone(skeleton: Skeleton) -> list[Region]:
    whole = {(segment.start, segment.end) for segment in skeleton.segments if segment.whole}
    return [region for region in skeleton.regions if (region.start, region.end) in whole]


def _claimed(reader: _Paragraph, region: Region, here: list[Statement]) -> Statement | None:
    """The likeliest candidate that reports the quotation, though it is unlikely as such: a quotation has a cue."""
    used = {letter for statement in here for letter in statement.letters}
    for statement in reader.all:
        if statement.certainty < 0.05:
            break
        covers = any(start <= region.start and region.end <= end for start, end in statement.pieces)
        if covers and not statement.letters & used:
            return statement
    return None


def _origin(
    text: str, reader: _Paragraph, region: Region, here: list[Statement], before: list[Statement]
) -> Statement | None:
    """The statement that a quotation without a cue of its own goes on from."""
    earlier = [statement for statement in here if statement.pieces[0][0] < region.start]
    if earlier:
        return max(earlier, key=lambda statement: statement.pieces[-1][1])
    later = [statement for statement in here if statement.pieces[0][0] > region.end]
    last = [statement for statement in before if statement.paragraph == reader.number - 1]
    if last and not later:
        return max(last, key=lambda statement: statement.pieces[-1][1])
    return None


def _runs_on(text: str, reader: _Paragraph) -> bool:
    """Whether the paragraph before left its quotation open, as a quotation of several paragraphs does."""
    return reader.before is not None and any(
        not region.closed and not text[region.end : reader.before.end].strip() for region in reader.before.regions
    )


def kind(text: str, span: Span, regions: Sequence[Region]) -> str:
    """ "direct", "mixed" or "indirect" by how many of the letters stand in quotation marks."""
    start, end = span
    total = sum(char.isalnum() for char in text[start:end])
    quoted = sum(
        char.isalnum()
        for region in regions
        for char in text[max(start, region.start) : max(start, min(end, region.end))]
    )
    if not quoted:
        return "indirect"
    rest = re.sub(r"^that\b", "", text[start:end])
    return "direct" if quoted >= total - (4 if len(rest) < end - start else 0) else "mixed"
