"""Web pages: the article of an HTML page, with what the page says of it in JSON-LD, meta tags and the visible text.

Bytes and an address in, one article out; nothing here fetches. `page_of` shows where each field was found.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from index.clean import clean_line
from index.errors import Malformed
from index.identity import canonical_url, outlet_of
from index.readers.charset import decoded_page
from index.readers.locale import language_of, locale_of
from index.readers.page.authors import authors_of
from index.readers.page.body import body_of
from index.readers.page.dates import published_of
from index.readers.page.found import Found, decided
from index.readers.page.lines import About
from index.readers.page.linked import Linked, linked_article
from index.readers.page.meta import Meta, first, meta_of
from index.readers.page.places import places_of
from index.readers.page.title import title_of
from index.readers.page.tree import Element, parsed, texts
from index.readers.record import Record, articles
from index.readers.source import Source
from index.values import Article, Problem, Published

_OPINION = ("OpinionNewsArticle", "ReviewNewsArticle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page is found to say. `where` has, for each field that was found, the places that agree on it."""

    title: str | None
    text: str
    published: Published | None
    byline: tuple[str, ...]
    outlet: str | None
    url: str | None
    section: str | None
    kind: str | None
    language: str | None
    where: tuple[tuple[str, str], ...]


def read(source: Source) -> Iterator[Article | Problem]:
    try:
        text, charset = decoded_page(source.read(), source.charset)
        page = page_of(text, source.url)
    except Malformed as error:
        raise source.unreadable(str(error)) from error
    if not page.text:
        raise source.unreadable("the page holds no article: there are no paragraphs of prose on it")
    record = Record(
        title=page.title,
        text=page.text,
        outlet=page.outlet,
        byline=page.byline,
        url=page.url,
        section=page.section,
        kind=page.kind,
        language=page.language,
    )
    yield from articles(record, source, published=page.published, charset=charset)


def page_of(text: str, url: str | None = None) -> Page:
    """The article of a page's HTML, `url` being where it came from. Raises Malformed where it is no HTML."""
    root = parsed(text)
    meta = meta_of(root)
    linked = linked_article(root, heading=next(texts(root, "//h1"), ""))
    address = _address(root, meta, linked, url)
    known = address.value if address else url
    outlet = _outlet(meta, linked, known)
    sites = _site_names(meta, linked, known)
    title = title_of(root, meta, linked, sites)
    language = _language(root, meta, linked)
    spoken = language or language_of(" ".join(texts(root, "//p"))) or ""
    headline = title.value if title else ""
    places = places_of(root, headline)
    byline, signed = authors_of(root, meta, linked, places=places, sites=sites, language=spoken)
    section = _section(meta, linked)
    locale = locale_of(spoken, known)
    published = published_of(root, meta, linked, url=known, places=places, locale=locale)
    described = linked.body or first(meta, "og:description", "description")
    about = About(title=headline, byline=byline, locale=locale)
    found = {"title": title, "outlet": outlet, "url": address, "section": section}
    where = {name: one.where for name, one in found.items() if one}
    where |= {"byline": signed} if signed else {}
    where |= {"published": published.found_in} if published else {}
    return Page(
        title=title.value if title else None,
        text=body_of(root, about, described),
        published=published,
        byline=byline,
        outlet=outlet.value if outlet else None,
        url=address.value if address else url,
        section=section.value if section else None,
        kind=_kind(linked),
        language=language,
        where=tuple(where.items()),
    )


def _address(root: Element, meta: Meta, linked: Linked, url: str | None) -> Found | None:
    """The canonical address: of an article, never that of a front page, which some sites name everywhere.

    A page that came from one site cannot pass for the article of another, whose place it would take in an index.
    """
    given = [
        *(
            Found(value=value, where="link canonical", weight=1.2)
            for value in root.xpath('//link[@rel="canonical"]/@href')
        ),
        Found(value=first(meta, "og:url"), where="meta og:url"),
        Found(value=linked.url, where="JSON-LD url", weight=0.8),
    ]
    absolute = (Found(value=_join(url, one.value), where=one.where, weight=one.weight) for one in given if one.value)
    usable = [one for one in absolute if _is_article(one.value) and (url is None or _same_site(one.value, url))]
    return decided(usable, lambda value: (canonical_url(value) or value).partition("://")[2])


def _is_article(address: str) -> bool:
    return bool(canonical_url(address) and urlsplit(address).path.strip("/"))


def _same_site(address: str, other: str) -> bool:
    """m.post.example is of post.example; two sites that share an ending (co.uk) are not the same."""
    one, two = outlet_of(address) or "", outlet_of(other) or ""
    return one == two or one.endswith(f".{two}") or two.endswith(f".{one}")


def _join(base: str | None, address: str) -> str:
    try:
        return urljoin(base or "", address.strip())
    except ValueError:  # half an IPv6 address
        return ""


def _outlet(meta: Meta, linked: Linked, url: str | None) -> Found | None:
    candidates = [
        Found(value=clean_line(first(meta, "og:site_name")), where="meta og:site_name", weight=1.1),
        Found(value=linked.publisher, where="JSON-LD publisher"),
        Found(value=clean_line(first(meta, "application-name")), where="meta application-name", weight=0.6),
        Found(value=(outlet_of(url) if url else None) or "", where="address", weight=0.1),
    ]
    short = (one for one in candidates if len(one.value) < 80)
    return decided(short, lambda name: name.casefold().removeprefix("the ").removesuffix(".com"))


def _site_names(meta: Meta, linked: Linked, url: str | None) -> tuple[str, ...]:
    """All that the outlet may be called where it signs a title or a byline."""
    host = (outlet_of(url) if url else None) or ""
    labels = host.split(".")
    names = [first(meta, "og:site_name"), first(meta, "application-name"), linked.publisher, host]
    names += [labels[-2] if len(labels) > 1 else "", ".".join(labels[-2:])]
    names += [first(meta, "twitter:site").removeprefix("@")]
    return tuple(dict.fromkeys(name for name in names if name))


def _section(meta: Meta, linked: Linked) -> Found | None:
    names = ("article:section", "parsely-section", "section", "sailthru.section")
    candidates = [Found(value=linked.section, where="JSON-LD articleSection", weight=1.1)]
    candidates += [Found(value=first(meta, name), where=f"meta {name}") for name in names]
    return decided((one for one in candidates if len(one.value) < 60 and "://" not in one.value), str.casefold)


def _kind(linked: Linked) -> str | None:
    if any(kind in _OPINION for kind in linked.types):
        return "opinion"
    return "live" if "LiveBlogPosting" in linked.types else None


def _language(root: Element, meta: Meta, linked: Linked) -> str | None:
    """As "en" or "en-GB"; None where the page does not say."""
    for raw in (root.get("lang"), linked.language, first(meta, "content-language"), first(meta, "og:locale")):
        if raw and 2 <= len(code := raw.strip().replace("_", "-")) <= 12 and code.replace("-", "").isalnum():
            return code
    return None
