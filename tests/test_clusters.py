"""Copies of one report are found whatever an outlet did to them, and no two reports are taken for one."""

import random
from collections.abc import Generator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from assistant.samples import folder
from index import Article, NewsIndex, open_index
from index.clusters import clusters_of
from index.readers import read_inputs
from index.same_report import are_copies, stars, words_of
from index.values import Published


@pytest.fixture
def news(tmp_path: Path) -> Generator[NewsIndex]:
    with open_index(tmp_path) as index:
        yield index


def samples() -> list[Article]:
    return [article for article in read_inputs([folder()]) if isinstance(article, Article)]


_PRINTED_TWICE = {"mill-sale-examiner": "mill-sale-courier"}
"""Of the samples, one report in two papers."""


def on(day: int) -> Published:
    return Published(value=date(2021, 5, day), found_in="test")


def cut(article: Article, share: float) -> str:
    """As an outlet with less room prints it: whole paragraphs from the beginning."""
    paragraphs = article.text.split("\n\n")
    kept = paragraphs[:1]
    while len("\n\n".join(kept)) < share * len(article.text):
        kept.append(paragraphs[len(kept)])
    return "\n\n".join(kept)


def reordered(text: str, draw: random.Random) -> str:
    first, *rest = text.split("\n\n")
    draw.shuffle(rest)
    return "\n\n".join([first, *rest])


def edited(text: str, draw: random.Random) -> str:
    """Every thirtieth word or so is another one."""
    words = text.split(" ")
    for place in range(draw.randrange(30), len(words), 30):
        words[place] = f"{words[place]}s"
    return " ".join(words)


def made_set(editions: int = 1) -> list[tuple[str, Article]]:
    """Each sample as six outlets might print it, so many times, and an article that only borrows from it; with whose
    report it is.
    """
    draw = random.Random(20210503)
    articles = samples()
    made: list[tuple[str, Article]] = []
    for number, article in enumerate(articles):
        other = articles[(number + 7) % len(articles)]
        for edition in range(editions):
            texts = {
                "": article.text,
                "cut": cut(article, 0.5),
                "reordered": reordered(article.text, draw),
                "headline": article.text,
                "edited": edited(article.text, draw),
                "all": edited(reordered(cut(article, 0.7), draw), draw),
            }
            made += [
                (
                    _PRINTED_TWICE.get(article.id, article.id),
                    replace(article, id=f"{article.id} {what} {edition}", title=f"{what} {article.title}", text=text),
                )
                for what, text in texts.items()
            ]
        borrowed = f"{cut(article, 0.4)}\n\n{cut(other, 0.4).replace(' the ', ' this ')}"
        made.append((f"{article.id} borrowed", replace(article, id=f"{article.id} borrowed", text=borrowed)))
    return made


@pytest.mark.parametrize(("editions", "pairs_of_copies"), [(1, 30 * 15 + 66), (8, 30 * 1128 + 4560)])
def test_copies_of_a_made_set_are_found_and_nothing_else(news: NewsIndex, editions: int, pairs_of_copies: int) -> None:
    made = made_set(editions)
    random.Random(7).shuffle(made)
    for start in range(0, len(made), 50):  # as they come, not all at once
        news.add([article for _, article in made[start : start + 50]], embed=False)
    cluster = {article.id: news.copies_of(article.id) for _, article in made}
    pairs = list(combinations(made, 2))
    wanted = {(one.id, other.id) for (whose, one), (whose_too, other) in pairs if whose == whose_too}
    members = {article_id: set(ids) for article_id, ids in cluster.items()}
    found = {(one.id, other.id) for (_, one), (_, other) in pairs if other.id in members[one.id]}
    assert len(wanted) == pairs_of_copies
    precision, recall = len(found & wanted) / len(found), len(found & wanted) / len(wanted)
    assert precision >= 0.97, sorted(found - wanted)
    assert recall >= 0.97, sorted(wanted - found)
    print(f"precision {precision:.3f}, recall {recall:.3f}")


def wire(article_id: str, outlet: str, day: int, *, text: str = "", byline: tuple[str, ...] = ()) -> Article:
    report = "The ferry to Wend ran aground in fog off the harbour mouth on Monday, with ninety people aboard, who"
    report += " were all brought ashore within two hours by lifeboats and by fishing boats from three villages."
    return Article(
        id=article_id, title=f"As {outlet} has it", text=text or report, outlet=outlet, published=on(day), byline=byline
    )


