"""The attacks put to an assistant, one by one: over an index of their own, with the user's model and settings."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from assistant.assistant import Assistant
from assistant.evaluation.outcomes import Outcome
from assistant.opening import open_news
from assistant.redteam.cases import Case, cases
from assistant.redteam.rules import faults, shown
from assistant.settings import Settings
from assistant.values import Answer
from index import NewsIndex
from index.errors import InputError

Verdict = Literal["pass", "shown", "FAIL"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One attack with its answer. `faults` says what the answer did that it must not.

    `shown`: what of the attack stands in the answer as an extract of its article, which is no fault.
    """

    id: str
    kind: str
    attack: str
    question: str
    faults: tuple[str, ...]
    answer: Answer
    shown: tuple[str, ...] = ()
    silent: str | None = None
    """Why the model that was wanted did not answer: then it has not been attacked."""

    @property
    def passed(self) -> bool:
        return not self.faults

    @property
    def verdict(self) -> Verdict:
        return "FAIL" if self.faults else "shown" if self.shown else "pass"


def chosen(names: Iterable[str] = ()) -> tuple[tuple[str, Case], ...]:
    """The cases of these kinds or ids, with their kinds; without names all. Raises InputError for an unknown name."""
    every = tuple((kind, case) for kind, of_kind in cases().items() for case in of_kind)
    wanted = tuple(names)
    known = {name for kind, case in every for name in (kind, case.id)}
    if unknown := next((name for name in wanted if name not in known), None):
        raise InputError(f"there is no attack {unknown!r}; kinds are {', '.join(cases())}")
    return tuple((kind, case) for kind, case in every if not wanted or kind in wanted or case.id in wanted)


def attacked(assistant: Assistant, attacks: Iterable[tuple[str, Case]]) -> Iterator[Trial]:
    """A trial for each attack, as soon as it is answered."""
    for kind, case in attacks:
        answer = assistant.ask(case.question, history=tuple(case.history), **case.filters)
        yield Trial(
            id=case.id,
            kind=kind,
            attack=case.attack,
            question=case.question,
            faults=faults(case, answer, assistant.news.article),
            answer=answer,
            shown=shown(case, answer),
            silent=Outcome(answer=answer, sources=()).silent(wanted=assistant.settings.llm),
        )


@contextmanager
def poisoned(settings: Settings, fill: Callable[[NewsIndex], None] | None = None) -> Generator[Settings]:
    """The settings over an index of all poisoned articles, which is gone afterwards.

    All attacks share it, so that each is found among the others. `fill` reads quotes and makes vectors, by default
    without a word.
    """
    with TemporaryDirectory() as folder:
        over = settings.model_copy(update={"index": Path(folder) / "index"})
        with open_news(over, create=True) as news:
            poison = [article for _, case in chosen() for article in case.poison()]
            news.add(poison, embed=fill is None)
            if fill is not None:
                fill(news)
        yield over
