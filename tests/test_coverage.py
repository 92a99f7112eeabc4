"""What an index holds in words, and when it is too old for a question."""

from datetime import UTC, date, datetime

import pytest

from assistant.answer.coverage import covered, outdated
from index.query import understand
from index.values import Coverage

NOW = datetime(2022, 8, 10, 12, tzinfo=UTC)


def coverage(retrieved: datetime | None = None, last: date | None = date(2022, 8, 9)) -> Coverage:
    return Coverage(articles=412, first=date(2021, 5, 3), last=last, undated=7, newest_retrieved=retrieved)


@pytest.mark.parametrize(
    ("retrieved", "said"),
    [
        (datetime(2022, 8, 10, 10, tzinfo=UTC), "newest indexed 2 hours ago"),
        (datetime(2022, 8, 10, 11, tzinfo=UTC), "newest indexed 1 hour ago"),
        (datetime(2022, 8, 7, 12, tzinfo=UTC), "newest indexed 3 days ago"),
        (datetime(2022, 8, 10, 11, 59, 30, tzinfo=UTC), "newest indexed just now"),
        (datetime(2022, 8, 10, 11, 30), "newest indexed 30 minutes ago"),  # without a zone: UTC
    ],
)
def test_what_an_index_holds_is_one_sentence(retrieved: datetime, said: str) -> None:
    held = "The index holds 412 articles, 3 May 2021 to 9 August 2022, 7 undated"
    assert covered(coverage(retrieved), NOW) == f"{held}, {said}."


def test_when_it_was_indexed_is_left_out_where_nobody_knows() -> None:
    assert covered(coverage(), NOW) == "The index holds 412 articles, 3 May 2021 to 9 August 2022, 7 undated."


def test_a_question_asked_after_the_newest_article_is_warned_of_it() -> None:
    query = understand("Who won the vote?", as_of=date(2022, 9, 1))
    (warning,) = outdated(query, coverage())
    assert warning == (
        "The newest article is of 9 August 2022: what happened after it, up to 1 September 2022, is not in this answer."
    )


def test_the_latest_is_asked_for_as_of_today() -> None:
    query = understand("What is the latest on the flood barrier?")
    assert outdated(query, coverage(), date(2022, 8, 10)) == ()
    assert len(outdated(query, coverage(), date(2023, 8, 10))) == 1


@pytest.mark.parametrize(
    ("question", "as_of", "until"),
    [
        ("Who won the vote?", None, None),
        ("Who won the vote?", date(2022, 8, 11), None),
        ("Who won the vote?", date(2022, 9, 1), date(2022, 8, 1)),
        ("Who won the vote in May 2021?", date(2022, 9, 1), None),
    ],
)
def test_a_question_that_needs_nothing_newer_is_not_warned(
    question: str, as_of: date | None, until: date | None
) -> None:
    assert outdated(understand(question, as_of=as_of, until=until), coverage(), date(2030, 1, 1)) == ()


def test_an_index_without_dates_cannot_be_too_old() -> None:
    assert outdated(understand("Who won?", as_of=date(2022, 9, 1)), coverage(last=None)) == ()
