"""An index that keeps up with folders and feeds: what is due when, and the command, ended by Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from assistant.cli import run
from index import open_index
from index.values import BuildReport, Problem
from index.watching import Watch
from tests.news_server import Reply, Site, site

FEED = b"""<rss version="2.0"><channel><title>Tide</title><link>/</link><item><title>Ferry</title><link>/1</link>
<description>The ferry sank off Wend.</description></item></channel></rss>"""


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Site]:
    monkeypatch.setenv("ONRECORD_INDEX", str(tmp_path / "index"))
    monkeypatch.setenv("ONRECORD_MODELS", str(tmp_path / "none"))
    monkeypatch.setenv("ONRECORD_FETCH_PRIVATE", "true")
    monkeypatch.setenv("ONRECORD_FETCH_PAUSE", "0")
    with site() as here:
        yield here


def test_what_fails_is_looked_at_ever_more_seldom_and_at_once_as_before_when_it_works() -> None:
    watch = Watch.of(["http://a.example/", "folder"], 10.0)
    failing = BuildReport(problems=(Problem(path="http://a.example/", reason="is answered with 503"),))
    assert watch.due(0.0) == ("http://a.example/", "folder")
    watch.looked_at(watch.due(0.0), failing, 0.0)
    assert (watch.wait(0.0), watch.due(10.0)) == (10.0, ("folder",))
    watch.looked_at(("http://a.example/",), failing, 20.0)
    watch.looked_at(("folder",), BuildReport(), 20.0)
    assert (watch.wait(20.0), watch.due(59.9), watch.due(60.0)) == (10.0, ("folder",), ("http://a.example/", "folder"))
    watch.looked_at(("http://a.example/",), BuildReport(), 60.0)
    assert watch.due(70.0) == ("http://a.example/", "folder")


def test_a_failing_input_is_tried_at_least_every_six_hours() -> None:
    watch = Watch.of(["http://a.example/"], 300.0)
    failing = BuildReport(problems=(Problem(path="http://a.example/", reason="is answered with 503"),))
    for _ in range(40):
        watch.looked_at(("http://a.example/",), failing, 0.0)
    assert watch.wait(0.0) == 6 * 3600.0


def test_one_look_adds_what_is_new_and_says_what_has_been_failing(
    web: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "mill.txt").write_text("The mill burned down.\n\nNobody was hurt.")
    web.replies["/rss"] = Reply(FEED)
    assert run(["watch", str(inbox), web.url("/rss"), "--once"]) == 0
    assert capsys.readouterr().out.endswith(": 2 added.\n")
    web.replies["/rss"] = Reply(status=503)
    assert run(["watch", str(inbox), web.url("/rss"), "--once"]) == 2
    assert run(["watch", str(inbox), web.url("/rss"), "--once"]) == 2
    said = capsys.readouterr().err
    assert f"{web.url('/rss')} has been failing since " in said
    assert "(2 times): is answered with 503 Service Unavailable" in said
    assert run(["status"]) == 0
    assert f"{web.url('/rss')} has been failing since " in capsys.readouterr().err
    web.replies["/rss"] = Reply(FEED)
    assert run(["watch", str(inbox), web.url("/rss"), "--once"]) == 0
    assert "failing" not in capsys.readouterr().err


def test_it_goes_on_until_ctrl_c_and_what_was_added_is_there(web: Site, tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    web.replies["/rss"] = Reply(FEED)
    command = [sys.executable, "-c", "from assistant.cli import main; main()"]
    arguments = ["watch", str(inbox), web.url("/rss"), "--every", "1"]
    with subprocess.Popen(command + arguments, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        assert process.stdout is not None
        assert process.stdout.readline().endswith(": 1 added.\n")
        (inbox / "mill.txt").write_text("The mill burned down.\n\nNobody was hurt.")
        assert process.stdout.readline().endswith(": 1 added.\n")
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
    with open_index(tmp_path / "index") as news:
        assert news.coverage().articles == 2
