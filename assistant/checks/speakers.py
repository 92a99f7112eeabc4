"""Whose a quotation of a sentence is said to be, and whether the articles agree. What it reports is `claims`'s."""

from assistant.checks.claims import claims_of
from assistant.checks.persons import is_called, people_of
from assistant.checks.quotations import Quotation, outside_quotations
from assistant.checks.words import name_tokens, names_in
from assistant.evidence import Source


def claimed_speakers(sentence: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Everybody whom the sentence makes speak, in order."""
    named = (person for claim in claims_of(sentence, before) for person in people_of(claim.speaker or ""))
    return tuple(dict.fromkeys(named))


def claimed_for(quotation: Quotation, sentence: str, before: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The names that the sentence gives this quotation to, as the ledger's own reading has it.

    Where that sees no speech ("for Ward it was “…”"): the last name before the quotation, else the first behind it.
    """
    read = [claim.speaker for claim in claims_of(sentence, before) if quotation.words in claim.text and claim.speaker]
    if read:
        return people_of(read[0])
    plain = outside_quotations(sentence)
    return names_in(plain[: quotation.start])[-1:] or names_in(plain[quotation.end :])[:1]


def disagreement(claimed: tuple[str, ...], speakers: frozenset[str], source: Source) -> str | None:
    """Why these words cannot be the claimed speakers', or None.

    `speakers` are the ledger's speakers of the words. A claimed role ("the minister") that is no part of any speaker's
    name in the article is left to the check of names.
    """
    text = source.article.text
    known = [name for name in claimed if _is_a_person_of(name, source)]
    if len(speakers) > 1 and not all(any(is_called(name, other, text) for name in known) for other in speakers):
        return f"words of {' and '.join(sorted(speakers))} run together"
    strangers = [name for name in known if speakers and not any(is_called(name, other, text) for other in speakers)]
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
