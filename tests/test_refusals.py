"""Names that a question asks about, and what is said where they, or words on the topic, are missing."""

import pytest

from assistant import Assistant, Settings
from assistant.named import asked_names, has_names
from assistant.values import Refusal
from index import NewsIndex
from index.query import understand
from index.values import Article


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
        ("Idris Kell", "Kell came."),
    ],
)
def test_an_article_without_a_name_does_not_have_it(name: str, text: str) -> None:
    assert not has_names(Article(id="a", title="", text=text), [name])


def test_who_writes_but_is_not_quoted_is_not_called_absent(sample_news: NewsIndex) -> None:
    refusal = refused(sample_news, "What did the columnist Bernard Oakshott say about bus fares on Chapel Street?")
    assert refusal is not None
    assert refusal.reason == "speaker_not_on_topic"
    assert refusal.message.startswith("Bernard Oakshott writes here, but nothing was found there on this.")
    assert {citation.article_id for citation in refusal.nearest} == {"barrier-opinion"}
