import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.checks import Draft
from assistant.reply.reading import drafts, finished, short_answer, visible


def test_sentences_come_from_the_json_asked_for() -> None:
    reply = '{"sentences": [{"text": "Kell left.", "sources": [2, 1]}, {"text": "Brandt stayed.", "sources": []}]}'
    assert drafts(reply) == (Draft(text="Kell left.", sources=(2, 1)), Draft(text="Brandt stayed."))


def test_two_sentences_in_one_text_are_checked_apart() -> None:
    reply = '{"sentences": [{"text": "Kell left. Brandt stayed.", "sources": [1]}]}'
    assert [draft.text for draft in drafts(reply)] == ["Kell left.", "Brandt stayed."]


def test_a_quotation_of_several_sentences_stays_in_one() -> None:
    reply = "Kell said: “We were never asked. It will end my trade.” [1]"
    assert drafts(reply) == (Draft(text="Kell said: “We were never asked. It will end my trade.”", sources=(1,)),)


def test_markers_in_plain_text_belong_to_the_sentence_they_follow() -> None:
    reply = "Kell left. [1] Brandt stayed [2, 3]. Both were asked.[4][5]"
    assert drafts(reply) == (
        Draft(text="Kell left.", sources=(1,)),
        Draft(text="Brandt stayed.", sources=(2, 3)),
        Draft(text="Both were asked.", sources=(4, 5)),
    )


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("See [the report](https://evil.example/a?q=1) now.", "See the report now."),
        ("Look ![x](http://evil.example/p.png) here.", "Look here."),
        ("Go to https://evil.example/x or www.evil.example today.", "Go to or today."),
        ("It is <b>bold</b> and <img src=x onerror=alert(1)>red.", "It is bold and red."),
        ("**Kell** left `now`.", "Kell left now."),
        ("- Kell left.", "Kell left."),
        ("Click javascript:alert(1) please.", "Click please."),
    ],
)
def test_nothing_that_could_act_leaves_a_reply(reply: str, text: str) -> None:
    assert [draft.text for draft in drafts(reply)] == [text]


def test_an_empty_or_broken_reply_has_no_sentences() -> None:
    for reply in ("", "   ", '{"sentences": []}', '{"sentences": "no"}', '{"sentences": [1, {"text": 2}]}', "{oops"):
        assert drafts(reply) == ()


def test_json_in_a_code_fence_is_json() -> None:
    assert drafts('```json\n{"sentences": [{"text": "Kell left.", "sources": [1]}]}\n```')[0].sources == (1,)


def test_a_growing_reply_shows_its_text_without_the_json() -> None:
    reply = '{"sentences": [{"text": "Kell said \\"no\\".", "sources": [1]}, {"text": "He le'
    assert visible(reply) == 'Kell said "no". He le'
    assert visible('{"sente') == ""


@given(st.text(max_size=200))
def test_no_reply_whatever_breaks_the_parsing(reply: str) -> None:
    for draft in drafts(reply):
        assert draft.text.strip()
    visible(reply)


@given(st.text(max_size=80), st.integers(min_value=0, max_value=160))
def test_half_of_a_json_reply_never_breaks_the_parsing(text: str, cut: int) -> None:
    import json

    visible(json.dumps({"sentences": [{"text": text, "sources": [1]}]})[:cut])


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("CNN — Kell left the council.", "Kell left the council."),
        ("WASHINGTON (AP) — Kell left.", "Kell left."),
        ("Kell — Brandt is her friend — left.", "Kell — Brandt is her friend — left."),
        ("The US — and Kell — left.", "The US — and Kell — left."),
    ],
)
def test_where_a_report_was_filed_is_no_part_of_a_sentence(reply: str, text: str) -> None:
    assert [draft.text for draft in drafts(reply)] == [text]


WHOLE = '{"answer": "Kell", "sentences": [{"text": "Kell left.", "sources": [2]}'


@pytest.mark.parametrize(
    ("reply", "whole", "rest"),
    [
        ('{"answer": "Kell", "sentences": [{"text": "Kell le', (), "Kell le"),
        ('{"answer": "Kell", "sentences": [{"text": "Kell left.", "sources": [2', (), "Kell left."),
        (WHOLE, (Draft(text="Kell left.", sources=(2,)),), ""),
        (WHOLE + ', {"text": "Bra', (Draft(text="Kell left.", sources=(2,)),), "Bra"),
        ("Kell left. [2] Bra", (Draft(text="Kell left.", sources=(2,)),), "Bra"),
        ("", (), ""),
    ],
)
def test_of_a_reply_still_written_the_whole_sentences_are_known(
    reply: str, whole: tuple[Draft, ...], rest: str
) -> None:
    done, unchecked = finished(reply)
    assert drafts(done) == whole
    assert unchecked == rest


@pytest.mark.parametrize(
    ("reply", "answer"),
    [
        (WHOLE, "Kell"),
        ('{"answer": "Not stated.", "sentences": []}', ""),
        ('{"answer": " ", "sentences": []}', None),
        ('{"sentences": []}', None),
        ("Kell left.", None),
        ('{"answer": "<b>Kell</b>', "Kell"),
    ],
)
def test_the_short_answer_is_what_the_reply_has_first(reply: str, answer: str | None) -> None:
    assert short_answer(reply) == answer


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The wall will hold,” said Ida Fenwick.", ["“The wall will hold,” said Ida Fenwick."]),
        ('The wall will hold," said Ida Fenwick.', ['“The wall will hold," said Ida Fenwick.']),
        ("“It held,” she said. “It will", ["“It held,” she said.", "“It will”"]),
        ("“It held,” she said.", ["“It held,” she said."]),
        ('He called it "a shame" and left.', ['He called it "a shame" and left.']),
        ('A 5" pipe burst.', ['A 5" pipe burst.']),
        ('The vote was lost.\n\n"It held," she said.', ["The vote was lost.", '"It held," she said.']),
        ('He said:"It held."', ['He said:"It held."']),
        ('The vote was lost.\n\nIt held," she said.', ["The vote was lost.", '“It held," she said.']),
        ("„Es hielt“, sagte sie.", ["„Es hielt“, sagte sie."]),
    ],
)
def test_a_quotation_that_lacks_a_mark_gets_it(text: str, sentences: list[str]) -> None:
    assert [draft.text for draft in drafts(json.dumps({"sentences": [{"text": text, "sources": [1]}]}))] == sentences


@pytest.mark.parametrize("piece", ["[", "![", "[1, ", "a.", "a.a://", "\n", "<a ", "**"])
def test_a_long_text_of_half_marks_is_read_in_no_time(piece: str) -> None:
    before = time.process_time()
    assert not any("://" in draft.text for draft in drafts(piece * (30_000 // len(piece)) + " x"))
    assert time.process_time() - before < 2
