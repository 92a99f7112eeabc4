"""How fast the ledger answers, and what it takes to fill it. Prints, asserts nothing.

    python tests/benchmarks/ledger.py --ids SUBSET.jsonl.gz --copies 5 ARTICLES.jsonl.gz Blinken:Afghanistan Biden

`--ids` keeps the articles that the file's `article_id`s name. `--copies` puts each article's quotes into the ledger so
many times, each time under another id, for the speed on a larger index without the time to extract from it.
"""

import argparse
import gzip
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from index import ledger, open_index, store
from index.news import NewsIndex
from index.readers import read_inputs
from index.values import Article

ROUNDS = 20


def articles_of(path: Path, ids: Path | None) -> list[Article]:
    wanted = None if ids is None else {row["article_id"] for row in _rows(ids)}
    read = (item for item in read_inputs([path]) if isinstance(item, Article))
    return [article for article in read if wanted is None or article.id in wanted]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def copy(news: NewsIndex, articles: list[Article], copies: int) -> None:
    """Each article so many times more, with its quotes."""
    database = news._parts.database  # pyright: ignore[reportPrivateUsage]
    for number in range(1, copies):
        again = [replace(article, id=f"{article.id}-{number}") for article in articles]
        news.add(again, embed=False)
        with database.transaction() as connection:
            for article, twin in zip(articles, again, strict=True):
                key, twin_key = store.newest_key(connection, article.id), store.newest_key(connection, twin.id)
                if key is not None and twin_key is not None:
                    quotes = ledger.quotes_of_article(connection, key)
                    ledger.put_quotes(connection, twin_key, twin, quotes)


def milliseconds(call: Callable[[], object]) -> str:
    """Median and slowest of `ROUNDS` calls after a first one."""
    call()
    times: list[float] = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        times.append(1e3 * (time.perf_counter() - began))
    return f"{statistics.median(times):6.1f} ms, at most {max(times):6.1f} ms"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("articles", type=Path)
    options.add_argument("asked", nargs="*", help="SPEAKER or SPEAKER:TOPIC")
    options.add_argument("--ids", type=Path, default=None)
    options.add_argument("--copies", type=int, default=1)
    options.add_argument("--limit", type=int, default=None, help="only the first N articles")
    options.add_argument("--index", type=Path, default=None, help="keep the index here, or use the one that is here")
    chosen = options.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder, open_index(chosen.index or folder) as news:
        articles = articles_of(chosen.articles, chosen.ids)[: chosen.limit]
        report(news, articles, chosen.copies)
        for entry in chosen.asked:
            speaker, _, about = entry.partition(":")
            said = partial(news.said, speaker, about or None)
            print(f"{entry:32} {len(said()):6,} statements {milliseconds(said)}")
        print(f"{'speakers()':32} {len(news.speakers()):6,} people     {milliseconds(news.speakers)}")
        print(f"{'close_names(Blinkin)':50} {milliseconds(partial(news.close_names, 'Blinkin'))}")


def report(news: NewsIndex, articles: list[Article], copies: int) -> None:
    """Fill the index, unless it is, and say how long that took."""
    if news.status().quotes == 0:
        news.add(articles, embed=False)
        began, cpu = time.perf_counter(), time.process_time()
        done = news.extract_pending()
        print(
            f"extract_pending: {done} articles, {time.perf_counter() - began:.1f} s, "
            f"{done / (time.process_time() - cpu):.1f} articles/s of CPU time"
        )
        copy(news, articles, copies)
    status = news.status()
    print(f"{status.coverage.articles:,} articles, {status.quotes:,} quotes, {status.bytes_on_disk / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
