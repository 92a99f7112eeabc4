"""The index that options and settings name: opened, and filled. Loaded only by commands that run."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from assistant.cli.output import note
from assistant.opening import open_news
from assistant.settings import Settings
from index import NewsIndex, Reading
from index.errors import EmbeddingFailed, WeightsFailed
from index.fetching import FetchRules
from index.values import Article, BuildReport, Progress

MOST_WORKERS = 4
"""Processes that read for quotes: each takes 0.4 GB of memory."""


def opened(folder: Path | None, *, create: bool = False) -> NewsIndex:
    """The index in `folder`, else in that of the settings. Raises IndexMissing where it is to be there already."""
    return open_news(Settings.read(index=folder), create=create)


def reading(
    *, columns: Mapping[str, str] | None = None, again: bool = False, full_text: bool = False, watched: bool = False
) -> Reading:
    """How inputs are read, with what the settings allow of fetching."""
    settings = Settings.read()
    rules = FetchRules(private=settings.fetch_private, pause=settings.fetch_pause)
    return Reading(
        columns=columns or {},
        again=again,
        full_text=full_text,
        deleted_stay=watched,
        rules=rules,
        on_problem=lambda problem: note(str(problem)),  # at once, not at the end of a long run
    )


def fill(
    news: NewsIndex,
    inputs: Sequence[str | Path | Article],
    progress: Callable[[Progress], None],
    *,
    later: bool,
    reading: Reading | None = None,
) -> BuildReport:
    """Adds the articles, then their quotes and vectors unless `later`. Quotes first: they change what is embedded."""
    report = news.add(inputs, embed=False, progress=progress, reading=reading)
    if not later:
        complete(news, progress)
    return report


def complete(news: NewsIndex, progress: Callable[[Progress], None]) -> None:
    """Extracts quotes and makes vectors, where any are missing; says so where the model for these is."""
    news.extract_pending(progress, workers=min(MOST_WORKERS, Settings.read().threads or os.cpu_count() or 1))
    try:
        news.embed_pending(progress)
    except (WeightsFailed, EmbeddingFailed) as error:
        note(f"Indexed by words alone, without the embedding model: {error}")


def warn(news: NewsIndex) -> None:
    """Says on stderr what the index went without."""
    for warning in news.warnings:
        note(warning)


def warn_of_failing(news: NewsIndex) -> None:
    """Says on stderr which sources have been failing, more than once in a row, and since when."""
    for source in news.sources():
        if source.failures > 1 and source.failing_since:
            note(
                f"{source.name} has been failing since {source.failing_since:%Y-%m-%d %H:%M} UTC"
                f" ({source.failures:,} times): {source.failure}"
            )
