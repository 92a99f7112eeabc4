"""What a sentence says that somebody said, held against what the ledger says that they said.

The sentence is read by the same extractor that made the ledger, so both mean the same by "said".
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.checks.polarity import denies, flipped
from assistant.checks.quotations import quoted_regions
from assistant.checks.words import content_stems, name_tokens, same_person
from assistant.evidence import Source
from index.quotes import extract_quotes
from index.sentences import sentence_spans
from index.values import Quote

LEAST_CLAIM = 0.6
"""The share of a claim's content words that one statement must hold."""
_NO_CLAIM = 0.3
"""Below this share the ledger has nothing like the claim, and may have missed it."""
_NEUTRAL = frozenset(
    content_stems(
        "report describe note explain announce argue insist claim declare reply answer stress remark write tweet speak "
        "comment testify acknowledge warn ask call suggest deny express state says told added"
    )
)
_SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|add(?:s|ed|ing)?|accord(?:ing|s|ed)?|stat(?:e|es|ed))\b"
)
_PRONOUN = re.compile(r"(?:He|She|They)\b")
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|us|me)\b|\bI['’]")


@lru_cache(maxsize=512)
def claims_of(sentence: str, before: tuple[str, ...] = ()) -> tuple[Quote, ...]:
    """What the sentence gives to named speakers; a pronoun that begins it means `before`'s. Offsets are not for use."""
    pronoun = _PRONOUN.match(sentence) if before else None
    named = f"{before[0]}{sentence[pronoun.end() :]}" if pronoun else sentence
    return tuple(claim for claim in extract_quotes(named) if claim.speaker)


def warm() -> None:
    """Load the parser (a second) ahead of the first check."""
    claims_of("He said so.")


def unfounded(claim: Quote, source: Source, evidence: str) -> str | None:
    """Why the ledger does not bear the claim out, or None: its speaker must have said it, with the same yes or no.

    Where the ledger lacks it, a speaker whom the `evidence` itself names with the same act will do.
    """
    wanted = content_stems(_content(claim))
    if not wanted:
        return None
    scored = [(len(wanted & content_stems(quote.text)) / len(wanted), quote) for quote in source.quotes]
    people = people_of(claim.speaker or "")
    own = [pair for pair in scored if _speaks(people, pair[1].speaker) or _role_of(claim, pair[1], source)]
    best, closest = max(own, key=lambda pair: pair[0], default=(0.0, None))
    other, others = max((p for p in scored if p not in own and p[1].speaker), key=lambda p: p[0], default=(0.0, None))
    if others is not None and other > best and other >= LEAST_CLAIM:
        return f"said by {others.speaker}, not by {claim.speaker}"
    if closest is None or best < LEAST_CLAIM:
        told = _in_own_words(claim, people, source) or (
            best < _NO_CLAIM and _named_there(claim, people, f"{evidence}\n\n{source.article.title}")
        )
        return None if told else f"the source does not have {claim.speaker} say this"
    if not _same_act(claim, closest):
        return f"the source does not have “{claim.cue}”"
    if flipped(claim.cue, _content(claim), closest.cue, closest.text):
        return f"{closest.speaker} said the opposite: {closest.cue} “{closest.text}”"
    return None


def _content(claim: Quote) -> str:
    return re.sub(r"^(?:that|to|how|whether)\s+", "", claim.text)


def people_of(name: str) -> tuple[str, ...]:
    """The people that a name of several stands for: "Ward and Hale both"."""
    parts = re.split(r"\s*,\s*|\s+and\s+", re.sub(r"\b(?:both|all|also)\b", "", name).strip())
    return tuple(part.strip() for part in parts if part.strip())


def _speaks(people: tuple[str, ...], speaker: str | None) -> bool:
    """Whether all these people are among those who make the statement."""
    among = people_of(speaker or "")
    return bool(people) and all(any(same_person(one, other) for other in among) for one in people)


def _role_of(claim: Quote, statement: Quote, source: Source) -> bool:
    """Whether the claim calls the speaker by a role that stands beside the name: "Mayor Ward", "Ward, the mayor"."""
    role, surname = (claim.speaker or "").lower(), (name_tokens(statement.speaker or "") or ("",))[-1]
    if not surname or not role:
        return False
    text = source.article.text.lower()
    role, surname = re.escape(role), re.escape(surname)
    before = rf"\b{role}\b[^.;]{{0,25}}\b{surname}\b"
    behind = rf"\b{surname}\b,[^.;]{{0,25}}\b{role}\b"
    return re.search(f"{before}|{behind}", text) is not None


def _in_own_words(claim: Quote, people: tuple[str, ...], source: Source) -> bool:
    """Whether an opinion piece's author is the speaker: all of it is theirs, though nobody "says" it."""
    author = source.article.byline if source.article.kind == "opinion" else ()
    wanted = content_stems(_content(claim))
    held = wanted & content_stems(source.text)
    return _speaks(people, " and ".join(author)) and len(held) >= LEAST_CLAIM * len(wanted)


def _named_there(claim: Quote, people: tuple[str, ...], evidence: str) -> bool:
    """Whether one sentence names the speaker with the verb and what it reports: "the council backed the barrier"."""
    wanted = content_stems(_content(claim))
    names = [name_tokens(one)[-1] for one in people if name_tokens(one)]
    for start, end in sentence_spans(evidence):
        words = evidence[start:end]
        told = all(name in words.lower() for name in names) and content_stems(claim.cue or "") <= content_stems(words)
        if names and told and len(wanted & content_stems(words)) >= LEAST_CLAIM * len(wanted):
            return True
    return False


def is_speech(claim: Quote) -> bool:
    """Whether the claim's verb is one of speech, not an act that reports something, such as a vote."""
    return bool(claim.cue and (_SAYING.search(claim.cue) or denies(claim.cue) or content_stems(claim.cue) <= _NEUTRAL))


def _same_act(claim: Quote, statement: Quote) -> bool:
    """Whether the sentence's verb of speech says no more than the article's: "confirmed" is more than "said"."""
    if claim.cue is None or _SAYING.search(claim.cue):
        return True
    mine = content_stems(claim.cue)
    theirs = content_stems(statement.cue or "")
    if denies(claim.cue) or denies(statement.cue):
        return True  # who denies what is the polarity's business
    return not mine or bool(mine & theirs) or mine <= _NEUTRAL


def borrowed(sentence: str, source: Source, start: int, end: int) -> Quote | None:
    """The statement that a sentence states as fact, where the article itself does not state it; None where it does."""
    wanted = content_stems(sentence)
    quotes = source.quotes_at(start, end)
    text = source.article.text
    own = _blanked(text, start, end, [(q.start, q.end) for q in quotes] + list(quoted_regions(text)))
    if not wanted or len(wanted & content_stems(own)) >= LEAST_CLAIM * len(wanted):
        return None
    scored = [(len(wanted & content_stems(quote.text)), quote) for quote in quotes]
    most, statement = max(scored, key=lambda pair: pair[0], default=(0, None))
    if statement is not None and most >= LEAST_CLAIM * len(wanted):
        return statement
    region = next(((a, b) for a, b in quoted_regions(text) if a < end and start < b), None)
    if region is None or len(wanted & content_stems(text[region[0] : region[1]])) < LEAST_CLAIM * len(wanted):
        return None
    words = text[region[0] : region[1]]
    return Quote(article_id=source.article.id, start=region[0], end=region[1], text=words, speaker=None, kind="direct")


def _blanked(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
    for a, b in spans:
        a, b = max(a, start), min(b, end)
        if a < b:
            text = text[:a] + " " * (b - a) + text[b:]
    return text[start:end]


def in_first_person(words: str) -> bool:
    """Whether words only make sense as somebody's own: without their marks they would be nobody's."""
    return bool(_FIRST_PERSON.search(words))
