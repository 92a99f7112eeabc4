"""Datelines are known by their form, and nothing else is taken for one."""

import pytest

from index.datelines import after_dateline
from index.quotes import extract_quotes


@pytest.mark.parametrize(
    ("dateline", "report"),
    [
        ("VELDEN, Norland (AP) — ", "After the storm the port opened."),
        ("(CNN) ", "CNN asked the council."),
        ("Velden CNN — ", "Rain fell."),
        ("Velden\nCNN —\n", "Rain fell."),
        ("VELDEN – ", "The bill passed."),
        ("OLD VELDEN, N.L., June 19 (Reuters) - ", "The port opened."),
        ("PORT ORM — ", "“We waited,” she said."),
        ("Velden/Port Orm (CNN Business) ", "The port opened."),
        ("", "The port has two docks in mind – and a crane."),
        ("", "The US — A plan."),
        ("", "EU — the bloc — agreed."),
        ("", "CNN’s poll — the third — is out."),
        ("", "VELDEN TODAY has parted the country into regions – nine of them."),
        ("", "VELDEN – "),
        ("", "Ana Weber (BBC) asked the council."),
        ("", "BBC — the broadcaster — agreed."),
    ],
)
def test_a_dateline_is_no_part_of_the_report(dateline: str, report: str) -> None:
    text = f"Before.\n\n{dateline}{report}"
    assert text[after_dateline(text, len("Before.\n\n"), len(text)) :] == report


def test_nobody_speaks_in_a_dateline() -> None:
    text = "PORT ORM, Norland – After angering the council over her trip, Ana Weber said nothing of it was secret."
    assert [quote.speaker for quote in extract_quotes(text)] == ["Ana Weber"]
