"""The HTML of the page, read back as a browser reads it: what is foreign is text, and nothing of it acts."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest

from assistant.page.conversations import Listed
from assistant.page.german import GERMAN
from assistant.page.html.article import article_html, missing_html
from assistant.page.html.frame import coverage_html, filters_html, suggestions_html
from assistant.page.html.kept import conversations_html, exported_html
from assistant.page.html.pieces import fingerprint
from assistant.page.html.said import found_html, people_html, said_form_html, statements_html
from assistant.page.html.turn import question_html, turn_html
from assistant.page.ledger import Found, Statement
from assistant.page.noted import Noted
from assistant.page.texts import ENGLISH
from assistant.page.turns import Turn, Within
from assistant.values import (
    Answer,
    Checked,
    Citation,
    Disagreement,
    Dropped,
    Refusal,
    Sentence,
    Slots,
    Sources,
    Text,
    Version,
)
from index.values import Article, Coverage, Published, Quote

HOSTILE = "</mark></div><script>alert(1)</script><img src=x onerror=alert(1)>\" onclick='alert(1)' ${alert(1)} {{7*7}}"
CITATION = Citation(
    n=1,
    article_id="a1",
    title="Bridge closed",
    outlet="Sample Post",
    byline=(),
    published=date(2021, 5, 3),
    url="https://example.org/bridge",
    start=4,
    end=9,
    text="words",
    speaker="Runa Dahl",
    kind="direct",
)
COVERAGE = Coverage(articles=2, first=date(2021, 5, 3), last=date(2021, 5, 4), undated=0, newest_retrieved=None)


class Read(HTMLParser):
    """The elements, attributes and text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, name: str) -> list[str]:
        return [value for attribute, value in self.attributes if attribute == name]


def answered(**more: object) -> Turn:
    sentence = Sentence(text="Nobody will cross it before October.", citations=(1,))
    answer = Answer(
        question="Why?",
        standalone_question="Why?",
        as_of=None,
        text="",
        sentences=(sentence,),
        citations=(CITATION,),
        coverage=COVERAGE,
    )
    return Turn(question="Why?").after(Checked(answer=replace(answer, **more)))


def every_piece(hostile: str) -> list[str]:
    """All HTML there is, with `hostile` wherever something foreign may stand."""
    citation = replace(
        CITATION, article_id=hostile, title=hostile, outlet=hostile, url=hostile, text=hostile, speaker=hostile
    )
    sentence = Sentence(text=hostile, citations=(1,))
    dropped = Dropped(text=hostile, reason=hostile)
    refusal = Refusal(reason="nothing_relevant", message=hostile, nearest=(citation,))
    article = Article(id=hostile, title=hostile, text=hostile, outlet=hostile, byline=(hostile,), url=hostile)
    within = Within(outlets=(hostile,), speaker=hostile)
    turn = Turn(question=hostile, within=within)
    noted = (Noted(article_id=hostile, kind="retraction", start=0, end=5, text=hostile),)
    versions = tuple(Version(text=hostile, n=n, outlet=hostile, day=None, later=True) for n in (1, 2))
    differing = Disagreement(about=hostile, kind="number", versions=versions)
    whole = answered(
        sentences=(sentence,),
        citations=(citation,),
        dropped=(dropped,),
        notes=(hostile,),
        disagreements=(differing,),
        slots=Slots(speaker=hostile, topic=hostile),
    )
    refused = answered(sentences=(), citations=(), refusal=refusal, text=hostile)
    quote = Quote(article_id=hostile, start=0, end=5, text=hostile, speaker=hostile, cue=hostile, kind="direct")
    statement = Statement(quote=quote, title=hostile, outlet=hostile, published=None, url=hostile, question=hostile)
    found = Found(speaker=hostile, about=hostile, total=1, statements=(statement,), question=hostile)
    listed = Listed(id=hostile, title=hostile, turns=2, updated=datetime(2021, 5, 3, tzinfo=UTC))
    return [
        question_html(turn, 1, ENGLISH),
        turn_html(turn.after(Sources(citations=(citation,))), 1, ENGLISH, conversation=hostile),
        turn_html(turn.after(Sources(citations=(citation,), sentences=(sentence,))), 1, ENGLISH),
        turn_html(turn.after(Text(text=hostile, unchecked=hostile)), 1, ENGLISH),
        turn_html(turn.failed("model", hostile), 1, ENGLISH),
        turn_html(replace(whole, within=within, noted=noted), 1, ENGLISH),
        turn_html(answered(consulted=(citation,)), 1, ENGLISH),
        turn_html(refused, 1, ENGLISH),
        article_html(article, slice(3, 9), ENGLISH, carried_by=(article,), noted=noted),
        missing_html(hostile, ENGLISH),
        coverage_html(None, hostile, ENGLISH),
        filters_html((hostile,), ENGLISH),
        suggestions_html((hostile,), ENGLISH),
        said_form_html((hostile,), ENGLISH),
        people_html("People", (hostile,), ENGLISH),
        found_html(found, ENGLISH),
        found_html(replace(found, total=0, statements=(), close=(hostile,)), ENGLISH),
        statements_html((statement,), ENGLISH),
        conversations_html((listed,), ENGLISH, ""),
        exported_html((turn, whole, refused), ENGLISH),
    ]


