"""Names that a question asks about, and what is said where they, or words on the topic, are missing."""

import json
from datetime import date
from pathlib import Path
from typing import Unpack

import pytest

from assistant import Assistant, Settings
from assistant.answer.harmless import is_live
from assistant.assistant import Filters
from assistant.gathering.gather import gather
from assistant.gathering.named import asked_names, has_names
from assistant.reply.concluding import conclude
from assistant.values import Refusal
from index import NewsIndex, open_index
from index.query import understand
from index.values import Article
from tests.answering import asked, assert_citations_stand
from tests.fakes import HashingEmbedder

NEVER = date(1990, 1, 1), date(1990, 12, 31)


def refused(news: NewsIndex, question: str) -> Refusal | None:
    return Assistant(news, Settings.read(llm=False)).ask(question).refusal


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How much does Thornsea's Quarry Lane hold?", ["Thornsea", "Quarry Lane"]),
        ("When did Tidewatch: Night Ferry open?", ["Night Ferry"]),
        ("Who spoke at Quarry Lane on Monday in January?", ["Quarry Lane"]),
    ],
)
def test_names_are_told_apart(question: str, names: list[str]) -> None:
    assert asked_names(understand(question)) == names


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("National Football League", "The NFL met on Monday."),
        ("NFL", "The National Football League met on Monday."),
        ("WHO", "Doctors of the World Health Organization came."),
        ("European Union", "It left the EU."),
        ("Idris Kell", "Kell, whose first name is Idris, came."),
        ("France", "French ships came."),
        ("Lioness", "The Lionesses won."),
        ("Pirates", "A Pirate scored."),
        ("United States", "U.S. troops came."),
        ("US", "American troops came."),
        ("UN", "The U.N. met."),
        ("Andre Sand", "André Sand came."),
        ("JK Sand", "J.K. Sand came."),
    ],
)
def test_an_article_has_a_name_in_any_length(name: str, text: str) -> None:
    assert has_names(Article(id="a", title="", text=text), [name])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("National Football League", "The national team met the football club."),
        ("Terry Vane", "It was on TV."),
        ("NFL", "Nobody likes footnotes."),
        ("US", "She told us."),
        ("WHO", "Who came?"),
        ("EU", "Ernest Ulvik came."),
        ("Idris Kell", "Kell came."),
    ],
)
def test_an_article_without_a_name_does_not_have_it(name: str, text: str) -> None:
    assert not has_names(Article(id="a", title="", text=text), [name])


@pytest.mark.parametrize("asked", ["say about bus fares on Chapel Street", "think of the moon", "say"])
def test_who_writes_but_is_not_quoted_is_told_from_who_is_not_there(sample_news: NewsIndex, asked: str) -> None:
    refusal = refused(sample_news, f"What did the columnist Bernard Oakshott {asked}?")
    assert refusal is not None
    assert refusal.reason == "speaker_absent"
    assert refusal.message.startswith("Bernard Oakshott writes in these articles, but nobody quotes them.")
    assert {citation.article_id for citation in refusal.nearest} == {"barrier-opinion"}


def test_somebody_who_never_speaks_is_refused_before_a_model_is_asked(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "What did Merkel say about the pipeline?")
    assert answer.status == "refused"
    assert answer.refusal is not None
    assert answer.refusal.reason == "speaker_absent"
    assert "Merkel" in answer.refusal.message
    assert answer.text == answer.refusal.message
    assert answer.citations == ()


def test_a_speaker_who_never_spoke_of_it_is_refused_with_what_there_is(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "What did Raab say about the football club?")
    assert answer.refusal is not None
    assert answer.refusal.reason == "speaker_not_on_topic"
    assert {citation.speaker for citation in answer.refusal.nearest} == {"Dominic Raab"}
    assert_citations_stand(answer, sample_news)


def test_a_country_is_known_by_its_people(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "Did Blinken meet the Chinese president in 2019?")
    assert answer.refusal is not None
    assert "no word about" not in answer.refusal.message  # the articles speak of China


def test_a_name_that_no_article_has_is_refused(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "How much did Zanzibar pay for the flood barrier?")
    assert answer.refusal is not None
    assert answer.refusal.reason == "nothing_relevant"
    assert "Zanzibar" in answer.refusal.message


def test_a_premise_about_people_whom_no_article_names_together_is_refused(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "Why did Linda Pellow sue Larchfield Estates?")
    assert answer.refusal is not None
    assert answer.refusal.reason == "nothing_relevant"
    assert answer.refusal.message.startswith("No article on this names Linda Pellow and Larchfield Estates together.")
    assert_citations_stand(answer, sample_news)


def test_a_question_far_from_everything_is_refused_before_a_model_is_asked(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "How much sugar goes into a litre of lemonade?")
    assert answer.status == "refused"
    assert answer.text.startswith("There is nothing that answers this in these articles.")


def test_months_and_days_are_no_names_that_an_article_must_have(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "How many homes in Thornsea were flooded in the storm of January 2022?", llm=False)
    assert answer.status == "quotes_only"


