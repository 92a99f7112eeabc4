"""The ledger with quotes as given, on a real index; the people and places are fictional."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index import ledger, open_index, store
from index.news import NewsIndex
from index.values import Article, Progress, Published, Quote, QuoteKind

FERRY = (
    "Mayor Anna Ward said the ferry “will sail again” in May.\n\n"
    "She insisted that nobody had been hurt.\n\n"
    "The harbour master, Tom Hale, called the repairs of the ferry “a disgrace”."
)
MILL = "Ward praised the mill in Oslo. Ms. Ward was tired, she added."


@pytest.fixture
def news(tmp_path: Path) -> Iterator[NewsIndex]:
    with open_index(tmp_path) as opened:
        yield opened


def put(news: NewsIndex, article_id: str, text: str, *said: tuple[str | None, str, str], **fields: object) -> None:
    """Add an article with quotes: each the speaker, the mention and the words, where they first stand in `text`."""
    day = fields.pop("day", None)
    published = Published(value=day, found_in="test") if isinstance(day, date) else None
    outlet, title = str(fields.get("outlet", "Gazette")), str(fields.get("title", ""))
    article = Article(id=article_id, title=title, text=text, published=published, outlet=outlet)
    news.add([article], embed=False)
    database = news._parts.database  # pyright: ignore[reportPrivateUsage]
    with database.transaction() as connection:
        key = store.newest_key(connection, article_id)
        assert key is not None
        ledger.put_quotes(connection, key, article, [quote(article, *entry) for entry in said])


def quote(article: Article, speaker: str | None, mention: str, words: str, kind: QuoteKind = "direct") -> Quote:
    start = article.text.index(words)
    at = article.text.index(mention)
    return Quote(
        article_id=article.id,
        start=start,
        end=start + len(words),
        text=words,
        speaker=speaker,
        speaker_start=at,
        speaker_end=at + len(mention),
        cue="said",
        kind=kind,
    )


def ferry(news: NewsIndex, article_id: str = "ferry", **fields: object) -> None:
    put(
        news,
        article_id,
        FERRY,
        ("Anna Ward", "Mayor Anna Ward", "“will sail again”"),
        ("Anna Ward", "She", "that nobody had been hurt"),
        ("Tom Hale", "Tom Hale", "“a disgrace”"),
        **fields,
    )


def words(quotes: tuple[Quote, ...]) -> list[str]:
    return [quote.text for quote in quotes]


def test_quotes_come_back_as_they_were_put(news: NewsIndex):
    ferry(news)
    first = news.quotes("ferry")[0]
    assert first == Quote(
        article_id="ferry",
        start=FERRY.index("“will"),
        end=FERRY.index("again”") + 6,
        text="“will sail again”",
        speaker="Anna Ward",
        speaker_start=0,
        speaker_end=15,
        cue="said",
        kind="direct",
    )
    assert len(news.quotes("ferry")) == 3
    status = news.status()
    assert (status.quotes, status.quotes_pending) == (3, 0)


@pytest.mark.parametrize(
    "asked", ["Ward", "ward", "Anna Ward", "anna ward", "Anna J. Ward", "Mayor Ward", "Ms Ward", "the Mayor", "mayor"]
)
def test_a_person_is_found_by_any_form_of_the_name_and_by_the_role_an_article_gives(news: NewsIndex, asked: str):
    ferry(news)
    assert words(news.said(asked)) == ["“will sail again”", "that nobody had been hurt"]


def test_nobody_of_that_name_is_an_empty_answer(news: NewsIndex):
    ferry(news)
    assert news.said("Berg") == ()
    assert news.said("Tom Ward") == ()
    assert news.said("") == ()
    assert news.said("' OR 1=1 --") == ()


def test_statements_come_oldest_first_and_undated_last(news: NewsIndex):
    for article_id, day in (("c", None), ("b", date(2022, 5, 2)), ("a", date(2021, 5, 2))):
        put(news, article_id, f"Ana Roe: {article_id}.", ("Ana Roe", "Ana Roe", article_id), day=day)
    assert words(news.said("Roe")) == ["a", "b", "c"]
    assert words(news.said("Roe", since=date(2022, 1, 1))) == ["b", "c"]
    assert words(news.said("Roe", until=date(2021, 12, 31))) == ["a", "c"]
    assert words(news.said("Roe", limit=1)) == ["c"]


def test_outlets_are_whole_names_in_any_case(news: NewsIndex):
    ferry(news, "one", outlet="Gazette")
    ferry(news, "two", outlet="Evening Gazette")
    assert {quote.article_id for quote in news.said("Hale", outlets=["gazette"])} == {"one"}


def test_a_surname_alone_means_everybody_of_that_surname_and_each_quote_says_who(news: NewsIndex):
    put(news, "one", "Anna Ward: yes.", ("Anna Ward", "Anna Ward", "yes"), day=date(2021, 1, 1))
    put(news, "two", "Tom Ward: no.", ("Tom Ward", "Tom Ward", "no"), day=date(2021, 1, 2))
    assert [(quote.speaker, quote.text) for quote in news.said("Ward")] == [("Anna Ward", "yes"), ("Tom Ward", "no")]
    assert words(news.said("Tom Ward")) == ["no"]


def test_an_article_without_the_full_name_joins_the_only_person_of_that_surname(news: NewsIndex):
    ferry(news, day=date(2021, 1, 1))
    put(news, "mill", MILL, ("Ward", "Ward", "the mill in Oslo"), day=date(2021, 1, 2))
    assert words(news.said("Anna Ward"))[-1] == "the mill in Oslo"
    put(news, "tom", "Tom Ward: no.", ("Tom Ward", "Tom Ward", "no"), day=date(2021, 1, 3))
    assert "the mill in Oslo" not in words(news.said("Anna Ward"))
    assert "the mill in Oslo" in words(news.said("Ward"))


def test_a_title_chooses_among_people_of_one_surname(news: NewsIndex):
    put(news, "one", "Mayor Anna Ward: yes.", ("Anna Ward", "Mayor Anna Ward", "yes"))
    put(news, "two", "Tom Ward: no.", ("Tom Ward", "Tom Ward", "no"))
    assert words(news.said("Mayor Ward")) == ["yes"]
    assert len(news.said("Mr Ward")) == 2


def test_a_family_name_in_front_is_learnt_from_the_article(news: NewsIndex):
    put(news, "one", "Li Weiming left. Li was glad.", ("Li Weiming", "Li", "glad"), day=date(2021, 1, 1))
    put(news, "two", "Li Weiming: no.", ("Li Weiming", "Li Weiming", "no"), day=date(2021, 1, 2))
    assert words(news.said("Li")) == ["glad", "no"]
    assert words(news.said("Li Weiming")) == ["glad", "no"]


def test_what_two_people_say_together_is_found_for_each(news: NewsIndex):
    put(news, "one", "Anna Ward and Tom Hale denied it.", ("Anna Ward and Tom Hale", "Anna Ward", "denied it"))
    assert words(news.said("Anna Ward")) == words(news.said("Hale")) == ["denied it"]
    assert news.status().quotes == 1


def test_two_people_can_be_asked_for_at_once(news: NewsIndex):
    ferry(news)
    assert len(news.said("Ward and Hale")) == 3
    assert words(news.said("Hale and Berg")) == ["“a disgrace”"]


def test_institutions_are_speakers_too(news: NewsIndex):
    put(news, "one", "The Harbour Ministry said so.", ("the Harbour Ministry", "The Harbour Ministry", "so"))
    assert words(news.said("Harbour Ministry")) == words(news.said("the harbour ministry")) == ["so"]
    assert news.said("Ministry") == ()


def test_people_around_a_person_are_not_found_for_that_person(news: NewsIndex):
    put(news, "one", "Ward aides said no.", ("Ward aides", "Ward aides", "no"))
    put(news, "two", "An adviser to Anna Ward: no.", ("an adviser to Anna Ward", "An adviser", "no"))
    assert news.said("Ward") == news.said("Anna Ward") == ()


def test_about_selects_the_statements_on_the_topic(news: NewsIndex):
    ferry(news, title="Harbour news")
    put(news, "mill", "Anna Ward praised the mill.", ("Anna Ward", "Anna Ward", "the mill"))
    assert words(news.said("Ward", about="the ferry")) == ["“will sail again”", "that nobody had been hurt"]
    assert words(news.said("Ward", about="mills")) == ["the mill"]
    assert news.said("Ward", about="nuclear power") == ()
    assert words(news.said("Ward", about="ferry", limit=1)) == ["“will sail again”"]


def test_a_limit_prefers_what_stands_in_quotation_marks_to_newer_reports_of_it(news: NewsIndex):
    text = "Anna Ward praised the mill. “The mill is fine,” Anna Ward said. Anna Ward liked the old mill."
    article = Article(id="one", title="", text=text)
    news.add([article], embed=False)
    database = news._parts.database  # pyright: ignore[reportPrivateUsage]
    quotes = [
        quote(article, "Anna Ward", "Anna Ward", "the mill", "indirect"),
        quote(article, "Anna Ward", "Anna Ward", "“The mill is fine,”", "direct"),
        quote(article, "Anna Ward", "Anna Ward", "the old mill", "indirect"),
    ]
    with database.transaction() as connection:
        key = store.newest_key(connection, "one")
        assert key is not None
        ledger.put_quotes(connection, key, article, quotes)
    assert words(news.said("Ward", about="mill", limit=1)) == ["“The mill is fine,”"]
    assert words(news.said("Ward", about="mill", limit=2)) == ["“The mill is fine,”", "the old mill"]


def test_a_topic_without_a_word_that_says_anything_is_none(news: NewsIndex):
    ferry(news)
    assert len(news.said("Ward", about="it?")) == len(news.said("Ward", about=" ")) == 2


def test_a_pronoun_stands_for_the_topic_where_the_same_speaker_goes_on(news: NewsIndex):
    text = "Anna Ward spoke of the mill.\n\nShe would miss it.\n\nTom Hale bought a boat."
    put(
        news,
        "one",
        text,
        ("Anna Ward", "Anna Ward", "the mill"),
        ("Anna Ward", "She", "would miss it"),
        ("Tom Hale", "Tom Hale", "a boat"),
    )
    assert words(news.said("Ward", about="mill")) == ["the mill", "would miss it"]
    assert news.said("Hale", about="mill") == ()


def test_an_article_on_the_topic_by_its_title_keeps_statements_that_do_not_name_it(news: NewsIndex):
    put(news, "one", "Anna Ward was glad.", ("Anna Ward", "Anna Ward", "glad"), title="Old mill to open again")
    assert words(news.said("Ward", about="mill")) == ["glad"]


@pytest.mark.parametrize("about", ["Norway", "Norwegian mills", "Oslo"])
def test_a_country_is_meant_by_its_adjective_and_its_capital(news: NewsIndex, about: str):
    put(news, "mill", MILL, ("Ward", "Ward", "the mill in Oslo"))
    assert words(news.said("Ward", about=about)) == ["the mill in Oslo"]


def test_quotes_leave_with_their_article(news: NewsIndex):
    ferry(news)
    news.delete(["ferry"])
    assert news.said("Ward") == ()
    assert news.status().quotes == 0
    assert news.speakers() == ()


def test_quotes_of_an_older_version_leave(news: NewsIndex):
    ferry(news)
    news.add([Article(id="ferry", title="", text="Nothing happened.")], embed=False)
    assert news.said("Ward") == ()
    status = news.status()
    assert (status.quotes, status.quotes_pending) == (0, 1)


def test_putting_quotes_again_replaces_them(news: NewsIndex):
    ferry(news)
    ferry(news)
    assert news.status().quotes == 3
    assert len(news.said("Ward")) == 2


def test_speakers_are_listed_once_with_their_counts_and_days(news: NewsIndex):
    ferry(news, "one", day=date(2021, 5, 1))
    ferry(news, "two", day=date(2021, 6, 1))
    anna, tom = news.speakers()
    assert (anna.name, anna.key, anna.statements) == ("Anna Ward", "anna ward", 4)
    assert (anna.first, anna.last) == (date(2021, 5, 1), date(2021, 6, 1))
    assert (tom.name, tom.statements) == ("Tom Hale", 2)
    assert [speaker.name for speaker in news.speakers("ha")] == ["Tom Hale"]
    assert [speaker.name for speaker in news.speakers("Anna W")] == ["Anna Ward"]
    assert words(news.said(anna.key)) == words(news.said(anna.name))


def test_close_names_are_suggested_for_a_misspelling(news: NewsIndex):
    ferry(news)
    assert news.close_names("Wrad") == ("Anna Ward",)
    assert news.close_names("Ana Ward") == ("Anna Ward",)
    assert news.close_names("Zimmermann") == ()


def test_the_ledger_is_filled_from_the_text_itself(news: NewsIndex):
    news.add([Article(id="ferry", title="", text=FERRY), Article(id="mill", title="", text=MILL)], embed=False)
    assert news.said("Ward") == ()
    assert "The quotes of 2 articles are not extracted yet: `onrecord index` does it." in news.warnings
    steps: list[tuple[str, int, int | None]] = []
    assert news.extract_pending(lambda step: steps.append((step.stage, step.done, step.total))) == 2
    assert steps == [("quotes", 2, 2)]
    assert "that nobody had been hurt" in words(news.said("Anna Ward"))
    assert all("disgrace" in quote.text for quote in news.said("Hale"))
    assert news.status().quotes_pending == 0
    assert news.extract_pending() == 0


def test_passages_learn_who_speaks_in_them_and_their_context_is_searched(news: NewsIndex):
    text = f"Anna Ward said the ferry would sail.\n\n{'It rained for days on end. ' * 40}\n\nShe insisted on the mill."
    news.add([Article(id="one", title="", text=text)], embed=False)
    news.extract_pending()
    assert [passage.speaker for passage in news.passages("one")][-1] == "Anna Ward"
    hits = news.search("mill", speaker="Ward", mode="lexical")
    assert "insisted on the mill" in hits[0].passage.text


def test_quotes_of_an_article_are_extracted_when_they_are_asked_for(news: NewsIndex):
    news.add([Article(id="ferry", title="", text=FERRY)], embed=False)
    quotes = news.quotes("ferry")
    assert {quote.article_id for quote in quotes} == {"ferry"}
    assert all(FERRY[quote.start : quote.end] == quote.text for quote in quotes)
    assert news.status().quotes == len(quotes) >= 3
    assert news.quotes("ferry") == quotes


def test_an_article_that_is_added_while_others_are_extracted_waits_its_turn(news: NewsIndex):
    news.add([Article(id="ferry", title="", text=FERRY)], embed=False)
    news.extract_pending()
    news.add([Article(id="mill", title="", text=MILL)], embed=False)
    assert news.status().quotes_pending == 1
    assert news.extract_pending() == 1


def test_what_was_extracted_before_an_interruption_is_kept(news: NewsIndex):
    news.add([Article(id=f"{i}", title="", text=f"Ana Roe said {i} ships came.") for i in range(40)], embed=False)

    def interrupt(step: Progress) -> None:
        del step
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        news.extract_pending(interrupt)
    kept = news.status()
    assert kept.quotes == len(news.said("Roe")) == 40 - kept.quotes_pending
    assert 0 < kept.quotes_pending < 40
    assert news.extract_pending() == kept.quotes_pending
    assert len(news.said("Roe")) == 40


def test_a_name_of_the_topic_must_be_there(news: NewsIndex):
    put(news, "one", "Anna Ward spoke of fishing in Norway.", ("Anna Ward", "Anna Ward", "fishing in Norway"))
    put(news, "two", "Anna Ward spoke of fishing rights.", ("Anna Ward", "Anna Ward", "fishing rights"))
    for i in range(60):
        news.add([Article(id=f"{i}", title="", text="It rained on the mill.")], embed=False)
    assert words(news.said("Ward", about="fishing")) == ["fishing in Norway", "fishing rights"]
    assert words(news.said("Ward", about="fishing rights in Norway")) == ["fishing in Norway"]
    assert news.said("Ward", about="fishing in Iceland") == ()


def test_a_ministry_is_no_he_but_its_passages_are_found_by_it(news: NewsIndex):
    rain = "It rained for days on end. " * 40
    said = "Anna Ward said the ferry was late.\n\nThe Harbour Ministry said the mill would close."
    text = f"{said}\n\n{rain}\n\nThe ferry sailed."
    news.add([Article(id="one", title="", text=text)], embed=False)
    news.extract_pending()
    assert {passage.speaker for passage in news.passages("one")} == {None, "Anna Ward"}
    assert len(news.search("mill", speaker="Harbour Ministry", mode="lexical")) == 1
