"""The whole way with the real models: sample articles in, a checked and cited answer out, offline."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant import Assistant, Settings
from assistant.model.llama import EmbeddedModel
from assistant.samples import folder
from index import open_index

pytestmark = pytest.mark.model

QUESTION = "What did Blinken say about Afghanistan?"


@pytest.fixture(scope="module")
def real_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("real") / "index"
    with open_index(path) as news:
        news.add([folder()])
        news.extract_pending()
        assert news.status().vectors_pending == 0
    return path


@pytest.fixture(scope="module")
def model() -> Iterator[EmbeddedModel]:
    model = EmbeddedModel()
    yield model
    model.close()


def test_the_embedded_model_answers_with_citations_that_stand_in_the_articles(
    real_index: Path, model: EmbeddedModel
) -> None:
    with open_index(real_index) as news:
        answer = Assistant(news, Settings.read(index=real_index), model).ask(QUESTION)
        assert answer.status in ("grounded", "partial")
        assert answer.citations
        for citation in answer.citations:
            assert news.article(citation.article_id).text[citation.start : citation.end] == citation.text
            assert citation.speaker in (None, "Antony Blinken")
            assert "Afghan" in news.article(citation.article_id).text
        assert any(citation.speaker == "Antony Blinken" for citation in answer.citations)


def test_a_question_about_a_fact_is_answered_from_the_passage_that_has_it(
    real_index: Path, model: EmbeddedModel
) -> None:
    with open_index(real_index) as news:
        answer = Assistant(news, Settings.read(index=real_index), model).ask(
            "How did Thornsea's councillors vote on the flood barrier?"
        )
        assert answer.status in ("grounded", "partial")
        assert "nine" in answer.text
        assert "six" in answer.text
        assert any(citation.article_id == "harbour-wall-vote" for citation in answer.citations)


def test_meaning_is_found_without_shared_words(real_index: Path) -> None:
    with open_index(real_index) as news:
        hits = news.search("sporting success of the local side", k=5, mode="dense")
        assert "cup-win" in {hit.passage.article_id for hit in hits}


def test_the_same_questions_work_with_an_endpoint_from_the_environment(real_index: Path, model: EmbeddedModel) -> None:
    server = model.start()
    environment = os.environ | {
        "OPENAI_BASE_URL": str(server.base_url),
        "OPENAI_API_KEY": str(server.api_key),
        "ONRECORD_EVIDENCE_TOKENS": "600",
    }
    answer = _ask(QUESTION, real_index, environment)
    assert answer["status"] in ("grounded", "partial")
    assert answer["citations"][0]["speaker"] == "Antony Blinken"
    assert date.fromisoformat(answer["citations"][0]["published"]).year == 2021
    refused = _ask("What did Merkel say about the pipeline?", real_index, environment, code=1)
    assert refused["refusal"]["reason"] == "speaker_absent"


def _ask(question: str, index: Path, environment: dict[str, str], code: int = 0) -> dict[str, Any]:
    onrecord = [sys.executable, "-c", "from assistant.cli import main; main()"]
    command = [*onrecord, "ask", question, "--index", str(index), "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)
