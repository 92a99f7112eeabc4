"""What goes into the checks and what comes out of them, sentence by sentence."""

from dataclasses import dataclass

from assistant.evidence import Source
from index.values import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sentence as a model wrote it, with the numbers of the sources it names."""

    text: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Characters of a source's article that a sentence rests on."""

    source: Source
    start: int
    end: int

    @property
    def statements(self) -> tuple[Quote, ...]:
        """Those of the ledger that share characters with it."""
        return self.source.quotes_at(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supported:
    text: str
    grounds: tuple[Ground, ...]
    speakers: tuple[str, ...]
    """Whom the sentence makes speak: whom a pronoun of the next one means."""
    repairs: tuple[str, ...] = ()


class Unsupported(Exception):
    """Internal: a sentence fails a check; its message is the reason a reader sees."""
