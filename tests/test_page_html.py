"""The HTML of the page, read back as a browser reads it: what is foreign is text, and nothing of it acts."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from assistant.page.render import article_html, coverage_html, fingerprint, missing_html, question_html, turn_html
from assistant.page.turns import Turn
from assistant.values import Answer, Checked, Citation, Dropped, Refusal, Sentence, Sources, Text
from index.values import Article, Coverage, Published

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
    turn = Turn(question=hostile)
    return [
        question_html(turn),
        turn_html(turn.after(Sources(citations=(citation,))), 1),
        turn_html(turn.after(Text(text=hostile)), 1),
        turn_html(turn.failed(hostile), 1),
        turn_html(answered(sentences=(sentence,), citations=(citation,), dropped=(dropped,), notes=(hostile,)), 1),
        turn_html(answered(consulted=(citation,)), 1),
        turn_html(answered(sentences=(), citations=(), refusal=refusal), 1),
        article_html(article, 3, 9),
        missing_html(hostile),
        coverage_html(None, hostile),
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
    assert Read(turn_html(answered(citations=(citation,)), 1)).all("href") == []
    assert Read(article_html(Article(id="a", title="T", text="text", url=url), 0, 4)).all("href") == []


def test_a_link_says_nothing_of_the_reader() -> None:
    page = Read(article_html(Article(id="a", title="T", text="text", url='https://example.org/?a=1&b="2"'), 0, 4))
    assert page.all("href") == ['https://example.org/?a=1&b="2"']
    assert page.all("rel") == ["noopener noreferrer nofollow"]
    assert page.all("target") == ["_blank"]


def test_an_article_shows_every_character_and_marks_the_cited_ones() -> None:
    text = "First line & <b>bold</b>.\n\n“Words” stand here.\nLast."
    html = article_html(Article(id="a", title="T", text=text), 27, 34)
    assert html.count("<mark") == 1
    assert ">“Words”</mark>" in html
    assert Read(html[html.index('<div class="article-text">') :]).text == text


def test_an_article_says_where_it_is_from_and_what_it_is() -> None:
    published = Published(value=date(2021, 5, 3), found_in="front matter")
    article = Article(
        id="a", title="Bridge", text="text", outlet="Post", byline=("A. Bee",), kind="opinion", published=published
    )
    assert "Post · 3 May 2021 · by A. Bee opinion" in Read(article_html(article, 0, 4)).text


def test_an_older_version_says_that_the_article_has_changed() -> None:
    article = Article(id="a", title="T", text="text")
    assert "has changed since" in article_html(article, 0, 4, changed=True)
    assert "has changed since" not in article_html(article, 0, 4)


def test_characters_that_turn_the_writing_or_cannot_be_sent_are_replaced_one_by_one() -> None:
    html = article_html(Article(id="a", title="T", text="a\u202eb\ud800c\x00d"), 0, 7)
    assert "a\ufffdb\ufffdc\ufffdd</mark>" in html


def test_a_marker_carries_the_place_that_it_opens() -> None:
    page = Read(turn_html(answered(), 3))
    assert page.all("data-turn") == ["3"]
    assert set(page.all("data-article")) == {"a1"}
    assert set(page.all("data-start")) == {"4"}
    assert set(page.all("data-end")) == {"9"}
    assert set(page.all("data-words")) == {fingerprint("words")}
    assert page.all("aria-label") == ["Source 1: Bridge closed"] * 2


def test_a_marker_without_its_citation_is_left_out() -> None:
    sentence = Sentence(text="A claim.", citations=(1, 7))
    assert "[7]" not in Read(turn_html(answered(sentences=(sentence,)), 1)).text


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
    page = Read(turn_html(answered(**more), 1))
    assert page.all("data-status") == [status]
    assert words in page.text


def test_what_was_left_out_is_folded_with_its_reason() -> None:
    page = Read(turn_html(answered(dropped=(Dropped(text="A lie.", reason="no source says so"),)), 1))
    assert page.tags.count("details") == 1
    assert "Left out (1, not supported)A lie. no source says so" in page.text


def test_the_answer_says_what_the_index_holds() -> None:
    assert "The index holds 2 articles, 3 May 2021 to 4 May 2021." in Read(turn_html(answered(), 1)).text


def test_unchecked_text_is_marked_as_such_and_goes_with_the_answer() -> None:
    writing = Turn(question="Why?").after(Sources(citations=(CITATION,))).after(Text(text="It is"))
    assert 'class="provisional">It is<' in turn_html(writing, 1)
    assert "not checked yet" in Read(turn_html(writing, 1)).text
    done = writing.after(Checked(answer=answered().answer or pytest.fail("no answer")))
    assert "provisional" not in turn_html(done, 1)


def test_the_fetch_of_a_model_is_told_until_it_writes() -> None:
    fetching = replace(Turn(question="Why?", stage="reading"), fetched=(250_000_000, 1_117_320_768))
    assert "Fetching the language model, once: 250 of 1,117 MB" in Read(turn_html(fetching, 1)).text
    assert "Fetching" not in Read(turn_html(fetching.after(Text(text="It is")), 1)).text


def test_without_an_index_the_page_says_what_to_do() -> None:
    page = Read(coverage_html(None, "/data/news"))
    assert "There is no index in /data/news yet." in page.text
    assert "onrecord index --index /data/news PATH…" in page.text
    assert "onrecord chat --samples" in page.text
    empty = replace(COVERAGE, articles=0, first=None, last=None)
    assert "The index in /data/news holds no articles yet." in Read(coverage_html(empty, "/data/news")).text
