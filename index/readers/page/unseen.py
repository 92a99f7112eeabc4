"""What a page holds that its readers do not see, and a model would read: orders to it are put there.

By attributes, by the style of an element, and by rules for one class or id in the page's own style sheets. White text
counts where no ground is set with it, and the page has no dark one.
"""

import re
from collections.abc import Iterator, Sequence

from index.readers.page.tree import Element

_HIDDEN = '//*[@hidden or @aria-hidden="true" or contains(translate(@style, " ", ""), "display:none")]'
_WHITE = (
    r"(?:#f{3}(?:f{3})?(?![0-9a-f])|#(?:f[c-f]){3}(?![0-9a-f])|white|transparent|rgba?\(25[2-5],25[2-5],25[2-5][,)])"
)
_GONE = re.compile(r"(?:^|;)display:none")
_UNSEEN = re.compile(
    r"visibility:hidden|(?<![\w-])opacity:0(?:\.0+)?(?![.\d])|(?:left|top|text-indent):-\d{4,}"
    r"|font-size:(?:0(?![.\d])|[0-2](?:\.\d+)?p[xt]|0?\.[01]\d*r?em)"
)
_WHITE_TEXT = re.compile(rf"^(?!.*background)(?:.*;)?color:{_WHITE}")
_FONT = re.compile(_WHITE)
_AT_RULE = re.compile(r"@[a-z-]+[^{};]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<kind>[.#])(?P<name>[\w-]+)")
_DARK = re.compile(
    rf"(?:^|[}},])(?:html|body)[^{{}}]*\{{[^}}]*background(?:-color)?:(?!{_WHITE}|#[ef]|none|inherit|url)"
)
_LONGEST = 200_000
"""Characters of style sheets that are looked at."""


def unseen(root: Element) -> Iterator[Sequence[Element]]:
    """Elements that no reader sees, in groups that one reason hides."""
    css = _style_sheets(root)
    white = not _DARK.search(css)
    for element in root.xpath(_HIDDEN):
        yield [element]
    for element in root.xpath("//body//*[@style]"):
        if _hides(_squeezed(element.get("style")), white=white):
            yield [element]
    for element in root.xpath("//font[@color]") if white else ():
        if _FONT.fullmatch(_squeezed(element.get("color"))):
            yield [element]
    yield from _by_rules(root, css, white=white)


def _by_rules(root: Element, css: str, *, white: bool) -> Iterator[Sequence[Element]]:
    for selectors, style in _RULE.findall(css):
        if _GONE.search(style) or _hides(style, white=white):
            found = (_SIMPLE.fullmatch(selector) for selector in selectors.split(","))
            yield from (_selected(root, selector) for selector in found if selector)


def _style_sheets(root: Element) -> str:
    """The rules for screens, without spaces between their parts; "@media" and its like are left out."""
    text = "".join(style.text or "" for style in root.iter("style"))[:_LONGEST].lower()
    text = re.sub(r"\s*([{}:;,>+~])\s*", r"\1", " ".join(_COMMENT.sub("", text).split()))
    return re.sub(r"(?<=[{;:,(]) | (?=[};:,)])", "", _AT_RULE.sub("", text)).strip()


def _squeezed(style: str | None) -> str:
    return "".join((style or "").lower().split())


def _hides(style: str, *, white: bool) -> bool:
    return bool(_UNSEEN.search(style) or (white and _WHITE_TEXT.search(style)))


def _selected(root: Element, selector: re.Match[str]) -> list[Element]:
    """The elements of a class or an id, whatever its case."""
    attribute = "class" if selector["kind"] == "." else "id"
    return [
        element
        for element in root.xpath(f"//body//*[@{attribute}]")
        if selector["name"] in element.get(attribute, "").lower().split() and selector["tag"] in (None, element.tag)
    ]
