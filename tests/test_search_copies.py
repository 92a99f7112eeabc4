"""Of several articles that are one report, one has hits; the others are named in them."""

from datetime import date
from pathlib import Path

import pytest

from assistant.gathering.gather import gather
from index import Article, open_index
from index.search import Shape
from index.values import Published
from tests.fakes import HashingEmbedder

PARAGRAPHS = [
    "The ferry to Wend ran aground in fog off the harbour mouth on Monday, with ninety people aboard, and all of them"
    " were brought ashore by lifeboats within two hours of the alarm being raised by a fisherman." + filling
    for filling in (
        " The coastguard thanked the crews of three villages." * 12,
        " The rudder of the ferry was mended in winter, engineers said, and a second ship is to be hired." * 8,
        " The owners of the ferry promised a report by the end of June, and the council asked for one sooner." * 8,
    )
]


def test_one_report_in_two_outlets_has_hits_in_one_of_them_alone(tmp_path: Path) -> None:
    with open_index(tmp_path) as news:
        news.add(
            [
                Article(id="whole", title="Ferry aground", text="\n\n".join(PARAGRAPHS)),
                Article(id="cut", title="Rescue in fog", text="\n\n".join(reversed(PARAGRAPHS[:2]))),
                Article(id="other", title="Ferry timetable", text="The ferry to Wend leaves at noon from Monday on."),
            ],
            embed=False,
        )
        assert news.copies_of("cut") == ("whole", "cut")
        hits = news.search("ferry to Wend", mode="lexical", per_article=None)
        reports = {hit.passage.article_id for hit in hits} - {"other"}
        assert len(reports) == 1
        (report,) = reports
        (copy,) = {"whole", "cut"} - reports
        first = next(hit for hit in hits if hit.passage.article_id == report)
        assert first.copies == (copy,)
        every = news.search_report(
            news.understand("ferry to Wend"), Shape(per_article=None, every_copy=True), "lexical"
        )
        assert {hit.passage.article_id for hit in every.hits} == {"whole", "cut", "other"}


REPORT = {
    "wanted": "The ferry to Wend will be replaced within a year, the harbour minister of the islands said on Monday"
    " after a second breakdown in the fog off the harbour mouth.",
    "said": '"We will buy a new ferry for Wend, and it will carry ninety people," said Harriet Vane, the harbour'
    ' minister. "No islander will pay more for the ferry than today."',
    "asked": "The council of Wend welcomed the new ferry. Its chair, Piers Ludlow, said that the pier has to be widened"
    " for the ferry before winter, and asked who is to pay for that.",
    "old": "The ferry that broke down was built in 1988 and has been repaired nine times since, most lately in March,"
    " when its rudder was mended.",
}


def printed(name: str, day: int, *parts: str) -> Article:
    return Article(
        id=name,
        title=f"Ferry for Wend, {name}",
        text="\n\n".join(REPORT[part] for part in parts),
        published=Published(value=date(2021, 5, day), found_in="test"),
    )


@pytest.mark.parametrize(
    ("question", "from_ledger"),
    [
        ("What did Harriet Vane say about the ferry?", 1),
        ("When was the ferry built?", 0),
        ("Who is to pay for the pier?", 0),
        ("What is known of the new ferry to Wend?", 0),
    ],
)
def test_of_one_report_in_three_outlets_an_answer_has_one_for_its_sources(
    tmp_path: Path, question: str, from_ledger: int
) -> None:
    other = "Timetables of the ferry to Wend change in June: it leaves at noon, and the last comes back at nine."
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add(
            [
                printed("whole", 3, "wanted", "said", "asked", "old"),
                printed("cut", 4, "wanted", "said", "old"),
                printed("turned", 4, "wanted", "asked", "old", "said"),
                Article(id="other", title="Timetables", text=other),
            ]
        )
        news.extract_pending()
        assert news.copies_of("cut") == ("whole", "cut", "turned")
        assert {quote.article_id for quote in news.said("Harriet Vane")} == {"whole", "cut", "turned"}
        evidence = gather(news.understand(question), news, k=6, budget=1200)
    first, second = dict.fromkeys(source.article.id for source in evidence.sources)
    assert first in {"whole", "cut", "turned"}
    assert second == "other"
    assert evidence.from_ledger == from_ledger
