"""Verbs of speech and belief: which there are, and which of them say no more than another does.

"Confirmed" is more than "said"; "conceded" is what "admitted" is.
"""

import re

from assistant.checks.polarity import denies
from assistant.checks.words import content_stems

_PLAIN = frozenset(
    content_stems(
        "report describe note explain announce argue insist claim declare reply answer stress remark write tweet speak "
        "comment testify state express add recall observe emphasise emphasize assert mention continue conclude "
        "maintain counter respond highlight reiterate point recount quip joke call"
    )
)
"""Verbs that claim nothing beyond the words themselves."""
_ALIKE = tuple(
    content_stems(line)
    for line in (
        "admit concede acknowledge accept recognise recognize grant",
        "demand call urge ask press appeal want request",
        "warn caution fear",
        "promise pledge vow assure undertake guarantee",
        "confirm verify",
        "complain object protest",
        "praise commend applaud hail welcome",
        "criticise criticize condemn attack denounce",
        "think believe consider feel suspect",
        "hope wish",
        "expect predict forecast",
        "suggest propose recommend",
        "accuse allege",
        "thank",
        "apologise apologize",
        "doubt question",
        "wonder inquire enquire",
    )
)
_LOADED = frozenset[str]().union(*_ALIKE)
_SAYING = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old)|add(?:s|ed|ing)?|accord(?:ing|s|ed)?|stat(?:e|es|ed))\b"
)
_PRESENT = re.compile(r"\w+[^s]s\b")


def is_speech(cue: str | None) -> bool:
    """Whether the word reports what somebody said or thinks, and no other act, such as a vote."""
    stems = content_stems(cue or "")
    return bool(cue and (_SAYING.search(cue.lower()) or denies(cue) or stems & (_PLAIN | _LOADED)))


def same_act(mine: str | None, theirs: str | None) -> bool:
    """Whether a sentence's word says no more than the article's. Who denies what is the polarity's business."""
    if mine is None or _SAYING.search(mine.lower()) or denies(mine) or denies(theirs):
        return True
    one, other = content_stems(mine), content_stems(theirs or "")
    return one <= _PLAIN or bool(one & other) or any(one & group and other & group for group in _ALIKE)


def plainer(cue: str) -> str:
    """The word of speech that claims nothing more than the words, in the tense of `cue`."""
    return "says" if _PRESENT.fullmatch(cue) else "said"
