"""Folders, links, permissions and things that are no files: reported with their path, never waited for or followed
in circles, and the rest is read."""

import contextlib
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from index.errors import InputError
from index.readers import read_article
from tests.inputs import KNOWN, PNG, problems, texts, write

pytestmark = pytest.mark.usefixtures("in_folder")


@contextlib.contextmanager
def as_ordinary_user() -> Generator[None]:
    """Permissions bind nobody who is root, as tests in containers are."""
    if os.geteuid() != 0:
        yield
        return
    Path().chmod(0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_an_empty_folder_is_reported() -> None:
    Path("news/.git").mkdir(parents=True)
    assert problems("news") == [f"news: the folder holds no files {KNOWN}"]


def test_a_folder_with_nothing_readable_reports_each_file() -> None:
    write("news/a.png", PNG)
    write("news/b.odt", b"PK")
    assert problems("news") == [
        f"news/a.png: is of no known format {KNOWN}",
        f"news/b.odt: is of no known format {KNOWN}",
    ]


def test_bad_files_never_stop_the_good_ones() -> None:
    write("news/a.txt", "First.")
    write("news/b.txt", PNG)
    write("news/c.md", "---\ntitle: [\n---\nx")
    Path("news/d.txt").symlink_to("nowhere")
    write("news/e.txt", "Last.")
    assert texts("missing", "news") == ["First.", "Last."]
    assert len(problems("missing", "news")) == 4


def test_a_missing_path_is_reported() -> None:
    assert problems("nowhere.txt") == ["nowhere.txt: cannot be read: no such file or directory"]
    assert problems("a\0b.txt") == ["a\0b.txt: cannot be read: embedded null byte"]


def test_an_unreadable_file_is_reported() -> None:
    write("news/a.txt", "Words.")
    write("news/b.txt", "Secret.").chmod(0)
    with as_ordinary_user():
        assert texts("news") == ["Words."]
        assert problems("news") == ["news/b.txt: cannot be read: permission denied"]


def test_an_unreadable_folder_is_reported() -> None:
    write("news/a.txt", "Words.")
    write("news/shut/b.txt", "Secret.")
    Path("news/shut").chmod(0)
    with as_ordinary_user():
        assert texts("news") == ["Words."]
        assert problems("news") == ["news/shut: cannot be read: permission denied"]
    Path("news/shut").chmod(0o755)


def test_loops_of_links_end_and_are_reported() -> None:
    write("news/sub/a.txt", "Words.")
    Path("news/sub/up").symlink_to("..")
    Path("news/itself.txt").symlink_to("itself.txt")
    assert texts("news") == ["Words."]
    assert problems("news") == [
        "news/itself.txt: cannot be read: too many levels of symbolic links",
        "news/sub/up: is a link back to a folder that holds it, and is not followed",
    ]


def test_a_folder_linked_twice_is_read_once() -> None:
    write("news/real/a.txt", "Words.")
    Path("news/again").symlink_to("real")
    assert (texts("news"), problems("news")) == (["Words."], [])


def test_a_link_to_a_file_elsewhere_is_followed_and_a_dangling_one_reported() -> None:
    write("elsewhere.txt", "Words.")
    Path("news").mkdir()
    Path("news/a.txt").symlink_to("../elsewhere.txt")
    Path("news/b.txt").symlink_to("../gone.txt")
    assert texts("news") == ["Words."]
    assert problems("news") == ["news/b.txt: cannot be read: no such file or directory"]


def test_fifos_and_devices_are_not_waited_for() -> None:
    Path("news").mkdir()
    os.mkfifo("news/a.txt")
    Path("news/b.txt").symlink_to("/dev/zero")
    assert problems("news") == [
        "news/a.txt: is no regular file, and is not read",
        "news/b.txt: is no regular file, and is not read",
    ]


def test_a_folder_named_like_a_file_is_a_folder() -> None:
    write("news.txt/a.txt", "Words.")
    assert texts("news.txt") == ["Words."]
    with pytest.raises(InputError, match=r"^news\.txt: is a folder$"):
        read_article("news.txt")


def test_a_name_that_is_no_text_can_still_be_reported() -> None:
    write(os.fsdecode(b"news/\xff.bin"), b"x")
    assert problems("news") == [f"news/?.bin: is of no known format {KNOWN}"]
