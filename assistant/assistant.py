"""From a question to its checked answer: `stream` is the whole way, one step a line."""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self, TypedDict, Unpack

from assistant.checks.claims import people_of, warm
from assistant.checks.words import same_person
from assistant.citing import cite_source
from assistant.compose import Composed, from_checked, from_sources, marked
from assistant.evidence import Source
from assistant.followups import History, standalone
from assistant.gather import Evidence, gather
from assistant.model import ChatModel, EndpointModel
from assistant.opening import open_news
from assistant.prompting import messages
from assistant.refusals import answerable, not_answered, refusal_of
from assistant.reply import schema, visible
from assistant.settings import Settings
from assistant.values import Answer, Checked, Citation, Dropped, Event, Refusal, Sources, Text, Timings, Usage
from assistant.verifying import check_all
from index import NewsIndex
from index.countries import country
from index.errors import InputError, ModelFailed, ModelRefused, WeightsFailed
from index.query import Query


class Filters(TypedDict, total=False):
    """What narrows a question. `as_of`: the day it is asked on; `since` and `until`: publication days, inclusive."""

    as_of: date | None
    since: date | None
    until: date | None
    outlets: tuple[str, ...]
    speaker: str | None


EMBEDDED_EVIDENCE = 600
"""Tokens of evidence by default: about 8 seconds of reading for the embedded model on 2 cores."""
ENDPOINT_EVIDENCE = 4000
MOST_POINTS = 3
"""So many sentences are asked for where the ledger has as many statements."""
_RULES = 600
"""Tokens of the prompt that are not evidence: the rules, the question, the form of the reply."""


@dataclass(slots=True, kw_only=True)
class _Asked:
    """A question on its way, with the clock."""

    question: str
    query: Query
    evidence: Evidence
    started: float
    sources_after: float = 0.0
    first_text: float | None = None
    usage: Usage = field(default_factory=Usage)
    model: str | None = None
    cut: bool = False

    def elapsed(self) -> float:
        return time.perf_counter() - self.started


class Assistant:
    """Answers questions over one index; keeps the index and the model warm. Use it as a context manager."""

    def __init__(self, news: NewsIndex, settings: Settings, model: ChatModel | None = None) -> None:
        """`model` stands in for the one that the settings name."""
        self.news = news
        self.settings = settings
        self._model = model

    @classmethod
    def open(cls, settings: Settings | None = None, *, model: ChatModel | None = None) -> Self:
        """An assistant over the index of the settings. Raises IndexMissing where there is none."""
        settings = settings or Settings.read()
        return cls(open_news(settings), settings, model)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self.news.close()
        if self._model is not None:
            self._model.close()

    def ask(self, question: str, *, history: History = (), **filters: Unpack[Filters]) -> Answer:
        """The checked answer. Takes the arguments of `stream` and raises as it does."""
        *_, last = self.stream(question, history=history, **filters)
        assert isinstance(last, Checked)
        return last.answer

    def stream(
        self, question: str, *, history: History = (), **filters: Unpack[Filters]
    ) -> Generator[Event, None, None]:
        """Events of one answer: `Sources`, then `Text` as the model writes it unchecked, then `Checked`, always last.

        `history` are earlier questions, or their answers, that this one may lean on ("What did he say about China?").

        Closing the generator stops the model. Raises InputError for an empty question, IndexFailed where the index
        fails and ModelRefused where the endpoint wants another key or model; where a model fails in another way, the
        answer is the quotations themselves, with a note that says so.
        """
        started = time.perf_counter()
        query = understand(standalone(question, history, self._speaks), filters, self.news)
        evidence = gather(query, self.news, k=self.settings.k, budget=self._budget())
        asked = _Asked(question=question.strip(), query=query, evidence=evidence, started=started)
        asked.sources_after = asked.elapsed()
        yield Sources(citations=tuple(cite_source(source) for source in evidence.sources))
        if refusal := refusal_of(evidence, self.news):
            yield Checked(answer=self._finish(asked, refusal=refusal))
            return
        reply, notes = yield from self._reply(asked)
        speaker = (query.speaker,) if query.speaker else ()
        supported, dropped = check_all(reply, evidence.sources, speaker)
        if not (supported or dropped or notes):
            if not answerable(evidence):
                silent = not_answered(evidence, self.news.coverage(), "The articles found do not answer this.")
                yield Checked(answer=self._finish(asked, refusal=silent))
                return
            notes = ("The language model found no answer in these passages; they are the closest there are.",)
        composed = from_checked(supported) if supported else from_sources(evidence)
        refusal = None
        if not composed[0]:
            refusal = not_answered(evidence, self.news.coverage(), "Nothing found answers this.")
        yield Checked(answer=self._finish(asked, composed, refusal=refusal, dropped=dropped, notes=notes))

    def _speaks(self, name: str) -> bool:
        """Whether the ledger has words of somebody called so; countries are mostly topics."""
        return country(name.lower()) is None and bool(self.news.said(name, limit=1))

    def _budget(self) -> int:
        """Tokens of evidence that the prompt may hold, with room for the rules and the reply."""
        wanted = self.settings.evidence_tokens
        wanted = wanted or (EMBEDDED_EVIDENCE if self.settings.embedded else ENDPOINT_EVIDENCE)
        return max(128, min(wanted, self.settings.context_tokens - self.settings.answer_tokens - _RULES))

    def _reply(self, asked: _Asked) -> Generator[Text, None, tuple[str, tuple[str, ...]]]:
        """What the model writes, given out as it comes; and notes on why there is none, or not all of it."""
        if not self.settings.llm:
            return "", ("No language model was asked: these are the articles' own words.",)
        reply = ""
        try:
            for reply in self._grow(asked):
                yield Text(text=visible(reply))
        except ModelRefused:
            raise
        except WeightsFailed as failure:
            return reply, (f"The language model gave no answer: {failure.brief}",)
        except ModelFailed as failure:
            return reply, (f"The language model gave no whole answer: {failure}",)
        return reply, ("The language model's answer was cut at its longest length.",) if asked.cut else ()

    def _grow(self, asked: _Asked) -> Generator[str, None, None]:
        """The reply so far, each time it has grown."""
        model = self._model = self._model or model_for(self.settings)
        Thread(target=warm, name="parser", daemon=True).start()  # the checks need it when the model is done
        evidence = asked.evidence
        prompt = messages(asked.query.text, evidence.sources, asked.query.speaker)
        least = min(MOST_POINTS, evidence.from_ledger)
        with model.stream(prompt, max_tokens=self.settings.answer_tokens, schema=schema(least)) as stream:
            reply = ""
            for piece in stream:
                asked.first_text = asked.first_text or asked.elapsed()
                reply += piece
                yield reply
            asked.usage, asked.model, asked.cut = stream.usage, model.name, stream.finish_reason == "length"

    def _finish(
        self,
        asked: _Asked,
        composed: Composed = ((), ()),
        *,
        refusal: Refusal | None = None,
        dropped: tuple[Dropped, ...] = (),
        notes: tuple[str, ...] = (),
    ) -> Answer:
        sentences, citations = composed
        query, sources = asked.query, asked.evidence.sources
        return Answer(
            question=asked.question,
            standalone_question=query.text,
            as_of=query.as_of,
            text=refusal.message if refusal else marked(sentences),
            sentences=sentences,
            citations=citations,
            consulted=uncited(sources, citations),
            dropped=dropped,
            refusal=refusal,
            coverage=self.news.coverage(),
            model=asked.model,
            usage=asked.usage,
            timings=Timings(sources=asked.sources_after, first_text=asked.first_text, total=asked.elapsed()),
            notes=(*notes, *namesakes(asked.evidence), *self.news.warnings),
        )


