"""The ledger with quotes as given, on a real index; the people and places are fictional."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index import ledger, open_index, store
from index.news import NewsIndex
from index.values import Article, Quote
from tests.ledger_quotes import FERRY, MILL, ferry, put, quote, words


@pytest.fixture
def news(tmp_path: Path) -> Iterator[NewsIndex]:
    with open_index(tmp_path) as opened:
        yield opened


def test_quotes_come_back_as_they_were_put(news: NewsIndex):
    ferry(news)
    first = news.quotes("ferry")[0]
    assert first == Quote(
        article_id="ferry",
        start=FERRY.index("“will"),
        end=FERRY.index("again”") + 6,
        text="“will sail again”",
        speaker="Anna Ward",
        speaker_start=0,
        speaker_end=15,
        cue="said",
        kind="direct",
    )
    assert len(news.quotes("ferry")) == 3
    status = news.status()
    assert (status.quotes, status.quotes_pending) == (3, 0)


@pytest.mark.parametrize(
    "asked", ["Ward", "ward", "Anna Ward", "anna ward", "Anna J. Ward", "Mayor Ward", "Ms Ward", "the Mayor", "mayor"]
)
def test_a_person_is_found_by_any_form_of_the_name_and_by_the_role_an_article_gives(news: NewsIndex, asked: str):
    ferry(news)
    assert words(news.said(asked)) == ["“will sail again”", "that nobody had been hurt"]


def test_nobody_of_that_name_is_an_empty_answer(news: NewsIndex):
    ferry(news)
    assert news.said("Berg") == ()
    assert news.said("Tom Ward") == ()
    assert news.said("") == ()
    assert news.said("' OR 1=1 --") == ()


def test_statements_come_oldest_first_and_undated_last(news: NewsIndex):
    for article_id, day in (("c", None), ("b", date(2022, 5, 2)), ("a", date(2021, 5, 2))):
        put(news, article_id, f"Ana Roe: {article_id}.", ("Ana Roe", "Ana Roe", article_id), day=day)
    assert words(news.said("Roe")) == ["a", "b", "c"]
    assert words(news.said("Roe", since=date(2022, 1, 1))) == ["b", "c"]
    assert words(news.said("Roe", until=date(2021, 12, 31))) == ["a", "c"]
    assert words(news.said("Roe", limit=1)) == ["c"]


def test_outlets_are_whole_names_in_any_case(news: NewsIndex):
    ferry(news, "one", outlet="Gazette")
    ferry(news, "two", outlet="Evening Gazette")
    assert {quote.article_id for quote in news.said("Hale", outlets=["gazette"])} == {"one"}


def test_a_surname_alone_means_everybody_of_that_surname_and_each_quote_says_who(news: NewsIndex):
    put(news, "one", "Anna Ward: yes.", ("Anna Ward", "Anna Ward", "yes"), day=date(2021, 1, 1))
    put(news, "two", "Tom Ward: no.", ("Tom Ward", "Tom Ward", "no"), day=date(2021, 1, 2))
    assert [(quote.speaker, quote.text) for quote in news.said("Ward")] == [("Anna Ward", "yes"), ("Tom Ward", "no")]
    assert words(news.said("Tom Ward")) == ["no"]


def test_an_article_without_the_full_name_joins_the_only_person_of_that_surname(news: NewsIndex):
    ferry(news, day=date(2021, 1, 1))
    put(news, "mill", MILL, ("Ward", "Ward", "the mill in Oslo"), day=date(2021, 1, 2))
    assert words(news.said("Anna Ward"))[-1] == "the mill in Oslo"
    put(news, "tom", "Tom Ward: no.", ("Tom Ward", "Tom Ward", "no"), day=date(2021, 1, 3))
    assert "the mill in Oslo" not in words(news.said("Anna Ward"))
    assert "the mill in Oslo" in words(news.said("Ward"))


def test_a_title_chooses_among_people_of_one_surname(news: NewsIndex):
    put(news, "one", "Mayor Anna Ward: yes.", ("Anna Ward", "Mayor Anna Ward", "yes"))
    put(news, "two", "Tom Ward: no.", ("Tom Ward", "Tom Ward", "no"))
    assert words(news.said("Mayor Ward")) == ["yes"]
    assert len(news.said("Mr Ward")) == 2


def test_a_family_name_in_front_is_learnt_from_the_article(news: NewsIndex):
    put(news, "one", "Li Weiming left. Li was glad.", ("Li Weiming", "Li", "glad"), day=date(2021, 1, 1))
    put(news, "two", "Li Weiming: no.", ("Li Weiming", "Li Weiming", "no"), day=date(2021, 1, 2))
    assert words(news.said("Li")) == ["glad", "no"]
    assert words(news.said("Li Weiming")) == ["glad", "no"]


def test_what_two_people_say_together_is_found_for_each(news: NewsIndex):
    put(news, "one", "Anna Ward and Tom Hale denied it.", ("Anna Ward and Tom Hale", "Anna Ward", "denied it"))
    assert words(news.said("Anna Ward")) == words(news.said("Hale")) == ["denied it"]
    assert news.status().quotes == 1


def test_two_people_can_be_asked_for_at_once(news: NewsIndex):
    ferry(news)
    assert len(news.said("Ward and Hale")) == 3
    assert words(news.said("Hale and Berg")) == ["“a disgrace”"]


def test_institutions_are_speakers_too(news: NewsIndex):
    put(news, "one", "The Harbour Ministry said so.", ("the Harbour Ministry", "The Harbour Ministry", "so"))
    assert words(news.said("Harbour Ministry")) == words(news.said("the harbour ministry")) == ["so"]
    assert news.said("Ministry") == ()


def test_people_around_a_person_are_not_found_for_that_person(news: NewsIndex):
    put(news, "one", "Ward aides said no.", ("Ward aides", "Ward aides", "no"))
    put(news, "two", "An adviser to Anna Ward: no.", ("an adviser to Anna Ward", "An adviser", "no"))
    assert news.said("Ward") == news.said("Anna Ward") == ()


def test_about_selects_the_statements_on_the_topic(news: NewsIndex):
    ferry(news, title="Harbour news")
    put(news, "mill", "Anna Ward praised the mill.", ("Anna Ward", "Anna Ward", "the mill"))
    assert words(news.said("Ward", about="the ferry")) == ["“will sail again”", "that nobody had been hurt"]
    assert words(news.said("Ward", about="mills")) == ["the mill"]
    assert news.said("Ward", about="nuclear power") == ()
    assert words(news.said("Ward", about="ferry", limit=1)) == ["“will sail again”"]


def test_a_limit_prefers_what_stands_in_quotation_marks_to_newer_reports_of_it(news: NewsIndex):
    text = "Anna Ward praised the mill. “The mill is fine,” Anna Ward said. Anna Ward liked the old mill."
    article = Article(id="one", title="", text=text)
    news.add([article], embed=False)
    database = news._parts.database  # pyright: ignore[reportPrivateUsage]
    quotes = [
        quote(article, "Anna Ward", "Anna Ward", "the mill", "indirect"),
        quote(article, "Anna Ward", "Anna Ward", "“The mill is fine,”", "direct"),
        quote(article, "Anna Ward", "Anna Ward", "the old mill", "indirect"),
    ]
    with database.transaction() as connection:
        key = store.newest_key(connection, "one")
        assert key is not None
        ledger.put_quotes(connection, key, article, quotes)
    assert words(news.said("Ward", about="mill", limit=1)) == ["“The mill is fine,”"]
    assert words(news.said("Ward", about="mill", limit=2)) == ["“The mill is fine,”", "the old mill"]


def test_a_topic_without_a_word_that_says_anything_is_none(news: NewsIndex):
    ferry(news)
    assert len(news.said("Ward", about="it?")) == len(news.said("Ward", about=" ")) == 2


def test_a_pronoun_stands_for_the_topic_where_the_same_speaker_goes_on(news: NewsIndex):
    text = "Anna Ward spoke of the mill.\n\nShe would miss it.\n\nTom Hale bought a boat."
    put(
        news,
        "one",
        text,
        ("Anna Ward", "Anna Ward", "the mill"),
        ("Anna Ward", "She", "would miss it"),
        ("Tom Hale", "Tom Hale", "a boat"),
    )
    assert words(news.said("Ward", about="mill")) == ["the mill", "would miss it"]
    assert news.said("Hale", about="mill") == ()


def test_an_article_on_the_topic_by_its_title_keeps_statements_that_do_not_name_it(news: NewsIndex):
    put(news, "one", "Anna Ward was glad.", ("Anna Ward", "Anna Ward", "glad"), title="Old mill to open again")
    assert words(news.said("Ward", about="mill")) == ["glad"]


@pytest.mark.parametrize("about", ["Norway", "Norwegian mills", "Oslo"])
def test_a_country_is_meant_by_its_adjective_and_its_capital(news: NewsIndex, about: str):
    put(news, "mill", MILL, ("Ward", "Ward", "the mill in Oslo"))
    assert words(news.said("Ward", about=about)) == ["the mill in Oslo"]


def test_a_name_of_the_topic_must_be_there(news: NewsIndex):
    put(news, "one", "Anna Ward spoke of fishing in Norway.", ("Anna Ward", "Anna Ward", "fishing in Norway"))
    put(news, "two", "Anna Ward spoke of fishing rights.", ("Anna Ward", "Anna Ward", "fishing rights"))
    for i in range(60):
        news.add([Article(id=f"{i}", title="", text="It rained on the mill.")], embed=False)
    assert words(news.said("Ward", about="fishing")) == ["fishing in Norway", "fishing rights"]
    assert words(news.said("Ward", about="fishing rights in Norway")) == ["fishing in Norway"]
    assert news.said("Ward", about="fishing in Iceland") == ()


def test_a_ministry_is_no_he_but_its_passages_are_found_by_it(news: NewsIndex):
    rain = "It rained for days on end. " * 40
    said = "Anna Ward said the ferry was late.\n\nThe Harbour Ministry said the mill would close."
    text = f"{said}\n\n{rain}\n\nThe ferry sailed."
    news.add([Article(id="one", title="", text=text)], embed=False)
    news.extract_pending()
    assert {passage.speaker for passage in news.passages("one")} == {None, "Anna Ward"}
    assert len(news.search("mill", speaker="Harbour Ministry", mode="lexical")) == 1
