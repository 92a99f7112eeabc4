"""Follow-up questions by rule: what each stands for after the ones before it."""

import pytest

from assistant.question.followups import standalone
from assistant.values import Answer
from tests.dialogues import DIALOGUES

FIRST = "What did Blinken say about Afghanistan?"


def speaks(name: str) -> bool:
    return name in {"Blinken", "Raab", "Dominic Raab"}


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("What did he say about China?", "What did Blinken say about China?"),
        ("Did she say anything on NATO?", "Did Blinken say anything on NATO?"),
        ("What is his view on China?", "What is Blinken’s view on China?"),
        ("And about NATO?", "What did Blinken say about NATO?"),
        ("about the airlift", "What did Blinken say about the airlift?"),
        ("How about China?", "What did Blinken say about China?"),
        ("And China?", "What did Blinken say about China?"),
        ("What about Raab?", "What did Raab say about Afghanistan?"),
        ("what about Dominic Raab?", "What did Dominic Raab say about Afghanistan?"),
        ("And about Raab?", "What did Blinken say about Raab?"),
        ("What did Raab say about that?", "What did Raab say about Afghanistan?"),
        ("What did he say about Raab?", "What did Blinken say about Raab?"),
        ("Why did Raab say he would leave?", "Why did Raab say he would leave?"),
        ("And when did he say so?", "And when did Blinken say so?"),
        ("What did Raab say about China?", "What did Raab say about China?"),
        ("How much will the barrier cost?", "How much will the barrier cost?"),
        ("And the EU?", "What did Blinken say about EU?"),
        ("And then?", "And then?"),
        ("And why?", "Why did Blinken say that about Afghanistan?"),
        ("What about it?", "What about Afghanistan?"),
        ("So the barrier will cost more?", "So the barrier will cost more?"),
        ("On Monday, what happened?", "On Monday, what happened?"),
    ],
)
def test_a_question_after_one_about_a_speaker(question: str, meant: str) -> None:
    assert standalone(question, (FIRST,), speaks) == meant


def test_without_a_speaker_before_it_a_question_stays_as_it_is() -> None:
    assert standalone("What did he say about China?", (), speaks) == "What did he say about China?"
    assert standalone("And about NATO?", ("How much will the barrier cost?",), speaks) == "And about NATO?"


def test_earlier_follow_ups_are_read_with_those_before_them() -> None:
    history = (FIRST, "What about Raab?", "And about China?")
    assert standalone("What did he say about it?", history, speaks) == "What did Raab say about China?"


def test_an_answer_stands_for_its_standalone_question() -> None:
    answer = Answer(
        question="And about NATO?", standalone_question="What did Blinken say about NATO?", as_of=None, text=""
    )
    assert standalone("What about Raab?", (answer,), speaks) == "What did Raab say about NATO?"


def test_a_question_without_a_speaker_in_between_keeps_the_last_speaker() -> None:
    history = (FIRST, "How much will the barrier cost?")
    assert standalone("What did he say about China?", history, speaks) == "What did Blinken say about China?"


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda turns: " / ".join(asked for asked, _ in turns))
def test_every_question_of_a_dialogue_stands_for_what_it_means(dialogue: tuple[tuple[str, str], ...]) -> None:
    asked = [question for question, _ in dialogue]
    meant = [standalone(question, tuple(asked[:at]), speaks) for at, question in enumerate(asked)]
    assert meant == [standing for _, standing in dialogue]
