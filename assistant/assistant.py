"""From a question to its checked answer: `stream` is the whole way, one step a line."""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, Unpack

from assistant.accounts import differing
from assistant.answer.compose import from_sources, marked
from assistant.answer.coverage import outdated
from assistant.answer.dating import dated, newest_first
from assistant.answer.refusals import refusal_of, relevance_of
from assistant.checks.persons import people_of
from assistant.checks.words import same_person
from assistant.citing import cite_source, uncited
from assistant.gathering.gather import Evidence, gather
from assistant.model import ChatModel, EndpointModel
from assistant.opening import open_news
from assistant.question.followups import History, standalone
from assistant.question.hops import in_steps
from assistant.question.slots import changed, slots_of
from assistant.reply.concluding import Conclusion, conclude
from assistant.reply.judge import Judge
from assistant.reply.reading import short_answer
from assistant.reply.writing import Writing
from assistant.settings import Settings
from assistant.values import Answer, Checked, Citation, Event, Slots, Sources, Timings
from index import NewsIndex
from index.countries import country
from index.errors import InputError
from index.people import person_key
from index.query import Query
from index.searching import Given
from index.values import Coverage


class Filters(Given, total=False):
    """What narrows a question. `as_of`: the day it is asked on; `since` and `until`: publication days, inclusive.

    `opinion` False: nothing from articles that are known to be opinion pieces.
    """

    opinion: bool


EMBEDDED_EVIDENCE = 420
"""Tokens of evidence by default: with the rules about 7 seconds of reading for the embedded model on 2 cores."""
ENDPOINT_EVIDENCE = 4000
_RULES = 600
"""Tokens of the prompt that are not evidence: the rules, the question, the form of the reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question on its way; `sources_after` in seconds."""

    question: str
    query: Query
    evidence: Evidence
    coverage: Coverage
    sources_after: float


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

    def page(self, *, port: int | None = None, browser: bool = False) -> None:
        """The chat page over this index, on this machine alone, until Ctrl-C (KeyboardInterrupt).

        Its address goes to standard output. `port` None: 7860 where it is free, else any. `browser`: opens the page in
        one. Afterwards this assistant goes on answering. Raises InputError where the port is taken.
        """
        from assistant.page.server import serve
        from assistant.page.site import Site
        from assistant.serving.desk import Desk

        desk = Desk(self.settings, news=self.news, model=self._warm_model())
        try:
            serve(Site(desk), port=port, browser=browser, say=lambda address: print(address, flush=True))
        finally:
            desk.finish()

    def ask(
        self, question: str, *, history: History = (), slots: Slots | None = None, **filters: Unpack[Filters]
    ) -> Answer:
        """The checked answer. Takes the arguments of `stream` and raises as it does."""
        *_, last = self.stream(question, history=history, slots=slots, **filters)
        assert isinstance(last, Checked)
        return last.answer

    def stream(
        self, question: str, *, history: History = (), slots: Slots | None = None, **filters: Unpack[Filters]
    ) -> Generator[Event, None, None]:
        """Events of one answer: `Sources`, then `Text` as the model writes it, then `Checked`, always last.

        `history` are earlier questions, or their answers, that this one may lean on ("What did he say about China?").
        `slots` take the place of what the question was understood to ask for (`Answer.slots`), each that is given.

        Closing the generator stops the model. Raises InputError for an empty question, IndexFailed where the index
        fails and ModelRefused where the endpoint wants another key or model; where a model fails in another way, the
        answer is the quotations themselves, with a note that says so.
        """
        started = time.perf_counter()
        query = self._understood(question, history, slots, filters)
        query = in_steps(query, self.settings, self._warm_model)
        opinion = filters.get("opinion", True)
        evidence = gather(query, self.news, k=self.settings.k, budget=self._budget(), opinion=opinion)
        sources_after = time.perf_counter() - started
        yield _sources(evidence)
        asked = _Asked(
            question=question.strip(),
            query=query,
            evidence=evidence,
            coverage=self.news.coverage(),
            sources_after=sources_after,
        )
        relevance = relevance_of(evidence, self.news)
        writing = Writing(evidence=evidence, settings=self.settings, started=started)
        if refusal := refusal_of(evidence, self.news, relevance, asked.coverage):
            yield Checked(answer=self._finish(asked, Conclusion(refusal=refusal), writing))
            return
        if self.settings.llm:
            model = self._warm_model()
            writing.judge = Judge(model) if self.settings.judge else None
            yield from writing.by(model)
        else:
            writing.notes = ("No language model was asked: these are the articles' own words.",)
        conclusion = conclude(
            writing.reply, evidence, relevance, asked.coverage, failed=bool(writing.notes), judge=writing.judge
        )
        yield Checked(answer=self._finish(asked, conclusion, writing))

    def _understood(self, question: str, history: History, slots: Slots | None, filters: Filters) -> Query:
        query = understand(standalone(question, history, self._speaks), filters, self.news)
        text = changed(query.text, slots_of(query), slots) if slots else query.text
        return query if text == query.text else understand(text, filters, self.news)

    def _warm_model(self) -> ChatModel:
        self._model = self._model or model_for(self.settings)
        return self._model

    def _speaks(self, name: str) -> bool:
        """Whether the ledger has words of somebody called so; countries are mostly topics."""
        return country(name.lower()) is None and bool(self.news.said(name, limit=1))

    def _budget(self) -> int:
        """Tokens of evidence that the prompt may hold, with room for the rules and the reply."""
        wanted = self.settings.evidence_tokens
        wanted = wanted or (EMBEDDED_EVIDENCE if self.settings.embedded else ENDPOINT_EVIDENCE)
        return max(128, min(wanted, self.settings.context_tokens - self.settings.answer_tokens - _RULES))

    def _finish(self, asked: _Asked, conclusion: Conclusion, writing: Writing) -> Answer:
        query, refusal, coverage = asked.query, conclusion.refusal, asked.coverage
        composed = newest_first(conclusion.composed, query)
        composed, disagreements = differing(composed, asked.evidence, short_answer(writing.reply))
        sentences, citations = dated(composed)
        return Answer(
            question=asked.question,
            standalone_question=query.text,
            as_of=query.as_of,
            text=refusal.message if refusal else marked(sentences),
            sentences=sentences,
            citations=citations,
            consulted=uncited(_cited_whole(asked.evidence), citations),
            dropped=conclusion.dropped,
            refusal=refusal,
            coverage=coverage,
            model=writing.model,
            usage=writing.usage_in_all,
            timings=Timings(
                sources=asked.sources_after,
                first_text=writing.first_text,
                first_sentence=writing.first_sentence,
                total=writing.elapsed(),
            ),
            notes=(
                *writing.notes,
                *(writing.judge.notes if writing.judge else ()),
                *conclusion.notes,
                *namesakes(asked.evidence),
                *outdated(query, coverage),
                *self.news.warnings,
            ),
            disagreements=disagreements,
            slots=slots_of(query),
        )


