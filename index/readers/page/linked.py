"""What a page says of its article in JSON-LD (schema.org): whole, in a graph or a list, or broken.

Everything read here is the publisher's word only: other modules compare it with what the page shows.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from index.clean import clean_line
from index.readers.page.tree import Element

Node = Mapping[str, object]

_MAX_CHARACTERS = 2_000_000
_MAX_NODES = 20_000
_ARTICLE = re.compile(r"(?:https?://schema\.org/)?(\w*Article|BlogPosting|LiveBlogPosting|Report|Review\w*|Recipe)")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
# Of a script that no repair makes JSON: the first such field, as written.
_STRAY = re.compile(r'"(headline|datePublished|dateModified|articleSection)"\s*:\s*"((?:[^"\\\n]|\\.){1,400})"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """The article's own node; nothing is known where `types` is empty. Dates are as written."""

    types: tuple[str, ...] = ()
    headline: str = ""
    published: str = ""
    modified: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    section: str = ""
    body: str = ""
    language: str = ""
    url: str = ""


def linked_article(root: Element, *, heading: str = "") -> Linked:
    """The node of the page's article: of several, the one with the page's heading, else the first with most fields."""
    scripts = [script.text or "" for script in root.xpath('//script[contains(@type, "ld+json")]')]
    nodes = [node for script in scripts for node in _nodes(script)]
    by_id = {str(node["@id"]): node for node in nodes if "@id" in node and "name" in node}
    found = [_linked(node, by_id) for node in nodes if _types(node)]
    pages = [_linked(node, by_id) for node in nodes if "datePublished" in node and "WebPage" in str(node["@type"])]
    best = max(found or pages, key=lambda linked: _weight(linked, heading), default=Linked())
    return replace(best, published=best.published or pages[0].published) if pages else best


def _weight(linked: Linked, heading: str) -> tuple[bool, int]:
    known = [linked.headline, linked.published, linked.authors, linked.publisher]
    return bool(heading) and linked.headline.casefold() == heading.casefold(), sum(map(bool, known))


def _nodes(script: str) -> Iterator[Node]:
    """Every object of the script, those on top first."""
    waiting: list[object] = list(_values(script[:_MAX_CHARACTERS]))
    for number, value in enumerate(waiting):
        if number > _MAX_NODES:
            return
        if isinstance(value, dict):
            node = cast(dict[str, object], value)
            yield {"@type": "", **node}
            waiting += node.values()
        elif isinstance(value, list):
            waiting += cast(list[object], value)


def _values(script: str) -> Iterable[object]:
    """The JSON values of a script, with the usual mistakes repaired; lone fields where that does not help."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", script)).strip()
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), html.unescape(text)):
        try:
            return [json.JSONDecoder(strict=False).raw_decode(attempt)[0]]
        except (ValueError, RecursionError):  # no JSON, or a number of thousands of digits; nested too deeply
            continue
    fields: dict[str, object] = {}
    for name, value in _STRAY.findall(text):
        fields.setdefault(name, value)
    return [{"@type": "Article", **fields}] if fields else []


def _types(node: Node) -> tuple[str, ...]:
    return tuple(match[1] for kind in _strings(node.get("@type")) if (match := _ARTICLE.fullmatch(kind)))


def _linked(node: Node, by_id: Mapping[str, Node]) -> Linked:
    def first(name: str) -> str:
        return next((text for raw in _strings(node.get(name)) if (text := _text(raw))), "")

    return Linked(
        types=_types(node) or ("WebPage",),
        headline=first("headline") or first("name"),
        published=first("datePublished"),
        modified=first("dateModified"),
        authors=tuple(_names(node.get("author") or node.get("creator"), by_id)),
        publisher=next(iter(_names(node.get("publisher"), by_id)), ""),
        section=first("articleSection"),
        body=html.unescape(next(_strings(node.get("articleBody")), "")),
        language=first("inLanguage"),
        url=first("url") or next(_strings(node.get("mainEntityOfPage")), ""),
    )


def _names(value: object, by_id: Mapping[str, Node]) -> Iterator[str]:
    """The names of people or organisations: strings, objects with a name, or references to such objects."""
    for item in cast(list[object], value) if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            node = cast(dict[str, object], item)
            named = node if "name" in node else by_id.get(str(node.get("@id")), {})
            yield from (_text(name) for name in _strings(named.get("name")))
        elif isinstance(item, str):
            yield _text(item)


def _strings(value: object) -> Iterator[str]:
    for item in cast(list[object], value) if isinstance(value, list) else [value]:
        if isinstance(item, str) and item:
            yield item
        elif isinstance(item, dict):
            yield from _strings(cast(dict[str, object], item).get("@id"))


def _text(raw: str) -> str:
    """Some publishers escape twice: `&amp;#x27;`."""
    return clean_line(html.unescape(html.unescape(raw))[:2000])
