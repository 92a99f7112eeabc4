"""The door to Chroma: unit vectors by passage key, nearest first. Only ids and distances: filters are applied outside.

Local Chroma is not made for several processes: a query does not see what another process wrote, and an older client
may write its state over a newer one. So the database counts the writes (`generation`), and a client opened before the
newest write is opened anew. Inside a process all indexes of a folder share one client, for the same reason.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexDamaged, IndexFailed

Vector = NDArray[np.float32]

_Client = Any  # chromadb's own annotations are partly unknown, and lack `close`
_Collection = Any
_BATCH = 2000  # vectors a call; Chroma takes 5,461 at most
# Of the 100 nearest among 20,000 in clusters: .94 are found, .83 by Chroma's own settings; embedding takes far longer.
# Below "hnsw" only: elsewhere Chroma takes no notice of them, and measures squared distances.
_HNSW: Any = {"hnsw": {"space": "cosine", "ef_search": 200, "max_neighbors": 24}}
_PATIENCE = 30.0  # seconds for an answer of a server
_READERS_LAG = 10.0  # seconds that a query may lag behind another process's writes: opening anew takes up to 0.8 s


@dataclass(slots=True)
class _Opened:
    client: _Client
    collection: _Collection
    generation: int
    at: float

    @property
    def sessions(self) -> list[Any]:
        """A server's HTTP clients, none for a folder: chromadb neither closes them nor limits how long they wait."""
        servers = (self.client._server, self.client._admin_client._server)
        return [server._session for server in servers if hasattr(server, "_session")]


_opened: dict[str, _Opened] = {}
_users: dict[str, int] = {}
_guard = threading.RLock()


class VectorIndex:
    """The collection `name` in the folder `path`, or on the server at `url`; made where absent, when first used."""

    def __init__(self, path: Path, name: str, url: str | None = None) -> None:
        self._path, self._name, self._url = path, name, url
        self._place = f"{url or path.resolve()} {name}"
        with _guard:
            _users[self._place] = _users.get(self._place, 0) + 1

    def is_there(self) -> bool:
        """Whether the folder is; a server is asked when it is needed."""
        return self._url is not None or self._path.is_dir()

    def write(self, keys: Sequence[int], vectors: NDArray[np.float32], remove: Sequence[int], generation: int) -> None:
        """Hold the vectors, shape (n, d), in place of those held for `keys`, and none for `remove`.

        `generation` is that of the write before. Call under the index's writing lock only.
        """
        with self._collection(generation) as collection:
            for start in range(0, len(remove), _BATCH):
                collection.delete(ids=[str(key) for key in remove[start : start + _BATCH]])
            for start in range(0, len(keys), _BATCH):
                end = start + _BATCH
                collection.upsert(ids=[str(key) for key in keys[start:end]], embeddings=vectors[start:end])

    def wrote(self, generation: int) -> None:
        """The write of this process became `generation`: its client need not be opened anew for it."""
        with _guard:
            if self._place in _opened:
                _opened[self._place].generation = generation

    def search(self, vector: Vector, limit: int, generation: int) -> list[tuple[int, float]]:
        """Keys and cosine similarities of at most `limit` vectors, nearest first."""
        try:
            return self._query(vector, limit, generation, _READERS_LAG)
        except IndexFailed:  # another process has deleted what this client still counts on
            return self._query(vector, limit, generation, 0.0)

    def search_among(
        self, keys: Sequence[int], vector: Vector, limit: int, generation: int
    ) -> list[tuple[int, float]] | None:
        """As `search`, of `keys` alone; None where one of them has no vector here, or none that is seen here yet."""
        try:
            return self._query(vector, limit, generation, _READERS_LAG, [str(key) for key in keys])
        except IndexFailed:  # "Error finding id": it takes no unknown one, as `get` does
            return None

    def search_all(self, keys: Sequence[int], vector: Vector, generation: int) -> list[tuple[int, float]]:
        """As `search`, of all of `keys`, and exact: Chroma's graph need not reach what a narrow filter leaves."""
        with self._collection(generation, _READERS_LAG) as collection:
            found = collection.get(ids=[str(key) for key in keys], include=["embeddings"])
        similarities = np.asarray(found["embeddings"], dtype=np.float32).reshape(-1, len(vector)) @ vector
        order = np.argsort(-similarities, kind="stable")
        return [(int(found["ids"][place]), float(similarities[place])) for place in order]

    def _query(
        self, vector: Vector, limit: int, generation: int, lag: float, ids: list[str] | None = None
    ) -> list[tuple[int, float]]:
        with self._collection(generation, lag) as collection:
            found = collection.query(query_embeddings=[vector], n_results=limit, ids=ids, include=["distances"])
            # Earlier collections measure squared distances, which are twice as long between unit vectors. Chroma's own
            # `configuration` warns that nothing embeds for it.
            scale = 1.0 if collection._model.configuration_json["hnsw"]["space"] == "cosine" else 0.5
            return [
                (int(key), 1.0 - scale * float(far))
                for key, far in zip(found["ids"][0], found["distances"][0], strict=True)
            ]

    def count(self, generation: int) -> int:
        with self._collection(generation) as collection:
            return collection.count()

    def keys(self, generation: int) -> set[int]:
        """The keys of all vectors held."""
        with self._collection(generation) as collection:
            return {int(key) for key in collection.get(include=[])["ids"]}

    def close(self) -> None:
        with _guard:
            _users[self._place] -= 1
            if not _users[self._place]:
                self._drop()

    @contextmanager
    def _collection(self, generation: int, lag: float = 0.0) -> Generator[_Collection]:
        """The open collection, held by this thread alone meanwhile."""
        import httpx  # what chromadb lets through where a server fails
        from chromadb.errors import ChromaError

        with _guard, self._translating(ChromaError, httpx.HTTPError, ValueError, OSError):
            opened = _opened.get(self._place)
            if opened and opened.generation != generation and time.monotonic() - opened.at >= lag:
                self._drop()
                opened = None
            if opened is None:
                opened = _opened[self._place] = self._open(generation)
            yield opened.collection

    def _drop(self) -> None:
        if opened := _opened.pop(self._place, None):
            sessions = opened.sessions
            opened.client.close()
            for session in sessions:
                session.close()

    def _open(self, generation: int) -> _Opened:
        import chromadb  # takes 0.5 s
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False)
        if self._url:
            where = urlsplit(self._url)
            ssl = where.scheme == "https"
            port = where.port or (443 if ssl else 8000)
            client = chromadb.HttpClient(host=where.hostname or "localhost", port=port, ssl=ssl, settings=settings)
        else:
            client = chromadb.PersistentClient(self._path, settings=settings)
        collection = client.get_or_create_collection(self._name, embedding_function=None, configuration=_HNSW)
        opened = _Opened(client=client, collection=collection, generation=generation, at=time.monotonic())
        for session in opened.sessions:
            session.timeout = _PATIENCE
        return opened

    @contextmanager
    def _translating(self, *foreign: type[Exception]) -> Generator[None]:
        try:
            yield
        except foreign as error:
            if self._url:
                said = f"the Chroma server at {self._url!r} fails: {error}; start it, or unset its URL"
                raise IndexFailed(said) from error
            said = f"the vectors in {str(self._path)!r} cannot be used: {error}; delete that folder, it is built again"
            raise IndexDamaged(said) from error
