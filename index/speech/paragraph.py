"""One parsed paragraph: what it may state, in the article's offsets, and which of it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from index.parsing import Parse, Token
from index.speech.candidates import Candidate, Words, candidates
from index.speech.cues import features, probability
from index.speech.dialogue import is_speaker, label
from index.speech.marks import Region
from index.speech.skeleton import Skeleton

Span = tuple[int, int]

THRESHOLD = 0.33
"""A candidate this likely is stated: measured on held-out articles, the best balance of found and right."""
_EDGE = " \t\n\r,;:—–-"
_TELLING = frozenset("say tell reveal disclose specify elaborate explain mention give name comment".split())


@dataclass(slots=True)
class Statement:
    """What one source says by one cue, in article offsets; `head` is the head word of `source`, the mention.

    "A," he said. "B" is one statement: its second piece is added later, as a statement that `follows` the first.
    `paragraph` and `candidate` say where it was read, None where only marks or a label did.
    """

    pieces: list[Span]
    paragraph: int
    candidate: Candidate | None = None
    cue: Span | None = None
    source: Span | None = None
    head: Span | None = None
    certainty: float = 1.0
    follows: "Statement | None" = None
    letters: frozenset[int] = field(default_factory=frozenset[int])


@dataclass(slots=True)
class Paragraph:
    text: str
    number: int
    skeleton: Skeleton
    parse: Parse

    def proposals(self) -> Iterator[Statement]:
        """Every candidate as a statement, none of them weighed."""
        stand_ins = frozenset(token.i for token in self.parse.tokens if self.skeleton.whole_at(token.start))
        mark_ends = frozenset(
            token.i
            for token in self.parse.tokens
            if token.pos != "PUNCT" and self.skeleton.ends_marks(*self.span((token.i, token.i)))
        )
        for candidate in candidates(self.parse, stand_ins, mark_ends):
            pieces = [self._trimmed(*self._framed(*self.span(words))) for words in candidate.content]
            pieces = self._quoted_only([piece for piece in pieces if piece[0] < piece[1]])
            statement = Statement(
                pieces=pieces,
                paragraph=self.number,
                candidate=candidate,
                cue=self.span((candidate.cue, candidate.cue)),
                letters=letters(self.text, pieces),
            )
            if candidate.source is not None and candidate.head is not None and not self._doubtful(candidate):
                statement.source = self.span(candidate.source)
                statement.head = self.span((candidate.head, candidate.head))
            if statement.letters:
                yield statement

    def weighed(self, learned: Mapping[str, float] | None = None) -> list[Statement]:
        """The proposals, likeliest first."""
        found: list[Statement] = []
        for statement in self.proposals():
            if statement.candidate is not None:
                statement.certainty = probability(features(self.parse, self.skeleton, statement.candidate), learned)
                found.append(statement)
        return sorted(found, key=lambda statement: -statement.certainty)

    def withheld(self, statement: Statement) -> bool:
        """Whether the cue says that something was not said: "did not say why", "declined to comment"."""
        if statement.candidate is None:
            return False
        cue = self.parse.tokens[statement.candidate.cue]
        if cue.lemma in _TELLING and _negated(self.parse, cue):
            return True
        if cue.lemma not in {"decline", "refuse"}:
            return False
        kept_back = _TELLING | {"comment", "speak", "talk", "respond", "discuss", "answer"}
        return any(self.parse.tokens[i].lemma in kept_back for i in self.parse.children[cue.i])

    def labelled(self) -> Statement | None:
        """ "Ana Roe: We will win", in headlines and transcripts: the whole rest of the paragraph."""
        start, end = self.skeleton.start, self.skeleton.end
        found = label(self.text, start, end)
        if found is None or "\n" in self.text[start:end].strip():
            return None
        if not is_speaker(found, self.text, first=self.number == 0):
            return None
        piece = self._trimmed(found.end(), end)
        return Statement(
            pieces=[piece],
            paragraph=self.number,
            cue=(found.end(1), found.end(1) + 1),
            source=found.span(1),
            head=found.span(1),
            letters=letters(self.text, [piece]),
        )

    def standing_alone(self) -> list[Region]:
        """The quotations that are no part of the reporter's own sentence."""
        whole = {(segment.start, segment.end) for segment in self.skeleton.segments if segment.whole}
        return [region for region in self.skeleton.regions if (region.start, region.end) in whole]

    def span(self, words: Words) -> Span:
        tokens, skeleton = self.parse.tokens, self.skeleton
        return skeleton.origin(tokens[words[0]].start), skeleton.origin(tokens[words[1]].end - 1, last=True)

    def _doubtful(self, candidate: Candidate) -> bool:
        """Whether the source is a thing that only another verb connects with a noun or an attribute as cue, or "its".

        Two of three such sources were wrong: better none ("missed the [opportunity] for [criticism] of the plan").
        """
        head, cue = self.parse.tokens[candidate.head or 0], self.parse.tokens[candidate.cue]
        if head.lower in {"it", "its", "that", "this", "which"} and (head.dep == "poss" or head.head != cue.i):
            return True
        far = head.pos == "NOUN" and head.head != cue.i and cue.head != head.i
        return far and (cue.pos in {"NOUN", "ADJ"} or (cue.dep == "acl" and head.dep == "dobj"))

    def _quoted_only(self, pieces: list[Span]) -> list[Span]:
        """A broken quotation goes on in marks: what else follows belongs to the frame ("…," she said, leaving)."""
        whole = self.standing_alone()
        if len(pieces) < 2 or not any(region.end == pieces[0][1] for region in whole):
            return pieces
        return [pieces[0], *(p for p in pieces[1:] if any(p[0] <= region.start < p[1] for region in whole))]

    def _framed(self, start: int, end: int) -> Span:
        """The span without the reporter's words after a whole quotation that ends with a comma: "…," said Roe on
        Monday.
        """
        inside = [region for region in self.standing_alone() if start <= region.start and region.end < end]
        if inside and self.text[inside[-1].start : inside[-1].inner_end].rstrip(" ’'").endswith(","):
            return start, inside[-1].end
        return start, end

    def _trimmed(self, start: int, end: int) -> Span:
        """The span with whole quotation marks, without commas and spaces at its edges."""
        while start < end and self.text[start] in _EDGE:
            start += 1
        while end > start and self.text[end - 1] in _EDGE + ".":
            end -= 1
        for region in self.skeleton.regions:
            if region.start <= start <= region.inner_start:
                start = region.start
            if region.inner_start < end <= region.end:
                end = region.end
        return start, end


def _negated(parse: Parse, cue: Token) -> bool:
    """Whether a verb of telling is denied itself or hangs on one that denies it ("refused to say")."""
    kids = [parse.tokens[i] for i in parse.children[cue.i]]
    if any(kid.dep == "neg" for kid in kids):
        return True
    above = parse.tokens[cue.head]
    return cue.dep == "xcomp" and (
        above.lemma in {"decline", "refuse", "fail"}
        or any(parse.tokens[i].dep == "neg" for i in parse.children[above.i])
    )


def letters(text: str, spans: list[Span]) -> frozenset[int]:
    """The offsets of letters and digits: two reports are of the same words if they share some."""
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())
