"""Quotation marks as news sets them, and wrongly sets them."""

import pytest

from index.speech.marks import paragraphs, regions


def quoted(text: str) -> list[str]:
    return [text[region.start : region.end] for region in regions(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: “No.” She said: “Yes.”", ["“No.”", "“Yes.”"]),
        ("He said “gone. “ Then he left.", ["“gone. “"]),
        ("a failure of “planning ”.", ["“planning ”"]),
        ("''It's late,'' he said.", ["''It's late,''"]),
        ("‘It’s late,’ she said. ‘Go.’", ["‘It’s late,’", "‘Go.’"]),
        ("The voters’ choice wasn’t theirs.", []),
        ('He is 6\'2" tall and said "hello".', ['"hello"']),
        ("“He told me “no” twice,” she said.", ["“He told me “no” twice,”"]),
        ('<a href="x">“Yes,”</a> he said', ["“Yes,”"]),
        ("He said: “It goes on", ["“It goes on"]),
    ],
)
def test_marks_are_paired_by_what_leans_on_them(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_after_a_colon_stays_in_its_paragraph() -> None:
    text = "She wrote:\n\n“No one was hurt.”\n\nThe rest slept."
    assert [text[start:end] for start, end in paragraphs(text)] == [
        "She wrote:\n\n“No one was hurt.”",
        "The rest slept.",
    ]
