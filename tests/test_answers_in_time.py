"""Answers over articles of several days: accounts that differ, when each was reported, slots, and follow-ups."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.answer.dating import dated, newest_first
from assistant.jsonable import jsonable
from assistant.question.slots import changed
from assistant.values import Answer, Citation, Sentence, Slots
from index import NewsIndex, open_index
from index.query import understand
from index.values import Article, Published
from tests.fakes import HashingEmbedder, ScriptedModel


def report(id: str, outlet: str, day: str, title: str, text: str) -> Article:
    published = Published(value=date.fromisoformat(day), found_in="test")
    return Article(id=id, title=title, text=text, published=published, outlet=outlet)


ARTICLES = (
    report(
        "post",
        "Post",
        "2021-05-03",
        "Ledham under water",
        "The river burst its banks on Sunday night and eleven homes were flooded in Ledham, the council said.\n\n"
        "“We have never seen water like this,” said Ida Fenwick, a baker.",
    ),
    report(
        "tide",
        "Daily Tide",
        "2021-05-05",
        "Clearing up in Ledham",
        "In Ledham 14 homes were flooded when the river rose, according to the fire service. Pumps are running.\n\n"
        "“We have never seen water like this,” said Karl Oddie, a farmer.",
    ),
    report(
        "herald",
        "Herald",
        "2021-05-09",
        "Bridge shut",
        "The bridge at Marholm has been closed since Friday. “It will stay shut until the autumn,” Runa Dahl said.",
    ),
)
QUESTION = "How many homes were flooded in Ledham?"


@pytest.fixture
def news(tmp_path: Path) -> Iterator[NewsIndex]:
    with open_index(tmp_path / "index", embedder=HashingEmbedder()) as index:
        index.add(ARTICLES)
        yield index


def asked(
    news: NewsIndex, question: str, *texts: str, short: str = "", history: tuple[str | Answer, ...] = ()
) -> Answer:
    reply = json.dumps({"answer": short, "sentences": [{"text": text, "sources": []} for text in texts]})
    return Assistant(news, Settings.read(), ScriptedModel(reply, reply)).ask(question, history=history)


def test_both_figures_are_told_verbatim_and_cited(news: NewsIndex) -> None:
    answer = asked(news, QUESTION, "Eleven homes were flooded in Ledham.", short="Eleven")
    (found,) = answer.disagreements
    assert [(v.text, v.outlet, v.later) for v in found.versions] == [
        ("eleven homes", "Post", False),
        ("14 homes", "Daily Tide", True),
    ]
    assert answer.text == (
        "According to the council, eleven homes were flooded in Ledham (reported 3 May 2021). [1] "
        "Accounts differ: Post, 3 May 2021: “eleven homes”. [1] Daily Tide, 5 May 2021 (later): “14 homes”. [2]"
    )
    assert answer.status == "grounded"
    for version in found.versions:
        citation = answer.citations[version.n - 1]
        assert version.text in citation.text
        assert news.article(citation.article_id).text[citation.start : citation.end] == citation.text


def test_without_a_model_both_figures_are_told_too(news: NewsIndex) -> None:
    answer = Assistant(news, Settings.read(llm=False)).ask(QUESTION)
    assert answer.status == "quotes_only"
    assert [[version.text for version in one.versions] for one in answer.disagreements] == [
        ["eleven homes", "14 homes"]
    ]


def test_the_same_words_given_to_two_people_are_told_with_both(news: NewsIndex) -> None:
    answer = asked(news, "What did Fenwick say about the water?", "Fenwick said “We have never seen water like this”.")
    assert [(one.kind, [version.text for version in one.versions]) for one in answer.disagreements] == [
        ("speaker", ["Ida Fenwick", "Karl Oddie"])
    ]


def test_json_holds_disagreements_and_slots(news: NewsIndex) -> None:
    told = jsonable(asked(news, QUESTION, "Eleven homes were flooded in Ledham.", short="Eleven"))
    assert isinstance(told, dict)
    assert told["slots"] == {"speaker": None, "topic": None, "period": None}
    disagreements = told["disagreements"]
    assert isinstance(disagreements, list)
    assert [one["kind"] for one in disagreements if isinstance(one, dict)] == ["number"]


def test_an_answer_of_one_day_carries_no_day(news: NewsIndex) -> None:
    answer = asked(
        news, "Since when has the bridge at Marholm been closed?", "The bridge at Marholm has been closed since Friday."
    )
    assert answer.sentences[0].text == "The bridge at Marholm has been closed since Friday."
    assert answer.disagreements == ()


def cited(n: int, day: str | None) -> Citation:
    published = date.fromisoformat(day) if day else None
    return Citation(
        n=n,
        article_id=f"a{n}",
        title="",
        outlet=None,
        byline=(),
        published=published,
        url=None,
        start=0,
        end=1,
        text="x",
    )


CITED = (cited(1, "2021-05-03"), cited(2, "2021-05-05"), cited(3, None))


@pytest.mark.parametrize(
    ("text", "citations", "shown"),
    [
        ("Homes were flooded.", (1,), "Homes were flooded (reported 3 May 2021)."),
        ("Homes were flooded", (2,), "Homes were flooded (reported 5 May 2021)."),
        ("He said “it is over.”", (1,), "He said “it is over.” (reported 3 May 2021)."),
        ("Homes were flooded.", (1, 2), "Homes were flooded (reported 3 May 2021 and 5 May 2021)."),
        ("Homes were flooded on 3 May.", (1,), "Homes were flooded on 3 May."),
        ("Homes were flooded on Monday.", (1,), "Homes were flooded on Monday (reported 3 May 2021)."),
        ("Homes were flooded in 2021.", (1,), "Homes were flooded in 2021 (reported 3 May 2021)."),
        ("Homes were flooded.", (3,), "Homes were flooded."),
    ],
)
def test_a_sentence_says_when_it_was_reported(text: str, citations: tuple[int, ...], shown: str) -> None:
    others = (Sentence(text="One.", citations=(1,), by="code"), Sentence(text="Two.", citations=(2,), by="code"))
    (first, *rest), kept = dated(((Sentence(text=text, citations=citations), *others), CITED))
    assert first.text == shown
    assert (tuple(rest), kept) == (others, CITED)


@pytest.mark.parametrize(
    ("text", "carries"),
    [
        ("Homes were flooded last week.", True),
        ("Last week homes were flooded.", True),
        ("Yesterday homes were flooded.", True),
        ("Homes were flooded last May.", True),
        ("Homes were flooded this morning.", True),
        ("The port opens next Friday.", True),
        ("This may be a flood.", False),
        ("USA Today tells of a flood.", False),
        ("He said “it was last week”.", False),
        ("Homes were flooded.", False),
    ],
)
def test_what_means_another_day_to_its_reader_has_a_day_though_all_is_of_one(text: str, carries: bool) -> None:
    (first,), _ = dated(((Sentence(text=text, citations=(1,)),), CITED[:1]))
    assert first.text == (text.removesuffix(".") + " (reported 3 May 2021)." if carries else text)


def test_the_newest_is_told_first_where_the_latest_is_asked_for() -> None:
    composed = (Sentence(text="Old.", citations=(1,)), Sentence(text="New.", citations=(2,))), CITED[:2]
    sentences, citations = newest_first(composed, understand("What is the latest on the flood?"))
    assert [(one.text, one.citations) for one in sentences] == [("New.", (1,)), ("Old.", (2,))]
    assert [(one.n, one.article_id) for one in citations] == [(1, "a2"), (2, "a1")]
    assert newest_first(composed, understand("How many homes were flooded?")) == composed
    leaning = (composed[0][0], Sentence(text="It rose again.", citations=(2,))), CITED[:2]
    assert newest_first(leaning, understand("What is the latest on the flood?")) == leaning


@pytest.mark.parametrize(
    ("question", "understood", "given", "meant"),
    [
        (
            "What did Ann say about tax?",
            Slots(speaker="Ann", topic="tax"),
            Slots(speaker="Bo"),
            "What did Bo say about tax?",
        ),
        (
            "What did Ann say about tax?",
            Slots(speaker="Ann", topic="tax"),
            Slots(topic="rent"),
            "What did Ann say about rent?",
        ),
        (
            "What did Ann say about tax in May 2021?",
            Slots(speaker="Ann", topic="tax", period="in May 2021"),
            Slots(period="in June 2021"),
            "What did Ann say about tax in June 2021?",
        ),
        ("Who won?", Slots(), Slots(period="in 2019"), "Who won in 2019?"),
        ("Who won in 2018?", Slots(period="in 2018"), Slots(period="in 2019"), "Who won in 2019?"),
        ("Who won?", Slots(), Slots(speaker="Ann", topic="tax"), "What did Ann say about tax?"),
        ("Who won?", Slots(), Slots(), "Who won?"),
    ],
)
def test_slots_that_are_given_take_the_place_of_those_understood(
    question: str, understood: Slots, given: Slots, meant: str
) -> None:
    assert changed(question, understood, given) == meant


def test_an_answer_shows_its_slots_and_the_caller_changes_them(news: NewsIndex) -> None:
    assistant = Assistant(news, Settings.read(llm=False))
    first = assistant.ask("What did Fenwick say about the water in May 2021?")
    assert first.slots == Slots(speaker="Fenwick", topic="the water", period="in May 2021")
    second = assistant.ask("What did Fenwick say about the water?", slots=Slots(speaker="Dahl", topic="the bridge"))
    assert second.standalone_question == "What did Dahl say about the bridge?"
    assert second.slots == Slots(speaker="Dahl", topic="the bridge")


def test_follow_ups_lean_on_answers_whose_citations_stay_valid(news: NewsIndex) -> None:
    assistant = Assistant(news, Settings.read(llm=False))
    first = assistant.ask("What did Fenwick say about the water?")
    later = assistant.ask("And later?", history=(first,))
    assert later.standalone_question == "What did Fenwick say about the water after 5 May 2021?"
    other = assistant.ask("What about Oddie?", history=(first,))
    assert other.standalone_question == "What did Oddie say about the water?"
    for answer in (first, other):
        assert answer.citations
        for one in answer.citations:
            assert news.article(one.article_id).text[one.start : one.end] == one.text


def test_yes_after_a_refusal_asks_without_what_there_was_none_of(news: NewsIndex) -> None:
    assistant = Assistant(news, Settings.read(llm=False))
    first = assistant.ask("What did Fenwick say about the Olympic Games in Tokyo?")
    assert first.refusal is not None
    assert first.refusal.reason == "speaker_not_on_topic"
    assert assistant.ask("Yes", history=(first,)).standalone_question == "What did Fenwick say?"
