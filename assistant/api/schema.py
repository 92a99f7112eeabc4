"""The OpenAPI description: FastAPI's of what is asked, and of what is answered that of the values themselves.

`jsonable` writes dataclasses with their public properties, which pydantic alone would not describe.
"""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any, get_type_hints

from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema
from starlette.routing import BaseRoute

from assistant.showing import Shown
from assistant.values import Answer, Checked, Sources, Text
from index.search import SearchReport
from index.values import IndexStatus, Quote

_ANSWERS: dict[tuple[str, str], tuple[str, Any]] = {
    ("/api/ask", "post"): ("Answer", Answer),
    ("/api/search", "get"): ("SearchReport", SearchReport),
    ("/api/said", "get"): ("Quotes", tuple[Quote, ...]),
    ("/api/articles/{id}", "get"): ("Shown", Shown),
    ("/api/status", "get"): ("IndexStatus", IndexStatus),
}
"""What each operation returns, and its name."""
_EVENTS: dict[str, Any] = {"sources": Sources, "text": Text, "checked": Checked}
_PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "retryable"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "retryable": {"type": "boolean", "description": "Whether the same request may go through later."},
        "errors": {"type": "array", "items": {"type": "object"}, "description": "What is wrong with which field."},
    },
}
_OPENAI_PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["error"],
    "properties": {"error": {"type": "object", "required": ["message", "type", "code"]}},
}
_STATUSES = {
    "400": "The request cannot be read",
    "401": "A login or an API key is required",
    "404": "There is no such thing",
    "413": "The request is too large",
    "422": "The request cannot be used",
    "429": "Too many requests; see Retry-After",
    "503": "Not now; see Retry-After",
}
_REF = "#/components/schemas/{model}"


class _WithProperties(GenerateJsonSchema):
    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> JsonSchemaValue:
        """The fields as pydantic describes them, then the public properties; all of them are always there."""
        described = super().dataclass_schema(schema)
        for name, member in vars(schema["cls"]).items():
            if isinstance(member, property) and not name.startswith("_"):
                kind = get_type_hints(member.fget)["return"]
                described["properties"][name] = self.generate_inner(TypeAdapter(kind).core_schema)
        described["required"] = list(described["properties"])
        return described


def openapi(routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The description of the routes."""
    described = get_openapi(
        title="OnRecord",
        version=version("onrecord"),
        description="Answers about news articles: every quotation is verified, every sentence cites its source.",
        routes=routes,
    )
    schemas = described.setdefault("components", {}).setdefault("schemas", {})
    schemas |= _values()
    schemas |= {"Problem": _PROBLEM, "OpenAIProblem": _OPENAI_PROBLEM}
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            _complete(operation, path, _ANSWERS.get((path, method)))
    return described


def _complete(operation: dict[str, Any], path: str, answers: tuple[str, Any] | None) -> None:
    responses = operation["responses"]
    if answers is not None:
        content: dict[str, Any] = {"application/json": {"schema": {"$ref": _REF.format(model=answers[0])}}}
        if path == "/api/ask":
            content |= _events(_EVENTS)
        responses["200"]["content"] = content
    openai = path.startswith("/v1/")
    if path == "/v1/chat/completions":
        responses["200"]["content"] |= _events({})
    kind = "application/json" if openai else "application/problem+json"
    problem = {"$ref": _REF.format(model="OpenAIProblem" if openai else "Problem")}
    for status, meaning in _STATUSES.items():
        responses[status] = {"description": meaning, "content": {kind: {"schema": problem}}}


def _events(data: Mapping[str, Any]) -> dict[str, Any]:
    """Server-sent events, by the names of what they hold; without names where there are none."""
    held: dict[str, Any] = {"type": "string", "contentMediaType": "application/json"}
    event: dict[str, Any] = {"type": "object", "required": ["data"], "properties": {"data": held}}
    if data:
        held["contentSchema"] = {"anyOf": [{"$ref": _REF.format(model=kind.__name__)} for kind in data.values()]}
        event["properties"]["event"] = {"enum": [*data, "error"]}
        event["required"].append("event")
    return {"text/event-stream": {"schema": event}}


def _values() -> dict[str, Any]:
    """The schemas of all that is returned, by name."""
    told = dict(_ANSWERS.values()) | {kind.__name__: kind for kind in _EVENTS.values()}
    inputs: list[tuple[str, JsonSchemaMode, TypeAdapter[Any]]] = [
        (name, "serialization", TypeAdapter(value)) for name, value in told.items()
    ]
    refs, shared = TypeAdapter.json_schemas(inputs, schema_generator=_WithProperties, ref_template=_REF)
    whole = {name: schema for (name, _), schema in refs.items()}
    own = {name: schema for name, schema in whole.items() if schema != {"$ref": _REF.format(model=name)}}
    return {**shared["$defs"], **own}
