"""How the ledger is filled from articles, and what leaves it with them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index import open_index
from index.news import NewsIndex
from index.values import Article, Progress
from tests.ledger_quotes import FERRY, MILL, ferry, words


@pytest.fixture
def news(tmp_path: Path) -> Iterator[NewsIndex]:
    with open_index(tmp_path) as index:
        yield index


def test_quotes_leave_with_their_article(news: NewsIndex):
    ferry(news)
    news.delete(["ferry"])
    assert news.said("Ward") == ()
    assert news.status().quotes == 0
    assert news.speakers() == ()


def test_quotes_of_an_older_version_leave(news: NewsIndex):
    ferry(news)
    news.add([Article(id="ferry", title="", text="Nothing happened.")], embed=False)
    assert news.said("Ward") == ()
    status = news.status()
    assert (status.quotes, status.quotes_pending) == (0, 1)


def test_putting_quotes_again_replaces_them(news: NewsIndex):
    ferry(news)
    ferry(news)
    assert news.status().quotes == 3
    assert len(news.said("Ward")) == 2


def test_speakers_are_listed_once_with_their_counts_and_days(news: NewsIndex):
    ferry(news, "one", day=date(2021, 5, 1))
    ferry(news, "two", day=date(2021, 6, 1))
    anna, tom = news.speakers()
    assert (anna.name, anna.key, anna.statements) == ("Anna Ward", "anna ward", 4)
    assert (anna.first, anna.last) == (date(2021, 5, 1), date(2021, 6, 1))
    assert (tom.name, tom.statements) == ("Tom Hale", 2)
    assert [speaker.name for speaker in news.speakers("ha")] == ["Tom Hale"]
    assert [speaker.name for speaker in news.speakers("Anna W")] == ["Anna Ward"]
    assert words(news.said(anna.key)) == words(news.said(anna.name))


def test_close_names_are_suggested_for_a_misspelling(news: NewsIndex):
    ferry(news)
    assert news.close_names("Wrad") == ("Anna Ward",)
    assert news.close_names("Ana Ward") == ("Anna Ward",)
    assert news.close_names("Zimmermann") == ()


def test_the_ledger_is_filled_from_the_text_itself(news: NewsIndex):
    news.add([Article(id="ferry", title="", text=FERRY), Article(id="mill", title="", text=MILL)], embed=False)
    assert news.said("Ward") == ()
    assert "The quotes of 2 articles are not extracted yet: `onrecord index` does it." in news.warnings
    steps: list[tuple[str, int, int | None]] = []
    assert news.extract_pending(lambda step: steps.append((step.stage, step.done, step.total))) == 2
    assert steps == [("quotes", 2, 2)]
    assert "that nobody had been hurt" in words(news.said("Anna Ward"))
    assert all("disgrace" in quote.text for quote in news.said("Hale"))
    assert news.status().quotes_pending == 0
    assert news.extract_pending() == 0


def test_passages_learn_who_speaks_in_them_and_their_context_is_searched(news: NewsIndex):
    text = f"Anna Ward said the ferry would sail.\n\n{'It rained for days on end. ' * 40}\n\nShe insisted on the mill."
    news.add([Article(id="one", title="", text=text)], embed=False)
    news.extract_pending()
    assert [passage.speaker for passage in news.passages("one")][-1] == "Anna Ward"
    hits = news.search("mill", speaker="Ward", mode="lexical")
    assert "insisted on the mill" in hits[0].passage.text


def test_quotes_of_an_article_are_extracted_when_they_are_asked_for(news: NewsIndex):
    news.add([Article(id="ferry", title="", text=FERRY)], embed=False)
    quotes = news.quotes("ferry")
    assert {quote.article_id for quote in quotes} == {"ferry"}
    assert all(FERRY[quote.start : quote.end] == quote.text for quote in quotes)
    assert news.status().quotes == len(quotes) >= 3
    assert news.quotes("ferry") == quotes


def test_an_article_that_is_added_while_others_are_extracted_waits_its_turn(news: NewsIndex):
    news.add([Article(id="ferry", title="", text=FERRY)], embed=False)
    news.extract_pending()
    news.add([Article(id="mill", title="", text=MILL)], embed=False)
    assert news.status().quotes_pending == 1
    assert news.extract_pending() == 1


def test_what_was_extracted_before_an_interruption_is_kept(news: NewsIndex):
    news.add([Article(id=f"{i}", title="", text=f"Ana Roe said {i} ships came.") for i in range(40)], embed=False)

    def interrupt(step: Progress) -> None:
        del step
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        news.extract_pending(interrupt)
    kept = news.status()
    assert kept.quotes == len(news.said("Roe")) == 40 - kept.quotes_pending
    assert 0 < kept.quotes_pending < 40
    assert news.extract_pending() == kept.quotes_pending
    assert len(news.said("Roe")) == 40
