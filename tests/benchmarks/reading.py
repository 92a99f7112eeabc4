"""How well pages are read, beside trafilatura as it comes, and how fast articles come in. Prints; asserts nothing.

python -m tests.benchmarks.reading --pages FOLDER --half dev       pages.jsonl.gz there: html, title, date, author, text
python -m tests.benchmarks.reading --articles DUMP.jsonl.gz        into an index, by their words alone
python -m tests.benchmarks.reading --articles DUMP.jsonl.gz --growth 100000 [--copies]

Every second site is the dev half, so that no rule could be made on a site that the other half is measured on.
Body: precision and recall of 4-grams of words, each the mean over pages, and their F1. Title: equal but for case, kinds
of quotation marks and dashes. Date: the same day. Author: the same names, none where the collection has none.
"""

import argparse
import gzip
import json
import os
import platform
import re
import resource
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any

from index import NewsIndex, open_index
from index.errors import Unreadable
from index.readers import read_article, read_inputs
from index.values import Article

_WORD = re.compile(r"\w+")
_NAMES = re.compile(r"\s*[;,]\s*|\s+and\s+")
_KEY = re.compile(r"[\W_]+")
_TYPOGRAPHY = str.maketrans("‘’“”–—‐", "''\"\"---")
_LONG = re.compile(r"[^\W\d_]{4,}")
_EDITIONS = 64  # of each article, at most
_FEW, _TURNS = 1000, 10
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of a page; `day` is ISO, empty strings where it found nothing."""

    title: str = ""
    day: str = ""
    author: str = ""
    text: str = ""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=Path, help="a folder with pages.jsonl.gz and the pages it names")
    options.add_argument("--half", choices=("dev", "other", "all"), default="dev")
    options.add_argument("--articles", type=Path, help="a file or folder that `onrecord index` reads")
    options.add_argument("--growth", type=int, default=0, help="up to this many articles, made of those given")
    options.add_argument("--copies", action="store_true", help="grow by copies of what is there, instead of others")
    given = options.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}")
    if given.pages:
        report_pages(given.pages, given.half)
    if given.articles:
        if given.growth:
            report_growth(given.articles, given.growth, altered if given.copies else renamed)
        else:
            report_adding(given.articles)


def report_pages(folder: Path, half: str) -> None:
    with gzip.open(folder / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    sites = sorted({row["source"] for row in rows})
    chosen = [row for row in rows if half == "all" or (sites.index(row["source"]) % 2 == 0) == (half == "dev")]
    pages = [gzip.decompress((folder / row["html"]).read_bytes()) for row in chosen]
    likely = [
        row["date"] is None or names_day(page.decode("utf-8", "replace"), row["date"])
        for row, page in zip(chosen, pages, strict=True)
    ]
    print(f"{len(pages)} pages ({half}); {likely.count(False)} of them nowhere have the day that the collection says")
    print("              body P    R   F1   title  date  (possible)  author  pages/s")
    for name, reader in (("OnRecord", by_onrecord), ("trafilatura", by_trafilatura)):
        began = time.perf_counter()
        readings = [reader(page, row["url"]) for page, row in zip(pages, chosen, strict=True)]
        speed = len(pages) / (time.perf_counter() - began)
        print(f"{name:12} {figures(chosen, readings, likely)}  {speed:7.1f}")


def figures(rows: Sequence[dict[str, Any]], readings: Sequence[Reading], likely: Sequence[bool]) -> str:
    pairs = list(zip(rows, readings, strict=True))
    precision, recall = (
        sum(part) / len(pairs) for part in zip(*(overlap(r["text"], g.text) for r, g in pairs), strict=True)
    )
    title = [folded(row["title"]) == folded(got.title) for row, got in pairs]
    day = [(row["date"] or "") == got.day for row, got in pairs]
    possible = [same for same, could in zip(day, likely, strict=True) if could]
    author = [names(row["author"]) == names(got.author) for row, got in pairs]
    f1 = 2 * precision * recall / (precision + recall)
    shares = f"{share(title):6.3f} {share(day):6.3f} {share(possible):9.3f} {share(author):9.3f}"
    return f"{precision:7.3f} {recall:.3f} {f1:.3f} {shares}"


def by_onrecord(page: bytes, url: str) -> Reading:
    try:
        (article,) = read_article(page, url=url, content_type="text/html")
    except Unreadable:
        return Reading()
    day = article.published.day.isoformat() if article.published else ""
    return Reading(title=article.title, day=day, author=", ".join(article.byline), text=article.text)


def by_trafilatura(page: bytes, url: str) -> Reading:
    import trafilatura

    found: Any = trafilatura.bare_extraction(page, url=url, with_metadata=True)
    if found is None:
        return Reading()
    return Reading(title=found.title or "", day=found.date or "", author=found.author or "", text=found.text or "")


def overlap(gold: str, text: str) -> tuple[float, float]:
    """Precision and recall of 4-grams of words, each as often as it occurs."""
    wanted, found = grams(gold), grams(text)
    both = sum((wanted & found).values())
    return both / max(1, sum(found.values())), both / max(1, sum(wanted.values()))


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def folded(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFKC", text or "").translate(_TYPOGRAPHY).casefold().split())


def names(text: str | None) -> set[str]:
    return {_KEY.sub("", name) for name in _NAMES.split(folded(text))} - {"", "phd", "jr"}


def names_day(page: str, iso: str) -> bool:
    """Whether the page has this day anywhere, however written: what it nowhere says cannot be read from it."""
    year, month, day = (int(part) for part in iso.split("-"))
    word = _MONTHS[month - 1]
    forms = [
        rf"{year}[-/.]?{month:02}[-/.]?{day:02}",
        rf"{year}/{month}/{day}\b",
        rf"\b0?{month}/0?{day}/{year}",
        rf"\b{word[:3]}[a-z]*\.?\s+0?{day}(?:st|nd|rd|th)?,?\s+{year}",
        rf"\b0?{day}(?:st|nd|rd|th)?\s+{word[:3]}[a-z]*\.?,?\s+{year}",
    ]
    return re.search("|".join(forms), page, re.IGNORECASE) is not None


def share(flags: Sequence[bool]) -> float:
    return sum(flags) / max(1, len(flags))


def report_adding(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder, open_index(folder) as news:
        for run in ("first run", "second run"):
            began = time.perf_counter()
            report = news.add([path], embed=False)
            seconds = time.perf_counter() - began
            number = len(report.added) + len(report.updated) + len(report.unchanged)
            speed = f"{seconds:.1f} s, {number / seconds:,.0f} a second"
            print(f"{run:12} {number:,} articles in {speed}; {len(report.problems)} problems")
        print(f"memory       {peak_memory():.0f} MB at most")
        print(f"on disk      {news.status().bytes_on_disk / 1e6:.0f} MB")


def report_growth(path: Path, size: int, more: Callable[[Sequence[Article]], Iterator[Article]]) -> None:
    """In one order by chance, so that each step has articles of one average."""
    articles = [item for item in read_inputs([path]) if isinstance(item, Article)]
    Random(20240101).shuffle(articles)
    waiting = more(articles)
    first = list(islice(waiting, _FEW))
    with tempfile.TemporaryDirectory() as folder, open_index(folder) as news:
        cost_of_adding(news, first)
        for step in (2 * _FEW, *range(10_000, size + 1, 10_000)):
            batch = list(islice(waiting, step - news.coverage().articles))
            before = peak_memory()
            spent, took = cost_of_adding(news, batch)
            shown = f"{spent:5.2f} ms of CPU an article, {took:6.2f} by the clock, {peak_memory() - before:+.0f} MB"
            print(f"{step:8,}  {shown}, load {os.getloadavg()[0]:.1f}", flush=True)
        report_by_turns(news, first, waiting)


def report_by_turns(large: NewsIndex, first: Sequence[Article], waiting: Iterator[Article]) -> None:
    """The same articles into an index of few and into the large one, turn by turn: other programs slow both down."""
    pairs: list[tuple[tuple[float, float], tuple[float, float]]] = []
    for _ in range(_TURNS):
        batch = list(islice(waiting, _FEW))
        with tempfile.TemporaryDirectory() as folder, open_index(folder) as small:
            small.add(first, embed=False)
            pairs.append((cost_of_adding(small, batch), cost_of_adding(large, batch)))
    few, many = ([sum(part) / _TURNS for part in zip(*side, strict=True)] for side in zip(*pairs, strict=True))
    print(f"the same {_TURNS * _FEW:,} articles, by turns, ms of CPU an article and by the clock:")
    print(
        f"  to {_FEW:,}: {few[0]:.2f} and {few[1]:.2f}; to {large.coverage().articles:,}: {many[0]:.2f}, {many[1]:.2f}"
    )
    print(f"  {many[0] / few[0]:.2f} times as much CPU, {many[1] / few[1]:.2f} times as long")


def cost_of_adding(news: NewsIndex, articles: Sequence[Article]) -> tuple[float, float]:
    """Milliseconds an article: of CPU, and by the clock."""
    cpu, number = time.process_time(), max(1, len(articles))
    took = timed(lambda: news.add(articles, embed=False))
    return (time.process_time() - cpu) / number * 1e3, took / number * 1e3


def renamed(articles: Sequence[Article]) -> Iterator[Article]:
    """Other articles, with as many copies among them: each time longer words stand for others that are as frequent.

    No run of words is left that two editions share, but for those of short words.
    """
    frequent = Counter(word for article in articles for word in _LONG.findall(article.text.lower()))
    ranked = [word for word, _ in frequent.most_common()]
    blocks = [ranked[at : at + _EDITIONS] for at in range(0, len(ranked), _EDITIONS)]
    for turn in range(_EDITIONS):
        other = {word: block[(at + turn) % len(block)] for block in blocks for at, word in enumerate(block)}
        for article in articles:
            text, title = (_LONG.sub(partial(_as_written, other), part) for part in (article.text, article.title))
            yield replace(article, id=f"{article.id}-{turn}", title=title, text=text)


def _as_written(other: Mapping[str, str], found: re.Match[str]) -> str:
    word = found[0]
    instead = other.get(word.lower(), word)
    return instead.capitalize() if word.istitle() else instead.upper() if word.isupper() else instead


def altered(articles: Sequence[Article]) -> Iterator[Article]:
    """Editions that are copies of one another, each with an id, a title and a last sentence of its own."""
    for turn in count():
        for article in articles:
            ending = f"\n\nThis is edition {turn} of the story."
            yield replace(
                article, id=f"{article.id}-{turn}", title=f"{article.title} ({turn})", text=article.text + ending
            )


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def peak_memory() -> float:
    """Megabytes; macOS counts bytes, Linux kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