@pytest.mark.parametrize(
    ("relevance", "failed", "refused"), [(1.1, False, True), (1.3, False, False), (1.1, True, False)]
)
def test_a_models_silence_counts_where_the_passages_are_not_close(
    sample_news: NewsIndex, relevance: float, failed: bool, refused: bool
) -> None:
    query = sample_news.understand("How many homes in Thornsea were flooded?")
    evidence = gather(query, sample_news, k=3, budget=400)
    silent = json.dumps({"answer": "not stated", "sentences": []})
    conclusion = conclude("" if failed else silent, evidence, relevance, sample_news.coverage(), failed=failed)
    assert (conclusion.refusal is not None) == refused
    assert (conclusion.composed == ((), ())) == refused
    assert len(conclusion.notes) == (0 if refused or failed else 1)


def test_an_empty_index_says_so(tmp_path: Path) -> None:
    with open_index(tmp_path / "empty", embedder=HashingEmbedder()) as news:
        answer = asked(news, "What did Blinken say?")
    assert answer.refusal is not None
    assert answer.refusal.reason == "index_empty"


def refusal_within(news: NewsIndex, question: str, **filters: Unpack[Filters]) -> Refusal:
    answer = Assistant(news, Settings.read(llm=False)).ask(question, **filters)
    assert answer.status == "refused"
    assert answer.refusal is not None
    return answer.refusal


def test_days_before_a_speaker_spoke_are_named(sample_news: NewsIndex) -> None:
    question = "What did Blinken say about Afghanistan?"
    refusal = refusal_within(sample_news, question, until=date(2020, 1, 1))
    assert refusal.reason == "outside_dates"
    assert refusal.message.startswith("Words of Antony Blinken are outside the days asked for. The index holds 32 ")
    assert {citation.speaker for citation in refusal.nearest} == {"Antony Blinken"}
    refusal = refusal_within(sample_news, question, as_of=date(2020, 1, 1))
    assert (refusal.reason, refusal.nearest) == ("outside_dates", ())  # what came later is not shown


def test_days_that_leave_a_topic_only_its_undated_article_are_named(sample_news: NewsIndex) -> None:
    question = "When did the council vote on the harbour wall?"
    refusal = refusal_within(sample_news, question, since=NEVER[0], until=NEVER[1])
    assert refusal.reason == "outside_dates"
    assert refusal.message.startswith("What there is on this is outside the days asked for. ")
    assert refusal.nearest[0].article_id == "harbour-wall-vote"


def test_an_undated_article_answers_whatever_the_days(sample_news: NewsIndex) -> None:
    assistant = Assistant(sample_news, Settings.read(llm=False))
    question = "How will the Wend barrier work and who pays?"
    answer = assistant.ask(question, since=NEVER[0], until=NEVER[1])
    assert answer.status == "quotes_only"
    assert {citation.article_id for citation in answer.citations} == {"barrier-explained"}


def test_outlets_that_leave_nothing_are_named(sample_news: NewsIndex) -> None:
    question = "What did Blinken say about Afghanistan?"
    refusal = refusal_within(sample_news, question, outlets=("Nope",))
    assert refusal.reason == "speaker_absent"
    assert refusal.message.startswith("Words of Antony Blinken are in other outlets than 'Nope'. ")
    refusal = refusal_within(sample_news, question, outlets=("Nope",), until=date(2020, 1, 1))
    assert refusal.reason == "outside_dates"
    assert " outside the days asked for, and in other outlets than 'Nope'. " in refusal.message


def test_somebody_who_never_speaks_is_absent_whatever_the_days(sample_news: NewsIndex) -> None:
    refusal = refusal_within(sample_news, "What did Merkel say about the pipeline?", until=date(2020, 1, 1))
    assert refusal.reason == "speaker_absent"
    assert refusal.message.startswith("Nobody called Merkel speaks in these articles. ")


@pytest.mark.parametrize(
    ("name", "held"), [("Rome", False), ("World Cup", False), ("Prom", False), ("Harbour Cup", True), ("Olds", True)]
)
def test_a_name_is_whole_words_of_one_article(name: str, held: bool, tmp_path: Path) -> None:
    articles = (
        Article(id="one", title="Walk", text="The promenade at Old’s corner is open to the world until May."),
        Article(id="two", title="Prize", text="The Harbour Cup was won on the promenade by rowers from the town."),
    )
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add(articles)
        answer = asked(news, f"Who was on the promenade for {name} in the town?", llm=False)
    message = answer.refusal.message if answer.refusal else ""
    assert message.startswith(f"There is no word about {name} in these articles.") is not held


def test_a_refusal_holds_nothing_that_a_renderer_would_act_on(sample_news: NewsIndex) -> None:
    refusal = refused(sample_news, "What did [Zed Ark](https://zed.example/a) say about the wall?")
    assert refusal is not None
    assert "zed.example" not in refusal.message
    assert is_live(refusal.message) is None
