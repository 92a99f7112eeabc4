"""Every rule about what may reach a reader, tried on sentences a lying model could write. All people are invented."""

from dataclasses import replace
from datetime import date

import pytest

from assistant.checks import Draft, Supported, check
from assistant.checks.reported import with_days
from assistant.evidence import Source
from assistant.values import Dropped
from index.values import Article, Published, Quote, QuoteKind

TEXT = """Thornsea Council voted 7-4 on Tuesday to build a flood wall along Mill Street.

Mayor Orla Brandt said the wall was “a promise kept to every family that lost a kitchen in 2019”. \
She insisted that the cost of £4.2m would not rise.

“We were never asked,” said Idris Kell, who owns the boatyard. \
“A wall two metres high will end my trade within a year.”

Brandt denied that the boatyard would have to close. The work may begin in April, the council said."""


def quote(words: str, speaker: str | None, kind: QuoteKind = "direct", cue: str = "said") -> Quote:
    start = TEXT.index(words)
    return Quote(
        article_id="wall", start=start, end=start + len(words), text=words, speaker=speaker, cue=cue, kind=kind
    )


QUOTES = (
    quote("the wall was “a promise kept to every family that lost a kitchen in 2019”", "Orla Brandt", "mixed"),
    quote("that the cost of £4.2m would not rise", "Orla Brandt", "indirect", "insisted"),
    quote("“We were never asked,”", "Idris Kell"),
    quote("“A wall two metres high will end my trade within a year.”", "Idris Kell"),
    quote("that the boatyard would have to close", "Orla Brandt", "indirect", "denied"),
    quote("The work may begin in April", "the council", "indirect"),
)
ARTICLE = Article(
    id="wall",
    title="Council backs flood wall",
    text=TEXT,
    outlet="Thornsea Gazette",
    published=Published(value=date(2023, 3, 14), found_in="front matter"),
)
OTHER_TEXT = "The ferry to Elm Island sails twice a day from May, the harbour master, Petra Voss, said on Friday."
OTHER = Article(id="ferry", title="Ferry returns", text=OTHER_TEXT, outlet="Elm Island News")
SOURCES = (
    Source(n=1, article=ARTICLE, start=0, end=len(TEXT), quotes=QUOTES),
    Source(n=2, article=OTHER, start=0, end=len(OTHER_TEXT)),
)


def outcome(text: str, *sources: int, before: tuple[str, ...] = ()) -> Supported | Dropped:
    return check(Draft(text=text, sources=sources), SOURCES, before)


def kept(text: str, *sources: int, before: tuple[str, ...] = ()) -> Supported:
    found = outcome(text, *sources, before=before)
    assert isinstance(found, Supported), found
    return found


def reason(text: str, *sources: int, before: tuple[str, ...] = ()) -> str:
    found = outcome(text, *sources, before=before)
    assert isinstance(found, Dropped), found
    return found.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Orla Brandt said the wall was “a promise kept to every family that lost a kitchen in 2019”.",
        'Brandt said the wall was "a promise kept to every family that lost a kitchen in 2019."',
        "“We were never asked,” said Idris Kell.",
        "‘We were never asked’, Kell said.",
        "Kell, who owns the boatyard, said “A wall two metres high … within a year.”",
        "Brandt insisted that the cost of £4.2m would not rise.",
        "Brandt denied that the boatyard would have to close.",
        "The council voted 7-4 to build a flood wall along Mill Street.",
        "Thornsea Council voted on Tuesday to build a flood wall.",
        "According to the council, the work may begin in April.",
        "The mayor said the wall was “a promise kept to every family that lost a kitchen in 2019”.",
    ],
)
def test_a_true_sentence_is_kept_as_it_is(sentence: str) -> None:
    found = kept(sentence, 1)
    assert found.text == sentence
    assert found.repairs == ()
    assert found.grounds
    for ground in found.grounds:
        assert 0 <= ground.start < ground.end <= len(ground.source.article.text)


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        (
            "Idris Kell said the wall was “a promise kept to every family that lost a kitchen in 2019”.",
            "not by Idris Kell",
        ),
        ("“We were never asked,” said Orla Brandt.", "not by Orla Brandt"),
        ("Brandt said: “A wall two metres high will end my trade within a year.”", "not by Brandt"),
        ("Kell denied that the boatyard would have to close.", "not by Kell"),
        ("Kell insisted that the cost of £4.2m would not rise.", "not by Kell"),
        ("“We were never asked,” said Angela Stern.", "not by Angela Stern"),
        ("Brandt said “We were never asked … a wall two metres high will end my trade”.", "Idris Kell"),
        ("Kell said the wall was “a promise kept to every family … We were never asked”.", "no source has"),
        ("The wall will cost £5.2m, Brandt insisted.", "number £5.2m"),
        ("Thornsea Council voted 9-4 to build a flood wall along Mill Street.", "number 9"),
        ("Thornsea Council voted to build a flood wall along Harbour Street.", "does not name"),
        ("Merkel praised the flood wall along Mill Street.", "does not name"),
        ("The flood wall will create jobs and lower taxes for local businesses.", "do not say this"),
        ("Thornsea Council did not vote to build a flood wall along Mill Street.", "yes where this says no"),
    ],
)
def test_a_false_sentence_is_dropped_with_the_reason(sentence: str, why: str) -> None:
    assert why in reason(sentence, 1)


