"""Conflicts found in RGB's counterfactual snippets, and false alarms among its true ones: no model is asked.

`python -m tests.benchmarks.disagreements --data FOLDER`: the folder holds `rgb/en_fact.jsonl.gz` (Chen et al. 2024).
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.accounts.comparing import may_answer, rival_of
from assistant.accounts.disagreement import sentences_of
from assistant.accounts.scene import Place, of_one_thing
from assistant.accounts.told import Value, values_of
from assistant.values import Answer
from index.values import Article
from tests.benchmarks.answer_sets import Record, flat_answers, records

_ANSWERED = 3
"""True snippets of a question from which an answer is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer held against other snippets: the false one `found`, `reworded` in others; an `alarm` for nothing."""

    found: bool
    reworded: bool
    alarm: bool


def conflict(answer: Answer, true: Sequence[str], false: Sequence[str]) -> bool:
    """Whether an answer tells both sides of a conflict: a version with a true value, and one with a false one."""
    return any(
        any(_is_one(version.text, true) for version in one.versions)
        and any(_is_one(version.text, false) for version in one.versions)
        for one in answer.disagreements
    )


def measured(question: Record) -> Iterator[Found]:
    """One `Found` for each of the first true snippets that tells the answer in a sentence of its own."""
    true, false = flat_answers(question["answers"]), [question["fake_answer"]]
    right, wrong = _articles("right", question["positive"]), _articles("wrong", question["positive_wrong"])
    for at, article in enumerate(right[:_ANSWERED]):
        told = next(_telling(article, question["question"], true), None)
        rivals = [_rivals(told, other, question["question"]) if told else [] for other in wrong]
        others = [_rivals(told, other, question["question"]) if told else [] for other in right if other is not article]
        hits = [any(_is_one(value.text, false) for value in values) for values in rivals]
        yield Found(
            found=any(hits),
            reworded=any(hit for place, hit in enumerate(hits) if place != at),
            alarm=any(others),
        )


def _articles(name: str, texts: Sequence[str]) -> list[Article]:
    return [Article(id=f"{name}-{n}", title="", text=text, outlet=f"{name} {n}") for n, text in enumerate(texts)]


def _telling(article: Article, question: str, answers: Sequence[str]) -> Iterator[tuple[Place, Value]]:
    for place in sentences_of(article, 0, len(article.text)):
        for value in values_of(place.text):
            if may_answer(value, question) and _is_one(value.text, answers):
                yield place, value


def _rivals(told: tuple[Place, Value], other: Article, question: str) -> list[Value]:
    place, value = told
    alike = (one for one in sentences_of(other, 0, len(other.text)) if of_one_thing(place, one, question))
    found = (rival_of(value, place, one, question) for one in alike)
    return [rival for rival in found if rival is not None]


def _is_one(text: str, answers: Sequence[str]) -> bool:
    return any(text.lower() in answer.lower() or answer.strip().lower() in text.lower() for answer in answers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    started = time.process_time()
    found = [
        one for question in records(parser.parse_args().data / "rgb" / "en_fact.jsonl.gz") for one in measured(question)
    ]
    total = len(found)
    print(f"answers held against other snippets: {total}, {time.process_time() - started:.0f} s of CPU")
    print(f"conflict found: {sum(one.found for one in found) / total:.3f}")
    print(f"conflict found in a snippet of other wording: {sum(one.reworded for one in found) / total:.3f}")
    print(f"false alarms among true snippets: {sum(one.alarm for one in found) / total:.3f}")


if __name__ == "__main__":
    main()
