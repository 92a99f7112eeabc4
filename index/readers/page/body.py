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

Pairs = frozenset[tuple[str, str]]

_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"[\W_]+")
_SENTENCE = 60  # characters
_DESCRIBED = 0.6  # of the description's pairs of words
_DESCRIPTION = 4_000  # characters of it that are compared, and of a paragraph that is compared with it
_START = 40  # letters by which a paragraph is known again
_SHORT = 600  # characters: less than that is a teaser and not an article


def body_of(root: Element, about: About, described: str) -> str:
    """Paragraphs parted by blank lines; nothing where the page has no prose.

    `described` is what the page itself says that the article says: JSON-LD's articleBody, else its description.
    """
    tree = copy.deepcopy(root)
    prune(tree)
    prose = [" ".join("".join(paragraph.itertext()).split()) for paragraph in tree.iter("p")]
    found = list(article_lines(_with_gaps_filled(list(_extracted(tree)), prose), about))
    wanted = _pairs(described[:_DESCRIPTION])
    share = _share(wanted, found) if described else 1.0
    if share < 0.5:
        candidates = (_around(tree, wanted), _largest(tree), described.split("\n"))
        others = (list(article_lines(lines, about)) for lines in candidates)
        best = max(others, key=lambda lines: _share(wanted, lines) * (len(" ".join(lines)) > _SHORT))
        if _share(wanted, best) > share + 0.2 and len(" ".join(best)) > _SHORT:
            found = best
    return "\n\n".join(found)


def _with_gaps_filled(found: list[str], prose: Sequence[str]) -> Iterator[str]:
    """What was found, with the sentences between them that were passed over, such as a block with a strange name."""
    places = {_key(line): place for place, line in enumerate(prose)}
    have = _starts_in("\n".join(map(_key, found)), prose)
    at = -1
    for line in found:
        place = places.get(_key(line), -1)
        if at >= 0 and place > at:
            yield from (one for one in prose[at + 1 : place] if _is_prose(one) and _key(one)[:_START] not in have)
        at = max(at, place)
        yield line


def _starts_in(text: str, prose: Sequence[str]) -> set[str]:
    """The beginnings of paragraphs that stand anywhere in a text, which is gone through once however many there are."""
    starts = {_key(line)[:_START] for line in prose}
    return {start for at in range(len(text)) if (start := text[at : at + _START]) in starts}


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


def _around(tree: Element, wanted: Pairs) -> list[str]:
    """The smallest block that has half of the page's prose and the paragraph that the page describes itself by."""
    lines = {paragraph: line_of(paragraph) for paragraph in tree.iter("p")}
    anchor = max(lines, key=lambda paragraph: _share(wanted, [lines[paragraph][:_DESCRIPTION]]), default=None)
    if anchor is None or _share(wanted, [lines[anchor]]) < _DESCRIBED:
        return []
    half = sum(map(len, lines.values())) / 2
    for block in anchor.iterancestors():
        if sum(len(lines[paragraph]) for paragraph in block.iter("p")) >= half:
            return list(paragraphs(block))
    return []


def _share(wanted: Pairs, lines: Sequence[str]) -> float:
    """How much of the description's pairs of words the lines have."""
    have = _WORD.findall(" ".join(lines).casefold())
    return len(wanted & set(itertools.pairwise(have))) / max(1, len(wanted))


def _pairs(described: str) -> Pairs:
    """Of the first 200 words."""
    return frozenset(itertools.pairwise(_WORD.findall(described.casefold())[:200]))
