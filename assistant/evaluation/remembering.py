"""An embedder that remembers: the questions of a set find the same passages again and again."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedding import Embedder

_MOST = 50_000
"""Vectors, 75 MB at 384 dimensions."""


class RememberingEmbedder:
    """`embedder`, asked once for each text: a text's vector does not depend on the texts beside it."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.fingerprint = embedder.fingerprint
        self._known: dict[str, NDArray[np.float32]] = {}

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        found = {text: vector for text in texts if (vector := self._known.get(text)) is not None}
        if new := [text for text in dict.fromkeys(texts) if text not in found]:
            made = dict(zip(new, self._embedder.embed(new), strict=True))
            found |= made
            if len(self._known) < _MOST:
                self._known.update(made)
        return np.stack([found[text] for text in texts]) if texts else self._embedder.embed(texts)
