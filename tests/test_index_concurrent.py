"""Several processes at one index: readers see whole articles or none, and what several add at once is all there."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from index import NewsIndex, open_index
from index.errors import UnknownArticle
from index.parts import open_parts
from index.values import Article, SearchMode
from tests.fakes import HashingEmbedder

ROUNDS, AT_ONCE = 8, 3
ADDERS, EACH = 3, 4


def article(name: str, version: int = 1) -> Article:
    """Three passages, each of which says whose and which version it is; so does the title."""
    filler = "and the tide went out over the flats while the council talked about stones, money and winter " * 9
    paragraphs = [f"Ferry {name} in edition{version} had part{n} delayed, {filler.strip()}." for n in range(2)]
    quote = f"“The ferry {name} of edition{version} will sail,” said Linda Pellow."
    return Article(id=name, title=f"Title {name} edition{version}", text="\n\n".join([*paragraphs, quote]))


class Noted:
    """What the writer has done with, for readers to know: a name is here only after the call that did it returned."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def note(self, what: str, name: str) -> None:
        with (self._folder / what).open("a", encoding="utf-8") as file:
            file.write(f"{name}\n")

    def names(self, what: str) -> list[str]:
        file = self._folder / what
        return file.read_text("utf-8").split() if file.exists() else []


def write(folder: Path) -> None:
    """Adds, changes and deletes articles, each under a name of its own; every third stays."""
    noted = Noted(folder)
    with open_index(folder / "news", embedder=HashingEmbedder()) as news:
        for turn in range(ROUNDS):
            names = [f"n{turn}x{place}" for place in range(AT_ONCE)]
            assert news.add([article(name) for name in names]).added == tuple(names)
            noted.note("added", names[0])
            assert news.add([article(names[1], 2)]).updated == (names[1],)
            news.delete(names[1:])
            for name in names[1:]:
                noted.note("deleted", name)
    noted.note("done", "done")


def read(folder: Path, mode: SearchMode) -> None:
    """Reads until the writer is done, and once more."""
    noted = Noted(folder)
    rounds = 0
    with open_index(folder / "news", embedder=HashingEmbedder()) as news:
        done = False
        while not done:
            done = bool(noted.names("done"))
            deleted, added = noted.names("deleted"), noted.names("added")
            check_hits(news, mode, deleted)
            check_words_said(news, deleted)
            check_what_was_added(news, mode, added[-1:])
            status = news.status()
            assert len(added) <= status.coverage.articles <= len(noted.names("added")) + AT_ONCE
            rounds += 1
    print(rounds)


def check_hits(news: NewsIndex, mode: SearchMode, deleted: Sequence[str]) -> None:
    for hit in news.search("ferry delayed while the council talked", 50, mode):
        passage = hit.passage
        assert passage.article_id not in deleted
        version = 2 if "edition2" in passage.title else 1
        whole = article(passage.article_id, version)
        assert (passage.title, passage.text) == (whole.title, whole.text[passage.start : passage.end])
        try:
            now = news.article(passage.article_id)
        except UnknownArticle:
            continue  # deleted since
        assert (now.title, now.text) == (article(now.id, now.version).title, article(now.id, now.version).text)


def check_words_said(news: NewsIndex, deleted: Sequence[str]) -> None:
    for quote in news.said("Pellow"):
        assert quote.article_id not in deleted
        version = 2 if "edition2" in quote.text else 1
        assert quote.text == article(quote.article_id, version).text[quote.start : quote.end]
        assert quote.speaker == "Linda Pellow"


def check_what_was_added(news: NewsIndex, mode: SearchMode, names: Sequence[str]) -> None:
    for name in names:
        hits = news.search(f"ferry {name} delayed", 5, mode)
        assert name in {hit.passage.article_id for hit in hits}
        assert news.article(name).text == article(name).text


def add_some(path: Path, number: int) -> None:
    """Adds one by one, then sees to quotes and vectors, its own and whatever others have added by then."""
    with open_index(path, embedder=HashingEmbedder()) as news:
        for place in range(EACH):
            name = f"n{number}x{place}"
            assert news.add([article(name), article("common")], embed=False).added[0] == name
        news.extract_pending()
        news.embed_pending()


def started(call: str) -> subprocess.Popen[str]:
    program = f"from pathlib import Path; from tests.test_index_concurrent import *; {call}"
    command = [sys.executable, "-W", "error", "-c", program]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent
    )


def finished(*processes: subprocess.Popen[str]) -> list[str]:
    """What each printed. All are waited for before any is judged."""
    outputs = [process.communicate(timeout=120) for process in processes]
    for process, (_, errors) in zip(processes, outputs, strict=True):
        assert process.returncode == 0, errors
    return [printed for printed, _ in outputs]


def test_readers_see_whole_articles_and_nothing_deleted_while_another_process_writes(tmp_path: Path) -> None:
    with open_index(tmp_path / "news", embedder=HashingEmbedder()) as news:
        news.add([])
    readers = [started(f"read(Path({str(tmp_path)!r}), {mode!r})") for mode in ("lexical", "hybrid")]
    rounds = finished(started(f"write(Path({str(tmp_path)!r}))"), *readers)[1:]
    assert all(int(count) > 2 for count in rounds)
    with open_index(tmp_path / "news", embedder=HashingEmbedder()) as news:
        assert [one.id for one in news.articles()] == [f"n{turn}x0" for turn in range(ROUNDS)]
        assert {quote.article_id for quote in news.said("Pellow")} == {f"n{turn}x0" for turn in range(ROUNDS)}


def test_what_several_processes_add_at_once_is_all_there_once(tmp_path: Path) -> None:
    path = tmp_path / "news"
    finished(*(started(f"add_some(Path({str(path)!r}), {number})") for number in range(ADDERS)))
    names = {"common", *(f"n{number}x{place}" for number in range(ADDERS) for place in range(EACH))}
    with open_index(path, embedder=HashingEmbedder()) as news:
        assert {one.id for one in news.articles()} == names
        assert all(one == article(one.id) for one in news.articles())
        assert sorted(quote.article_id for quote in news.said("Pellow")) == sorted(names)
        status = news.status()
        assert (status.lexical_pending, status.vectors_pending, status.quotes_pending) == (0, 0, 0)
        passages = sum(len(news.passages(name)) for name in names)
        assert status.passages == passages
    parts = open_parts(path, create=False, chroma_url=None)
    assert (parts.lexical.count(), parts.vectors.count(parts.generation)) == (passages, passages)
    parts.close()
