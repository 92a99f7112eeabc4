"""Words that leave open whether something is so: "may", "allegedly". Whether a near copy of a sentence drops them."""

import re

_OPEN = re.compile(
    r"\b(?:may|might|can|could|perhaps|possibly|probably|allegedly|alleged|reportedly|supposedly|apparently|purportedly"
    r"|hop(?:e|es|ed|ing)|want(?:s|ed)?|propos(?:e|es|ed|ing)|consider(?:s|ed|ing)?|suggest(?:s|ed|ing)?"
    r"|threaten(?:s|ed|ing)?|expected|likely)\b(?! not only)"
)
_SURE = re.compile(r"\b(?:will|is|are|was|were|has|have|had|does|did|do|shall|must|confirm\w*)\b|^$")
_LIKELY = re.compile(r"^(?:(?:is|are|was|were) )?(?:expected|likely)(?: to)?$")
_MAY = re.compile(r"(?<=\w )May\b|\bMay(?= \d)")
"""The month."""


def made_surer(differences: list[tuple[str, str]]) -> str | None:
    """Why a sentence says more surely what its source leaves open, from what differs in the two; None where it doesn't.

    What is "expected" or "likely" may be told as to come.
    """
    for mine, theirs in differences:
        told = _MAY.sub("", theirs).lower()
        longest = _LONGEST if mine else _ALONE
        if len(told.split()) > longest or not _OPEN.search(told) or _OPEN.search(mine.lower()):
            continue
        if _LIKELY.match(told) and "will" in mine.lower().split():
            continue
        if _SURE.search(mine.lower()):
            return f"the source does not say that it is so: “{theirs}”"
    return None


_LONGEST = 4
"""Words in which one hedge decides: in more, another way of saying it is likely."""
_ALONE = 2
"""The same where nothing stands in their place: more are a clause left out."""
