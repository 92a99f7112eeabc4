"""From a question to its answer over the sample articles, with a scripted model: honest, lying, silent or failing."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant import Assistant, Checked, Settings, Sources, Text, verify
from assistant.evidence import Source
from assistant.gathering.gather import gather
from assistant.reply.concluding import conclude
from assistant.values import Answer
from index import NewsIndex, open_index
from index.errors import BrokenStream, InputError, ModelRefused, WeightsMissing
from index.values import Article
from tests.answering import asked, assert_citations_stand, reply
from tests.fakes import HashingEmbedder, ScriptedModel

TRUTH = "Blinken said that about a hundred Americans who wished to leave were still in Afghanistan."


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


def test_a_lone_quotation_is_told_without_the_comma_before_its_end(tmp_path: Path) -> None:
    text = "“The ferry is late again,” said Mara Tolling."
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add([Article(id="late", title="Late", text=text)])
        answer = asked(news, "What did Tolling say?", llm=False)
    assert [s.text for s in answer.sentences] == ["Undated: Mara Tolling: “The ferry is late again”"]


def test_a_text_without_a_word_cannot_be_verified() -> None:
    with pytest.raises(InputError, match="the text is empty"):
        verify(" \n", [])


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did Gareth Pellow say about the blank cheque?", "Gareth Pellow"),
        ("What did Maren Holloway say about the view from Chapel Street?", "Maren Holloway"),
    ],
)
def test_what_only_another_speaker_in_the_same_passage_said_is_no_answer(
    sample_news: NewsIndex, question: str, speaker: str
) -> None:
    answer = asked(sample_news, question)
    assert answer.refusal is not None
    assert answer.refusal.reason == "speaker_not_on_topic"
    assert {citation.speaker for citation in answer.refusal.nearest} == {speaker}
    assert_citations_stand(answer, sample_news)


def test_words_of_another_speaker_are_dropped_where_one_speaker_is_asked_for(sample_news: NewsIndex) -> None:
    own = "“You are asking eleven thousand people to sign a blank cheque and calling it courage,” Linda Pellow said."
    others = "“Nobody in this room can say that they were not warned,” said Maren Holloway."
    told = {"sentences": [{"text": own, "sources": [2]}, {"text": others, "sources": [2]}]}
    answer = asked(sample_news, "What did Linda Pellow say about the wall?", json.dumps(told))
    assert [sentence.text for sentence in answer.sentences] == [own]
    assert [gone.reason for gone in answer.dropped] == ["these are not the words of Linda Pellow"]
    assert "not warned" in answer.dropped[0].text


@pytest.mark.parametrize(
    ("short", "relevance", "refused"),
    [("42 homes", 1.1, True), ("Ledham", 1.1, True), ("42 homes", 1.3, False), ("they were soaked", 1.1, False)],
)
def test_a_short_answer_that_no_source_holds_is_the_models_own(
    sample_news: NewsIndex, short: str, relevance: float, refused: bool
) -> None:
    query = sample_news.understand("How many homes in Thornsea were flooded?")
    evidence = gather(query, sample_news, k=3, budget=400)
    beside = evidence.sources[0].text.split(". ")[0] + "."  # true, and no answer
    reply = json.dumps({"answer": short, "sentences": [{"text": beside, "sources": [1]}]})
    conclusion = conclude(reply, evidence, relevance, sample_news.coverage(), failed=False)
    assert (conclusion.refusal is not None) == refused


@pytest.mark.parametrize(
    ("short", "source"),
    [
        ("1500 homes", "The river rose and 1,500 homes were soaked."),
        ("25", "Some twenty-five people were taken to the school."),
        ("the UK", "Britain will pay for the repair of the homes."),
        ("North Korea", "The North Korean leader saw the flooded homes."),
        ("3 May 2021", "The homes were flooded on Monday."),
    ],
)
def test_another_form_of_what_a_source_has_is_no_answer_of_the_models_own(
    sample_news: NewsIndex, short: str, source: str
) -> None:
    evidence = gather(sample_news.understand("How many homes were flooded?"), sample_news, k=1, budget=400)
    article = Article(id="x", title="Flood", text=source)
    known = replace(evidence, sources=(Source(n=1, article=article, start=0, end=len(source)),))
    reply = json.dumps({"answer": short, "sentences": []})
    assert conclude(reply, known, 1.1, sample_news.coverage(), failed=False).refusal is None


def test_an_answer_says_when_the_index_is_older_than_the_question(sample_news: NewsIndex) -> None:
    model = ScriptedModel(reply((TRUTH, [1])))
    assistant = Assistant(sample_news, Settings.read(llm=True), model)
    answer = assistant.ask("What did Blinken say about Afghanistan?", as_of=date(2025, 1, 1))
    (warning,) = answer.notes
    assert warning == (
        "The newest article is of 14 November 2024: "
        "what happened after it, up to 1 January 2025, is not in this answer."
    )


def test_days_in_the_wrong_order_and_unknown_names_are_errors(sample_news: NewsIndex) -> None:
    assistant = Assistant(sample_news, Settings.read(llm=False))
    with pytest.raises(InputError, match="since 2021-05-02 is after until 2021-05-01"):
        assistant.ask("What did Blinken say?", since=date(2021, 5, 2), until=date(2021, 5, 1))
    with pytest.raises(TypeError, match="unexpected keyword argument 'sinse'"):
        assistant.ask("What did Blinken say?", sinse=date(2021, 5, 2))  # pyright: ignore[reportCallIssue]


LONG = " ".join(f"item {number}" for number in range(400))


def test_a_sentence_longer_than_the_budget_is_cut_at_a_word(tmp_path: Path) -> None:
    text = f"The ferry timetable lists {LONG} and nothing else."
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add([Article(id="long", title="Ferry timetable", text=text)])
        model = Settings.read(llm=False, evidence_tokens=128)
        answer = Assistant(news, model).ask("What does the ferry timetable list?")
    assert answer.status == "quotes_only"
    (citation,) = answer.citations
    assert citation.text == text[citation.start : citation.end]
    assert 240 <= len(citation.text) <= 512
    assert text[citation.end] == " "


def test_a_statement_in_a_sentence_longer_than_the_budget_stays_in_its_extract(tmp_path: Path) -> None:
    text = f"After {LONG}, “the ferry is late again,” said Mara Tolling."
    with open_index(tmp_path, embedder=HashingEmbedder()) as news:
        news.add([Article(id="long", title="Late", text=text)])
        assert [quote.speaker for quote in news.said("Tolling")] == ["Mara Tolling"]
        answer = Assistant(news, Settings.read(llm=False, evidence_tokens=128)).ask("What did Tolling say?")
    assert answer.status == "quotes_only"
    assert "the ferry is late again" in answer.text
    assert [citation.text for citation in answer.citations] == [text[c.start : c.end] for c in answer.citations]
    assert len(answer.citations[0].text) <= 512


@pytest.mark.parametrize("silent", ['{"sentences": []}', ""])
def test_a_model_that_is_silent_beside_statements_is_noted(silent: str, sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "What did Blinken say about Afghanistan?", silent)
    assert answer.status == "quotes_only"
    assert answer.notes[0] == ("The language model found no answer in these passages; they are the closest there are.")


def test_missing_weights_are_noted_in_one_sentence(sample_news: NewsIndex) -> None:
    failure = WeightsMissing("a long story of pip").in_brief("The model is not on this machine. Run `pull`.")
    answer = asked(sample_news, "What did Blinken say about Afghanistan?", failure)
    assert answer.notes == ("The language model gave no answer: The model is not on this machine. Run `pull`.",)


def test_a_follow_up_is_answered_as_the_question_it_stands_for(sample_news: NewsIndex) -> None:
    assistant = Assistant(sample_news, Settings.read(llm=False))
    first = assistant.ask("What did Blinken say about Afghanistan?")
    answer = assistant.ask("What about Raab?", history=(first,))
    assert answer.question == "What about Raab?"
    assert answer.standalone_question == "What did Raab say about Afghanistan?"
    assert first.standalone_question == first.question
    answer = assistant.ask("What about China?", history=(first,))
    assert answer.standalone_question == "What did Blinken say about China?"


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
    model = ScriptedModel(reply((TRUTH, [1])))
    events = list(Assistant(sample_news, Settings.read(), model).stream("What did Blinken say about Afghanistan?"))
    assert isinstance(events[0], Sources)
    assert isinstance(events[-1], Checked)
    texts = [event.text for event in events if isinstance(event, Text)]
    assert len(texts) == len(events) - 2
    assert texts[-1] == TRUTH


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


def test_what_a_model_tried_to_say_of_a_speaker_and_failed_ends_with_the_words_themselves(
    sample_news: NewsIndex,
) -> None:
    query = sample_news.understand("What did the harbour master say when he retired about the night of the surge?")
    evidence = gather(query, sample_news, k=3, budget=400)
    failed = json.dumps({"sentences": [{"text": "He resigned over a whale.", "sources": [1]}]})
    conclusion = conclude(failed, evidence, 1.1, sample_news.coverage(), failed=False)
    assert conclusion.refusal is None
    assert {sentence.by for sentence in conclusion.composed[0]} == {"code"}
    nothing = json.dumps({"sentences": []})
    assert conclude(nothing, evidence, 1.1, sample_news.coverage(), failed=False).refusal is not None


def test_somebody_told_by_an_office_is_answered_by_passages(sample_news: NewsIndex) -> None:
    answer = asked(sample_news, "What did the insurer of Hesketh Mill say about the fire?", llm=False)
    assert "declined to comment" in answer.text
    absent = asked(sample_news, "What did the mayor of Atlantis say about the flood barrier?", llm=False)
    assert absent.refusal is not None


@pytest.mark.parametrize("name", ["The harbour office", "Prime minister"])
def test_words_of_an_office_are_those_of_the_office_asked_for(tmp_path: Path, name: str) -> None:
    words = f"{name} said: “The new bridge opens in March and nobody will pay for it.”"
    with open_index(tmp_path / "index", embedder=HashingEmbedder()) as news:
        news.add([Article(id="a", title="New bridge", text=f"The bridge is late. {words} It rained.")])
        news.extract_pending()
        asked_for = f"What did the {name.lower().removeprefix('the ')} say about the new bridge?"
        answer = asked(news, asked_for, reply((words, [1])))
        assert "nobody will pay" in answer.text
        assert answer.dropped == ()
