"""From what a user names to the files to read: folders walked, and everything odd reported, never raised."""

import glob
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from index.values import Problem

_PATTERN = "*?["
_ADDRESS = re.compile(r"[a-z][a-z\d+.-]+:/", re.IGNORECASE)  # one letter is a drive


def files(given: Path) -> Iterator[Path | Problem]:
    """The file itself, or all files below a folder: sorted, without hidden ones, each real folder once."""
    seen: set[tuple[int, int]] = set()
    waiting = [given]
    while waiting:
        path = waiting.pop()
        if (refused := not_a_file(path)) is None:
            yield path
            continue
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield refused
            elif (status.st_dev, status.st_ino) not in seen:
                seen.add((status.st_dev, status.st_ino))
                waiting += sorted((p for p in path.iterdir() if not p.name.startswith(".")), reverse=True)
            elif path.parent.resolve().is_relative_to(path.resolve()):
                yield Problem(path=shown(path), reason="is a link back to a folder that holds it, and is not followed")
        except FileNotFoundError:
            yield refused
        except (OSError, ValueError) as error:
            yield Problem(path=shown(path), reason=why(error))


def matching(given: Path) -> Iterator[Path]:
    """The path itself, or, where it is a pattern and no file of that name exists, the paths it stands for, sorted."""
    text = str(given)
    if not any(mark in text for mark in _PATTERN) or "\0" in text or given.exists():
        yield given
        return
    found = sorted(glob.glob(text, recursive=True))  # noqa: PTH207 - patterns may be absolute
    yield from map(Path, found or (text,))


def not_a_file(path: Path) -> Problem | None:
    """Why the path cannot be opened and read to its end, or None. A FIFO would wait, a device may never end."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        return Problem(path=shown(path), reason=_nowhere(str(path)) or why(error))
    except (OSError, ValueError) as error:
        return Problem(path=shown(path), reason=why(error))
    if stat.S_ISREG(mode):
        return None
    kind = "is a folder" if stat.S_ISDIR(mode) else "is no regular file, and is not read"
    return Problem(path=shown(path), reason=kind)


def _nowhere(text: str) -> str:
    """What was meant by a path of no file, if it was no path."""
    if _ADDRESS.match(text):
        return "only http and https addresses are fetched"
    return "no file matches this pattern" if any(mark in text for mark in _PATTERN) else ""


def shown(path: str | Path) -> str:
    """The path as text that can be printed and stored: bytes of a name that are no UTF-8 become "?"."""
    return str(path).encode("utf-8", "replace").decode()


def why(error: Exception) -> str:
    """What the system says, without the path: "cannot be read: no such file or directory"."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return f"cannot be read: {text[:1].lower()}{text[1:]}" if text[1:2].islower() else f"cannot be read: {text}"
