"""From an outcome to its figures: each measure of one question, abstaining where the question has no gold for it."""

import re
from collections.abc import Iterable, Iterator

from assistant.checks import Draft, Supported, check
from assistant.checks.quotations import locate
from assistant.evaluation.citations import Bears, cited
from assistant.evaluation.matching import is_speaker, met
from assistant.evaluation.measures import KS
from assistant.evaluation.outcomes import Outcome
from assistant.evaluation.questions import Expect, Question
from assistant.evaluation.rankings import ndcg_at, recall_at, reciprocal_rank
from assistant.evaluation.wording import best, contained, exact, fidelity, quoted, token_f1, unquoted
from assistant.evidence import Source
from assistant.values import Answer, Citation, Sentence
from index import NewsIndex

Figure = tuple[str, float | None]
Price = tuple[float, float]
"""Dollars a million tokens: read, written."""


def figures(question: Question, outcome: Outcome, news: NewsIndex, price: Price | None = None) -> dict[str, float]:
    """Every measure that has something to say of this question, by name. `news` is the index that was asked."""
    expect, answer = question.expect, outcome.answer
    found = [*_refusals(question, answer), *_cost(answer, price), ("stood", _stood(answer))]
    if expect is not None:
        found += [*_sources(expect, outcome), *_answer(expect, answer), *_quotations(expect, answer)]
    if answer.refusal is None:
        found += [("cited_in_time", _within_days(question, answer)), *_citations(answer, news)]
    return {name: float(value) for name, value in found if value is not None}


def _sources(expect: Expect, outcome: Outcome) -> Iterator[Figure]:
    ranking = tuple(dict.fromkeys(source.article_id for source in outcome.sources))
    right = [frozenset([entry] if isinstance(entry, str) else entry) for entry in expect.articles]
    yield from ((f"recall@{k}", recall_at(k, ranking, right)) for k in KS)
    yield "mrr", reciprocal_rank(ranking, right)
    yield "ndcg@10", ndcg_at(10, ranking, right)
    yield "found", recall_at(len(ranking), ranking, right)
    yield "cited", recall_at(len(outcome.answer.citations), [c.article_id for c in outcome.answer.citations], right)
    if expect.spans:
        held = sum(any(_holds(source, span.article, span.words) for source in outcome.sources) for span in expect.spans)
        yield "spans", held / len(expect.spans)


def _holds(source: Citation, article: str, words: str) -> bool:
    return source.article_id == article and any(locate(words, source.text))


def _answer(expect: Expect, answer: Answer) -> Iterator[Figure]:
    """A refusal has no answer in it, whatever its sentences name."""
    text = "" if answer.refusal else " ".join(_said(sentence) for sentence in answer.sentences)
    share = contained(text, expect.answers)
    yield "answer_share", share
    yield "answer", None if share is None else float(share == 1)
    yield "exact", best(exact, text, expect.answers)
    yield "f1", best(token_f1, text, expect.answers)
    if expect.conflict:
        yield "conflict", float(answer.refusal is None and _shows_sides(expect, answer))
    if expect.speaker is not None and answer.refusal is None:
        yield "speaker", _by_speaker(expect.speaker, answer)


def without_markers(text: str) -> str:
    return re.sub(r"\s*\[\d+\]", "", text)


def _shows_sides(expect: Expect, answer: Answer) -> bool:
    """Whether versions of one disagreement have all sides, or sentences that rest on different articles."""
    for one in answer.disagreements:
        if all(any(met(side, version.text) for version in one.versions) for side in expect.answers):
            return True
    articles = {citation.n: citation.article_id for citation in answer.citations}
    tellers = [
        frozenset(
            articles[n] for sentence in answer.sentences if met(side, _said(sentence)) for n in sentence.citations
        )
        for side in expect.answers
    ]
    return all(tellers) and len(frozenset[str]().union(*tellers)) > 1


def _by_speaker(expected: str, answer: Answer) -> float | None:
    """Of the cited statements that have a speaker; where none has, whether the text has the expected full name."""
    speakers = [citation.speaker for citation in answer.citations if citation.speaker]
    if not speakers:
        return float(met(expected, answer.text))
    return sum(is_speaker(expected, name) for name in speakers) / len(speakers)


