"""Passages that are copies of one another: one wire report in several outlets."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

_SHINGLE = 5  # words
_ALIKE = 0.8
"""Of two texts' five-word runs together, the share that both have (Broder 1997), from which one is a copy."""
_FEWEST = 15  # runs; of shorter texts, sameness means little
_WORD = re.compile(r"\w+")


class Copies:
    """Texts seen so far, by their runs, and which of them a text is a copy of."""

    def __init__(self) -> None:
        self._holders: dict[int, list[int]] = {}
        self._sizes: list[int] = []

    def original_of(self, runs: Collection[int]) -> int | None:
        """The place, in order of `add`, of the first text that this one is a copy of; None where it is new."""
        if len(runs) < _FEWEST:
            return None
        shared = Counter(place for run in runs for place in self._holders.get(run, ()))
        alike = (place for place, both in shared.items() if both >= _ALIKE * (len(runs) + self._sizes[place] - both))
        return min(alike, default=None)

    def add(self, runs: Collection[int]) -> None:
        for run in runs:
            self._holders.setdefault(run, []).append(len(self._sizes))
        self._sizes.append(len(runs))


def runs_of(text: str) -> set[int]:
    """What a text is known by: its runs of five words."""
    words = _WORD.findall(text.lower())
    return set(map(hash, _windows(words)))


def word_runs(text: str) -> list[str]:
    """Its runs of five words as text, which is the same in every process."""
    return [" ".join(run) for run in _windows(_WORD.findall(text.lower()))]


def _windows(words: list[str]) -> Iterable[tuple[str, ...]]:
    return zip(*(words[place:] for place in range(_SHINGLE)), strict=False)
