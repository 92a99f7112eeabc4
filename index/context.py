"""Who was last named as speaking, by a cheap rule: a capitalised name beside a verb of speech.

It gives passages their context while articles are added, at no cost; what the quote ledger finds replaces it later.
It is no attribution of quotations: who said what is `index.quotes`.
"""

import re
from collections.abc import Iterator

Mentions = tuple[tuple[int, str], ...]
"""Where a speaker is named, and the speaker's fullest name in the article, in the order of the text."""

_WORD = r"[^\W\d_a-z][\w’'-]*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|[A-Z]\.|(?:de|del|da|van|von|der|den|bin|ibn|al|el|la|le)(?= )))* ?"
_SAYS = (
    r"(?:said|says|say|told|tells|added|adds|insisted|insists|warned|warns|argued|argues|claimed|claims|announced"
    r"|asked|asks|called|replied|explained|noted|stressed|declared|stated|acknowledged|admitted|suggested|urged"
    r"|denied|confirmed|wrote|writes|tweeted|recalled|testified|promised|vowed|praised|accused|criticized|criticised)"
)
_VERB_AFTER = re.compile(rf"(?:,[^.,;:“”\"\n]{{1,80}},)?\s?(?:(?:also|has|had|later|\w+ly) ){{0,2}}{_SAYS}\b")
_VERB_BEFORE = re.compile(rf"[”\"’,] ?{_SAYS} (?:the |former |US |U\.S\. |[a-z]+ ){{0,3}}(?=(?P<name>{_NAME}))")
_NAMES = re.compile(_NAME)

_TITLES = frozenset(
    "President Vice Prime Minister Secretary State Foreign Senator Sen Rep Gov Governor Mayor Judge Justice "
    "General Gen Lt Col Colonel Captain Capt Sgt Dr Prof Professor Mr Mrs Ms Miss Sir Lord Lady Dame King Queen "
    "Prince Princess Pope Rev Attorney Chief Director Deputy Speaker Ambassador Chancellor Chairman Chairwoman "
    "Spokesman Spokeswoman Spokesperson Officer Detective Sheriff Coach Defense Defence Treasury Press Home "
    "Health US UK American British Russian Chinese French German Republican Democratic Republicans Democrats Of "
    "And Former Majority Minority Leader Administrator Councilman Councilwoman Commissioner Congressman "
    "Congresswoman Superintendent Founder Author Actor Actress Singer Executive Analyst Economist".split()
)
_NO_NAMES = frozenset(
    "The A An But And In On At For He She They It We You I This That His Her Their Its As If When While After "
    "Before House Department University Ministry Court Times Post News Journal Press Reuters Police Office Agency "
    "Center Centre Institute Association Committee Commission Council Party Company Inc Corp Group Bank Street "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August "
    "September October November December Service Senate Congress Union Nations States Officials Administration "
    "Today Network County District Park School Forest Management Organization Organisation Project Watch Rights "
    "Scientists Fire Weather Emergency National College Hospital Church Club League Fund Foundation Among Studies "
    "Research Healthcare Airlines Corporation".split()
)


def speaking_mentions(text: str) -> Mentions:
    """Every person named beside a verb of speech. One known by a single name only is left out: it may be a place."""
    names = [(match.start(), match.end(), _person(match[0])) for match in _NAMES.finditer(text)]
    full_names: dict[str, str] = {}
    for _, _, words in names:
        if 2 <= len(words) <= 5:
            full_names.setdefault(words[-1], " ".join(words))
    after_verb = {match.start("name") for match in _VERB_BEFORE.finditer(text)}
    return tuple(
        (start, full_names[words[-1]])
        for start, end, words in names
        if words and words[-1] in full_names and (start in after_verb or _VERB_AFTER.match(text, end))
    )


def _person(name: str) -> tuple[str, ...]:
    """The words of a person's name, without titles and "'s"; nothing where the name is of something else."""
    words = [_bare(word) for word in name.split()]
    titles = [
        n for n, word in enumerate(words[:-1]) if word.rstrip(".") in _TITLES or (len(word) > 2 and word.isupper())
    ]
    first = titles[-1] + 1 if titles else 0
    while first < len(words) and words[first] in _NO_NAMES:  # "But Raab"
        first += 1
    return tuple(words[first:]) if _NO_NAMES.isdisjoint(words[first:]) else ()


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("’s", "'s")) else word.rstrip("’'")


def carried(mentions: Mentions, position: int) -> str | None:
    """The last speaker named before `position`."""
    return next((name for start, name in reversed(mentions) if start < position), None)


def within(mentions: Mentions, start: int, end: int) -> Iterator[str]:
    """The speakers named in `start:end`, in order, each once."""
    yield from dict.fromkeys(name for position, name in mentions if start <= position < end)
