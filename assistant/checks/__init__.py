"""The checks: what a model wrote, sentence by sentence, against the sources it was given. Code decides, no model does.

A sentence leaves as `Supported` (with the characters it rests on and what was repaired) or as `Dropped` (with why).
The order of the steps is the order of `check`.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from assistant.checks.altered import altered
from assistant.checks.claims import claims_of, unfounded
from assistant.checks.crediting import credit
from assistant.checks.exchanged import exchanged
from assistant.checks.frames import halves_of
from assistant.checks.leads import by_outlet, is_its_day, led_in, without_passage
from assistant.checks.numbers import foreign_number
from assistant.checks.outcomes import Draft, Ground, Supported, Unsupported
from assistant.checks.quotations import outside_quotations, plain_marks
from assistant.checks.quoting import check_quotations
from assistant.checks.reported import by_days, with_days
from assistant.checks.roles import misread
from assistant.checks.speakers import claimed_speakers
from assistant.checks.support import Support, about, best_support, enough, evidence_of, foreign_names
from assistant.checks.synonyms import opposite
from assistant.checks.unsaid import is_command, unsaid
from assistant.checks.verbatim import copied
from assistant.checks.words import content_stems
from assistant.evidence import Source
from assistant.values import Dropped


def check(
    draft: Draft, sources: tuple[Source, ...], before: tuple[str, ...] = (), *, freely: bool = False
) -> Supported | Dropped:
    """One sentence against all sources; `before` are the speakers of the sentence before it.

    `freely`: without asking whether the evidence has its words, which is then left to a judge.
    """
    text = plain_marks(draft.text)
    again = partial(check, freely=freely)
    if (body := without_passage(text, sources)) is not None:
        return _with_repair(again(replace(draft, text=body), sources, before), draft)
    if (noted := by_days(text, sources)) is not None:
        return _with_note(draft, noted, before, again)
    if (led := by_outlet(text, sources)) is not None:
        return _behind_lead(draft, led, before, again)
    try:
        if is_command(draft.text):
            raise Unsupported("the sentence states nothing")
        cited, repairs = _known_sources(draft, sources)
        if (copy := copied(text, (*cited, *sources), before)) is not None:
            return replace(copy, repairs=(*repairs, *_moved(cited, copy.grounds[0].source), *copy.repairs))
        text, quoted, more = check_quotations(text, cited, sources, before)
        support, moved = _find_support(text, cited, sources, quoted, partial(_problem, before=before, freely=freely))
        text, credited = credit(text, support, before)
    except Unsupported as failure:
        return _in_halves(draft, sources, before, again) or Dropped(text=draft.text, reason=str(failure))
    grounds = _merge((*quoted, Ground(source=support.source, start=support.start, end=support.end)))
    return Supported(
        text=text,
        grounds=grounds,
        speakers=claimed_speakers(text, before) or before,
        repairs=(*repairs, *more, *moved, *credited),
    )


_Check = Callable[[Draft, tuple[Source, ...], tuple[str, ...]], Supported | Dropped]
_Problem = Callable[[str, Support], str | None]


def _behind_lead(
    draft: Draft, led: tuple[str, str, tuple[Source, ...]], before: tuple[str, ...], check: _Check
) -> Supported | Dropped:
    """A sentence that names the outlet of its source: what it reports is checked against that outlet's articles."""
    lead, body, theirs = led
    found = check(replace(draft, text=body), theirs, before)
    if isinstance(found, Dropped):
        return replace(found, text=draft.text)
    return replace(found, text=led_in(lead, found.text, body, plain_marks(draft.text)))


def _with_note(
    draft: Draft, noted: tuple[str, list[str], tuple[Source, ...]], before: tuple[str, ...], check: _Check
) -> Supported | Dropped:
    """A sentence that ends with the days of its articles: it must hold in those, and no other day may stand there."""
    body, days, theirs = noted
    if other := next((day for day in days if not any(is_its_day(day, source) for source in theirs)), None):
        return Dropped(text=draft.text, reason=f"no source is of {other}")
    found = check(replace(draft, text=body), theirs, before)
    if isinstance(found, Dropped):
        return replace(found, text=draft.text)
    own = [day for day in days if any(is_its_day(day, ground.source) for ground in found.grounds)]
    left = tuple(f"“{day}” left out: what is cited is not of that day" for day in days if day not in own)
    return replace(found, text=with_days(found.text, own), repairs=(*found.repairs, *left))


def _with_repair(found: Supported | Dropped, draft: Draft) -> Supported | Dropped:
    if isinstance(found, Dropped):
        return replace(found, text=draft.text)
    return replace(found, repairs=("“according to the passage” left out", *found.repairs))


