"""Inputs that are as they were are not read again; addresses are inputs, too; the report says what became of each."""

import json
import os
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from index import Article, NewsIndex, Reading, open_index
from index.fetching import FetchRules
from index.values import Problem
from tests.news_server import Reply, Site, site

LONG = "The ferry to Wend was late again on Monday, and nobody on the quay could say why it was so. " * 20


@pytest.fixture
def news(tmp_path: Path) -> Generator[NewsIndex]:
    with open_index(tmp_path / "index") as index:
        yield index


@pytest.fixture
def web() -> Generator[Site]:
    with site() as here:
        yield here


def reading(**how: object) -> Reading:
    return Reading(rules=FetchRules(private=True, pause=0.0), **how)  # pyright: ignore[reportArgumentType]


def dump(path: Path, *texts: str, age: float = 60.0) -> Path:
    """A file of articles a1, a2, … that was written `age` seconds ago."""
    lines = [json.dumps({"id": f"a{n}", "title": f"Number {n}", "text": text}) for n, text in enumerate(texts, 1)]
    path.write_text("\n".join(lines))
    then = time.time() - age
    os.utime(path, (then, then))
    return path


def feed(*entries: tuple[str, str]) -> bytes:
    items = "".join(
        f"<item><title>{link}</title><link>{link}</link><description>{text}</description></item>"
        for link, text in entries
    )
    return f'<rss version="2.0"><channel><title>Tide</title><link>/</link>{items}</channel></rss>'.encode()


def test_a_file_that_is_as_it_was_is_not_opened_again(news: NewsIndex, tmp_path: Path) -> None:
    path = dump(tmp_path / "a.jsonl", "The ferry sank.", "The mill burned.")
    assert news.add([path], embed=False).added == ("a1", "a2")
    status = path.stat()
    path.write_bytes(b"?" * status.st_size)  # what no reader would read
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    report = news.add([path], embed=False)
    assert (report.unchanged, report.skipped, report.problems) == (("a1", "a2"), 1, ())


def test_a_file_that_was_touched_is_known_by_its_bytes(news: NewsIndex, tmp_path: Path) -> None:
    path = dump(tmp_path / "a.jsonl", "The ferry sank.")
    news.add([path], embed=False)
    dump(path, "The ferry sank.", age=30.0)
    assert news.add([path], embed=False).skipped == 1


def test_a_file_that_changed_is_read_though_its_size_is_the_same(news: NewsIndex, tmp_path: Path) -> None:
    path = dump(tmp_path / "a.jsonl", "The ferry sank.")
    news.add([path], embed=False)
    report = news.add([dump(path, "The ferry swam.", age=30.0)], embed=False)
    assert (report.updated, report.skipped) == (("a1",), 0)
    assert news.article("a1").text == "The ferry swam."


def test_a_file_written_twice_within_one_tick_of_time_is_read_twice(news: NewsIndex, tmp_path: Path) -> None:
    path = dump(tmp_path / "a.jsonl", "The ferry sank.", age=0.0)
    news.add([path], embed=False)
    status = path.stat()
    dump(path, "The ferry swam.")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert news.add([path], embed=False).updated == ("a1",)


def test_what_was_deleted_comes_back_when_its_file_is_named_and_not_when_it_is_watched(
    news: NewsIndex, tmp_path: Path
) -> None:
    path = dump(tmp_path / "a.jsonl", "The ferry sank.", "The mill burned.")
    news.add([path], embed=False)
    news.delete(["a1"])
    assert news.add([path], embed=False, reading=reading(deleted_stay=True)).added == ()
    dump(path, "The ferry sank.", "The mill burned down.", age=30.0)
    watched = news.add([path], embed=False, reading=reading(deleted_stay=True))
    assert (watched.added, watched.updated) == ((), ("a2",))
    assert news.add([path], embed=False).added == ("a1",)


def test_problems_of_a_file_that_is_not_read_again_are_told_again(news: NewsIndex, tmp_path: Path) -> None:
    path = dump(tmp_path / "a.jsonl", "The ferry sank.")
    path.write_text(path.read_text() + "\nnonsense\n")
    first = news.add([path], embed=False)
    os.utime(path, (1e9, 1e9))
    told: list[Problem] = []
    again = news.add([path], embed=False, reading=reading(on_problem=told.append))
    assert again.skipped == 1
    assert again.problems == first.problems == tuple(told)
    assert first.problems[0].line == 2


