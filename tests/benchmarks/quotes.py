"""Quotes against PolNeAR, next to two simple baselines. What is counted and how: `tests/benchmarks/polnear.py`.

    python tests/benchmarks/quotes.py --data FOLDER --split dev

Baselines: `nearest name` takes every quotation in marks of three words or more and gives it to the nearest name before
it; `subject of cue` takes the clause under a verb of speech and that verb's subject, by the parse of the plain text.
"""

import argparse
import os
import platform
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from index.parsing import Parse, parse
from index.quotes import extract_quotes_from
from index.speech.marks import paragraphs, regions
from index.values import Quote
from tests.benchmarks.polnear import GoldArticle, Scores, join, read_gold

DIRECT = frozenset({"direct", "mixed"})
ALL = frozenset({"direct", "mixed", "indirect"})
_NAME = re.compile(r"(?:[A-Z][\w’'-]+\s){1,3}[A-Z][\w’'-]+")
_SAYING = set("say tell add write ask reply tweet claim argue announce insist warn note deny report declare".split())

Extract = Callable[[Sequence[str]], Iterator[Sequence[Quote]]]


def nearest_name(texts: Sequence[str]) -> Iterator[list[Quote]]:
    for text in texts:
        names = list(_NAME.finditer(text))
        quotes: list[Quote] = []
        for start, end in paragraphs(text):
            for region in regions(text, start, end):
                if len(text[region.start : region.end].split()) < 3:
                    continue
                before = [name for name in names if name.end() <= region.start]
                span = before[-1].span() if before else None
                quotes.append(_quote(text, (region.start, region.end), span, "direct"))
        yield quotes


def subject_of_cue(texts: Sequence[str]) -> Iterator[list[Quote]]:
    for text, parsed in zip(texts, parse(texts), strict=True):
        yield list(_clauses(text, parsed))


def _clauses(text: str, parsed: Parse) -> Iterator[Quote]:
    tokens = parsed.tokens
    for verb in tokens:
        if verb.lemma not in _SAYING:
            continue
        kids = [tokens[i] for i in parsed.children[verb.i]]
        subject = next((kid for kid in kids if kid.dep == "nsubj"), None)
        clause = next((kid for kid in kids if kid.dep == "ccomp"), None)
        if subject is None or clause is None:
            continue
        content = tokens[clause.left].start, tokens[clause.right].end
        marked = any(mark in text[content[0] : content[1]] for mark in '“”"')
        yield _quote(
            text, content, (tokens[subject.left].start, tokens[subject.right].end), "mixed" if marked else "indirect"
        )


def _quote(text: str, content: tuple[int, int], speaker: tuple[int, int] | None, kind: str) -> Quote:
    return Quote(
        article_id="",
        start=content[0],
        end=content[1],
        text=text[content[0] : content[1]],
        speaker=None if speaker is None else text[speaker[0] : speaker[1]],
        speaker_start=None if speaker is None else speaker[0],
        speaker_end=None if speaker is None else speaker[1],
        cue=str(content[0]),
        kind="direct" if kind == "direct" else "mixed" if kind == "mixed" else "indirect",
    )


def measure(name: str, extract: Extract, articles: Sequence[GoldArticle]) -> None:
    texts = [article.text for article in articles]
    started = time.process_time()
    found = list(extract(texts))
    seconds = time.process_time() - started
    scores = [Scores(kinds=DIRECT), Scores(kinds=ALL)]
    for article, quotes in zip(articles, found, strict=True):
        attributions = join(article.text, quotes)
        for score in scores:
            score.add(article.attributions, attributions)
    normal = sum(map(len, texts)) / 3600
    print(f"\n{name}: {len(texts) / seconds:.1f} articles/s of CPU time, {normal / seconds:.1f} of 3,600 characters")
    for label, score in zip(("direct+mixed", "all types"), scores, strict=True):
        figures = "  ".join(f"{key} {value:.3f}" for key, value in score.rows().items())
        print(f"  {label:12} gold {score.gold} found {score.found}: {figures}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder with articles.jsonl.gz and quotes.jsonl.gz")
    options.add_argument("--split", default="dev")
    options.add_argument("--limit", type=int, default=None, help="only the first N articles")
    chosen = options.parse_args()
    articles = read_gold(chosen.data, chosen.split)[: chosen.limit]
    print(f"{platform.platform()}, {platform.processor() or platform.machine()}, {os.cpu_count()} cores, one used")
    print(f"PolNeAR {chosen.split}: {len(articles)} articles")
    list(extract_quotes_from(["Warm up."]))
    measure("onrecord", extract_quotes_from, articles)
    measure("nearest name", nearest_name, articles)
    measure("subject of cue", subject_of_cue, articles)


if __name__ == "__main__":
    main()