def test_a_pronoun_means_the_speaker_of_the_sentence_before() -> None:
    kept_cost = "She insisted that the cost of £4.2m would not rise."
    assert kept(kept_cost, 1, before=("Orla Brandt",)).speakers == ("Orla Brandt",)
    assert "not by Idris Kell" in reason(kept_cost, 1, before=("Idris Kell",))


def test_a_slightly_wrong_quotation_is_put_back_to_the_words_of_the_article() -> None:
    found = kept("Kell said: “A wall of two metres high will end my trade in a year.”", 1)
    assert found.text == "Kell said: “A wall two metres high will end my trade within a year.”"
    assert found.repairs == (
        "quotation put back to the article's words: “A wall two metres high will end my trade within a year.”",
    )


def test_words_that_the_article_reports_but_does_not_quote_lose_their_marks() -> None:
    found = kept("Brandt denied that “the boatyard would have to close”.", 1)
    assert found.text == "Brandt denied that the boatyard would have to close."
    assert "quotation marks removed" in found.repairs[0]


def test_an_invented_quotation_does_not_survive_its_marks() -> None:
    assert "no source has" in reason("Brandt said “history will thank this town for its courage”.", 1)


def test_an_unclosed_quotation_is_checked_to_the_end_of_the_sentence() -> None:
    assert isinstance(outcome("Brandt said “history will thank this town for its courage.", 1), Dropped)


def test_a_wrong_number_is_removed_and_the_citation_moves_to_where_the_words_are() -> None:
    found = kept("“We were never asked,” said Idris Kell.", 9)
    assert found.grounds[0].source.n == 1
    assert found.repairs == ("removed [9]: there is no such source",)
    moved = kept("Brandt insisted that the cost of £4.2m would not rise.", 2)
    assert moved.grounds[0].source.n == 1
    assert moved.repairs == ("citation moved from [2] to [1]",)


def test_a_sentence_without_a_number_gets_one_where_its_words_stand() -> None:
    assert kept("The ferry to Elm Island sails twice a day from May.").grounds[0].source.n == 2
    assert "do not say this" in reason("The harbour is the prettiest on the whole coast.")


def test_a_ground_is_the_sentence_that_says_it_and_no_more() -> None:
    found = kept("Thornsea Council voted 7-4 on Tuesday to build a flood wall along Mill Street.", 1)
    assert [TEXT[g.start : g.end] for g in found.grounds] == [
        "Thornsea Council voted 7-4 on Tuesday to build a flood wall along Mill Street."
    ]


@pytest.mark.parametrize(
    ("body", "noted"),
    [
        (
            "The council voted to build a flood wall.",
            "The council voted to build a flood wall (reported 14 March 2023).",
        ),
        ("“We were never asked,” Kell said.", "“We were never asked,” Kell said (reported 14 March 2023)."),
        ("Kell said: “We were never asked.”", "Kell said: “We were never asked.” (reported 14 March 2023)."),
    ],
)
def test_the_day_of_a_report_behind_a_sentence_must_be_its_articles(body: str, noted: str) -> None:
    assert with_days(body, ["14 March 2023"]) == noted
    checked = kept(noted, 1)
    assert checked.text == noted
    assert [(ground.source.n, ground.start) for ground in checked.grounds] == [
        (ground.source.n, ground.start) for ground in kept(body, 1).grounds
    ]
    assert reason(noted.replace("14 March", "15 March"), 1) == "no source is of 15 March 2023"


def test_no_day_or_word_is_slipped_in_beside_the_day_of_a_report() -> None:
    body = "The council voted to build a flood wall"
    assert reason(f"{body} (reported 14 March 2023 and 9 June 2024).", 1) == "no source is of 9 June 2024"
    assert reason(f"{body} (reported by CNN with 40 dead on 14 March 2023).", 1)
    later = replace(SOURCES[1], article=replace(OTHER, published=Published(value=date(2024, 6, 9), found_in="x")))
    both = Draft(text=f"{body} (reported 14 March 2023 and 9 June 2024).", sources=(1, 2))
    found = check(both, (SOURCES[0], later))
    assert isinstance(found, Supported)
    assert found.text == f"{body} (reported 14 March 2023)."
    assert found.repairs == ("“9 June 2024” left out: what is cited is not of that day",)


def test_a_false_sentence_is_no_truer_for_its_day() -> None:
    assert reason("Kell praised the wall (reported 14 March 2023).", 1) == reason("Kell praised the wall.", 1)
