"""What went wrong, as a program is told it (RFC 9457): what kind, one sentence, whether to try again.

Sentences about what was asked are passed on. Sentences about the index and the models name folders and hosts of this
machine: whoever runs the server reads those, a caller gets the kind alone.
"""

import logging
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from index.errors import (
    IndexBusy,
    IndexFailed,
    IndexMissing,
    InputError,
    ModelFailed,
    OnRecordError,
    UnknownArticle,
    WeightsFailed,
)

OPENAI = "/v1"
"""Below this path, problems are told in the form that OpenAI's clients read."""
_log = logging.getLogger("onrecord.api")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`code` names the kind for programs. `retry_after`: seconds until it may go through, None where it will not."""

    status: int
    code: str
    detail: str
    retry_after: int | None = None
    errors: tuple[dict[str, Any], ...] = ()

    def as_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "type": f"urn:onrecord:problem:{self.code}",
            "title": self.code.replace("-", " ").capitalize(),
            "status": self.status,
            "detail": self.detail,
            "retryable": self.retry_after is not None,
        }
        return {**body, "errors": list(self.errors)} if self.errors else body

    def as_openai(self) -> dict[str, Any]:
        kind = "invalid_request_error" if self.status < 500 else "server_error"
        return {"error": {"message": self.detail, "type": kind, "param": None, "code": self.code.replace("-", "_")}}

    def response(self, path: str) -> JSONResponse:
        """What is sent to whoever asked for `path`."""
        headers = {} if self.retry_after is None else {"retry-after": str(self.retry_after)}
        if path.startswith(f"{OPENAI}/"):
            return JSONResponse(self.as_openai(), self.status, headers)
        return JSONResponse(self.as_json(), self.status, headers, media_type="application/problem+json")


class Refused(Exception):
    """A request that is not served, for a reason that is not the index's or the model's."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.detail)
        self.problem = problem


UNFORESEEN = Problem(
    status=500,
    code="unforeseen",
    detail="Something went wrong that OnRecord did not foresee. Try again; its log says why.",
)
_KINDS: tuple[tuple[type[OnRecordError], Problem], ...] = (
    (UnknownArticle, Problem(status=404, code="unknown-article", detail="")),
    (InputError, Problem(status=422, code="unusable-input", detail="")),
    (IndexMissing, Problem(status=503, code="no-index", detail="There are no articles here yet.", retry_after=60)),
    (IndexBusy, Problem(status=503, code="index-busy", detail="The index is being written to.", retry_after=5)),
    (IndexFailed, Problem(status=500, code="index-failed", detail="The index cannot do what was asked.")),
    (WeightsFailed, Problem(status=503, code="no-model", detail="A model's file is missing here.", retry_after=60)),
    (ModelFailed, Problem(status=502, code="model-failed", detail="The language model did not do its part.")),
)


def problem_of(error: Exception) -> Problem:
    """What a program is told of an error. What is not told is logged."""
    if isinstance(error, Refused):
        return error.problem
    for kind, problem in _KINDS:
        if isinstance(error, kind):
            if not problem.detail:
                return Problem(status=problem.status, code=problem.code, detail=str(error))
            _log.warning("%s", error)
            return problem
    _log.error("an error that was not foreseen", exc_info=error)
    return UNFORESEEN


async def on_error(request: Request, error: Exception) -> JSONResponse:
    return problem_of(error).response(request.url.path)


async def on_invalid(request: Request, error: Exception) -> JSONResponse:
    """What is wrong with which field; what was sent is not sent back."""
    assert isinstance(error, RequestValidationError)
    errors = tuple({"field": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in error.errors())
    first = errors[0] if errors else {"field": "request", "message": "cannot be read"}
    detail = f"{first['field']}: {first['message']}"
    return Problem(status=422, code="invalid-request", detail=detail, errors=errors).response(request.url.path)


async def on_http(request: Request, error: Exception) -> JSONResponse:
    """Unknown paths, wrong methods, bodies that are no JSON."""
    assert isinstance(error, HTTPException)
    code = {404: "not-found", 405: "wrong-method", 400: "invalid-request"}.get(error.status_code, "refused")
    response = Problem(status=error.status_code, code=code, detail=str(error.detail)).response(request.url.path)
    response.headers.update(error.headers or {})
    return response
