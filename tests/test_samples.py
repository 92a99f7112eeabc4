"""The bundled articles and questions agree with each other, with their README and with the readers."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.evaluation.matching import met
from assistant.evaluation.questions import Expect, Question
from assistant.evaluation.sets import read_set
from assistant.samples import folder, questions
from index.readers import read_inputs
from index.values import Article

ARTICLES = folder()
SAMPLES = ARTICLES.parent


def _texts() -> dict[str, str]:
    """Bodies by id (by file name where there is none), read without the readers."""
    texts = {path.name: path.read_text("utf-8").partition("\n")[2].strip() for path in ARTICLES.glob("*.txt")}
    for path in ARTICLES.glob("*.md"):
        front, body = _parts(path)
        texts[front["id"]] = body.strip()
    for path in ARTICLES.glob("*.jsonl"):
        records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        texts |= {record["id"]: record["text"] for record in records}
    return texts


def _parts(path: Path) -> tuple[dict[str, Any], str]:
    _, front, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


def _as_list(entry: Any) -> list[Any]:
    return entry if isinstance(entry, list) else [entry]  # pyright: ignore[reportUnknownVariableType]


TEXTS = _texts()
QUESTIONS = read_set(questions())
ANSWERABLE = [(question, question.expect) for question in QUESTIONS if question.expect is not None]
each_question: Callable[[Any], Any] = pytest.mark.parametrize(
    ("question", "expect"), [pytest.param(*pair, id=pair[0].id) for pair in ANSWERABLE]
)


def _gold(expect: Expect) -> list[str]:
    """The texts of the expected articles; all texts where none are named."""
    ids = [one for entry in expect.articles for one in _as_list(entry)]
    return [TEXTS[one] for one in ids] if ids else list(TEXTS.values())


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.md")), ids=lambda path: path.stem)
def test_front_matter_names_the_article_as_its_file_does(path: Path) -> None:
    front, _ = _parts(path)
    assert front["id"] == path.stem
    assert front.keys() - {"date"} == {"id", "title", "outlet", "byline", "section", "kind"}
    assert front["kind"] in ("news", "opinion")


def test_only_the_explainer_has_no_date() -> None:
    undated = [path.stem for path in ARTICLES.glob("*.md") if not isinstance(_parts(path)[0].get("date"), date)]
    assert undated == ["barrier-explained"]


def test_the_readers_take_every_article_without_a_problem() -> None:
    read = list(read_inputs([ARTICLES]))
    assert [item for item in read if not isinstance(item, Article)] == []
    articles = [item for item in read if isinstance(item, Article)]
    expected = {name: text for name, text in TEXTS.items() if not name.endswith(".txt")}
    found = {article.id: article.text for article in articles if article.id in expected}
    assert found == expected
    others = {article.text for article in articles if article.id not in expected}
    assert others == {text for name, text in TEXTS.items() if name.endswith(".txt")}


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_an_article_is_as_long_as_news_is(name: str) -> None:
    assert 250 <= len(TEXTS[name].split()) <= 600


def test_real_people_are_never_quoted() -> None:
    real = {"kabul-falls.txt"}
    for path in ARTICLES.glob("*.md"):
        front, _ = _parts(path)
        if front["section"] == "World":
            real.add(path.stem)
            assert front["outlet"] in ("Sample Post", "Sample Dispatch")
    assert len(real) == 10
    assert [name for name in sorted(real) if re.search('[“”"‘«»]', TEXTS[name])] == []


@each_question
def test_expected_articles_exist_and_are_not_plain_text_files(question: Question, expect: Expect) -> None:
    ids = {one for entry in expect.articles for one in _as_list(entry)}
    assert ids <= {name for name in TEXTS if not name.endswith(".txt")}
    assert bool(ids) != ("text-file" in question.tags)


@each_question
def test_each_expected_answer_stands_in_an_expected_article(question: Question, expect: Expect) -> None:
    assert expect.answers, question.id
    missing = [entry for entry in expect.answers if not any(met(entry, text) for text in _gold(expect))]
    assert missing == []


@each_question
def test_each_span_stands_in_its_article(question: Question, expect: Expect) -> None:
    assert [span for span in expect.spans if span.words not in TEXTS[span.article]] == [], question.id


@each_question
def test_each_quotation_stands_verbatim_inside_quotation_marks(question: Question, expect: Expect) -> None:
    assert expect.speaker or not expect.quotations, question.id
    for words in expect.quotations:
        assert any(_quoted(words, text) for text in _gold(expect)), words
    for words in expect.forbidden_quotations:
        assert any(_quoted(words, text) for text in TEXTS.values()), words


def _quoted(words: str, text: str) -> bool:
    """Is the last double mark before the words an opening one? A quotation of several paragraphs opens each anew."""
    start = text.find(words)
    return start >= 0 and text.rfind("“", 0, start) > text.rfind("”", 0, start)


@each_question
def test_the_expected_speaker_is_named_in_an_expected_article(question: Question, expect: Expect) -> None:
    assert expect.speaker is None or any(expect.speaker in text for text in _gold(expect)), question.id


def test_a_speaker_who_is_absent_is_named_nowhere() -> None:
    absent = {question.id for question in QUESTIONS if question.reason == "speaker_absent"}
    assert absent == {"merkel-pipeline", "greaves-ferry", "reporter-is-no-source"}
    assert [name for name, text in TEXTS.items() if re.search("Merkel|Greaves|Lamont", text)] == []


def test_every_reason_for_a_refusal_but_hearsay_is_asked_for() -> None:
    reasons = {question.reason for question in QUESTIONS if question.unanswerable}
    assert reasons == {"speaker_absent", "speaker_not_on_topic", "nothing_relevant", "outside_dates"}


def test_wire_copies_differ_in_their_headline_and_last_paragraph_only() -> None:
    examiner, courier = TEXTS["mill-sale-examiner"], TEXTS["mill-sale-courier"]
    assert examiner.rpartition("\n\n")[0] == courier


def test_the_readme_lists_every_article_and_no_other() -> None:
    readme = (SAMPLES / "README.md").read_text("utf-8")
    named = set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)+(?:\.txt)?)`", readme))
    assert named == set(TEXTS)
    assert f"{len(TEXTS)} articles and {len(QUESTIONS)} questions" in readme
