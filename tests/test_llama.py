"""The embedded model, for real: weights and library are those that a user gets."""

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from typing import Any

import pytest

from assistant.model import EndpointModel, Message
from assistant.model.llama import EmbeddedModel
from index.errors import ContextOverflow, ModelRefused, ModelUnavailable
from index.weights import weights

pytestmark = pytest.mark.model

RIVERS = (Message(role="user", content="Name three rivers of Europe, in one sentence."),)
STORY = (Message(role="user", content="Tell a long story about a lighthouse."),)


@pytest.fixture(scope="module")
def model() -> Generator[EmbeddedModel, None, None]:
    model = EmbeddedModel(context_tokens=4096)
    yield model
    model.close()


def slot(endpoint: EndpointModel) -> dict[str, Any]:
    """What the server is at: `is_processing`, and `n_prompt_tokens`, the tokens read so far."""
    request = urllib.request.Request(
        endpoint.url.removesuffix("/v1") + "/slots", headers={"Authorization": f"Bearer {endpoint.api_key}"}
    )
    with urllib.request.urlopen(request, timeout=60) as response:
        (only,) = json.load(response)
        return only


def tokens_read_until_free(endpoint: EndpointModel) -> int:
    read = 0
    while (state := slot(endpoint))["is_processing"]:
        read = max(read, state["n_prompt_tokens"])
        time.sleep(0.1)
    return read


def test_the_same_prompt_gives_the_same_text_however_much_of_it_was_read_before(model: EmbeddedModel) -> None:
    first = model.complete(RIVERS, max_tokens=24)
    model.complete(STORY, max_tokens=4)
    with model.stream(RIVERS, max_tokens=24) as stream:
        pieces = list(stream)
    assert len(pieces) > 5
    assert "".join(pieces) == first.text == model.complete(RIVERS, max_tokens=24).text
    assert stream.usage == first.usage
    assert stream.finish_reason == first.finish_reason


def test_a_schema_gives_json_of_that_form(model: EmbeddedModel) -> None:
    schema = {
        "type": "object",
        "properties": {"rivers": {"type": "array", "items": {"type": "string"}, "maxItems": 3}},
        "required": ["rivers"],
        "additionalProperties": False,
    }
    parsed = json.loads(model.complete(RIVERS, max_tokens=80, schema=schema).text)
    assert list(parsed) == ["rivers"]
    assert all(isinstance(river, str) for river in parsed["rivers"])


def test_a_prompt_too_long_is_an_overflow_with_both_sizes(model: EmbeddedModel) -> None:
    long = (Message(role="user", content="word " * 5000),)
    with pytest.raises(ContextOverflow) as caught:
        model.complete(long, max_tokens=8)
    assert caught.value.context_tokens == 4096
    assert 5000 < (caught.value.prompt_tokens or 0) < 5100
    with pytest.raises(ContextOverflow):
        next(model.stream(long, max_tokens=8))


def test_another_key_is_refused(model: EmbeddedModel) -> None:
    address = model.start().url
    stranger = EndpointModel(address, "guessed", "m", timeout_seconds=30, retries=0, context_tokens=4096)
    with pytest.raises(ModelRefused, match="401"):
        stranger.complete(RIVERS, max_tokens=4)
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.urlopen(f"{address}/models", timeout=30)


def test_closing_a_stream_stops_the_model(model: EmbeddedModel) -> None:
    with model.stream(STORY, max_tokens=2000) as stream:
        next(stream)
        assert slot(model.start())["is_processing"]
    assert tokens_read_until_free(model.start()) < 200  # of the prompt and of the story, which has up to 2000


def test_another_thread_stops_the_model_while_it_reads_the_prompt(model: EmbeddedModel) -> None:
    long = (Message(role="user", content=" ".join(map(str, range(900)))),)
    stream = model.stream(long, max_tokens=2000)
    threading.Timer(0.5, stream.close).start()
    assert list(stream) == []
    assert tokens_read_until_free(model.start()) < 1200  # of about 3,500


def test_threads_are_answered_one_after_the_other(model: EmbeddedModel) -> None:
    replies: dict[str, str] = {}

    def ask(number: str) -> None:
        question = (Message(role="user", content=f"Repeat exactly this and nothing else: {number}"),)
        replies[number] = model.complete(question, max_tokens=12).text

    threads = [threading.Thread(target=ask, args=(number,)) for number in ("17", "42", "88")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(number in text for number, text in replies.items())
    assert len(replies) == 3


def test_after_close_the_model_is_gone_and_the_next_question_starts_it_again() -> None:
    model = EmbeddedModel(context_tokens=1024)
    address = model.start().url
    model.close()
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(address, timeout=5)
    assert model.complete(RIVERS, max_tokens=4).text
    model.close()


def test_a_file_that_is_no_model_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("weights") / "not.gguf"
    path.write_bytes(b"not a model")
    with pytest.raises(ModelUnavailable, match="whole GGUF file"):
        EmbeddedModel(path).complete(RIVERS, max_tokens=4)


PROGRAM = """
import os, signal, sys, threading
from assistant.model.llama import EmbeddedModel
from assistant.model import Message
model = EmbeddedModel(context_tokens=1024)
stream = model.stream((Message(role="user", content="Tell a long story."),), max_tokens=900)
next(stream)
"""


def run(*lines: str) -> tuple["subprocess.CompletedProcess[str]", float]:
    """A program that stops while the model writes, and the seconds it took from there to its end."""
    program = PROGRAM + "import time\nprint(time.time(), flush=True)\n" + "\n".join(lines)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300, check=False)
    return done, time.time() - float(done.stdout.strip())


def test_a_program_ends_at_once_and_silently_while_the_model_writes() -> None:
    done, seconds = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert seconds < 10.0


def test_an_interrupt_ends_waiting_for_the_model_at_once() -> None:
    done, seconds = run(
        "threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()",
        "try:",
        "    model.complete((Message(role='user', content='Tell a long story.'),), max_tokens=900)",
        "except KeyboardInterrupt:",
        "    sys.exit(130)",
    )
    assert (done.returncode, done.stderr) == (130, "")
    assert seconds < 12.0


def test_the_default_weights_are_the_ones_of_the_catalogue() -> None:
    assert weights(EmbeddedModel().name).suffix == ".gguf"
