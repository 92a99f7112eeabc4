"""Names and the letters they are shortened to: "WHO" and "World Health Organization". Pure."""

import re

from index.names import parse_name

ACRONYM = re.compile(r"[A-Z]{2,6}")
FEWEST_LETTERS = 3
"""Fewer stand for an institution alone: "EU", but nobody is called by the two of their name."""


def acronym(text: str) -> str | None:
    """The letters of a text that is an acronym, without dots: "UN" of "U.N."; None of any other."""
    letters = text.replace(".", "")
    return letters if ACRONYM.fullmatch(letters) else None


def initials(name: str) -> tuple[str, ...]:
    """What a name of several words may be shortened to: "NFL", and of an institution "EU".

    Also without what an "and" joins: "CDC" of "Centers for Disease Control and Prevention".
    """
    found = [_letters(name), _letters(name.partition(" and ")[0])]
    least = 2 if parse_name(name).institution else FEWEST_LETTERS
    return tuple(dict.fromkeys(letters for letters in found if len(letters) >= least))


def _letters(name: str) -> str:
    """Of an acronym in the name all letters: "USN" of "U.S. Navy", which is no "UN"."""
    return "".join(acronym(word) or word[0] for word in name.split() if word[0].isupper())
