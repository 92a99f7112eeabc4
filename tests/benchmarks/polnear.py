"""PolNeAR (Newell, Margolin and Ruths 2018) as gold for quotes, and the scores of quotes against it.

A gold *attribution* is what one source says by one cue; "A," he said. "B" is one attribution of two spans. A `Quote` is
contiguous, so quotes that share the mention of their speaker and their cue are joined before scoring.

Contents are compared as sets of letters and digits: marks, commas and spaces decide nothing. Attributions are matched
one to one, greedily by intersection over union. "Overlap above half" can be read in several ways; `f1` is the strictest
(intersection over union above one half), `f1 dice` the mean share (Dice coefficient above one half), `exact f1` wants
the same letters. Speakers are judged on the strict matches.

Direct and mixed: precision counts the predictions of these kinds that match any gold attribution, recall the gold
ones of these types that match any prediction. (Both sides ask only whether something was really said: the corpus
types ''doubled apostrophes'' as indirect, though they are quotation marks.)

A speaker is judged where a match has a gold source. `span`: the mention overlaps the gold source. `right`: so it
does, or the resolved name is the gold's silver name. `wrong`: a speaker is given, and it is neither; giving none is
not wrong. Where the corpus names "said" as the source and the name as the cue (a slip of the annotators, 17 times),
they are swapped back.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.values import Quote, QuoteKind

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    letters: frozenset[int]
    kind: QuoteKind
    sources: tuple[Span, ...]
    name: str | None
    named_in_source: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    id: str
    text: str
    attributions: tuple[Attribution, ...]


def read_gold(folder: Path, split: str) -> list[GoldArticle]:
    quotes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(folder / "quotes.jsonl.gz"):
        quotes[row["article_id"]].append(row)
    return [
        GoldArticle(
            id=row["id"],
            text=row["text"],
            attributions=tuple(_gold(row["text"], quote) for quote in quotes[row["id"]]),
        )
        for row in _rows(folder / "articles.jsonl.gz")
        if row["split"] == split
    ]


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _gold(text: str, row: dict[str, Any]) -> Attribution:
    swapped = (row["speaker"] or "").lower() in {"said", "according to"}
    sources = row["cue_spans"] if swapped else row["speaker_spans"]
    return Attribution(
        letters=letters(text, [(start, end) for start, end in row["spans"]]),
        kind=row["type"],
        sources=tuple((start, end) for start, end in sources),
        name=row["speaker_name_auto"],
        named_in_source="name_in_source_span" in (row["speaker_name_how"] or ""),
    )


def letters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, end) if text[i].isalnum())


def join(text: str, quotes: Sequence[Quote]) -> list[Attribution]:
    """Attributions of one article's quotes: pieces with the same mention and cue are one."""
    groups: dict[object, list[Quote]] = defaultdict(list)
    for quote in quotes:
        alone = quote.speaker_start is None
        groups[quote.start if alone else (quote.speaker_start, quote.cue)].append(quote)
    return [_joined(text, pieces) for pieces in groups.values()]


def _joined(text: str, pieces: list[Quote]) -> Attribution:
    first = pieces[0]
    kinds = {piece.kind for piece in pieces}
    span = (
        None if first.speaker_start is None or first.speaker_end is None else (first.speaker_start, first.speaker_end)
    )
    return Attribution(
        letters=letters(text, [(piece.start, piece.end) for piece in pieces]),
        kind=first.kind if len(kinds) == 1 else "mixed",
        sources=() if span is None else (span,),
        name=first.speaker,
    )


def match(gold: Sequence[Attribution], found: Sequence[Attribution]) -> list[tuple[Attribution, Attribution, float]]:
    """One-to-one pairs (gold, found, intersection over union), best first, all with some overlap."""
    pairs = sorted(
        (
            (-len(g.letters & f.letters) / len(g.letters | f.letters), i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if g.letters & f.letters
        ),
    )
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    matched: list[tuple[Attribution, Attribution, float]] = []
    for overlap, i, j in pairs:
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            matched.append((gold[i], found[j], -overlap))
    return matched


@dataclass(slots=True)
class Scores:
    """Counts over articles for one choice of kinds; the ratios are computed."""

    kinds: frozenset[str]
    gold: int = 0
    found: int = 0
    gold_hit: int = 0
    found_hit: int = 0
    gold_dice: int = 0
    found_dice: int = 0
    gold_exact: int = 0
    found_exact: int = 0
    sourced: int = 0
    span_right: int = 0
    right: int = 0
    given: int = 0
    wrong: int = 0
    named: int = 0
    name_right: int = 0

    def add(self, gold: Sequence[Attribution], found: Sequence[Attribution]) -> None:
        self.gold += sum(g.kind in self.kinds for g in gold)
        self.found += sum(f.kind in self.kinds for f in found)
        for g, f, overlap in match(gold, found):
            if 2 * overlap / (1 + overlap) > 0.5:
                self.gold_dice += g.kind in self.kinds
                self.found_dice += f.kind in self.kinds
            if overlap > 0.5:
                self._add_hit(g, f, exact=g.letters == f.letters)

    def _add_hit(self, g: Attribution, f: Attribution, *, exact: bool) -> None:
        self.found_hit += f.kind in self.kinds
        self.found_exact += exact and f.kind in self.kinds
        if g.kind not in self.kinds:
            return
        self.gold_hit += 1
        self.gold_exact += exact
        if not g.sources:
            return
        span, name = same_span(g, f), same_name(g.name, f.name)
        self.sourced += 1
        self.span_right += span
        self.right += span or name
        self.given += bool(f.name)
        self.wrong += bool(f.name) and not (span or name)
        self.named += g.named_in_source
        self.name_right += g.named_in_source and name

    def rows(self) -> dict[str, float]:
        precision, recall = _ratio(self.found_hit, self.found), _ratio(self.gold_hit, self.gold)
        exact_precision, exact_recall = _ratio(self.found_exact, self.found), _ratio(self.gold_exact, self.gold)
        return {
            "precision": precision,
            "recall": recall,
            "f1": _f1(precision, recall),
            "f1 dice": _f1(_ratio(self.found_dice, self.found), _ratio(self.gold_dice, self.gold)),
            "exact f1": _f1(exact_precision, exact_recall),
            "speaker right": _ratio(self.right, self.sourced),
            "by span": _ratio(self.span_right, self.sourced),
            "wrong": _ratio(self.wrong, self.given),
            "name right": _ratio(self.name_right, self.named),
        }


def same_span(gold: Attribution, found: Attribution) -> bool:
    return any(s < end and start < e for start, end in found.sources for s, e in gold.sources)


def same_name(gold: str | None, found: str | None) -> bool:
    """Whether the last words agree: the silver names are as full as a tagger made them ("Mr. Buchanan")."""
    if not gold or not found:
        return False
    return _last_word(gold) == _last_word(found)


def _last_word(name: str) -> str:
    words = [word.strip(".,’'").lower() for word in name.split()]
    words = [word for word in words if word not in {"jr", "sr", "iii", ""}]
    return words[-1] if words else ""


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
