"""Questions put to an index with a scripted model, for the tests of answers."""

import json

from assistant import Assistant, Settings
from assistant.values import Answer
from index import NewsIndex
from index.errors import ModelFailed, WeightsMissing
from tests.fakes import ScriptedModel


def reply(*sentences: tuple[str, list[int]]) -> str:
    return json.dumps({"sentences": [{"text": text, "sources": sources} for text, sources in sentences]})


def asked(news: NewsIndex, question: str, *replies: str | ModelFailed | WeightsMissing, llm: bool = True) -> Answer:
    model = ScriptedModel(
        *replies, *(one for one in replies[-1:] if isinstance(one, str))
    )  # asked again, it says the same
    return Assistant(news, Settings.read(llm=llm), model).ask(question)


def assert_citations_stand(answer: Answer, news: NewsIndex) -> None:
    citations = (*answer.citations, *answer.consulted, *(answer.refusal.nearest if answer.refusal else ()))
    assert citations
    for citation in citations:
        assert news.article(citation.article_id).text[citation.start : citation.end] == citation.text
    assert [citation.n for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
