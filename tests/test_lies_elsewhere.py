"""Subtle lies and freely worded truths about four articles that are no samples. All people are invented.

Articles and sentences stand in `lies/elsewhere/`: written before the checks were tried on them.
"""

from collections.abc import Mapping

import pytest

from assistant import verify
from index.readers import read_article
from index.values import Article
from tests.test_lies import FOLDER, Case, cases, of

LIES = list(cases("elsewhere/lies.txt"))
TRUTHS = list(cases("elsewhere/truths.txt"))


@pytest.fixture(scope="module")
def articles() -> Mapping[str, Article]:
    return {path.stem: read_article(path)[0] for path in (FOLDER / "elsewhere").glob("*.md")}


@pytest.mark.parametrize("case", of(LIES), ids=str)
def test_a_subtle_lie_never_leaves_the_checks(articles: Mapping[str, Article], case: Case) -> None:
    assert verify(f"{case.sentence} [1]", [articles[case.article]]).sentences == ()


@pytest.mark.parametrize("case", of(TRUTHS), ids=str)
def test_a_freely_worded_truth_is_kept(articles: Mapping[str, Article], case: Case) -> None:
    assert verify(f"{case.sentence} [1]", [articles[case.article]]).dropped == ()
