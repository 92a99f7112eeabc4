"""What the page shows beside the text of an answer: versions where articles differ, corrections, the ledger's words."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.page.html.article import article_html
from assistant.page.html.turn import question_html, turn_html
from assistant.page.noted import Noted, notes_on
from assistant.page.texts import ENGLISH
from assistant.page.turns import Turn, Within
from assistant.values import Answer, Checked, Disagreement, Sentence, Sources, Text, Version
from index import open_index
from index.values import Article, Published
from tests.fakes import HashingEmbedder
from tests.test_page_html import CITATION, Read

FIRST = replace(
    CITATION,
    text="The ferry was late. About 2140 people waited, and 140 of them went home.",
    speaker=None,
    kind="passage",
)
SECOND = replace(FIRST, n=2, article_id="a2", outlet="Other Post", text="No more than 90 went home.", published=None)
VERSIONS = (
    Version(text="140", n=1, outlet="Sample Post", day=date(2021, 5, 3)),
    Version(text="90", n=2, outlet="Other Post", day=None, later=True, others=2, article_kind="opinion"),
)
SENTENCES = (
    Sentence(text="140 people went home.", citations=(1,)),
    Sentence(text="Accounts differ: Sample Post, 3 May 2021: “140”.", citations=(1,), by="code"),
    Sentence(text="Other Post, undated (later, opinion): “90”.", citations=(2,), by="code"),
)
DIFFERING = Answer(
    question="How many went home?",
    standalone_question="How many went home?",
    as_of=None,
    text="",
    sentences=SENTENCES,
    citations=(FIRST, SECOND),
    disagreements=(Disagreement(about="140 people went home.", kind="number", versions=VERSIONS),),
)
TURN = Turn(question="How many went home?").after(Checked(answer=DIFFERING))


def part(html: str, pattern: str) -> str:
    """What a reader sees of one part."""
    found = re.search(pattern, html, re.DOTALL)
    assert found is not None
    return " ".join(Read(found[0]).text.split())


def test_versions_stand_side_by_side_each_with_its_value_marked_in_its_own_sentence() -> None:
    html = turn_html(TURN, 1, ENGLISH)
    assert part(html, '<section class="differ".*</section>') == (
        "⇄ Accounts differ on a figure140 people went home."
        "Sample Post 3 May 2021 About 2140 people waited, and 140 of them went home.[1] "
        "Other Post undated later opinion piece No more than 90 went home.[2] and 2 other articles"
    )
    assert "About 2140 people waited, and <mark>140</mark> of them went home." in html
    assert "No more than <mark>90</mark> went home." in html


def test_what_stands_side_by_side_is_not_told_again_in_the_text() -> None:
    assert part(turn_html(TURN, 1, ENGLISH), '<p class="answer".*?</p>') == "140 people went home. [1]3 May 2021"


def test_a_sentence_that_says_its_day_is_not_dated_again() -> None:
    sentence = Sentence(text="140 people went home (reported 3 May 2021).", citations=(1,))
    turn = Turn(question="?").after(Checked(answer=replace(DIFFERING, sentences=(sentence,), disagreements=())))
    assert part(turn_html(turn, 1, ENGLISH), '<p class="answer".*?</p>') == f"{sentence.text} [1]"


def test_where_articles_agree_nothing_stands_beside_the_answer() -> None:
    agreed = Turn(question="?").after(Checked(answer=replace(DIFFERING, disagreements=())))
    assert 'class="differ"' not in turn_html(agreed, 1, ENGLISH)


def test_a_correction_stands_beside_its_source_alone() -> None:
    note = Noted(article_id="a2", kind="correction", start=0, end=9, text="It was 90.", day=date(2021, 5, 4))
    html = turn_html(replace(TURN, noted=(note,)), 1, ENGLISH)
    first, second = re.findall(r"<li data-kind=.*?</li>", html, re.DOTALL)
    assert "noted" not in first
    assert part(second, '<p class="noted".*?</p>') == "✎ Corrected on 4 May 2021 It was 90."
    assert "gone" not in html
    assert "withdrawn" not in html


def test_citations_of_a_retracted_article_say_so_wherever_they_stand() -> None:
    note = Noted(article_id="a2", kind="retraction", start=0, end=9, text="Withdrawn: we erred.")
    html = turn_html(replace(TURN, noted=(note,)), 1, ENGLISH)
    assert part(html, '<p class="withdrawn".*?</p>') == "⚠ This rests on an article that has been retracted: [2]."
    labels = [label for label in Read(html).all("aria-label") if label.startswith("Source")]
    assert labels == [
        "Source 1: Bridge closed",
        "Source 1: Bridge closed",
        "Source 2: Bridge closed (Retracted)",
        "Source 1: Bridge closed",
        "Source 2: Bridge closed (Retracted)",
    ]
    assert html.count(">[2⚠]</button>") == 2


def test_an_article_shows_its_notes_and_when_they_were_made(tmp_path: Path) -> None:
    text = "The ferry was late.\n\nNinety people went home."
    note = "This article has been corrected: ninety went home."
    kinds = {"told": f"{text}\n\nCorrection (May 6, 2021): Ninety went home, not 140.", "read": f"{text}\n\n{note}"}
    published = Published(value=date(2021, 5, 3), found_in="front matter")
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add([Article(id=id, title=id, text=text, published=published, url=f"https://x.org/{id}") for id in kinds])
        later = datetime(2021, 5, 9, 8, 0, tzinfo=UTC)
        news.add(
            [
                Article(id=id, title=id, text=new, published=published, url=f"https://x.org/{id}", retrieved_at=later)
                for id, new in kinds.items()
            ]
        )
        told, read, first = (news.article("told"), news.article("read"), news.article("read", 1))
        assert [(one.kind, one.day) for one in notes_on(told, news)] == [("correction", date(2021, 5, 6))]
        [noted] = notes_on(read, news)
        assert (noted.kind, noted.day, read.text[noted.start : noted.end]) == ("correction", date(2021, 5, 9), note)
        assert notes_on(first, news) == ()
        page = Read(article_html(read, slice(0, 3), ENGLISH, noted=(noted,)))
    assert f"✎ Corrected on 9 May 2021 {note}" in page.text


def test_the_ledgers_words_are_shown_until_a_sentence_of_the_model_stands() -> None:
    told = Sentence(text="Sample Post, 3 May 2021: Dahl: “It is late.”", citations=(1,), by="code")
    reading = Turn(question="Why?").after(Sources(citations=(FIRST,), sentences=(told,)))
    writing = reading.after(Text(text="It was", unchecked="It was"))
    for turn in (reading, writing):
        html = turn_html(turn, 1, ENGLISH)
        assert part(html, '<ul class="told".*?</ul>') == "Sample Post, 3 May 2021: Dahl: “It is late.” [1]"
        assert "<blockquote" not in html
    stands = writing.after(
        Text(text="", sentences=(Sentence(text="It was late.", citations=(1,)),), citations=(FIRST,))
    )
    html = turn_html(stands, 1, ENGLISH)
    assert html.index("<details>") < html.index('<ul class="told"')
    assert "<blockquote" in html


def test_a_question_without_opinion_pieces_says_so_and_its_link_asks_the_same() -> None:
    turn = replace(TURN, within=Within(opinion=False))
    assert Read(question_html(turn, 1, ENGLISH)).text == "How many went home?Filters without opinion pieces "
    assert Read(turn_html(turn, 1, ENGLISH)).all("data-query") == ["?q=How+many+went+home%3F&opinion=off"]
