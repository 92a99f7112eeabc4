"""News agencies: whether an article is one's own, or says that one wrote it."""

import re

from index.values import Article

_NAMES = (
    r"reuters|associated press|agence france-presse|pa media|press association|deutsche presse-agentur"
    r"|united press international|xinhua|interfax|kyodo(?: news)?|yonhap|press trust of india"
    r"|australian associated press|canadian press|bloomberg news|efe|ansa|tass|ap|afp|dpa|upi|pti|aap|ians|ani"
)
_OUTLET = re.compile(
    rf"(?:the )?(?:{_NAMES})(?: news)?(?: agency)?(?:\.com|\.org|apnews\.com)?|apnews\.com", re.IGNORECASE
)
_DATELINE = re.compile(rf"\(\s*(?:{_NAMES})\s*\)|[—–-]\s*(?:{_NAMES})\s*[—–-]", re.IGNORECASE)
_BEGINNING = 200
"""Characters in which a dateline stands."""


def names_agency(name: str) -> bool:
    """Whether the whole name is that of an agency, as bylines and outlets write it."""
    return _OUTLET.fullmatch(name.strip()) is not None


def agency_rank(article: Article) -> int:
    """0: the article is an agency's own; 1: it names one as its writer; 2: neither."""
    if names_agency(article.outlet or ""):
        return 0
    credited = any(names_agency(name) for name in article.byline)
    return 1 if credited or _DATELINE.search(article.text[:_BEGINNING]) else 2
