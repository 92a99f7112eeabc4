"""What an endpoint answered instead of a reply, as an error that names the address and the next step.

Takes plain values: `assistant.model.wire` takes the client's exceptions apart.
"""

import re
from dataclasses import dataclass

from index.errors import (
    BrokenStream,
    ContextOverflow,
    EmptyReply,
    ModelFailed,
    ModelOverloaded,
    ModelRefused,
    ModelUnreachable,
)

_OVERFLOW_CODES = frozenset({"context_length_exceeded", "exceed_context_size_error"})
_OVERFLOW = re.compile(r"context (?:length|size|window)|prompt is too long|too many tokens", re.IGNORECASE)
_LIMIT = re.compile(r"context (?:length|size|window)\D{0,40}?(\d+)|> (\d+) maximum", re.IGNORECASE)
_ASKED = re.compile(r"(?:resulted in|requested|request \(|request has|is too long:)\s*(\d+)", re.IGNORECASE)
_UNSUPPORTED = re.compile(
    r"(?:not|n't) (?:yet )?(?:support|permit|allow|implement)|unsupported|unrecogni[sz]ed|unknown|unexpected"
    r"|extra (?:inputs|fields)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """An error reply of an endpoint. `status` is None where it came inside a stream."""

    status: int | None
    message: str
    kinds: frozenset[str] = frozenset()
    """Its `code` and `type`, where it gives them."""
    parameter: str | None = None
    prompt_tokens: int | None = None
    context_tokens: int | None = None


def unsupported(complaint: Complaint, parameters: frozenset[str]) -> str | None:
    """Which of the parameters sent the endpoint does not know; None where it complains of something else."""
    if complaint.status not in {400, 415, 422, 501} or _overflows(complaint):
        return None
    if not (_UNSUPPORTED.search(complaint.message) or "unsupported_parameter" in complaint.kinds):
        return None
    named = [name for name in sorted(parameters) if name == complaint.parameter or name in complaint.message]
    if not named and "response_format" in parameters and "json_schema" in complaint.message:
        return "response_format"
    return named[0] if named else None


def failure_of(complaint: Complaint, url: str, model: str) -> ModelFailed:
    """The error of the house that an endpoint's error reply amounts to."""
    status, said = complaint.status, f"it says {complaint.message[:300]!r}"
    if _overflows(complaint):
        return _overflow(complaint, url)
    if status is None:
        return BrokenStream(f"{url} broke its reply off: {said}; ask again")
    if status in {401, 403}:
        return ModelRefused(f"{url} refused the key for model {model!r} ({status}): {said}; check key and permissions")
    if "insufficient_quota" in complaint.kinds:
        return ModelRefused(f"{url} has no quota left for this key ({status}): {said}; check the account")
    if status in {408, 409, 425, 429} or status >= 500:
        return ModelOverloaded(f"{url} cannot answer now ({status}): {said}; try again later")
    if status == 404:
        return ModelRefused(
            f"{url} knows no model {model!r}, or is not the address of an OpenAI-compatible API ({status}): {said}; "
            f"{url}/models should list the names, and most addresses end in /v1"
        )
    return ModelRefused(f"{url} refused the request to model {model!r} ({status}): {said}")


def unreachable(url: str, reason: str) -> ModelUnreachable:
    return ModelUnreachable(f"no connection to {url} ({reason}): is the server running, and the address right?")


def unusable(url: str, error: Exception) -> ModelRefused:
    if isinstance(error, UnicodeEncodeError):
        return ModelRefused(f"the key for {url} holds characters that no key has: copy it again")
    return ModelRefused(f"{url!r} is no address ({error}): it should look like http://localhost:11434/v1")


def silent(url: str, seconds: float) -> ModelUnreachable:
    return ModelUnreachable(f"{url} sent nothing for {seconds:g} seconds: try again, or allow more time")


def broken(url: str, reason: str) -> BrokenStream:
    return BrokenStream(f"the reply of {url} ended before its end ({reason}): ask again")


def not_a_reply(url: str, received: object) -> ModelRefused:
    return ModelRefused(
        f"{url} answered with something else than a chat completion: {str(received)[:80]!r}; "
        "check the address (most end in /v1)"
    )


def empty(url: str, model: str, finish_reason: str | None) -> EmptyReply:
    step = "allow a longer reply" if finish_reason == "length" else "ask again, or in other words"
    return EmptyReply(f"model {model!r} at {url} wrote nothing (finish reason {finish_reason!r}): {step}")


def _overflows(complaint: Complaint) -> bool:
    return bool(complaint.kinds & _OVERFLOW_CODES) or (
        complaint.status in {None, 400, 413, 422} and bool(_OVERFLOW.search(complaint.message))
    )


def _overflow(complaint: Complaint, url: str) -> ContextOverflow:
    prompt = complaint.prompt_tokens or _number(_ASKED, complaint.message)
    limit = complaint.context_tokens or _number(_LIMIT, complaint.message)
    size = f"{prompt} tokens are more" if prompt else "the prompt is longer"
    room = f" ({limit})" if limit else ""
    overflow = ContextOverflow(f"{size} than {url} can read{room}: give it less evidence, or a larger context")
    overflow.prompt_tokens, overflow.context_tokens = prompt, limit
    return overflow


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(next(group for group in found.groups() if group)) if found else None
