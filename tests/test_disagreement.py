"""Where articles differ: found in pairs of reports that do, not in pairs that only look so, and told with sources."""

from collections.abc import Sequence
from datetime import date
from itertools import count

import pytest

from assistant.accounts.disagreement import differing
from assistant.answer.compose import Composed
from assistant.answer.harmless import is_live
from assistant.citing import cite
from assistant.evidence import Source
from assistant.gathering.gather import Evidence
from assistant.values import Disagreement, Sentence
from index.query import understand
from index.values import Article, ArticleKind, Hit, Passage, Published
from tests.account_cases import ALIKE, DIFFERENT, UNFOUND, Pair

PARTS = count(1)


def article(outlet: str, day: str, text: str, kind: ArticleKind = "news") -> Article:
    published = Published(value=date.fromisoformat(day), found_in="test")
    return Article(id=f"a{next(PARTS)}", title="", text=text, published=published, outlet=outlet, kind=kind)


def told(question: str, answer: str, articles: Sequence[Article]) -> tuple[Composed, tuple[Disagreement, ...]]:
    """The answer, given from the first article, held against all of them."""
    sources = tuple(Source(n=n, article=one, start=0, end=len(one.text)) for n, one in enumerate(articles, start=1))
    hits = tuple(
        Hit(
            passage=Passage(
                article_id=one.id, start=0, end=len(one.text), text=one.text, title="", published=None,
                outlet=one.outlet, speaker=None,
            ),
            score=1.0,
            rank={},
        )
        for one in articles
    )  # fmt: skip
    evidence = Evidence(query=understand(question), sources=sources, hits=hits, articles=tuple(articles))
    composed = (Sentence(text=answer, citations=(1,)),), (cite(1, articles[0], 0, len(articles[0].text)),)
    return differing(composed, evidence)


def pair(one: Pair) -> tuple[str, ...]:
    """The values in which the two reports of a pair are found to differ."""
    articles = (article("Post", "2021-05-03", one.first), article("Daily Tide", one.second_day, one.second))
    _, found = told(one.question, one.answer, articles)
    return tuple(version.text for disagreement in found for version in disagreement.versions)


@pytest.mark.parametrize("one", DIFFERENT, ids=lambda one: one.second)
def test_reports_that_differ_are_told_side_by_side(one: Pair) -> None:
    assert pair(one) == one.values


@pytest.mark.parametrize("one", ALIKE, ids=lambda one: one.second)
def test_reports_that_do_not_differ_are_left_alone(one: Pair) -> None:
    assert pair(one) == ()


@pytest.mark.parametrize("one", UNFOUND, ids=lambda one: one.second)
def test_differences_that_may_be_none_are_not_told(one: Pair) -> None:
    assert pair(one) == ()


def test_versions_hold_nothing_that_a_renderer_would_act_on() -> None:
    articles = (
        article("<img src=x>Post", "2021-05-03", ELEVEN),
        article("[Tide](http://t.example)", "2021-05-05", FOURTEEN),
    )
    (sentences, _), _ = told(QUESTION, ANSWER, articles)
    assert [is_live(sentence.text) for sentence in sentences] == [None, None, None]


QUESTION, ANSWER = "How many homes were flooded in Ledham?", "Eleven homes were flooded in Ledham."
ELEVEN = "The river burst its banks on Sunday night and eleven homes were flooded in Ledham, the council said."
FOURTEEN = "In Ledham 14 homes were flooded when the river rose, according to the fire service."


def test_both_versions_are_told_with_outlet_day_and_citation_and_the_later_toll_is_called_so() -> None:
    articles = (article("Post", "2021-05-03", ELEVEN), article("Daily Tide", "2021-05-05", FOURTEEN))
    (sentences, citations), (found,) = told(QUESTION, ANSWER, articles)
    assert [(sentence.text, sentence.citations) for sentence in sentences] == [
        (ANSWER, (1,)),
        ("Accounts differ: Post, 3 May 2021: “eleven homes”.", (1,)),
        ("Daily Tide, 5 May 2021 (later): “14 homes”.", (2,)),
    ]
    assert [citation.text for citation in citations] == [ELEVEN, FOURTEEN]
    assert (found.kind, found.about) == ("number", ANSWER)
    assert [(v.text, v.n, v.outlet, v.day, v.later) for v in found.versions] == [
        ("eleven homes", 1, "Post", date(2021, 5, 3), False),
        ("14 homes", 2, "Daily Tide", date(2021, 5, 5), True),
    ]
    for version in found.versions:
        assert version.text in next(one.text for one in citations if one.n == version.n)


