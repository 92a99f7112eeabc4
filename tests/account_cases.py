"""Pairs of short reports, in `accounts/`, that tell one thing in two ways, and pairs that only look as if they did."""

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """`answer` is given to `question` from `first`; `values` are what the reports differ on, empty where on nothing."""

    question: str
    answer: str
    first: str
    second: str
    values: tuple[str, ...] = ()
    second_day: str = "2021-05-05"


def _read(name: str) -> tuple[Pair, ...]:
    records = yaml.safe_load((Path(__file__).parent / "accounts" / name).read_text(encoding="utf-8"))
    return tuple(Pair(**record | {"values": tuple(record.get("values", ()))}) for record in records)


DIFFERENT = _read("different.yaml")
UNFOUND = _read("unfound.yaml")
ALIKE = _read("alike.yaml")
