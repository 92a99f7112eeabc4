"""An XML file by its root element: a feed, a news agency's item or a page."""

import re
from collections.abc import Iterator

from index.readers import feed, news_xml, page
from index.readers.source import Source
from index.values import Article, Problem

_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_FEEDS = {b"rss", b"feed", b"rdf"}
_SITEMAPS = {b"urlset", b"sitemapindex"}
_NEWS = {b"newsitem", b"newsmessage", b"packageitem", b"nitf", b"newsml"}


def read(source: Source) -> Iterator[Article | Problem]:
    root = root_of(source.beginning())
    if root in _FEEDS:
        yield from feed.read(source)
    elif root in _NEWS:
        yield from news_xml.read(source)
    elif root == b"html":
        yield from page.read(source)
    elif root in _SITEMAPS:
        raise source.unreadable(
            "is a sitemap: it says where articles are, and holds none; give their addresses, or the site's feed"
        )
    else:
        shown = root.decode("ascii", "replace")[:40]
        raise source.unreadable(
            f"is XML of no known kind: its root is {shown!r} (known are RSS, Atom, NewsML-G2, NITF)"
        )


def root_of(beginning: bytes) -> bytes:
    """The name of the first element, in lower case and without its prefix; empty where there is none."""
    text = beginning
    for mark in (b"\xff\xfe", b"\xfe\xff"):
        if beginning.startswith(mark):
            text = beginning.replace(b"\0", b"")
    match = _ROOT.search(re.sub(rb"<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", b"", text, flags=re.S | re.I))
    return match[1].lower() if match else b""
