"""Adding is killed at arbitrary moments: what is left must grow into what an undisturbed run makes. Parts get lost."""

import json
import multiprocessing
import random
import shutil
import subprocess
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from index import open_index
from index.errors import IndexBusy
from index.parts import open_parts
from index.values import Article
from tests.fakes import HashingEmbedder

ADD = """
import sys
from index import open_index
from tests.fakes import HashingEmbedder
from tests.test_index_crash import articles
with open_index(sys.argv[1], embedder=HashingEmbedder()) as news:
    print("open", flush=True)
    news.add(articles())
"""
WORDS = "ferry mill tide harbour council winter ice bridge school hospital barrier flood train strike market".split()


def articles() -> list[Article]:
    draw = random.Random(7)
    texts = ["\n\n".join(" ".join(draw.choices(WORDS, k=60)) + "." for _ in range(8)) for _ in range(200)]
    return [Article(id=f"a{n}", title=f"Number {n}", text=text) for n, text in enumerate(texts)]


def adding(path: Path) -> subprocess.Popen[str]:
    """Another process that adds the articles; it has opened the index already."""
    command = [sys.executable, "-c", ADD, str(path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent)
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def finish(process: subprocess.Popen[str]) -> None:
    process.communicate()
    assert process.returncode == 0


def held(path: Path) -> dict[str, object]:
    """All that is stored, and all that each derived index finds, without the keys: they differ from run to run."""
    with open_index(path, embedder=HashingEmbedder()) as news:
        status = news.status()
        held: dict[str, object] = {one.id: (one, news.passages(one.id)) for one in news.articles()}
        for word in WORDS:
            hits = news.search(word, 5000, "lexical")
            held[f"found: {word}"] = sorted((hit.passage.article_id, hit.passage.start) for hit in hits)
    parts = open_parts(path, create=False, chroma_url=None)
    held["derived"] = (parts.lexical.count(), parts.vectors.count(parts.generation))
    held["pending"] = (status.lexical_pending, status.vectors_pending)
    parts.close()
    return held


def test_whenever_adding_is_killed_adding_again_makes_the_same_index(tmp_path: Path):
    finish(adding(tmp_path / "undisturbed"))
    wanted = held(tmp_path / "undisturbed")
    assert wanted["derived"] == (800, 800)
    assert wanted["pending"] == (0, 0)
    moments = random.Random(20210503)
    for _ in range(6):
        process = adding(tmp_path / "killed")
        time.sleep(moments.uniform(0.0, 1.5))
        process.kill()
        process.communicate()
    finish(adding(tmp_path / "killed"))
    assert held(tmp_path / "killed") == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="processes cannot be forked there")
def test_killed_at_fifty_random_moments_it_loses_nothing_that_it_reported(tmp_path: Path):
    """Each time another process adds another part; what it reported is there after the kill, and in the end all is."""
    parts = [_dump(tmp_path / f"{n}.jsonl", articles()[4 * n : 4 * n + 4]) for n in range(10)]
    with open_index(tmp_path / "undisturbed", embedder=HashingEmbedder()) as news:
        news.add(parts)
    wanted = held(tmp_path / "undisturbed")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.test_index_crash", "chromadb"])
    moments, texts = random.Random(20210503), {one.id: one.text for one in articles()}
    kills, done = 0, 0
    while kills < 50:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_add_and_tell, args=(tmp_path / "killed", parts, sender))
        process.start()
        sender.close()
        assert receiver.recv() == "open"
        time.sleep(moments.uniform(0.0, 0.4))
        if process.is_alive():
            process.kill()
            kills += 1
        process.join()
        done = max(done, *_told(receiver))
        with open_index(tmp_path / "killed", embedder=HashingEmbedder()) as news:
            assert news.coverage().articles >= done
            assert {one.id: one.text for one in news.articles()}.items() <= texts.items()
        if process.exitcode == 0:
            parts.append(_dump(tmp_path / f"{len(parts)}.jsonl", articles()[4 * len(parts) : 4 * len(parts) + 4]))
    with open_index(tmp_path / "killed", embedder=HashingEmbedder()) as news:
        news.add(parts)
    with open_index(tmp_path / "undisturbed", embedder=HashingEmbedder()) as news:
        news.add(parts)
    assert held(tmp_path / "killed") == (held(tmp_path / "undisturbed") if len(parts) > 10 else wanted)


