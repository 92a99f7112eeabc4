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

from index.readers.page.lines import About, article_lines
from index.readers.page.prune import prune
from index.readers.page.tree import Element, line_of, paragraphs

_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"[\W_]+")
_SENTENCE = 60  # characters
_DESCRIBED = 0.6  # of the description's pairs of words
_SHORT = 600  # characters: less than that is a teaser and not an article


def body_of(root: Element, about: About, described: str) -> str:
    """Paragraphs parted by blank lines; nothing where the page has no prose.

    `described` is what the page itself says that the article says: JSON-LD's articleBody, else its description.
    """
    tree = copy.deepcopy(root)
    prune(tree)
    prose = [" ".join("".join(paragraph.itertext()).split()) for paragraph in tree.iter("p")]
    found = list(article_lines(_with_gaps_filled(list(_extracted(tree)), prose), about))
    share = _share(described, found) if described else 1.0
    if share < 0.5:
        candidates = (_around(tree, described), _largest(tree), described.split("\n"))
        others = (list(article_lines(lines, about)) for lines in candidates)
        best = max(others, key=lambda lines: _share(described, lines) * (len(" ".join(lines)) > _SHORT))
        if _share(described, best) > share + 0.2 and len(" ".join(best)) > _SHORT:
            found = best
    return "\n\n".join(found)


def _with_gaps_filled(found: list[str], prose: Sequence[str]) -> Iterator[str]:
    """What was found, with the sentences between them that were passed over, such as a block with a strange name."""
    places = {_key(line): place for place, line in enumerate(prose)}
    have = "\n".join(map(_key, found))
    at = -1
    for line in found:
        place = places.get(_key(line), -1)
        if at >= 0 and place > at:
            yield from (one for one in prose[at + 1 : place] if _is_prose(one) and _key(one)[:_SENTENCE] not in have)
        at = max(at, place)
        yield line


def _key(line: str) -> str:
    return _NO_WORD.sub("", line).casefold()


def _is_prose(line: str) -> bool:
    return len(line) > _SENTENCE and line[-1] in '.?!…"”»“'


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


def _around(tree: Element, described: str) -> list[str]:
    """The smallest block that has half of the page's prose and the paragraph that the page describes itself by."""
    paragraphs_of = list(tree.iter("p"))
    anchor = max(paragraphs_of, key=lambda paragraph: _share(described, [line_of(paragraph)]), default=None)
    if anchor is None or _share(described, [line_of(anchor)]) < _DESCRIBED:
        return []
    half = sum(len(line_of(paragraph)) for paragraph in paragraphs_of) / 2
    for block in anchor.iterancestors():
        if sum(len(line_of(paragraph)) for paragraph in block.iter("p")) >= half:
            return list(paragraphs(block))
    return []


def _share(described: str, lines: Sequence[str]) -> float:
    """How much of the first 200 words' pairs the lines have."""
    words = _WORD.findall(described.casefold())[:200]
    have = _WORD.findall(" ".join(lines).casefold())
    wanted = set(itertools.pairwise(words))
    return len(wanted & set(itertools.pairwise(have))) / max(1, len(wanted))
