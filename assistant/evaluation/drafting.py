"""A first question set for an index: from its ledger and passages by rules, or with questions that a model words.

A draft is to be read and corrected: its gold comes from the index that is to be measured, so it finds what changes,
not what was wrong from the beginning.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.checks.quotations import locate, quotations_in
from assistant.checks.words import name_tokens
from assistant.evaluation.topics import topic_of
from assistant.evaluation.wording import normalised
from assistant.model import ChatModel, Message
from index import NewsIndex
from index.errors import EmptyReply
from index.values import Article, Passage, Quote
from prompts import as_data, render

Record = dict[str, Any]
_WORDS = range(6, 41)
"""Words of a quotation that is asked for whole."""
_NOBODY = "Quorvin Thessaly"
_TOKENS = 200
_SCHEMA = {
    "type": "object",
    "properties": {"question": {"type": "string"}, "answer": {"type": "string"}},
    "required": ["question", "answer"],
    "additionalProperties": False,
}
_FIRST = """\
# A draft by `onrecord eval init`, in OnRecord's question-set format: read it, correct it, throw out what is not worth
# asking. Gold was taken from the index itself.

"""


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    question: str = Field(min_length=10)
    answer: str = Field(min_length=1, max_length=120)


def drafted(news: NewsIndex, count: int, *, model: ChatModel | None = None, seed: int = 0) -> Iterator[Record]:
    """About `count` questions: statements of the ledger, passages, and some that must be refused. The same each time.

    With a model, it words a question for each passage; without one an article is asked for by what its headline is
    about. Each comes as soon as it is drafted. Raises ModelFailed and WeightsFailed as the model does.
    """
    articles = sorted(news.articles(), key=lambda article: article.id)
    random.Random(seed).shuffle(articles)
    refused = list(_refused(news))[: max(1, count // 10)] if articles else []
    spoken = _spread(_spoken(articles, news), (count - len(refused) + 1) // 2)
    told = islice(_asked(articles, news, model), count - len(refused) - len(spoken))
    for kind, records in (("said", spoken), ("refused", refused), ("told", told)):
        for n, record in enumerate(records, start=1):
            yield {"id": f"{kind}-{n}", **record}


def as_yaml(records: Sequence[Record]) -> str:
    """The records as a question set."""
    body = yaml.safe_dump({"questions": list(records)}, allow_unicode=True, sort_keys=False, width=110)
    return _FIRST + body


def _spread(records: Iterator[Record], count: int) -> list[Record]:
    """The first so many, no speaker twice."""
    seen: dict[str, Record] = {}
    for record in records:
        if len(seen) >= count:
            break
        seen.setdefault(record["expect"]["speaker"], record)
    return list(seen.values())


def _spoken(articles: Sequence[Article], news: NewsIndex) -> Iterator[Record]:
    """A question for each article with a whole quotation of somebody fully named, on what its headline is about."""
    for article in articles:
        found = next((both for quote in news.quotes(article.id) if (both := _whole(quote))), None)
        topic = topic_of(article) if found else None
        if topic is None or found is None or set(name_tokens(found[0])) & set(name_tokens(topic)):
            continue
        speaker, words = found
        yield {
            "question": f"What did {speaker} say about {topic}?",
            "expect": {"articles": [article.id], "speaker": speaker, "quotations": [words]},
            "tags": ["draft", "who-said"],
        }


def _whole(quote: Quote) -> tuple[str, str] | None:
    """The speaker and the words of a quotation that is long enough, from somebody with a full name."""
    if quote.kind == "indirect" or quote.speaker is None or not 2 <= len(quote.speaker.split()) <= 3:
        return None
    inside = [one.words for one in quotations_in(quote.text) if len(one.words.split()) in _WORDS]
    return (quote.speaker, inside[0].rstrip(",")) if inside and quote.speaker.istitle() else None


def _asked(articles: Sequence[Article], news: NewsIndex, model: ChatModel | None) -> Iterator[Record]:
    for article in articles:
        passages = news.passages(article.id)
        if not passages:
            continue
        if model is None and (topic := topic_of(article, least=2)):
            yield {
                "question": f"What was reported about {topic}?",
                "expect": {"articles": [article.id]},
                "tags": ["draft", "headline"],
            }
        elif (
            model is not None
            and (record := _worded(max(passages, key=lambda one: len(one.text)), article, model)) is not None
        ):
            yield record


def _worded(passage: Passage, article: Article, model: ChatModel) -> Record | None:
    """A model's question for a passage; None where its answer does not stand there, or is given away."""
    day = str(article.known_day() or "undated")
    prompt = render("draft", outlet=as_data(article.outlet or ""), date=day, extract=as_data(passage.text))
    try:
        reply = model.complete((Message(role="user", content=prompt),), max_tokens=_TOKENS, schema=_SCHEMA)
        draft = _Reply.model_validate_json(reply.text)
    except (ValidationError, EmptyReply):
        return None
    if not any(locate(draft.answer, passage.text)) or normalised(draft.answer) in normalised(draft.question):
        return None
    return {
        "question": " ".join(draft.question.split()),
        "expect": {"answers": [draft.answer.strip()], "articles": [article.id]},
        "tags": ["draft", "model"],
    }


def _refused(news: NewsIndex) -> Iterator[Record]:
    """Questions without an answer for certain: about days after the last article, and about nobody's words."""
    speaker = next(iter(news.speakers()), None)
    last = news.coverage().last
    if speaker is not None and last is not None and not news.said(speaker.name, since=last + timedelta(days=1)):
        yield {
            "question": f"What did {speaker.name} say?",
            "since": last + timedelta(days=1),
            "unanswerable": True,
            "tags": ["draft", "refusal"],
        }
    yield {
        "question": f"What did {_NOBODY} say about the weather?",
        "unanswerable": True,
        "reason": "speaker_absent",
        "tags": ["draft", "refusal"],
    }
