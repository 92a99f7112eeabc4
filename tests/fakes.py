"""The stand-ins of the tests: everything else in them is real."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class HashingEmbedder:
    """Words as signed places of a vector: texts that share words are near. Counts the texts it embeds."""

    name = "hashing"

    def __init__(self, dimensions: int = 64, fingerprint: str = "hashing-1") -> None:
        self.dimensions = dimensions
        self.fingerprint = fingerprint
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.embedded.extend(texts)
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.casefold()):
                number = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())
                vectors[row, number % self.dimensions] += 1.0 if number >> 63 else -1.0
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.where(lengths == 0.0, 1.0, lengths)
