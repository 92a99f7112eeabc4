"""What a lying model could write about the sample articles, and what an honest one does. All people are fictional.

The sentences stand in `lies/`: written before the checks were tried on them.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant import verify
from assistant.samples import folder
from index.readers import read_inputs
from index.values import Article


class Case(NamedTuple):
    kind: str
    article: str
    sentence: str
    truths: tuple[str, ...]
    """What the checks may make of a lie: a true sentence."""


FOLDER = Path(__file__).parent / "lies"


def cases(name: str) -> Iterator[Case]:
    """The sentences of one file of `lies/`, each under the kind of its heading."""
    kind = ""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            article, told = line.split(" | ", 1)
            sentence, *truths = (part.strip() for part in told.split(" => "))
            yield Case(kind, article, sentence, tuple(truths))


LIES = list(cases("lies.txt"))
HONEST = list(cases("honest.txt"))
SAME = [*cases("truths.txt")]
KNOWN = "known to be missed"


def of(found: list[Case]) -> list[object]:
    """Cases for pytest; those that the checks are known to get wrong must stay wrong until their heading goes."""
    missed = pytest.mark.xfail(reason=KNOWN, strict=True)
    return [pytest.param(case, marks=missed) if case.kind.startswith(KNOWN) else case for case in found]


@pytest.fixture(scope="module")
def articles() -> Mapping[str, Article]:
    """The samples by id; text files, whose id is their content's, by the name of the file."""
    read = {article.id: article for article in read_inputs([folder()]) if isinstance(article, Article)}
    texts = {path.stem: next(read_inputs([path])) for path in folder().glob("*.txt")}
    return read | {name: article for name, article in texts.items() if isinstance(article, Article)}


def test_there_are_enough_of_them() -> None:
    assert len({case[1:3] for case in LIES}) >= 350
    assert len({case[1:3] for case in HONEST}) >= 150


@pytest.mark.parametrize("case", of(LIES), ids=str)
def test_a_lie_never_leaves_the_checks(articles: Mapping[str, Article], case: Case) -> None:
    answer = verify(f"{case.sentence} [1]", [articles[case.article]])
    assert [kept.text for kept in answer.sentences if kept.text not in case.truths] == []
    assert answer.sentences or len(answer.dropped) >= 1


@pytest.mark.parametrize("case", of(HONEST), ids=str)
def test_an_honest_sentence_is_kept(articles: Mapping[str, Article], case: Case) -> None:
    answer = verify(f"{case.sentence} [1]", [articles[case.article]])
    assert answer.dropped == ()
    for citation in answer.citations:
        assert articles[case.article].text[citation.start : citation.end] == citation.text


@pytest.mark.parametrize("case", of(SAME), ids=str)
def test_a_truth_leaves_the_checks_as_it_came(articles: Mapping[str, Article], case: Case) -> None:
    answer = verify(f"{case.sentence} [1]", [articles[case.article]])
    assert [kept.text for kept in answer.sentences] == [case.sentence], answer.dropped
