"""Which labels at the start of paragraphs are speakers: "BLITZER: …" in a transcript, not "Details: …" in a list."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

_LABEL = re.compile(r"((?:[A-Z][\w.’'-]*\s){0,4}[A-Z][\w.’'-]+):\s+(?=\S+\s\S)")
_NO_NAME = re.compile(
    r"\b(?:Update|Updated|Note|Watch|Video|Photo|Photos|Read|Related|Exclusive|Breaking|Opinion|Analysis|Correction|Live|More|"
    r"Part|Chapter|Source|Sources|Image|Images|Credit|By|From|See|PM|AM|Re|Subject|Date|To|Q|A|Question|Answer)$"
    r"|^(?:Dear|Step|Tip|Rule|Lesson|Reason|Myth|Fact|Round|Stage|Part|Chapter)\s"
)
_LINE = re.compile(rf"(?m)^{_LABEL.pattern}(?P<rest>.+)$")
_QUOTED = re.compile(r"[\"“][^\"”\n]*[\"”]?")
_TALK = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Mm]e|[Uu]s|[Oo]ur|[Yy]our)\b(?!\.)|\?\s*$|\b[Tt]hank(?:s| you)\b")
"""What people say to each other, and lists and headlines hardly ever."""
_SHARE, _TURNS, _TURNS_ALONE = 0.4, 2, 3
"""By eye nearly all labels that talk in four of ten of their paragraphs were speakers, and hardly any of the others."""
_MARKS = "\"“„‘'«"


def label(text: str, start: int, end: int) -> re.Match[str] | None:
    """The label that `text[start:end]`, a paragraph, begins with, where it may be a name."""
    found = _LABEL.match(text, start, end)
    return None if found is None or _NO_NAME.search(found[1]) else found


def is_speaker(found: re.Match[str], text: str, *, first: bool) -> bool:
    """Whether a label speaks what follows it: that is quoted, or talk under a name of several words; the label takes
    turns in a conversation; or, `first` of the article's lines, it is a headline about somebody it names again."""
    name, after = found[1], text[found.end() :]
    if after[0] in _MARKS or name in _talking(text) or (" " in name and _talks(after.partition("\n")[0])):
        return True
    return first and re.search(rf"\b{re.escape(name)}\b", after) is not None


@lru_cache(maxsize=8)
def _talking(text: str) -> frozenset[str]:
    """The labels under which somebody talks: at least twice where another does, too, else three times."""
    turns: defaultdict[str, list[bool]] = defaultdict(list)
    for line in _LINE.finditer(text):
        turns[line[1]].append(_talks(line["rest"]))
    talking: Mapping[str, int] = {
        name: sum(talks) for name, talks in turns.items() if sum(talks) >= max(_TURNS, _SHARE * len(talks))
    }
    return frozenset(name for name, times in talking.items() if len(talking) > 1 or times >= _TURNS_ALONE)


def _talks(line: str) -> bool:
    return _TALK.search(_QUOTED.sub("", line)) is not None