def _cited_whole(evidence: Evidence) -> tuple[Citation, ...]:
    return tuple(cite_source(source) for source in evidence.sources)


def _sources(evidence: Evidence) -> Sources:
    return Sources(
        citations=_cited_whole(evidence), sentences=from_sources(evidence)[0] if evidence.from_ledger else ()
    )


def understand(question: str, filters: Filters, news: NewsIndex) -> Query:
    """The question taken apart; what the caller gives wins over what the question says. Raises InputError."""
    if not question.strip():
        raise InputError("the question is empty: ask something like 'What did Blinken say about Afghanistan?'")
    since, until = filters.get("since"), filters.get("until")
    if since and until and since > until:
        raise InputError(f"since {since} is after until {until}: no day is both; swap them")
    asked: Filters = {**filters}
    asked.pop("opinion", None)  # it is no part of what is looked for, but of what is shown
    return news.understand(question, **asked)


def namesakes(evidence: Evidence) -> tuple[str, ...]:
    """A note where the name asked for is several people's: ambiguity is shown, not guessed away."""
    asked = evidence.query.speaker or ""
    everybody = [one for quote in evidence.statements for one in people_of(quote.speaker or "")]
    people = tuple({person_key(one): one for one in reversed(everybody) if same_person(asked, one)}.values())[::-1]
    if len(people) < 2:
        return ()
    return (f"{evidence.query.speaker!r} may be any of {len(people)} people here: {', '.join(people)}.",)


def model_for(settings: Settings, progress: Callable[[int, int], None] | None = None) -> ChatModel:
    """The model that the settings name: an endpoint, else the embedded one. `progress` of its fetch, in bytes."""
    if settings.embedded:
        from assistant.model.llama import EmbeddedModel

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


def ask(
    question: str,
    *,
    index: str | Path | None = None,
    history: History = (),
    slots: Slots | None = None,
    **filters: Unpack[Filters],
) -> Answer:
    """The checked answer to one question over one index; `Assistant` keeps both warm for several.

    None: the index of the settings. Raises IndexMissing where there is none there, and as `Assistant.stream` does.
    """
    with Assistant.open(Settings.read(index=index)) as assistant:
        return assistant.ask(question, history=history, slots=slots, **filters)
