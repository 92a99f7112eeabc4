"""What a question asks for, found by rules: whose words, about what, of when, by whom reported, in how many steps.

It reads no index and calls no model: which outlets there are it is told.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.dates import Period, period_of, periods_of
from index.names import is_title_word
from index.naming import outlets_named
from index.parting import parts_of

_SAY = (
    r"(?:say(?:ing)?|said|says|(?<!of )(?-i:state)|stated|tell|told|(?-i:claim)|claimed|argue[d]?|announce[d]?|"
    r"insist(?:ed)?|warn(?:ed)?|"
    r"den(?:y|ied)|accuse[d]?|call(?:ed)?\s+for|respond(?:ed)?|react(?:ed)?|comment(?:ed)?|think|believe|"
    r"explain(?:ed)?|describe[d]?|admit(?:ted)?|predict(?:ed)?|propose[d]?|suggest(?:ed)?|criticis?z?e[d]?|"
    r"recommend(?:ed)?|advise[d]?|urge[d]?|demand(?:ed)?|promise[d]?|vow(?:ed)?|pledge[d]?|declare[d]?|confirm(?:ed)?|"
    r"reveal(?:ed)?|testif(?:y|ied)|tweet(?:ed)?|write|wrote|written|reply|replied)"
)
_ABOUT = r"(?:about|on|regarding|concerning|to|of|over|that|when|after|as\s+to)"
_WHO = r"(?P<who>[^?,;]{2,80}?)"
_TOPIC = r"(?P<topic>[^?]+)"

# The shapes of a question about speech, the most telling first; each names who, and may name a topic.
_SPEECH = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"\b(?:what|how|why|when|where)\s+(?:did|does|do|has|have|had)\s+{_WHO}\s+(?:ever\s+|really\s+)?"
        rf"{_SAY}\b(?:\s+{_ABOUT})?(?:\s+{_TOPIC})?",
        rf"\b(?:what|how|why|when|where)\s+(?:is|are|was|were)\s+{_WHO}\s+saying\b(?:\s+{_ABOUT})?(?:\s+{_TOPIC})?",
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
    "he she they it we you i people anyone anybody someone somebody everyone critics officials experts article "
    "articles report reports who this that there others nobody one neither both".split()
) | {"no one", "both sides", "neither side", "either side"}
_PASSIVE = frozenset("is was are were has have had been being else ever really also already".split())
"""What stands where a name would: "What has been said about …?"."""
_BEEN = re.compile(r"\s+been$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:not|also|never|always)$", re.IGNORECASE)
_CLAUSE = re.compile(r"\s(?:when|if|because|after|before|while|although|that)\s", re.IGNORECASE)
"""What no speaker's name has inside: "Why did shares fall when the Fed said …?"."""
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_REPORT = re.compile(r"^the\s.*\s(?-i:articles?|reports?|stor(?:y|ies)|piece)$", re.IGNORECASE)
"""What an outlet says: "the Tide article"."""
_DESCRIBED = re.compile(r"^(?P<as>[a-z]\w*(?:\s[a-z]\w*)?)\s(?P<name>[^\W\d_a-z]\S*(?:\s[^\W\d_a-z]\S*)+)$")
"""A name of two words or more behind what somebody is: "mill owner Sunil Varma"."""
_NOT_AS = re.compile(
    r"\b(?:\w+(?:ing|ed|s)|people|men|women|children|police|of|for|at|in|on|from|with|by|to|near|outside|inside|around|"
    r"behind|against|about|over|under|like|than|and|or|as|the|an?|his|her|their|its|who|whose)\b"
)
"""Words with which somebody else is meant: "lawyers representing Ann Dahl", "a friend of hers"."""
_READ = 1000
"""Characters of a question that are searched for outlets and parts: nobody asks for longer, and patterns take long."""
_ANY = re.compile(r"^an?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question taken apart. `speaker` is whose words are asked for, `topic` what about; None where not asked.

    `since`, `until` and `outlets` are the caller's own and filter. What the question itself says of time and outlets
    stands beside them and only tells what to prefer: `period` (None where the caller gave days, too) and `reported_by`.
    """

    text: str
    speaker: str | None = None
    topic: str | None = None
    as_of: date | None = None
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    period: Period | None = None
    reported_by: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    """Questions of one step each, where the text asks for several; none where it is one itself."""

    @property
    def last_day(self) -> date | None:
        """No article after it is asked for: the earlier of `until` and `as_of`."""
        return min((day for day in (self.until, self.as_of) if day), default=None)


def understand(
    question: str,
    *,
    as_of: date | None = None,
    since: date | None = None,
    until: date | None = None,
    outlets: Sequence[str] = (),
    speaker: str | None = None,
    known_outlets: Sequence[str] = (),
) -> Query:
    """The question taken apart; what the caller gives wins over what it says. `known_outlets` are those there are."""
    text = question.strip()
    asked, topic = whose_words(text)
    head = text[:_READ]
    named = () if outlets else outlets_named(head, known_outlets)
    if asked and outlets_named(f"according to {asked}", known_outlets):
        asked = topic = None  # "according to the Post" asks for what it reported, not for its own words
    return Query(
        text=text,
        speaker=speaker or asked,
        topic=_without_time(topic, as_of),
        as_of=as_of,
        since=since,
        until=until,
        outlets=tuple(outlets),
        period=None if since or until else _askable(period_of(text, as_of), as_of),
        reported_by=named,
        parts=parts_of(head) if len(text) <= _READ else (),
    )


def _askable(period: Period | None, as_of: date | None) -> Period | None:
    """The period, but none that is still to come: what will be is reported before it is."""
    ahead = period and period.since and as_of and period.since > as_of
    return None if ahead else period


def _without_time(topic: str | None, as_of: date | None) -> str | None:
    """The topic without its expressions of time. Days alone are one ("about May 2021"), "yesterday" alone is none."""
    kept, periods = topic or "", periods_of(topic or "", as_of)
    for period in reversed(periods):
        kept = f"{kept[: period.start].rstrip(' ,')} {kept[period.end :].lstrip(' ,')}"
    days = topic if all(period.kind == "absolute" for period in periods) else None
    return kept.strip() or days


def whose_words(question: str) -> tuple[str | None, str | None]:
    """(speaker, topic) of a question about what somebody said; (None, None) for any other question."""
    for shape in _SPEECH:
        found = shape.search(question)
        if found is None:
            continue
        named = found["who"].strip(" '’\"")
        verb = question[found.end("who") :].lstrip().lower()
        if _BEEN.search(named) and not verb.startswith("saying"):  # "What has she been accused of?"
            return None, None
        who = _ARTICLE.sub("", _BETWEEN.sub("", _BEEN.sub("", named)))
        topic = (found["topic"] or "").strip(" ?.!'\"") or None
        return (None, None) if _is_nobody(who, named) else (_undescribed(who), topic)
    return None, None


def _is_nobody(who: str, named: str) -> bool:
    """Whether nobody in particular is named: "critics", "a new poll", "the Tide article"; or no name stands there.

    "WHO" is the World Health Organization.
    """
    low = who.lower()
    common = (low in _NOBODY and who != "WHO") or set(low.split()) <= _PASSIVE
    return common or bool(_ANY.match(named) or _REPORT.search(named) or _CLAUSE.search(who))


def _undescribed(who: str) -> str:
    """The name alone, where a word that is no title stands before it: "columnist Bernard Oakshott"."""
    found = _DESCRIBED.match(who)
    if found is None:
        return who
    words = found["as"]
    plain = not _NOT_AS.search(words) and not any(is_title_word(word) for word in words.split())
    return found["name"] if plain else who
