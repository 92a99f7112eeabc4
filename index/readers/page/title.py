"""The headline of a page: what heading, Open Graph, JSON-LD and `<title>` agree on, without the site's name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.clean import clean_line
from index.readers.page.found import Found, decided
from index.readers.page.linked import Linked
from index.readers.page.meta import Meta, first
from index.readers.page.tree import Element, line_of, texts

_LONGEST = 400
_INSIDE = "not(ancestor::nav or ancestor::footer or ancestor::aside)"
_HOME = 'a[@href="/" or @href="./"]'
_PARTS = re.compile(r"\s+(?:[|\-–—·•»]|::|\|\|)\s+|\s*\|\s*")
_WORD = re.compile(r"\w{3,}")
_SECTION = 2  # words
_RELATED = 0.4  # of a heading's words: another wording of the same headline
_NO_WORD = re.compile(r"[\W_]+")


def title_of(root: Element, meta: Meta, linked: Linked, sites: Sequence[str]) -> Found | None:
    """The headline, written as the page shows it where it does; `sites` are the names the outlet goes by."""
    told = [found for found in _told(root, meta, linked) if found.value]
    shown = list(_shown(root, told, {word for site in sites for word in _words(site)} | {"logo"}))
    whole = {_key(found.value) for found in (*shown, *told)} | (set[str]() if shown else set(_lines(root)))
    names = {_key(site) for site in sites}
    # A heading is no longer than the headline, whatever shorter one machines are told; other places add the site to it.
    raw = [*((found, set[str]()) for found in shown), *((found, whole) for found in told)]
    shorn = [replace(found, value=_without_site(found.value, others, names)) for found, others in raw]
    return decided((found for found in shorn if _key(found.value) not in {"", *names}), _key)


def _shown(root: Element, told: Sequence[Found], site: set[str]) -> Iterator[Found]:
    """Headings. The first, where it is another wording of what machines are told, outweighs all of that."""
    headings = list(texts(root, f"//h1[{_INSIDE}][not({_HOME})]"))
    headings = headings or list(texts(root, f'//*[@itemprop="headline"][{_INSIDE}]'))
    if not headings:  # a blog may have its own name as the only h1
        smaller = list(
            texts(root, f'(//h2 | //h3)[contains(@class, "title") or contains(@class, "headline")][{_INSIDE}]')
        )
        headings = [text for text in smaller if any(_key(text) in _key(found.value) for found in told)]
    headings = [text for text in headings if len(text) <= _LONGEST and _words(text) - site]  # else it is the logo
    words = {word for found in told for word in _words(found.value)} - site
    likely = [text for text in headings if len(text.split()) > 2] or headings
    for number, text in enumerate(likely[:5]):
        own = _words(text) - site
        related = len(words & own) >= _RELATED * len(own)
        weight = (3.0 if related else 1.6) if number == 0 else 0.6
        yield Found(value=_without_kicker(clean_line(text), told), where="h1", weight=weight)


def _lines(root: Element) -> Iterator[str]:
    """What stands alone at the top of a page without headings: one of it is the headline."""
    likely = "self::h2 or self::h3 or self::b or self::font or self::div or self::td"
    for element in root.xpath(f"//body//*[not(*)][{likely}]")[:100]:
        line = line_of(element)
        if len(line) <= _LONGEST and len(line.split()) > 2:
            yield _key(line)


def _without_kicker(heading: str, told: Sequence[Found]) -> str:
    """A heading may hold the section in front of the headline: "News Ferry back after eleven days"."""
    for found in told:
        kicker = heading.removesuffix(found.value) if len(found.value.split()) > 3 else heading
        if kicker != heading and 0 < len(kicker.split()) <= 3:
            return found.value
    return heading


def _told(root: Element, meta: Meta, linked: Linked) -> Iterator[Found]:
    """What the page tells machines."""
    headline = clean_line(linked.headline)
    yield Found(value=headline, where="JSON-LD headline", weight=0.0 if _is_cut(headline) else 0.9)
    yield Found(value=clean_line(first(meta, "og:title")), where="meta og:title", weight=0.8)
    yield Found(value=clean_line(first(meta, "twitter:title")), where="meta twitter:title", weight=0.5)
    for text in list(texts(root, "/html/head/title"))[:1]:
        yield Found(value=clean_line(text[:_LONGEST]), where="title", weight=0.5)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _without_site(title: str, whole: set[str], names: set[str]) -> str:
    """The title up to a separator behind which stands the site's name, or before which another source ends."""
    for match in _PARTS.finditer(title):
        head, tail = title[: match.start()], title[match.end() :]
        if _key(tail) in names or (_key(head) in whole and len(head.split()) > 2):
            return _without_section(head, match[0])
        if _key(tail) in whole and len(tail.split()) > 2:
            return tail
        if _key(head) in names:
            return _without_site(tail, whole, names)
    return title


def _without_section(title: str, mark: str) -> str:
    """Of "Ferry back after eleven days | Islands" before the same mark as the site's: a word or two are the section."""
    head, found, section = title.rpartition(mark)
    return head if found and len(section.split()) <= _SECTION < len(head.split()) else title


def _is_cut(title: str) -> bool:
    return title.endswith(("...", "…"))


def _key(text: str) -> str:
    return _NO_WORD.sub("", text).casefold()
