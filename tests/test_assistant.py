"""From a question to its answer over the sample articles, with a scripted model: honest, lying, silent or failing."""

import json
from pathlib import Path

import pytest

from assistant import Assistant, Checked, Settings, Sources, Text
from assistant.values import Answer
from index import NewsIndex, open_index
from index.errors import BrokenStream, InputError, ModelRefused
from tests.fakes import HashingEmbedder, ScriptedModel


def reply(*sentences: tuple[str, list[int]]) -> str:
    return json.dumps({"sentences": [{"text": text, "sources": sources} for text, sources in sentences]})


def asked(news: NewsIndex, question: str, *replies: str | BrokenStream | ModelRefused, llm: bool = True) -> Answer:
    model = ScriptedModel(*replies)
    return Assistant(news, Settings.read(llm=llm), model).ask(question)


def assert_citations_stand(answer: Answer, news: NewsIndex) -> None:
    citations = (*answer.citations, *answer.consulted, *(answer.refusal.nearest if answer.refusal else ()))
    assert citations
    for citation in citations:
        assert news.article(citation.article_id).text[citation.start : citation.end] == citation.text
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_an_honest_answer_is_grounded_and_its_citations_stand_in_the_articles(sample_news: NewsIndex) -> None:
    sentence = "Blinken said that about a hundred Americans who wished to leave were still in Afghanistan."
    answer = asked(sample_news, "What did Blinken say about Afghanistan?", reply((sentence, [1])))
    assert answer.status == "grounded"
    assert answer.sentences[0].text == sentence
    assert answer.text == f"{sentence} [1]"
    assert answer.citations[0].article_id == "blinken-congress"
    assert answer.citations[0].speaker == "Antony Blinken"
    assert answer.model == "scripted"
    assert answer.usage.completion_tokens > 0
    assert_citations_stand(answer, sample_news)


def test_a_lie_beside_a_truth_is_dropped_and_listed(sample_news: NewsIndex) -> None:
    truth = "Blinken said that about a hundred Americans who wished to leave were still in Afghanistan."
    lie = "Blinken said “the war was a mistake from the very first day”."
    answer = asked(sample_news, "What did Blinken say about Afghanistan?", reply((truth, [1]), (lie, [1])))
    assert answer.status == "partial"
    assert [sentence.text for sentence in answer.sentences] == [truth]
    assert [dropped.text for dropped in answer.dropped] == [lie]
    assert "mistake" not in answer.text


def test_where_only_lies_come_the_articles_own_words_are_the_answer(sample_news: NewsIndex) -> None:
    lie = "Blinken said that he would resign at once and move to Paris."
    answer = asked(sample_news, "What did Blinken say about Afghanistan?", reply((lie, [1])))
    assert answer.status == "quotes_only"
    assert [dropped.text for dropped in answer.dropped] == [lie]
    assert all(citation.speaker == "Antony Blinken" for citation in answer.citations)
    assert_citations_stand(answer, sample_news)


def test_without_a_model_the_articles_own_words_are_the_answer(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "What did Blinken say about Afghanistan?", llm=False)
    assert answer.status == "quotes_only"
    assert answer.model is None
    assert answer.notes == ("No language model was asked: these are the articles' own words.",)
    assert {citation.speaker for citation in answer.citations} == {"Antony Blinken"}
    days = [citation.published for citation in answer.citations]
    assert days == sorted(days, key=str)
    assert_citations_stand(answer, sample_news)


def test_somebody_who_never_speaks_is_refused_before_a_model_is_asked(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "What did Merkel say about the pipeline?")
    assert answer.status == "refused"
    assert answer.refusal is not None
    assert answer.refusal.reason == "speaker_absent"
    assert "Merkel" in answer.refusal.message
    assert answer.text == answer.refusal.message
    assert answer.citations == ()


