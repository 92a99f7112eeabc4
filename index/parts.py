"""The folder of an index: the database, the two indexes derived from it, and the lock of its one writer."""

from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from index import clusters, forms, store
from index.database import FORMAT, Database
from index.errors import IndexBusy, IndexFailed, IndexMissing, InputError
from index.lexical import LexicalIndex
from index.passages import PASSAGE_SIZE
from index.values import IndexStatus
from index.vectors import VectorIndex

_BUILT_WITH = {"format": FORMAT, "passage size": PASSAGE_SIZE}
_PATIENCE = 10.0  # seconds that a writer waits for another


@dataclass(frozen=True, slots=True)
class Parts:
    """Open parts. `writing()` is held around every write to any of them."""

    path: Path
    database: Database
    lexical: LexicalIndex
    vectors: VectorIndex
    lock: FileLock

    @contextmanager
    def writing(self, patience: float = _PATIENCE) -> Generator[None]:
        """Be the one writer. Raises IndexBusy when another is after `patience` seconds."""
        with _held(self.lock, self.path, patience):
            yield

    @property
    def generation(self) -> int:
        """How many writes of vectors there have been, by whatever process; 0 where there are none."""
        return int(self.database.meta("vectors_generation") or 0)

    def vectors_are_lost(self) -> bool:
        """Whether there should be vectors, but their folder is gone."""
        return self.generation > 0 and not self.vectors.is_there()

    def close(self) -> None:
        self.vectors.close()
        self.database.close()


@contextmanager
def _held(lock: FileLock, path: Path, patience: float = _PATIENCE) -> Generator[None]:
    try:
        lock.acquire(timeout=patience)
    except Timeout as error:
        raise IndexBusy(f"another process is writing to {str(path)!r}; try again when it is done") from error
    except OSError as error:
        raise IndexFailed(f"{str(path)!r} cannot be written to: {error.strerror}") from error
    try:
        yield
    finally:
        lock.release()


def open_parts(path: Path, *, create: bool, chroma_url: str | None) -> Parts:
    """Open, or create, the parts in the folder `path`.

    Tables of an earlier release are brought up to this one's. Raises IndexMissing where there are none and `create` is
    not given, IndexMismatch where articles or passages have another form, IndexBusy where tables must be made while
    another process writes.
    """
    file = path / "articles.db"
    if not file.is_file() and not create:
        raise IndexMissing(f"there is no index in {str(path)!r}; make one with `onrecord index PATH…`")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"no index can be in {str(path)!r}: {error.strerror}; name another folder") from error
    lock = FileLock(path / "write.lock")
    database = Database(file)
    if not database.is_ready():
        with _held(lock, path):
            database.create_tables()
            database.set_meta("collection", f"onrecord-{uuid4().hex}")
            database.require(_BUILT_WITH)
    database.require(_BUILT_WITH)
    forms.bring_up(database, partial(_held, lock, path))
    vectors = VectorIndex(path / "chroma", database.meta("collection") or "", chroma_url)
    return Parts(path, database, LexicalIndex(path / "lexical"), vectors, lock)


def status_of(parts: Parts) -> IndexStatus:
    """How much there is, how complete the derived indexes are, and what the index was built with. Counts: no search."""
    connection, path = parts.database.connection, parts.path
    return IndexStatus(
        path=str(path),
        coverage=store.coverage(connection),
        passages=store.count(connection, "passages"),
        quotes=store.count(connection, "quotes"),
        lexical_pending=store.count(connection, "passages WHERE NOT lexical"),
        vectors_pending=store.count(connection, "passages WHERE NOT vectors"),
        copies=clusters.count_copies(connection),
        quotes_pending=store.count(connection, "articles WHERE newest AND NOT quotes_done"),
        fingerprint=parts.database.built_with(),
        bytes_on_disk=_size(path),
    )


def _size(folder: Path) -> int:
    """Bytes of the files in it. Some may go while it is looked at: another process merges, or purges."""
    size = 0
    for file in folder.rglob("*"):
        with suppress(FileNotFoundError):
            size += file.stat().st_size if file.is_file() else 0
    return size
