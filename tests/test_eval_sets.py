"""Question sets: read from YAML and JSON Lines, and every mistake told with its line."""

from datetime import date
from pathlib import Path

import pytest

from assistant.evaluation.matching import met, numbers_in
from assistant.evaluation.questions import Number, Pattern
from assistant.evaluation.running import selected
from assistant.evaluation.sets import parse_set, read_set
from assistant.samples import questions
from index.errors import InputError

WRONG = """\
questions:
  - id: a
    question: What?
    expect:
      answers: [x, {number: foo}, 3]
      spekaer: Joe
  - id: a
    question: Who?
    as_of: 2021-02-20
    unanswerable: true
  - id: c
    id: d
    question: ""
    expect: {answers: [[y, {regex: "("}]]}
  - question: no id
    unanswerable: true
  - id: e
    question: Why?
    as_of: 2021-02-30
    unanswerable: true
  - id: f
    question: Why?
    expect: {}
    since: 2021-03-01
    until: 2021-02-01
  - id: g
    question: Neither gold nor a refusal?
"""


def mistakes(text: str, *, lines: bool = False) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse_set(text, "s", lines=lines)
    return str(caught.value).split("; ")


def test_every_mistake_of_a_yaml_set_has_its_line_and_reason() -> None:
    assert mistakes(WRONG) == [
        "s:5: expect.answers.1.number: Input should be a valid number, not 'foo'",
        "s:5: expect.answers.2: an entry is a string, {regex: …}, {number: …} or a list of these, not 3",
        "s:6: expect.spekaer: Extra inputs are not permitted, not 'Joe'",
        "s:12: 'id' stands twice in one mapping",
        "s:13: question: String should have at least 1 character, not ''",
        "s:14: expect.answers.0.1.regex: not a regular expression: missing ), unterminated subpattern at position 0",
        "s:15: id: Field required",
        "s:17: day is out of range for month",
        "s:21: since 2021-03-01 is after until 2021-02-01: no day is both",
        "s:26: neither 'expect' nor 'unanswerable' says what a right answer is",
    ]


def test_an_id_that_stands_twice_is_told_with_both_lines() -> None:
    two = '{"id": "a", "question": "q", "expect": {}}\n\n{"id": "a", "question": "r", "expect": {}}\n'
    assert mistakes(two, lines=True) == ["s:3: the id 'a' is that of line 1 too"]


def test_mistakes_of_json_lines_have_the_line_of_the_file() -> None:
    text = '{"id": "a", "question": "q", "expect": {}}\n{bad\n\n{"id": "b", "question": "q", "since": "2021-13-01"}\n'
    assert mistakes(text, lines=True) == [
        "s:2: not JSON: Expecting property name enclosed in double quotes at column 2",
        "s:4: since: month must be in 1..12",
    ]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("x: 1", "s:1: a set is a mapping with 'questions', a list"),
        ("a: 1\nquestions: {b: 1}", "s:2: a set is a mapping with 'questions', a list"),
        ("", "s:1: a set is a mapping with 'questions', a list"),
        ("questions: []", "s: there are no questions in it"),
        ("questions:\n - id: [", "s:2: not YAML: expected the node content, but found '<stream end>'"),
        ("questions: [!!python/object:os.system {}]", "s:1: not YAML: could not determine a constructor for the tag"),
    ],
)
def test_what_is_no_set_is_refused_in_one_line(text: str, mistake: str) -> None:
    (told,) = mistakes(text)
    assert told.startswith(mistake)


def test_json_lines_and_yaml_make_the_same_questions() -> None:
    yaml = "questions:\n- {id: a, question: q, as_of: 2021-05-01, expect: {answers: [[x, {number: 3}, {regex: y}]]}}"
    gold = '{"answers": [["x", {"number": 3}, {"regex": "y"}]]}'
    line = f'{{"id": "a", "question": "q", "as_of": "2021-05-01", "expect": {gold}}}'
    (one,) = parse_set(yaml, "s")
    assert (one,) == parse_set(line, "s", lines=True)
    assert one.as_of == date(2021, 5, 1)
    assert one.expect is not None
    assert one.expect.answers == [["x", Number(number=3), Pattern(regex="y")]]


def test_a_set_that_cannot_be_read_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file or directory"):
        read_set(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes("questions: é".encode("latin-1"))
    with pytest.raises(InputError, match="is not UTF-8"):
        read_set(tmp_path / "latin.yaml")


def test_questions_are_chosen_by_tag_and_count_in_their_order() -> None:
    every = read_set(questions())
    assert [one.id for one in selected(every, ["conflict", "opinion"])] == [
        "oakshott-opinion",
        "ferry-passengers",
        "ferry-counts",
        "garrick-tickets",
    ]
    assert [one.id for one in selected(every, limit=2)] == ["blinken-afghanistan", "blinken-afghanistan-london"]
    with pytest.raises(InputError, match=r"no question has the tag 'none'; tags are byline, conflict, correction, "):
        selected(every, ["none"])


@pytest.mark.parametrize(
    ("entry", "text", "is_met"),
    [
        ("three", "Three men", True),
        ("three", "threesome", False),
        ("don't", "They don’t", True),
        (Pattern(regex=r"^no\b"), "No, never", True),
        (Number(number=1234.5), "It cost £1,234.5m.", True),
        (Number(number=40, tolerance=2), "between 42.1 and 50", False),
        (Number(number=40, tolerance=2.2), "between 42.1 and 50", True),
        (Number(number=9), "a vote of 9-6", True),
        (Number(number=6), "in B6", False),
        (Number(number=1_200_000), "It cost £1.2 million.", True),
        (Number(number=1.2), "It cost £1.2 million.", True),
        (Number(number=-4), "It fell to −4 degrees.", True),
        (Number(number=3.5), "um 3,5 Prozent", True),
        (Number(number=35), "um 3,5 Prozent", False),
        (Number(number=3500), "3,500 people", True),
        (Number(number=9), "nine votes", True),
    ],
)
def test_entries_are_met_by_whole_words_patterns_and_close_numbers(
    entry: str | Pattern | Number, text: str, is_met: bool
) -> None:
    assert met(entry, text) is is_met
    assert met([entry, "never"], text) is is_met


def test_numbers_are_read_as_news_writes_them() -> None:
    read = numbers_in("£38m, 1,250 of 3.5 per cent, -4 degrees, 2021-22, A4.")
    assert set(read) >= {38, 38_000_000, 1250, 3.5, -4, 2021, 22}
    assert 125 not in read
