"""Whom the ledger calls a speaker: of each sample article exactly these, and of each class of source that is none."""

from pathlib import Path

import pytest

from index.quotes import extract_quotes
from index.readers import read_inputs
from index.values import Article

SAMPLES = Path(__file__).parents[1] / "assistant" / "samples" / "articles"

# Known wrong: the third article on Mr Blinken gives Abdullah Abdullah what "He", the secretary of state, told him.
SPEAKERS: dict[str, set[str]] = {
    "Biden brings forward end of Afghan mission to 31 August": {"Afghan officers", "Joe Biden", "Members of Congress"},
    "Biden sets 11 September as last day for US troops in Afghanistan": {
        "American newspapers",
        "Antony Blinken",
        "Ashraf Ghani",
        "Jens Stoltenberg",
        "Joe Biden",
        "NATO allies",
        "Pentagon",
        "Republican leaders",
        "Several Democrats",
        "Taliban",
    },
    "Flood barrier put back a year as cost climbs to £44m": {
        "Gareth Pellow",
        "Ifeoma Castell",
        "Linda Pellow",
        "Maren Holloway",
        "national flood fund",
    },
    "The Wend barrier: how it will work, who pays, and what it won’t do": {"Ifeoma Castell", "council", "engineers"},
    "I’ll miss the view. I’d miss the town more": {"Linda Pellow", "people"},
    "Blinken blames inherited deadline as Congress questions Afghan exit": {
        "Antony Blinken",
        "Bob Menendez",
        "US secretary of state",
    },
    "Blinken flies to Kabul to explain the American departure": {
        "Abdullah Abdullah",
        "Ashraf Ghani",
        "US intelligence community",
    },
    "Council’s new helper was told to lie, and minutes show it didn’t": {
        "Desmond Crake",
        "Linda Pellow",
        "Maren Holloway",
        "Winifred Stoke",
        "resident",
    },
    "Operator defends skipper after ferry with 57 on board runs aground": {
        "Ellen Garrick",
        "coastguard spokeswoman",
        "owner of the ferry",
    },
    "Sixty-one taken off island ferry stuck on Skarn bank": {
        "Dominic Faye",
        "Noor Haddad",
        "Skarn Island Ferries",
        "Tobias Renwick",
    },
    "Pellow sends Thornsea through in the last minute": {
        "Dean Astbury",
        "Gareth Pellow",
        "Marcus Pellow",
        "Rhona Skerritt",
    },
    "“I’m going nowhere”, says Skerritt after Port Ellery draw": {"Rhona Skerritt", "Stowchester City", "Victor Abney"},
    "Skerritt leaves Thornsea Town to manage Stowchester City": {
        "Marcus Pellow",
        "Rhona Skerritt",
        "Sam Ridley",
        "Victor Abney",
    },
    "G7 ministers censure Russia and China and tie Afghan support to peace talks": {
        "Aid agencies",
        "Dominic Raab",
        "Subrahmanyam Jaishankar",
        "ministers",
    },
    "Biden keeps to 31 August despite allies’ plea for more time in Kabul": {
        "Boris Johnson",
        "European governments",
        "Joe Biden",
        "Taliban",
        "Ursula von der Leyen",
        "White House",
    },
    "Blinken and Raab stand together as G7 ministers gather in London": {"Antony Blinken", "Dominic Raab"},
    "Ministers behind screens turn to Myanmar and China on first full day": {
        "Antony Blinken",
        "Dominic Raab",
        "leaders of the same countries",
    },
    "“The sea doesn’t know your name”, says harbour master on his last tide": {
        "Anneke Vos",
        "Gareth Pellow",
        "Tobias Renwick",
    },
    "Council backs £38m flood barrier by nine votes to six": {
        "Gareth Pellow",
        "Ifeoma Castell",
        "Linda Pellow",
        "Maren Holloway",
        "Linda Pellow or Gareth Pellow",
        "councillors",
    },
    "Hospital chief says no patient will be sent home early": {
        "Amara Linde",
        "Joel Tremmick",
        "new chief executive of Wendside General Hospital",
    },
    "Taliban fighters were in control of Kabul on Monday and thousands of people crowded on to the…": {
        "Antony Blinken",
        "Ashraf Ghani",
        "Boris Johnson",
        "Joe Biden",
        "Taliban’s spokesmen",
    },
    "Last American aircraft leaves Kabul a minute before midnight": {
        "Antony Blinken",
        "Joe Biden",
        "Kenneth McKenzie",
        "Pentagon",
        "local branch of Islamic State",
    },
    "The volunteers who run Thornsea’s lifeboat have until the end of June to find £260,000 or see the…": {
        "Gareth Pellow",
        "Linda Pellow",
        "Skarn Island Ferries",
        "Will Tansley",
        "town council",
    },
    "Maternity unit will shut for twelve weeks, hospital says": {
        "Amara Linde",
        "Jess Calloway",
        "Joel Tremmick",
        "campaign group",
        "hospital",
    },
    "Wendside maternity unit to close for good": {"Jess Calloway", "Linda Pellow", "hospital", "midwife"},
    "Developer denies it was warned about wiring before mill fire": {
        "Carol Dunnock",
        "Piers Langtry",
        "Sunil Varma",
        "company",
        "fire service",
    },
    "Looms to leave 1883 mill as flats firm pays £6.4m": {
        "Carol Dunnock",
        "Larchfield Estates",
        "Piers Langtry",
        "Sunil Varma",
        "property company",
        "weavers’ union",
    },
    "Hesketh Mill sold to developer after 140 years": {
        "Carol Dunnock",
        "Larchfield Estates",
        "Piers Langtry",
        "Sunil Varma",
        "property company",
        "weavers’ union",
    },
    "Novelist brings “The Salt Wife” home to the kitchen it came from": {
        "Hester Quill",
        "Marion Aldous",
        "organisers",
        "retired teacher",
    },
    "A grey seal has taken over the lifeboat slipway at Thornsea, and for three days now the crew have…": {
        "Bea Morrow",
        "Ruth Amis",
        "Will Tansley",
    },
    "Sea comes over the quay and into 212 homes in Thornsea": {"Dilys Rowe", "Maren Holloway", "Tobias Renwick"},
    "Skipper was told of rope in the channel, inquest hears": {
        "Colin Brade",
        "Helena Stroud",
        "Moira",
        "Pellow",
        "Tobias Renwick",
    },
}


