"""Who wrote a page, and its headline, where the page alone says so: in many languages, among roles and outlets."""

import pytest

from index.readers.page import page_of

PROSE = (
    "The ferry to Alsund sailed again on Monday after eleven days in the dock, and the first crossing was full before"
    " nine in the morning.",
    "The company says that the new pump was ordered in March, delivered in April and fitted within two days, which is"
    " faster than the contract asks for.",
)


def page(top: str, *, language: str = "en", head: str = "", heading: str = "Ferry back after eleven days") -> str:
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    return f"""<html lang="{language}"><head>{head}</head><body>
    <main><h1>{heading}</h1>{top}{prose}</main></body></html>"""


@pytest.mark.parametrize(
    ("line", "language", "names"),
    [
        ("Author: Ann Lee", "en", ("Ann Lee",)),
        ("Review by Ann Lee", "en", ("Ann Lee",)),
        ("Ann Lee, Bo Orr & Cy Tan", "en", ("Ann Lee", "Bo Orr", "Cy Tan")),
        ("By Ann Lee | Sponsored", "en", ("Ann Lee",)),
        ("By ann.lee@post.example", "en", ()),
        ("By The Alsund Courier", "en", ()),
        ("Editorial Guidelines", "en", ()),
        ("Autor: Jana Groß/dpa", "de", ("Jana Groß", "dpa")),
        ("Anna Leroy, correspondante à Alsund", "fr", ("Anna Leroy",)),
        ("Lucía Sanz, corresponsal en Alsund", "es", ("Lucía Sanz",)),
        ("Autor: Petr Novák a Jana Malá", "cs", ("Petr Novák", "Jana Malá")),
        ("Teksti: Aino Salo ja Eero Lahti", "fi", ("Aino Salo", "Eero Lahti")),
        ("Szerző: Kovács Anna", "hu", ("Kovács Anna",)),
        ("Автор: Анна Лаврова и Пётр Орлов", "ru", ("Анна Лаврова", "Пётр Орлов")),
        ("Yazan: Ayşe Kaya ve Can Demir", "tr", ("Ayşe Kaya", "Can Demir")),
    ],
)
def test_a_byline_names_people_alone(line: str, language: str, names: tuple[str, ...]) -> None:
    assert page_of(page(f'<p class="byline">{line}</p>', language=language)).byline == names


@pytest.mark.parametrize(
    ("top", "names"),
    [
        ('<p class="author"><a href="/x">Ann Lee</a> Arts and culture reporter</p>', ("Ann Lee",)),
        ('<p class="author"><a href="/x">Ann Lee</a> <a href="/y">Bo Orr</a></p>', ("Ann Lee", "Bo Orr")),
        ('<div><p class="author">Ann Lee</p><p class="author">Bo Orr</p></div>', ("Ann Lee", "Bo Orr")),
        ('<span class="author vcard"><a class="fn">Ann Lee</a></span>', ("Ann Lee",)),
        ("<address><style>.a{color:red}</style>By <a>Ann Lee</a> Published: May 3, 2021</address>", ("Ann Lee",)),
    ],
    ids=["role", "two links", "two elements", "vcard", "address"],
)
def test_names_are_told_from_what_stands_beside_them(top: str, names: tuple[str, ...]) -> None:
    assert page_of(page(top)).byline == names


def test_the_outlet_beside_a_name_is_no_part_of_it() -> None:
    head = '<meta property="og:site_name" content="ABC">'
    assert page_of(page('<p class="byline">Ann Lee ABC</p>', head=head)).byline == ("Ann Lee",)
    assert page_of(page('<p class="byline">ABC Arts</p>', head=head)).byline == ()


def test_the_byline_below_the_headline_counts_before_others() -> None:
    other = '<div class="byline">Bo Orr</div>'
    text = page('<div class="byline">Ann Lee</div>').replace("<main>", f"{other}<main>")
    assert page_of(text).byline == ("Ann Lee",)


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Ferry back after eleven days | Islands | Alsund Post", "Ferry back after eleven days"),
        ("Ferry back after eleven days - Alsund Post", "Ferry back after eleven days"),
        ("Alsund Post | Ferry back after eleven days", "Ferry back after eleven days"),
        ("Ferry back - and who pays for it now - Alsund Post", "Ferry back - and who pays for it now"),
    ],
)
def test_a_title_goes_without_section_and_site(title: str, headline: str) -> None:
    head = f'<title>{title}</title><meta property="og:site_name" content="Alsund Post">'
    text = page("", head=head).replace("<h1>Ferry back after eleven days</h1>", "")
    assert page_of(text).title == headline


def test_the_name_of_a_blog_above_its_articles_is_no_headline() -> None:
    own = '<h1><a href="/">Alsund Notes</a></h1>'
    text = page("", head="<title>Alsund Notes: Ferry back after eleven days</title>")
    text = text.replace("<h1>", f'{own}<h3 class="post-title">').replace("days</h1>", "days</h3>")
    assert page_of(text).title == "Ferry back after eleven days"


@pytest.mark.parametrize(
    ("top", "language", "names"),
    [
        ("<div>Submitted by <span>Ann Lee</span> on Mon, 05/03/2021 - 08:15</div>", "en", ("Ann Lee",)),
        ("<dl><dd>Geschrieben von <span>Jana Groß</span></dd></dl>", "de", ("Jana Groß",)),
        ("<div>Publié le 03/05/2021 · Par Anna Leroy, envoyée spéciale à Alsund</div>", "fr", ("Anna Leroy",)),
        ('<div><a href="https://letters.example/@ann">Ann Lee</a></div>', "en", ("Ann Lee",)),
    ],
)
def test_systems_of_newsrooms_sign_in_their_ways(top: str, language: str, names: tuple[str, ...]) -> None:
    found = page_of(page(top, language=language))
    assert (found.byline, found.text) == (names, "\n\n".join(PROSE))


def test_how_long_a_text_takes_to_read_is_no_part_of_it() -> None:
    assert page_of(page("<p>— 3 min read</p>")).text == "\n\n".join(PROSE)