def _quotations(expect: Expect, answer: Answer) -> Iterator[Figure]:
    yield "quotations", quoted(answer.text, expect.quotations)
    yield "not_forbidden", unquoted(answer.text, expect.forbidden_quotations)


def _within_days(question: Question, answer: Answer) -> float | None:
    """The share of dated citations that the question's days admit; None where it names none, or nothing is dated."""
    last = min((day for day in (question.until, question.as_of) if day), default=None)
    days = [str(citation.published)[:10] for citation in answer.citations if citation.published]
    if not days or not (last or question.since):
        return None
    return sum((not last or day <= str(last)) and str(question.since or "") <= day for day in days) / len(days)


def _refusals(question: Question, answer: Answer) -> Iterator[Figure]:
    refused = float(answer.refusal is not None)
    yield ("refusal_recall" if question.unanswerable else "false_refusals"), refused
    if answer.refusal is not None:
        yield "refusal_precision", float(question.unanswerable)
    if question.reason is not None:
        yield "refusal_reason", float(answer.refusal is not None and answer.refusal.reason == question.reason)


def _cost(answer: Answer, price: Price | None) -> Iterator[Figure]:
    yield "seconds_sources", answer.timings.sources
    yield "seconds_first_text", answer.timings.first_text
    yield "seconds", answer.timings.total
    if answer.model is not None:
        read, written = answer.usage.prompt_tokens, answer.usage.completion_tokens
        yield "prompt_tokens", read
        yield "completion_tokens", written
        if price is not None:
            yield "cost", (read * price[0] + written * price[1]) / 1e6


def _stood(answer: Answer) -> float | None:
    """The share of the model's sentences that are in its answer, as they were or repaired; None where it wrote none."""
    standing = sum(sentence.by == "model" for sentence in answer.sentences)
    written = standing + len(answer.dropped)
    return standing / written if written else None


def _citations(answer: Answer, news: NewsIndex) -> Iterator[Figure]:
    articles = {citation.article_id: news.article(citation.article_id) for citation in answer.citations}
    by_place = {citation.n: articles[citation.article_id].text for citation in answer.citations}
    quoting = [(sentence.text, [by_place[n] for n in sentence.citations]) for sentence in answer.sentences]
    yield "fidelity", fidelity(quoting)
    bears = bears_out(source_of(citation, news) for citation in answer.citations)
    counts = cited([(told(sentence), sentence.citations) for sentence in answer.sentences], bears)
    yield "citation_recall", counts.recall
    yield "citation_precision", counts.precision


def told(sentence: Sentence) -> str:
    """What a sentence claims: without outlet, day and speaker in brackets that code sets before an article's words."""
    return _LEAD.sub("", _said(sentence)) if sentence.by == "code" else sentence.text


def _said(sentence: Sentence) -> str:
    """What a sentence says of the matter: its words without outlet and day, which code sets before or behind them."""
    text = _REPORTED.sub("", sentence.text)
    return _WHERE.sub("", text) if sentence.by == "code" else text


_WHERE = re.compile(r"^(?:Accounts differ: )?(?:[^“]{1,80}?, )?(?:\d{1,2} [A-Z][a-z]+ \d{4}|[Uu]ndated): ")
_LEAD = re.compile(r"^\([^()“”]{2,80}\) ")
_REPORTED = re.compile(r" \(reported [^()]+\)")


def bears_out(sources: Iterable[Source]) -> Bears:
    """The checks in the place of Gao's entailment model, over what is cited alone. Words that stand there bear out."""
    known = {source.n: source for source in sources}

    def bears(text: str, numbers: tuple[int, ...]) -> bool:
        cited = tuple(known[number] for number in numbers if number in known)
        if any(any(locate(text, source.text)) for source in cited):
            return True
        draft = Draft(text=text, sources=tuple(source.n for source in cited))
        return bool(cited) and isinstance(check(draft, cited), Supported)

    return bears


def source_of(citation: Citation, news: NewsIndex) -> Source:
    """What is cited, and nothing else of its article, as a source."""
    return Source(
        n=citation.n,
        article=news.article(citation.article_id),
        start=citation.start,
        end=citation.end,
        speaker=citation.speaker,
        quotes=news.quotes(citation.article_id),
    )
