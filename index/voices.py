"""What one article says about one of its speakers: its names, its roles, and whether it is human.

Pure: the article's text and its quotes in, `Spoken` out. It reads only what stands beside the speaker's own names.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.acronyms import initials
from index.names import Name, is_title_word, parse_name, word
from index.people import roles_in
from index.values import Quote

_HUMAN = frozenset("he she him her his hers".split())
_PRONOUNS = _HUMAN | frozenset(
    "i it we you they them who which that this these those one some many others both".split()
)
_WORDS_BEFORE = re.compile(r"(?:[\w.’'&-]+\s+){1,7}\Z")
_APPOSITION = re.compile(r",\s+(?:the\s+|a\s+|an\s+)?(?P<role>[\w.’'&\s-]{3,80}?),")
_OPENING = "“\"(‘'"
_NICKNAME = rf" [{_OPENING}](?P<nick>[^\W\d_][\w.-]{{1,20}})[”\")’']\s+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One speaker of an article: the words to look them up by, and roles as `people.roles_in` gives them."""

    name: str
    calls: frozenset[str]
    roles: frozenset[str]
    human: bool


def speakers_of(quote: Quote) -> tuple[str, ...]:
    """The names in `quote.speaker`: two where two people say it ("Anna Ward and Tom Hale"), else one, or none."""
    if not quote.speaker or not quote.speaker.strip() or quote.speaker.strip().lower() in _PRONOUNS:
        return ()
    parts = [part.strip() for part in re.split(r",\s+and\s+|\s+and\s+|,\s+(?=[A-Z]\w+ [A-Z])", quote.speaker)]
    names = [parse_name(part) for part in parts]
    people = all(name.given and not name.institution for name in names) or all(_one_word(part) for part in parts)
    return tuple(parts) if len(parts) > 1 and people else (quote.speaker.strip(),)


def _one_word(text: str) -> bool:
    return " " not in text and text[:1].isupper()


def spoken(text: str, name_text: str, quotes: Sequence[Quote]) -> Spoken:
    """What `text` says of the speaker it calls `name_text`, whose statements in it are `quotes`."""
    name = parse_name(name_text)
    mentions = [text[quote.speaker_start : quote.speaker_end] for quote in quotes if quote.speaker_start is not None]
    nickname = _nickname(text, name)
    found = [parse_name(mention) for mention in mentions]
    titles = {name.role, *(mention.role for mention in found if _same_surname(mention, name)), *_titles(text, name)}
    pronoun = any(mention.lower() in _HUMAN for mention in mentions)
    roles = frozenset[str]().union(*map(roles_in, titles))
    human = not name.institution and (bool(name.given) or pronoun or any(titles))
    return Spoken(
        name=f"{name.text} “{nickname}”" if nickname else name.text or name_text,
        calls=frozenset((*filter(None, (*_calls(name), *_short_calls(text, name, mentions))), *map(role_call, roles))),
        roles=roles,
        human=human,
    )


def role_call(role: str) -> str:
    """The call of everybody to whom an article gives the role."""
    return f"the {role}"


def initials_call(letters: str) -> str:
    """The call of everybody whose name may be shortened to these letters."""
    return f"{letters}."


def _calls(name: Name) -> Iterator[str]:
    yield name.joined
    yield from map(initials_call, initials(name.text))
    if not name.institution:
        yield name.surname
    elif " or " in name.text:  # one of two of a surname
        yield parse_name(name.text.split(" or ")[-1]).surname


def _short_calls(text: str, name: Name, mentions: Iterable[str]) -> Iterator[str]:
    """A first name by which the article goes on to call the speaker, as "Xi" for Xi Jinping."""
    if not name.given or not name.text or len(name.given[0]) < 2:
        return
    first, last = name.text.split()[0], name.text.split()[-1]
    if any(word(mention) == name.given[0] for mention in mentions) or (
        text.count(first) > text.count(last) and _alone(text, first) > _alone(text, last)
    ):
        yield name.given[0]


def _alone(text: str, part: str) -> int:
    """How often this part of a name stands without another capitalised word beside it."""
    return len(re.findall(rf"(?<![A-Z]\w\s)(?<!\w){re.escape(part)}\b(?!\s[A-Z])", text))


def _same_surname(mention: Name, name: Name) -> bool:
    return mention.surname in {"", name.surname}


def _titles(text: str, name: Name) -> Iterator[str]:
    """The roles that stand before and, in commas, behind the speaker's name: "Mr", "US Secretary of State".

    Of a full name not before its surname alone, which may be another's: "President Ward" is not Tom, her husband.
    """
    if name.institution or not name.surname:
        return
    for place in re.finditer(rf"\b{re.escape(name.text)}\b", text):
        before = _WORDS_BEFORE.search(text, max(0, place.start() - 100), place.start())
        if before:
            yield _title_before(before[0])
        after = _APPOSITION.match(text, place.end())
        if after and not (apposed := parse_name("the " + after["role"])).surname:
            yield apposed.role


def _title_before(before: str) -> str:
    """The longest run of words that is all title, right before the name."""
    words = before.split()
    start = next((i + 1 for i in reversed(range(len(words))) if not is_title_word(words[i])), 0)
    for first in range(start, len(words)):
        title = parse_name(f"the {' '.join(words[first:])}")
        if not title.surname and title.role:
            return title.role
    return ""


def _nickname(text: str, name: Name) -> str | None:
    """The nickname that the article puts in marks within the name ("Robert “Bob” Menendez")."""
    if not name.given or not name.text or name.nicknames:
        return None
    first, last = name.text.split()[0], name.text.split()[-1]
    if not any(f"{first} {mark}" in text for mark in _OPENING):
        return None
    found = re.search(re.escape(first) + _NICKNAME + re.escape(last), text)
    return found["nick"] if found else None
