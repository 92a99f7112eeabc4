"""The day of a page where several days stand on it, and as pages of many countries write it."""

from datetime import date

import pytest

from index.readers.page import page_of

PROSE = (
    "The ferry to Alsund sailed again on Monday after eleven days in the dock, and the first crossing was full before"
    " nine in the morning.",
    "The company says that the new pump was ordered in March, delivered in April and fitted within two days, which is"
    " faster than the contract asks for.",
    "From June two ferries will share the route, and the harbour office expects to know by autumn whether the second is"
    " needed all year.",
)


def day_of(*, head: str = "", top: str = "", url: str | None = None, language: str = "en", **around: str) -> str:
    """The day of a page as ISO, or nothing. `before` and `after` are what stands around the article."""
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    page = f"""<html lang="{language}"><head>{head}</head><body>{around.get("before", "")}
    <main class="card"><div><h1>Ferry back after eleven days</h1>{top}{prose}</div></main>{around.get("after", "")}
    </body></html>"""
    published = page_of(page, url).published
    return published.day.isoformat() if published else ""


def linked(published: str, modified: str, kind: str = "NewsArticle") -> str:
    return (
        f'<script type="application/ld+json">{{"@type": "{kind}", "headline": "Ferry back after eleven days",'
        f' "datePublished": "{published}", "dateModified": "{modified}"}}</script>'
    )


def test_the_day_below_the_headline_is_the_article_s_and_those_around_are_not() -> None:
    today = '<header><div class="date">May 24, 2021</div></header>'
    others = '<div class="list"><span class="date">May 9, 2021</span></div>'
    top = '<p class="info">Ann Lee, May 3, 2021</p>'
    assert day_of(before=today, top=top, after=others) == "2021-05-03"
    assert day_of(before=today + others, top=top) == "2021-05-03"


def test_a_name_around_headline_and_day_does_not_make_them_another_article_s() -> None:
    assert day_of(top='<time datetime="2021-05-03">Monday</time>') == "2021-05-03"
    assert day_of(after='<div class="card"><time datetime="2021-05-03">Monday</time></div>') == ""


def test_the_article_s_own_time_is_found_behind_many_others() -> None:
    ticker = "".join(f'<li><time datetime="2021-05-{day:02}">{day}</time></li>' for day in range(5, 30))
    assert day_of(before=f"<nav>{ticker}</nav>", top='<time datetime="2021-05-03">3</time>') == "2021-05-03"


@pytest.mark.parametrize(
    "top",
    [
        '<time datetime="2021-05-09">Posted: May 3, 2021 8:15 AM | Last Updated: May 9, 2021</time>',
        '<time class="entry-date updated" datetime="2021-05-03">May 3, 2021</time>',
        '<span class="author">Rita Castellasti</span> <span class="date">May 3, 2021</span>',
        '<div class="date-and-comments">May 3, 2021 <b>12</b></div>',
        '<p class="last-updated">Updated May 9, 2021</p><p class="post-date">May 3, 2021</p>',
    ],
)
def test_what_stands_beside_a_day_says_what_it_is_the_day_of(top: str) -> None:
    assert day_of(top=top) == "2021-05-03"


def test_a_day_beside_the_headline_that_nothing_calls_a_change_dates_the_article() -> None:
    head = linked("2021-05-03T08:00:00Z", "2021-05-09T10:00:00Z")
    assert day_of(head=head, top='<p class="date">Sunday 9 May 2021 10:00</p>') == "2021-05-09"


@pytest.mark.parametrize(
    ("head", "top"),
    [
        (linked("2021-05-03", "2021-05-09"), '<p class="date">Updated 9 May 2021</p>'),
        (linked("2021-05-03", "2021-05-08"), '<p class="date">9 May 2021</p>'),
        (linked("2021-05-03", "2021-05-09", "LiveBlogPosting"), '<p class="date">9 May 2021</p>'),
        (linked("2021-05-03", "2021-05-09"), '<p class="date">9 May 2021</p><p class="date">3 May 2021</p>'),
    ],
    ids=["called a change", "another day", "live", "both days"],
)
def test_the_day_of_publication_stays_where_a_later_one_is_not_surely_the_article_s(head: str, top: str) -> None:
    assert day_of(head=head, top=top) == "2021-05-03"


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2021/05/03/ferry", "2021-05-03"),
        ("2021/may/03/ferry", "2021-05-03"),
        ("2021/5/3/", "2021-05-03"),
        ("news-2021-05-03-ferry.html", "2021-05-03"),
        ("ferry-20210503.html", "2021-05-03"),
        ("t20210503_2218.shtml", "2021-05-03"),
        ("2021/05/16-new-officers-join", ""),
        ("story/120210503", ""),
        ("story/20211303", ""),
    ],
)
def test_addresses_hold_days_in_many_ways(path: str, day: str) -> None:
    assert day_of(url=f"https://post.example/{path}") == day


