from datetime import date

import pytest

from index.query import Query, understand, whose_words

OUTLETS = ("Coast Post", "The Tide", "Time", "harbour.com", "Bay News - Sport", "Bay News - Food")
ASKED = date(2024, 6, 5)


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("What did Kell say about the flood wall?", "Kell", "the flood wall"),
        ("what did kell say about the wall?", "kell", "the wall"),
        ("What has the council said on the cost?", "council", "the cost"),
        ("Did Brandt deny that the boatyard would close?", "Brandt", "the boatyard would close"),
        ("According to Mayor Orla Brandt, why was the wall delayed?", "Mayor Orla Brandt", "why was the wall delayed"),
        ("How did Kell respond to critics?", "Kell", "critics"),
        ("What is Brandt's position on the ferry?", "Brandt", "the ferry"),
        ("What was Idris Kell’s reaction to the vote?", "Idris Kell", "the vote"),
        ("Quotes by Idris Kell on the harbour", "Idris Kell", "the harbour"),
        ("What did the Secretary of State Ann Ray say about the talks?", "Secretary of State Ann Ray", "the talks"),
        ("What did Kell say?", "Kell", None),
        ("What does the mayor think of the plan?", "mayor", "the plan"),
        ("What did the ferry owner Idris Kell say?", "Idris Kell", None),
        ("What did the owner of Kell Boats say?", "owner of Kell Boats", None),
        ("What did lawyers representing Idris Kell say?", "lawyers representing Idris Kell", None),
        ("What did protesters outside Quarry Lane say?", "protesters outside Quarry Lane", None),
        ("What did the US State Department say about cod?", "US State Department", "cod"),
        ("What did Joseph Story say about the wall?", "Joseph Story", "the wall"),
        ("What has Orla Brandt been saying about cod?", "Orla Brandt", "cod"),
        ("What did Orla Brandt not say about cod?", "Orla Brandt", "cod"),
        ("What is Kell saying about cod?", "Kell", "cod"),
    ],
)
def test_a_question_about_speech_names_who_and_what_about(question: str, speaker: str, topic: str | None) -> None:
    assert whose_words(question) == (speaker, topic)


@pytest.mark.parametrize(
    "question",
    [
        "Who won the match?",
        "What did the council decide?",
        "Why did Brandt attack Kell?",
        "What did he say about it?",
        "How much will the wall cost?",
        "What did people say about the wall?",
        "According to a new poll, how many want the wall?",
        "When was the tunnel announced?",
        "What has Orla Brandt been accused of?",
        "Why did shares fall when the bank said that rates would rise?",
        "What did both sides say?",
        "Does the Coast Post article suggest that the wall will be late?",
        "What is said about the wall?",
        "What else was said about the wall?",
        "What has been said about the wall?",
        "What has ever been said about the wall?",
        "",
    ],
)
def test_any_other_question_names_nobody(question: str) -> None:
    assert whose_words(question) == (None, None)


def test_a_question_is_taken_apart():
    query = understand("What did Kell say about the ferry last week?", as_of=ASKED)
    assert (query.speaker, query.topic, query.as_of) == ("Kell", "the ferry", ASKED)
    assert query.period is not None
    assert (query.period.since, query.period.until) == (date(2024, 5, 27), date(2024, 6, 2))
    assert (query.since, query.until, query.outlets, query.parts) == (None, None, (), ())


def test_what_the_caller_gives_wins():
    query = understand(
        "According to the Coast Post, what did Kell say in May 2021?",
        as_of=ASKED,
        since=date(2023, 1, 1),
        outlets=["The Tide"],
        speaker="Brandt",
        known_outlets=OUTLETS,
    )
    assert (query.speaker, query.since, query.outlets) == ("Brandt", date(2023, 1, 1), ("The Tide",))
    assert (query.period, query.reported_by) == (None, ())


def test_a_time_still_to_come_is_no_time_of_articles():
    assert understand("What will the council decide next week?", as_of=ASKED).period is None
    assert understand("What will the council decide next week?").period is None


def test_the_topic_of_time_alone_stays():
    assert understand("What did Kell say about May 2021?").topic == "May 2021"
    assert understand("What did Kell say yesterday?", as_of=date(2022, 8, 5)).topic is None


def test_no_article_after_the_day_of_asking_is_asked_for():
    assert Query(text="a").last_day is None
    assert Query(text="a", as_of=ASKED).last_day == ASKED
    assert Query(text="a", as_of=ASKED, until=date(2024, 1, 1)).last_day == date(2024, 1, 1)
    assert Query(text="a", as_of=ASKED, until=date(2025, 1, 1)).last_day == ASKED


@pytest.mark.parametrize(
    ("question", "outlets"),
    [
        ("According to the Coast Post, why was the wall delayed?", ("Coast Post",)),
        ("What did Coast Post write of the wall?", ("Coast Post",)),
        ("Why was the wall delayed, as The Tide reported?", ("The Tide",)),
        ("Why was the wall delayed, as reported by Tide and Coast Post?", ("Coast Post", "The Tide")),
        ("Did the tide rise over the wall in time?", ()),
        ("Did the Tide report on the wall in Time?", ("The Tide", "Time")),
        ("What time did the ferry leave?", ()),
        ("Which ferry was late, according to HARBOUR?", ("harbour.com",)),
        ("Which ferry was late, according to harbour.com?", ("harbour.com",)),
        ("What did Bay News - Sport say of the match?", ("Bay News - Sport",)),
        ("Who won, according to Bay News?", ("Bay News - Sport", "Bay News - Food")),
        ("Who won, as 'Time', 'Tide' and the Coast Post have it?", ("Coast Post", "The Tide", "Time")),
        ("Who won?", ()),
    ],
)
def test_outlets_that_a_question_names_are_found(question: str, outlets: tuple[str, ...]):
    assert set(understand(question, known_outlets=OUTLETS).reported_by) == set(outlets)


def test_an_outlet_is_no_speaker():
    query = understand("According to the Coast Post, why was the wall delayed?", known_outlets=OUTLETS)
    assert (query.speaker, query.topic) == (None, None)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Did Kell and Brandt both back the wall?", ("Did Kell back the wall?", "Did Brandt back the wall?")),
        ("Did both Kell and Orla Brandt back the wall?", ("Did Kell back the wall?", "Did Orla Brandt back the wall?")),
        ("Who is older, Kell or Brandt?", ("Who is older Kell?", "Who is older Brandt?")),
        (
            "Which team won the cup in May, and who scored the last goal of the match?",
            ("Which team won the cup in May", "who scored the last goal of the match?"),
        ),
        (
            "Does the Post say that the wall is late, while the Tide says that it is done?",
            ("Does the Post say that the wall is late", "the Tide says that it is done?"),
        ),
        (
            "Between the Post report on the wall and the Tide report on the ferry, was the council named in one?",
            (
                "the Post report on the wall: was the council named in one?",
                "the Tide report on the ferry: was the council named in one?",
            ),
        ),
        ("Who won?", ()),
        ("What did Kell say about bread and butter?", ()),
        ("Did Kell win, and why?", ()),
    ],
)
def test_a_question_of_several_steps_has_parts(question: str, parts: tuple[str, ...]):
    assert understand(question).parts == parts


def test_a_question_without_end_is_read_in_time():
    for piece in ("and who won the long match ", "between a and b, ", "according to the ", "'Time' and ", "in May "):
        understand(piece * 2000, as_of=ASKED, known_outlets=OUTLETS)
