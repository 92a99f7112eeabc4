"""An address on the web as a source: one file, streamed, going on where an earlier try ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import WeightsCorrupt, WeightsMissing
from index.weights.catalogue import WeightsFile

if TYPE_CHECKING:
    from httpx import Response


def append(file: WeightsFile, part: Path, report: Callable[[int], None]) -> None:
    """Brings `part` from the bytes it has to all of them, from `file.url`.

    Raises WeightsMissing where the address cannot be read to its end, WeightsCorrupt where it sends another size.
    """
    import httpx  # 0.1 s, and needed only here

    part.touch()
    if part.stat().st_size >= file.size:
        return
    headers = {"Accept-Encoding": "identity", "Range": f"bytes={part.stat().st_size}-"}
    try:
        with httpx.stream("GET", str(file.url), headers=headers, follow_redirects=True, timeout=15) as response:
            response.raise_for_status()
            _receive(file, part, response, report)
    except httpx.HTTPError as error:
        raise WeightsMissing(f"{file.url} cannot be read ({error})") from error


def _receive(file: WeightsFile, part: Path, response: Response, report: Callable[[int], None]) -> None:
    goes_on = response.status_code == 206
    done = part.stat().st_size if goes_on else 0
    announced = response.headers.get("Content-Length")
    if announced is not None and done + int(announced) != file.size:
        raise WeightsCorrupt(f"{file.url} has {done + int(announced):,} bytes, not {file.size:,}")
    with part.open("ab" if goes_on else "wb") as stream:
        for chunk in response.iter_bytes():
            stream.write(chunk)
            done += len(chunk)
            report(min(done, file.size))
            if done > file.size:
                break  # the sum of it will be wrong, and is said to be
