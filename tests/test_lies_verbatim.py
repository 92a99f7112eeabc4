"""An article's own sentences, whole, cut or led in, are never dropped; the same with one word turned always are."""

import pytest

from assistant import verify
from assistant.samples import folder
from assistant.values import Answer
from index.readers import read_article, read_inputs
from index.values import Article
from tests.benchmarks.edits_true import sentences

SAMPLES = [item for item in read_inputs([folder()]) if isinstance(item, Article)]
TEXT = """---
title: Tram line to the harbour
date: 2022-05-03
source: The Wend Courier
---
BREMOOR (WC) — The tram line to the harbour, which cost £38m, opened on Tuesday. She’s late, people say of it.

“I laid the first rail myself,” Ada Quist, the chief engineer, said. “It is straight.”

She said the second line would follow in 2025, although the money has not been found. Her deputy, Milo Tarn, denied that
it was too late. “It’s never too late,” he said.

The singer Pia Lund rode on the first tram. The singer said she was delighted. Trams run every 12 minutes, according to
an article in the Wend Almanac earlier this month."""


@pytest.fixture(scope="module")
def tram(tmp_path_factory: pytest.TempPathFactory) -> Article:
    path = tmp_path_factory.mktemp("tram") / "tram.md"
    path.write_text(TEXT, encoding="utf-8")
    return read_article(path)[0]


def verified(sentence: str, article: Article) -> Answer:
    return verify(f"{sentence} [1]", [article])


@pytest.mark.parametrize("article", SAMPLES, ids=lambda article: article.id)
def test_no_sentence_of_an_article_is_dropped(article: Article) -> None:
    told = [sentence for _, sentence in sentences(article)]
    assert [sentence for sentence in told if not verified(sentence, article).sentences] == []


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("The tram line to the harbour, which cost £38m, opened on Tuesday.", ""),
        ("The Wend Courier reported that the tram line to the harbour, which cost £38m, opened on Tuesday.", ""),
        ("According to the Wend Courier, the tram line to the harbour, which cost £38m, opened on Tuesday.", ""),
        ("She’s late, people say of it.", ""),
        ('"I laid the first rail myself," Ada Quist, the chief engineer, said.', ""),
        ("She said the second line would follow in 2025.", "Ada Quist said the second line would follow in 2025."),
        ("“It’s never too late,” he said.", "“It’s never too late,” Milo Tarn said."),
        ("Ada Quist said the second line would follow in 2025.", ""),
        ("On 3 May 2022, the singer Pia Lund rode on the first tram.", ""),
        ("Pia Lund said she was delighted.", ""),
        ("The chief engineer said the second line would follow in 2025.", ""),
        (
            "According to the passage, the singer Pia Lund rode on the first tram.",
            "The singer Pia Lund rode on the first tram.",
        ),
        ("Trams run every 12 minutes, according to an article in the Wend Almanac earlier this month.", ""),
    ],
)
def test_an_article_s_own_words_are_kept(tram: Article, sentence: str, kept: str) -> None:
    assert [found.text for found in verified(sentence, tram).sentences] == [kept or sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "The tram line to the harbour, which cost £12m, opened on Tuesday.",
        "The tram line to the harbour, which cost £38m, has not opened on Tuesday.",
        "The Wend Courier reported that the tram line to the harbour, which cost £38m, did not open on Tuesday.",
        "The Bremoor Echo reported that the tram line to the harbour, which cost £38m, opened on Tuesday.",
        "The singer Ada Quist rode on the first tram.",
        "Her deputy, Pia Lund, denied that it was too late.",
        "On 4 May 2022, the singer Pia Lund rode on the first tram of 2025.",
        "Pia Lund said the second line would follow in 2025.",
        "I laid the first rail myself.",
        "Milo Tarn said she was delighted.",
        "The deputy said the second line would follow in 2025.",
        "According to the passage, the singer Ada Quist rode on the first tram.",
        "Milo Tarn said it was too late.",
    ],
)
def test_an_article_s_own_words_with_one_turned_are_dropped(tram: Article, sentence: str) -> None:
    assert verified(sentence, tram).sentences == ()


@pytest.mark.parametrize(("who", "kept"), [("The G7 ministers want", True), ("Russia wants", False)])
def test_what_a_headline_s_people_are_out_for_needs_no_statement(who: str, kept: bool) -> None:
    article = next(article for article in SAMPLES if article.id == "g7-communique")
    answer = verified(f"{who} to have 40 million more girls in school by 2026.", article)
    assert bool(answer.sentences) is kept
