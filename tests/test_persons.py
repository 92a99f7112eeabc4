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
SINGER = (
    "“I lost my voice in Leeds,” Dana Holm wrote to her fans.\n\n"
    "The singer added that she was “heartbroken” at having to stop the tour.\n\n“I will be back,” Holm said."
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
        ("Holm said that she was “heartbroken” at having to stop the tour.", SINGER),
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
        # "my doctor" is somebody else than whom the statements around belong to
        (
            "Holm said that the tour would have to stop.",
            "“My doctor was clear,” Dana Holm wrote.\n\nThe doctor said that the tour would have to stop.\n\n"
            "“I will be back,” Holm said.",
        ),
        # of two people around it, "the singer" may be either
        (
            "Holm said that the tour would have to stop.",
            "“I lost my voice,” Dana Holm wrote.\n\nThe singer said that the tour would have to stop.\n\n"
            "“We are sorry,” said Rui Pascoe.",
        ),
    ],
)
def test_it_speaks_for_nobody_else(sentence: str, text: str) -> None:
    assert not stands(sentence, text)
