"""From what a model wrote to the answer: its checked sentences, else the articles' own words, else a refusal."""

from dataclasses import dataclass

from assistant.answer.compose import Composed, Extract, extended, from_checked, from_sources
from assistant.answer.refusals import not_answered
from assistant.checks import Supported
from assistant.checks.dates import without_dates
from assistant.checks.likeness import called_as
from assistant.checks.numbers import numbers_of, same_amount
from assistant.checks.synonyms import held_in
from assistant.checks.words import content_stems, names_in, words_of
from assistant.gathering.gather import Evidence
from assistant.reply.judge import Judge
from assistant.reply.reading import short_answer
from assistant.reply.standing import checked, restored
from assistant.values import Dropped, Refusal
from index.sentences import sentence_spans
from index.values import Coverage

_SURE = 1.2
"""From this relevance on the closest sentences are shown, though the model found no answer in them, or its own."""
_SHARED = 0.25
"""The share of the question's words that a sentence must hold for the model's short answer in it to be the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    composed: Composed = ((), ())
    refusal: Refusal | None = None
    dropped: tuple[Dropped, ...] = ()
    notes: tuple[str, ...] = ()


def conclude(
    reply: str,
    evidence: Evidence,
    relevance: float,
    coverage: Coverage,
    *,
    failed: bool,
    judge: Judge | None = None,
) -> Conclusion:
    """What becomes of a reply. `failed`: no model was asked, or it broke off, so its silence says nothing."""
    supported, dropped = checked(reply, evidence, judge)
    short = short_answer(reply)
    told = bool(evidence.from_ledger)
    if short == "" and not told and relevance < _SURE:
        return Conclusion(refusal=_silent(evidence, coverage), dropped=dropped)
    answering = _answering(short, evidence) if short else None
    said = _says(supported, short or "")
    if short and relevance < _SURE and not (said or answering or told) and _is_its_own(short, evidence):
        return Conclusion(refusal=_silent(evidence, coverage), dropped=dropped)
    if supported:
        whole, left = restored(supported, dropped, evidence)
        composed = from_checked(whole)
        if answering and not _says(whole, short or ""):
            composed = extended(composed, answering)
        return Conclusion(composed=composed, dropped=left)
    if answering:
        return Conclusion(composed=extended(((), ()), answering), dropped=dropped)
    tried = bool(short) or (short is None and bool(dropped))
    if not (failed or told or tried or relevance >= _SURE):
        return Conclusion(refusal=_silent(evidence, coverage), dropped=dropped)
    close, left = restored((), dropped, evidence)
    if tried and close:
        return Conclusion(composed=from_checked(close), dropped=left)
    return _in_extracts(evidence, coverage, dropped, failed=failed)


def _in_extracts(evidence: Evidence, coverage: Coverage, dropped: tuple[Dropped, ...], *, failed: bool) -> Conclusion:
    """The sources themselves, where they are all there is."""
    composed = from_sources(evidence)
    if not composed[0]:
        return Conclusion(refusal=not_answered(evidence, coverage, "Nothing found answers this."), dropped=dropped)
    silent = "The language model found no answer in these passages; they are the closest there are."
    return Conclusion(composed=composed, dropped=dropped, notes=() if failed or dropped else (silent,))


def unanswered(reply: str, evidence: Evidence, judge: Judge | None = None) -> tuple[Dropped, ...]:
    """What failed in a reply of which nothing stands, neither a sentence nor the short answer; else nothing."""
    supported, dropped = checked(reply, evidence, judge)
    short = short_answer(reply)
    return () if supported or (short and _answering(short, evidence)) else dropped


def _silent(evidence: Evidence, coverage: Coverage) -> Refusal:
    return not_answered(evidence, coverage, "The articles found do not answer this.")


def _says(supported: tuple[Supported, ...], short: str) -> bool:
    wanted = content_stems(short)
    return wanted == held_in(wanted, content_stems(" ".join(sentence.text for sentence in supported)))


def _is_its_own(short: str, evidence: Evidence) -> bool:
    """Whether the short answer has a name or a number that no source has in any form: the model's, not the articles'.

    Days are left out: sources tell them in too many ways.
    """
    told = " ".join(f"{source.text} {source.article.title}" for source in evidence.sources)
    plain, figures = without_dates(short), numbers_of(told)
    if any(not any(same_amount(number, figure) for figure in figures) for number in numbers_of(plain)):
        return True
    names = called_as(frozenset(word for name in names_in(plain) for word in words_of(name)))
    strange = content_stems(" ".join(names - called_as(frozenset(words_of(told)))))
    strange = frozenset(stem for stem in strange if not stem[0].isdigit())
    return held_in(strange, content_stems(told)) != strange


def _answering(short: str, evidence: Evidence) -> Extract | None:
    """The sentence of the sources that holds all of the short answer and most of the question's words."""
    wanted, asked = content_stems(short), content_stems(evidence.query.text)
    best, most = None, _SHARED * len(asked)
    for source in evidence.sources:
        for start, end in sentence_spans(source.text):
            held = content_stems(source.text[start:end])
            if source.text[start:end].rstrip().endswith("?"):
                continue
            if wanted and wanted == held_in(wanted, held) and len(asked & held) > most:
                best, most = (source, source.start + start, source.start + end), len(asked & held)
    return best
