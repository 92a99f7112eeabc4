"""A near copy of an article's sentence may leave out and reword; what it puts in another's place is found out.

All people are invented.
"""

import pytest

from assistant import verify
from assistant.values import Answer
from index.readers import read_article
from index.values import Article

TEXT = """---
title: Kite museum of Fenmouth to move
date: 2023-05-11
source: Fenmouth Mail
---
The kite museum of Fenmouth may move to the old customs house in 2025, its director, Oda Lisk, said on Tuesday.

Analysts in the United States usually doubt such plans.
The rent would be about 40 thousand pounds for 25 years, according to the owner.
Bram Teller, who owns the house, has allegedly asked for twice as much.

“We have 900 kites and no room for a single one more,” Lisk said. “We fly 30 [of the 900] on a good day.”

She denied that the collection had not been counted. Visitors came from eleven countries last year, and not as many
as hoped came from Fenmouth itself. Bram Teller paid for the roof, while Jun Aker paid for the new windows last year.

Teller proposed that the town buy the house. The roof is in better condition than the cellar, which was flooded in
March. The move is to begin without a ceremony. Teller closed the cellar because the pump had failed. Fenmouth Harbour
Board Chairman Ivo Prell said the quay would stay open. Prell said about Teller: “He sent two men for the keys.”

Jan Orr and Pia May said that they would help with the move.
Some 150 people attended a hearing on Monday. The house has 26 rooms. The wall is made of brick and covered with tiles.
"""


@pytest.fixture(scope="module")
def museum(tmp_path_factory: pytest.TempPathFactory) -> Article:
    path = tmp_path_factory.mktemp("museum") / "museum.md"
    path.write_text(TEXT, encoding="utf-8")
    return read_article(path)[0]


def verified(sentence: str, article: Article) -> Answer:
    return verify(f"{sentence} [1]", [article])


@pytest.mark.parametrize(
    "sentence",
    [
        "The kite museum of Fenmouth will move to the old customs house in 2025, Oda Lisk said on Tuesday.",
        "The kite museum of Fenmouth may move to the old customs house in 2025, Oda Lisk said on Friday.",
        "Bram Teller, who owns the house, has asked for twice as much.",
        "Jun Aker in the United States usually doubts such plans.",
        "Bram Teller in the United States usually doubt such plans.",
        "The rent would be about 45 thousand pounds for 25 years, according to the owner.",
        "The rent would be about 40 thousand pounds for 25 days, according to the owner.",
        "Visitors came from eleven countries last year, and as many as hoped came from Fenmouth itself.",
        "Bram Teller paid for the roof, while Oda Lisk paid for the new windows last year.",
        "The rent would be about 40 thousand pounds for 25 years, according to Ivo Prell.",
        "The kite museum of United States may move to the old customs house in 2025, Oda Lisk said on Tuesday.",
        "Oda Lisk paid for the roof, while Jun Aker paid for the new windows last year.",
    ],
)
def test_one_word_in_another_s_place_is_found_out(museum: Article, sentence: str) -> None:
    assert verified(sentence, museum).sentences == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The town is to buy the house.",
        "The town will buy the house, Teller said.",
        "The cellar is in better condition than the roof.",
        "The move is to begin with a ceremony.",
        "All 26 people attended a hearing on Monday.",
        "The wall is made of tiles and covered with brick.",
        "Teller closed the cellar because the rent was too high.",
        "Prell sent two men for the keys.",
        "“We fly 30 [of the 700] on a good day,” Lisk said.",
        "She would not say whether there would be visitors in it.",
    ],
)
def test_what_a_sentence_turns_round_is_found_out(museum: Article, sentence: str) -> None:
    assert verified(sentence, museum).sentences == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The kite museum may move to the old customs house in 2025, Oda Lisk said.",
        "The rent would be about 40 thousand pounds for 25 years, according to the owner.",
        "Visitors came from eleven countries last year.",
        "Bram Teller paid for the roof.",
        "Jun Aker paid for the new windows last year.",
        "Oda Lisk denied that the collection had not been counted.",
        "The roof is in better condition than the cellar.",
        "Teller proposed that the town buy the house.",
        "Teller closed the cellar because the pump had failed.",
        "About 150 people attended a hearing on Monday.",
        "Ivo Prell said the quay would stay open.",
        "Harbour Chairman Ivo Prell said the quay would stay open.",
        "“We fly 30 [of the 900] on a good day,” Lisk said.",
        "“We fly 30 … on a good day,” Lisk said.",
        "The wall is made of brick and covered with tiles.",
        "Pia May said that she would help with the move.",
        "Oda Lisk said: “no room for a single one more.”",
        "Jan Orr said she would help with the move.",
    ],
)
def test_what_an_article_says_may_be_cut_and_reordered(museum: Article, sentence: str) -> None:
    answer = verified(sentence, museum)
    assert [kept.text for kept in answer.sentences] == [sentence], answer.dropped


def test_a_quotation_with_one_word_turned_is_put_back(museum: Article) -> None:
    answer = verified("“We have 900 kites and no room for a single one less,” Lisk said.", museum)
    assert [kept.text for kept in answer.sentences] == [
        "“We have 900 kites and no room for a single one more” Lisk said."
    ]


def test_a_quotation_with_a_second_not_keeps_neither_marks_nor_words(museum: Article) -> None:
    assert verified("“We have not 900 kites and no room for a single one more,” Lisk said.", museum).sentences == ()


def test_halves_of_a_sentence_are_no_quotation_nor_a_report(museum: Article) -> None:
    assert verified("Lisk said: “We have 900 kites and for a single one more.”", museum).sentences == ()


def test_a_name_for_a_she_must_stand_before_it(museum: Article) -> None:
    own = "denied that the collection had not been counted."
    assert verified(f"Jun Aker {own}", museum).sentences == ()
    assert [kept.text for kept in verified(f"Lisk {own}", museum).sentences] == [f"Lisk {own}"]


OTHERS = """Oda Lisk’s husband, Bram Teller, was fined 900 pounds on Monday.
Jun Aker’s rival Pia May won the vote in Fenmouth.

The victim of Jan Orr died in Fenmouth on Sunday.
"""


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("Oda Lisk was fined 900 pounds on Monday.", False),
        ("Bram Teller was fined 900 pounds on Monday.", True),
        ("Oda Lisk’s husband was fined 900 pounds on Monday.", True),
        ("Jun Aker won the vote in Fenmouth.", False),
        ("Pia May won the vote in Fenmouth.", True),
        ("Jan Orr died in Fenmouth on Sunday.", False),
    ],
)
def test_what_somebodys_relative_or_rival_did_is_not_their_own_doing(sentence: str, stands: bool) -> None:
    answer = verify(f"{sentence} [1]", [Article(id="others", title="", text=OTHERS)])
    assert bool(answer.sentences) == stands
