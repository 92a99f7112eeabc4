"""No swap: on paragraphs written to mislead, every fragment is its speaker's and nobody else's."""

import pytest

from index.quotes import extract_quotes
from tests.quote_cases import CASES, NOT_SAID


@pytest.mark.parametrize("case", CASES)
def test_words_are_given_to_the_person_who_said_them(case: str) -> None:
    text, said = CASES[case]
    quotes = extract_quotes(text)
    for fragment, speaker in said.items():
        found = {quote.speaker for quote in quotes if fragment in quote.text}
        assert found == (set() if speaker == NOT_SAID else {speaker}), fragment


def test_there_are_at_least_sixty_cases() -> None:
    assert len(CASES) >= 60
