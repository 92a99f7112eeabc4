"""More pages as newsrooms mark them up, one way of naming day and writers each: what a reader finds of them.

All pages in tests/pages are our own writing, about the same ferry; so are the people and the papers.
"""

from datetime import date

import pytest

from index.readers import read_article
from index.readers.page import page_of
from tests.test_readers_layouts import ENGLISH, FERRY, FRENCH, GERMAN, PAGES, SPANISH

SIGNED = ("Ingrid Sole",)
BOTH = ("Ingrid Sole", "Tomas Brandt")
NEWSROOMS = {
    "address_day": (
        "https://www.north.example/2021/05/03/islands/ferry-back-after-eleven-days.html",
        FERRY,
        SIGNED,
        ENGLISH,
    ),
    "amp_ago": ("https://amp.daily.example/ferry?amp=1", FERRY, SIGNED, ENGLISH),
    "bare_time": ("https://echo.example/news/9", FERRY, (*BOTH, "Ola Nord"), ENGLISH),
    "dateline": (
        "https://wend.example/story.php?id=77",
        FERRY,
        ("INGRID SOLE",),
        (f"ALSUND, May 3, 2021 (Wend Wire) — {ENGLISH[0]}", *ENGLISH[1:]),
    ),
    "font_table": ("http://gazette.example/archive/ferry.htm", FERRY, SIGNED, ENGLISH),
    "french_signature": ("https://quai.example/article123", "Le ferry de retour après onze jours", BOTH, FRENCH),
    "german_stand": ("https://anleger.example/lokales/faehre-1.4711", "Fähre wieder da", SIGNED, GERMAN),
    "graph": ("https://www.harbourpost.example/news/ferry-back", FERRY, BOTH, ENGLISH),
    "live_updates": (
        "https://post.example/live/ferry",
        "Ferry returns: live updates",
        SIGNED,
        ("Boat lands", *ENGLISH[2:], "Boat leaves", *ENGLISH[:2]),
    ),
    "mailed": ("https://county.example/story/ferry-back/15/", FERRY, ("INGRID SOLE",), ENGLISH),
    "nested_microdata": ("https://tide.example/a/1877", FERRY, SIGNED, ENGLISH),
    "parsely": ("https://metro.example/ferry-back-889911", FERRY, SIGNED, ENGLISH),
    "spanish_author_link": ("https://muelle.example/noticias/vuelve/", "Vuelve el transbordador", SIGNED, SPANISH),
    "syndicated": (
        "https://citizen.example/world/ferry-back",
        FERRY,
        ("Reuters",),
        (f"ALSUND (Reuters) - {ENGLISH[0]}", *ENGLISH[1:]),
    ),
}


@pytest.mark.parametrize("name", NEWSROOMS)
def test_a_page_of_each_newsroom_is_read(name: str) -> None:
    url, title, byline, text = NEWSROOMS[name]
    page = (PAGES / f"{name}.html").read_bytes()
    (article,) = read_article(page, url=url, content_type="text/html; charset=utf-8")
    assert article.published is not None
    assert (article.title, article.published.day, article.byline) == (title, date(2021, 5, 3), byline)
    assert article.text.split("\n\n") == list(text)


def shown(*lines: str, language: str = "en", below: str = "") -> str:
    body = "".join(f"<p>{line}</p>" for line in (*lines, *ENGLISH))
    return f'<html lang="{language}"><body><article><h1>{FERRY}</h1>{body}</article>{below}</body></html>'


