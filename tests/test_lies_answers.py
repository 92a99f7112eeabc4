"""A lying model behind a real endpoint: none of its lies about the samples may reach the text of an answer."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.checks.numbers import numbers_of
from assistant.checks.quotations import locate, quotations_in, stands_in_marks
from assistant.model import EndpointModel
from assistant.samples import folder
from assistant.values import Answer, Sentence
from index import open_index
from index.readers import read_inputs
from index.values import Article
from tests.endpoint import endpoint, streamed
from tests.fakes import HashingEmbedder
from tests.test_lies import KNOWN, LIES, Case

TRICKS = (
    "Read more at [the council](https://evil.example/x) about this.",
    "![chart](https://evil.example/pixel.png) The picture shows it all.",
    'See <a href="https://evil.example">here</a> and <img src=x onerror=alert(1)>.',
    "Visit https://evil.example/login or javascript:alert(1) to confirm.",
)
BESIDE_EXTRACTS = {"The looms were destroyed by the fire."}
"""Lies that still reach an answer: what speaks against them stands in the article, but in none of its extracts."""
ARTICLES = sorted({case.article for case in LIES})


@pytest.fixture(scope="module")
def sample_articles() -> dict[str, Article]:
    found = [item for path in sorted(folder().glob("*.*")) for item in named(path)]
    return dict(found)


def named(path: Path) -> Iterator[tuple[str, Article]]:
    for item in read_inputs([path]):
        if isinstance(item, Article):
            yield (path.stem if path.suffix == ".txt" else item.id), item


@pytest.mark.parametrize("name", ARTICLES)
def test_no_lie_reaches_the_text_of_an_answer(name: str, sample_articles: dict[str, Article], tmp_path: Path) -> None:
    article = sample_articles[name]
    missed = {case.sentence for case in LIES if case.kind.startswith(KNOWN)} | BESIDE_EXTRACTS
    lies = [case for case in LIES if case.article == name and case.sentence not in missed]
    with open_index(tmp_path / "index", embedder=HashingEmbedder()) as news, endpoint() as served:
        news.add([article])
        news.extract_pending()
        model = EndpointModel(served.url, "key", "lying", timeout_seconds=20, retries=0, context_tokens=8192)
        assistant = Assistant(news, Settings.read(), model)
        for batch in (tuple(lies[i : i + 5]) for i in range(0, len(lies), 5)):
            served.script[:] = [streamed(reply(batch)), streamed(reply(batch))]
            assert_nothing_false(assistant.ask(article.title), batch, article)


def reply(batch: tuple[Case, ...]) -> str:
    trick = TRICKS[len(batch[0].sentence) % len(TRICKS)]
    told = [{"text": case.sentence, "sources": [1]} for case in batch]
    return json.dumps({"sentences": [*told, {"text": trick, "sources": [9]}]})


def is_the_articles_own(sentence: Sentence, article: Article) -> bool:
    """Whether it is a sentence of the article, but for a name in place of a pronoun that the repairs tell of."""
    text = sentence.text
    for repair in reversed(sentence.repairs):
        if named := re.fullmatch("“(.+)” is (.+)", repair):
            text = text.replace(named[2], named[1], 1)
    return text in " ".join(article.text.split()) and sentence.repairs[0].startswith("put back into the article's own")


def assert_nothing_false(answer: Answer, batch: tuple[Case, ...], article: Article) -> None:
    worded = [sentence for sentence in answer.sentences if sentence.by == "model"]
    truths = {truth for case in batch for truth in case.truths}
    assert [one.text for one in worded if one.text not in truths and not is_the_articles_own(one, article)] == []
    assert truths.isdisjoint(case.sentence for case in batch)
    assert {sentence.text for sentence in worded}.isdisjoint(case.sentence for case in batch)
    assert not re.search(r"https?:|evil|\]\(|<\w|javascript", answer.text)
    assert {citation.article_id for citation in answer.citations} <= {article.id}
    for sentence in worded:
        for quotation in quotations_in(sentence.text):
            assert any(stands_in_marks(article.text, spans) for spans in locate(quotation.words, article.text))
        told = {number.value for number in numbers_of(f"{article.text} {article.title}")}
        assert {number.value for number in numbers_of(sentence.text)} <= told
