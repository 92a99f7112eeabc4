"""Inputs as newsrooms have them: saved, exported and delivered by programs with customs of their own."""

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import pytest

from index.readers import read_article, read_inputs
from index.values import Article, Problem

TEXT = (
    "The ferry to Alsund sailed again on Monday after eleven days in the dock, and the first crossing was full.\n\n"
    "The company says that the new pump was ordered in March, delivered in April and fitted within two days."
)
GERMAN = (
    "Die Fähre nach Alsund fährt seit Montag wieder, nach elf Tagen im Dock, und die erste Überfahrt war schon vor neun"
    " Uhr ausgebucht.",
    "Die Reederei teilt mit, die neue Pumpe sei im März bestellt, im April geliefert und binnen zwei Tagen eingebaut"
    " worden, schneller als im Vertrag vereinbart.",
)


def table(*rows: tuple[str, ...], delimiter: str) -> str:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(rows)
    return written.getvalue()


def read(folder: Path, name: str, data: bytes) -> list[Article | Problem]:
    (folder / name).write_bytes(data)
    return list(read_inputs([folder / name]))


def test_a_german_table_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    rows = table(
        ("Titel", "Text", "Datum", "Autor", "Quelle"),
        ("Fähre zurück", TEXT, "03.05.2021 08:15", "Jana Groß; Tim Ott", "Alsunder Anzeiger"),
        delimiter=";",
    )
    (article,) = read(tmp_path, "export.csv", rows.encode("cp1252"))
    assert isinstance(article, Article)
    assert article.published is not None
    assert (article.title, article.text, article.outlet) == ("Fähre zurück", TEXT, "Alsunder Anzeiger")
    assert (article.published.value, article.byline) == (datetime(2021, 5, 3, 8, 15), ("Jana Groß", "Tim Ott"))


@pytest.mark.parametrize("name", ["export.tsv", "export.txt"])
def test_a_spreadsheet_s_unicode_text_is_a_table_whatever_its_ending(tmp_path: Path, name: str) -> None:
    rows = table(
        ("Headline", "Body", "Published", "Byline"), ("Ferry back", TEXT, "5/13/2021 8:15", "Ann Lee"), delimiter="\t"
    )
    (article,) = read(tmp_path, name, rows.encode("utf-16"))
    assert isinstance(article, Article)
    assert article.published is not None
    assert (article.title, article.text, article.byline) == ("Ferry back", TEXT, ("Ann Lee",))
    assert article.published.value == datetime(2021, 5, 13, 8, 15)


def test_a_day_of_a_table_that_can_be_read_in_two_ways_is_not_guessed_at(tmp_path: Path) -> None:
    rows = [("title", "text", "date", "language"), ("One", TEXT, "03/05/2021", ""), ("Two", TEXT, "03/05/2021", "fr")]
    first, doubt, second = read(tmp_path, "export.csv", table(*rows, delimiter=",").encode())
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.published is None
    assert "'03/05/2021' is not understood" in str(doubt)
    assert second.published is not None
    assert second.published.day == date(2021, 5, 3)


