"""An article of which only the month or the year is known: found by it, but no day of it is ever told."""

from datetime import date
from pathlib import Path

from rich.console import Console

from assistant.citing import cite
from assistant.cli.render import article_text
from index import open_index
from index.readers import read_inputs
from index.values import Article, Problem, Published


def test_a_month_is_no_day_where_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "Boats", "text": "The boats came in.", "date": "May 2021"}\n', "utf-8")
    article, doubt = read_inputs([tmp_path / "a.jsonl"])
    assert isinstance(article, Article)
    assert article.published == Published(value=date(2021, 5, 1), precision="month", found_in="field date")
    assert article.known_day() is None
    assert isinstance(doubt, Problem)
    assert doubt.reason == "the date 'May 2021' names no day, answers tell none (write it as 2021-05-03)"
    with open_index(tmp_path / "index") as news:
        news.add([article], embed=False)
        assert [passage.published for passage in news.passages(article.id)] == [None]
        assert [hit.passage.article_id for hit in news.search("boats", since=date(2021, 4, 1))] == [article.id]
        assert news.search("boats", since=date(2021, 6, 1)) == ()
    assert cite(1, article, 0, 9).published is None
    with (console := Console(width=80)).capture() as shown:
        console.print(article_text(article, ()))
    assert "published2021-05\n" in shown.get().replace(" ", "")
