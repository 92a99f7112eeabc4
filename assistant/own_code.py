"""What this very program is: a digest of its files, for what is kept and depends on the code that made it."""

import hashlib
from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_ABOUT_ANSWERS = {"page", "cli", "evaluation", "redteam", "samples"}
"""Parts of the assistant that only show answers, or judge them."""


@cache
def digest_of_code(*packages: str) -> str:
    """Of all modules, prompts and tables of the packages that an answer goes through, in hexadecimal digits."""
    digest = hashlib.sha256()
    for package in packages:
        for file in _files(files(package), without=_ABOUT_ANSWERS if package == "assistant" else ()):
            digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable, *, without: Collection[str] = ()) -> Iterator[Traversable]:
    """In a fixed order."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name not in without:
                yield from _files(entry)
        elif entry.name.endswith((".py", ".md", ".json", ".toml")):
            yield entry