def _add_and_tell(path: Path, inputs: list[Path], told: Connection) -> None:
    """In another process: one input after another, and how many articles there are after each."""
    with open_index(path, embedder=HashingEmbedder()) as news:
        told.send("open")
        for given in inputs:
            news.add([given])
            told.send(news.coverage().articles)


def _told(receiver: Connection) -> list[int]:
    """All that came through before the process ended."""
    found = [0]
    try:
        while receiver.poll():
            found.append(receiver.recv())
    except (EOFError, OSError):
        pass
    return found


def _dump(path: Path, given: list[Article]) -> Path:
    lines = [json.dumps({"id": one.id, "title": one.title, "text": one.text}) for one in given]
    path.write_text("\n".join(lines))
    return path


def test_what_was_written_but_not_noted_is_not_held_twice(tmp_path: Path):
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add(articles()[:5])
    before = held(tmp_path)
    parts = open_parts(tmp_path, create=False, chroma_url=None)
    parts.database.connection.execute("UPDATE passages SET lexical = 0, vectors = 0")
    parts.close()
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        assert (
            len(news.search("ferry", 100, "lexical")) == len({hit.passage for hit in news.search("ferry", 100)}) == 10
        )
        news.add([])
    assert held(tmp_path) == before


@pytest.mark.parametrize("part", ["lexical", "chroma"])
def test_a_lost_derived_index_is_built_again_from_the_database(tmp_path: Path, part: str):
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add(articles()[:5])
    before = held(tmp_path)
    shutil.rmtree(tmp_path / part)
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add([])
    assert held(tmp_path) == before


def test_a_reader_sees_what_another_process_added(tmp_path: Path):
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add([Article(id="first", title="", text="A ferry passed the lighthouse.")])
        assert [hit.passage.article_id for hit in news.search("ferry lighthouse", mode="hybrid")] == ["first"]
        finish(adding(tmp_path))
        assert news.status().passages == 801
        assert len(news.search("ferry", 5000, "lexical")) == 401  # two passages an article at most, and the one
        news.add([Article(id="last", title="", text="The lighthouse keeper slept.")])
        # All there are: among passages as alike as these, Chroma's graph does not reach every one for a small k.
        dense = [hit.passage.article_id for hit in news.search("lighthouse keeper", 900, "dense")]
        assert (len(dense), dense[:2]) == (402, ["last", "first"])
    assert held(tmp_path)["derived"] == (802, 802)


def test_a_second_writer_waits_and_is_then_told_that_the_index_is_busy(tmp_path: Path):
    with open_index(tmp_path) as news:
        first = open_parts(tmp_path, create=False, chroma_url=None)
        second = open_parts(tmp_path, create=False, chroma_url=None)
        with (
            first.writing(),
            pytest.raises(IndexBusy, match="another process is writing"),
            second.writing(patience=0.1),
        ):
            pass
        first.close()
        second.close()
        assert news.add(articles()[:1], embed=False).added == ("a0",)


def test_a_full_disk_is_an_error_and_nothing_that_was_there_is_lost(tmp_path: Path):
    with open_index(tmp_path / "news", embedder=HashingEmbedder()) as news:
        news.add(articles()[:5])
    before = held(tmp_path / "news")
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
    program = f"{limited}{ADD.replace('news.add(articles())', 'news.add(articles(), embed=False)')}"
    command = [sys.executable, "-c", program, str(tmp_path / "news")]
    full = subprocess.run(command, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parent.parent, check=False)
    assert "index.errors.IndexFailed" in full.stderr
    assert "is there room on the disk?" in full.stderr
    assert held(tmp_path / "news") == before
    finish(adding(tmp_path / "news"))
    assert held(tmp_path / "news")["derived"] == (800, 800)
