"""Who a sentence says is speaking, and whether the articles agree."""

import re

from assistant.checks.claims import claims_of, people_of
from assistant.checks.quotations import Quotation, outside_quotations, quotations_in
from assistant.checks.words import name_tokens, names_in, same_person
from assistant.evidence import Source

CUES = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?)|add(?:ed|s)|insist(?:ed|s)|argu(?:ed|es)|warn(?:ed|s)|claim(?:ed|s)|"
    r"den(?:ied|ies)|announc(?:ed|es)|stress(?:ed|es)|not(?:ed|es)|declar(?:ed|es)|explain(?:ed|s)|promis(?:ed|es)|"
    r"prais(?:ed|es)|urg(?:ed|es)|accus(?:ed|es)|assert(?:ed|s)|stat(?:ed|es)|mention(?:ed|s)|emphasi[sz](?:ed|es)|"
    r"express(?:ed|es)|described?|describes|call(?:ed|s) (?:for|on)|suggest(?:ed|s)|reject(?:ed|s)|confirm(?:ed|s)|"
    r"acknowledg(?:ed|es)|admit(?:ted|s)|repl(?:ied|ies)|ask(?:ed|s)|wr(?:ote|ites)|tweet(?:ed|s)|believ(?:ed|es)|"
    r"predict(?:ed|s)|vow(?:ed|s)|pledg(?:ed|es)|criticiz?s?(?:ed|es)|condemn(?:ed|s)|remark(?:ed|s)|conced(?:ed|es)|"
    r"highlight(?:ed|s)|reiterat(?:ed|es)|report(?:ed|s))\b"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to\s+")
_INVERTED = re.compile(r"^\s+(?=[A-Z])")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)\b")


def claimed_speakers(sentence: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names that the sentence makes speakers, outside its quotation marks; a lone pronoun means `before`'s.

    For each word of speech: the last name in front of it, else the name behind it (`said Ward`, `according to Ward`).
    """
    plain = outside_quotations(sentence)
    claimed: list[str] = []
    for found in _ACCORDING.finditer(plain):
        claimed += names_in(plain[found.end() : found.end() + 80])[:1]
    start = 0
    for cue in CUES.finditer(plain):
        lead = plain[start : cue.start()]
        start = cue.end()
        claimed += _subject(lead, plain[cue.end() :], before)
    return tuple(dict.fromkeys(claimed))


def claimed_for(quotation: Quotation, sentence: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names that the sentence gives this quotation to, as the ledger's own reading has it.

    Where that sees no speech: the name before it, else after it, else before all quotations.
    """
    read = [claim.speaker for claim in claims_of(sentence, before) if quotation.words in claim.text and claim.speaker]
    if read:
        return people_of(read[0])
    others = [other for other in quotations_in(sentence) if other != quotation]
    lead_start = max((other.end for other in others if other.end <= quotation.start), default=0)
    tail_end = min((other.start for other in others if other.start >= quotation.end), default=len(sentence))
    lead = claimed_speakers(sentence[lead_start : quotation.start], before)
    if lead:
        return lead[-1:]
    if tail := claimed_speakers(sentence[quotation.end : tail_end], before):
        return tail[:1]
    earlier = claimed_speakers(sentence[: quotation.start], before)
    return earlier[-1:]


def _subject(lead: str, rest: str, before: tuple[str, ...]) -> tuple[str, ...]:
    names = names_in(lead)
    pronoun = list(_PRONOUN.finditer(lead))
    if pronoun and (not names or lead.rfind(names[-1].split()[-1]) < pronoun[-1].start()):
        return before
    if names:
        return (_nearest_clause_subject(lead, names),)
    if _INVERTED.match(rest) and (behind := names_in(rest[:80])):
        return behind[:1]
    return ()


def _nearest_clause_subject(lead: str, names: tuple[str, ...]) -> str:
    """The first name of the last clause: in "Ward, the mayor of Elm, said" that is Ward."""
    clauses = re.split(r"[;:]|\b(?:but|while|and|whereas)\b", lead)
    for clause in reversed(clauses):
        if inside := names_in(clause):
            return inside[0]
    return names[-1]


def disagreement(claimed: tuple[str, ...], speakers: frozenset[str], source: Source) -> str | None:
    """Why these words cannot be the claimed speakers', or None.

    `speakers` are the ledger's speakers of the words. A claimed role ("the minister") that is no part of any speaker's
    name in the article is left to the check of names.
    """
    known = [name for name in claimed if _is_a_person_of(name, source)]
    if len(speakers) > 1 and not all(any(same_person(name, other) for name in known) for other in speakers):
        return f"words of {' and '.join(sorted(speakers))} run together"
    strangers = [name for name in known if speakers and not any(same_person(name, other) for other in speakers)]
    if strangers and len(strangers) == len(known):
        return f"said by {' and '.join(sorted(speakers))}, not by {strangers[0]}"
    return None


def _is_a_person_of(name: str, source: Source) -> bool:
    """Whether the name is one that could speak: somebody's in the article, or not in the article at all."""
    tokens = name_tokens(name)
    if not tokens:
        return False
    if any(tokens[-1] in name_tokens(speaker) for speaker in source.speakers()):
        return True
    return tokens[-1] not in source.article.text.lower() or len(tokens) > 1