def test_whatever_an_article_a_model_or_a_reader_writes_is_text() -> None:
    harmless = every_piece("plain words")
    for hostile, plain in zip(every_piece(HOSTILE), harmless, strict=True):
        assert Read(hostile).tags == Read(plain).tags
        assert [name for name, _ in Read(hostile).attributes] == [name for name, _ in Read(plain).attributes]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "//example.org/",
        "https://[broken",
        "https:nowhere",
        "",
    ],
)
def test_an_address_that_is_none_of_the_web_is_no_link(url: str) -> None:
    citation = replace(CITATION, url=url)
    assert Read(turn_html(answered(citations=(citation,)), 1, ENGLISH)).all("href") == []
    assert Read(article_html(Article(id="a", title="T", text="text", url=url), slice(4), ENGLISH)).all("href") == []


def test_a_link_says_nothing_of_the_reader() -> None:
    article = Article(id="a", title="T", text="text", url='https://example.org/?a=1&b="2"')
    page = Read(article_html(article, slice(4), ENGLISH))
    assert page.all("href") == ['https://example.org/?a=1&b="2"']
    assert page.all("rel") == ["noopener noreferrer nofollow"]
    assert page.all("target") == ["_blank"]


def test_an_article_shows_every_character_and_marks_the_cited_ones() -> None:
    text = "First line & <b>bold</b>.\n\n“Words” stand here.\nLast."
    html = article_html(Article(id="a", title="T", text=text), slice(27, 34), ENGLISH)
    assert html.count("<mark") == 1
    assert ">“Words”</mark>" in html
    assert Read(html[html.index('<div class="article-text"') :]).text == text


def test_an_article_says_where_it_is_from_and_what_it_is() -> None:
    published = Published(value=date(2021, 5, 3), found_in="front matter")
    article = Article(
        id="a", title="Bridge", text="text", outlet="Post", byline=("A. Bee",), kind="opinion", published=published
    )
    assert "Post · 3 May 2021 · by A. Bee opinion piece" in Read(article_html(article, slice(4), ENGLISH)).text


def test_an_older_version_says_that_the_article_has_changed() -> None:
    article = Article(id="a", title="T", text="text")
    assert "has changed since" in article_html(article, slice(4), ENGLISH, changed=True)
    assert "has changed since" not in article_html(article, slice(4), ENGLISH)


def test_characters_that_turn_the_writing_or_cannot_be_sent_are_replaced_one_by_one() -> None:
    html = article_html(Article(id="a", title="T", text="a\u202eb\ud800c\x00d"), slice(7), ENGLISH)
    assert "a\ufffdb\ufffdc\ufffdd</mark>" in html


def test_a_marker_carries_the_place_that_it_opens() -> None:
    page = Read(turn_html(answered(), 3, ENGLISH))
    assert page.all("data-turn") == ["3", "3", "3", "3"]  # the turn, and what can be done with it
    assert set(page.all("data-article")) == {"a1"}
    assert set(page.all("data-start")) == {"4"}
    assert set(page.all("data-end")) == {"9"}
    assert set(page.all("data-words")) == {fingerprint("words")}
    assert [label for label in page.all("aria-label") if "Source" in label] == ["Source 1: Bridge closed"] * 2
    assert set(page.all("data-who")) == {"Runa Dahl · quoted word for word"}
    assert set(page.all("data-quote")) == {"words"}
    assert set(page.all("data-where")) == {"Bridge closed · Sample Post · 3 May 2021"}


def test_a_marker_without_its_citation_is_left_out() -> None:
    sentence = Sentence(text="A claim.", citations=(1, 7))
    assert "[7]" not in Read(turn_html(answered(sentences=(sentence,)), 1, ENGLISH)).text


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({}, "grounded", "✓ Grounded Every sentence is supported by its sources."),
        ({"dropped": (Dropped(text="A lie.", reason="no source"),)}, "partial", "◐ Partial Part of what"),
        ({"sentences": (Sentence(text="Words.", citations=(1,), by="code"),)}, "quotes_only", "❝ Quotes only These"),
        ({"refusal": Refusal(reason="index_empty", message="Empty.")}, "refused", "⊘ No answer in these articles"),
    ],
)
def test_the_status_is_said_in_words(more: dict[str, object], status: str, words: str) -> None:
    page = Read(turn_html(answered(**more), 1, ENGLISH))
    assert page.all("data-status") == [status]
    assert words in page.text


def test_what_was_left_out_is_folded_with_its_reason() -> None:
    page = Read(turn_html(answered(dropped=(Dropped(text="A lie.", reason="no source says so"),)), 1, ENGLISH))
    assert page.tags.count("details") == 1
    assert "Left out (1, not supported)A lie. no source says so" in page.text


