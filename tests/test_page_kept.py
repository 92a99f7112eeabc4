"""What the page keeps and reads, without a browser: conversations, judgements, orders, languages, other carriers."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter

from assistant.evaluation.sets import read_set
from assistant.page.carried import carried_by
from assistant.page.conversations import Conversations
from assistant.page.export import conversation_json, conversation_markdown
from assistant.page.feedback import Feedback, Judgement, question_set
from assistant.page.german import GERMAN
from assistant.page.languages import texts_for
from assistant.page.ledger import LedgerOrder, look_up
from assistant.page.noted import Noted
from assistant.page.orders import Order
from assistant.page.suggested import suggested
from assistant.page.texts import ENGLISH
from assistant.page.turns import Turn, Within
from assistant.question.slots import question_of, revised, slots_of
from assistant.values import Answer, Checked, Citation, Dropped, Refusal, Sentence, Slots
from index import NewsIndex
from index.errors import IndexFailed, InputError
from index.query import understand
from index.values import Coverage

CITATION = Citation(
    n=1,
    article_id="a1",
    title="Bridge *closed*",
    outlet="Sample Post",
    byline=("A. Bee",),
    published=date(2021, 5, 3),
    url="https://example.org/bridge",
    start=4,
    end=9,
    text="“Nobody will cross it,”",
    speaker="Runa Dahl",
    kind="direct",
)
ANSWER = Answer(
    question="What did Dahl say?",
    standalone_question="What did Dahl say?",
    as_of=date(2022, 1, 1),
    text="Dahl said “Nobody will cross it,” [1]",
    sentences=(Sentence(text="Dahl said “Nobody will cross it,”", citations=(1,), repairs=("moved",)),),
    citations=(CITATION, replace(CITATION, n=2, published=datetime(2021, 5, 3, 9, 30, tzinfo=UTC), speaker=None)),
    dropped=(Dropped(text="x", reason="y"),),
    slots=Slots(speaker="Dahl"),
    coverage=Coverage(articles=1, first=date(2021, 5, 3), last=None, undated=0, newest_retrieved=None),
)
WITHIN = Within(since=date(2021, 1, 1), outlets=("Sample Post",), opinion=False)
NOTED = Noted(article_id="a", kind="correction", start=4, end=9, text="words", day=date(2021, 5, 4))
TURN = replace(
    Turn(question="What did Dahl say?", within=WITHIN).after(Checked(answer=ANSWER)),
    noted=(NOTED,),
)


def test_a_conversation_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    kept = Conversations(tmp_path / "index")
    assert kept.listed() == ()
    assert not (tmp_path / "index").exists()
    conversation = kept.begin()
    kept.put(conversation, 1, TURN)
    kept.put(conversation, 2, Turn(question="And then?", stage="writing", text="It"))
    first, second = Conversations(tmp_path / "index").turns(conversation)
    assert first == TURN
    assert (second.question, second.stage, second.text) == ("And then?", "stopped", "It")
    [listed] = kept.listed()
    assert (listed.id, listed.title, listed.turns) == (conversation, "What did Dahl say?", 2)


def test_a_turn_that_is_put_again_drops_what_came_after_it(tmp_path: Path) -> None:
    kept = Conversations(tmp_path)
    for position in (1, 2, 3):
        kept.put("c", position, Turn(question=f"Question {position}", stage="stopped"))
    kept.put("c", 2, Turn(question="Another", stage="stopped"))
    assert [turn.question for turn in kept.turns("c")] == ["Question 1", "Another"]


def test_a_deleted_conversation_goes_with_its_judgements_and_does_not_come_back(tmp_path: Path) -> None:
    kept, feedback = Conversations(tmp_path), Feedback(tmp_path)
    for conversation in ("c", "d"):
        kept.put(conversation, 1, TURN)
        feedback.put(Judgement(conversation=conversation, verdict="helpful", answer=ANSWER))
    kept.put("c", 2, Turn(question="And then?"))
    assert kept.delete("c") is True
    kept.end("c", 2, Turn(question="And then?", stage="stopped"))
    assert kept.turns("c") == ()
    assert [one.id for one in kept.listed()] == ["d"]
    assert [one.conversation for one in feedback.all()] == ["d"]
    assert kept.delete("c") is False


def test_a_turn_that_ends_takes_the_place_of_what_it_was(tmp_path: Path) -> None:
    kept = Conversations(tmp_path)
    kept.put("c", 1, Turn(question="What did Dahl say?"))
    kept.put("c", 2, Turn(question="And then?"))
    kept.end("c", 1, TURN)
    assert [turn.stage for turn in kept.turns("c")] == ["done", "stopped"]


def test_many_threads_keep_conversations_at_once_from_the_first_on(tmp_path: Path) -> None:
    """Thirty times, since two that make the file meet by chance."""

    def ask(start: threading.Barrier, folder: Path, n: int) -> None:
        start.wait()
        for position in (1, 2):
            Conversations(folder).put(f"c{n}", position, TURN)

    for time in range(30):
        folder = tmp_path / str(time)
        start = threading.Barrier(8)
        threads = [threading.Thread(target=ask, args=(start, folder, n)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        listed = sorted((one.id, one.turns) for one in Conversations(folder).listed())
        assert listed == [(f"c{n}", 2) for n in range(8)]


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexFailed, match="conversations cannot be kept in"):
        Conversations(tmp_path / "file").put("c", 1, TURN)


def test_judgements_are_a_question_set_that_the_evaluation_reads(tmp_path: Path) -> None:
    feedback = Feedback(tmp_path)
    assert yaml.safe_load(question_set(feedback.all())) == {"questions": []}
    refused = replace(
        ANSWER,
        question="What did Merkel say?",
        sentences=(),
        citations=(),
        refusal=Refusal(reason="speaker_absent", message="Nobody."),
    )
    within = Within(since=date(2021, 1, 1), outlets=("Sample Post",), speaker="Runa Dahl", opinion=False)
    feedback.put(Judgement(conversation="c", verdict="wrong", reason="first thought", answer=ANSWER))
    feedback.put(Judgement(conversation="c", verdict="helpful", history=("Who?",), within=within, answer=ANSWER))
    feedback.put(Judgement(conversation="c", verdict="helpful", answer=refused))
    assert (feedback.verdict("c", ANSWER), feedback.verdict("d", ANSWER)) == ("helpful", None)
    assert feedback.verdict("c", replace(ANSWER, text="Another answer.")) is None
    wrong = replace(ANSWER, question="Why: #1?\nreally")
    feedback.put(Judgement(conversation="d", verdict="wrong", reason="no\n- id: 1", answer=wrong))
    text = question_set(feedback.all())
    assert "# no - id: 1\n" in text
    (tmp_path / "feedback.yaml").write_text(text, "utf-8")
    first, second, third = read_set(tmp_path / "feedback.yaml")
    assert text.count("# asked without opinion pieces") == 1
    assert (first.question, first.history, first.outlets) == ("What did Dahl say?", ["Who?"], ["Sample Post"])
    assert (first.as_of, first.since, first.speaker) == (date(2022, 1, 1), date(2021, 1, 1), "Runa Dahl")
    assert first.expect is not None
    assert (first.expect.articles, first.expect.speaker) == (["a1"], "Runa Dahl")
    assert first.expect.quotations == ["Nobody will cross it,"]
    assert (second.unanswerable, second.reason) == (True, "speaker_absent")
    assert (third.question, third.tags) == ("Why: #1?\nreally", ["feedback", "wrong", "partial"])


def test_markdown_of_a_conversation_keeps_the_articles_words_words() -> None:
    text = conversation_markdown((TURN, Turn(question="![x](http://a) <b>", stage="stopped")), ENGLISH)
    assert "Dahl said “Nobody will cross it,” [^1-1]" in text
    assert "[^1-1]: Runa Dahl, quoted word for word: “Nobody will cross it,” (Bridge \\*closed\\*, Sample Post" in text
    assert "<https://example.org/bridge>" in text
    assert "## !\\[x\\](http://a) \\<b\\>" in text


def test_json_of_a_conversation_holds_the_answers_fields() -> None:
    [first, second] = TypeAdapter(list[dict[str, object]]).validate_json(
        conversation_json((TURN, Turn(question="And?", stage="stopped")))
    )
    assert (first["question"], first["status"]) == ("What did Dahl say?", "partial")
    assert second == {"question": "And?", "failure": None}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nonsense", "order: Invalid JSON"),
        ('{"since": "yesterday"}', "since: "),
        ('{"replaces": 0}', "replaces: "),
        ('{"more": 1}', "more: "),
        ('{"question": "%s"}' % ("x" * 5000), "question: "),
    ],
)
def test_an_order_that_makes_no_sense_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError, match=f"^{message}"):
        Order.read(text)


def test_an_order_says_what_is_asked() -> None:
    assert Order.read("{}").asked(" Why? ") == "Why?"
    assert Order.read('{"question": "How?"}').asked("Why?") == "How?"
    order = Order.read('{"slots": {"speaker": " Dahl ", "topic": "the bridge"}, "since": "2021-05-03", "speaker": " "}')
    assert order.asked("Why?") == "What did Dahl say about the bridge?"
    again = Order.read(
        '{"slots": {"topic": "the quay", "period": "in 2021"}, "revises": {"question": "How long is the bridge?",'
        ' "topic": "the bridge"}}'
    )
    assert again.asked("Why?") == "How long is the quay in 2021?"
    with pytest.raises(InputError, match="Name a speaker or a topic"):
        Order.read(
            '{"slots": {"period": "in 2021"}, "revises": {"question": "What did Dahl say?", "speaker": "Dahl"}}'
        ).asked("")
    assert order.within == Within(since=date(2021, 5, 3))
    assert Order.read("{}").asked("a\ud800b") == "ab"


@pytest.mark.parametrize(
    "question",
    [
        "What did Dahl say about the bridge in May 2021?",
        "What did Dahl say about the bridge?",
        "What did Dahl say?",
        "What is said about the bridge in May 2021?",
        "What is said about the bridge?",
        "What is said about May 2021?",
    ],
)
def test_slots_make_the_question_that_they_come_from(question: str) -> None:
    assert question_of(slots_of(understand(question))) == question


BRIDGE = "How long was the bridge in May 2021?"
PARTS = Slots(topic="the bridge", period="in May 2021")


@pytest.mark.parametrize(
    ("question", "parts", "wanted", "meant"),
    [
        (BRIDGE, PARTS, PARTS, BRIDGE),
        (BRIDGE, PARTS, replace(PARTS, period="in 2019"), "How long was the bridge in 2019?"),
        (BRIDGE, PARTS, replace(PARTS, period=None), "How long was the bridge?"),
        (BRIDGE, PARTS, replace(PARTS, topic="the quay"), "How long was the quay in May 2021?"),
        (BRIDGE, PARTS, replace(PARTS, speaker="Dahl"), "What did Dahl say about the bridge in May 2021?"),
        (BRIDGE, PARTS, Slots(speaker="Dahl"), "What did Dahl say?"),
        (BRIDGE, PARTS, Slots(period="in 2019"), None),
        ("Who won?", Slots(), Slots(period="in 2019"), "Who won in 2019?"),
        ("Who won?", Slots(), Slots(topic="the cup"), "What is said about the cup?"),
        ("Did Dahl deny tax?", Slots(speaker="Dahl", topic="tax"), Slots(topic="tax"), "What is said about tax?"),
        ("Did Dahl deny tax?", Slots(speaker="Dahl", topic="tax"), Slots(), None),
        ("", Slots(), Slots(), ""),
        ("What is said about ai?", Slots(topic="ai"), Slots(topic="robots"), "What is said about robots?"),
    ],
)
def test_a_question_is_changed_by_its_parts(question: str, parts: Slots, wanted: Slots, meant: str | None) -> None:
    assert revised(question, parts, wanted) == meant


@pytest.mark.parametrize(
    ("headers", "cookies", "language"),
    [
        ({}, {}, "en"),
        ({"accept-language": "de-AT,de;q=0.9,en;q=0.8"}, {}, "de"),
        ({"accept-language": "fr, de;q=0.5"}, {}, "de"),
        ({"accept-language": "fr"}, {}, "en"),
        ({"accept-language": "de"}, {"onrecord-language": "en"}, "en"),
        ({}, {"onrecord-language": "<x>"}, "en"),
    ],
)
def test_the_language_is_the_one_chosen_else_the_browsers(
    headers: dict[str, str], cookies: dict[str, str], language: str
) -> None:
    assert texts_for(headers, cookies).language == language


def test_days_and_numbers_are_written_as_each_language_does() -> None:
    assert (ENGLISH.day(date(2021, 3, 9)), ENGLISH.number(1234567)) == ("9 March 2021", "1,234,567")
    assert (GERMAN.day(date(2021, 3, 9)), GERMAN.number(1234567)) == ("9. März 2021", "1.234.567")


def test_an_article_is_also_carried_by_those_with_the_same_words(sample_news: NewsIndex) -> None:
    examiner = sample_news.article("mill-sale-examiner")
    first = examiner.text.split("\n\n")[0]
    assert [other.id for other in carried_by(sample_news, examiner, first)] == ["mill-sale-courier"]
    assert carried_by(sample_news, examiner, "the mill") == ()
    assert carried_by(sample_news, examiner, examiner.text.split("\n\n")[-1]) == ()


def test_suggested_questions_are_about_people_who_say_something_on_that(sample_news: NewsIndex) -> None:
    questions = suggested(sample_news, sample_news.speakers())
    assert len(questions) == 6
    for question in questions:
        query = understand(question)
        assert query.speaker is not None
        assert len(sample_news.said(query.speaker, query.topic)) >= 2, question


def test_the_ledger_says_how_many_there_are_and_who_else_may_be_meant(sample_news: NewsIndex) -> None:
    found = look_up(sample_news, LedgerOrder(speaker=" Blinken ", about="Kabul"))
    assert found.total == len(found.statements) == len(sample_news.said("Blinken", "Kabul"))
    assert found.question == "What did Blinken say about Kabul?"
    assert look_up(sample_news, LedgerOrder(speaker="Blinkin")).close == ("Antony Blinken",)
    with pytest.raises(InputError, match="2022-01-01 is after 2021-01-01"):
        look_up(sample_news, LedgerOrder(speaker="Blinken", since=date(2022, 1, 1), until=date(2021, 1, 1)))
