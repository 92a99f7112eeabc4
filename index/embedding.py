"""Text in, unit vectors out: the embedding model, run in this process. Stores nothing and ranks nothing.

tokenizers is reached through this module alone, the runtime through `index.inference`.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.weights import catalogue, weights

Vectors = NDArray[np.float32]

_WINDOW = 1024
"""Texts tokenised and sorted by length at a time: bounds memory, and still pads next to nothing."""
_BATCH_TOKENS = 512
"""More at once are no faster, and keep a question waiting that comes in between."""
_STEP = 16
"""Texts are padded to the next multiple of so many tokens, alone or among others: 4 % more work, but a text always
has the same vector, and there are few shapes that the runtime keeps memory for."""


class Embedder(Protocol):
    """What the index asks of an embedding model. `fingerprint` changes whenever the vectors would."""

    @property
    def fingerprint(self) -> str: ...
    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length (n, d), in the order of `texts`."""
        ...


class OnnxEmbedder:
    """all-MiniLM-L6-v2 on the CPU: mean pooling over the mask, then unit length (Reimers and Gurevych 2019).

    The weights are loaded, and fetched where they are absent, when first needed. A text's vector does not depend on
    the texts beside it; between kinds of processor its numbers differ by some thousandths. Words beyond `max_tokens`
    are not read. May be used by several threads at once.
    """

    name = "all-minilm-l6-v2-int8"
    dimensions = 384
    max_tokens = 256

    def __init__(self, *, threads: int | None = None, progress: Callable[[int, int], None] | None = None) -> None:
        """`threads` of the CPU, None for one a core; `progress` of the fetch, in bytes."""
        self._threads = threads
        self._progress = progress
        self._loading = Lock()
        self._model: _Model | None = None

    @property
    def fingerprint(self) -> str:
        """Of the files that make the vectors and what is read of a text; loads and fetches nothing.

        The runtime is not in it: of the ten passages nearest to a question, onnxruntime finds 9.8 too.
        """
        entry = next(entry for entry in catalogue() if entry.name == self.name)
        digest = hashlib.sha256("".join(file.sha256 for file in entry.files).encode())
        return f"{self.name}/{self.max_tokens}/{digest.hexdigest()[:16]}"

    def embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), _WINDOW):
            vectors[start : start + _WINDOW] = self._loaded().embed(texts[start : start + _WINDOW])
        return vectors

    def _loaded(self) -> "_Model":
        with self._loading:
            if self._model is None:
                path = weights(self.name, progress=self._progress)
                self._model = _Model(path, self.max_tokens, self._threads)
            return self._model


class _Model:
    def __init__(self, path: Path, max_tokens: int, threads: int | None) -> None:
        from tokenizers import Tokenizer

        from index.inference import Session

        self._tokenizer = Tokenizer.from_file(str(path.with_name("tokenizer.json")))
        self._tokenizer.enable_truncation(max_tokens)  # pyright: ignore[reportUnknownMemberType]
        self._tokenizer.no_padding()
        self._session = Session(path, threads)

    def embed(self, texts: Sequence[str]) -> Vectors:
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        rows = np.empty((len(texts), OnnxEmbedder.dimensions), np.float32)

        def fill(batch: list[int]) -> None:
            rows[batch] = self._pooled([ids[place] for place in batch])

        with ThreadPoolExecutor(self._session.streams) as threads:
            list(threads.map(fill, token_batches([len(one) for one in ids], _BATCH_TOKENS)))
        return rows

    def _pooled(self, batch: list[list[int]]) -> Vectors:
        tokens = np.zeros((len(batch), _padded(len(batch[0]))), np.int64)
        mask = np.zeros_like(tokens)
        for row, ids in enumerate(batch):
            tokens[row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
        hidden = self._session(tokens, mask)
        sums = np.einsum("btd,bt->bd", hidden, mask.astype(np.float32))  # the mean's divisor falls out of the length
        return sums / np.linalg.norm(sums, axis=1, keepdims=True)


def token_batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Places of texts of one padded length, shortest first: as many at once as make `budget` tokens."""
    by_length = sorted(range(len(lengths)), key=lengths.__getitem__)
    for padded, group in groupby(by_length, key=lambda place: _padded(lengths[place])):
        places, size = list(group), max(1, budget // padded)
        yield from (places[start : start + size] for start in range(0, len(places), size))


def _padded(length: int) -> int:
    return -(-length // _STEP) * _STEP
