"""The pytest plugin: `pytest --onrecord-set set.yaml` runs each question of the set as a test.

pytest loads this module in every project where OnRecord is installed, so it imports nothing of OnRecord until a set is
named.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from assistant.evaluation.outcomes import Result
    from assistant.evaluation.questions import Question
    from assistant.evaluation.running import Run

_STACK = pytest.StashKey[ExitStack]()
_RUN = pytest.StashKey["Run"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("onrecord", "OnRecord question sets")
    group.addoption(
        "--onrecord-set", action="append", default=[], type=Path, metavar="SET", help="each question of SET is a test"
    )
    group.addoption("--onrecord-index", type=Path, metavar="DIR", help="the index asked; else that of the settings")
    group.addoption("--onrecord-no-llm", action="store_true", help="ask without a language model")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Before the others, so that -k and -m choose among questions too."""
    paths: list[Path] = config.getoption("--onrecord-set") or []
    for path in paths:
        items += _QuestionSet.of(session, path).collect()


def pytest_unconfigure(config: pytest.Config) -> None:
    if _STACK in config.stash:
        config.stash[_STACK].close()


class _QuestionSet(pytest.File):
    @classmethod
    def of(cls, session: pytest.Session, path: Path) -> _QuestionSet:
        return cls.from_parent(session, path=path.absolute(), name=str(path))  # pyright: ignore[reportUnknownMemberType]

    def collect(self) -> Iterator[_QuestionItem]:
        from assistant.evaluation.sets import read_set
        from index.errors import InputError

        try:
            questions = read_set(self.path)
        except InputError as error:
            raise pytest.UsageError(str(error)) from error
        for question in questions:
            yield _QuestionItem.of(self, question)


class _Failed(Exception):
    """A question did not pass; carries its result."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.silent or ", ".join(result.failed))
        self.result = result


class _QuestionItem(pytest.Item):
    question: Question

    @classmethod
    def of(cls, parent: _QuestionSet, question: Question) -> _QuestionItem:
        item = cls.from_parent(parent, name=question.id)  # pyright: ignore[reportUnknownMemberType]
        item.question = question
        return item

    def runtest(self) -> None:
        (result,) = _run(self.config).results([self.question])
        if result.silent or not result.passed:
            raise _Failed(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if not isinstance(excinfo.value, _Failed):
            return super().repr_failure(excinfo, style)
        result = excinfo.value.result
        expected = result.question.expect.model_dump(exclude_defaults=True) if result.question.expect else "a refusal"
        return f"{self.question.question}\nfailed: {excinfo.value}\nexpected: {expected}\n{result.outcome.answer.text}"

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, f"question {self.name}"


def _run(config: pytest.Config) -> Run:
    """What questions are asked with, opened for the first and closed with pytest."""
    if _RUN not in config.stash:
        from assistant.evaluation.preparing import prepared
        from assistant.settings import Settings

        without = config.getoption("--onrecord-no-llm")
        settings = Settings.read(index=config.getoption("--onrecord-index"), llm=False if without else None)
        config.stash[_STACK] = ExitStack()
        config.stash[_RUN] = config.stash[_STACK].enter_context(prepared(settings))
    return config.stash[_RUN]
