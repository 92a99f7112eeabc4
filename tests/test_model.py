import socket
import threading
import time
from typing import Protocol

import pytest

from assistant.model import EndpointModel, Message, Reply, estimated_tokens
from assistant.values import Usage
from index.errors import (
    BrokenStream,
    ContextOverflow,
    EmptyReply,
    ModelFailed,
    ModelOverloaded,
    ModelRefused,
    ModelUnreachable,
)
from tests.endpoint import (
    DONE,
    Endpoint,
    Scripted,
    as_json,
    completion,
    endpoint,
    event,
    events,
    failed,
    streamed,
)

KEY = "sk-very-secret"
QUESTION = (Message(role="system", content="Be brief."), Message(role="user", content="Why?"))
SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}}
OPENAI_OVERFLOW = (
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9030 tokens. "
    "Please reduce the length of the messages."
)
LLAMA_OVERFLOW = "request (9030 tokens) exceeds the available context size (8192 tokens), try increasing it"


class Ask(Protocol):
    def __call__(self, served: Endpoint, *, timeout_seconds: float = 5.0) -> object: ...


def model_at(url: str, *, model: str | None = "m", retries: int = 0, timeout_seconds: float = 5.0) -> EndpointModel:
    return EndpointModel(url, KEY, model, timeout_seconds=timeout_seconds, retries=retries, context_tokens=8192)


def asked(served: Endpoint, *, retries: int = 0, timeout_seconds: float = 5.0) -> Reply:
    return model_at(served.url, retries=retries, timeout_seconds=timeout_seconds).complete(QUESTION, max_tokens=9)


def read(served: Endpoint, *, timeout_seconds: float = 5.0) -> list[str]:
    return list(model_at(served.url, timeout_seconds=timeout_seconds).stream(QUESTION, max_tokens=9))


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


@pytest.mark.parametrize(
    ("reply", "error", "words"),
    [
        (failed(401, "Invalid API Key"), ModelRefused, "refused the key"),
        (failed(403, "no access"), ModelRefused, "permissions"),
        (failed(404, "model 'm' not found"), ModelRefused, "knows no model 'm'"),
        (failed(429, "slow down"), ModelOverloaded, "slow down"),
        (failed(429, "You exceeded it", code="insufficient_quota"), ModelRefused, "no quota left"),
        (failed(500, "out of memory"), ModelOverloaded, "out of memory"),
        (failed(400, "bad role"), ModelRefused, "bad role"),
        (failed(400, OPENAI_OVERFLOW, code="context_length_exceeded"), ContextOverflow, "9030 tokens are more"),
        (as_json({"error": "plain words"}, 400), ModelRefused, "plain words"),
        (Scripted(status=502, kind="text/html", parts=(b"<h1>Bad</h1>",)), ModelOverloaded, "<h1>Bad</h1>"),
    ],
)
@pytest.mark.parametrize("ask", [asked, read])
def test_an_error_reply_becomes_the_error_it_means(
    reply: Scripted, error: type[ModelFailed], words: str, ask: Ask
) -> None:
    with endpoint(reply) as served, pytest.raises(ModelFailed, match=words) as caught:
        ask(served)
    assert type(caught.value) is error
    assert served.url in str(caught.value)


def test_an_error_never_repeats_the_key() -> None:
    with endpoint(failed(401, f"Incorrect key: {KEY}")) as served, pytest.raises(ModelRefused) as caught:
        asked(served)
    assert KEY not in str(caught.value)
    assert KEY not in repr(model_at(served.url))


@pytest.mark.parametrize(
    "reply",
    [
        failed(400, LLAMA_OVERFLOW, type="exceed_context_size_error", n_prompt_tokens=9030, n_ctx=8192),
        failed(400, LLAMA_OVERFLOW),
        failed(400, OPENAI_OVERFLOW, code="context_length_exceeded"),
    ],
)
def test_an_overflow_says_how_much_too_much_it_was(reply: Scripted) -> None:
    with endpoint(reply) as served, pytest.raises(ContextOverflow) as caught:
        asked(served)
    assert (caught.value.prompt_tokens, caught.value.context_tokens) == (9030, 8192)


