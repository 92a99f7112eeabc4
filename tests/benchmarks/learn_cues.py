"""Learns `index/speech/cues.json` from the training part of PolNeAR: the weights of a sparse logistic model.

    python -m tests.benchmarks.learn_cues --data FOLDER --out index/speech/cues.json

Deterministic: the same data, spaCy pipeline and code give the same file. What enters the file are weights of features
(a verb's lemma, a shape, a part of speech); of the corpus's text, nothing else does.

A candidate is true where it is the best match of a gold attribution or of one of its pieces (intersection over union
above one half); another match of the same gold counts as `RUNNER_UP`, so that near misses weigh less than nonsense.
Training: AdaGrad (Duchi, Hazan and Singer 2011) on the log-loss, twice: the second time only with the `KEPT` features
that weighed most the first time (a proximal L1 step lost more at the same size).
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.parsing import parse
from index.speech.articles import prepared
from index.speech.cues import features
from index.speech.paragraph import Paragraph
from tests.benchmarks.polnear import GoldArticle, read_gold

RUNNER_UP = 0.4
COUNT = 5
"""A feature seen more seldom is left out."""
EPOCHS = 4
BATCH = 256
RATE = 0.1
KEPT = 12_000
GAP = 12
"""Characters between two pieces of one gold attribution."""


def examples(articles: Sequence[GoldArticle]) -> Iterator[tuple[list[str], float]]:
    """The features of every candidate of the articles, and how true it is."""
    ready = [prepared(article.text) for article in articles]
    parses = parse(skeleton.text for article in ready for skeleton in article.skeletons)
    for article, gold in zip(ready, articles, strict=True):
        names: list[list[str]] = []
        letters: list[frozenset[int]] = []
        for number, skeleton in enumerate(article.skeletons):
            paragraph = Paragraph(article.text, number, skeleton, next(parses))
            for statement in paragraph.proposals():
                if statement.candidate is not None:
                    names.append(sorted(set(features(paragraph.parse, skeleton, statement.candidate))))
                    letters.append(statement.letters)
        yield from zip(names, truths(letters, list(_wanted(gold))), strict=True)


def _wanted(article: GoldArticle) -> Iterator[frozenset[int]]:
    for attribution in article.attributions:
        yield attribution.letters
        pieces: list[set[int]] = []
        last = -GAP - 1
        for letter in sorted(attribution.letters):
            if letter - last > GAP:
                pieces.append(set())
            pieces[-1].add(letter)
            last = letter
        if len(pieces) > 1:
            yield from (frozenset(piece) for piece in pieces if len(piece) > 2)


def truths(found: Sequence[frozenset[int]], wanted: Sequence[frozenset[int]]) -> list[float]:
    """1 for the best match of something wanted, `RUNNER_UP` for its other matches, else 0."""
    truth = [0.0] * len(found)
    holding: dict[int, list[int]] = defaultdict(list)
    for n, letters in enumerate(found):
        for letter in letters:
            holding[letter].append(n)
    for gold in wanted:
        near = {n for letter in gold for n in holding[letter]}
        shares = {n: len(found[n] & gold) / len(found[n] | gold) for n in near}
        best = max(shares.values(), default=0.0)
        for n, share in shares.items():
            if share > 0.5:
                truth[n] = 1.0 if share == best else max(truth[n], RUNNER_UP)
    return truth


def fit(rows: Sequence[tuple[list[str], float]], kept: int = KEPT) -> dict[str, float]:
    """The weights by feature name, with "bias"."""
    counts = Counter(name for names, _ in rows for name in names)
    common = sorted(name for name, count in counts.items() if count >= COUNT)
    weights, _ = _descend(rows, common)
    heft = np.abs(weights) * np.sqrt([counts[name] for name in common])
    heavy: list[int] = np.argsort(-heft, kind="stable")[:kept].tolist()
    names = sorted(common[i] for i in heavy)
    weights, bias = _descend(rows, names)
    return {"bias": round(bias, 2), **{name: round(float(w), 2) for name, w in zip(names, weights, strict=True)}}


def _descend(rows: Sequence[tuple[list[str], float]], names: Sequence[str]) -> tuple[NDArray[np.float64], float]:
    """The weights of the named features in that order, and the bias."""
    matrix = _matrix(rows, names)
    truth = np.array([true for _, true in rows])
    blank = len(names)
    weights, squares = np.zeros(blank + 1), np.full(blank + 1, 0.1)
    bias, bias_square = -2.0, 0.1
    order = np.random.default_rng(0)
    for _ in range(EPOCHS):
        shuffled = order.permutation(len(matrix))
        for start in range(0, len(matrix), BATCH):
            batch = matrix[shuffled[start : start + BATCH]]
            score = weights[batch].sum(axis=1) + bias
            error = 1 / (1 + np.exp(-score)) - truth[shuffled[start : start + BATCH]]
            slope = np.bincount(batch.ravel(), weights=np.repeat(error, batch.shape[1]), minlength=blank + 1)
            squares += slope**2 / len(batch)
            weights -= RATE * slope / np.sqrt(squares * len(batch))
            weights[blank] = 0.0
            bias_square += error.mean() ** 2
            bias -= RATE * error.mean() / np.sqrt(bias_square)
    return weights[:blank], float(bias)


def _matrix(rows: Sequence[tuple[list[str], float]], names: Sequence[str]) -> NDArray[np.int64]:
    """The indices of each row's features, filled up with the index after the last."""
    index = {name: i for i, name in enumerate(names)}
    present = [[index[name] for name in row if name in index] for row, _ in rows]
    matrix = np.full((len(rows), max(map(len, present))), len(names))
    for n, columns in enumerate(present):
        matrix[n, : len(columns)] = columns
    return matrix


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder with articles.jsonl.gz and quotes.jsonl.gz")
    options.add_argument("--out", type=Path, required=True)
    chosen = options.parse_args()
    rows = list(examples(read_gold(chosen.data, "train")))
    weights = fit(rows)
    chosen.out.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(rows)} candidates, {len(weights)} weights, {chosen.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
