"""From parsed paragraphs to statements: which candidates hold, and whose the quotations are that no cue claims.

A statement is what one source says by one cue; "A," he said. "B" is one statement of two pieces.
"""

import re
from collections.abc import Mapping, Sequence

from index.parsing import Parse
from index.speech.links import is_link
from index.speech.marks import Region
from index.speech.paragraph import THRESHOLD, Paragraph, Span, Statement, letters
from index.speech.skeleton import Skeleton, is_title
from index.values import QuoteKind

CLAIM = 0.05
"""A quotation in marks has a cue, as a rule: its likeliest candidate needs no more than this."""
_SIGNED = re.compile(r"[.\s]*\n?\s*[-–—―]{1,2}\s*([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})[^\n\w]*(?:\n|$|,)")


def statements(
    text: str, skeletons: Sequence[Skeleton], parses: Sequence[Parse], learned: Mapping[str, float] | None = None
) -> list[Statement]:
    """All statements of an article, in the order of their first words."""
    found: list[Statement] = []
    before: Skeleton | None = None
    for number, (skeleton, parse) in enumerate(zip(skeletons, parses, strict=True)):
        paragraph = Paragraph(text, number, skeleton, parse)
        found.extend(_stated(paragraph, before, found, learned))
        before = skeleton
    return sorted(found, key=lambda statement: statement.pieces[0])


def _stated(
    paragraph: Paragraph, before: Skeleton | None, earlier: list[Statement], learned: Mapping[str, float] | None
) -> list[Statement]:
    if is_link(paragraph.text, paragraph.skeleton.start, paragraph.skeleton.end):
        return []
    label = paragraph.labelled()
    weighed = [statement for statement in paragraph.weighed(learned) if not paragraph.withheld(statement)]
    here = _likeliest(weighed, label)
    for region in paragraph.standing_alone():
        span = letters(paragraph.text, [(region.start, region.end)])
        if any(statement.letters & span for statement in here) or _is_heading(paragraph, region):
            continue
        here.append(_claimed(weighed, region, here) or _standing(paragraph, region, here, earlier, before))
    return here


def _likeliest(weighed: list[Statement], label: Statement | None) -> list[Statement]:
    """The likeliest statements of which no two report the same words."""
    kept = [label] if label else []
    used = set(label.letters) if label else set[int]()
    for statement in weighed:
        if statement.certainty < THRESHOLD:
            break
        if not statement.letters & used:
            used |= statement.letters
            kept.append(statement)
    return kept


def _is_heading(paragraph: Paragraph, region: Region) -> bool:
    """A paragraph of its own in single marks: a heading that quotes, as the New York Times sets them."""
    text, skeleton = paragraph.text, paragraph.skeleton
    alone = not text[skeleton.start : region.start].strip() and not text[region.end : skeleton.end].strip(" .\n")
    return alone and text[region.start] in "'‘" and len(text[region.start : region.end].split()) < 9


def _claimed(weighed: list[Statement], region: Region, here: list[Statement]) -> Statement | None:
    used = {letter for statement in here for letter in statement.letters}
    for statement in weighed:
        if statement.certainty < CLAIM:
            break
        covers = any(start <= region.start and region.end <= end for start, end in statement.pieces)
        if covers and not statement.letters & used:
            return statement
    return None


def _standing(
    paragraph: Paragraph, region: Region, here: list[Statement], earlier: list[Statement], before: Skeleton | None
) -> Statement:
    """A quotation without a cue of its own, given to who signs it or to the statement it goes on from."""
    piece = Statement(
        pieces=[(region.start, region.end)],
        paragraph=paragraph.number,
        letters=letters(paragraph.text, [(region.start, region.end)]),
    )
    signed = _SIGNED.match(paragraph.text, region.end)
    if signed and region.end >= paragraph.skeleton.end - 2 - len(signed[0]):
        piece.source = piece.head = signed.span(1)
        return piece
    origin = _origin(paragraph, region, here) or _origin_before(paragraph, before, here, earlier)
    if origin is not None:
        piece.source, piece.head, piece.follows = origin.source, origin.head, origin
        if origin.paragraph == paragraph.number or _runs_on(paragraph.text, before):
            piece.cue = origin.cue
    return piece


def _origin(paragraph: Paragraph, region: Region, here: list[Statement]) -> Statement | None:
    """The statement a quotation goes on from in its paragraph: a quotation sooner than a report, but for a colon."""
    left = [statement for statement in here if statement.pieces[0][0] < region.start]
    quoting = [statement for statement in left if _quotes(paragraph, statement)]
    introduced = paragraph.text[paragraph.skeleton.start : region.start].rstrip().endswith(":")
    return _last(left if introduced or not quoting else quoting)


def _origin_before(
    paragraph: Paragraph, before: Skeleton | None, here: list[Statement], earlier: list[Statement]
) -> Statement | None:
    """The statement a quotation that fills its paragraph goes on from: of the paragraph before, where that quoted.

    After an indirect report or a colon without a cue two of three such quotations are somebody else's: no guess.
    """
    last = _last([statement for statement in earlier if statement.paragraph == paragraph.number - 1])
    if last is None or before is None or here:
        return None
    if _runs_on(paragraph.text, before):
        return last
    quoted = any(region.start == last.pieces[-1][0] for region in before.regions)
    announced = paragraph.text[before.start : paragraph.skeleton.start].rstrip().endswith(":")
    return last if quoted and last.candidate is not None and not announced else None


def _last(found: list[Statement]) -> Statement | None:
    return max(found, key=lambda statement: statement.pieces[-1][1], default=None)


def _quotes(paragraph: Paragraph, statement: Statement) -> bool:
    return any(
        start <= region.start and region.end <= end
        for region in paragraph.standing_alone()
        for start, end in statement.pieces
    )


def _runs_on(text: str, before: Skeleton | None) -> bool:
    """Whether the paragraph before left its quotation open, as a quotation of several paragraphs does."""
    return before is not None and any(
        not region.closed and not text[region.end : before.end].strip() for region in before.regions
    )


def kind(text: str, span: Span, regions: Sequence[Region]) -> QuoteKind:
    """How many of the letters stand in quotation marks; a title of a work among the reporter's words counts not."""
    start, end = span
    inside = [region for region in regions if region.start < end and start < region.end]
    own_marks = any(region.start == start for region in inside)
    if not own_marks and all(is_title(text, region) for region in inside):
        return "indirect"
    total = sum(char.isalnum() for char in text[start:end])
    quoted = sum(char.isalnum() for region in inside for char in text[max(start, region.start) : min(end, region.end)])
    if not quoted:
        return "indirect"
    return "direct" if quoted >= total - (4 if text[start:end].startswith("that ") else 0) else "mixed"
