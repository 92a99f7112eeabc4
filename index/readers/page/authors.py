"""Who wrote a page's article: the names in JSON-LD, meta tags and the visible byline, without roles and outlets."""

import re
from collections.abc import Iterable, Iterator, Sequence

from index.clean import clean_line
from index.readers.page.found import Found
from index.readers.page.linked import Linked
from index.readers.page.meta import Meta
from index.readers.page.tree import Element, line_of

_META = "author authors parsely-author sailthru.author byl dc.creator dcterms.creator article:author".split()
_BYLINE = (
    '//*[@rel="author" or @itemprop="author" or contains(@class, "byline") or contains(@class, "author")'
    ' or contains(@class, "Byline") or contains(@class, "Author") or contains(@data-testid, "byline")]'
)
_ELSEWHERE = re.compile(
    r"comments?(?![a-z])|footer|sidebar|related|recirc|recommend|trending|bio|avatar|teaser|card|more-from|latest|promo|image|photo",
    re.I,
)
_BY = re.compile(r"^(?:(?:story|words|written|posted|published|reviewed|reported|article|text)\s+)?by[:\s]\s*", re.I)
_SIGNED = re.compile(r"(?:^|\b(?:[Pp]osted|[Ww]ritten|[Pp]ublished)\b.*)\b[Bb]y:?\s+([A-Z].*)")
_NOT_A_NAME = re.compile(r"https?:|www\.|@\w+\.|\d|^@|\.(?:com|co|org|net)\b", re.I)
# What follows a name in a byline: where the name ends.
_AFTER = re.compile(
    r"\s+(?:[|•·–—]|-)\s*.*|\s*\(.*|\s+(?:for|of|at|in|on|from|is|and others)\s.*|\s*[|•·].*|\s+@\S.*"
    r"|\s+(?:published|updated|posted|last|senior|staff|contributing|chief|deputy|associate|managing)\b.*",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:,(?!\s*(?:Jr|Sr|I+|Ph\.?D|M\.?D|MD|PhD)\b)|;|&|\band\b|\bwith\b|\n)\s*", re.I)
_ROLE = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|writers?|columnists?|contributors?|producers?|staff|team|newsroom|desk"
    r"|bureau|critics?|analysts?|interns?|journalists?|photographers?|anchors?|hosts?|press|agency|agencies|news|media|network"
    r"|times|post|daily|magazine|tribune|herald|enquirer|administrator|admin|guest|author|sponsored|director|officer|chief|inc)\b",
    re.I,
)
_AGENCIES = {
    "associated press",
    "the associated press",
    "ap",
    "reuters",
    "afp",
    "agence france-presse",
    "pa media",
    "pa",
}


def authors_of(root: Element, meta: Meta, linked: Linked, sites: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The names in the order of the byline, and the places that agree on them; none where only the outlet is named."""
    outlets = {name.casefold() for name in sites}
    lists: dict[tuple[str, ...], tuple[float, list[str]]] = {}
    shown: dict[tuple[str, ...], tuple[str, ...]] = {}
    heard: set[str] = set()
    for found, raw in _candidates(root, meta, linked):
        if found.where in heard:
            continue
        names = tuple(dict.fromkeys(name for part in raw for name in _names(part, outlets)))
        key = tuple(sorted(map(_key, names)))
        if names:
            heard.add(found.where)
            shown.setdefault(key, names)
            weight, places = lists.get(key, (0.0, []))
            lists[key] = (weight + found.weight, [*places, found.where])
    if not lists:
        return (), ""
    best = max(lists, key=lambda key: lists[key][0])
    return shown[best], ", ".join(lists[best][1])


def _candidates(root: Element, meta: Meta, linked: Linked) -> Iterator[tuple[Found, Iterable[str]]]:
    yield Found(value="", where="JSON-LD author", weight=1.5), linked.authors
    for name in _META:
        if name in meta:
            yield Found(value="", where=f"meta {name}", weight=1.0), meta[name]
    shown = [element for element in root.xpath(_BYLINE)[:60] if not _is_elsewhere(element)]
    for where, chosen in (
        ("rel author", [e for e in shown if e.get("rel") == "author"]),
        ("itemprop author", [e for e in shown if e.get("itemprop") == "author"]),
    ):
        if chosen:
            yield Found(value="", where=where, weight=0.7), [line_of(e) for e in chosen[:4]]
    for element in shown:
        if 3 < len(line := line_of(element)) < 120:
            yield Found(value="", where="byline", weight=0.8), [line]
    for line in _signed(root):
        yield Found(value="", where="by", weight=0.4), [line]


def _signed(root: Element) -> Iterator[str]:
    """The first short lines after the headline that begin with "by" or end with "posted by …"."""
    for element in root.xpath("(//h1)[1]/following::*[self::p or self::div or self::span or self::small or self::li]")[
        :60
    ]:
        line = line_of(element) if len(element) < 6 else ""
        if len(line) < 90 and (match := _SIGNED.search(line)):
            yield match[1]


def _names(raw: str, outlets: set[str]) -> Iterator[str]:
    """The people of "By Ann Lee, political editor, and Bo Orr for The Post"."""
    line = _BY.sub("", clean_line(raw)).strip(" ,;|-–—•·")
    for part in _BETWEEN.split(line):
        name = _AFTER.sub("", _BY.sub("", part)).strip(" ,;|-–—•·")
        if _is_name(name, outlets):
            yield name


def _is_name(name: str, outlets: set[str]) -> bool:
    key = name.casefold()
    if not 2 < len(name) < 60 or key in outlets or _NOT_A_NAME.search(name):
        return False
    if key in _AGENCIES:
        return True
    return not _ROLE.search(name) and len(name.split()) <= 5 and name[:1].isalpha() and not name.islower()


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _is_elsewhere(element: Element) -> bool:
    near = [element, *list(element.iterancestors())[:4]]
    return any(_ELSEWHERE.search(f"{one.get('class', '')} {one.get('id', '')}") for one in near)
