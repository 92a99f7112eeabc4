"""Question sets as files: YAML and JSON Lines, each mistake with its line and what is wrong there."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import yaml
from pydantic import ValidationError

from assistant.evaluation.questions import Asked, Question
from index.errors import InputError
from index.values import Problem

Record = TypeVar("Record", bound=Asked)
Located = tuple[int, object, "yaml.Node | None"]
"""The line of a record, what stands there, and its YAML node where it has one."""
_SHOWN = 10


def read_set(path: Path) -> tuple[Question, ...]:
    """The questions of a set, in its order. Raises InputError that names every mistake with its line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"the question set {str(path)!r} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"the question set {str(path)!r} is not UTF-8: {error.reason}") from error
    return parse_set(text, str(path), lines=path.suffix.lower() in {".jsonl", ".ndjson"})


def parse_set(text: str, path: str, *, lines: bool = False) -> tuple[Question, ...]:
    """As `read_set`, of a text; `lines` is JSON Lines, else YAML. `path` names it in errors."""
    return parse_records(text, path, Question, "questions", lines=lines)


def parse_records(text: str, path: str, form: type[Record], key: str, *, lines: bool = False) -> tuple[Record, ...]:
    """The records of a YAML file under `key`, or of JSON Lines, validated as `form`. Raises InputError."""
    problems: list[Problem] = []
    located = list(_json_lines(text, path, problems) if lines else _yaml_records(text, path, key, problems))
    records: list[Record] = []
    first: dict[str, int] = {}
    for line, data, node in located:
        try:
            record = form.model_validate(data)
        except ValidationError as error:
            problems += _mistakes(error, path, line, node)
            continue
        if (before := first.setdefault(record.id, line)) != line:
            problems.append(Problem(path=path, line=line, reason=f"the id {record.id!r} is that of line {before} too"))
        records.append(record)
    if not located and not problems:
        problems.append(Problem(path=path, reason=f"there are no {key} in it"))
    if problems:
        raise InputError(_listed(problems))
    return tuple(records)


def _listed(problems: Sequence[Problem]) -> str:
    ordered = sorted(problems, key=lambda problem: problem.line or 0)
    more = f"; and {len(ordered) - _SHOWN} more" if len(ordered) > _SHOWN else ""
    return "; ".join(map(str, ordered[:_SHOWN])) + more


def _json_lines(text: str, path: str, problems: list[Problem]) -> Iterator[Located]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line), None
        except json.JSONDecodeError as error:
            problems.append(Problem(path=path, line=number, reason=f"not JSON: {error.msg} at column {error.colno}"))


def _yaml_records(text: str, path: str, key: str, problems: list[Problem]) -> Iterator[Located]:
    try:
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        top = _child(node, key) if node is not None else None
        if not isinstance(top, yaml.SequenceNode):
            line = _line(top or node) if node is not None else 1
            problems.append(Problem(path=path, line=line, reason=f"a set is a mapping with {key!r}, a list"))
            return
        for entry in cast("list[yaml.Node]", top.value):
            problems += [
                Problem(path=path, line=_line(name), reason=f"{name.value!r} stands twice in one mapping")
                for name in _twice(entry)
            ]
            try:
                data = cast(object, loader.construct_object(entry, deep=True))  # pyright: ignore[reportUnknownMemberType]
            except ValueError as error:  # such as a day that no calendar has
                problems.append(Problem(path=path, line=_line(entry), reason=str(error)))
                continue
            yield _line(entry), data, entry
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        problems.append(Problem(path=path, line=line, reason=f"not YAML: {error.problem}"))
    except (yaml.YAMLError, RecursionError) as error:
        problems.append(Problem(path=path, reason=f"not YAML: {' '.join(str(error).split())}"))


def _mistakes(error: ValidationError, path: str, line: int, node: yaml.Node | None) -> Iterator[Problem]:
    """One problem a line: of the forms that a field may have, each complains, and the first says enough."""
    seen: set[tuple[int, str]] = set()
    for mistake in error.errors(include_url=False):
        field, place = _place(mistake["loc"], line, node)
        if (place, field) not in seen:
            seen.add((place, field))
            reason = mistake["msg"].removeprefix("Value error, ")
            value = "" if mistake["type"] in {"missing", "value_error"} else f", not {_short(mistake['input'])}"
            yield Problem(path=path, line=place, reason=f"{field}: {reason}{value}" if field else reason)


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def _place(loc: tuple[int | str, ...], line: int, node: yaml.Node | None) -> tuple[str, int]:
    """The name of the field that is wrong, and its line: the deepest node on the way there."""
    names: list[str] = []
    for step in loc:
        if isinstance(step, int) or step.isidentifier():  # else it names a form that the field may have
            names.append(str(step))
            if node is not None and (child := _child(node, step)) is not None:
                node, line = child, _line(child)
    return ".".join(names), line


def _child(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        pairs = cast("list[tuple[yaml.Node, yaml.Node]]", node.value)
        return next((value for name, value in pairs if name.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return cast("list[yaml.Node]", node.value)[step]
    return None


def _twice(node: yaml.Node) -> Iterator[yaml.Node]:
    """Names that a mapping has a second time, which YAML would take without a word."""
    if isinstance(node, yaml.SequenceNode):
        for entry in cast("list[yaml.Node]", node.value):
            yield from _twice(entry)
    if isinstance(node, yaml.MappingNode):
        seen: set[Any] = set()
        for name, value in cast("list[tuple[yaml.Node, yaml.Node]]", node.value):
            if isinstance(name, yaml.ScalarNode) and name.value in seen:
                yield name
            seen.add(name.value if isinstance(name, yaml.ScalarNode) else id(name))
            yield from _twice(value)


def _line(node: yaml.Node) -> int:
    return node.start_mark.line + 1
