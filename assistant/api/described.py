"""The OpenAPI description as a page to read: made here, with no script, and nothing that is loaded from anywhere."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>OnRecord for programs</title>'
    '<meta name="viewport" content="width=device-width"><style>'
    ":root{{color-scheme:light dark}}body{{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;"
    "padding:0 1rem}}code,pre{{font-family:ui-monospace,monospace;font-size:.9em}}pre{{overflow-x:auto;padding:.8rem;"
    "border:1px solid;border-radius:.3rem}}table{{border-collapse:collapse;width:100%}}th,td{{text-align:left;"
    "vertical-align:top;padding:.2rem .8rem .2rem 0}}section{{margin-top:2.5rem}}summary{{cursor:pointer}}"
    "</style></head><body><main><h1>OnRecord for programs</h1><p>{about}</p><p>The same as "
    '<a href="openapi.json">OpenAPI description</a>. MCP clients connect to <code>/mcp</code>.</p>{parts}</main>'
    "</body></html>"
)
_PART = Markup("<section><h2><code>{method} {path}</code></h2>{about}{fields}{answers}</section>")
_TABLE = Markup(
    "<table><thead><tr><th>{what}</th><th>Kind</th><th>Meaning</th></tr></thead><tbody>{rows}</tbody></table>"
)
_ROW = Markup("<tr><th scope=row><code>{name}</code></th><td>{kind}</td><td>{about}</td></tr>")
_FOLD = Markup("<details><summary>{name}</summary><pre tabindex=0>{text}</pre></details>")
_PARAGRAPH = Markup("<p>{text}</p>")


def described_html(described: Mapping[str, Any]) -> str:
    """The whole page."""
    schemas: Mapping[str, Any] = described["components"]["schemas"]
    parts = [
        _part(method.upper(), path, operation, schemas)
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
    ]
    values = [_FOLD.format(name=name, text=json.dumps(schema, indent=1)) for name, schema in sorted(schemas.items())]
    parts.append(Markup("<section><h2>Values</h2>{}</section>").format(_joined(values)))
    return _PAGE.format(about=described["info"]["description"], parts=_joined(parts))


def _part(method: str, path: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Markup:
    about = [_PARAGRAPH.format(text=text) for text in operation.get("description", "").split("\n\n") if text]
    rows = [
        _ROW.format(name=one["name"], kind=_kind(one["schema"]), about=one.get("description", ""))
        for one in operation.get("parameters", ())
    ]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    properties = schemas.get(_named(body), {}).get("properties", {})
    rows += [
        _ROW.format(name=name, kind=_kind(schema), about=schema.get("description", ""))
        for name, schema in properties.items()
    ]
    answers = [
        _ROW.format(name=status, kind=_answer(answer), about=answer["description"])
        for status, answer in operation["responses"].items()
    ]
    return _PART.format(
        method=method,
        path=path,
        about=_joined(about),
        fields=_TABLE.format(what="Given", rows=_joined(rows)) if rows else "",
        answers=_TABLE.format(what="Answer", rows=_joined(answers)),
    )


def _answer(answer: Mapping[str, Any]) -> str:
    kinds = answer.get("content", {}).items()
    return ", ".join(" ".join(filter(None, (kind, _named(what.get("schema", {}))))) for kind, what in kinds)


def _kind(schema: Mapping[str, Any]) -> str:
    """The kind of a value, in a word or two."""
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return str(schema.get("format") or schema.get("type") or _named(schema))


def _named(schema: Mapping[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