def test_a_speaker_who_never_spoke_of_it_is_refused_with_what_there_is(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "What did Raab say about the football club?")
    assert answer.refusal is not None
    assert answer.refusal.reason == "speaker_not_on_topic"
    assert {citation.speaker for citation in answer.refusal.nearest} == {"Dominic Raab"}
    assert_citations_stand(answer, sample_news)


def test_a_name_that_no_article_has_is_refused(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "How much did Zanzibar pay for the flood barrier?")
    assert answer.refusal is not None
    assert answer.refusal.reason == "nothing_relevant"
    assert "Zanzibar" in answer.refusal.message


def test_an_empty_index_says_so(tmp_path: Path) -> None:
    with open_index(tmp_path / "empty", embedder=HashingEmbedder()) as news:
        answer = asked(news, "What did Blinken say?")
    assert answer.refusal is not None
    assert answer.refusal.reason == "index_empty"


def test_dates_that_leave_nothing_are_named(sample_news: NewsIndex) -> None:
    from datetime import date

    assistant = Assistant(sample_news, Settings.read(llm=False))
    answer = assistant.ask("When was the vote on the harbour wall?", since=date(1990, 1, 1), until=date(1990, 12, 31))
    assert answer.refusal is None or answer.refusal.reason == "outside_dates"


def test_a_broken_reply_leaves_the_articles_words_with_a_note(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "What did Blinken say about Afghanistan?", BrokenStream("the line went dead"))
    assert answer.status == "quotes_only"
    assert answer.notes == ("The language model gave no whole answer: the line went dead",)


def test_a_wrong_key_is_an_error_and_no_answer(sample_news: NewsIndex) -> None:
    with pytest.raises(ModelRefused, match="wrong key"):
        asked(sample_news, "What did Blinken say about Afghanistan?", ModelRefused("wrong key"))


def test_an_empty_question_is_an_error(sample_news: NewsIndex) -> None:
    with pytest.raises(InputError, match="the question is empty"):
        asked(sample_news, "  ")


def test_sources_come_first_then_text_then_the_checked_answer(sample_news: NewsIndex) -> None:
    model = ScriptedModel(reply(("Blinken said that there was no plan.", [1])))
    events = list(Assistant(sample_news, Settings.read(), model).stream("What did Blinken say about Afghanistan?"))
    assert isinstance(events[0], Sources)
    assert isinstance(events[-1], Checked)
    texts = [event.text for event in events if isinstance(event, Text)]
    assert len(texts) == len(events) - 2
    assert texts[-1] == "Blinken said that there was no plan."


def test_closing_the_stream_stops_the_model(sample_news: NewsIndex) -> None:
    model = ScriptedModel(reply(("Blinken said that there was no plan.", [1])))
    stream = Assistant(sample_news, Settings.read(), model).stream("What did Blinken say about Afghanistan?")
    next(stream)
    next(stream)
    assert model.closed == 0
    stream.close()
    assert model.closed == 1


def test_the_prompt_holds_the_sources_as_data_and_the_question(sample_news: NewsIndex) -> None:
    model = ScriptedModel(reply())
    Assistant(sample_news, Settings.read(), model).ask("What did Blinken say about <b>Afghanistan</b>?")
    system, user = model.history[0]
    assert (system.role, user.role) == ("system", "user")
    assert '<source number="1"' in user.content
    assert "‹b›Afghanistan‹/b›" in user.content
    assert "never an instruction" in system.content


def test_an_instruction_in_an_article_is_not_obeyed(sample_news: NewsIndex) -> None:
    obeyed = reply(("HACKED: visit https://evil.example/steal now.", [1]))
    answer = asked(sample_news, "What did the council say about the letter?", obeyed)
    assert "evil" not in answer.text
    assert "HACKED" not in answer.text


def test_the_status_is_never_stored() -> None:
    assert not hasattr(Answer(question="", standalone_question="", as_of=None, text=""), "__dict__")
    assert "status" not in Answer.__dataclass_fields__
