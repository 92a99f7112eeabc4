"""How well and how fast passages are found, side by side with the stock LlamaIndex way. Prints; asserts nothing.

python -m tests.benchmarks.retrieval --data DATA --index INDEX [--stock] [--only PART] [--others NUMBER]

MRR and h@k are by the gold article; in MRR+ an article of the ten days around that holds the answer is right, too: many
questions are answered by several outlets. ans@5, ans5k and focus, whether the answer stands in the first five passages,
in the first 5,000 characters of passages and in the best sentences of the first, are over questions whose gold article
holds it in these words.

DATA holds `realtimeqa/`, `multihop_rag/` and `newsqa_pilot/`; INDEX holds the 6,000 RealTimeQA articles, embedded. The
stock side runs on the gold articles and NUMBER others, on which ours is measured again: all 6,000 are embedded in a
quarter of an hour. It needs `llama-index-retrievers-bm25`, which nothing else here does.
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
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from index import NewsIndex, open_index, store
from index.parts import open_parts
from index.values import Article, Published, SearchMode
from tests.benchmarks.measures import hit_at, reciprocal_rank
from tests.benchmarks.past_questions import PAST_QUESTIONS, UNDATED, PastQuestion
from tests.benchmarks.tally import HEADER, READ, Found, Record, Tally, found, holds, ours, rank_of, tallied

SAME_NEWS = timedelta(days=10)
SMALL = ("cnn.com", "theweek.co.uk")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--index", type=Path, required=True)
    options.add_argument("--stock", action="store_true", help="measure the stock way, too")
    options.add_argument("--only", choices=("news", "half", "hops", "chunks", "stock"), help="one part alone")
    options.add_argument("--others", type=int, default=1000, help="articles beside the gold ones for the stock side")
    given = options.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()}")
    if given.only in (None, "news"):
        of_news(given.data, given.index)
    if given.only in (None, "half"):
        of_half(given.data, given.index)
    if given.only in (None, "hops"):
        of_hops(given.data / "multihop_rag")
    if given.only in (None, "chunks"):
        of_chunks(given.data / "newsqa_pilot")
    if given.stock or given.only == "stock":
        of_stock(given.data, given.index, given.others)


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
            for name, past in (("dated past", PAST_QUESTIONS[:-UNDATED]), ("undated past", PAST_QUESTIONS[-UNDATED:])):
                for told in (True, False):
                    print(of_past(name, past, news, mode, told).row(), flush=True)


def of_past(name: str, past: Sequence[PastQuestion], news: NewsIndex, mode: SearchMode, told: bool) -> Tally:
    """With closeness in time off, the days are only a filter, and what the question says of time is not read."""
    tally = Tally(f"{mode}, {name}{', as of' if told else ', closeness off'}")
    for asked, question, article_id, answer in past:
        day = date.fromisoformat(asked)
        began = time.perf_counter()
        query = news.understand(question, as_of=day) if told else news.understand(question, since=date.min, until=day)
        got = found(news.search_report(query, mode=mode).hits)
        tally.seconds.append(time.perf_counter() - began)
        tally.ranks.append(rank_of(got, lambda ids, _, gold=article_id: gold in ids))
        tally.told.append(tally.ranks[-1])
        tally.in_five.append(any(holds(text, [answer]) for _, text in got.passages[:5]))
        tally.in_reading.append(holds("\n".join(text for _, text in got.passages)[:READ], [answer]))
        tally.in_focus.append(holds(got.focus, [answer]))
    return tally


def of_half(data: Path, folder: Path) -> None:
    """While vectors are still being made: only the newer half of the passages has them, in a copy of the index."""
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        with closing(open_parts(Path(copy), create=False, chroma_url=None)) as parts, parts.writing():
            older = "SELECT p.key FROM passages p JOIN articles a ON a.key = p.article ORDER BY a.day, p.key LIMIT ?"
            half = store.count(parts.database.connection, "passages") // 2
            keys = [row["key"] for row in parts.database.connection.execute(older, (half,))]
            with parts.database.transaction() as connection:
                connection.executemany("UPDATE passages SET vectors = 0 WHERE key = ?", [(key,) for key in keys])
            parts.vectors.write([], np.empty((0, 0), np.float32), keys, parts.generation)
        with open_index(copy, create=False) as news:
            print(f"\nHalf embedded: {news.status().vectors_pending:,} passages have no vector\n{HEADER}")
            questions = gold_questions(data)
            for told in (True, False):
                for mode in ("lexical", "hybrid"):
                    name = f"{mode}{', as of' if told else ''}"
                    print(tallied(name, questions, ours(news, mode), told).row(), flush=True)


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


def of_stock(data: Path, folder: Path, others: int) -> None:
    """Both sides over the gold articles and others, ours in a copy of the index from which the rest is deleted."""
    from tests.benchmarks.stock import StockRetriever

    questions = gold_questions(data)
    gold = {id for question in questions for id in question["article_ids"]}
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        with open_index(copy, create=False) as news:
            rest = sorted(article.id for article in news.articles() if article.id not in gold)
            news.delete(random.Random(1).sample(rest, max(0, len(rest) - others)))
            articles = list(news.articles())
            print(f"\nThe stock way, and ours, over {len(articles):,} articles (gold ones among them)\n{HEADER}")
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
