"""Where articles differ on what an answer tells: all versions with outlet and day, the oldest first, nothing averaged.

Code finds it in the passages found for the question; no model is asked. Two sentences are compared by `comparing`; here
versions are collected, copies of one report counted once, and what takes the place of what is told.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from assistant.accounts.asked import hooks_asked
from assistant.accounts.comparing import differs, grows, may_answer, rival_of, same_value, teller
from assistant.accounts.credited import Told, credited
from assistant.accounts.scene import Place, of_one_thing
from assistant.accounts.told import Value, values_of
from assistant.answer.compose import Composed
from assistant.answer.harmless import harmless
from assistant.citing import cite, written
from assistant.gathering.gather import Evidence
from assistant.values import Citation, Disagreement, Sentence, Version
from index.copies import Copies, runs_of
from index.sentences import sentence_spans
from index.values import Article

_MOST = 2
"""Disagreements of one answer that are told: more would drown it."""


def differing(
    composed: Composed, evidence: Evidence, short: str | None = None
) -> tuple[Composed, tuple[Disagreement, ...]]:
    """The answer with a sentence a version where articles differ on what it tells, and what they differ on.

    `short` is the answer in a few words, where the model gave one: then that alone is held against the articles.
    """
    sentences, citations = composed
    found: list[Disagreement] = []
    spoken = evidence.from_ledger and all(sentence.by == "code" for sentence in sentences)
    places = [] if spoken else list(_places(evidence))  # the grammar takes a second to load: statements do without
    anchors = list(_anchors(sentences, citations, evidence, short)) if short and places else []
    for about, told in anchors or (_anchors(sentences, citations, evidence, None) if places else ()):
        if len(found) == _MOST or any(told.place.text == about for about in (one.about for one in found)):
            continue
        groups = _versions(told, places, evidence.query.text)
        if len(groups) > 1 and not any(_shares(one, groups) for one in found):
            disagreement, citations = _as_value(about, groups, citations)
            found.append(disagreement)
    for about, groups in credited(sentences, citations, evidence):
        disagreement, citations = _as_value(about, groups, citations, kind="speaker")
        found.append(disagreement)
    return (sentences + tuple(s for one in found for s in _sentences(one)), citations), tuple(found)


def _shares(known: Disagreement, groups: Sequence[Sequence[Told]]) -> bool:
    """Whether two of these values are told of already."""
    values = {version.text for version in known.versions}
    return len([group for group in groups if any(told.value.text in values for told in group)]) > 1


def _places(evidence: Evidence) -> Iterator[Place]:
    """Every sentence of what was found, an article's title with each."""
    articles = {article.id: article for article in evidence.articles}
    spans = [(articles[hit.passage.article_id], hit.passage.start, hit.passage.end) for hit in evidence.hits]
    spans += [(source.article, source.start, source.end) for source in evidence.sources]
    seen: set[tuple[str, int]] = set()
    for article, start, end in spans:
        for place in sentences_of(article, start, end):
            if (article.id, place.start) not in seen:
                seen.add((article.id, place.start))
                yield place


def sentences_of(article: Article, start: int, end: int) -> Iterator[Place]:
    """The sentences of a passage, each with the passage as its context."""
    passage = article.text[start:end]
    for first, last in sentence_spans(passage):
        yield Place(article=article, start=start + first, end=start + last, context=f"{article.title} {passage}")


def _anchors(
    sentences: Iterable[Sentence], citations: Sequence[Citation], evidence: Evidence, short: str | None
) -> Iterator[tuple[str, Told]]:
    """The values that the answer tells and its cited sentences have, each with the answer's sentence."""
    articles = {source.article.id: source.article for source in evidence.sources}
    question = evidence.query.text
    for sentence in sentences:
        for citation in (one for one in citations if one.n in sentence.citations and one.article_id in articles):
            for place in sentences_of(articles[citation.article_id], citation.start, citation.end):
                for value in values_of(place.text):
                    if sentence.by == "code" and not short and not value.hooks & hooks_asked(question):
                        continue  # it tells whatever the article does: only what is asked for counts
                    if may_answer(value, question) and tells(short or sentence.text, value, place.day):
                        yield sentence.text, Told(place=place, value=value)