def test_the_agencys_own_leads_else_who_credits_one_else_the_earliest(news: NewsIndex) -> None:
    early, late = wire("early", "Daily Tide", 3), wire("late", "Wend Post", 5)
    credited = replace(wire("credited", "The Mercury", 6), text=f"WEND (AP) — {early.text}")
    news.add([late, early], embed=False)
    assert news.copies_of("late") == ("early", "late")
    news.add([credited], embed=False)
    assert news.copies_of("late") == ("credited", "early", "late")
    news.add([wire("own", "Reuters", 7)], embed=False)
    assert news.copies_of("early") == ("own", "credited", "early", "late")
    assert news.status().copies == 3


def test_the_report_says_which_articles_have_copies(news: NewsIndex) -> None:
    alone = wire("alone", "Wend Post", 4, text="The council voted by nine to six to buy a boat. " * 5)
    assert news.add([wire("one", "Daily Tide", 3), alone], embed=False).copies == ()
    assert news.add([wire("two", "Wend Post", 4)], embed=False).copies == ("two",)
    assert news.copies_of("alone") == ()
    assert clusters_of(news._connection, ["one", "two", "alone", "none"]).keys() == {"one", "two"}  # pyright: ignore


def test_deleted_articles_and_older_versions_are_copies_of_nothing(news: NewsIndex) -> None:
    news.add([wire("one", "Daily Tide", 3), wire("two", "Wend Post", 4), wire("three", "Mercury", 5)], embed=False)
    news.delete(["two"])
    assert news.copies_of("one") == ("one", "three")
    news.add(
        [wire("three", "Mercury", 5, text="The pier opened to walkers after a winter of repairs. " * 9)], embed=False
    )
    assert news.copies_of("one") == ()
    assert news.status().copies == 0
    assert len(sketched(news, "sketched_lately")) == 1  # the other's runs are too few


def test_copies_are_found_among_articles_of_long_ago_and_leave_them_too(news: NewsIndex) -> None:
    """The sketches of the first 1,600 go from the small table into the large one together."""
    words = sorted({word for article in samples() for word in article.text.split()})
    draw = random.Random(5)
    others = [Article(id=f"a{n}", title="Notes", text=" ".join(draw.sample(words, 40))) for n in range(1620)]
    news.add([wire("early", "Daily Tide", 3), *others], embed=False)
    assert (len(sketched(news, "sketched")), len(sketched(news, "sketched_lately"))) == (1621, 0)
    assert news.add([wire("late", "Mercury", 5), replace(others[0], id="b")], embed=False).copies == ("late", "b")
    assert news.copies_of("early") == ("early", "late")
    assert news.copies_of("a0") == ("a0", "b")
    news.delete(["early", "b"])
    assert news.copies_of("late") == ()
    assert news.copies_of("a0") == ()
    assert (len(sketched(news, "sketched")), len(sketched(news, "sketched_lately"))) == (1620, 1)


def test_of_a_report_printed_very_often_one_of_each_day_stands_for_all(news: NewsIndex) -> None:
    names = [f"{number:02}" for number in range(40)]
    for start in range(0, 40, 8):
        batch = [wire(name, f"Outlet {name}", 3 + int(name) % 2) for name in names[start : start + 8]]
        assert news.add(batch, embed=False).copies == tuple(names[start or 1 : start + 8])
    first_day, second_day = names[::2], names[1::2]
    assert news.copies_of("17") == (*first_day, *second_day)
    assert sketched(news, "sketched_lately") == {1, 2}
    news.delete(first_day)
    assert news.copies_of("17") == tuple(second_day)
    news.delete(["01"])
    assert news.copies_of("17") == tuple(second_day[1:])
    assert sketched(news, "sketched_lately") == {4}
    news.add([wire("03", "Outlet 03", 4, text="The pier opened to walkers after a winter of repairs. " * 9)])
    assert news.add([wire("late", "Mercury", 5)], embed=False).copies == ("late",)
    assert news.copies_of("late") == (*second_day[2:], "late")
    found = clusters_of(news._connection, ["05", "39", "late", "03"])  # pyright: ignore[reportPrivateUsage]
    assert (found.keys(), len(set(found.values()))) == ({"05", "39", "late"}, 1)
    assert news.status().copies == len(second_day[2:])


def test_what_stands_for_others_weighs_as_much_when_clusters_are_parted() -> None:
    """4 is alike 1 alone, which is one of three of its words: the more, once two others are in it."""
    alike = {1: {2, 3, 4}, 2: {1, 3}, 3: {1, 2}, 4: {1}}
    assert stars(alike) == [{1, 2, 3}, {4}]
    assert stars(alike, {1: 3}) == [{1, 2, 3, 4}]


