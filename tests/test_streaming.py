"""An answer on its way: sources at once, each sentence as it passes its checks, one more try where nothing stands."""

import json
from concurrent.futures import ThreadPoolExecutor

from assistant import Assistant, Checked, Settings, Sources, Text
from assistant.values import Answer, Event
from assistant.verifying import CHECKING
from index import NewsIndex
from tests.fakes import ScriptedModel

SPEECH = "What did Blinken say about Afghanistan?"
TRUTH = "Blinken said that about a hundred Americans who wished to leave were still in Afghanistan."
LIE = "Blinken said that he would resign at once and move to Paris."
FIGURE = "How many more girls do the G7 ministers want to have in school by 2026?"


def reply(*texts: str, answer: str | None = None) -> str:
    short = {} if answer is None else {"answer": answer}
    return json.dumps(short | {"sentences": [{"text": text, "sources": [1]} for text in texts]})


def streamed(news: NewsIndex, question: str, *replies: str) -> tuple[list[Event], Answer, ScriptedModel]:
    model = ScriptedModel(*replies)
    events = list(Assistant(news, Settings.read(llm=True), model).stream(question))
    assert isinstance(events[-1], Checked)
    return events, events[-1].answer, model


def texts_of(events: list[Event]) -> list[Text]:
    return [event for event in events if isinstance(event, Text)]


def test_a_question_about_speech_has_the_ledgers_words_before_any_model(sample_news: NewsIndex) -> None:
    (first, *_), _, _ = streamed(sample_news, SPEECH, reply(TRUTH))
    assert isinstance(first, Sources)
    assert first.sentences
    numbers = {citation.n: citation for citation in first.citations}
    assert all(numbers[n].speaker == "Antony Blinken" for sentence in first.sentences for n in sentence.citations)


def test_other_questions_have_no_answer_before_the_model(sample_news: NewsIndex) -> None:
    (first, *_), _, _ = streamed(sample_news, FIGURE, reply())
    assert isinstance(first, Sources)
    assert first.sentences == ()


def test_a_sentence_is_checked_as_soon_as_it_is_whole_and_the_rest_is_unchecked(sample_news: NewsIndex) -> None:
    events, answer, _ = streamed(sample_news, SPEECH, reply(TRUTH, LIE))
    texts = texts_of(events)
    assert texts[0].sentences == ()
    halfway = next(event for event in texts if event.sentences and event.unchecked)
    assert [sentence.text for sentence in halfway.sentences] == [TRUTH]
    assert [halfway.citations[n - 1].article_id for n in halfway.sentences[0].citations] == ["blinken-congress"]
    assert LIE.startswith(halfway.unchecked)
    assert [sentence.text for sentence in texts[-1].sentences] == [TRUTH]
    assert texts[-1].unchecked == ""
    assert answer.timings.first_sentence is not None
    assert answer.timings.first_sentence <= answer.timings.total


def test_while_another_reply_is_checked_the_text_goes_on_and_is_checked_later(sample_news: NewsIndex) -> None:
    events = Assistant(sample_news, Settings.read(llm=True), ScriptedModel(reply(TRUTH, LIE))).stream(SPEECH)
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(CHECKING.acquire).result()
        meanwhile = next(event for event in events if isinstance(event, Text) and LIE in event.text)
        elsewhere.submit(CHECKING.release).result()
    assert meanwhile.sentences == ()
    assert meanwhile.unchecked == f"{TRUTH} {LIE}"
    last = texts_of(list(events))[-1]
    assert [sentence.text for sentence in last.sentences] == [TRUTH]
    assert last.unchecked == ""


def test_where_nothing_stands_the_model_is_told_what_failed_and_asked_once_more(sample_news: NewsIndex) -> None:
    _, answer, model = streamed(sample_news, SPEECH, reply(LIE), reply(TRUTH))
    assert answer.text.startswith(TRUTH)
    assert answer.status == "grounded"
    assert len(model.history) == 2
    assert model.history[1][: len(model.history[0])] == model.history[0]
    *_, said, asked = model.history[1]
    assert (said.role, said.content) == ("assistant", reply(LIE))
    assert LIE in asked.content
    assert "Paris" in asked.content
    assert answer.usage.prompt_tokens == 200


def test_after_a_second_lie_the_articles_own_words_are_the_answer(sample_news: NewsIndex) -> None:
    _, answer, model = streamed(sample_news, SPEECH, reply(LIE), reply(LIE))
    assert answer.status == "quotes_only"
    assert [dropped.text for dropped in answer.dropped] == [LIE]
    assert len(model.history) == 2


def test_a_short_answer_without_a_sentence_is_told_in_the_articles_words(sample_news: NewsIndex) -> None:
    _, answer, _ = streamed(sample_news, FIGURE, reply(answer="40 million"))
    assert answer.status == "quotes_only"
    assert "40 million" in answer.sentences[0].text
    assert answer.citations[0].article_id == "g7-communique"
    assert answer.citations[0].text in sample_news.article("g7-communique").text


def test_citations_are_numbered_as_a_reader_meets_them_where_the_short_answer_is_told_first(
    sample_news: NewsIndex,
) -> None:
    beside = "The ministers ended their meeting in London on Wednesday with a long communique."
    _, answer, _ = streamed(sample_news, FIGURE, reply(beside, answer="40 million"))
    assert "40 million" in answer.sentences[0].text
    assert [one.citations for one in answer.sentences] == [(1,), (2,)]
    assert "40 million" in answer.citations[0].text
    assert "communique" in answer.citations[1].text


def test_a_short_answer_that_no_source_has_is_no_answer(sample_news: NewsIndex) -> None:
    _, answer, _ = streamed(sample_news, FIGURE, reply(answer="71 million"))
    assert "71" not in answer.text


def test_a_short_answer_that_a_sentence_tells_is_not_told_twice(sample_news: NewsIndex) -> None:
    sentence = "The county council counted 212 flooded homes on Sunday evening."
    question = "How many homes in Thornsea were flooded in the storm of January 2022?"
    _, answer, _ = streamed(sample_news, question, reply(sentence, answer="212"))
    assert [one.text for one in answer.sentences] == [sentence]
    assert answer.status == "grounded"