def test_versions_stand_oldest_first_whichever_the_answer_was_given_from() -> None:
    articles = (article("Daily Tide", "2021-05-05", FOURTEEN), article("Post", "2021-05-03", ELEVEN))
    _, (found,) = told(QUESTION, "In Ledham 14 homes were flooded.", articles)
    assert [(v.text, v.n, v.later) for v in found.versions] == [("eleven homes", 2, False), ("14 homes", 1, True)]


def test_another_outlets_figure_of_what_does_not_grow_is_not_called_later() -> None:
    cost = next(one for one in DIFFERENT if one.values == ("£38 million", "£44m"))
    articles = (article("Post", "2021-05-03", cost.first), article("Daily Tide", "2021-05-05", cost.second))
    _, (found,) = told(cost.question, cost.answer, articles)
    assert [version.later for version in found.versions] == [False, False]


def test_the_same_outlets_later_figure_takes_the_place_of_its_earlier_one() -> None:
    cost = next(one for one in DIFFERENT if one.values == ("£38 million", "£44m"))
    articles = (article("Post", "2021-05-03", cost.first), article("Post", "2021-05-05", cost.second))
    _, (found,) = told(cost.question, cost.answer, articles)
    assert [(version.text, version.later) for version in found.versions] == [("£38 million", False), ("£44m", True)]


def test_copies_of_one_report_count_once_and_other_reports_are_counted() -> None:
    other = "Flood water reached Ledham at midnight, and 14 homes were flooded there, residents of Ledham told us."
    articles = (
        article("Post", "2021-05-03", ELEVEN),
        article("Daily Tide", "2021-05-05", FOURTEEN),
        article("Herald", "2021-05-05", FOURTEEN),
        article("Argus", "2021-05-06", other),
    )
    _, (found,) = told(QUESTION, ANSWER, articles)
    assert [(version.text, version.outlet, version.others) for version in found.versions] == [
        ("eleven homes", "Post", 0),
        ("14 homes", "Daily Tide", 1),
    ]


def test_an_opinion_piece_is_called_so() -> None:
    articles = (article("Post", "2021-05-03", ELEVEN), article("Daily Tide", "2021-05-05", FOURTEEN, kind="opinion"))
    (sentences, _), (found,) = told(QUESTION, ANSWER, articles)
    assert sentences[-1].text == "Daily Tide, 5 May 2021 (later, opinion): “14 homes”."
    assert [version.article_kind for version in found.versions] == ["news", "opinion"]


def test_three_accounts_are_three_versions_and_nothing_is_averaged() -> None:
    twenty = "By Thursday 20 homes were flooded in Ledham, the mayor said."
    articles = (
        article("Post", "2021-05-03", ELEVEN),
        article("Daily Tide", "2021-05-05", FOURTEEN),
        article("Herald", "2021-05-06", twenty),
    )
    _, (found,) = told(QUESTION, ANSWER, articles)
    assert [version.text for version in found.versions] == ["eleven homes", "14 homes", "20 homes"]


def test_undated_articles_come_last_and_supersede_nothing() -> None:
    undated = Article(id="undated", title="", text=FOURTEEN, outlet="Daily Tide")
    _, (found,) = told(QUESTION, ANSWER, (article("Post", "2021-05-03", ELEVEN), undated))
    assert [(v.text, v.day, v.later) for v in found.versions] == [
        ("eleven homes", date(2021, 5, 3), False),
        ("14 homes", None, False),
    ]


def test_figures_of_another_season_contradict_nothing() -> None:
    articles = (article("Post", "2021-05-03", ELEVEN), article("Daily Tide", "2020-02-05", FOURTEEN))
    assert told(QUESTION, ANSWER, articles)[1] == ()