def _in_halves(draft: Draft, sources: tuple[Source, ...], before: tuple[str, ...], check: _Check) -> Supported | None:
    """A sentence of two that hold in two places of the sources; None where it is one, or either fails."""
    halves = halves_of(plain_marks(draft.text))
    if halves is None:
        return None
    first = check(replace(draft, text=halves[0]), sources, before)
    if isinstance(first, Dropped) or first.text != halves[0]:
        return None
    second = check(replace(draft, text=halves[1]), sources, first.speakers)
    if isinstance(second, Dropped) or second.text != halves[1]:
        return None
    return Supported(
        text=plain_marks(draft.text),
        grounds=_merge((*first.grounds, *second.grounds)),
        speakers=second.speakers,
        repairs=(*first.repairs, *second.repairs),
    )


def _known_sources(draft: Draft, sources: tuple[Source, ...]) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    numbers = {source.n: source for source in sources}
    cited = tuple(numbers[n] for n in dict.fromkeys(draft.sources) if n in numbers)
    unknown = [n for n in draft.sources if n not in numbers]
    return cited, tuple(f"removed [{n}]: there is no such source" for n in unknown)


def _find_support(
    text: str,
    cited: tuple[Source, ...],
    sources: tuple[Source, ...],
    quoted: tuple[Ground, ...],
    problem: _Problem,
) -> tuple[Support, tuple[str, ...]]:
    """Where the sentence is supported: in a cited source, else in the best other one. Raises Unsupported."""
    at_quotations = tuple(dict.fromkeys(ground.source for ground in quoted if ground.source not in cited))
    first = _best(text, (*cited, *at_quotations), problem)
    if isinstance(first, Support):
        return first, ()
    other = _best(text, tuple(source for source in sources if source not in cited), problem)
    if isinstance(other, Support):
        return other, _moved(cited, other.source)
    raise Unsupported(first if cited else other)


def _moved(cited: tuple[Source, ...], source: Source) -> tuple[str, ...]:
    if not cited or source in cited:
        return ()
    return (f"citation moved from {', '.join(f'[{other.n}]' for other in cited)} to [{source.n}]",)


def _best(text: str, candidates: tuple[Source, ...], problem_of: _Problem) -> Support | str:
    """The best support among the candidates that pass every check, else why the closest did not."""
    supports = sorted((best_support(text, source) for source in candidates), key=lambda s: -s.coverage)
    problem = "it names no source and no source says it"
    for index, support in enumerate(supports):
        found = problem_of(text, support)
        if found is None:
            return support
        if index == 0:
            problem = found
    return problem


def _problem(text: str, support: Support, before: tuple[str, ...], *, freely: bool) -> str | None:
    """Why the support does not bear the sentence out, or None where it does, `freely` in whatever words."""
    source = support.source
    evidence = evidence_of(support)
    titled = f"{evidence} {source.article.title}"
    claims = claims_of(text, before)
    cues = " ".join(claim.cue or "" for claim in claims)
    if names := foreign_names(text, source):
        return f"the source does not name {names[0]}"
    if (number := foreign_number(text, titled, source.article.text)) is not None:
        return f"the source does not have the number {number}"
    if not freely and (other := _worded_otherwise(text, support, cues)) is not None:
        return other
    if (pair := opposite(outside_quotations(text), titled)) is not None:
        return f"the source says “{pair[1]}”, not “{pair[0]}”"
    if (word := exchanged(outside_quotations(text), evidence, source.article.title)) is not None:
        return word
    if not _finished(text, evidence):
        return "the sentence breaks off"
    reasons = (unfounded(claim, source, evidence) for claim in claims)
    if (reason := next((reason for reason in reasons if reason), None)) is not None:
        return reason
    other = altered(text, source, support.start, support.end)
    told = frozenset(cues.split())
    return other or misread(outside_quotations(text), source, support.start, support.end, told=told)


def _worded_otherwise(text: str, support: Support, cues: str) -> str | None:
    """Whether the evidence lacks words of the sentence, too many or one that says something of its own."""
    if not enough(text, support, cues):
        return "the sources do not say this"
    article = support.source.article
    known = f"{evidence_of(support)} {article.title} {about(support.source)}"
    added = unsaid(outside_quotations(text), known, article.text, content_stems(cues))
    return None if added is None else f"the sources do not say “{added}”"


def _finished(text: str, evidence: str) -> bool:
    """Whether the sentence ends as sentences do, or where a clause of its evidence ends."""
    if re.search(r"[.!?…][\"”’')\]]*$", text.rstrip()):
        return True
    last = re.escape(" ".join(text.split()[-2:]))
    return re.search(rf"{last}[.,;:!?”]", evidence) is not None


def _merge(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    """Grounds of one article that overlap or touch, as one; in the order they are first named."""
    merged: list[Ground] = []
    for ground in grounds:
        for index, other in enumerate(merged):
            same = other.source.article.id == ground.source.article.id
            if same and ground.start <= other.end and other.start <= ground.end:
                start, end = min(other.start, ground.start), max(other.end, ground.end)
                merged[index] = replace(other, start=start, end=end)
                break
        else:
            merged.append(ground)
    return tuple(merged)


__all__ = ["Draft", "Ground", "Supported", "check"]
