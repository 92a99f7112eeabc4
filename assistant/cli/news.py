"""The index that options and settings name: opened, and filled. Loaded only by commands that run."""

from collections.abc import Callable, Iterable
from pathlib import Path

from assistant.cli.output import note
from assistant.opening import open_news
from assistant.settings import Settings
from index import NewsIndex
from index.errors import EmbeddingFailed, WeightsFailed
from index.values import Article, BuildReport, Progress


def opened(folder: Path | None, *, create: bool = False) -> NewsIndex:
    """The index in `folder`, else in that of the settings. Raises IndexMissing where it is to be there already."""
    return open_news(Settings.read(index=folder), create=create)


def fill(
    news: NewsIndex, inputs: Iterable[str | Path | Article], progress: Callable[[Progress], None], *, later: bool
) -> BuildReport:
    """Adds the articles, then their quotes and vectors unless `later`. Quotes first: they change what is embedded."""
    report = news.add(inputs, embed=False, progress=progress)
    if not later:
        news.extract_pending(progress)
        try:
            news.embed_pending(progress)
        except (WeightsFailed, EmbeddingFailed) as error:
            note(f"Indexed by words alone, without the embedding model: {error}")
    return report


def warn(news: NewsIndex) -> None:
    """Says on stderr what the index went without."""
    for warning in news.warnings:
        note(warning)
