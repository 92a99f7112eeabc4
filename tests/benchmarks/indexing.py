"""How fast articles are stored, embedded and found by their words, and what room that takes. Prints; asserts nothing.

python -m tests.benchmarks.indexing --data articles.jsonl.gz --limit 6000 --embed 2000

Figures per CPU second stand still when other programs share the processor; those per second do not.
"""

import argparse
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from index import NewsIndex, open_index
from index.embedding import OnnxEmbedder
from index.readers import read_inputs
from index.values import Article, BuildReport

QUERIES = 300


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="a file or folder that `onrecord index` reads")
    options.add_argument("--limit", type=int, default=6000, help="articles")
    options.add_argument("--embed", type=int, default=0, help="passages to embed, of a second, smaller index")
    given = options.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()}")
    with tempfile.TemporaryDirectory() as folder:
        with open_index(folder) as news:
            add = partial(news.add, embed=False)
            report_of_adding(add(islice(articles(given.data), given.limit)))
            again = timed(lambda: add(islice(articles(given.data), given.limit)))
            print(f"again          {again:.1f} s")
            report_of_room(news)
        print(f"open           {timed(lambda: open_index(folder).close()) * 1e3:.1f} ms")
        with open_index(folder) as news:
            report_of_searching(news)
    if given.embed:
        report_of_embedding(given.data, given.embed)


def articles(path: Path) -> Iterator[Article]:
    return (item for item in read_inputs([path]) if isinstance(item, Article))


def report_of_adding(report: BuildReport) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    memory = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(f"added          {len(report.added):,} articles, {report.passages:,} passages")
    print(f"took           {report.seconds:.1f} s, of CPU {used.ru_utime + used.ru_stime:.1f} s")
    each = report.passages / (used.ru_utime + used.ru_stime)
    print(f"passages       {report.passages / report.seconds:,.0f} a second, {each:,.0f} a CPU second")
    print(f"memory         {memory:.0f} MB at most")


def report_of_room(news: NewsIndex) -> None:
    status = news.status()
    each = status.bytes_on_disk / max(1, status.passages)
    print(f"on disk        {status.bytes_on_disk / 1e6:.0f} MB, {each:,.0f} bytes a passage")


def report_of_embedding(data: Path, wanted: int) -> None:
    """Newest articles first, in the steps in which `onrecord index` does it, each made safe before the next."""
    with tempfile.TemporaryDirectory() as folder, open_index(folder) as news:
        source, stored = articles(data), 0
        while stored < wanted and (some := list(islice(source, 20))):
            stored += news.add(some, embed=False).passages
        OnnxEmbedder().embed(["the weights are in the cache, and in the system's file cache"])
        cpu = time.process_time()
        took = timed(lambda: print(f"embedded       {news.embed_pending():,} passages, quotes not extracted"))
        cpu = time.process_time() - cpu
        print(f"took           {took:.1f} s: {stored / took:.1f} passages a second, {stored / cpu:.1f} a CPU second")
        report_of_room(news)


def report_of_searching(news: NewsIndex) -> None:
    """Titles as queries: of the length of a question, and answered by what is there."""
    queries = [article.title for article in islice(news.articles(), QUERIES)]
    first = timed(lambda: news.search("first", mode="lexical"))
    took = sorted(timed(lambda query=query: news.search(query, mode="lexical")) for query in queries)
    p95 = took[int(len(took) * 0.95)]
    print(
        f"lexical search first {first * 1e3:.1f} ms, p50 {statistics.median(took) * 1e3:.1f} ms, p95 {p95 * 1e3:.1f} ms"
    )


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