def understand(question: str, filters: Filters, news: NewsIndex) -> Query:
    """The question taken apart; what the caller gives wins over what the question says. Raises InputError."""
    if not question.strip():
        raise InputError("the question is empty: ask something like 'What did Blinken say about Afghanistan?'")
    since, until = filters.get("since"), filters.get("until")
    if since and until and since > until:
        raise InputError(f"since {since} is after until {until}: no day is both; swap them")
    return news.understand(question, **filters)


def namesakes(evidence: Evidence) -> tuple[str, ...]:
    """A note where the name asked for is several people's: ambiguity is shown, not guessed away."""
    asked = evidence.query.speaker or ""
    everybody = (one for quote in evidence.statements for one in people_of(quote.speaker or ""))
    people = tuple(dict.fromkeys(one for one in everybody if same_person(asked, one)))
    if len(people) < 2:
        return ()
    return (f"{evidence.query.speaker!r} may be any of {len(people)} people here: {', '.join(people)}.",)


def uncited(sources: tuple[Source, ...], citations: tuple[Citation, ...]) -> tuple[Citation, ...]:
    """What was read for an answer but is not cited in it, numbered on from the citations."""
    cited = {(citation.article_id, citation.start, citation.end) for citation in citations}
    rest = [source for source in sources if not _overlaps(source, cited)]
    return tuple(cite_source(source, n) for n, source in enumerate(rest, start=len(citations) + 1))


def _overlaps(source: Source, cited: set[tuple[str, int, int]]) -> bool:
    return any(id == source.article.id and source.start < end and start < source.end for id, start, end in cited)


def model_for(settings: Settings, progress: Callable[[int, int], None] | None = None) -> ChatModel:
    """The model that the settings name: an endpoint, else the embedded one. `progress` of its fetch, in bytes."""
    if settings.embedded:
        from assistant.llama import EmbeddedModel

        return EmbeddedModel(threads=settings.threads, context_tokens=settings.context_tokens, progress=progress)
    return EndpointModel(
        settings.llm_base_url,
        settings.llm_api_key.get_secret_value() if settings.llm_api_key else None,
        settings.llm_model,
        timeout_seconds=settings.llm_timeout,
        retries=settings.llm_retries,
        seed=settings.seed,
        context_tokens=settings.context_tokens,
    )


def ask(question: str, *, index: str | Path | None = None, history: History = (), **filters: Unpack[Filters]) -> Answer:
    """The checked answer to one question over one index; `Assistant` keeps both warm for several.

    None: the index of the settings. Raises IndexMissing where there is none there, and as `Assistant.stream` does.
    """
    with Assistant.open(Settings.read(index=index)) as assistant:
        return assistant.ask(question, history=history, **filters)