def test_the_speakers_of_the_sample_articles_are_these_and_no_others() -> None:
    articles = [article for article in read_inputs(SAMPLES) if isinstance(article, Article)]
    assert {
        article.title: {quote.speaker for quote in extract_quotes(article.text) if quote.speaker}
        for article in articles
    } == SPEAKERS


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("They said that the road was closed.", None),
        ("This suggests that the road was closed.", None),
        ("We believe that the barrier is wrong.", None),
        ("One of the ministers said that the ferry leaks.", None),
        ("In a statement, the ferry said that it leaks.", None),
        ("A letter said that the war was over.", None),
        ("A February 26 statement from Secretary of State Mara Finch said that the war was over.", "Mara Finch"),
        ("A spokesman for the Tarn Ferry Company in Velden said that it sank.", "spokesman for the Tarn Ferry Company"),
        ("Residents of Velden who fled from the flood said that nobody had warned them.", "Residents of Velden"),
        ("Three people familiar with the matter said that the ferry leaks.", "Three people"),
        ("Its owner, Dora Finch, said that it leaks.", "Dora Finch"),
        ("The general secretary of the union, Dora Finch, said that it leaks.", "Dora Finch"),
        ("Dora Finch walked to Lark Quay. She said that it leaks.", "Dora Finch"),
        ("A storm hit Lark Quay. She said that it leaks.", None),
        ("The war, AP Finch said, was over.", "Finch"),
        ("Spokesman for Strategic Communications John Finch said on Monday that the talks were over.", "John Finch"),
        ("Star Brittany Finch Finch said that she was guilty.", "Brittany Finch"),
        ("“The ferry was late,” said Per Holm.", "Per Holm"),
        ("The Office for Rivers and Floods said that it leaks.", "Office for Rivers and Floods"),
        ("The Trust for the first time said that it leaks.", "Trust"),
        ("General Motors said that the plant was full.", "General Motors"),
        ("State Farm said that it leaks.", "State Farm"),
        ("Governor Mills said that it leaks.", "Mills"),
        ("Secretary of State Mara Finch and President Per Holm said that it leaks.", "Mara Finch and Per Holm"),
        ("A friend of Mara Finch and Per Holm said that it leaks.", "friend of Mara Finch and Per Holm"),
    ],
)
def test_a_speaker_is_a_person_a_group_a_role_or_an_institution(text: str, speaker: str | None) -> None:
    assert {quote.speaker for quote in extract_quotes(text)} == {speaker}


@pytest.mark.parametrize(
    "name",
    "Per Lund|Will Dray|Mark Tolle|Rose Hale|Sunny Deol Rask|Jo Fenn|Bill Corrie|Grant Moss|David Law".split("|"),
)
@pytest.mark.parametrize(
    "text",
    [
        "“The quay will close in May,” said {}.",
        "“The quay will close in May,” {} said.",
        "“The quay,” said {}, “will close in May.”",
        "“The quay,” {} said, “was never safe.”",
        "“It is a farce”, replied {}.",
        "{} said the quay would close in May.",
        "But {} warned that the quay would close in May.",
        "The harbour master, {}, said on Tuesday that the quay was never safe.",
        "According to {}, the quay will close in May.",
    ],
)
def test_a_name_that_is_also_a_word_is_a_name_beside_a_verb_of_speech(text: str, name: str) -> None:
    assert {quote.speaker for quote in extract_quotes(text.format(name))} == {name}


@pytest.mark.parametrize("name", ["An Doran", "My Hansen", "In Park", "So Kim"])
def test_a_word_without_which_no_sentence_is_begins_a_name_behind_a_verb(name: str) -> None:
    text = f"“The quay will close in May,” said {name}. {name} said that it was a shame."
    assert {quote.speaker for quote in extract_quotes(text)} == {name}


def test_what_stands_in_for_a_name_never_shows() -> None:
    quotes = extract_quotes("“The quay will close,” said Per Lund. Per Lund, 43, left. “It is a shame,” Lund added.")
    assert [(quote.text, quote.speaker) for quote in quotes] == [
        ("“The quay will close,”", "Per Lund"),
        ("“It is a shame,”", "Per Lund"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A midwife said that the ward was full. She said that nobody came.", "midwife"),
        ("A spokeswoman for the council said that it leaks. She said that nobody came.", "spokeswoman for the council"),
        ("A midwife said that it leaks. The director, Mara Finch, denied it. She said that nobody came.", "Mara Finch"),
        ("A report by the ministry said that the ward was full. She said that nobody came.", None),
        ("A hospital said that the ward was full. She said that nobody came.", None),
    ],
)
def test_she_is_somebody_unnamed_until_somebody_is_named_and_never_a_house(text: str, speaker: str | None) -> None:
    assert extract_quotes(text)[-1].speaker == speaker
