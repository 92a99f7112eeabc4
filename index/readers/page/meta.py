"""The `<meta>` elements of a page by name, whichever attribute names them and however it is written."""

from collections.abc import Mapping

from index.readers.page.tree import Element, line_of

Meta = Mapping[str, tuple[str, ...]]

_NAMES = "name property itemprop http-equiv".split()


def meta_of(root: Element) -> Meta:
    """All values of each name, in lower case, in the page's order."""
    values: dict[str, list[str]] = {}
    for element in root.xpath("//meta[@content]"):
        names = {name.strip().lower() for attribute in _NAMES if (name := element.get(attribute))}
        content = line_of(element.get("content", "")[:2000])
        for name in names:
            if content:
                values.setdefault(name, []).append(content)
    return {name: tuple(found) for name, found in values.items()}


def first(meta: Meta, *names: str) -> str:
    """The first value of the first name that has one, or nothing."""
    return next((meta[name][0] for name in names if name in meta), "")
