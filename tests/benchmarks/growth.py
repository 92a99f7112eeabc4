"""How latency, memory and opening grow with an index, up to a million passages. Prints; asserts nothing.

python -m tests.benchmarks.growth --data ARTICLES --folder FOLDER --sizes 10000 100000 1000000
python -m tests.benchmarks.growth --data ARTICLES --index INDEX

ARTICLES, a file or folder that `onrecord index` reads, lends its words, as often as it has them: texts, questions and
vectors are synthetic (`tests.benchmarks.synthetic`). The index in FOLDER grows from size to size and goes on where it
was when it was interrupted. Vectors are written 5,000 at a time instead of 128, which changes nothing that is stored.
INDEX is an index there is, measured with the embedded model and the titles of its articles as questions; it is only
read. Each measurement is in a process of its own; the embedded model's time for a question is in every figure, also
where its vector is not used.
"""

import argparse
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

from index import NewsIndex, open_index, store
from index.derived import write_vectors
from index.embedding import Embedder, OnnxEmbedder
from index.nodes import embedded_text
from index.parts import Parts, open_parts
from index.readers import read_inputs
from index.values import Article
from tests.benchmarks.measures import milliseconds
from tests.benchmarks.synthetic import Corpus, WordVectors

QUERIES = 100
_ARTICLES, _VECTORS = 1000, 5000  # written at a time
_OF_CORPUS = 6000  # articles whose words are counted


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--folder", type=Path)
    options.add_argument("--index", type=Path)
    options.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000], help="passages")
    options.add_argument("--measure", action="store_true", help="only measure FOLDER as it is")
    given = options.parse_args()
    if given.index:
        return measure_real(given.index)
    corpus = Corpus(article.text for article in islice(articles(given.data), _OF_CORPUS))
    if given.measure:
        return measure_synthetic(given.folder, corpus)
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores; all of it synthetic")
    for size in given.sizes:
        grow(given.folder, corpus, size)
        again = [sys.executable, "-m", "tests.benchmarks.growth", "--measure"]
        # One that fails to be measured stops no other.
        subprocess.run([*again, "--data", str(given.data), "--folder", str(given.folder)], check=False)
    return None


def articles(path: Path) -> Iterator[Article]:
    return (item for item in read_inputs([path]) if isinstance(item, Article))


def grow(folder: Path, corpus: Corpus, size: int) -> None:
    """At least `size` passages in the index, all with vectors."""
    with open_index(folder) as news:
        before = news.status()
        if before.passages >= size and not before.vectors_pending:
            return
        add_texts(news, corpus, size - before.passages)
    parts = open_parts(folder, create=False, chroma_url=None)
    add_vectors(parts, WordVectors(corpus.words))
    parts.close()


def add_texts(news: NewsIndex, corpus: Corpus, wanted: int) -> None:
    began, added = time.perf_counter(), 0
    numbers = count(news.coverage().articles)
    while added < wanted:
        added += news.add([corpus.article(number) for number in islice(numbers, _ARTICLES)], embed=False).passages
    seconds = time.perf_counter() - began
    print(f"  {added:,} passages stored, {added / seconds:,.0f} a second, made up meanwhile", flush=True)


def add_vectors(parts: Parts, embedder: WordVectors) -> None:
    """As `index.derived` does it, in larger steps, and in order of keys instead of days."""
    began, connection = time.perf_counter(), parts.database.connection
    with parts.writing():
        parts.database.require({"embedding": embedder.fingerprint})
        pending = [row["key"] for row in connection.execute("SELECT key FROM passages WHERE NOT vectors ORDER BY key")]
        for start in range(0, len(pending), _VECTORS):
            stored = store.stored_passages(connection, pending[start : start + _VECTORS])
            vectors = embedder.embed([embedded_text(one.passage) for one in stored])
            write_vectors(parts, [one.key for one in stored], vectors)
            if start % (10 * _VECTORS) == 0:
                print(f"  {start + len(stored):,} vectors, {time.perf_counter() - began:.0f} s", flush=True)
    seconds = time.perf_counter() - began
    print(f"  {len(pending):,} vectors stored, {len(pending) / seconds:,.0f} a second", flush=True)


def measure_synthetic(folder: Path, corpus: Corpus) -> None:
    embedder = WordVectors(corpus.words, real=OnnxEmbedder())
    embedder.embed(["ready"])
    measure(folder, embedder, corpus.questions(QUERIES), corpus.person(7))


def measure_real(folder: Path) -> None:
    with open_index(folder, create=False) as news:
        titles = [article.title for article in islice(news.articles(), 0, None, 20)][:QUERIES]
        speaker = news.speakers()[0].name if news.speakers() else "Biden"
    embedder = OnnxEmbedder()
    embedder.embed(["ready"])
    measure(folder, embedder, titles, speaker)


def measure(folder: Path, embedder: Embedder, questions: Sequence[str], speaker: str) -> None:
    before = resident()
    began = time.perf_counter()
    with open_index(folder, embedder=embedder, create=False) as news:
        opened = time.perf_counter()
        news.search(questions[0], mode="lexical")
        by_words = time.perf_counter()
        news.search(questions[0])
        by_both = time.perf_counter()
        status = news.status()
        size = status.bytes_on_disk / max(1, status.passages)
        print(f"{status.passages:,} passages of {status.coverage.articles:,} articles; {size:,.0f} bytes each on disk")
        print(f"  opened in {(opened - began) * 1e3:.0f} ms, first search by words {(by_words - opened) * 1e3:.0f} ms,")
        print(f"  first hybrid search {(by_both - by_words) * 1e3:.0f} ms; load {os.getloadavg()[0]:.1f}")
        for name, filters in kinds(news, speaker):
            took, cpu = zip(*(timed(news, question, filters) for question in questions[1:]), strict=True)
            print(f"  {name:26} p50 / p95 {milliseconds(took):13} of CPU {milliseconds(cpu)}", flush=True)
    print(f"  memory {resident() - before:,.0f} MB more than before opening")


def kinds(news: NewsIndex, speaker: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and filters of each kind of search that is measured."""
    coverage, outlets = news.coverage(), news.outlets()
    first, last = coverage.first or date.min, coverage.last or date.max
    middle = first + (last - first) / 2
    yield "words alone", {"mode": "lexical"}
    yield "hybrid", {}
    yield "hybrid, as of the last day", {"as_of": last}
    yield "hybrid, since the middle", {"since": middle}
    yield "hybrid, a quarter", {"since": middle, "until": middle + timedelta(days=91)}
    yield "hybrid, a day", {"since": middle, "until": middle}
    yield "hybrid, the first outlet", {"outlets": outlets[:1]}
    yield "hybrid, the last outlet", {"outlets": outlets[-1:]}
    yield "hybrid, a speaker", {"speaker": speaker}


def timed(news: NewsIndex, question: str, filters: dict[str, Any]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor, which stand still when other programs share it."""
    began, cpu = time.perf_counter(), time.process_time()
    news.search(question, **filters)
    return time.perf_counter() - began, time.process_time() - cpu


def resident() -> float:
    """Megabytes of this process in memory: now where the system tells (Linux), else at most so far."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmRSS")) / 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
