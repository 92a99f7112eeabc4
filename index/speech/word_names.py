"""Names that are words, too ("said Per Lund", "Will Dray said"): the parser reads others, as long, in their place.

It takes "Per" for a preposition and "Will" for a verb. Beside a verb of speech they begin a name, and then wherever the
article has that name. All offsets stay; `restored` gives the parse the article's own words back.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.parsing import Parse, Token

_WORDS = (
    "Per Will Mark Rose Sunny Jo Bill Grant Chase Hope Grace Faith Dawn Art Rich Frank Pat Rob Sue Drew May June April "
    "Ray Guy Christian Summer Miles Lance Gene Pierce Dean Earl Max Victor Holly Ivy Harry Jack Josh Skip Trip Penny "
    "Crystal Bob Don Jan Chance Iris Joy Angel Destiny Charity Heather Olive Ruby Pearl Amber Jade Ginger Basil Reed "
    "Cliff Forest Wade Clay Sandy Rusty Buddy Buck Duke Marshall Carter Hunter Mason Cooper Tanner Norm Herb Woody Bud "
    "Chip Dusty Robin Jay Wren Drake Jasmine Violet Poppy Daisy Lily Sky Storm River Brook Honor Melody Harmony Carol "
    "Nick Peg Tony Phil Ken Stew Stu Gay Ward Chuck Matt Pam Bea Sterling Ford Star Page Dale Glen Lane Gale"
).split()
_FUNCTION_WORDS = "An In So My As On To At By Do Son Hung Long You".split()
"""Begin a name where a verb stands before them: at the beginning of a sentence they are words."""
_STAND_INS = {2: "Jo", 3: "Tom", 4: "John", 5: "Peter", 6: "Robert", 7: "Michael", 8: "Benjamin", 9: "Alexander"}
_SAID = (
    r"(?:said|says|told|tells|added|adds|asked|asks|wrote|writes|replied|warned|argued|explained|insisted|joked|"
    r"recalled|announced|claimed|admitted|noted|agreed|shouted|answered|stated|continued|concluded)"
)
_SURNAME = r"[A-Z][\w’'-]*[a-z]"
_BEHIND = re.compile(rf"\b(?:{_SAID}|[Aa]ccording to) ((?:{'|'.join([*_WORDS, *_FUNCTION_WORDS])}) {_SURNAME})(?=\W|$)")
_BEFORE = re.compile(
    rf"\b((?:{'|'.join(_WORDS)}) {_SURNAME})(?: {_SURNAME}){{0,2}}(?:, [^,.:\"“”]{{1,60}})?,? {_SAID}\b"
)


def shown(texts: Sequence[str]) -> list[str]:
    """One article's texts as the parser is to read them, each as long as it was."""
    names = {name for text in texts for pattern in (_BEHIND, _BEFORE) for name in pattern.findall(text)}
    if not names:
        return list(texts)
    known = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
    return [known.sub(lambda found: _standing_in(found[0]), text) for text in texts]


def _standing_in(name: str) -> str:
    given, _, surname = name.partition(" ")
    return f"{_STAND_INS[len(given)]} {surname}"


def restored(parse: Parse, text: str) -> Parse:
    """The parse with the words of the text itself."""
    if all(text.startswith(token.text, token.start) for token in parse.tokens):
        return parse
    return replace(parse, tokens=tuple(_own(token, text[token.start : token.end]) for token in parse.tokens))


def _own(token: Token, word: str) -> Token:
    return token if token.text == word else replace(token, text=word, lemma=word.lower())
