"""HTML inside something else, such as the content of a feed's entry, as plain paragraphs."""

from index.errors import Malformed
from index.readers.page.lines import About, article_lines
from index.readers.page.tree import drop, paragraphs, parsed

_NO_WORDS = "script style figure figcaption table iframe form nav button svg audio video noscript template"


def plain(markup: str, title: str = "") -> str:
    """The paragraphs, parted by blank lines, without captions and promotions; text without any tags as it is."""
    if "<" not in markup and "&" not in markup:
        return markup
    try:
        root = parsed(f"<div>{markup}</div>")
    except Malformed:
        return ""
    for tag in _NO_WORDS.split():
        drop(root.xpath(f"//{tag}"))
    return "\n\n".join(article_lines(paragraphs(root), About(title=title)))