def test_who_led_alone_is_followed_by_who_followed(news: NewsIndex) -> None:
    news.add([wire(name, f"Outlet {name}", 3) for name in "abcde"], embed=False)
    news.delete(["a", "b", "c"])
    assert news.copies_of("d") == ("d", "e")
    news.delete(["d"])
    assert news.copies_of("e") == ()
    assert news.add([wire("f", "Tide", 3)], embed=False).copies == ("f",)
    assert news.copies_of("e") == ("e", "f")


def sketched(news: NewsIndex, table: str) -> set[int]:
    """The keys of the articles that the table has."""
    rows = news._connection.execute(f"SELECT article FROM {table}")  # pyright: ignore[reportPrivateUsage]
    return {row["article"] for row in rows}


def test_a_round_up_does_not_join_two_reports(news: NewsIndex) -> None:
    first = "The ferry ran aground in fog off the harbour mouth and ninety people were brought ashore by boats from "
    first += "three villages, the coastguard said, while the tide was falling and the wind was rising from the west"
    second = "Engineers will look at the rudder, which was mended in winter, and the owners have promised a report by "
    second += "the end of June, though the council wants one within a week and will pay for a second ship until then"
    texts = {"a": first, "b": first, "c": second, "d": second, "both": f"{first}. {second}."}
    articles = [wire(name, "Tide", 3, text=text) for name, text in texts.items()]
    news.add(articles, embed=False)
    assert (news.copies_of("a"), news.copies_of("c")) == (("a", "b", "both"), ("c", "d"))


def test_stars_are_parted_by_hand() -> None:
    """1 to 4 are one report, 9 holds 4 and 8."""
    alike = {1: {2, 3, 4}, 2: {1, 3}, 3: {1, 2, 4}, 4: {1, 3, 9}, 8: {9}, 9: {4, 8}}
    assert stars(alike) == [{1, 2, 3, 4}, {8, 9}]


def _letters(n: int) -> str:
    return "".join(chr(97 + int(digit)) for digit in str(n))


def test_a_summary_and_a_short_text_are_no_copies() -> None:
    long = words_of(" ".join(f"word{_letters(n)}" for n in range(400)))
    assert not are_copies(long, words_of(" ".join(f"word{_letters(n)}" for n in range(60))))
    assert are_copies(long, words_of(" ".join(f"word{_letters(n)}" for n in range(150))))
    short = words_of("The ferry to Wend was late.")
    assert not are_copies(short, short)


def test_what_is_printed_every_week_in_the_same_words_is_no_copy() -> None:
    """Seven of its numbers in ten must be the same: here one of two is, then two are."""
    words = (
        "The harbour office announced the price of herring in the hall at Wend, which holds until midnight of {}, at "
    )
    words += (
        "{} pence a pound, and asked the boats that come in after that hour to wait for the price of the week after."
    )
    assert not are_copies(words_of(words.format("5 May", "52.69")), words_of(words.format("5 May", "50.57")))
    assert are_copies(words_of(words.format("5 May", "52.69")), words_of(words.format("5 May", "52.69")))


def test_what_is_printed_again_after_more_than_a_fortnight_is_no_copy(news: NewsIndex) -> None:
    news.add([wire("first", "Daily Tide", 1), wire("second", "Daily Tide", 16)], embed=False)
    assert news.copies_of("first") == ()
    news.add([wire("between", "Daily Tide", 15)], embed=False)
    assert news.copies_of("first") == ("first", "between")


def test_an_index_of_an_earlier_release_has_its_copies_found_when_articles_are_next_added(news: NewsIndex) -> None:
    news.add([wire("one", "Daily Tide", 3), wire("two", "Wend Post", 4)], embed=False)
    news._connection.execute("DELETE FROM copies")  # pyright: ignore[reportPrivateUsage]
    news._connection.execute("DELETE FROM sketches")  # pyright: ignore[reportPrivateUsage]
    assert news.copies_of("one") == ()
    assert news.add([], embed=False).copies == ()
    assert news.copies_of("one") == ("one", "two")


def test_what_all_articles_have_in_common_hides_no_copy(news: NewsIndex) -> None:
    footer = samples()[0].text.split("\n\n")[0]
    words = [word for article in samples() for word in article.text.split()]
    draw = random.Random(4)
    stories = [
        Article(id=f"story-{number}", title="Harbour notes", text=f"{' '.join(draw.sample(words, 60))}\n\n{footer}")
        for number in range(150)
    ]
    news.add([*stories, replace(stories[0], id="again")], embed=False)
    assert news.copies_of("again") == ("story-0", "again")
    assert news.status().copies == 1
