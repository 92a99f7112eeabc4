"""Two people of one surname in an article: a bare "Pellow said" is the right one's, or is left open with both.

Everybody is invented.
"""

from pathlib import Path

import pytest

from assistant import verify
from index import ledger, open_index, store
from index.quotes import extract_quotes
from index.values import Article

CASES: list[tuple[str, dict[str, str]]] = [
    (
        (
            "Linda Pellow runs the ferry office. “The boats are old,” Pellow said. Her husband, Gareth "
            "Pellow, mends them."
        ),
        {"The boats are old": "Linda Pellow"},
    ),
    (
        (
            "Linda Pellow runs the ferry office. Her husband, Gareth Pellow, mends the boats. “The boats are"
            " old,” Pellow said."
        ),
        {"The boats are old": "Linda Pellow or Gareth Pellow"},
    ),
    (
        (
            "Linda Pellow runs the ferry office. Her husband, Gareth Pellow, mends the boats. “The boats are"
            " old,” Pellow said, wiping his hands."
        ),
        {"The boats are old": "Linda Pellow or Gareth Pellow"},
    ),
    (
        (
            "Linda Pellow runs the ferry office. Her husband, Gareth Pellow, mends the boats. “The boats are"
            " old,” Mr Pellow said."
        ),
        {"The boats are old": "Gareth Pellow"},
    ),
    (
        (
            "Linda Pellow runs the ferry office. Her husband, Gareth Pellow, mends the boats. “The boats are"
            " old,” Mrs Pellow said."
        ),
        {"The boats are old": "Linda Pellow"},
    ),
    (
        (
            "Linda Pellow runs the ferry office. Her husband, Gareth Pellow, mends the boats. “The boats are"
            " old,” Gareth said. “They are mine,” Linda said."
        ),
        {"The boats are old": "Gareth Pellow", "They are mine": "Linda Pellow"},
    ),
    (
        ("Colin Brade and his brother Ewan Brade were fined on Monday. “It was a mistake,” Brade said."),
        {"It was a mistake": "Colin Brade or Ewan Brade"},
    ),
    (
        ("Colin Brade was fined on Monday with his brother Ewan. “It was a mistake,” Brade said."),
        {"It was a mistake": "Colin Brade"},
    ),
    (
        (
            "Tobias Renwick Jr. took over the yard from Tobias Renwick Sr. in 2019. “The yard was sinking,” "
            "Renwick said."
        ),
        {"The yard was sinking": "Tobias Renwick Jr or Tobias Renwick Sr"},
    ),
    (
        (
            "Linda Pellow opposes the wall. “It is ugly,” Pellow said.\n\nGareth Pellow speaks for the "
            "fishermen. “We need it,” he said.\n\n“I have nineteen members,” Pellow said."
        ),
        {
            "It is ugly": "Linda Pellow",
            "We need it": "Gareth Pellow",
            "I have nineteen": "Linda Pellow or Gareth Pellow",
        },
    ),
    (
        ("Ann Dahl and Nils Dahl own the mill. Dahl said that the mill would close in May."),
        {"the mill would close": "Ann Dahl or Nils Dahl"},
    ),
    (
        (
            "Councillor Ann Dahl opposes the sale. Her son, Nils Dahl, owns the mill. The councillor said "
            "that the mill would close. Dahl said that it would stay."
        ),
        {"the mill would close": "Ann Dahl", "it would stay": "Ann Dahl or Nils Dahl"},
    ),
    (
        (
            "Lena Orme leads the institute. “We stopped at once,” Orme said. Her late father, Hugo Orme, "
            "founded it. “He would be proud,” Orme said."
        ),
        {"We stopped": "Lena Orme", "He would be proud": "Lena Orme or Hugo Orme"},
    ),
    (
        (
            "Rita Sole found the drum. The drum had belonged to Abel Sole, who died in 1904. “It was in the "
            "loft,” Sole said."
        ),
        {"It was in the loft": "Rita Sole or Abel Sole"},
    ),
    (("Linda Pellow and Gareth Pellow bought the boat. “We love it,” the Pellows said."), {"We love it": "Pellows"}),
    (
        ("“I am sorry,” said Colin Brade. “So am I,” said Ewan Brade. “We will pay,” Brade added."),
        {"I am sorry": "Colin Brade", "So am I": "Ewan Brade", "We will pay": "Colin Brade or Ewan Brade"},
    ),
    (
        ("“The boats are old,” Pellow said on Monday. Linda Pellow and Gareth Pellow run the ferry."),
        {"The boats are old": "Linda Pellow or Gareth Pellow"},
    ),
    (
        ("Judge Arno Pell heard the case against Maud Pell, a cousin. “I never took it,” Pell told the court."),
        {"I never took it": "Arno Pell or Maud Pell"},
    ),
    (
        ("Vera Coyle met her brother, Sam Coyle, at the airport. “I had not seen Sam for years,” Coyle said."),
        {"I had not seen Sam": "Vera Coyle or Sam Coyle"},
    ),
    (
        ("Ada, Bea and Cora Lund sing together. Ada Lund writes the songs, Bea Lund plays. “It is fun,” Lund said."),
        {"It is fun": "Cora Lund or Ada Lund or Bea Lund"},
    ),
    (
        ("Ann Dahl and Nils Dahl own the mill. “The mill is tired,” Dahl said. “I am tired too,” he added."),
        {"The mill is tired": "Ann Dahl or Nils Dahl", "I am tired": "Nils Dahl"},
    ),
    (
        (
            "Rolf Ense skippers the Lark. Ense said that the sea was calm. His wife, Dora Ense, sells the "
            "fish. Ense said the price had fallen."
        ),
        {"the sea was calm": "Rolf Ense", "the price had fallen": "Rolf Ense or Dora Ense"},
    ),
    (
        (
            "Dora Ense, a widow, sued the port on Friday. The port had cut down a tree that her late "
            "husband, Rolf Ense, planted. “It was his tree,” Ense told the court."
        ),
        {"It was his tree": "Dora Ense or Rolf Ense"},
    ),
    (("“We are broke,” Ense said. Dora Ense runs a shop in Selm."), {"We are broke": "Dora Ense"}),
    (
        (
            "Father and son Karl and Jonas Wick were rescued on Sunday. Karl Wick broke a leg. Jonas Wick "
            "was unhurt. “We were lucky,” Wick said."
        ),
        {"We were lucky": "Jonas Wick or Karl Wick"},
    ),
    (
        (
            "Jonas Wick was rescued on Sunday. “I was lucky,” Wick said. “He was cold,” said his mother, Ada"
            " Wick. “I thought of home,” Wick said."
        ),
        {"I was lucky": "Jonas Wick", "He was cold": "Ada Wick", "I thought of home": "Jonas Wick or Ada Wick"},
    ),
    (
        (
            "Mr and Mrs Lohm own the inn. Greta Lohm cooks. Peter Lohm pours the beer. “Guests stay away,” "
            "Mrs Lohm said. “They will be back,” Mr Lohm said."
        ),
        {"Guests stay away": "Greta Lohm", "They will be back": "Peter Lohm"},
    ),
    (
        (
            "Bea Marsh won the cup on Saturday, beating her sister Una Marsh. “It felt odd,” Marsh said. "
            "“She is better,” Una said."
        ),
        {"It felt odd": "Bea Marsh or Una Marsh", "She is better": "Una Marsh"},
    ),
    (
        (
            "Sheriff Carl Ost arrested a man called Ned Ost, no relation. “He ran,” the sheriff said. “I "
            "fell,” Ost said."
        ),
        {"He ran": "Carl Ost", "I fell": "Carl Ost or Ned Ost"},
    ),
    (
        ("The Holts split in May. Sam Holt kept the house and Mira Holt the boat. According to Holt, the boat leaks."),
        {"boat leaks": "Sam Holt or Mira Holt"},
    ),
    (
        ("Otis Vane paints. Vane told the Mail that blue was his colour. Otis Vane Sr. painted ships."),
        {"blue was his colour": "Otis Vane"},
    ),
    (
        (
            "Emil Roan Sr. sold the yard to Emil Roan Jr. in June. “He paid too little,” Roan Sr. said. “I "
            "paid enough,” Roan Jr. said."
        ),
        {"He paid too little": "Emil Roan Sr", "I paid enough": "Emil Roan Jr"},
    ),
    (
        (
            "Vera Coyle writes. “I love rain,” Coyle said.\n\nHer uncle, Lou Coyle, disagrees. “I hate it,” he"
            " said. Coyle added that sun was better."
        ),
        {"I love rain": "Vera Coyle", "I hate it": "Lou Coyle", "sun was better": "Vera Coyle or Lou Coyle"},
    ),
    (
        (
            "Ivar Stold and Nell Stold met the press. “I am tired,” Nell Stold said. “She is,” Ivar Stold "
            "said. “We both are,” the Stolds said."
        ),
        {"I am tired": "Nell Stold", "She is": "Ivar Stold", "We both are": "Stolds"},
    ),
    (
        (
            "Minister Ruth Clave resigned. Ruth Clave, 50, had been ill. Minister Clave said that she was "
            "sorry. Her brother is Hal Clave, a baker."
        ),
        {"she was sorry": "Ruth Clave"},
    ),
    (
        (
            "Lord Tarn died. His daughters, Amy Tarn and Joan Tarn, were there. “It was peaceful,” Amy said."
            " “He slept,” Tarn said."
        ),
        {"It was peaceful": "Amy Tarn", "He slept": "Amy Tarn or Joan Tarn"},
    ),
    (
        ("Nadia Frost sued her ex-husband Tim Frost. A judge heard Frost say that the house was hers."),
        {"the house was hers": "Nadia Frost or Tim Frost"},
    ),
]


