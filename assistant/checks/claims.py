"""What a sentence says that somebody said, held against what the ledger says that they said.

The sentence is read by the same extractor that made the ledger, so both mean the same by "said".
"""

import re
from functools import lru_cache
from itertools import pairwise

from assistant.checks.bearers import is_proper
from assistant.checks.cues import is_speech
from assistant.checks.dates import without_dates
from assistant.checks.frames import parsed
from assistant.checks.persons import has_role, is_called, people_of
from assistant.checks.phrases import words_between
from assistant.checks.polarity import flipped
from assistant.checks.synonyms import held_in
from assistant.checks.words import content_stems, name_tokens
from assistant.evidence import Source
from index.quotes import extract_quotes
from index.sentences import sentence_spans
from index.values import Quote

LEAST_CLAIM = 0.6
"""The share of a claim's content words that one statement must hold."""
_NEARLY_ALL = 0.8
_BEGINNING = 3
"""Words at the beginning of a sentence or headline that say of whom it tells."""
_NO_CLAIM = 0.3
"""Below this share the ledger has nothing like the claim, and may have missed it."""
_WISHES = content_stems("want wish hope intend expect aim plan")
_PRONOUN = re.compile(r"(?:He|She|They)\b")
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b|\bI['’]")


@lru_cache(maxsize=512)
def claims_of(sentence: str, before: tuple[str, ...] = ()) -> tuple[Quote, ...]:
    """What the sentence gives to named speakers; a pronoun that begins it means `before`'s. Offsets are not for use."""
    pronoun = _PRONOUN.match(sentence) if before else None
    named = f"{before[0]}{sentence[pronoun.end() :]}" if pronoun else sentence
    return tuple(claim for claim in extract_quotes(named) if claim.speaker and _tells(claim)) or _told(named)


def _told(sentence: str) -> tuple[Quote, ...]:
    """What the grammar shows as told by somebody named, where the extractor is not sure: "Brade told … that …"."""
    tree = parsed(sentence)
    found: list[Quote] = []
    for clause in tree.tokens:
        verb = tree.tokens[clause.head]
        if clause.dep != "ccomp" or not is_speech(verb.text):
            continue
        who = next((tree.tokens[i] for i in tree.children[verb.i] if tree.tokens[i].dep == "nsubj"), None)
        if who is not None and is_proper(who):
            name = " ".join(tree.tokens[i].text for i in range(who.left, who.i + 1) if is_proper(tree.tokens[i]))
            start, end = tree.tokens[clause.left].start, tree.tokens[clause.right].end
            text = words_between(tree, clause.left, clause.right)
            found.append(
                Quote(article_id="", start=start, end=end, text=text, speaker=name, cue=verb.text, kind="indirect")
            )
    return tuple(found)


def _tells(claim: Quote) -> bool:
    return is_speech(claim.cue) or claim.kind != "indirect"


def warm() -> None:
    """Load the parser (a second) ahead of the first check."""
    claims_of("He said so.")


def unfounded(claim: Quote, source: Source, evidence: str) -> str | None:
    """Why the ledger does not bear the claim out, or None: its speaker must have said it, with the same yes or no.

    Where the ledger lacks it, a speaker whom the `evidence` itself names with the same act will do.
    """
    wanted = _wanted(claim)
    if not wanted:
        return None
    own, strange = _scored(claim, source)
    best, closest = max(own, key=lambda pair: pair[0], default=(0.0, None))
    other, others = max(strange, key=lambda pair: pair[0], default=(0.0, None))
    if others is not None and others.speaker and other > best and other >= LEAST_CLAIM:
        return f"said by {others.speaker}, not by {claim.speaker}"
    if closest is None or best < LEAST_CLAIM:
        told = _told_otherwise(claim, source, evidence, [quote for _, quote in own], best)
        return None if told else f"the source does not have {claim.speaker} say this"
    if flipped(claim.cue, _content(claim), closest.cue, closest.text):
        return f"{closest.speaker} said the opposite: {closest.cue} “{closest.text}”"
    return None


def closest_statement(claim: Quote, source: Source) -> Quote | None:
    """The statement of the same speaker that the claim tells; None where the ledger has none like it."""
    best, closest = max(_scored(claim, source)[0], key=lambda pair: pair[0], default=(0.0, None))
    return closest if best >= LEAST_CLAIM else None


_Scored = list[tuple[float, Quote]]


def _wanted(claim: Quote) -> frozenset[str]:
    return content_stems(without_dates(_content(claim)))


def _scored(claim: Quote, source: Source) -> tuple[_Scored, _Scored]:
    """Every statement with the share of the claim's words that it holds: of the claim's speaker, and of others."""
    wanted = _wanted(claim)
    people = people_of(claim.speaker or "")
    own: _Scored = []
    strange: _Scored = []
    for quote in source.quotes:
        share = len(held_in(wanted, content_stems(quote.text))) / len(wanted) if wanted else 0.0
        mine = _speaks(people, quote.speaker, source.article.text) or has_role(claim, quote, source)
        (own if mine else strange).append((share, quote))
    return own, strange


def _told_otherwise(claim: Quote, source: Source, evidence: str, own: list[Quote], best: float) -> bool:
    """Whether the speaker says it all the same: in two statements, in a paragraph of theirs, as author, by an act."""
    people = people_of(claim.speaker or "")
    return (
        _in_two(claim, own)
        or _in_own_paragraph(claim, own, source)
        or _in_nobodys(claim, people, source)
        or _in_own_words(claim, people, source)
        or _is_their_wish(claim, evidence, source.article.title)
        or (best < _NO_CLAIM and _named_there(claim, people, f"{evidence}\n\n{source.article.title}"))
    )


def _is_their_wish(claim: Quote, evidence: str, title: str) -> bool:
    """Whether it is no statement but what somebody is out for ("want to have"), with whom evidence or title begins."""
    out_for = content_stems(claim.cue or "") <= _WISHES and claim.text.startswith("to ")
    held = len(held_in(_wanted(claim), content_stems(evidence))) >= _NEARLY_ALL * len(_wanted(claim))
    speaker = content_stems(claim.speaker or "")
    begun = (content_stems(" ".join(text.split()[:_BEGINNING])) for text in (evidence, title))
    return out_for and held and any(speaker <= stems for stems in begun)


def _in_two(claim: Quote, own: list[Quote]) -> bool:
    """Whether two statements in a row hold the claim together."""
    wanted = _wanted(claim)
    texts = (f"{one.text} {other.text}" for one, other in pairwise(own) if one.speaker == other.speaker)
    return any(len(held_in(wanted, content_stems(text))) >= LEAST_CLAIM * len(wanted) for text in texts)


def _in_own_paragraph(claim: Quote, own: list[Quote], source: Source) -> bool:
    """Whether the article goes on in its own words where it gives the speaker's: "She opens every letter"."""
    wanted = _wanted(claim)
    text = source.article.text
    for quote in own:
        start, end = text.rfind("\n", 0, quote.start) + 1, text.find("\n", quote.end)
        end = len(text) if end < 0 else end
        if any(other.speaker != quote.speaker for other in source.quotes_at(start, end)):
            continue
        held = (held_in(wanted, content_stems(text[start + a : start + b])) for a, b in sentence_spans(text[start:end]))
        if any(len(found) >= _NEARLY_ALL * len(wanted) for found in held):
            return True
    return False


def _in_nobodys(claim: Quote, people: tuple[str, ...], source: Source) -> bool:
    """Whether the words are nobody's in the ledger, and stand in a paragraph behind the speaker's name: "It says …"."""
    wanted = _wanted(claim)
    text = source.article.text
    for quote in source.quotes:
        lead = text[text.rfind("\n", 0, quote.start) + 1 : quote.start].lower()
        named = all(name_tokens(one) and name_tokens(one)[-1] in lead for one in people)
        nobodys = quote.speaker is None and quote.kind != "direct" and named and is_speech(quote.cue)
        if nobodys and len(held_in(wanted, content_stems(quote.text))) >= _NEARLY_ALL * len(wanted):
            return True
    return False


def _content(claim: Quote) -> str:
    return re.sub(r"^(?:that|to|how|whether)\s+", "", claim.text)


def _speaks(people: tuple[str, ...], speaker: str | None, text: str) -> bool:
    """Whether all these people are among those who make the statement."""
    among = people_of(speaker or "")
    return bool(people) and all(any(is_called(one, other, text) for other in among) for one in people)


def _in_own_words(claim: Quote, people: tuple[str, ...], source: Source) -> bool:
    """Whether an opinion piece's author is the speaker: all of it is theirs, though nobody "says" it."""
    author = source.article.byline if source.article.kind == "opinion" else ()
    wanted = content_stems(_content(claim))
    held = wanted & content_stems(source.text)
    return _speaks(people, " and ".join(author), source.article.text) and len(held) >= LEAST_CLAIM * len(wanted)


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


def in_first_person(words: str) -> bool:
    """Whether words only make sense as somebody's own: without their marks they would be nobody's."""
    return bool(_FIRST_PERSON.search(words))
