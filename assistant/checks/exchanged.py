"""Whether a small word of a sentence is another one in its evidence: "all" for "most", "before" for "after"."""

from assistant.checks.marks import Mark, marks_of
from assistant.checks.synonyms import held_in

_RANGES = {"all": (1.0, 1.0), "most": (0.53, 1.0), "many": (0.1, 1.0), "some": (0.0, 1.0), "few": (0.0, 0.4)}
"""Between which shares of a whole a word holds."""
_LEAST = 3
"""From how much in common two marks are of one thing."""
_SAME_VERB = 3
_ROUNDING = 0.02


def exchanged(sentence: str, evidence: str, title: str) -> str | None:
    """A mark of the sentence whose thing has another one in the evidence, and not this one; None without one."""
    theirs = (*marks_of(evidence), *marks_of(title))
    for mine in marks_of(sentence):
        rivals = [(_closeness(mine, other), other) for other in theirs if other.kind == mine.kind]
        best = max((score for score, _ in rivals), default=0)
        near = [other for score, other in rivals if score >= max(best, _LEAST)]
        if near and not any(_agree(mine, other) for other in near) and not _is_told_beside(mine, near[0], rivals):
            return f"the source says “{near[0].text}”, not “{mine.text}”"
    return None


def _is_told_beside(mine: Mark, rival: Mark, others: list[tuple[int, Mark]]) -> bool:
    """Whether the same is told of what the rival says nothing of: "lost a vote in 2021 and won one in 2023"."""
    if not mine.is_act:
        return False
    about = [
        held_in(mine.close | mine.clause, other.close | other.clause) for _, other in others if _agree(mine, other)
    ]
    return any(shared - held_in(mine.close | mine.clause, rival.close | rival.clause) for shared in about)


def _closeness(mine: Mark, other: Mark) -> int:
    """How much tells that both are of one thing; 0 where what they belong to shows that they are not."""
    beside = held_in(mine.close, other.close)
    if mine.close and other.close and not beside:
        return 0
    around = held_in(mine.clause - mine.close, other.clause)
    return 2 * len(beside) + len(around) + (_SAME_VERB if mine.verb and mine.verb == other.verb else 0)


def _agree(mine: Mark, other: Mark) -> bool:
    if mine.kind != "share" or mine.value == other.value:
        return mine.value == other.value
    (low, high), (least, most) = _range(mine.value), _range(other.value)
    return low - _ROUNDING <= least and most <= high + _ROUNDING


def _range(share: str) -> tuple[float, float]:
    return _RANGES.get(share) or (float(share), float(share))
