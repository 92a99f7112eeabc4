"""Callers of the interfaces over the samples, by name and by key, for the tests of who may ask."""

import base64
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from tests.api_serving import without_model

KEY = "a-key-of-some-length"


@contextmanager
def client_of(folder: Path, **settings: Any) -> Generator[TestClient]:
    with without_model(folder, **settings) as (app, _), TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def login(user: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()}


def bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}
