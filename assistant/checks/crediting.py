"""Whose words a sentence tells: somebody's claim leaves with the name, under a verb that says no more than theirs."""

import re

from assistant.checks.casing import inside
from assistant.checks.claims import LEAST_CLAIM, claims_of, closest_statement, in_first_person
from assistant.checks.cues import is_speech, plainer, same_act
from assistant.checks.outcomes import Unsupported
from assistant.checks.polarity import denies
from assistant.checks.quotations import outside_quotations, quotations_in, quoted_regions
from assistant.checks.support import Support
from assistant.checks.synonyms import held_in
from assistant.checks.words import content_stems, names_in, same_person
from assistant.evidence import Source
from index.quotes import extract_quotes
from index.values import Quote

_OWN_VOICE = re.compile(
    r"(?:,\s+(?:which|who|whose|where)\b|,?\s(?:before|after|although|though|when|while|since)\s(?=\w+\s\w+\s\w+)).*$",
    re.DOTALL,
)
"""Clauses that the reporter adds to what somebody said: "…, which Russia annexed in 2014"."""

_HE = re.compile(r"he|she|they|it", re.IGNORECASE)
_SPARE = 0.15
"""The share of a sentence's words that may stand in a statement only, and the sentence still be the article's own."""

Credited = tuple[str, tuple[str, ...]]


def credit(text: str, support: Support, before: tuple[str, ...]) -> Credited:
    """The sentence with a name where it states as fact what its article only has somebody say. Raises Unsupported."""
    claims = claims_of(text, before)
    if claims:
        return _tempered(text, claims, support.source)
    if not outside_quotations(text).strip(" .,;:!?"):
        return _quoted_alone(text, support, before)
    statement = _borrowed(text, support.source, support.start, support.end)
    if statement is None:
        return text, ()
    if statement.speaker is None or denies(statement.cue) or in_first_person(statement.text):
        raise Unsupported("the source only reports these words, and does not say that they are so")
    others = (name for name in names_in(text) for speaker in support.source.speakers() if same_person(name, speaker))
    if any(name not in statement.text and not same_person(name, statement.speaker) for name in others):
        raise Unsupported(f"said by {statement.speaker}")
    return _with_name(text, statement, support.source)


def _tempered(text: str, claims: tuple[Quote, ...], source: Source) -> Credited:
    """The sentence with "said" where its verb of speech says more than the article's. Raises Unsupported."""
    repairs: list[str] = []
    for claim in claims:
        statement = closest_statement(claim, source)
        if statement is None or claim.cue is None or same_act(claim.cue, statement.cue):
            continue
        told = re.search(
            rf"\b{re.escape(claim.cue)}\b(?=\s+that\b|\s*[:,.“\"])|[”\"]\s+.*\b{re.escape(claim.cue)}\b", text
        )
        if told is None:
            raise Unsupported(f"the source does not have “{claim.cue}”")
        at = told.end() - len(claim.cue)
        text = text[:at] + plainer(claim.cue) + text[told.end() :]
        repairs.append(f"“{claim.cue}” put back to “{plainer(claim.cue)}”: the source says no more")
    return text, tuple(repairs)


def _quoted_alone(text: str, support: Support, before: tuple[str, ...]) -> Credited:
    """A sentence that is one quotation needs its speaker, unless the sentence before named the same."""
    found = support.source.quotes_at(support.start, support.end)
    inside = quotations_in(text)[0].words.strip(" .,")
    speakers = {quote.speaker for quote in found if quote.speaker and inside in quote.text}
    if len(speakers) != 1:
        raise Unsupported("the sentence does not say who speaks")
    name = speakers.pop()
    if any(same_person(name, other) for other in before):
        return text, ()
    return f"{name}: {text}", (f"said to be the words of {name}",)


def _with_name(text: str, statement: Quote, source: Source) -> Credited:
    name = statement.speaker or ""
    if (spoken := _pronoun(text)) is not None:
        return f"{text[: spoken[0]]}{name}{text[spoken[1] :]}", (f"“{text[slice(*spoken)]}” is {name}",)
    repair = (f"said to be the words of {name}",)
    if any(same_person(name, other) and text.startswith(other) for other in names_in(text)):
        if statement.kind == "direct" and not in_first_person(statement.text):
            raise Unsupported(f"{name} does not say this of their own doing")
        stop = text[-1] if text[-1] in ".!?" else ""
        return f"{text.removesuffix(stop)}, by their own account{stop}", repair
    rest = inside(text, source.article.text, source.speakers())
    return f"According to {_with_article(name, source)}, {rest}", repair


def _pronoun(text: str) -> tuple[int, int] | None:
    """Where a pronoun stands that the sentence makes speak: "he" of "…, he said"; None where none does."""
    claims = (claim for claim in extract_quotes(text) if claim.speaker is None and is_speech(claim.cue))
    places = ((claim.speaker_start, claim.speaker_end) for claim in claims)
    return next(((a, b) for a, b in places if a is not None and b is not None and _HE.fullmatch(text[a:b])), None)


def _with_article(name: str, source: Source) -> str:
    """ "the hospital", where the article calls the speaker so."""
    if name[:1].isupper():
        return name
    found = re.search(rf"\b(the|an?|its|his|her|their)\s+{re.escape(name)}\b", source.article.text, re.IGNORECASE)
    return f"{found[1].lower()} {name}" if found else name


def _borrowed(sentence: str, source: Source, start: int, end: int) -> Quote | None:
    """The statement that a sentence states as fact, where the article itself does not state it; None where it does."""
    wanted = content_stems(sentence)
    text = source.article.text
    quotes = [quote for quote in source.quotes_at(start, end) if is_speech(quote.cue) or quote.kind != "indirect"]
    spans = [(quote.start, quote.start + len(_said(quote))) for quote in quotes]
    own = f"{_blanked(text, start, end, [*spans, *quoted_regions(text)])} {source.article.title}"
    lacking = held_in(wanted, content_stems(text[start:end])) - held_in(wanted, content_stems(own))
    if len(lacking) <= _SPARE * len(wanted):
        return None
    scored = [(len(held_in(wanted, content_stems(_said(quote)))), quote) for quote in quotes]
    most, statement = max(scored, key=lambda pair: pair[0], default=(0, None))
    if statement is not None and most >= LEAST_CLAIM * len(wanted):
        return statement
    region = next(((a, b) for a, b in quoted_regions(text) if a < end and start < b), None)
    if region is None or len(wanted & content_stems(text[region[0] : region[1]])) < LEAST_CLAIM * len(wanted):
        return None
    words = text[region[0] : region[1]]
    return Quote(article_id=source.article.id, start=region[0], end=region[1], text=words, speaker=None, kind="direct")


def _said(quote: Quote) -> str:
    """The words of a statement that are the speaker's, without the clauses that the reporter adds."""
    return quote.text if quote.kind == "direct" else _OWN_VOICE.sub("", quote.text)


def _blanked(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> str:
    for a, b in spans:
        a, b = max(a, start), min(b, end)
        if a < b:
            text = text[:a] + " " * (b - a) + text[b:]
    return text[start:end]
