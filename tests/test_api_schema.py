"""schemathesis asks what the OpenAPI description allows and what it does not: nothing answers with a 5xx."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from assistant.api.server import description
from tests.api_serving import serving, without_model

OPERATIONS = [(path, method) for path, operations in description()["paths"].items() for method in operations]

EXAMPLES = 25


@pytest.fixture(scope="module")
def described(sample_folder: Path) -> Iterator[Any]:
    with without_model(sample_folder, serve_rate=1_000_000) as (app, _), serving(app) as address:
        yield schemathesis.openapi.from_url(f"{address}/openapi.json")


def test_every_operation_is_described() -> None:
    assert OPERATIONS == [
        ("/api/ask", "post"),
        ("/api/search", "get"),
        ("/api/said", "get"),
        ("/api/articles/{id}", "get"),
        ("/api/status", "get"),
        ("/v1/models", "get"),
        ("/v1/models/{model}", "get"),
        ("/v1/chat/completions", "post"),
    ]


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
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
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: schemathesis.Case) -> None:
        nonlocal checked
        checked += 1
        case.call_and_validate()

    if mode == GenerationMode.NEGATIVE and not (operation.body or operation.query or operation.path_parameters):
        return
    ask()
    assert checked