@pytest.mark.parametrize(("text", "speakers"), CASES)
def test_a_surname_is_the_right_ones_or_left_open(text: str, speakers: dict[str, str]) -> None:
    quotes = extract_quotes(text)
    assert {words: next(quote.speaker for quote in quotes if words in quote.text) for words in speakers} == speakers


def test_names_of_one_person_are_no_two_people() -> None:
    text = "Vermont Sen. Ada Roe met Ada Roe’s voters. “It is fun,” Roe said."
    assert {quote.speaker for quote in extract_quotes(text)} == {"Ada Roe"}


FERRY = (
    "Linda Pellow runs the ferry office. Her husband, Gareth Pellow, mends the boats.\n\n“The boats are old and leak,” "
    "Pellow said on Monday.\n\n“The winter was long,” Linda Pellow said. Gareth Pellow said the pier would be closed."
)


def test_the_ledger_gives_open_words_to_the_surname_and_to_no_one_of_that_name(tmp_path: Path) -> None:
    article = Article(id="ferry", title="", text=FERRY)
    with open_index(tmp_path) as news:
        news.add([article], embed=False)
        with news._parts.database.transaction() as connection:  # pyright: ignore[reportPrivateUsage]
            key = store.newest_key(connection, "ferry")
            assert key is not None
            ledger.put_quotes(connection, key, article, extract_quotes(FERRY))
        assert [quote.text for quote in news.said("Linda Pellow")] == ["“The winter was long,”"]
        assert [quote.text for quote in news.said("Gareth Pellow")] == ["the pier would be closed"]
        assert [quote.text for quote in news.said("Linda Pellow or Gareth Pellow")] == ["“The boats are old and leak,”"]
        assert len(news.said("Pellow")) == 3


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("Linda Pellow said: “The boats are old and leak.”", False),
        ("Gareth Pellow said: “The boats are old and leak.”", False),
        ("Linda said: “The boats are old and leak.”", False),
        ("Linda Pellow said that the boats were old and leaked.", False),
        ("Pellow said: “The boats are old and leak.”", True),
        ("Linda Pellow said: “The winter was long.”", True),
        ("Gareth Pellow said that the pier would be closed.", True),
    ],
)
def test_no_sentence_gives_open_words_to_one_of_them(sentence: str, stands: bool) -> None:
    answer = verify(f"{sentence} [1]", [Article(id="ferry", title="", text=FERRY)])
    assert bool(answer.sentences) == stands
