"""Who was last named as speaking, by a cheap rule: a capitalised name beside a verb of speech.

It gives passages their context while articles are added, at no cost; what the quote ledger finds replaces it later.
It is no attribution of quotations: who said what is `index.quotes`.
"""

import re
from collections.abc import Iterator

Mentions = tuple[tuple[int, str], ...]
"""Where a speaker is named, and the speaker's fullest name in the article, in the order of the text."""

_WORD = r"[^\W\d_a-z][\w’'-]*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|[A-Z]\.|de|del|da|van|von|der|den|bin|ibn|al|el|la|le))* ?"
_SAYS = (
    r"(?:said|says|say|told|tells|added|adds|insisted|insists|warned|warns|argued|argues|claimed|claims|announced"
    r"|asked|asks|called|replied|explained|noted|stressed|declared|stated|acknowledged|admitted|suggested|urged"
    r"|denied|confirmed|wrote|writes|tweeted|recalled|testified|promised|vowed|praised|accused|criticized|criticised)"
)
_NAME_THEN_VERB = re.compile(
    rf"(?P<name>{_NAME})(?:,[^.,;:“”\"\n]{{1,80}},)?\s?(?:(?:also|has|had|later|\w+ly) ){{0,2}}{_SAYS}\b"
)
_VERB_THEN_NAME = re.compile(rf"[”\"’,] ?{_SAYS} (?:the |former |US |U\.S\. |[a-z]+ ){{0,3}}(?P<name>{_NAME})")
_FULL_NAME = re.compile(_NAME)

_TITLES = frozenset(
    "President Vice Prime Minister Secretary State Foreign Senator Sen Rep Gov Governor Mayor Judge Justice "
    "General Gen Lt Col Colonel Captain Capt Sgt Dr Prof Professor Mr Mrs Ms Miss Sir Lord Lady Dame King Queen "
    "Prince Princess Pope Rev Attorney Chief Director Deputy Speaker Ambassador Chancellor Chairman Chairwoman "
    "Spokesman Spokeswoman Spokesperson Officer Detective Sheriff Coach Defense Defence Treasury Press Home "
    "Health US UK American British Russian Chinese French German Republican Democratic Republicans Democrats Of "
    "And".split()
)
_NO_NAMES = frozenset(
    "The A An But And In On At For He She They It We You I This That His Her Their Its As If When While After "
    "Before House Department University Ministry Court Times Post News Journal Press Reuters Police Office Agency "
    "Center Centre Institute Association Committee Commission Council Party Company Inc Corp Group Bank Street "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August "
    "September October November December Service Senate Congress Union Nations States Officials Court "
    "Administration Today Network".split()
)


def speaking_mentions(text: str) -> Mentions:
    """Every person named beside a verb of speech. One known by a single name only is left out: it may be a place."""
    full_names = _full_names(text)
    found: dict[int, str] = {}
    for pattern in (_NAME_THEN_VERB, _VERB_THEN_NAME):
        for match in pattern.finditer(text):
            words = _person(match["name"])
            if words and (name := full_names.get(_bare(words[-1]))):
                found[match.start("name")] = name
    return tuple(sorted(found.items()))


def _full_names(text: str) -> dict[str, str]:
    """The first full name in the text for each surname."""
    names: dict[str, str] = {}
    for match in _FULL_NAME.finditer(text):
        words = _person(match[0])
        if 2 <= len(words) <= 5:
            names.setdefault(_bare(words[-1]), " ".join([*words[:-1], _bare(words[-1])]))
    return names


def _person(name: str) -> list[str]:
    """The words of a name without titles before it; nothing where a word is none of a person's name."""
    words = name.split()
    while words and (words[0].rstrip(".") in _TITLES or words[0] in _NO_NAMES):
        words.pop(0)
    return [] if any(_bare(word) in _NO_NAMES for word in words) else words


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def carried(mentions: Mentions, position: int) -> str | None:
    """The last speaker named before `position`."""
    return next((name for start, name in reversed(mentions) if start < position), None)


def within(mentions: Mentions, start: int, end: int) -> Iterator[str]:
    """The speakers named in `start:end`, in order, each once."""
    yield from dict.fromkeys(name for position, name in mentions if start <= position < end)
