"""The text of an answer from checked sentences, or from the quotations themselves where no model's text is at hand."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.answer.harmless import harmless
from assistant.checks import Ground, Supported
from assistant.checks.quotations import Span, quotations_in, quoted_regions
from assistant.checks.words import content_stems
from assistant.citing import cite_source, written
from assistant.evidence import Source
from assistant.gathering.extracts import best_run, sentences_around
from assistant.gathering.gather import Evidence
from assistant.gathering.ordering import without_orders
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
        sentences.append(
            Sentence(text=harmless(item.text), citations=tuple(dict.fromkeys(numbers)), repairs=item.repairs)
        )
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
    told = tuple((one, (one.start, one.end)) for one in evidence.sources[: evidence.from_ledger])
    for source, span in told or _closest(_first(evidence), evidence.query.text):
        start, end = whole_quotations(source.article.text, span)
        citation = cite_source(source, len(citations) + 1, start, end)
        citations.append(citation)
        text = _told(citation, source.quotes_at(start, end) if told else ())
        sentences.append(Sentence(text=text, citations=(citation.n,), by="code"))
    return tuple(sentences), tuple(citations)


def _first(evidence: Evidence) -> tuple[Source, ...]:
    """The closest sources, with the one that names what the first leaves open."""
    return evidence.sources[: _CLOSEST + 1 if evidence.named else _CLOSEST]


def _closest(sources: tuple[Source, ...], question: str) -> tuple[tuple[Source, Span], ...]:
    """What is closest to the question in each source; nothing of orders to assistants where there is anything else."""
    found = tuple((source, span) for source in sources if (span := _run(source, question)))
    return found or tuple((one, best_run(one.text, one.start, question, longest=_SHORT)) for one in sources)


def _run(source: Source, question: str) -> Span | None:
    wanted, text = content_stems(question), source.text
    runs = [
        best_run(text[start:end], source.start + start, question, longest=_SHORT)
        for start, end in without_orders(text, question)
    ]
    return max(runs, key=lambda run: len(wanted & content_stems(source.article.text[slice(*run)])), default=None)


def whole_quotations(text: str, span: Span) -> Span:
    """The span, widened by sentences until it neither begins nor ends inside a quotation."""
    start, end = span
    for first, last in quoted_regions(text):
        if first < start < last or first < end < last:
            around = sentences_around(text, first, last)
            start, end = min(start, around[0]), max(end, around[1])
    return start, end


def extended(composed: Composed, extract: Extract) -> Composed:
    """The answer with one more sentence before the others: an extract in the article's own words."""
    sentences, citations = composed
    source = extract[0]
    start, end = whole_quotations(source.article.text, extract[1:])
    known = next((c for c in citations if (c.article_id, c.start, c.end) == (source.article.id, start, end)), None)
    citation = known or cite_source(source, len(citations) + 1, start, end)
    first = Sentence(text=_told(citation, ()), citations=(citation.n,), by="code")
    return renumbered((first, *sentences), citations if known else (*citations, citation))


def renumbered(sentences: tuple[Sentence, ...], citations: tuple[Citation, ...]) -> Composed:
    """The citations numbered in the order in which a reader meets them."""
    order = list(dict.fromkeys(n for sentence in sentences for n in sentence.citations))
    order += [citation.n for citation in citations if citation.n not in order]
    new = {old: n for n, old in enumerate(order, start=1)}
    kept = sorted((replace(citation, n=new[citation.n]) for citation in citations), key=lambda one: one.n)
    renamed = (replace(one, citations=tuple(new[n] for n in one.citations)) for one in sentences)
    return tuple(renamed), tuple(kept)


def _told(citation: Citation, statements: tuple[Quote, ...]) -> str:
    """One extract as a sentence: a lone direct quotation by its speaker, anything else as the outlet's words."""
    where = _where(citation)
    if len(statements) == 1 and statements[0].kind == "direct" and statements[0].speaker:
        return harmless(f"{where} {statements[0].speaker}: “{_bare(statements[0])}”")
    unnamed = statements and citation.speaker and citation.speaker.split()[-1] not in citation.text
    return harmless(f"{where} {f'({citation.speaker}) ' if unnamed else ''}{_flat(citation.text)}")


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
    """The answer's text: each sentence with its `[n]` before the next one. No renderer finds anything to act on.

    Where code lists the articles' own words, a line each.
    """
    between = "\n" if all(sentence.by == "code" for sentence in sentences) else " "
    return between.join(
        f"{harmless(sentence.text)} {''.join(f'[{n}]' for n in sentence.citations)}" for sentence in sentences
    )