@pytest.mark.parametrize(
    "reply",
    [
        {
            "status": "ok",
            "articles": [
                {
                    "source": {"id": None, "name": "Alsund Post"},
                    "author": "Ann Lee",
                    "title": "Ferry back",
                    "publishedAt": "2021-05-03T08:15:00Z",
                    "content": TEXT,
                }
            ],
        },
        {
            "response": {
                "docs": [
                    {
                        "headline": {"main": "Ferry back"},
                        "source": "Alsund Post",
                        "pub_date": "2021-05-03T08:15:00+0000",
                        "byline": {"original": "By Ann Lee"},
                        "body": TEXT,
                    }
                ]
            }
        },
    ],
    ids=["list of articles", "envelope"],
)
def test_what_an_interface_for_programs_answers_is_read(tmp_path: Path, reply: object) -> None:
    (article,) = read(tmp_path, "reply.json", json.dumps(reply).encode())
    assert isinstance(article, Article)
    assert article.published is not None
    assert (article.title, article.outlet, article.byline) == ("Ferry back", "Alsund Post", ("Ann Lee",))
    assert (article.text, article.published.day) == (TEXT, date(2021, 5, 3))


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8"])
def test_a_feed_in_any_character_set_gives_its_full_text(tmp_path: Path, charset: str) -> None:
    text = "Паром в Альсунд снова ходит с понедельника, и первый рейс был полон до девяти утра."
    feed = f"""<?xml version="1.0" encoding="{charset}"?><rss version="2.0"
    xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel><title>Альсунд</title><link>https://post.example/</link><item><title>Паром вернулся</title>
    <link>/news/1</link><dc:creator>Анна Лаврова, Пётр Орлов</dc:creator><description>Коротко.</description>
    <pubDate>Mon, 03 May 2021 08:15:00 +0200</pubDate>
    <content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item></channel></rss>"""
    (article,) = read(tmp_path, "feed.xml", feed.encode(charset))
    assert isinstance(article, Article)
    assert (article.title, article.text, article.outlet) == ("Паром вернулся", text, "Альсунд")
    assert (article.byline, article.url) == (("Анна Лаврова", "Пётр Орлов"), "https://post.example/news/1")


def test_pictures_of_an_agency_s_message_are_no_articles(tmp_path: Path) -> None:
    words = f"<inlineData contenttype='text/plain'>{TEXT}</inlineData>"
    message = f"""<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
    <newsItem guid="a"><itemMeta><itemClass qcode="ninat:text"/></itemMeta>
    <contentMeta><headline>Ferry back</headline></contentMeta><contentSet>{words}</contentSet></newsItem>
    <newsItem guid="b"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta>
    <contentMeta><headline>The ferry</headline></contentMeta>
    <contentSet><remoteContent href="ferry.jpg"/></contentSet></newsItem></itemSet></newsMessage>"""
    (article,) = read(tmp_path, "message.xml", message.encode())
    assert isinstance(article, Article)
    assert (article.id, article.title, article.text) == ("a", "Ferry back", TEXT)


@pytest.mark.parametrize("root", ["urlset", "sitemapindex"])
def test_a_sitemap_says_what_to_give_instead(tmp_path: Path, root: str) -> None:
    data = f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></{root}>'.encode()
    (problem,) = read(tmp_path, "sitemap.xml", data)
    assert str(problem).endswith("holds none; give their addresses, or the site's feed")


def test_what_amp_puts_around_an_article_is_no_part_of_it() -> None:
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))
    around = "<amp-ad>Advertisement</amp-ad>", "<amp-consent><p>We value your privacy and theirs</p></amp-consent>"
    page = f"<html amp><body><article><h1>Ferry back</h1>{around[0]}{prose}{around[1]}</article></body></html>"
    (article,) = read_article(page.encode(), content_type="text/html")
    assert article.text == TEXT


def test_a_saved_page_without_language_and_address_is_read_in_the_language_of_its_text() -> None:
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in GERMAN)
    page = f"<html><body><h1>Fähre zurück</h1><p>Von Jana Groß</p><p>3. Mai 2021, 08:15 Uhr</p>{prose}</body></html>"
    (article,) = read_article(page.encode("cp1252"), content_type="text/html; charset=windows-1252")
    assert article.published is not None
    assert (article.title, article.byline, article.language) == ("Fähre zurück", ("Jana Groß",), None)
    assert (article.published.day, article.text) == (date(2021, 5, 3), "\n\n".join(GERMAN))


def test_a_page_of_two_roots_is_read() -> None:
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))
    page = f'<html/><body><h1>Ferry back</h1><p class="date">3 May 2021</p>{prose}</body>'
    (article,) = read_article(page.encode(), content_type="text/html")
    assert article.published is not None
    assert (article.title, article.published.day, article.text) == ("Ferry back", date(2021, 5, 3), TEXT)