def test_the_answer_says_what_the_index_holds() -> None:
    assert (
        "Cited here: 3 May 2021. 2 articles from 3 May 2021 to 4 May 2021."
        in Read(turn_html(answered(), 1, ENGLISH)).text
    )


def test_unchecked_text_is_marked_as_such_and_goes_with_the_answer() -> None:
    checked = (Sentence(text="It is shut.", citations=(1,)),)
    event = Text(text="It is shut. It w", sentences=checked, citations=(CITATION,), unchecked="It w")
    writing = Turn(question="Why?").after(Sources(citations=(CITATION,))).after(event)
    html = turn_html(writing, 1, ENGLISH)
    assert '<span class="unchecked">It w</span>' in html
    provisional = html[html.index('<p class="answer provisional"') : html.index('<span class="unchecked">')]
    assert Read(provisional).text == "It is shut.\xa0[1]3 May 2021 "
    assert "what is not checked yet is in italics" in Read(html).text
    assert "Only what is not in italics was checked." in Read(turn_html(writing.stopped(), 1, ENGLISH)).text
    done = writing.after(Checked(answer=answered().answer or pytest.fail("no answer")))
    assert "unchecked" not in turn_html(done, 1, ENGLISH)


def test_while_it_is_written_an_answer_has_its_own_sources_and_what_else_was_read_behind_them() -> None:
    cited = replace(CITATION, n=1, start=CITATION.start + 1)
    other = replace(CITATION, n=2, article_id="other", text="It rained.")
    checked = (Sentence(text="It is shut.", citations=(1,)),)
    reading = Turn(question="Why?").after(Sources(citations=(replace(CITATION, n=1), other)))
    assert "Found in these articles" in Read(turn_html(reading, 1, ENGLISH)).text
    writing = reading.after(Text(text="It is shut.", sentences=checked, citations=(cited,)))
    page = Read(turn_html(writing, 1, ENGLISH))
    assert "Found in these articles" not in page.text
    assert [one.n for one in writing.uncited] == [2]
    assert "Also read (1, not cited)" in page.text
    assert page.text.index("Sources") < page.text.index("Also read") < page.text.index("It rained.")


def test_the_fetch_of_a_model_is_told_until_it_writes() -> None:
    fetching = replace(Turn(question="Why?", stage="reading"), fetched=(250_000_000, 1_117_320_768))
    assert "Fetching the language model, once: 250 of 1,117 MB" in Read(turn_html(fetching, 1, ENGLISH)).text
    assert "Fetching" not in Read(turn_html(fetching.after(Text(text="It is", unchecked="It is")), 1, ENGLISH)).text


def test_without_an_index_the_page_takes_files() -> None:
    page = Read(coverage_html(None, "/data/news", ENGLISH))
    assert "There is no index in /data/news yet." in page.text
    assert page.all("type") == ["file", "button"]
    assert page.all("data-do") == ["samples"]
    empty = replace(COVERAGE, articles=0, first=None, last=None)
    assert "The index in /data/news holds no articles yet." in Read(coverage_html(empty, "/data/news", ENGLISH)).text


def test_cited_and_merely_read_sources_are_apart() -> None:
    read = replace(CITATION, n=2, title="Bridge opened")
    page = turn_html(answered(consulted=(read,)), 1, ENGLISH)
    cited, _, rest = page.partition("<details>")
    assert "Bridge closed" in cited
    assert "Bridge opened" not in cited
    assert "Also read (1, not cited)" in rest
    assert "Bridge opened" in rest


def test_other_articles_with_the_same_words_are_named() -> None:
    published = Published(value=date(2021, 5, 4), found_in="front matter")
    other = Article(id="b", title="Span shut", text="text", outlet="Other Post", published=published)
    page = Read(article_html(Article(id="a", title="T", text="text"), slice(4), ENGLISH, carried_by=(other,)))
    assert "Also carried byOther Post · 4 May 2021 · Span shut" in page.text


def test_the_page_speaks_german_around_the_articles_words() -> None:
    page = Read(turn_html(answered(), 1, GERMAN))
    assert "✓ Belegt Jeder Satz wird von seinen Quellen gestützt." in page.text
    assert "Nobody will cross it before October." in page.text
    assert "Zitiert hier: 3. Mai 2021. 2 Artikel vom 3. Mai 2021 bis 4. Mai 2021." in page.text


def test_both_languages_have_a_text_for_everything_and_no_hole_is_lost() -> None:
    for name in ENGLISH.__slots__:
        if name == "worded":  # English is as it is
            continue
        english, german = getattr(ENGLISH, name), getattr(GERMAN, name)
        assert type(english) is type(german), name
        if isinstance(english, str):
            assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", german)), name
        elif isinstance(english, dict):
            assert english.keys() == german.keys(), name
        else:
            assert len(english) == len(german), name
