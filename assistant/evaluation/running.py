"""A question set put to an assistant: each question asked once, or taken from what was kept, in the set's order."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass

from assistant.assistant import Assistant
from assistant.evaluation.kept import Kept
from assistant.evaluation.measuring import Price, figures
from assistant.evaluation.outcomes import Outcome, Result
from assistant.evaluation.questions import Question
from assistant.values import Checked, Citation, Sources
from index.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a set is run. `jobs` questions are asked at a time; `price` is in dollars a million tokens."""

    assistant: Assistant
    kept: Kept
    jobs: int = 1
    price: Price | None = None

    def results(self, questions: Sequence[Question]) -> Iterator[Result]:
        """A result for each question, in their order, each as soon as those before it are there.

        Leaving the iterator leaves what is not begun; what was answered is kept. Raises as `Assistant.ask` does.
        """
        if self.jobs == 1:
            yield from map(self._result, questions)
            return
        pool = ThreadPoolExecutor(self.jobs)
        try:
            yield from pool.map(self._result, questions)
        finally:
            pool.shutdown(cancel_futures=True)

    def _result(self, question: Question) -> Result:
        before = self.kept.get(question)
        outcome = before or asked(question, self.assistant)
        silent = outcome.silent(wanted=self.assistant.settings.llm)
        if before is None and silent is None:
            self.kept.put(question, outcome)
        found = figures(question, outcome, self.assistant.news, self.price)
        return Result(question=question, outcome=outcome, figures=found, kept=before is not None, silent=silent)


def asked(question: Question, assistant: Assistant) -> Outcome:
    """The outcome of one question. Raises as `Assistant.stream` does, and names the question where it is unusable."""
    sources: tuple[Citation, ...] = ()
    stream = assistant.stream(question.question, history=tuple(question.history), **question.filters)
    try:
        with closing(stream):
            for event in stream:
                if isinstance(event, Sources):
                    sources = event.citations
                elif isinstance(event, Checked):
                    return Outcome(answer=event.answer, sources=sources)
    except InputError as error:
        raise InputError(f"question {question.id!r}: {error}") from error
    raise AssertionError("a stream of events ends with Checked")


def selected(questions: Sequence[Question], tags: Sequence[str] = (), limit: int | None = None) -> tuple[Question, ...]:
    """Those with any of the tags, at most `limit`, in their order. Raises InputError where none is left."""
    chosen = tuple(one for one in questions if not tags or not set(tags).isdisjoint(one.tags))[:limit]
    if not chosen:
        known = sorted({tag for one in questions for tag in one.tags})
        raise InputError(
            f"no question has the tag {' or '.join(map(repr, tags))}; tags are {', '.join(known) or 'none'}"
        )
    return chosen
