"""Subtle lies and freely worded truths about articles that are no samples. All people are invented.

Articles and sentences stand in `lies/elsewhere/` and, with lies a word or two away from the truth, in `lies/one_word/`:
written before the checks were tried on them.
"""

from collections.abc import Mapping

import pytest

from assistant import verify
from index.readers import read_article
from index.values import Article
from tests.test_lies import FOLDER, Case, cases, of

FOLDERS = ("elsewhere", "one_word")
LIES = [case for name in FOLDERS for case in cases(f"{name}/lies.txt")]
TRUTHS = [case for name in FOLDERS for case in cases(f"{name}/truths.txt")]


@pytest.fixture(scope="module")
def articles() -> Mapping[str, Article]:
    return {path.stem: read_article(path)[0] for name in FOLDERS for path in (FOLDER / name).glob("*.md")}


@pytest.mark.parametrize("case", of(LIES), ids=str)
def test_a_subtle_lie_never_leaves_the_checks(articles: Mapping[str, Article], case: Case) -> None:
    assert verify(f"{case.sentence} [1]", [articles[case.article]]).sentences == ()


@pytest.mark.parametrize("case", of(TRUTHS), ids=str)
def test_a_freely_worded_truth_is_kept(articles: Mapping[str, Article], case: Case) -> None:
    assert verify(f"{case.sentence} [1]", [articles[case.article]]).dropped == ()
