"""How well and how fast passages are found, side by side with the stock LlamaIndex way. Prints; asserts nothing.

python -m tests.benchmarks.retrieval --data DATA --index INDEX [--stock] [--only PART]

MRR and h@k are by the gold article; in MRR+ an article of the ten days around that holds the answer is right, too: many
questions are answered by several outlets. ans@5 and focus, whether the answer stands in the first five passages and in
the best sentences of the first, are over questions whose gold article holds it in these words.

DATA holds `realtimeqa/`, `multihop_rag/` and `newsqa_pilot/`; INDEX holds the 6,000 RealTimeQA articles, embedded. The
stock side runs on a smaller corpus, the gold articles and 1,000 others, on which ours is measured again. It needs
`llama-index-retrievers-bm25`, which nothing else here does.
"""

import argparse
import gzip
import json
import os
import platform
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from index import NewsIndex, open_index
from index.values import Article, Hit, Published, SearchMode
from tests.benchmarks.measures import hit_at, milliseconds, reciprocal_rank
from tests.benchmarks.past_questions import PAST_QUESTIONS

OTHERS = 1000
"""Articles beside the gold ones, in the corpus of the stock side."""
SAME_NEWS = timedelta(days=10)
SMALL = ("cnn.com", "theweek.co.uk")
Record = dict[str, Any]


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
    in_focus: list[bool] = field(default_factory=list[bool])
    seconds: list[float] = field(default_factory=list[float])

    def row(self) -> str:
        five, focus = (sum(held) / max(1, len(held)) for held in (self.in_five, self.in_focus))
        mrr, wider = reciprocal_rank(self.ranks), reciprocal_rank(self.told)
        hits = " ".join(f"{hit_at(k, self.ranks):5.3f}" for k in (1, 5, 10))
        took = milliseconds(self.seconds)
        return f"{self.name:36} {mrr:5.3f}  {hits}  {wider:5.3f}  {five:5.3f}  {focus:5.3f}  {took}"


HEADER = f"{'':36} {'MRR':5}  {'h@1':5} {'h@5':5} {'h@10':5}  {'MRR+':5}  {'ans@5':5}  {'focus':5}  p50 / p95"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--index", type=Path, required=True)
    options.add_argument("--stock", action="store_true", help="measure the stock way, too")
    options.add_argument("--only", choices=("news", "hops", "chunks", "stock"), help="one part alone")
    given = options.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()}")
    if given.only in (None, "news"):
        of_news(given.data, given.index)
    if given.only in (None, "hops"):
        of_hops(given.data / "multihop_rag")
    if given.only in (None, "chunks"):
        of_chunks(given.data / "newsqa_pilot")
    if given.stock or given.only == "stock":
        of_stock(given.data, given.index)


def of_news(data: Path, folder: Path) -> None:
    began = time.perf_counter()
    with open_index(folder, create=False) as news:
        opened = time.perf_counter()
        news.search("Who won the vote?", as_of=date(2022, 9, 1))
        cold = time.perf_counter() - opened
        status = news.status()
        print(
            f"\n{status.coverage.articles:,} articles, {status.passages:,} passages, {status.vectors_pending:,} of them"
        )
        print(f"without vectors; opened in {(opened - began) * 1e3:.0f} ms, first hybrid search {cold * 1e3:.0f} ms")
        print(HEADER)
        questions = gold_questions(data)
        for mode in ("lexical", "hybrid"):
            for told in (True, False):
                for outlets in ((), SMALL):
                    name = f"{mode}{', as of' if told else ''}{', ' + ' '.join(outlets) if outlets else ''}"
                    print(tallied(name, questions, ours(news, mode, outlets), told).row(), flush=True)
            for told in (True, False):
                print(of_past(news, mode, told).row(), flush=True)


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


def of_past(news: NewsIndex, mode: SearchMode, told: bool) -> Tally:
    """With closeness in time off, the days are only a filter, and what the question says of time is not read."""
    tally = Tally(f"{mode}, the past{', as of' if told else ', closeness off'}")
    for asked, question, article_id, answer in PAST_QUESTIONS:
        day = date.fromisoformat(asked)
        began = time.perf_counter()
        query = news.understand(question, as_of=day) if told else news.understand(question, since=date.min, until=day)
        got = found(news.search_report(query, mode=mode).hits)
        tally.seconds.append(time.perf_counter() - began)
        tally.ranks.append(rank_of(got, lambda ids, _, gold=article_id: gold in ids))
        tally.told.append(tally.ranks[-1])
        tally.in_five.append(any(holds(text, [answer]) for _, text in got.passages[:5]))
        tally.in_focus.append(holds(got.focus, [answer]))
    return tally


