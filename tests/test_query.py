import pytest

from index.query import whose_words


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("What did Kell say about the flood wall?", "Kell", "the flood wall"),
        ("what did kell say about the wall?", "kell", "the wall"),
        ("What has the council said on the cost?", "council", "the cost"),
        ("Did Brandt deny that the boatyard would close?", "Brandt", "the boatyard would close"),
        ("According to Mayor Orla Brandt, why was the wall delayed?", "Mayor Orla Brandt", "why was the wall delayed"),
        ("How did Kell respond to critics?", "Kell", "critics"),
        ("What is Brandt's position on the ferry?", "Brandt", "the ferry"),
        ("What was Idris Kell’s reaction to the vote?", "Idris Kell", "the vote"),
        ("Quotes by Idris Kell on the harbour", "Idris Kell", "the harbour"),
        ("What did the Secretary of State Ann Ray say about the talks?", "Secretary of State Ann Ray", "the talks"),
        ("What did Kell say?", "Kell", None),
        ("What does the mayor think of the plan?", "mayor", "the plan"),
    ],
)
def test_a_question_about_speech_names_who_and_what_about(question: str, speaker: str, topic: str | None) -> None:
    assert whose_words(question) == (speaker, topic)


@pytest.mark.parametrize(
    "question",
    [
        "Who won the match?",
        "What did the council decide?",
        "Why did Brandt attack Kell?",
        "What did he say about it?",
        "How much will the wall cost?",
        "What did people say about the wall?",
        "",
    ],
)
def test_any_other_question_names_nobody(question: str) -> None:
    assert whose_words(question) == (None, None)
