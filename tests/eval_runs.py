"""Question sets put to an index of the samples without a model, for the tests of the evaluation."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant import Assistant, Settings
from assistant.evaluation.evaluations import Evaluation
from assistant.evaluation.kept import Kept, fingerprint_of
from assistant.evaluation.outcomes import Result
from assistant.evaluation.questions import Question
from assistant.evaluation.running import Run
from assistant.evaluation.sets import read_set
from assistant.samples import questions
from index import NewsIndex

SAMPLES = read_set(questions())


def settings(index: Path, **more: Any) -> Settings:
    return Settings.read(index=index, **{"llm": False, **more})


def results(news: NewsIndex, keep: Path, asked: Sequence[Question] = SAMPLES, **more: Any) -> tuple[Result, ...]:
    own = settings(Path(news.status().path), **more)
    run = Run(assistant=Assistant(news, own), kept=Kept(keep, fingerprint_of(own, news)))
    return tuple(run.results(asked))


def evaluation(found: tuple[Result, ...], **more: Any) -> Evaluation:
    return Evaluation(name="samples", setup={}, results=found, asked=len(found), **more)
