"""Which passages a search may find: by date, outlet and speaker."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a passage must fulfil. Days are inclusive and keep undated articles; outlets match whole, in any case.

    A passage fulfils `speaker` when one of those who speak in it or into it bears every word of that name.
    """

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    speaker: str | None = None

    def admits(self, day: date | None, outlet: str | None, speakers: Iterable[str]) -> bool:
        return self._admits_day(day) and self._admits_outlet(outlet) and self._admits_speaker(speakers)

    def _admits_day(self, day: date | None) -> bool:
        return day is None or ((self.since is None or day >= self.since) and (self.until is None or day <= self.until))

    def _admits_outlet(self, outlet: str | None) -> bool:
        return not self.outlets or folded(outlet or "") in map(folded, self.outlets)

    def _admits_speaker(self, speakers: Iterable[str]) -> bool:
        if self.speaker is None:
            return True
        wanted = set(folded(self.speaker).split())
        return any(wanted <= set(folded(name).split()) for name in speakers)


@lru_cache(maxsize=10_000)
def folded(name: str) -> str:
    """The name for comparison: no case, no accents, nothing that cannot be encoded."""
    decomposed = unicodedata.normalize("NFKD", name.encode(errors="ignore").decode())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()
