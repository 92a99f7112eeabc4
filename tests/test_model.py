"""The client of OpenAI-compatible endpoints: what it sends, what it reads, how it is ended."""

import threading
import time

import pytest

from assistant.model import EndpointModel, Reply, estimated_tokens
from assistant.values import Usage
from index.errors import (
    ModelFailed,
    ModelRefused,
    ModelUnreachable,
)
from tests.endpoint import Scripted, as_json, completion, endpoint, event, events, failed, streamed
from tests.model_calls import KEY, QUESTION, asked, model_at, read

SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}}


def test_a_reply_carries_text_finish_reason_and_usage() -> None:
    with endpoint(completion("Because.", "length")) as served:
        reply = asked(served)
    usage = Usage(prompt_tokens=11, completion_tokens=3)
    assert reply == Reply(text="Because.", finish_reason="length", usage=usage)


def test_a_request_carries_key_messages_and_settings() -> None:
    with endpoint(completion("Yes.")) as served:
        asked(served)
    (request,) = served.requests
    assert (request.path, request.key) == ("/v1/chat/completions", KEY)
    assert request.body == {
        "model": "m",
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Why?"}],
        "max_tokens": 9,
        "temperature": 0.0,
        "seed": 0,
    }


def test_without_a_key_none_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-service")
    with endpoint(completion("Yes.")) as served:
        model = EndpointModel(served.url, None, "m", timeout_seconds=5, retries=0, context_tokens=8192)
        model.complete(QUESTION, max_tokens=9)
    assert served.requests[0].key == "none"


def test_a_proxy_is_not_asked_for_a_model_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with endpoint(completion("Yes."), streamed("Yes.")) as served:
        assert asked(served).text == "Yes."
        assert read(served) == ["Yes."]


def test_the_only_model_of_an_endpoint_is_taken_and_asked_for_once() -> None:
    listed = as_json({"object": "list", "data": [{"id": "only", "object": "model"}]})
    with endpoint(listed, completion("Yes."), completion("No.")) as served:
        model = model_at(served.url, model=None)
        model.complete(QUESTION, max_tokens=9)
        model.complete(QUESTION, max_tokens=9)
    assert model.name == "only"
    assert [request.path for request in served.requests] == ["/v1/models"] + ["/v1/chat/completions"] * 2
    assert served.bodies()[1]["model"] == "only"


def test_several_models_and_none_named_is_refused_with_their_names() -> None:
    listed = as_json({"object": "list", "data": [{"id": "b", "object": "model"}, {"id": "a", "object": "model"}]})
    with endpoint(listed) as served, pytest.raises(ModelRefused, match=r"offers 2 models.*'a', 'b'"):
        _ = model_at(served.url, model=None).name


def test_an_endpoint_without_models_is_refused() -> None:
    with endpoint(as_json({"object": "list", "data": []})) as served, pytest.raises(ModelRefused, match="no model"):
        _ = model_at(served.url, model=None).name


def test_a_stream_gives_pieces_then_usage_and_finish_reason() -> None:
    with endpoint(streamed("Be", "cause", ".")) as served:
        with model_at(served.url).stream(QUESTION, max_tokens=9) as stream:
            assert list(stream) == ["Be", "cause", "."]
        assert stream.usage == Usage(prompt_tokens=11, completion_tokens=3)
        assert stream.finish_reason == "stop"
    assert served.bodies()[0]["stream_options"] == {"include_usage": True}


def test_nothing_is_sent_before_the_first_piece_is_asked_for() -> None:
    with endpoint() as served:
        model_at(served.url, model=None).stream(QUESTION, max_tokens=9).close()
    assert served.requests == []


def test_closing_a_stream_hangs_up_at_once() -> None:
    with endpoint(events(*[event("x")] * 50, pause=0.2)) as served:
        with model_at(served.url).stream(QUESTION, max_tokens=99) as stream:
            next(stream)
        assert served.requests[0].broken_off.wait(1.0)


def test_a_stream_that_is_dropped_hangs_up_at_once() -> None:
    with endpoint(events(*[event("x")] * 50, pause=0.2)) as served:
        next(model_at(served.url).stream(QUESTION, max_tokens=99))
        assert served.requests[0].broken_off.wait(1.0)


