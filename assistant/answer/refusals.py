"""When there is no answer: decided from the evidence, before a model could invent one, with the nearest there is."""

import re
from dataclasses import replace
from heapq import nlargest

from assistant.answer.coverage import covered
from assistant.answer.harmless import harmless
from assistant.checks.persons import people_of
from assistant.checks.words import content_stems, name_tokens, names_in, same_person
from assistant.citing import cite, cite_source
from assistant.evidence import Source
from assistant.gathering.extracts import best_run, sentences_around
from assistant.gathering.gather import Evidence, gather, is_column_by
from assistant.gathering.named import asked_names, has_name, has_names, is_anywhere
from assistant.values import Citation, Refusal
from index.names import parse_name
from index.news import NewsIndex
from index.people import person_key
from index.query import Query
from index.values import Article, Coverage, Quote

_NEAREST = 3
_WIDE = 1000
"""Tokens of evidence looked through for what days and outlets leave out."""
_ONE_ARTICLE = 12
"""Content words of a question that one article should answer; longer ones ask for what several say."""
_OFFICE = re.compile(r"[a-z][\w-]*(?: [a-z][\w-]*)* (?:of|for|at|in|from) ")
"""Somebody told by what they do: "insurer of Hesketh Mill"."""
_SHORT = 240
"""Characters of the nearest evidence, in whole sentences."""


def relevance_of(evidence: Evidence, news: NewsIndex) -> float:
    """How close the passages found come to the question: an answer has 1 or more (`index.relevance`)."""
    return news.relevance(evidence.query, evidence.hits)


def refusal_of(evidence: Evidence, news: NewsIndex, relevance: float, coverage: Coverage) -> Refusal | None:
    """Why the evidence cannot answer the question, or None where it may."""
    if coverage.articles == 0:
        return Refusal(reason="index_empty", message="The index is empty: `onrecord index PATH` adds articles.")
    refusal = _of_query(evidence, news, coverage, relevance)
    if refusal or _only_undated(evidence):
        refusal = _left_out(evidence, news, coverage) or refusal
    return refusal and replace(refusal, message=harmless(refusal.message))


def _of_query(evidence: Evidence, news: NewsIndex, coverage: Coverage, relevance: float) -> Refusal | None:
    if evidence.query.speaker:
        return None if _told_otherwise(evidence, relevance) else _of_speaker(evidence, news, coverage)
    return _of_topic(evidence, news, coverage, relevance)


def _only_undated(evidence: Evidence) -> bool:
    """Whether days were asked for, but only articles without a day, which stay in whatever the days, were found."""
    query = evidence.query
    return bool(query.since or query.last_day) and not any(source.article.published for source in evidence.sources)


def _left_out(evidence: Evidence, news: NewsIndex, coverage: Coverage) -> Refusal | None:
    """The refusal that says what the days or outlets asked for leave out; None where that is nothing better."""
    query = evidence.query
    dated, narrow = query.since or query.last_day, query.outlets
    named = " or ".join(map(repr, narrow))
    undated = replace(query, since=None, until=None, as_of=None)
    if dated and (wide := _better(undated, evidence, news, coverage)):
        why = "outside the days asked for"
    elif narrow and (wide := _better(replace(query, outlets=()), evidence, news, coverage)):
        why = f"in other outlets than {named}"
    elif dated and narrow and (wide := _better(replace(undated, outlets=()), evidence, news, coverage)):
        why = f"outside the days asked for, and in other outlets than {named}"
    else:
        return None
    spoken = wide.statements or wide.elsewhere
    what = f"Words of {_full(spoken, query)} are" if spoken else "What there is on this is"
    return Refusal(
        reason="outside_dates" if "days" in why else "speaker_absent" if query.speaker else "nothing_relevant",
        message=f"{what} {why}. {covered(coverage)}",
        nearest=_closest(tuple(s for s in wide.sources if _is_known(s.article, query)), query.text),
    )


def _better(query: Query, evidence: Evidence, news: NewsIndex, coverage: Coverage) -> Evidence | None:
    """The evidence for a wider query, where it has what the narrower one lacks."""
    wide = gather(query, news, k=_NEAREST, budget=_WIDE)
    if query.speaker:
        more = wide.statements and not evidence.statements
        return wide if more or (wide.elsewhere and not evidence.elsewhere and not evidence.statements) else None
    if _of_topic(wide, news, coverage, relevance_of(wide, news)) is not None:
        return None
    refused = _of_topic(evidence, news, coverage, relevance_of(evidence, news)) is not None
    return wide if refused or wide.sources[0].article.published is not None else None


def _is_known(article: Article, query: Query) -> bool:
    """Whether an article may be shown to somebody who asks on the day of the query."""
    published = article.published
    return query.as_of is None or published is None or published.day <= query.as_of


def _of_speaker(evidence: Evidence, news: NewsIndex, coverage: Coverage) -> Refusal | None:
    query = evidence.query
    if evidence.statements or (evidence.elsewhere and evidence.sources):
        return None
    if evidence.other_days:
        return Refusal(
            reason="outside_dates",
            message=f"Words of {_full(evidence.other_days, query)} are outside the days asked for. {covered(coverage)}",
            nearest=_cited(evidence.other_days, query.topic or "", news),
        )
    if evidence.elsewhere:
        who = _full(evidence.elsewhere, query)
        return Refusal(
            reason="speaker_not_on_topic",
            message=f"These articles quote {who}, but they hold nothing on this: {query.topic}. {covered(coverage)}",
            nearest=_cited(evidence.elsewhere, query.topic or "", news),
        )
    mentioned = tuple(source for source in evidence.sources if _mentions(source, query.speaker or ""))
    if mentioned:
        return Refusal(
            reason="only_hearsay",
            message=f"These articles mention {query.speaker} but hold no words of theirs. {covered(coverage)}",
            nearest=_closest(mentioned, query.text),
        )
    if theirs := _written_by(query, news):
        return Refusal(
            reason="speaker_absent",
            message=f"{query.speaker} writes in these articles, but nobody quotes them. {covered(coverage)}",
            nearest=_closest(theirs, query.text),
        )
    return Refusal(
        reason="speaker_absent",
        message=f"Nobody called {query.speaker} speaks in these articles. {covered(coverage)}",
        nearest=_closest(tuple(s for s in evidence.sources if _shares(s, query.topic or "")), query.topic or ""),
    )


