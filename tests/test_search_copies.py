"""Of several articles that are one report, one has hits; the others are named in them."""

from pathlib import Path

from index import Article, open_index
from index.search import Shape

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
