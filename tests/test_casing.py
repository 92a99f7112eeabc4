"""Behind "According to Roe, " a sentence begins small, unless it begins with a name. All people are invented."""

import pytest

from assistant import verify
from assistant.checks.casing import inside
from index.values import Article


@pytest.mark.parametrize(
    ("told", "stated"),
    [
        ("Per Lund had left the harbour in a red boat", "Per Lund left the harbour in a red boat"),
        ("Will Dray had left the harbour in a red boat", "Will Dray left the harbour in a red boat"),
        ("Will had left the harbour in a red boat", "Will left the harbour in a red boat"),
        ("An Doran had left the harbour in a red boat", "An Doran left the harbour in a red boat"),
        ("Sunny Ravel had sold the mill to a bank", "Sunny Ravel sold the mill to a bank"),
        ("May would be the wettest month of the year", "May will be the wettest month of the year"),
        ("French boats had damaged the pier of Selm", "French boats damaged the pier of Selm"),
        ("Polish farmers had poisoned the river near Selm", "Polish farmers poisoned the river near Selm"),
        ("Target would close its shop in Selm", "Target will close its shop in Selm"),
        ("Covid tests would be free in Selm", "Covid tests will be free in Selm"),
        ("eBay had closed the account of the club", "eBay closed the account of the club"),
        ("The Larks had sold the hall of the club", "The Larks sold the hall of the club"),
        ("the boats had damaged the pier of Selm", "the boats damaged the pier of Selm"),
        ("boats had damaged the pier of Selm", "boats damaged the pier of Selm"),
        ("nobody would pay for the pier of Selm", "nobody will pay for the pier of Selm"),
        ("in June a depot would open in Selm", "in June a depot will open in Selm"),
        ("art lessons had emptied the purse of the club", "art lessons emptied the purse of the club"),
    ],
)
def test_what_is_credited_keeps_the_capitals_of_names_alone(told: str, stated: str) -> None:
    article = Article(id="a", title="A report", text=f"Ada Storr said that {told}.")
    begun = stated if stated.startswith("eBay") else stated[0].upper() + stated[1:]
    (sentence,) = verify(f"{begun}. [1]", [article]).sentences
    assert sentence.text == f"According to Ada Storr, {stated}."


@pytest.mark.parametrize(
    ("words", "inside_a_sentence"),
    [("In May", "in May"), ("Last week", "last week"), ("May 2021", "May 2021"), ("Monday", "Monday")],
)
def test_a_period_begins_small_unless_it_is_a_name(words: str, inside_a_sentence: str) -> None:
    assert inside(words) == inside_a_sentence
