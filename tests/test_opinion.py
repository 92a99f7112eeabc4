"""Answers without opinion pieces: what stands only there is no evidence, and what else there is takes its place."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.gathering.gather import gather
from assistant.settings import Settings
from index import NewsIndex, open_index
from index.values import Article, ArticleKind, Published
from tests.fakes import HashingEmbedder

QUESTION = "What did Runa Dahl say about the lighthouse?"


def article(id: str, day: int, kind: ArticleKind, words: str) -> Article:
    text = f"Runa Dahl spoke about the lighthouse. “{words},” Runa Dahl said about the lighthouse.\n\nIt rained on her."
    published = Published(value=date(2022, 3, day), found_in="front matter")
    return Article(id=id, title=id, text=text, kind=kind, published=published, outlet="Sample Post")


@pytest.fixture
def news(tmp_path: Path) -> Iterator[NewsIndex]:
    with open_index(tmp_path / "index", embedder=HashingEmbedder()) as news:
        news.add(
            [
                article("column", 1, "opinion", "The lighthouse is a folly that nobody here has ever wanted"),
                article("report", 2, "news", "The lighthouse will be lit again before the autumn storms come"),
                article("letter", 3, "opinion", "The lighthouse belongs to those who look at it each evening"),
                article("notice", 4, "unknown", "The lighthouse needs eleven new panes and a coat of paint"),
            ]
        )
        news.extract_pending()
        news.embed_pending()
        yield news


def test_an_answer_without_opinion_cites_reports_alone(news: NewsIndex) -> None:
    assistant = Assistant(news, Settings.read(llm=False))
    everything = assistant.ask(QUESTION)
    assert {citation.article_id for citation in everything.citations} >= {"column", "report", "letter"}
    reported = assistant.ask(QUESTION, opinion=False)
    assert [citation.article_id for citation in reported.citations] == ["report", "notice"]
    assert {citation.article_kind for citation in reported.consulted} <= {"news", "unknown"}


def test_as_many_statements_are_found_without_opinion_pieces_where_there_are_so_many(news: NewsIndex) -> None:
    query = news.understand(QUESTION)
    evidence = gather(query, news, k=3, budget=100, opinion=False)
    assert [quote.article_id for quote in evidence.statements] == ["report", "notice", "notice"]
    assert {hit.passage.article_id for hit in evidence.hits} == {"report", "notice"}


def test_what_stands_in_opinion_pieces_alone_is_refused_without_them(news: NewsIndex) -> None:
    news.delete(["report", "notice"])
    assistant = Assistant(news, Settings.read(llm=False))
    assert assistant.ask(QUESTION).status == "quotes_only"
    assert assistant.ask(QUESTION, opinion=False).status == "refused"


def test_somebody_who_is_quoted_nowhere_answers_by_their_opinion_pieces_on_the_topic(sample_news: NewsIndex) -> None:
    assistant = Assistant(sample_news, Settings.read(llm=False))
    answer = assistant.ask("What does the columnist Bernard Oakshott think of the contractors and the new wall?")
    assert {citation.article_id for citation in answer.citations} == {"barrier-opinion"}
    for elsewhere in ("the town hospital", "the football cup", "the family doctor in Kabul"):
        refused = assistant.ask(f"What does the columnist Bernard Oakshott think of {elsewhere}?")
        assert refused.refusal is not None
        assert refused.refusal.reason == "speaker_absent"