def test_another_thread_may_close_a_stream_that_waits_for_its_first_piece() -> None:
    with endpoint(events(event("x"), pause=20.0)) as served:
        stream = model_at(served.url, timeout_seconds=30.0).stream(QUESTION, max_tokens=99)
        threading.Timer(0.3, stream.close).start()
        started = time.monotonic()
        assert list(stream) == []
        assert time.monotonic() - started < 2.0
        assert served.requests[0].broken_off.wait(1.0)


def test_closing_the_model_ends_what_other_threads_wait_for() -> None:
    with endpoint(Scripted(parts=(b"{}",), pause=20.0)) as served:
        model = model_at(served.url, timeout_seconds=30.0)
        threading.Timer(0.3, model.close).start()
        started = time.monotonic()
        with pytest.raises(ModelUnreachable):
            model.complete(QUESTION, max_tokens=9)
        assert time.monotonic() - started < 2.0
        assert served.requests[0].broken_off.wait(1.0)


def test_a_schema_is_sent_as_response_format() -> None:
    with endpoint(completion('{"a": "b"}')) as served:
        model_at(served.url).complete(QUESTION, max_tokens=9, schema=SCHEMA)
    form = {"name": "reply", "strict": True, "schema": SCHEMA}
    assert served.bodies()[0]["response_format"] == {"type": "json_schema", "json_schema": form}


def test_an_endpoint_without_schemas_is_asked_without_from_then_on() -> None:
    refused = failed(400, "'response_format' of type 'json_schema' is not supported with this model")
    with endpoint(refused, streamed("Yes."), completion("No.")) as served:
        model = model_at(served.url)
        assert list(model.stream(QUESTION, max_tokens=9, schema=SCHEMA)) == ["Yes."]
        assert model.complete(QUESTION, max_tokens=9, schema=SCHEMA).text == "No."
    assert ["response_format" in body for body in served.bodies()] == [True, False, False]


def test_a_reasoning_model_gets_its_own_names() -> None:
    length = (
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
    )
    warmth = "Unsupported value: 'temperature' does not support 0.0 with this model."
    replies = (
        failed(400, length, code="unsupported_parameter", param="max_tokens"),
        failed(400, warmth, code="unsupported_value", param="temperature"),
        completion("Yes."),
    )
    with endpoint(*replies) as served:
        assert asked(served).text == "Yes."
    assert set(served.bodies()[-1]) == {"model", "messages", "max_completion_tokens", "seed"}


def test_a_broken_schema_is_not_taken_for_a_missing_ability() -> None:
    with endpoint(failed(400, "JSON schema error at #: bad type")) as served, pytest.raises(ModelRefused):
        model_at(served.url).complete(QUESTION, max_tokens=9, schema=SCHEMA)
    assert len(served.requests) == 1


@pytest.mark.parametrize(("url", "words"), [("localhost:1/v1", "address right"), ("http://[::1", "no address")])
def test_an_address_that_is_none_is_named(url: str, words: str) -> None:
    with pytest.raises(ModelFailed, match=words):
        model_at(url).complete(QUESTION, max_tokens=9)


def test_a_key_with_typographic_quotes_is_refused_before_it_is_sent() -> None:
    model = EndpointModel("http://127.0.0.1:9/v1", "“sk”", "m", timeout_seconds=5, retries=0, context_tokens=8192)
    with pytest.raises(ModelRefused, match="copy it again"):
        model.complete(QUESTION, max_tokens=9)


def test_a_password_in_an_address_is_not_named() -> None:
    model = model_at("http://user:pass@127.0.0.1:9/v1")
    with pytest.raises(ModelUnreachable) as caught:
        model.complete(QUESTION, max_tokens=9)
    assert "http://127.0.0.1:9/v1" in str(caught.value)
    assert "pass" not in str(caught.value) + repr(model)


def test_token_estimates_are_rather_too_high() -> None:
    assert estimated_tokens("") == 0
    assert estimated_tokens("Hello world, what did she say?") == 10  # 8 for Qwen
