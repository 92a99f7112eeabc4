"""What a search found for questions with a known article, counted: one line of figures a side."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from index import NewsIndex
from index.values import Hit, SearchMode
from tests.benchmarks.measures import hit_at, milliseconds, reciprocal_rank

Record = dict[str, Any]
READ = 5_000
"""Characters of what is found, from the first on: five passages of one side may be as long as twenty of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one side found: the ids of articles with the text they hold, best first; the best sentences of the first."""

    passages: Sequence[tuple[tuple[str, ...], str]]
    focus: str = ""


Search = Callable[[Record, bool], Found]
"""The question, and whether the day it is asked on is told."""


@dataclass(slots=True)
class Tally:
    """Figures of one side over the questions, and a line to print them in."""

    name: str
    ranks: list[int | None] = field(default_factory=list[int | None])
    told: list[int | None] = field(default_factory=list[int | None])
    in_five: list[bool] = field(default_factory=list[bool])
    in_reading: list[bool] = field(default_factory=list[bool])
    in_focus: list[bool] = field(default_factory=list[bool])
    seconds: list[float] = field(default_factory=list[float])

    def row(self) -> str:
        answered = (self.in_five, self.in_reading, self.in_focus)
        five, read, focus = (sum(held) / max(1, len(held)) for held in answered)
        mrr, wider = reciprocal_rank(self.ranks), reciprocal_rank(self.told)
        hits = " ".join(f"{hit_at(k, self.ranks):5.3f}" for k in (1, 5, 10))
        took = milliseconds(self.seconds)
        return f"{self.name:36} {mrr:5.3f}  {hits}  {wider:5.3f}  {five:5.3f}  {read:5.3f}  {focus:5.3f}  {took}"


HEADER = (
    f"{'':36} {'MRR':5}  {'h@1':5} {'h@5':5} {'h@10':5}  {'MRR+':5}  {'ans@5':5}  {'ans5k':5}  {'focus':5}  p50 / p95"
)


def ours(news: NewsIndex, mode: SearchMode = "hybrid", outlets: tuple[str, ...] = ()) -> Search:
    def search(question: Record, told: bool) -> Found:
        day = date.fromisoformat(question["date"]) if told else None
        return found(news.search(question["question"], 20, mode, as_of=day, outlets=outlets))

    return search


def found(hits: Sequence[Hit]) -> Found:
    passages = [((hit.passage.article_id, *hit.copies), hit.passage.text) for hit in hits]
    return Found(passages=passages, focus=hits[0].focus if hits else "")


def tallied(name: str, questions: Sequence[Record], search: Search, told: bool) -> Tally:
    tally = Tally(name)
    for question in questions:
        began = time.perf_counter()
        got = search(question, told)
        tally.seconds.append(time.perf_counter() - began)
        gold = set[str](question["article_ids"])
        answers: list[str] = question["answers"] if question["gold_has_answer_string"] else []
        tally.ranks.append(rank_of(got, lambda ids, _, gold=gold: bool(gold & set(ids))))
        tally.told.append(rank_of(got, tells(gold, gold | question["same_news"], answers)))
        if answers:
            tally.in_five.append(any(holds(text, answers) for _, text in got.passages[:5]))
            tally.in_reading.append(holds("\n".join(text for _, text in got.passages)[:READ], answers))
            tally.in_focus.append(holds(got.focus, answers))
    return tally


def tells(gold: set[str], near: set[str], answers: Sequence[str]) -> Callable[[tuple[str, ...], str], bool]:
    """Whether a passage is of a gold article, or of one near it in time and holds the answer."""
    return lambda ids, text: bool(gold & set(ids)) or (bool(near & set(ids)) and holds(text, answers))


def rank_of(got: Found, right: Callable[[tuple[str, ...], str], bool]) -> int | None:
    """The place of the first right article, articles counted once."""
    seen: dict[str, None] = {}
    for ids, text in got.passages:
        seen[ids[0]] = None
        if right(ids, text):
            return list(seen).index(ids[0]) + 1
    return None


def holds(text: str, answers: Sequence[str]) -> bool:
    return any(answer.strip("“”").lower() in text.lower() for answer in answers)
