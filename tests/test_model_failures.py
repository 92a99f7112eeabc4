"""What an endpoint does wrong becomes the error it means; what is tried again, and what is given up."""

import socket
import time

import pytest

from index.errors import (
    BrokenStream,
    ContextOverflow,
    EmptyReply,
    ModelFailed,
    ModelOverloaded,
    ModelRefused,
    ModelUnreachable,
)
from tests.endpoint import DONE, Scripted, as_json, completion, endpoint, event, events, failed, streamed
from tests.model_calls import KEY, QUESTION, Ask, asked, model_at, read

OPENAI_OVERFLOW = (
    "This model's maximum context length is 8192 tokens. However, your messages resulted in 9030 tokens. "
    "Please reduce the length of the messages."
)


LLAMA_OVERFLOW = "request (9030 tokens) exceeds the available context size (8192 tokens), try increasing it"


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
