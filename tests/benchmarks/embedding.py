"""How many passages the embedding model takes a second, and the memory it wants. Prints; asserts nothing.

    python tests/benchmarks/embedding.py --threads 2 --passages 400
    python tests/benchmarks/embedding.py --passages 400 --url http://localhost:11434/v1 --model all-minilm

The figure per CPU second stands still when other programs share the processor; the figure per second does not.
"""

import argparse
import os
import resource
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from index.embedding import Embedder, OnnxEmbedder
from index.embedding_endpoint import EndpointEmbedder

ARTICLES = Path(__file__).parents[2] / "assistant" / "samples" / "articles"
WORDS = 130  # about 176 tokens


def passages() -> Iterator[str]:
    """Runs of words of the sample articles, over and over, a little shorter or longer each."""
    words = cycle(" ".join(path.read_text("utf-8") for path in sorted(ARTICLES.glob("*.*"))).split())
    for length in cycle(range(WORDS - 30, WORDS + 31, 5)):
        yield " ".join(islice(words, length))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--passages", type=int, default=400)
    parser.add_argument("--url", help="an OpenAI-compatible endpoint instead of the embedded model")
    parser.add_argument("--model", help="its embedding model")
    options = parser.parse_args()
    embedder: Embedder = OnnxEmbedder(threads=options.threads)
    if options.url:
        key = os.environ.get("ONRECORD_EMBED_API_KEY")
        embedder = EndpointEmbedder(options.url, key, options.model, timeout_seconds=120, retries=2)
    started = time.perf_counter()
    embedder.embed(["ready"])
    print(f"ready in {time.perf_counter() - started:.2f} s")
    texts = list(islice(passages(), options.passages))
    for _ in range(3):
        started, cpu = time.perf_counter(), time.process_time()
        embedder.embed(texts)
        seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
        print(f"{len(texts) / seconds:.1f} passages/s, {len(texts) / cpu:.1f} per CPU second")
    alone = [_seconds_for(embedder, text) for text in texts[:30]]
    print(f"one passage alone: {sorted(alone)[15] * 1000:.0f} ms (median)")
    asked = [_seconds_for(embedder, "What did Blinken say about Afghanistan?") for _ in range(30)]
    print(f"one question: {sorted(asked)[15] * 1000:.0f} ms (median)")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


def _seconds_for(embedder: Embedder, text: str) -> float:
    started = time.perf_counter()
    embedder.embed([text])
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
