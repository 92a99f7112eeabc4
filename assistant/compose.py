"""The text of an answer from checked sentences, or from the quotations themselves where no model's text is at hand."""

from collections.abc import Iterable

from assistant.checks import Ground, Supported
from assistant.checks.quotations import quotations_in
from assistant.citing import cite_source, written
from assistant.evidence import Source
from assistant.gather import Evidence, best_run, sentences_around
from assistant.values import Citation, Sentence
from index.values import Quote

_CLOSEST = 3
"""Sources that answer in their own words where no speaker is asked for."""
_SHORT = 300
"""Characters of each of them, in whole sentences."""

Composed = tuple[tuple[Sentence, ...], tuple[Citation, ...]]
Extract = tuple[Source, int, int]
"""A part of a source's article."""


def from_checked(supported: Iterable[Supported]) -> Composed:
    """Sentences with citations numbered in the order a reader meets them; one span has one number."""
    citations: dict[tuple[str, int, int], Citation] = {}
    sentences: list[Sentence] = []
    for item in supported:
        numbers = [_number(_widened(ground), citations) for ground in item.grounds]
        sentences.append(Sentence(text=item.text, citations=tuple(dict.fromkeys(numbers)), repairs=item.repairs))
    return tuple(sentences), tuple(citations.values())


def _widened(ground: Ground) -> Ground:
    """The whole sentences around a ground, so that a reader sees who speaks."""
    start, end = sentences_around(ground.source.article.text, ground.start, ground.end)
    return Ground(source=ground.source, start=start, end=end)


def _number(ground: Ground, citations: dict[tuple[str, int, int], Citation]) -> int:
    key = (ground.source.article.id, ground.start, ground.end)
    if key not in citations:
        citations[key] = cite_source(ground.source, len(citations) + 1, ground.start, ground.end)
    return citations[key].n


def from_sources(evidence: Evidence) -> Composed:
    """The evidence itself as sentences: statements of the speaker asked for, else what is closest to the question."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    told = evidence.sources[: evidence.from_ledger]
    for source in told or evidence.sources[:_CLOSEST]:
        start, end = source.start, source.end
        if not told:
            start, end = best_run(source.text, source.start, evidence.query.text, longest=_SHORT)
        citation = cite_source(source, len(citations) + 1, start, end)
        citations.append(citation)
        text = _told(citation, source.quotes_at(start, end) if told else ())
        sentences.append(Sentence(text=text, citations=(citation.n,), by="code"))
    return tuple(sentences), tuple(citations)


def extended(composed: Composed, extract: Extract) -> Composed:
    """The answer with one more sentence before the others: an extract in the article's own words."""
    sentences, citations = composed
    source, start, end = extract
    known = next((c for c in citations if (c.article_id, c.start, c.end) == (source.article.id, start, end)), None)
    citation = known or cite_source(source, len(citations) + 1, start, end)
    first = Sentence(text=_told(citation, ()), citations=(citation.n,), by="code")
    return (first, *sentences), citations if known else (*citations, citation)


def _told(citation: Citation, statements: tuple[Quote, ...]) -> str:
    """One extract as a sentence: a lone direct quotation by its speaker, anything else as the outlet's words."""
    where = _where(citation)
    if len(statements) == 1 and statements[0].kind == "direct" and statements[0].speaker:
        return f"{where} {statements[0].speaker}: “{_bare(statements[0])}”"
    unnamed = statements and citation.speaker and citation.speaker.split()[-1] not in citation.text
    return f"{where} {f'({citation.speaker}) ' if unnamed else ''}{_flat(citation.text)}"


def _where(citation: Citation) -> str:
    day = written(citation.published) if citation.published else "undated"
    return f"{citation.outlet}, {day}:" if citation.outlet else f"{day[0].upper()}{day[1:]}:"


def _bare(quote: Quote) -> str:
    """The words of a direct quotation without the marks around them."""
    inside = quotations_in(quote.text)
    words = inside[0].words if len(inside) == 1 and inside[0].start == 0 else quote.text
    return _flat(words.strip('“”"„«» ')).removesuffix(",")


def _flat(text: str) -> str:
    return " ".join(text.split())


def marked(sentences: tuple[Sentence, ...]) -> str:
    """The answer's text: each sentence with its `[n]` before the next one."""
    return " ".join(f"{sentence.text} {''.join(f'[{n}]' for n in sentence.citations)}" for sentence in sentences)
