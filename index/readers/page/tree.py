"""The door to lxml: HTML of any quality and XML as trees of bounded size, and plain questions to them.

Nothing here knows news. No entity is expanded, no file or address is opened by a parser.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

Element = Any
"""An lxml element: lxml has no type stubs, and trafilatura takes its trees as they are."""

MAX_ELEMENTS = 60_000
"""Of a page: the largest of 188 measured has 12,000. Beyond this trafilatura takes minutes."""
MAX_DEPTH = 200
_BLOCKS = frozenset(
    "address article aside blockquote dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main"
    " nav ol p pre section table td th tr ul body hl1 hl2 block title head item br".split()
)
_CAREFUL: dict[str, bool] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_SPACES = re.compile(r"\s+")


def parsed(text: str) -> Element:
    """The root element of a page. Raises ValueError for text without any element, or with far too many."""
    etree, html = _lxml()
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        # Tags that contain a null byte end a page for libxml2, what follows would be lost.
        root = html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise ValueError("holds no HTML that can be parsed") from error
    if any(number > MAX_ELEMENTS for number, _ in enumerate(root.iter())):
        raise ValueError(f"is a page of more than {MAX_ELEMENTS:,} elements, which no article has")
    _flatten(root)
    return root


def parsed_xml(data: bytes) -> Element:
    """The root of an XML document, without namespaces. Raises ValueError where it is none.

    Entities stay what they are; HTML's own, which agencies use without declaring them, are left out.
    """
    etree, _ = _lxml()
    strict = etree.XMLParser(**_CAREFUL)
    try:
        root = etree.fromstring(data, parser=strict)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "Entity" not in str(error):
            raise ValueError(f"is not valid XML: {str(error)[:200]}") from error
        root = etree.fromstring(data, parser=etree.XMLParser(recover=True, **_CAREFUL))
    if root is None:
        raise ValueError("is not valid XML: it holds no element")
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def texts(root: Element, path: str) -> Iterator[str]:
    """The words of every element of the XPath, in one line each; those without any are left out."""
    for element in root.xpath(path):
        if line := line_of(element):
            yield line


def line_of(element: Element | str) -> str:
    """The visible words of an element, or of an attribute's value, as one line."""
    words = element if isinstance(element, str) else " ".join(element.itertext())
    return _SPACES.sub(" ", words).strip()


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
        if event == "start" and element.text:
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
