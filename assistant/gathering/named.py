"""Whether articles have the names that a question asks about, by whatever form of them: no name, no answer."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from assistant.checks.words import name_tokens, names_in
from index.acronyms import ACRONYM, FEWEST_LETTERS, initials
from index.countries import country
from index.names import parse_name
from index.news import NewsIndex
from index.query import Query
from index.values import Article

_LOOKED_THROUGH = 3
_DAY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Q[1-4]|H[12])\b"
)
"""Days and periods, which are no names."""
_OWNED = re.compile(r"['’]s\s+")
"""Between an owner and what is owned: "Thornsea's Quarry Lane" is two names."""
_SERIES = re.compile(r"[A-Z][\w'’]*(?: (?:of|the|and|[A-Z][\w'’]*))*: (?=(?:The |A )?[A-Z])")
"""What a title of its own stands under: whoever writes of "Breath of the Wild" need not name the series before it."""
_DOTTED = re.compile(r"\b[A-Z](?:\.[A-Z])+\b\.?")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = r"(?:\s+(?:of|for|and|the|on|in|to|&))*"


def asked_names(query: Query) -> list[str]:
    """Names of the question, beyond its first word: no days, and no outlets that it gives as its sources."""
    _, _, rest = query.text.partition(" ")
    outlets = " ".join(query.reported_by).lower()
    found = [part for name in names_in(_SERIES.sub("", rest)) for part in _OWNED.split(name)]
    names = (name for name in found if name_tokens(name) and name.lower() not in outlets)
    return [name for name in names if not _DAY.match(name)]


def has_names(article: Article, names: Sequence[str]) -> bool:
    """Whether an article has every part of these names, or what they are short for, or are shortened to."""
    text = f"{article.text} {article.title} {article.outlet or ''}"
    return all(_has(text, _plain(name)) for name in names)


def is_anywhere(name: str, news: NewsIndex) -> bool:
    """Whether any article of the index has the name, however far from the question it is."""
    called = " ".join({name, *_countries_in(name), *initials(name)})
    hits = news.search(called, _LOOKED_THROUGH, "lexical")
    return any(has_names(news.article(hit.passage.article_id), [name]) for hit in hits)


def has_name(text: str, tokens: Sequence[str]) -> bool:
    """Whether a text has every one of a name's tokens as a whole word, in singular or plural; a country by any name."""
    plain = _plain(text).lower()
    words = {token: re.escape(_plain(token).lower().removesuffix("s")) for token in tokens}
    return all(
        re.search(rf"(?<!\w){word}(?:'?s|s?es)?(?!\w)", plain) or country(token) in _countries_in(text)
        for token, word in words.items()
    )


def _has(text: str, name: str) -> bool:
    if ACRONYM.fullmatch(name):  # "WHO" is not "who", nor "US" the "us" of "told us"
        stands = re.search(rf"\b{name}s?\b", _plain(text)) or country(name.lower()) in _countries_in(text)
        return bool(stands) or _has_other_length(text, name)
    return has_name(text, _parts(name)) or _has_other_length(text, name)


@lru_cache(maxsize=256)
def _plain(text: str) -> str:
    """The text without accents and with straight apostrophes, "U.S." and "United States" as "US"."""
    letters = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    joined = _DOTTED.sub(lambda found: found[0].replace(".", ""), letters.replace("’", "'"))
    return joined.replace("United States", "US").replace("United Kingdom", "UK")


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part for token in name_tokens(name) for part in token.split("-") if part)


def _has_other_length(text: str, name: str) -> bool:
    """Whether a text has the initials of the name, or a name of these initials: of two, an institution's alone."""
    plain = _plain(text)
    if not ACRONYM.fullmatch(name):
        return any(re.search(rf"\b{letters}\b", plain) for letters in initials(name))
    written = rf"{_SMALL}\s+".join(rf"\b{letter}[\w'-]*" for letter in name)
    return any(len(name) >= FEWEST_LETTERS or parse_name(found[0]).institution for found in re.finditer(written, plain))


@lru_cache(maxsize=256)
def _countries_in(text: str) -> frozenset[str]:
    words = (word for word in _WORD.findall(_plain(text)) if word != "us")
    return frozenset(called for word in words if (called := country(word.lower())))