def of_hops(folder: Path) -> None:
    """The share of a question's pieces of evidence that are among the first ten and twenty passages."""
    articles = [
        Article(
            id=r["id"], title=r["title"], text=r["text"], published=published(r.get("date")), outlet=r.get("source")
        )
        for r in records(folder / "passages.jsonl.gz")
    ]
    questions = [q for q in records(folder / "questions.jsonl.gz") if q["evidence_ids"]]
    with made(articles) as news:
        print(f"\nMultiHop-RAG: {len(questions):,} questions over {len(articles)} pieces of evidence")
        for mode in ("lexical", "hybrid"):
            recall: dict[int, list[float]] = {10: [], 20: []}
            for question in questions:
                ids = [
                    i
                    for hit in news.search(question["question"], 20, mode)
                    for i in (hit.passage.article_id, *hit.copies)
                ]
                gold = set(question["evidence_ids"])
                for k, shares in recall.items():
                    shares.append(len(gold & set(ids[:k])) / len(gold))
            print(f"  {mode:10}", *(f"recall@{k} {sum(s) / len(s):.3f}" for k, s in recall.items()), flush=True)


def of_chunks(folder: Path) -> None:
    chunks = list(records(folder / "chunks.jsonl.gz"))
    there = {chunk["id"] for chunk in chunks}
    questions = [q for q in records(folder / "questions.jsonl.gz") if there & set(q["relevant_chunk_ids"])]
    with made([Article(id=c["id"], title="", text=c["text"], outlet=c["source"]) for c in chunks]) as news:
        print(f"\nNewsQA pilot: {len(questions)} questions over {len(chunks)} chunks")
        for mode in ("lexical", "hybrid"):
            ranks = [
                rank_of(
                    found(news.search(q["question"], 20, mode)),
                    lambda ids, _, q=q: bool(set(ids) & set(q["relevant_chunk_ids"])),
                )
                for q in questions
            ]
            print(
                f"  {mode:10} MRR {reciprocal_rank(ranks):.3f}  h@1 {hit_at(1, ranks):.3f}  h@5 {hit_at(5, ranks):.3f}"
            )


def of_stock(data: Path, folder: Path) -> None:
    """Both sides over the gold articles and others, ours in a copy of the index from which the rest is deleted."""
    from tests.benchmarks.stock import StockRetriever

    questions = gold_questions(data)
    gold = {id for question in questions for id in question["article_ids"]}
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        with open_index(copy, create=False) as news:
            rest = sorted(article.id for article in news.articles() if article.id not in gold)
            news.delete(random.Random(1).sample(rest, max(0, len(rest) - OTHERS)))
            articles = list(news.articles())
            print(f"\nThe stock way, and ours, over {len(articles):,} articles (gold and {OTHERS:,} others)\n{HEADER}")
            for told in (True, False):
                for mode in ("lexical", "hybrid"):
                    print(
                        tallied(f"ours, {mode}{', as of' if told else ''}", questions, ours(news, mode), told).row(),
                        flush=True,
                    )
            stock = StockRetriever(articles)
            print(f"stock: {stock.chunks:,} chunks, indexed in {stock.seconds:.0f} s")
            print(
                tallied(
                    "stock, fused", questions, lambda q, _: Found(passages=stock.search(q["question"])), False
                ).row()
            )


def gold_questions(data: Path) -> list[Record]:
    """Those with a gold article; beside it all articles of the days around count where they hold the answer."""
    folder = data / "realtimeqa"
    days = [(r["id"], date.fromisoformat(r["date"])) for r in records(folder / "articles.jsonl.gz") if r["date"]]
    questions = [question for question in records(folder / "questions.jsonl.gz") if question["article_ids"]]
    for question in questions:
        asked = date.fromisoformat(question["date"])
        question["same_news"] = {id for id, day in days if abs(day - asked) <= SAME_NEWS}
    return questions


def records(path: Path) -> Iterator[Record]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def published(text: str | None) -> Published | None:
    return Published(value=date.fromisoformat(text[:10]), found_in="benchmark") if text else None


@contextmanager
def made(articles: Sequence[Article]) -> Generator[NewsIndex]:
    with tempfile.TemporaryDirectory() as folder, open_index(folder) as news:
        news.add(articles, embed=False)
        news.embed_pending()
        yield news


if __name__ == "__main__":
    main()