def tells(text: str, value: Value, day: date | None) -> bool:
    """Whether a text has the value, in whatever form."""
    return not differs(value, text, day)


def _versions(anchor: Told, places: Sequence[Place], question: str) -> list[list[Told]]:
    """What is told, grouped by value: one group where nobody differs. Groups and what is in them are oldest first."""
    told = [replace(anchor, cited=True)]
    for place in places:
        if place.article.id == anchor.place.article.id or not of_one_thing(anchor.place, place, question):
            continue
        rival = rival_of(anchor.value, anchor.place, place, question)
        value = rival or teller(anchor.value, place, question)
        if value is not None and not any(one.place.article.id == place.article.id for one in told):
            told.append(Told(place=place, value=value))
    groups: list[list[Told]] = []
    for one in sorted(told, key=lambda one: one.when):
        group = next((known for known in groups if same_value(known[0].value, one.value, one.place.day)), None)
        if group is None:
            groups.append([one])
        else:
            group.append(replace(one, copy=_repeats(one, group)))
    return sorted(groups, key=lambda group: _first(group).when)


def _first(group: Sequence[Told]) -> Told:
    """The article that stands for a group: the one the answer rests on, else the oldest."""
    return next((one for one in group if one.cited), group[0])


def _repeats(one: Told, known: Sequence[Told]) -> bool:
    """Whether the article carries the same report as one of those: by runs of words, short ones word for word."""
    texts = Copies()
    for told in known:
        texts.add(runs_of(told.place.context))
    same = any(one.place.text == told.place.text for told in known)
    return same or texts.original_of(runs_of(one.place.context)) is not None


def _as_value(
    about: str,
    groups: Sequence[Sequence[Told]],
    citations: tuple[Citation, ...],
    kind: Literal["speaker"] | None = None,
) -> tuple[Disagreement, tuple[Citation, ...]]:
    """The disagreement, and the citations with those that it needs."""
    versions: list[Version] = []
    for at, group in enumerate(groups):
        shown, later = _shown(group, groups[:at])
        place = shown.place
        known = next((one for one in citations if _covers(one, place)), None)
        if known is None:
            known = cite(len(citations) + 1, place.article, place.start, place.end)
            citations = (*citations, known)
        versions.append(
            Version(
                text=shown.value.text,
                n=known.n,
                outlet=place.article.outlet,
                day=place.day,
                later=later,
                others=len([one for one in group if one is not shown and not one.copy]),
                article_kind=place.article.kind,
            )
        )
    return Disagreement(about=about, kind=kind or groups[0][0].value.kind, versions=tuple(versions)), citations


def _covers(citation: Citation, place: Place) -> bool:
    return citation.article_id == place.article.id and citation.start <= place.start and place.end <= citation.end


def _shown(group: Sequence[Told], before: Sequence[Sequence[Told]]) -> tuple[Told, bool]:
    """Which article of a group is named, and whether what it tells takes the place of the groups before."""
    earlier = [one.place for other in before for one in other]
    for one in reversed(group):
        same = [place for place in earlier if place.article.outlet and place.article.outlet == one.place.article.outlet]
        if _is_after(one.place, earlier) and same:
            return one, True
    first = _first(group)
    return first, _is_after(first.place, earlier) and grows(first.value)


def _is_after(place: Place, others: Sequence[Place]) -> bool:
    days = [other.day for other in others if other.day is not None]
    return place.day is not None and bool(days) and len(days) == len(others) and place.day > max(days)


def _sentences(one: Disagreement) -> Iterator[Sentence]:
    """A sentence a version: its outlet, its day and its own words."""
    for at, version in enumerate(one.versions):
        text = harmless(f"{_where(version)}: “{version.text}”.")
        yield Sentence(text=f"Accounts differ: {text}" if at == 0 else text, citations=(version.n,), by="code")


def _where(version: Version) -> str:
    day = written(version.day) if version.day else "undated"
    where = f"{version.outlet}, {day}" if version.outlet else day[0].upper() + day[1:]
    notes = [note for note in ("later" if version.later else "", _kind(version)) if note]
    return f"{where} ({', '.join(notes)})" if notes else where


def _kind(version: Version) -> str:
    return version.article_kind if version.article_kind == "opinion" else ""