def _told_otherwise(evidence: Evidence, relevance: float) -> bool:
    """Whether passages answer for the ledger: an opinion piece by the one asked for, or words of somebody unnamed."""
    asked = evidence.query.speaker or ""
    if evidence.statements or evidence.elsewhere or evidence.other_days:
        return False
    if evidence.articles and all(is_column_by(asked, article) for article in evidence.articles):
        return True
    unnamed = not names_in(asked) or _OFFICE.match(asked)
    return bool(evidence.sources and unnamed and relevance >= 1.0)


def _of_topic(evidence: Evidence, news: NewsIndex, coverage: Coverage, relevance: float) -> Refusal | None:
    if not evidence.sources:
        return not_answered(evidence, coverage, "There is nothing that answers this in these articles.")
    names = asked_names(evidence.query)
    missing = [name for name in names if not any(has_names(article, [name]) for article in evidence.articles)]
    if unheard := next((name for name in missing if not is_anywhere(name, news)), None):
        return not_answered(evidence, coverage, f"There is no word about {unheard} in these articles.")
    together = any(has_names(article, names) for article in evidence.articles)
    if names and not together and _is_short(evidence.query):
        apart = f"{' and '.join(names)}{' together' if len(names) > 1 else ''}"
        return not_answered(evidence, coverage, f"No article on this names {apart}.")
    if relevance < 1.0:
        return not_answered(evidence, coverage, "There is nothing that answers this in these articles.")
    return None


def _is_short(query: Query) -> bool:
    """Whether one article should be able to answer the question: it is of one step and not long."""
    return not query.parts and len(content_stems(query.text)) <= _ONE_ARTICLE


def not_answered(evidence: Evidence, coverage: Coverage, why: str) -> Refusal:
    """The refusal of a question whose evidence does not answer it."""
    nearest = _closest(evidence.sources, evidence.query.text)
    return Refusal(reason="nothing_relevant", message=f"{why} {covered(coverage)}", nearest=nearest)


def _closest(sources: tuple[Source, ...], question: str) -> tuple[Citation, ...]:
    """The sentences of the first few sources that are closest to the question."""
    spans = [(source, best_run(source.text, source.start, question, longest=_SHORT)) for source in sources[:_NEAREST]]
    return tuple(cite_source(source, n, *span) for n, (source, span) in enumerate(spans, start=1))


def _shares(source: Source, topic: str) -> bool:
    """Whether an extract has half of the topic's content words: less is near by chance."""
    wanted = content_stems(topic)
    return bool(wanted) and 2 * len(wanted & content_stems(source.text)) >= len(wanted)


def _mentions(source: Source, name: str) -> bool:
    """Whether an extract has a person's surname, and its article the rest of the name."""
    tokens = name_tokens(name)
    return bool(tokens) and has_name(source.text, tokens[-1:]) and has_name(source.article.text, tokens)


def _written_by(query: Query, news: NewsIndex) -> tuple[Source, ...]:
    """Articles by the one asked for, those that share most words with the question first."""
    name, wanted = query.speaker or "", content_stems(query.topic or query.text)
    surname = name_tokens(name)[-1:]
    bylined = news.bylined(surname[0]) if surname else ()
    written = (one for one in bylined if any(same_person(name, author) for author in one.byline))
    found = [one for one in written if _is_known(one, query)]
    closest = nlargest(_NEAREST, found, key=lambda one: len(wanted & content_stems(f"{one.title} {one.text}")))
    return tuple(Source(n=n, article=one, start=0, end=len(one.text)) for n, one in enumerate(closest, start=1))


def _full(quotes: tuple[Quote, ...], query: Query) -> str:
    """The fullest name of whoever is quoted, where it is one person; else the one asked for."""
    spoken = [one for quote in quotes for one in people_of(quote.speaker or "")]
    people = {person_key(one): one for one in spoken if same_person(query.speaker or one, one)}
    names = sorted(people.values(), key=lambda name: -len(parse_name(name).text.split()))
    alone = [name for name in names if all(same_person(name, other) for other in names)]
    return (alone[0] if alone else query.speaker) or "this speaker"


def _cited(quotes: tuple[Quote, ...], topic: str, news: NewsIndex) -> tuple[Citation, ...]:
    """The sentences of the statements that share most words with the topic, of equals the newest."""
    wanted = content_stems(topic)
    best = nlargest(_NEAREST, enumerate(quotes), key=lambda at: (len(wanted & content_stems(at[1].text)), at[0]))
    cited: dict[tuple[str, int, int], Quote] = {}
    for _, quote in best:
        span = sentences_around(news.article(quote.article_id).text, quote.start, quote.end)
        cited.setdefault((quote.article_id, *span), quote)
    return tuple(
        cite(n, news.article(id), start, end, (quote,))
        for n, ((id, start, end), quote) in enumerate(cited.items(), start=1)
    )
