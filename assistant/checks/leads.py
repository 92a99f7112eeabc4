"""How a sentence is led in by what is known of its article: "On 3 May 2021, …", "The Guardian reported that …"."""

import re

from assistant.checks.dates import dates_of, is_day
from assistant.checks.quotations import locate, stands_in_marks
from assistant.checks.words import begun
from assistant.evidence import Source
from index.naming import outlets_named

_REPORTED = re.compile(
    r"(?P<lead>(?:According to\s+(?P<one>[^,“”\"]{2,40}),"
    r"|(?P<two>[^,“”\"]{2,40}?)\s+(?:has\s+)?(?:report(?:ed|s)|wr(?:ote|ites)|sa(?:id|ys))"
    r"(?:\s+on\s+(?P<day>[^,“”\"]{3,25}?))?\s+that)\s+)(?P<rest>\S.*)",
    re.DOTALL,
)
_READ = re.compile(
    r"(?:According to|As (?:stated|mentioned|reported) in|In)\s+(?P<one>[^,“”\"]{2,40}),\s+(?P<rest>\S.*)"
    r"|(?P<two>[^,“”\"]{2,40}?)\s+(?:states?|says?|mentions?|reports?|notes?)(?:\s+that\s+|:\s*)(?P<said>\S.*)",
    re.DOTALL,
)
_PASSAGE = re.compile(
    r"(?:the\s+)?(?:(?:first|second|third|last|given|provided|above|news|cited)\s+)*"
    r"(?:passages?|articles?|texts?|sources?|extracts?|context)(?:\s+provided)?",
    re.IGNORECASE,
)
_ONE_QUOTATION = re.compile(r"[“\"]([^“”\"]+)[”\"][.\s]*")
_DATED = re.compile(r"(?P<lead>(?:On|In)\s+(?P<day>[^,“”\"]{3,25}),\s+)(?P<rest>\S.*)", re.DOTALL)


def without_passage(text: str, sources: tuple[Source, ...]) -> str | None:
    """The sentence without "according to the passage", which a citation says better; None where it has no such words.

    Nothing is taken where an article speaks of a passage, a text or the like itself.
    """
    found = _READ.match(text)
    named = (found["one"] or found["two"]) if found else ""
    if (
        found is None
        or not _PASSAGE.fullmatch(named)
        or any(named.lower() in source.text.lower() for source in sources)
    ):
        return None
    rest = found["rest"] or found["said"]
    quoted = _ONE_QUOTATION.fullmatch(rest)
    return begun(quoted[1].strip() if quoted and _is_told(quoted[1], sources) else rest)


def _is_told(words: str, sources: tuple[Source, ...]) -> bool:
    """Whether an article tells these words itself: marks around them quote the article, and nobody in it."""
    told = [
        stands_in_marks(source.article.text, spans)
        for source in sources
        for spans in locate(words.strip(), source.article.text)
    ]
    return bool(told) and not any(told)


def by_outlet(text: str, sources: tuple[Source, ...]) -> tuple[str, str, tuple[Source, ...]] | None:
    """The words that name an outlet as who reports it, what it reports, and the sources from there; None where none.

    A day beside the outlet must be that of the article.
    """
    found = _REPORTED.match(text)
    if found is None:
        return None
    named = found["one"] or found["two"]
    theirs = tuple(source for source in sources if _is_outlet(named, source) and is_its_day(found["day"], source))
    return (found["lead"], begun(found["rest"]), theirs) if theirs else None


def without_day(text: str, source: Source) -> str | None:
    """The sentence without the day of its article in front; None where it does not begin so, or names another day."""
    found = _DATED.match(text)
    if found is None or not is_its_day(found["day"], source):
        return None
    published = source.article.known_day()
    others = dates_of(found["rest"])
    own = published is not None and all(is_day(dated, published) for dated in others)
    return found["rest"] if own else None


def led_in(lead: str, text: str, body: str, whole: str) -> str:
    """The checked sentence behind its lead again: as it was written, where nothing in it was changed."""
    return whole if text == body else f"{lead}{text}"


def _is_outlet(named: str, source: Source) -> bool:
    outlet = source.article.outlet
    if not outlet:
        return False
    plain = re.sub(r"^the\s+", "", named, flags=re.IGNORECASE).lower()
    return plain == re.sub(r"^the\s+", "", outlet, flags=re.IGNORECASE).lower() or bool(
        len(plain) > 1 and outlets_named(f"according to {named}", [outlet])
    )


def is_its_day(told: str | None, source: Source) -> bool:
    """Whether this is a day, and the one that the article was published on; where no day is told, any article's."""
    if told is None:
        return True
    published = source.article.known_day()
    dates = dates_of(told)
    whole = len(dates) == 1 and not told[: dates[0].start].strip() and not told[dates[0].end :].strip()
    return whole and published is not None and is_day(dates[0], published)
