"""Which of a speaker's statements are told for a question; read from the articles themselves, which are our own."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant, namesakes
from assistant.gathering.gather import Evidence, gather
from assistant.reply.concluding import conclude
from assistant.settings import Settings
from assistant.values import Answer
from index import open_index
from index.acronyms import initials
from index.news import NewsIndex
from index.telling import telling
from index.values import Article, Published, QuoteKind
from tests.fakes import HashingEmbedder, ScriptedModel

BOARD = "The Orm Water Board said on Monday that the river was clean.\n\nIts chairman, Tom Hale, was ill."
LETTERS = (
    "“The river is not clean,” the OWB said in a letter.\n\nA fisherman, Kim Owb, said “we told them so” to reporters."
)
FERRY = (
    "Mayor Anna Ward opened the ferry terminal in Norway on Monday.\n\n"
    "“The ferry will sail again,” Ward said of the Orm ferry.\n\n"
    "Ward decided to sell the old ferry."
)
GRAIN = "Anna Ward said the Norwegian navy was welcome.\n\nShe hopes for rain."
VOTE = "“We counted every vote of 2020 twice,” Anna Ward said of the 2020 election."
LATER = "“This election will be close,” Anna Ward said of the vote in May."


@pytest.fixture
def news(tmp_path: Path) -> Iterator[NewsIndex]:
    with open_index(tmp_path, embedder=HashingEmbedder()) as opened:
        yield opened


def put(news: NewsIndex, id: str, text: str, day: date = date(2024, 5, 6)) -> None:
    news.add([Article(id=id, title="", text=text, published=Published(value=day, found_in="test"))])
    news.extract_pending()


def asked(news: NewsIndex, question: str, as_of: date | None = None) -> Answer:
    return Assistant(news, Settings.read(llm=False)).ask(question, as_of=as_of)


@pytest.mark.parametrize("name", ["OWB", "O.W.B.", "Orm Water Board", "the Orm Water Board"])
def test_an_institution_is_found_by_its_letters_and_by_its_name(name: str, news: NewsIndex) -> None:
    put(news, "board", BOARD)
    put(news, "letters", LETTERS)
    assert {quote.speaker for quote in news.said(name)} == {"Orm Water Board", "OWB"}


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("World Health Organization", ("WHO",)),
        ("Centers for Disease Control and Prevention", ("CDCP", "CDC")),
        ("European Union", ("EU",)),
        ("U.S. Navy", ("USN",)),
        ("Ann Dahl", ()),
    ],
)
def test_names_have_initials(name: str, letters: tuple[str, ...]) -> None:
    assert initials(name) == letters


def test_letters_without_a_bearer_are_a_surname(news: NewsIndex) -> None:
    put(news, "letters", LETTERS.replace("the OWB", "the board"))
    assert {quote.speaker for quote in news.said("OWB")} == {"Kim Owb"}


def test_what_was_said_is_told_before_what_was_decided(news: NewsIndex) -> None:
    put(news, "ferry", FERRY)
    assert {quote.cue for quote in news.said("Ward", about="the ferry")} == {"said", "decided"}
    assert [quote.cue for quote in news.said("Ward", about="the ferry", limit=1)] == ["said"]


@pytest.mark.parametrize(
    ("kind", "cue", "worth"),
    [
        ("direct", None, 1.0),
        ("indirect", "said", 1.0),
        ("indirect", "found", 1.0),
        ("indirect", "shown", 1.0),
        ("indirect", "indicated", 1.0),
        ("indirect", "referencing", 1.0),
        ("indirect", "hopes", 0.8),
        ("indirect", "known", 0.8),
        ("indirect", "seen", 0.8),
        ("mixed", "aims", 0.8),
        ("indirect", "win", 0.0),
    ],
)
def test_words_are_worth_more_than_thoughts_and_deeds(kind: QuoteKind, cue: str | None, worth: float) -> None:
    assert telling(kind, cue) == worth


def test_a_name_alone_is_not_the_topic(news: NewsIndex) -> None:
    put(news, "grain", GRAIN)
    assert news.said("Ward", about="Norwegian navy")
    assert news.said("Ward", about="Norway")
    assert news.said("Ward", about="Norwegian grain") == ()
    refusal = asked(news, "What did Anna Ward say about Norwegian grain?").refusal
    assert refusal is not None
    assert refusal.reason == "speaker_not_on_topic"


def test_a_year_in_the_topic_counts(news: NewsIndex) -> None:
    put(news, "vote", VOTE)
    put(news, "later", LATER, date(2024, 5, 8))
    assert [quote.article_id for quote in news.said("Ward", about="the 2020 election", limit=1)] == ["vote"]


@pytest.mark.parametrize(
    ("time", "answered"),
    [
        ("in May 2024", True),
        ("last week", True),
        ("on 8 May 2024", True),
        ("in 2015", False),
        ("in March 2024", False),
        ("yesterday", False),
    ],
)
def test_words_of_another_time_than_the_question_names_are_no_answer(
    time: str, answered: bool, news: NewsIndex
) -> None:
    put(news, "later", LATER, date(2024, 5, 8))
    answer = asked(news, f"What did Anna Ward say about the election {time}?", date(2024, 5, 15))
    assert (answer.refusal is None) == answered
    if answer.refusal:
        assert answer.refusal.reason == "outside_dates"
        assert answer.refusal.message.startswith("Words of Anna Ward are outside the days asked for.")
        assert [cited.article_id for cited in answer.refusal.nearest] == ["later"]


def test_words_about_the_time_that_the_question_names_are_an_answer(news: NewsIndex) -> None:
    put(news, "vote", VOTE)
    assert asked(news, "What did Anna Ward say about the vote in 2020?").refusal is None
    assert asked(news, "What did Anna Ward say about the vote in 2019?").refusal is not None


def test_what_is_no_statement_of_the_speaker_is_dropped_where_the_ledger_has_some(sample_news: NewsIndex) -> None:
    own = "“You are asking eleven thousand people to sign a blank cheque and calling it courage,” Linda Pellow said."
    beside = "Councillors voted by nine to six to build a gate across the mouth of the Wend."
    told = {"sentences": [{"text": text, "sources": [1]} for text in (own, beside)]}
    evidence = gather(
        sample_news.understand("What did Linda Pellow say about the wall?"), sample_news, k=6, budget=2000
    )
    assert evidence.from_ledger
    conclusion = conclude(json.dumps(told), evidence, 1.5, sample_news.coverage(), failed=False)
    assert [sentence.text for sentence in conclusion.composed[0]] == [own]
    assert [gone.text for gone in conclusion.dropped] == [beside]


@pytest.mark.parametrize(
    ("speakers", "told"),
    [
        (("Union Chairman Ivo Marsh", "Ivo Marsh"), ()),
        (("Ivo Marsh", "Ana Marsh"), ("'Marsh' may be any of 2 people here: Ivo Marsh, Ana Marsh.",)),
    ],
)
def test_one_person_under_two_titles_is_one(
    speakers: tuple[str, ...], told: tuple[str, ...], sample_news: NewsIndex
) -> None:
    (quote, *_) = sample_news.said("Linda Pellow")
    statements = tuple(replace(quote, speaker=speaker) for speaker in speakers)
    query = sample_news.understand("What did Marsh say?")
    assert namesakes(Evidence(query=query, sources=(), statements=statements)) == told


@pytest.mark.parametrize("name", ["ORF", "the Office for Rivers and Floods"])
def test_the_words_of_an_institution_with_an_and_are_its_own_by_its_letters_too(name: str, news: NewsIndex) -> None:
    put(news, "office", "“The wall in Velden has leaked for years,” the Office for Rivers and Floods said on Monday.")
    told = "“The wall in Velden has leaked for years,” the Office for Rivers and Floods said."
    model = ScriptedModel(json.dumps({"sentences": [{"text": told, "sources": [1]}]}))
    answer = Assistant(news, Settings.read(), model).ask(f"What did {name} say about the wall in Velden?")
    assert [sentence.text for sentence in answer.sentences] == [told]
    assert answer.dropped == ()
