"""Citation recall and precision of an answer's sentences (Gao et al. 2023, "Enabling Large Language Models to Generate
Text with Citations"), for any judge of whether sources bear a sentence out. Pure functions, 0 to 1.

They abstain, None, where an answer has no sentence or no citation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Bears = Callable[[str, tuple[int, ...]], bool]
"""Whether the sources with these numbers, taken together, bear the sentence out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """Counts of one answer: sentences and those borne out, citations and those that are needed."""

    sentences: int
    supported: int
    citations: int
    needed: int

    @property
    def recall(self) -> float | None:
        """The share of sentences that all they cite bears out together."""
        return self.supported / self.sentences if self.sentences else None

    @property
    def precision(self) -> float | None:
        """The share of citations that bear their sentence out alone, or without which the others do not."""
        return self.needed / self.citations if self.citations else None


def cited(sentences: Sequence[tuple[str, tuple[int, ...]]], bears: Bears) -> Cited:
    """The counts for sentences with the numbers that they cite."""
    supported = needed = 0
    for text, numbers in sentences:
        numbers = tuple(dict.fromkeys(numbers))
        if not numbers or not bears(text, numbers):
            continue
        supported += 1
        needed += sum(_is_needed(text, one, numbers, bears) for one in numbers)
    citations = sum(len(set(numbers)) for _, numbers in sentences)
    return Cited(sentences=len(sentences), supported=supported, citations=citations, needed=needed)


def _is_needed(text: str, one: int, numbers: tuple[int, ...], bears: Bears) -> bool:
    others = tuple(number for number in numbers if number != one)
    return not others or bears(text, (one,)) or not bears(text, others)
