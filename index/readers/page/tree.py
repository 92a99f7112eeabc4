"""The door to lxml: HTML of any quality and XML as trees of bounded size, and plain questions to them.

Nothing here knows news. No entity is expanded, no file or address is opened by a parser.
"""

import re
from collections.abc import Iterable, Iterator
from html.entities import html5
from typing import Any

from index.errors import Malformed

Element = Any
"""An lxml element: lxml has no type stubs, and trafilatura takes its trees as they are."""

MAX_ELEMENTS = 60_000
"""Of a page: the largest of 188 measured has 3,685. Beyond this trafilatura takes minutes."""
MAX_WEIGHT = 25_000_000
"""Characters of text, each times the elements around it: the work of looking at every element (measured: 2 M)."""
MAX_DEPTH = 120
_LONG_NAME = 400
_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol p pre section table td th tr ul body hl1 hl2 block title head item br".split()
)
_NO_WORDS = ("script", "style")
_CAREFUL: dict[str, bool] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
# References such as `&#1;` bring them into a tree, where lxml then refuses to move the text they stand in.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENTITY = re.compile(rb"&([A-Za-z]\w{1,30});")
_SPACES = re.compile(r"\s+")


def parsed(text: str) -> Element:
    """The root element of a page. Raises Malformed for text without any element, or with far too many."""
    etree, html = _lxml()
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # Tags that contain a null byte end a page for libxml2, what follows would be lost.
        root = html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Malformed("holds no HTML that can be parsed") from error
    for other in [*reversed(list(root.itersiblings(preceding=True))), *root.itersiblings()]:
        root.append(other)  # libxml2 makes two roots of "<html/>…"
    _require_bounded(root)
    _tidy(root)
    _flatten(root)
    return root


def _require_bounded(root: Element) -> None:
    """Raises Malformed for what no page of an article has."""
    etree, _ = _lxml()
    depth = elements = weight = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            depth += 1
            elements += 1
            weight += depth * (0 if element.tag in ("script", "style") else len(element.text or ""))
        else:
            depth -= 1
            weight += depth * len(element.tail or "")
    if elements > MAX_ELEMENTS:
        raise Malformed(f"is a page of more than {MAX_ELEMENTS:,} elements, which no article has")
    if weight > MAX_WEIGHT:
        raise Malformed("is a page of too much text too deeply nested, which no article has")


def _tidy(root: Element) -> None:
    """Without control characters, and names of thousands of characters cut."""
    for element in root.iter():
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub("", element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub("", element.tail)
        for name in ("class", "id"):
            if len(value := element.get(name, "")) > _LONG_NAME:
                element.set(name, _CONTROL.sub("", value[:_LONG_NAME]))


def parsed_xml(data: bytes) -> Element:
    """The root of an XML document, without namespaces. Raises Malformed where it is none.

    HTML's entities, which agencies use without declaring them, become their characters, others are left out.
    """
    etree, _ = _lxml()
    strict = etree.XMLParser(**_CAREFUL)
    try:
        root = etree.fromstring(data, parser=strict)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "Entity" not in str(error):
            raise Malformed(f"is not valid XML: {getattr(error, 'msg', None) or error}"[:250]) from error
        root = etree.fromstring(_ENTITY.sub(_character, data), parser=etree.XMLParser(recover=True, **_CAREFUL))
    if root is None:
        raise Malformed("is not valid XML: it holds no element")
    drop(list(root.iter(etree.Entity)))
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def _character(match: re.Match[bytes]) -> bytes:
    character = html5.get(f"{match[1].decode()};")
    return match[0] if character is None or character in "<>&'\"" else f"&#{ord(character[0])};".encode()


def texts(root: Element, path: str) -> Iterator[str]:
    """The words of every element of the XPath, in one line each; those without any are left out."""
    for element in root.xpath(path):
        if line := line_of(element):
            yield line


def line_of(element: Element | str) -> str:
    """The visible words of an element, or of an attribute's value, as one line."""
    if isinstance(element, str):
        words = element
    elif next(element.iter(*_NO_WORDS), None) is None:
        words = " ".join(element.itertext())
    else:  # some pages have style sheets in their bylines
        words = " ".join(element.xpath("descendant::text()[not(parent::script or parent::style)]"))
    return _SPACES.sub(" ", words).strip()


def broken_lines(element: Element) -> list[str]:
    """The words of an element as its line breaks part them; in one line where there are paragraphs or tables in it."""
    within = (one.tag for one in element.iterdescendants() if isinstance(one.tag, str))
    if any(tag in _BLOCKS and tag != "br" for tag in within):
        return [line_of(element)]
    return list(paragraphs(element))


def drop(elements: Iterable[Element]) -> None:
    """Take the elements out with all they hold; the text after them stays."""
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue
        before = element.getprevious()
        if element.tail and before is None:
            parent.text = (parent.text or "") + element.tail
        elif element.tail:
            before.tail = (before.tail or "") + element.tail
        parent.remove(element)


def paragraphs(root: Element) -> Iterator[str]:
    """The text of an element, block by block, as a browser would break it; each in one line, none empty."""
    parts: list[str] = []
    for kind, value in _events(root):
        if kind == "text":
            parts.append(value)
        elif parts:
            if line := line_of("".join(parts)):
                yield line
            parts = []
    if line := line_of("".join(parts)):
        yield line


def _events(root: Element) -> Iterator[tuple[str, str]]:
    etree, _ = _lxml()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if element.tag.rpartition("}")[2].lower() in _BLOCKS:
            yield "break", ""
        if event == "start" and element.text and element.tag not in _NO_WORDS:
            yield "text", element.text
        if event == "end" and element.tail and element is not root:
            yield "text", element.tail


def _lxml() -> tuple[Any, Any]:
    from lxml import etree, html  # pyright: ignore[reportMissingTypeStubs, reportAttributeAccessIssue, reportUnknownVariableType]

    return etree, html  # pyright: ignore[reportUnknownVariableType]


def _flatten(root: Element) -> None:
    """What is nested deeper than any article goes is lifted: recursion over it would never come back."""
    etree, _ = _lxml()
    depth = 0
    deep: list[Element] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth > MAX_DEPTH:
            deep.append(element)
    for element in deep:
        element.drop_tag()
