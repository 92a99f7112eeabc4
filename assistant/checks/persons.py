"""Whether two ways of calling somebody mean one person in an article: by name, surname, office or description."""

import re
from itertools import pairwise

from assistant.checks.words import (
    FUNCTION_WORDS,
    TITLES,
    content_stems,
    either_of,
    name_tokens,
    names_in,
    same_person,
    together,
)
from assistant.evidence import Source
from index.countries import country
from index.names import parse_name
from index.sentences import sentence_spans
from index.values import Quote

_ARTICLE = re.compile(r"(?:the|an?|his|her|its|their|former|then|outgoing)\s+", re.IGNORECASE)
_BEHIND = r"(?:\s*\(?,?\s*\d{1,3}\)?)?(?:,?\s+(?:who|which)\s+(?:is|was)|,|\s+(?:is|was|became))\s+"
_BESIDE = r"(?!(?:of|for|at|in|from|who|and|with|to|by|on|than)\b)"
"""What begins something beside: the head "of the hospital" is not the hospital."""
_HEAD = r"(?=[,.;:)—–]|\s+(?:of|for|at|in|who|and|which|from|whose|to|said|told|says)\b)"
"""What follows a description's last word: "the hospital's chief" is not the hospital."""
_VOICES = frozenset("official officials spokesman spokeswoman spokesperson representative representatives".split())
_POSSESSIVE = ("'s", "’s")
_OPENING = 4
"""Words in which a sentence names whom it begins with."""
_LONGEST = 7
"""Words between a name and the end of what describes it: "Roe, Fiji's long-serving minister of health"."""


def people_of(name: str) -> tuple[str, ...]:
    """The people that a name of several stands for: "Ward and Hale both"."""
    parts = re.split(r"\s*,\s*|\s+and\s+", re.sub(r"\b(?:both|all|also)\b", "", name).strip())
    return tuple(part.strip() for part in parts if part.strip())


def is_called(one: str, other: str, text: str) -> bool:
    """Whether two names are one person's in this article: "Moira Thrale" where it has "Thrale's widow, Moira"."""
    if one != other and len(people := either_of(other)) > 1:
        return all(is_called(one, person, text) for person in people)
    short, long = sorted((name_tokens(one), name_tokens(other)), key=len)
    if one.lower() == other.lower() or either_describes(one, other, text):
        return True
    return same_person(one, other) or (len(short) == 1 and short[0] == long[0] and together(" ".join(long), text))


def either_describes(one: str, other: str, text: str) -> bool:
    """Whether one of two ways of calling somebody is a description that the article joins to the other."""
    return is_described(other, one, text) or is_described(one, other, text)


def is_described(description: str, name: str, text: str) -> bool:
    """Whether the article joins an office or a description to a name: "Secretary of State Roe", "Roe, the singer"."""
    tokens = name_tokens(name)
    words = _told(description)
    if not tokens or all(_is_country(word) for word in words) or _is_a_name(description) or not _is_a_name(name):
        return False
    surname = rf"{re.escape(tokens[-1])}\b"
    office = _office(words)
    before = rf"\b{office}\b(?:-\w+)?,?\s+(?:(?:[A-Z][\w.’'-]*|Dr\.?|Sir)\s+){{0,3}}(?i:{surname})"
    behind = rf"\b(?i:{surname}){_BEHIND}(?:{_BESIDE}[\w’'-]+\s+){{0,{_LONGEST}}}?{office}{_HEAD}"
    # the words of the office in any case, the name's other parts with capitals
    joined = any(re.search(pattern, text) for pattern in (_anyhow(before, office), _anyhow(behind, office)))
    return joined or (not parse_name(f"the {' '.join(words)}").surname and _taken_up(office, tokens[-1], text))