def day_of(page: str) -> str:
    published = page_of(page).published
    return published.day.isoformat() if published else ""


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Stand: 03.05.2021, 08:15 Uhr", "2021-05-03"),
        ("Stand: 05.05.2021, 10:12 Uhr | Erstellt: 03.05.2021", "2021-05-03"),
        ("Erstellt: 03.05.2021 | Stand: 05.05.2021", "2021-05-03"),
    ],
)
def test_the_day_as_of_which_a_text_stands_counts_where_no_other_is_named(line: str, day: str) -> None:
    assert day_of(shown(line, language="de")) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (
            "ALSUND, May 3, 2021 (Wend Wire) — The first ferry left at noon, and the second an hour after it.",
            "2021-05-03",
        ),
        (
            "NORDBY, Wend, 3 May 2021 -- The first ferry left at noon, and the second left an hour after it.",
            "2021-05-03",
        ),
        ("In Alsund, since May 3, 2021, the ferry has sailed — the first of the year — at noon every day.", ""),
        ("Mara Voss, who on May 3, 2021 closed the bakery, has opened it again, and the ferry sails.", ""),
    ],
)
def test_a_dateline_dates_a_page_that_nothing_else_dates(line: str, day: str) -> None:
    assert day_of(shown(line)) == day


def test_a_day_in_a_table_is_none_of_the_page() -> None:
    rows = {
        "Name": "Mara Voss",
        "Trade": "runs the bakery at the landing",
        "Place": "Alsund",
        "Born": "22 December 1972",
    }
    table = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows.items())
    assert day_of(shown().replace("<p>", f"<div><table>{table}</table></div><p>", 1)) == ""


@pytest.mark.parametrize("line", ["By AP", "By Reuters", "Reuters", "AP | May 3, 2021"])
def test_an_agency_signs_whatever_the_length_of_its_name(line: str) -> None:
    page = shown().replace("<p>", f'<p class="byline">{line}</p><p>', 1)
    assert page_of(page).byline == (line.removeprefix("By ").partition(" |")[0],)


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [
        ("Updated <time>5 May 2021</time>", "Published <time>3 May 2021</time>", "2021-05-03"),
        ("Published <time>3 May 2021</time>", "Updated <time>5 May 2021</time>", "2021-05-03"),
        ("Last updated <time>5 May 2021</time>", "", ""),
        ("<time></time>", "Published <time>3 May 2021</time>", "2021-05-03"),
    ],
)
def test_words_before_a_time_say_what_it_is(first: str, second: str, day: str) -> None:
    assert day_of(shown(first, second)) == day
    assert day_of(shown(f"{first} · {second}")) == day


@pytest.mark.parametrize(
    ("language", "line", "names"),
    [
        ("fr", "Par Ingrid Sole et Tomas Brandt, à Alsund", BOTH),
        ("de", "Von Ingrid Sole in Alsund", SIGNED),
        ("de", "Von Kiesel nach Nordby", ()),
        ("en", "Ingrid Sole, isole@county.example", SIGNED),
        ("en", "Write to letters@county.example", ()),
        ("en", '<a href="/authors/ingrid-sole/">Ingrid Sole</a> and <a href="/authors/tomas/">Tomas Brandt</a>', BOTH),
        ("en", '<a href="/news/alsund-nordby/">Alsund Nordby</a>', ()),
    ],
)
def test_names_sign_with_their_place_their_mail_and_their_page(
    language: str, line: str, names: tuple[str, ...]
) -> None:
    assert page_of(shown(line, language=language)).byline == names


def test_the_writers_of_other_articles_do_not_sign_this_one() -> None:
    below = '<div class="latest"><a href="/authors/ola-nord/">Ola Nord</a></div>'
    line = '<a href="/authors/ingrid-sole/">Ingrid Sole</a>'
    assert page_of(shown(line, below=below)).byline == SIGNED
    assert page_of(shown(below=below)).byline == ()


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("This article was originally published by Reuters.", False),
        ("This story first appeared in the Alsund Post.", False),
        ("This report was first published in 1988 and, as the council says, has been out of print for years.", True),
        ("Contact Ingrid Sole at isole@county.example or 555-0100.", False),
        ("Contact with the ferry was lost at noon, and boats went out to look for it.", True),
    ],
)
def test_where_else_a_text_stood_and_how_to_reach_its_writer_are_no_part_of_it(line: str, kept: bool) -> None:
    page = shown("By Ingrid Sole").replace("</article>", f"<p>{line}</p></article>")
    assert page_of(page).text.split("\n\n") == [*ENGLISH, *([line] if kept else [])]
