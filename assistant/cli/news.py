"""The index that options and settings name, opened; loaded only by commands that run."""

from pathlib import Path

from assistant.cli.output import note
from assistant.settings import Settings
from index import NewsIndex, open_index


def opened(folder: Path | None, *, create: bool = False) -> NewsIndex:
    """The index in `folder`, else in that of the settings. Raises IndexMissing where it is to be there already."""
    settings = Settings.read(index=folder)
    return open_index(settings.index, create=create, chroma_url=settings.chroma_url)


def warn(news: NewsIndex) -> None:
    """Says on stderr what the index went without."""
    for warning in news.warnings:
        note(warning)
