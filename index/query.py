"""What a question asks for, found by rules: whose words, about what. It reads no index and calls no model."""

import re
from dataclasses import dataclass
from datetime import date

_SAY = (
    r"(?:say(?:ing)?|said|says|(?<!of )state|stated|tell|told|claim(?:ed)?|argue[d]?|announce[d]?|"
    r"insist(?:ed)?|warn(?:ed)?|"
    r"den(?:y|ied)|promise[d]?|accuse[d]?|call(?:ed)?\s+for|respond(?:ed)?|react(?:ed)?|comment(?:ed)?|think|believe|"
    r"explain(?:ed)?|describe[d]?|admit(?:ted)?|predict(?:ed)?|propose[d]?|suggest(?:ed)?|criticis?z?e[d]?)"
)
_ABOUT = r"(?:about|on|regarding|concerning|to|of|over|that|when|after|as\s+to)"
_WHO = r"(?P<who>[^?,;]{2,80}?)"
_TOPIC = r"(?P<topic>[^?]+)"

# The shapes of a question about speech, the most telling first; each names who, and may name a topic.
_SPEECH = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"\b(?:what|how|why|when|where)\s+(?:did|does|do|has|have|had|is|was)\s+{_WHO}\s+(?:ever\s+|really\s+)?"
        rf"{_SAY}\b(?:\s+{_ABOUT})?(?:\s+{_TOPIC})?",
        rf"^\s*(?:did|does|has|have)\s+{_WHO}\s+(?:ever\s+|really\s+)?{_SAY}\b(?:\s+{_ABOUT})?(?:\s+{_TOPIC})?",
        rf"\b(?:quotes?|quotations?|statements?|remarks?|comments?|words)\s+(?:by|from|of)\s+{_WHO}"
        rf"(?:\s+{_ABOUT}\s+{_TOPIC})?\s*[?.]?$",
        rf"\bwhat\s+(?:is|was|were|are)\s+{_WHO}['’]s?\s+(?:view|position|opinion|stance|comment|reaction|response|"
        rf"statement|remark|argument|message)s?\s+(?:{_ABOUT})\s+{_TOPIC}",
        rf"\baccording\s+to\s+{_WHO},\s*{_TOPIC}",
        rf"^\s*what\s+{_WHO}\s+(?:said|says|told|claimed|argued)\b(?:\s+{_ABOUT})?(?:\s+{_TOPIC})?",
    )
)
_NOBODY = frozenset(
    "he she they it we you i people anyone anybody someone somebody everyone critics officials experts the article "
    "article articles the articles the report report who this that there".split()
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question taken apart. `speaker` is whose words are asked for, `topic` what about; None where not asked.

    Filters are the caller's own, untouched.
    """

    text: str
    speaker: str | None = None
    topic: str | None = None
    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()


def whose_words(question: str) -> tuple[str | None, str | None]:
    """(speaker, topic) of a question about what somebody said; (None, None) for any other question."""
    for shape in _SPEECH:
        found = shape.search(question)
        if found is None:
            continue
        who = _ARTICLE.sub("", found["who"].strip(" '’\""))
        topic = (found["topic"] or "").strip(" ?.!'\"") or None
        if who.lower() in _NOBODY or not who:
            return None, None
        return who, topic
    return None, None