def test_a_request_is_tried_again_after_the_time_that_the_endpoint_names() -> None:
    with endpoint(failed(429, "slow down", ("Retry-After", "1")), completion("Yes.")) as served:
        started = time.monotonic()
        assert asked(served, retries=1).text == "Yes."
    assert 1.0 <= time.monotonic() - started < 4.0
    assert len(served.requests) == 2


def test_the_opening_of_a_stream_is_tried_again() -> None:
    with endpoint(failed(503, "loading", ("Retry-After", "0.05")), streamed("Yes.")) as served:
        assert list(model_at(served.url, retries=1).stream(QUESTION, max_tokens=9)) == ["Yes."]
    assert len(served.requests) == 2


def test_tries_end() -> None:
    replies = [failed(500, "no", ("Retry-After", "0.05"))] * 5
    with endpoint(*replies) as served, pytest.raises(ModelOverloaded):
        asked(served, retries=2)
    assert len(served.requests) == 3


def test_a_stream_cut_in_the_middle_is_broken_and_not_tried_again() -> None:
    with endpoint(events(event("Be"), cut=True), streamed("Because.")) as served:
        stream = model_at(served.url, retries=3).stream(QUESTION, max_tokens=9)
        assert next(stream) == "Be"
        with pytest.raises(BrokenStream, match="before its end"):
            next(stream)
    assert len(served.requests) == 1


@pytest.mark.parametrize(
    "parts",
    [
        (event("Be"),),
        (event("Be"), DONE),
        (event("Be"), b"data: {not json\n\n"),
        (event("Be"), b"data: \xff\xfe\n\n"),
        (event("Be"), b'data: {"hello": 1}\n\n', b"data: 42\n\n"),
        (event("Be"), b'data: {"error": {"message": "out of memory"}}\n\n'),
    ],
)
def test_a_stream_without_its_end_is_broken(parts: tuple[bytes, ...]) -> None:
    with endpoint(events(*parts)) as served:
        stream = model_at(served.url).stream(QUESTION, max_tokens=9)
        assert next(stream) == "Be"
        with pytest.raises(BrokenStream):
            next(stream)


def test_an_overflow_told_inside_a_stream_is_an_overflow() -> None:
    told = b'data: {"error": {"code": 400, "message": "%s"}}\n\n' % LLAMA_OVERFLOW.encode()
    with endpoint(events(told)) as served, pytest.raises(ContextOverflow):
        read(served)


@pytest.mark.parametrize("text", ["", "  \n", None])
def test_an_empty_reply_is_an_error(text: str | None) -> None:
    with endpoint(completion(text, "length")) as served, pytest.raises(EmptyReply, match="allow a longer reply"):
        asked(served)


def test_an_empty_stream_is_an_error() -> None:
    with endpoint(streamed()) as served, pytest.raises(EmptyReply, match="'m'"):
        read(served)


@pytest.mark.parametrize(
    "reply",
    [
        Scripted(kind="text/html", parts=(b"<html>A page</html>",)),
        as_json({"hello": 1}),
        as_json([1, 2]),
        as_json({"choices": "none"}),
    ],
)
def test_something_else_than_a_completion_is_refused(reply: Scripted) -> None:
    with endpoint(reply) as served, pytest.raises(ModelRefused, match="something else than a chat completion"):
        asked(served)


def test_nobody_listening_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        with pytest.raises(ModelUnreachable, match="address right"):
            model_at(url).complete(QUESTION, max_tokens=9)


@pytest.mark.parametrize("ask", [asked, read])
def test_an_endpoint_that_stays_silent_is_given_up(ask: Ask) -> None:
    late = events(event("Late"), pause=3.0)
    with endpoint(late) as served, pytest.raises((ModelUnreachable, BrokenStream)):
        ask(served, timeout_seconds=0.2)


def test_a_slow_stream_is_read_to_its_end() -> None:
    with endpoint(streamed("a", "b", "c", pause=0.2)) as served:
        assert read(served, timeout_seconds=0.8) == ["a", "b", "c"]


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