def _office(words: list[str]) -> str:
    """A pattern of the description's words, also turned round: "defence minister", "minister for defence"."""
    *whose, first, last = words if len(words) > 1 else ("", *words)
    if not first or len(whose) > 1 or not all(word.endswith(_POSSESSIVE) for word in whose):
        return r"[\s-]+".join(re.escape(word) for word in words)
    kind, head = re.escape(first), re.escape(last)
    before = "".join(rf"{re.escape(word)}\s+" for word in whose)
    return rf"{before}(?:{kind}[\s-]+{head}|{head}\s+(?:for|of)\s+(?:the\s+)?{kind})"


def _taken_up(office: str, surname: str, text: str) -> bool:
    """Whether a sentence takes up whom the one before it began with: "Pia Lund rode …. The singer said …"."""
    opening = re.compile(rf"The\s+(?:\w+\s+)?(?i:{office})\b")
    for (start, end), (following, _) in pairwise(sentence_spans(text)):
        first = [word.lower().strip(",’'") for word in text[start:end].split()[:_OPENING]]
        if surname in first and opening.match(text, following):
            return True
    return False


def _anyhow(pattern: str, office: str) -> str:
    return pattern.replace(office, f"(?i:{office})")


def _told(description: str) -> list[str]:
    """The words of a description without the article and the country: "US secretary of state", "the British singer"."""
    words = _ARTICLE.sub("", description).split()
    while len(words) > 1 and _is_country(words[0]):
        words = words[1:]
    return words if content_stems(" ".join(words)) or any(word.lower() in TITLES for word in words) else []


def _is_country(word: str) -> bool:
    return country(re.sub(r"['’]s$|\.", "", word.lower())) is not None


def _is_a_name(text: str) -> bool:
    """Whether a word of it is a name's, and no office's, country's or possessor's: "Thrale's widow" names nobody."""
    return any(
        word[:1].isupper()
        and word.lower() not in TITLES | FUNCTION_WORDS
        and not word.endswith(_POSSESSIVE)
        and not _is_country(word)
        for word in text.split()[(1 if text.startswith(("The ", "A ", "An ")) else 0) :]
    )


def has_role(claim: Quote, statement: Quote, source: Source) -> bool:
    """Whether the claim calls the speaker by a role that stands beside the name: "Mayor Ward", "Ward, the mayor"."""
    role, surname = (claim.speaker or "").lower(), (name_tokens(statement.speaker or "") or ("",))[-1]
    named = any(word[:1].isupper() and word.lower() not in TITLES for word in (claim.speaker or "").split())
    if named and surname and not any(word[:1].isupper() for word in (statement.speaker or "").split()):
        name, group = re.escape(claim.speaker or ""), re.escape(statement.speaker or "")
        joined = rf"\b{name}\s+(?:[a-z]+\s+){{0,4}}{group}\b|\b{group}\s+(?:from|by)\s+(?:the\s+)?{name}\b"
        return re.search(joined, source.article.text) is not None
    if named is False and _speak_for(role, statement.speaker or ""):
        return True
    if not surname or not role or named:
        return False
    if _leads(role, statement, source) or is_described(role, statement.speaker or "", source.article.text):
        return True
    text = source.article.text.lower()
    role, surname = re.escape(role), re.escape(surname)
    before = rf"\b{role}\b[^.;]{{0,25}}\b{surname}\b"
    behind = rf"\b{surname}\b,[^.;]{{0,25}}\b{role}\b"
    return re.search(f"{before}|{behind}", text) is not None


def _speak_for(role: str, speaker: str) -> bool:
    """Whether a role is that of somebody who speaks for the speaker: "lottery officials" for "California Lottery"."""
    *own, head = role.split() or [""]
    return head in _VOICES and bool(own) and set(_ARTICLE.sub("", " ".join(own)).split()) <= set(name_tokens(speaker))


def _leads(role: str, statement: Quote, source: Source) -> bool:
    """Whether the headline calls the speaker of the first sentence so: both speak of the same."""
    title, first = source.article.title, sentence_spans(source.article.text)[:1]
    unnamed = not (statement.speaker or "").istitle()
    nouns = content_stems(role) - content_stems(" ".join(names_in(role)))
    return unnamed and bool(first) and statement.start < first[0][1] and bool(nouns & content_stems(title))
