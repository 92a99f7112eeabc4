"""What an endpoint sends, taken apart. The client does not validate it: anything may be missing or of another kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from assistant.model.failures import Complaint
from assistant.values import Usage


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One step of a streamed reply; the last ones carry the end and the usage instead of text."""

    text: str = ""
    finish_reason: str | None = None
    usage: Usage | None = None


def piece_of(chunk: object) -> Piece:
    choice = next(iter(list_of(chunk, "choices")), None)
    return Piece(
        text=text_of(getattr(choice, "delta", None)),
        finish_reason=getattr(choice, "finish_reason", None),
        usage=usage_of(chunk),
    )


def text_of(message: object) -> str:
    content = getattr(message, "content", None)
    return content if isinstance(content, str) else ""


def list_of(value: object, name: str) -> list[object]:
    """The client does not validate what comes: a list that is none counts as empty."""
    found = getattr(value, name, None)
    return cast(list[object], found) if isinstance(found, list) else []


def usage_of(value: object) -> Usage | None:
    usage = getattr(value, "usage", None)
    counts = getattr(usage, "prompt_tokens", None), getattr(usage, "completion_tokens", None)
    return Usage(prompt_tokens=counts[0] or 0, completion_tokens=counts[1] or 0) if usage is not None else None


def complaint_of(error: object, key: str | None) -> Complaint:
    """The client's APIError; an endpoint that repeats the key in it is not repeated."""
    sent: object = getattr(error, "body", None)
    body = cast(Mapping[str, Any], sent) if isinstance(sent, Mapping) else dict[str, Any]()
    message = str(body.get("message") or cast(object, sent) or error)
    return Complaint(
        status=getattr(error, "status_code", None),
        message=message.replace(key, "…") if key else message,
        kinds=frozenset(str(body[name]) for name in ("code", "type") if body.get(name)),
        parameter=body.get("param"),
        prompt_tokens=_count(body.get("n_prompt_tokens")),
        context_tokens=_count(body.get("n_ctx")),
    )


def _count(value: object) -> int | None:
    return value if isinstance(value, int) else None
