"""`onrecord index URL`: refused inside, fetched where a setting allows it, read again where that is asked for."""

import json
from collections.abc import Generator
from pathlib import Path

import pytest

from assistant.cli import run
from tests.news_server import Site, site

TEXT = "The ferry to Wend was late again on Monday, and nobody on the quay could say why it was so. " * 20


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Site]:
    monkeypatch.setenv("ONRECORD_INDEX", str(tmp_path / "index"))
    with site() as here:
        here.page("/a", "Ferry is late", TEXT)
        yield here


def test_an_address_inside_is_refused_with_the_setting_that_allows_it(
    web: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["index", web.url("/a", "localhost"), "--later"]) == 2
    said = capsys.readouterr().err
    assert "an address of this machine or network, and is not fetched from" in said
    assert "ONRECORD_FETCH_PRIVATE=true allows it" in said
    assert web.asked == []


def test_an_address_is_fetched_and_reported(
    web: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_FETCH_PRIVATE", "true")
    monkeypatch.setenv("ONRECORD_FETCH_PAUSE", "0")
    reports: list[dict[str, object]] = []
    for options in ([], [], ["--again"]):
        assert run(["index", web.url("/a"), "--later", "--json", *options]) == 0
        reports.append(json.loads(capsys.readouterr().out))
    (added,) = reports[0]["added"]  # pyright: ignore
    assert [report["unchanged"] for report in reports] == [[], [added], [added]]
    assert [report["skipped"] for report in reports] == [0, 1, 0]
    assert web.paths == ["/a"] * 3
