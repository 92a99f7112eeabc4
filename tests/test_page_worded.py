"""What code says of answers, told on the German page; and that no refusal says the same thing twice."""

from dataclasses import replace

import pytest
import yaml

from assistant import Assistant, Settings, samples
from assistant.page.german import GERMAN
from assistant.page.html.turn import question_html, turn_html
from assistant.page.texts import ENGLISH
from assistant.page.turns import Turn
from assistant.values import Answer, Checked, Dropped, Refusal
from index import NewsIndex
from tests.fakes import ScriptedModel
from tests.test_page_html import Read, answered

CASES = yaml.safe_load((samples.folder().parent / "questions.yaml").read_text("utf-8"))["questions"]
LIES = """Blinken said that about two thousand Americans were still in Afghanistan.
Merkel said that about a hundred Americans were still in Afghanistan.
Blinken said “the war was a mistake from the very first day”."""


def test_every_refusal_of_the_samples_is_told_in_german_without_what_the_index_holds(sample_news: NewsIndex) -> None:
    assistant = Assistant(sample_news, Settings.read(llm=False))
    refused = [assistant.ask(case["question"]) for case in CASES if case.get("unanswerable")]
    refusals = [(answer, answer.refusal) for answer in refused if answer.refusal]
    assert len(refusals) >= 7
    for answer, refusal in refusals:
        why = refusal.message.partition(" The index holds ")[0]
        assert GERMAN.of_code(why) == GERMAN.why_refused(answer, refusal) != why, why
        assert ENGLISH.why_refused(answer, refusal) == why
    notes = {note for answer in refused for note in answer.notes}
    assert all(GERMAN.of_code(note) for note in notes), notes


def test_why_sentences_of_a_model_were_left_out_is_told_in_german(sample_news: NewsIndex) -> None:
    model = ScriptedModel(*["\n".join(f"{line} [1]" for line in LIES.splitlines())] * 4)
    answer = Assistant(sample_news, Settings.read(llm=True, split_questions=False), model).ask(
        "What did Blinken say about Afghanistan?"
    )
    reasons = [dropped.reason for dropped in answer.dropped]
    assert len(reasons) >= 2
    assert all(GERMAN.of_code(reason) for reason in reasons), reasons


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("the source does not have the number 12 for this", "die Quelle hat die Zahl 12 nicht dafür"),
        ("the source says “sold” of Dahl, not of Quill", "die Quelle sagt „sold“ von Dahl, nicht von Quill"),
        ("said by Dahl, not by Quill", "gesagt hat es Dahl, nicht Quill"),
        (
            "The newest article is of 3 May 2021: what happened after it, up to 9 June 2021, is not in this answer.",
            "Der neueste Artikel ist vom 3. Mai 2021: "
            "Was danach bis zum 9. Juni 2021 geschah, steht nicht in dieser Antwort.",
        ),
        ("The language model gave no answer: {0} %s", "Das Sprachmodell gab keine Antwort: {0} %s"),
        ("an unheard-of sentence", None),
    ],
)
def test_a_sentence_of_code_is_known_by_its_form(english: str, german: str | None) -> None:
    assert GERMAN.of_code(english) == german
    assert ENGLISH.of_code(english) == english


def test_a_refusal_says_why_once_and_what_the_index_holds_once() -> None:
    message = "Nobody called Merkel speaks in these articles. The index holds 32 articles, newest indexed 1 hour ago."
    turn = answered(sentences=(), citations=(), refusal=Refusal(reason="speaker_absent", message=message))
    english, german = (Read(turn_html(turn, 1, texts)).text for texts in (ENGLISH, GERMAN))
    assert english.startswith(
        "⊘ No answer in these articles Nobody called Merkel speaks in these articles.",
    )
    assert (english.count("Merkel"), english.count("2 articles")) == (1, 1)
    assert german.startswith(
        "⊘ Keine Antwort in diesen Artikeln Niemand namens Merkel kommt in diesen Artikeln zu Wort."
    )
    assert "index holds" not in english + german
    other = replace(turn, answer=replace(of(turn), refusal=Refusal(reason="speaker_absent", message="Reworded.")))
    assert "Wer gefragt war, kommt in diesen Artikeln nicht zu Wort." in turn_html(other, 1, GERMAN)


def of(turn: Turn) -> Answer:
    assert turn.answer is not None
    return turn.answer


def test_what_is_english_on_the_german_page_says_so() -> None:
    dropped = (Dropped(text="A lie.", reason="an unheard-of reason"),)
    turn = Turn(question="Why?").after(Checked(answer=replace(of(answered()), dropped=dropped, notes=("Odd.",))))
    html = turn_html(turn, 1, GERMAN)
    assert '<p class="answer" lang="en">' in html
    assert '<blockquote lang="en">' in html
    assert '<del lang="en">A lie.</del> <em><span lang="en">an unheard-of reason</span></em>' in html
    assert '<p class="note"><span lang="en">Odd.</span></p>' in html
    assert '<h2 class="question" id="question-1" lang="en">' in question_html(turn, 1, GERMAN)
