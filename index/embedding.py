"""Text in, unit vectors out: the embedding model, run in this process. Stores nothing and ranks nothing.

onnxruntime and tokenizers are reached through this module alone.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from index.weights import catalogue, weights

Vectors = NDArray[np.float32]
Session = Callable[[NDArray[np.int64], NDArray[np.int64]], Vectors]
"""Token ids and mask, each (batch, length), in; the last hidden state (batch, length, dimensions) out."""

_WINDOW = 1024
"""Texts tokenised and sorted by length at a time: bounds memory, and still pads next to nothing."""
_BATCH_TOKENS = 2048


class Embedder(Protocol):
    """What the index asks of an embedding model. `fingerprint` changes whenever the vectors would."""

    @property
    def name(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    @property
    def max_tokens(self) -> int: ...
    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of unit length (n, d), in the order of `texts`."""
        ...


class OnnxEmbedder:
    """all-MiniLM-L6-v2 under onnxruntime: mean pooling over the mask, then unit length (Reimers and Gurevych 2019).

    The weights are loaded, and fetched where they are absent, when first needed. A text's vector does not depend on
    the texts beside it. Words beyond `max_tokens` are not read. May be used by several threads at once.
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
        """Of the files that make the vectors; loads and fetches nothing."""
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

        self._tokenizer = Tokenizer.from_file(str(path.with_name("tokenizer.json")))
        self._tokenizer.enable_truncation(max_tokens)  # pyright: ignore[reportUnknownMemberType]
        self._tokenizer.no_padding()
        self._session = _session(path, threads)

    def embed(self, texts: Sequence[str]) -> Vectors:
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        rows = np.empty((len(texts), OnnxEmbedder.dimensions), np.float32)
        for batch in token_batches([len(one) for one in ids], _BATCH_TOKENS):
            rows[batch] = self._pooled([ids[i] for i in batch])
        return rows

    def _pooled(self, batch: list[list[int]]) -> Vectors:
        tokens = np.zeros((len(batch), max(map(len, batch))), np.int64)
        mask = np.zeros_like(tokens)
        for row, ids in enumerate(batch):
            tokens[row, : len(ids)] = ids
            mask[row, : len(ids)] = 1
        hidden = self._session(tokens, mask)
        sums = np.einsum("btd,bt->bd", hidden, mask.astype(np.float32))  # the mean's divisor falls out of the length
        return sums / np.linalg.norm(sums, axis=1, keepdims=True)


def token_batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Places of texts of like length, shortest first: as many at once as make `budget` tokens with their padding."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[place] > budget:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _session(path: Path, threads: int | None) -> Session:
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs]

    options = cast(Any, onnxruntime.SessionOptions())  # pyright: ignore
    options.intra_op_num_threads = threads or 0
    # Threads that spin while they wait cost 28 % more CPU for the same vectors, and vectors are made behind other work.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    def run(tokens: NDArray[np.int64], mask: NDArray[np.int64]) -> Vectors:
        inputs = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        return session.run(None, inputs)[0]  # pyright: ignore

    return run