@pytest.mark.parametrize(
    ("written", "language", "host", "day"),
    [
        ("03/05/2021", "en-GB", "post.example", "2021-05-03"),
        ("03/05/2021", "en-US", "post.co.uk", "2021-05-03"),
        ("05/03/2021", "en-US", "post.example", "2021-05-03"),
        ("05/03/2021", "en", "post.gov", "2021-05-03"),
        ("03/05/2021", "en", "post.example", ""),
        ("Mon, 05/03/2021 - 08:15", "en", "post.example", "2021-05-03"),
        ("Sun, 05/03/2021 - 08:15", "en", "post.example", ""),
        ("03.05.21, 08:15 Uhr", "de", "post.example", "2021-05-03"),
        ("03/05/21", "fr", "post.example", "2021-05-03"),
        ("03.05.21", "en-US", "post.example", ""),
        ("3. Mai 2021", "en-US", "post.de", "2021-05-03"),
        ("Mayo 3, 2021", "es", "post.example", "2021-05-03"),
        ("2021. május 3.", "hu", "post.example", "2021-05-03"),
        ("2021 m. gegužės 3 d.", "lt", "post.example", "2021-05-03"),
        ("2021. gada 3. maijs", "lv", "post.example", "2021-05-03"),
        ("3 tháng 5, 2021", "vi", "post.example", "2021-05-03"),
        ("3rd of May 2021", "en", "post.example", "2021-05-03"),
        ("3 Fragen 2021", "de", "post.example", ""),
        ("Bijgewerkt 5 april 2021, gepubliceerd 3 april 2021", "nl", "post.example", "2021-04-03"),
    ],
)
def test_a_day_is_read_by_the_customs_of_the_page_s_country(written: str, language: str, host: str, day: str) -> None:
    top = f'<p class="date">{written}</p>'
    assert day_of(top=top, language=language, url=f"https://{host}/ferry") == day


def test_two_digits_of_a_year_mean_the_latest_such_year() -> None:
    this = date.today().year
    assert day_of(top=f'<p class="date">03.05.{(this + 1) % 100:02}</p>', language="de") == f"{this - 99}-05-03"


@pytest.mark.parametrize("name", ["og:article:published_time", "Publish-Date", "DC.Date.Issued", "article.published"])
def test_a_name_of_a_meta_tag_counts_by_its_letters(name: str) -> None:
    assert day_of(head=f'<meta name="{name}" content="2021-05-03">') == "2021-05-03"


def test_the_day_of_the_page_s_node_is_the_article_s_where_that_has_none() -> None:
    script = '{"@graph": [{"@type": "Article", "headline": "x"}, {"@type": "WebPage", "datePublished": "2021-05-03"}]}'
    assert day_of(head=f'<script type="application/ld+json">{script}</script>') == "2021-05-03"


def test_a_page_s_program_dates_it_where_it_knows_one_day_alone() -> None:
    one = '<script>window.state = {"publishedAt":"2021-05-03T08:00:00Z", "pubDate": "2021-05-03"}</script>'
    other = '<script>window.more = {\\"published_at\\": \\"2021-05-04T08:00:00Z\\"}</script>'
    assert day_of(after=one) == "2021-05-03"
    assert day_of(after=one + other) == ""


def test_a_page_with_smaller_headings_alone_is_dated_below_them() -> None:
    prose = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    published = page_of(f"<body><h3>Ferry back</h3><p>FOR RELEASE: May 3, 2021</p>{prose}</body>").published
    assert published is not None
    assert published.day == date(2021, 5, 3)


@pytest.mark.parametrize("nothing", ["1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0001-01-01T00:00:00"])
def test_what_a_program_writes_for_no_day_outweighs_none(nothing: str) -> None:
    assert day_of(head=linked(nothing, nothing), top="<p>3 May 2021</p>") == "2021-05-03"


@pytest.mark.parametrize(
    ("language", "url", "day"),
    [
        ("en-US", "https://tide.example.com/ferry", "2021-03-04"),
        ("en", "https://tide.example.co.uk/ferry", "2021-04-03"),
        ("en-US", "https://tide.example.co.uk/ferry", "2021-04-03"),
        ("en-GB", "https://tide.example.com/ferry", "2021-04-03"),
        ("en", "https://tide.example.com/ferry", ""),
    ],
)
def test_which_number_is_the_month_the_country_says(language: str, url: str, day: str) -> None:
    assert day_of(top="<p>03/04/2021</p>", url=url, language=language) == day
    assert day_of(top="<p>2021-03-04</p>", url=url, language=language) == "2021-03-04"


def test_a_page_that_names_a_month_alone_has_no_day() -> None:
    assert day_of(top="<p>March 2021</p>") == ""
    assert day_of(head='<meta name="date" content="2021-03">') == ""


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "Stand: 4. Mai 2021, 08:15 Uhr | Veröffentlicht am 3. Mai 2021, 07:00 Uhr"),
        ("fr", "Par Runa Dahl, publié le 3 mai 2021 à 08h15, mis à jour le 4 mai 2021"),
    ],
)
def test_a_line_of_two_days_is_as_long_as_two(language: str, line: str) -> None:
    assert day_of(top=f"<p>{line}</p>", language=language) == "2021-05-03"


def test_a_page_for_phones_has_its_time_in_an_element_of_its_own() -> None:
    assert day_of(top='<amp-timeago datetime="2021-05-03T08:00:00Z" width="9">long ago</amp-timeago>') == "2021-05-03"
