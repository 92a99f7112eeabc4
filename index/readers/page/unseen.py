"""What a page holds that its readers do not see, and a model would read: orders to it are put there.

By attributes, by the style of an element, and by rules for one class or id in the page's own style sheets. White text
counts where no ground is set with it, and the page has no dark one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from index.readers.page.tree import Element

Rule = tuple[list[str], str]
"""Selectors, and a style without any space."""

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
_BRACE = re.compile(r"[{};]")
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<kind>[.#])(?P<name>[\w-]+)")
_DARK = re.compile(rf"(?:^|;)background(?:-color)?:(?!{_WHITE}|#[ef]|none|inherit|url)")
_LONGEST = 200_000
"""Characters of style sheets that are looked at."""


def unseen(root: Element) -> Iterator[Sequence[Element]]:
    """Elements that no reader sees, in groups that one reason hides."""
    rules = tuple(_rules(root))
    white = not any({"html", "body"} & set(selectors) and _DARK.search(style) for selectors, style in rules)
    for element in root.xpath(_HIDDEN):
        yield [element]
    for element in root.xpath("//body//*[@style]"):
        if _hides(_squeezed(element.get("style")), white=white):
            yield [element]
    for element in root.xpath("//font[@color]") if white else ():
        if _FONT.fullmatch(_squeezed(element.get("color"))):
            yield [element]
    yield from _by_rules(root, rules, white=white)


def _by_rules(root: Element, rules: Iterable[Rule], *, white: bool) -> Iterator[Sequence[Element]]:
    named = _named(root)
    for selectors, style in rules:
        if _GONE.search(style) or _hides(style, white=white):
            for selector in selectors:
                if found := _SIMPLE.fullmatch(selector):
                    elements = named.get(found["kind"] + found["name"], ())
                    yield [element for element in elements if found["tag"] in (None, element.tag)]


def _named(root: Element) -> dict[str, list[Element]]:
    """The elements of each class and id, written as in a style sheet, in lower case."""
    named: dict[str, list[Element]] = {}
    for mark, attribute in ((".", "class"), ("#", "id")):
        for element in root.xpath(f"//body//*[@{attribute}]"):
            for name in set(element.get(attribute, "").lower().split()):
                named.setdefault(mark + name, []).append(element)
    return named


def _rules(root: Element) -> Iterator[Rule]:
    """The rules for screens, in one pass whatever stands there; those inside "@media" and its like are left out."""
    css = _without_comments("\n".join(style.text or "" for style in root.iter("style"))[:_LONGEST].lower())
    depth = start = 0
    prelude = ""
    for brace in _BRACE.finditer(css):
        if brace[0] == "{":
            depth += 1
            if depth == 1:
                prelude, start = css[start : brace.start()].strip(), brace.end()
        elif brace[0] == "}" and depth:
            depth -= 1
            if depth == 0:
                if not prelude.startswith("@"):
                    yield [one.strip() for one in prelude.split(",")], _squeezed(css[start : brace.start()])
                start = brace.end()
        elif depth == 0:
            start = brace.end()


def _without_comments(css: str) -> str:
    parts: list[str] = []
    at = 0
    while (begun := css.find("/*", at)) >= 0:
        parts.append(css[at:begun])
        ended = css.find("*/", begun + 2)
        at = ended + 2 if ended >= 0 else len(css)
    return "".join((*parts, css[at:]))


def _squeezed(style: str | None) -> str:
    return "".join((style or "").lower().split())


def _hides(style: str, *, white: bool) -> bool:
    return bool(_UNSEEN.search(style) or (white and _WHITE_TEXT.search(style)))
