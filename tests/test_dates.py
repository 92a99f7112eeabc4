"""Time in questions: what each expression means, what only looks like one, and what always holds."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates import Period, period_of, periods_of
from tests.date_cases import CASES, TRAPS

ROWS = [[cell.strip() for cell in row.split("|")] for row in CASES.strip().splitlines()]


def day(cell: str) -> date | None:
    return None if cell == "-" else date.fromisoformat(cell)


@pytest.mark.parametrize(("words", "as_of", "since", "until", "kind"), ROWS)
def test_the_words_mean_these_days(words: str, as_of: str, since: str, until: str, kind: str) -> None:
    period = period_of(f"What did Kell say {words}?", day(as_of))
    assert period is not None
    assert (period.since, period.until, period.kind) == (day(since), day(until), kind)


@pytest.mark.parametrize("question", TRAPS.strip().splitlines())
def test_what_only_looks_like_a_period_is_none(question: str) -> None:
    assert period_of(question, date(2021, 9, 1)) is None


@pytest.mark.parametrize(
    "words",
    ["last week", "yesterday", "on Tuesday", "since Monday", "on 3 May", "in May", "two weeks ago", "this summer"],
)
def test_words_that_need_a_day_to_be_reckoned_from_say_nothing_without_it(words: str) -> None:
    assert period_of(f"What did Kell say {words}?", None) is None


@pytest.mark.parametrize(
    ("question", "since"),
    [
        ("Who will play on Saturday?", date(2021, 9, 4)),
        ("What will open on 3 May?", date(2022, 5, 3)),
        ("Which festival is set to open in September?", date(2021, 9, 1)),
        ("What did Kell say on 3 May that the council will do?", date(2021, 5, 3)),
        ("Did Will Kell speak on Saturday?", date(2021, 8, 28)),
    ],
)
def test_a_question_about_the_future_means_the_next_one(question: str, since: date) -> None:
    period = period_of(question, date(2021, 9, 1))
    assert period is not None
    assert period.since == since


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What did Kell say in early May 2021 about the wall?", "in early May 2021"),
        ("Last week, what did Kell say?", "Last week"),
        ("What about last week’s vote?", "last week’s"),
        ("Wednesday was a holiday: why?", "Wednesday"),
        ("Is it the report of '2021-05-03'?", "2021-05-03"),
        ("Was the year 2019 hot?", "the year 2019"),
        ("Did he sign an order Wednesday calling for a wall?", "Wednesday"),
        ("What happened on Monday night at the mill?", "on Monday night"),
        ("What was published between 3 May 2021 and 5 June 2021?", "between 3 May 2021 and 5 June 2021"),
        ("WHAT DID KELL SAY LAST WEEK?", "LAST WEEK"),
        ("What Did Kell Say Last Week About the Wall?", "Last Week"),
        ("What did İdil say last week?", "last week"),
    ],
)
def test_the_words_are_those_of_the_question(question: str, text: str) -> None:
    period = period_of(question, date(2021, 9, 1))
    assert period is not None
    assert period.text == text
    assert question[period.start : period.end] == text


def test_several_periods_are_spanned_and_each_can_be_had() -> None:
    question = "Did Kell change his mind between the report of 3 May 2021 and that of last week?"
    period = period_of(question, date(2021, 9, 1))
    assert period == Period(
        since=date(2021, 5, 3),
        until=date(2021, 8, 29),
        text="of 3 May 2021",
        start=question.index("of 3 May"),
        end=question.index(" and that"),
        kind="absolute",
    )
    assert [(found.text, found.kind) for found in periods_of(question, date(2021, 9, 1))] == [
        ("of 3 May 2021", "absolute"),
        ("of last week", "relative"),
    ]


def test_days_weigh_more_than_a_wish_for_what_is_new() -> None:
    period = period_of("What is the latest that Kell said in May 2021?", None)
    assert period is not None
    assert (period.text, period.kind) == ("in May 2021", "absolute")


WORDS = (
    "What did Kell say in on since before after until between from and to the of last next this week month year May "
    "March Monday Friday 3 31 2021 2021-05-03 1990s early end quarter first two ago today now summer, ? . 's – 99"
).split()


@settings(max_examples=100, deadline=None)
@given(
    question=st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)),
    as_of=st.one_of(st.none(), st.dates()),
)
def test_every_question_gets_a_period_in_order_and_in_its_own_words(question: str, as_of: date | None) -> None:
    for period in (*periods_of(question, as_of), period_of(question, as_of)):
        if period is None:
            continue
        assert period.text == question[period.start : period.end] != ""
        assert period.since is None or period.until is None or period.since <= period.until
        assert (period.kind == "recency") == (period.since is None and period.until is None)
