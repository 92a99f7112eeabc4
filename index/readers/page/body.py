"""The words of a page's article, by trafilatura, the door to which this is, after the page has been pruned.

Paragraphs stay paragraphs. Where what is found is not the article that the page itself describes, the block with most
prose is taken instead.
"""

import copy
import itertools
import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from index.readers.page.lines import article_lines
from index.readers.page.prune import prune
from index.readers.page.tree import Element, line_of, paragraphs

_WORD = re.compile(r"\w+")
_SHORT = 600  # characters: less than that is a teaser and not an article


def body_of(root: Element, title: str, described: str) -> str:
    """Paragraphs parted by blank lines; nothing where the page has no prose.

    `described` is what the page itself says that the article says: JSON-LD's articleBody, else its description.
    """
    tree = copy.deepcopy(root)
    prune(tree)
    found = list(article_lines(_extracted(tree), title))
    share = _share(described, found) if described else 1.0
    if share < 0.5:
        others = (list(article_lines(lines, title)) for lines in (_largest(tree), described.split("\n")))
        best = max(others, key=lambda lines: _share(described, lines) * (len(" ".join(lines)) > _SHORT))
        if _share(described, best) > share + 0.2 and len(" ".join(best)) > _SHORT:
            found = best
    return "\n\n".join(found)


def _extracted(tree: Element) -> Iterator[str]:
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns on stderr of what is reported here
    document: Any = bare_extraction(
        tree, with_metadata=False, include_comments=False, include_tables=False, include_formatting=False
    )
    if document is None:
        return
    for line in str(document.text or "").split("\n"):
        yield line.removeprefix("- ").strip()


def _largest(tree: Element) -> Iterator[str]:
    """The paragraphs of the element whose own paragraphs have most words."""
    best: Element = None
    most = 0
    for element in tree.iter("div", "section", "article", "main", "body", "td"):
        size = sum(len(line_of(child)) for child in element.iterchildren("p"))
        if size > most:
            best, most = element, size
    return paragraphs(best) if best is not None else iter(())


def _share(described: str, lines: Sequence[str]) -> float:
    """How much of the first 200 words' pairs the lines have."""
    words = _WORD.findall(described.casefold())[:200]
    have = _WORD.findall(" ".join(lines).casefold())
    wanted = set(itertools.pairwise(words))
    return len(wanted & set(itertools.pairwise(have))) / max(1, len(wanted))
