"""When there is no answer: decided from the evidence, before a model could invent one, with the nearest there is."""

import re
from dataclasses import replace

from assistant.checks.words import content_stems, name_tokens, names_in
from assistant.citing import cite, cite_source, written
from assistant.evidence import Source
from assistant.gather import LEAST_SHARE, Evidence, best_run, gather
from assistant.values import Citation, Refusal
from index.news import NewsIndex
from index.query import Query
from index.values import Coverage, Quote

_NEAREST = 3
_WIDE = 1000
"""Tokens of evidence looked through for what days and outlets leave out."""
_CLOSE = 0.7
"""The share of a question's content words that a few sentences must hold to be shown as its likely answer."""
_SHORT = 240
"""Characters of the nearest evidence, in whole sentences."""


def refusal_of(evidence: Evidence, news: NewsIndex) -> Refusal | None:
    """Why the evidence cannot answer the question, or None where it may."""
    coverage = news.coverage()
    if coverage.articles == 0:
        return Refusal(reason="index_empty", message="The index is empty: `onrecord index PATH` adds articles.")
    refusal = _of_query(evidence, news, coverage)
    if refusal or _only_undated(evidence):
        return _left_out(evidence, news, coverage) or refusal
    return None


def _of_query(evidence: Evidence, news: NewsIndex, coverage: Coverage) -> Refusal | None:
    return _of_speaker(evidence, news, coverage) if evidence.query.speaker else _of_topic(evidence, coverage)


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
    what = f"Words of {_full(spoken)} are" if spoken else "What there is on this is"
    return Refusal(
        reason="outside_dates" if "days" in why else "speaker_absent" if query.speaker else "nothing_relevant",
        message=f"{what} {why}. {covered(coverage)}",
        nearest=_closest(tuple(s for s in wide.sources if _known_by(s, query)), query.text),
    )


def _better(query: Query, evidence: Evidence, news: NewsIndex, coverage: Coverage) -> Evidence | None:
    """The evidence for a wider query, where it has what the narrower one lacks."""
    wide = gather(query, news, k=_NEAREST, budget=_WIDE)
    if query.speaker:
        more = wide.statements and not evidence.statements
        return wide if more or (wide.elsewhere and not evidence.elsewhere and not evidence.statements) else None
    if _of_topic(wide, coverage) is not None:
        return None
    closer = _of_topic(evidence, coverage) is not None or wide.sources[0].article.published is not None
    return wide if closer else None


def _known_by(source: Source, query: Query) -> bool:
    """Whether an article may be shown to somebody who asks on the day of the query."""
    published = source.article.published
    return query.as_of is None or published is None or published.day <= query.as_of


def _of_speaker(evidence: Evidence, news: NewsIndex, coverage: Coverage) -> Refusal | None:
    query = evidence.query
    if evidence.statements or (evidence.elsewhere and evidence.sources):
        return None
    if evidence.elsewhere:
        who = _full(evidence.elsewhere)
        return Refusal(
            reason="speaker_not_on_topic",
            message=f"These articles quote {who}, but they hold nothing on this: {query.topic}. {covered(coverage)}",
            nearest=_cited(evidence.elsewhere, news),
        )
    mentioned = tuple(source for source in evidence.sources if _mentions(source, query.speaker or ""))
    if mentioned:
        return Refusal(
            reason="only_hearsay",
            message=f"These articles mention {query.speaker} but hold no words of theirs. {covered(coverage)}",
            nearest=_closest(mentioned, query.text),
        )
    return Refusal(
        reason="speaker_absent",
        message=f"Nobody called {query.speaker} speaks in these articles. {covered(coverage)}",
        nearest=_closest(tuple(s for s in evidence.sources if _shares(s, query.topic or "")), query.topic or ""),
    )


def _of_topic(evidence: Evidence, coverage: Coverage) -> Refusal | None:
    wanted = content_stems(evidence.query.text)
    held = [len(wanted & content_stems(f"{s.text} {s.article.title}")) for s in evidence.sources]
    missing = _missing_names(evidence)
    if evidence.sources and not missing and max(held) >= LEAST_SHARE * len(wanted):
        return None
    about = f"no word about {missing[0]}" if missing else "nothing that answers this"
    return not_answered(evidence, coverage, f"There is {about} in these articles.")


def not_answered(evidence: Evidence, coverage: Coverage, why: str) -> Refusal:
    """The refusal of a question whose evidence does not answer it."""
    nearest = _closest(evidence.sources, evidence.query.text)
    return Refusal(reason="nothing_relevant", message=f"{why} {covered(coverage)}", nearest=nearest)


def answerable(evidence: Evidence) -> bool:
    """Whether the evidence comes so close to the question that a model's silence is no proof that it has no answer."""
    if evidence.from_ledger:
        return True
    wanted = content_stems(evidence.query.text)
    shares = (
        len(wanted & content_stems(citation.text)) for citation in _closest(evidence.sources, evidence.query.text)
    )
    return max(shares, default=0) >= _CLOSE * len(wanted)


def _closest(sources: tuple[Source, ...], question: str) -> tuple[Citation, ...]:
    """The sentences of the first few sources that are closest to the question."""
    spans = [(source, best_run(source.text, source.start, question, longest=_SHORT)) for source in sources[:_NEAREST]]
    return tuple(cite_source(source, n, *span) for n, (source, span) in enumerate(spans, start=1))


def _missing_names(evidence: Evidence) -> list[str]:
    """Names of the question, beyond its first word, that no source's article has: a premise nobody reports."""
    texts = [f"{source.article.text} {source.article.title}" for source in evidence.sources]
    _, _, rest = evidence.query.text.partition(" ")
    return [name for name in names_in(rest) if not any(_has_name(text, name_tokens(name)) for text in texts)]


def _has_name(text: str, tokens: tuple[str, ...]) -> bool:
    """Whether a text has every one of a name's tokens as a whole word, in singular or plural."""
    plain = text.lower().replace("’", "'")
    words = (re.escape(token.replace("’", "'").removesuffix("s")) for token in tokens)
    return all(re.search(rf"(?<!\w){word}(?:'?s)?(?!\w)", plain) for word in words)


def _shares(source: Source, topic: str) -> bool:
    """Whether an extract has half of the topic's content words: less is near by chance."""
    wanted = content_stems(topic)
    return bool(wanted) and 2 * len(wanted & content_stems(source.text)) >= len(wanted)


def _mentions(source: Source, name: str) -> bool:
    """Whether an extract has a person's surname, and its article the rest of the name."""
    tokens = name_tokens(name)
    return bool(tokens) and _has_name(source.text, tokens[-1:]) and _has_name(source.article.text, tokens)


def _full(quotes: tuple[Quote, ...]) -> str:
    return quotes[0].speaker or "this speaker"


def _cited(quotes: tuple[Quote, ...], news: NewsIndex) -> tuple[Citation, ...]:
    return tuple(
        cite(n, news.article(quote.article_id), quote.start, quote.end, (quote,))
        for n, quote in enumerate(quotes[-_NEAREST:], start=1)
    )


def covered(coverage: Coverage) -> str:
    """What an index holds, in a sentence: "They are 412 articles, 3 May 2021 to 9 August 2022, 7 undated."."""
    parts = [f"{coverage.articles:,} article" + ("s" if coverage.articles != 1 else "")]
    if coverage.first and coverage.last:
        first, last = written(coverage.first), written(coverage.last)
        parts.append(first if first == last else f"{first} to {last}")
    if coverage.undated:
        parts.append(f"{coverage.undated} undated")
    return f"The index holds {', '.join(parts)}."
