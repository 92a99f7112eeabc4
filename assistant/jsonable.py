"""The values of OnRecord as plain JSON: what `--json` prints and the HTTP interface returns. Nothing is read back.

| Python | JSON |
|---|---|
| dataclass | object: its fields in order, then its public properties (`Answer.status`, `Sentence.outcome`, `Hit.by`) |
| `Mapping` | object; keys must be strings |
| tuple, list | array |
| `date`, `datetime` | ISO 8601 string (`2021-05-03`, `2021-05-03T09:30:00+00:00`) |
| `Path` | string |
| `str`, `int`, `float`, `bool`, `None` | itself |

Anything else raises TypeError, secrets and sets among them: nothing is turned into a string by accident.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def jsonable(value: object) -> Json:
    """The value as the module's table says. Raises TypeError for what the table does not name."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):  # a datetime is a date
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, tuple | list):
        return [jsonable(item) for item in cast("list[object]", value)]
    return {name: jsonable(item) for name, item in _members(value)}


def dumps(value: object, *, ascii_only: bool = False) -> str:
    """`jsonable(value)` as indented text that no terminal takes for a command: control characters are escaped."""
    text = json.dumps(jsonable(value), ensure_ascii=ascii_only, allow_nan=False, indent=2)
    return text if ascii_only else text.translate(_ESCAPED)


# json escapes U+0000-001F; some terminals obey U+0080-009F too. None of these stands outside a JSON string.
_ESCAPED = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), *range(0xD800, 0xE000))}


def _members(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for key, item in cast("Mapping[object, object]", value).items():
            if not isinstance(key, str):
                raise TypeError(f"a JSON object's keys are strings, not {key!r}")
            yield key, item
    elif is_dataclass(value) and not isinstance(value, type):
        yield from ((name, getattr(value, name)) for name in _names(type(value)))
    else:
        raise TypeError(f"{type(value).__name__} has no JSON form here")


@cache
def _names(cls: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass in order, then its public properties in order, inherited ones first."""
    properties = dict.fromkeys(
        name
        for parent in reversed(cls.__mro__)
        for name, member in vars(parent).items()
        if isinstance(member, property) and not name.startswith("_")
    )
    return (*(field.name for field in fields(cls)), *properties)
