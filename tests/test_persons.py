"""Whether two ways of calling somebody mean one person in an article. All people are invented."""

import pytest

from assistant.checks import Draft, Supported, check
from assistant.evidence import Source
from index.quotes import extract_quotes
from index.values import Article


def stands(sentence: str, text: str) -> bool:
    article = Article(id="a", title="A report", text=text)
    source = Source(n=1, article=article, start=0, end=len(text), quotes=extract_quotes(text))
    return isinstance(check(Draft(text=sentence, sources=(1,)), (source,)), Supported)


OFFICE = (
    "Marrovia’s defence minister said on Sunday that floods posed the biggest threat to the islands.\n\n"
    "“Warships are not our worry,” Ilo Tavua, Marrovia’s Minister for Defence, told a meeting.\n\n"
    "“They sleep badly,” said Pell Arden, who runs a shelter."
)
LAWYERS = (
    "“The contract is void,” said Dorn’s lawyer Bob Bauer. Bauer signed the deed on Monday. "
    "Trask’s lawyer, Ann Pell, did not comment."
)
RATES = (
    "The share of empty shelves rose to 31% in April, data from Stocksense showed.\n\n"
    "A winner has come forward, the Alder Lottery said on Monday."
)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Ilo Tavua said that floods posed the biggest threat to the islands.", OFFICE),
        ("Marrovia's defence minister, Ilo Tavua, said that floods posed the biggest threat to the islands.", OFFICE),
        ("The share of empty shelves rose to 31% in April, according to Stocksense.", RATES),
        ("A winner has come forward, lottery officials said on Monday.", RATES),
    ],
)
def test_an_office_a_noun_or_an_organisation_speaks_for_whom_the_article_means(sentence: str, text: str) -> None:
    assert stands(sentence, text)


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Pell Arden said that floods posed the biggest threat to the islands.", OFFICE),
        ("The share of empty shelves rose to 31% in April, according to the Alder Lottery.", RATES),
        ("A winner has come forward, Stocksense officials said on Monday.", RATES),
        ("Trask's lawyer said: “The contract is void.”", LAWYERS),
        ("Trask's lawyer said that the contract was void.", LAWYERS),
        ("Trask's lawyer signed the deed on Monday.", LAWYERS),
        # nothing says that the landlord is the neighbour who speaks before
        (
            "Maria Costa said: “All bills were paid.”",
            "“He never paid us back,” said Maria Costa, a neighbour. The landlord said: “All bills were paid.”",
        ),
    ],
)
def test_it_speaks_for_nobody_else(sentence: str, text: str) -> None:
    assert not stands(sentence, text)
