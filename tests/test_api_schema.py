"""schemathesis asks what the OpenAPI description allows and what it does not: nothing answers with a 5xx."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks, schemas

from assistant.api.server import description
from tests.api_serving import without_model
from tests.threads import served_from_a_thread

DESCRIBED = {
    (path, method): operation
    for path, operations in description()["paths"].items()
    for method, operation in operations.items()
}
GIVEN = [
    one
    for one, operation in DESCRIBED.items()
    if "requestBody" in operation or any(given["in"] == "query" for given in operation.get("parameters", ()))
]
"""Those that can be asked wrongly."""
CASES = [(*one, GenerationMode.POSITIVE) for one in DESCRIBED] + [(*one, GenerationMode.NEGATIVE) for one in GIVEN]

EXAMPLES = 25
assert schemas.OpenApiSchema  # imported ahead: Python 3.11 cannot parse a module while the server's thread parses one


@pytest.fixture(scope="module")
def described(sample_folder: Path) -> Iterator[Any]:
    with without_model(sample_folder, serve_rate=1_000_000) as (app, _), served_from_a_thread(app) as address:
        yield schemathesis.openapi.from_url(f"{address}/openapi.json")


def test_every_operation_is_described() -> None:
    assert list(DESCRIBED) == [
        ("/api/ask", "post"),
        ("/api/search", "get"),
        ("/api/said", "get"),
        ("/api/articles/{id}", "get"),
        ("/api/status", "get"),
        ("/v1/models", "get"),
        ("/v1/models/{model}", "get"),
        ("/v1/chat/completions", "post"),
    ]


def refused_for_its_meaning(response: Any) -> bool:
    """Whether a request that has the right form asks for what cannot be: a description says nothing of that."""
    told: dict[str, Any] = response.json() if response.status_code == 422 else {}
    code = told.get("error", {}).get("code")
    return code in ("no_question", "question_too_long") or told.get("type") == "urn:onrecord:problem:unusable-input"


@pytest.mark.parametrize(("path", "method", "mode"), CASES)
def test_every_operation_does_as_it_is_described(described: Any, path: str, method: str, mode: GenerationMode) -> None:
    """Statuses, kinds and values are those of the description, and none is 5xx, whatever is asked."""
    operation = described[path][method]
    checked = 0

    @given(operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    def ask(case: Any) -> None:
        nonlocal checked
        response = case.call()
        assert response.status_code < 500
        excluded = [cast(Any, checks).positive_data_acceptance] if refused_for_its_meaning(response) else []
        case.validate_response(response, excluded_checks=excluded)
        checked += 1

    ask()
    assert checked >= (EXAMPLES if (path, method) in GIVEN else 1)
