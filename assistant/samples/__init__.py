"""The sample articles that come with OnRecord, to try it on: our own writing, people quoted directly are fictional."""

from pathlib import Path


def folder() -> Path:
    """The folder of the articles, one a file."""
    return Path(__file__).parent / "articles"


def questions() -> Path:
    """The question set about them."""
    return Path(__file__).parent / "questions.yaml"
