"""How close what was found comes to the question, on one scale for all questions: low, the index has no answer.

The scores of hits cannot tell: they compare the hits of one search with each other. Retrieves nothing.
"""

import math
from collections.abc import Callable, Collection, Sequence

from index.lexical import content_stems, stems
from index.query import Query
from index.values import Hit

# Set on questions of six kinds, answerable by the index and not (tests/benchmarks/answers.py). Each part alone is
# worse: area under the curve .95 by words, .97 by both.
_WORDS = 0.7
_ENOUGH_WORDS = 10
"""Of a longer question a passage need not hold more than so many: it asks for several things."""
_AGE, _AGE_DAYS = 0.08, 10.0
"""What ten days, thirty, seventy between the article and the day of asking take away, once, twice, three times."""
_LEAST, _LEAST_WORDS = 0.83, 0.54
"""What an answer needs, with similarity and by words alone: one in twenty answerable questions has less."""
_ASKING = frozenset(
    stem
    for word in (
        "how many much long what which who whom whose when where why did does do was were is are has have had will "
        "would can could according latest recent recently currently"
    ).split()
    for stem in stems(word)
)
"""Stems of the words that make a question one, and that its answer need not have."""

Share = Callable[[Collection[str]], float]
Similarity = Callable[[str, Sequence[str]], Sequence[float] | None]
"""Cosines between a question and texts, None where no model tells them."""


def relevance(query: Query, hits: Sequence[Hit], share: Share, similarity: Similarity) -> float:
    """How close the closest hit comes; 1 and more may be an answer, less is hardly one. 0 without hits.

    The rarity-weighted share of the question's words in the passage and its title, the similarity of its best
    sentences, and less where it is old news on the day of asking.
    """
    asked = _weights(query.text, share)
    longer = max(1.0, len(asked) / _ENOUGH_WORDS)
    cosines = similarity(query.text, [hit.focus for hit in hits]) if hits else None
    best = 0.0
    for place, hit in enumerate(hits):
        held = min(1.0, longer * sum(asked[stem] for stem in _stems(hit) if stem in asked))
        age = _aged(hit, query)
        if cosines is None:
            best = max(best, (held - age) / _LEAST_WORDS)
        else:
            best = max(best, (_WORDS * held + cosines[place] - age) / _LEAST)
    return best


def _weights(question: str, share: Share) -> dict[str, float]:
    """The stems that a question asks with, each with its share of their rarity."""
    words = content_stems(question) or stems(question)
    asked = [stem for stem in words if stem not in _ASKING] or words
    rarity = {stem: -math.log(share([stem])) for stem in dict.fromkeys(asked)}
    whole = sum(rarity.values()) or 1.0
    return {stem: one / whole for stem, one in rarity.items()}


def _stems(hit: Hit) -> set[str]:
    passage = hit.passage
    day = f"{passage.published:%d %B %Y}" if passage.published else ""
    return set(content_stems(f"{passage.title} {passage.text} {passage.outlet or ''} {day}"))


def _aged(hit: Hit, query: Query) -> float:
    """Nothing without `as_of`, and where the question names days of its own: then the search has looked there."""
    day, period = hit.passage.published, query.period
    if query.as_of is None or day is None or (period is not None and period.kind == "absolute"):
        return 0.0
    return _AGE * math.log1p(max(0, (query.as_of - day).days) / _AGE_DAYS)