def test_a_file_is_read_again_with_other_columns_and_where_that_is_asked_for(news: NewsIndex, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("url,title,one,two\nhttps://tide.example/x,Late,The ferry sank.,The mill burned.\n")
    os.utime(path, (1e9, 1e9))
    added = news.add([path], embed=False, reading=reading(columns={"text": "one"})).added
    assert len(added) == 1
    assert news.add([path], embed=False, reading=reading(columns={"text": "two"})).updated == added
    assert news.add([path], embed=False, reading=reading(columns={"text": "two"})).skipped == 1
    assert news.add([path], embed=False, reading=reading(columns={"text": "two"}, again=True)).skipped == 0


def test_the_share_that_has_been_read_reaches_the_whole(news: NewsIndex, tmp_path: Path) -> None:
    shares: list[float | None] = []
    paths = [dump(tmp_path / "a.jsonl", "The ferry sank."), dump(tmp_path / "b.jsonl", "The mill burned.")]
    news.add(paths, embed=False, progress=lambda step: shares.append(step.share))
    assert shares == [1.0]


def test_a_page_is_read_from_its_address_and_a_new_version_where_its_words_change(news: NewsIndex, web: Site) -> None:
    web.page("/a", "Ferry is late", LONG)
    (added,) = news.add([web.url("/a")], embed=False, reading=reading()).added
    first = news.article(added)
    assert (first.url, first.title, first.text) == (web.url("/a"), "Ferry is late", LONG.strip())
    assert first.retrieved_at is not None
    assert news.add([web.url("/a")], embed=False, reading=reading()).skipped == 1
    web.page("/a", "Ferry is late", LONG, LONG.replace("Monday", "Tuesday"))
    assert news.add([web.url("/a")], embed=False, reading=reading()).updated == (added,)
    assert [one.text for one in news.versions(added)] == [first.text, news.article(added).text]
    assert news.article(added, 1).text == first.text


def test_a_page_that_cannot_be_fetched_is_a_problem_and_the_others_are_added(news: NewsIndex, web: Site) -> None:
    web.page("/a", "Ferry is late", LONG)
    report = news.add([web.url("/none"), web.url("/a")], embed=False, reading=reading())
    assert len(report.added) == 1
    assert report.problems == (Problem(path=web.url("/none"), reason="is answered with 404 Not Found"),)
    state = {source.name: source for source in news.sources()}
    assert (state[web.url("/none")].failures, state[web.url("/a")].failures) == (1, 0)


def test_an_address_inside_is_a_problem_unless_a_setting_allows_it(news: NewsIndex, web: Site) -> None:
    web.page("/a", "Ferry is late", LONG)
    report = news.add([web.url("/a")], embed=False)
    assert report.added == ()
    assert "an address of this machine or network" in report.problems[0].reason
    assert web.asked == []


def test_a_feed_is_fetched_again_only_where_it_has_changed(news: NewsIndex, web: Site) -> None:
    web.replies["/rss"] = Reply(feed(("/1", "The ferry sank."), ("/2", "The mill burned.")), etag='"1"')
    assert len(news.add([web.url("/rss")], embed=False, reading=reading()).added) == 2
    assert web.asked[-1][1].get("If-None-Match") is None
    again = news.add([web.url("/rss")], embed=False, reading=reading())
    assert (again.skipped, len(again.unchanged)) == (1, 2)
    assert web.asked[-1][1]["If-None-Match"] == '"1"'
    web.replies["/rss"] = Reply(feed(("/3", "The pier opened."), ("/2", "The mill burned.")), etag='"2"')
    third = news.add([web.url("/rss")], embed=False, reading=reading())
    assert (len(third.added), len(third.unchanged)) == (1, 1)


def test_pages_of_a_feed_that_sums_up_are_fetched_where_that_is_wanted_and_once(news: NewsIndex, web: Site) -> None:
    web.page("/1", "Ferry is late", LONG)
    web.replies["/rss"] = Reply(feed((web.url("/1"), "The ferry is late."), (web.url("/2"), "The mill burned.")))
    wanted = reading(full_text=True)
    report = news.add([web.url("/rss")], embed=False, reading=wanted)
    ferry, mill = report.added
    assert (news.article(ferry).text, news.article(mill).text) == (LONG.strip(), "The mill burned.")
    assert report.problems == (Problem(path=web.url("/2"), reason="is answered with 404 Not Found", article_id=mill),)
    web.page("/2", "Mill burns", LONG.replace("ferry", "mill"))
    assert news.add([web.url("/rss")], embed=False, reading=wanted).updated == (mill,)
    assert news.add([web.url("/rss")], embed=False, reading=wanted).skipped == 1
    assert web.paths == ["/rss", "/1", "/2", "/rss", "/2", "/rss"]
    # The summaries are no new version of what is held in full.
    assert news.add([web.url("/rss")], embed=False, reading=reading(again=True)).updated == ()


def test_an_article_made_elsewhere_is_added_beside_files(news: NewsIndex, tmp_path: Path) -> None:
    made = Article(id="made", title="Pier", text="The pier opened.")
    report = news.add([made, dump(tmp_path / "a.jsonl", "The ferry sank.")], embed=False)
    assert report.added == ("made", "a1")
