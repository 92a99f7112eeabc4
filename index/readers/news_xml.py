"""What news agencies deliver: NewsML-G2 items (one, or many in a message) and NITF, alone or inside NewsML."""

from collections.abc import Iterator

from index.errors import Malformed
from index.readers.markup import plain
from index.readers.page.lines import About, article_lines
from index.readers.page.tree import Element, drop, line_of, paragraphs, parsed_xml
from index.readers.record import validated
from index.readers.source import Source
from index.values import Article, Problem

_MAX_BYTES = 20 * 1024 * 1024
_NO_WORDS = "media | .//media-caption | .//table | .//figure | .//figcaption | .//byline | .//dateline"
_WITHDRAWN = ("canceled", "cancelled", "withheld")


def read(source: Source) -> Iterator[Article | Problem]:
    try:
        root = parsed_xml(source.read(limit=_MAX_BYTES))
    except Malformed as error:
        raise source.unreadable(str(error)) from error
    items = [item for item in root.xpath("descendant-or-self::newsItem") if not _is_picture(item)]
    found = [_of_item(item) for item in items] or [_of_nitf(nitf) for nitf in root.xpath("descendant-or-self::nitf")]
    if not found:
        raise source.unreadable(f"holds no news item (its root is {str(root.tag)[:40]!r})")
    for number, fields in enumerate(found, start=1):
        yield from _article(source, fields, f"item {number}: " if len(found) > 1 else "")


def _article(source: Source, fields: dict[str, object], name: str) -> Iterator[Article | Problem]:
    if (status := str(fields.get("status") or "")) in _WITHDRAWN:
        yield source.problem(f"{name}the agency has withdrawn it (status {status!r})")
    elif not fields["text"]:
        yield source.problem(f"{name}the item has no text")
    else:
        yield from validated(fields, source, found_in=str(fields["found_in"]), name=name)


def _of_item(item: Element) -> dict[str, object]:
    """NewsML-G2: the newsroom's facts stand beside the content, which is NITF, XHTML or plain text."""
    nitf = next(iter(item.xpath("contentSet//nitf")), None)
    inner: dict[str, object] = _of_nitf(nitf) if nitf is not None else {}
    date, found_in = _first_date(
        item, ("contentMeta/contentCreated", "itemMeta/firstCreated", "itemMeta/versionCreated")
    )
    return {
        "id": item.get("guid"),
        "title": _first(item, "contentMeta/headline", "itemMeta/title") or inner.get("title"),
        "text": inner.get("text") or _inline(item),
        "date": date or inner.get("date"),
        "found_in": found_in or inner.get("found_in") or "XML",
        "outlet": _first(item, "itemMeta/provider/name", "itemMeta/provider/@literal") or inner.get("outlet"),
        "byline": _first(item, "contentMeta/by") or _all(item, "contentMeta/creator/name") or inner.get("byline"),
        "url": _first(
            item, "itemMeta/link[contains(@rel, 'canonical')]/@href", "itemMeta/altId[starts-with(., 'http')]"
        ),
        "section": _first(item, "contentMeta/subject[@type='cpnat:abstract']/name", "contentMeta/subject/name"),
        "language": _first(item, "contentMeta/language/@tag", "@xml:lang"),
        "status": _first(item, "itemMeta/pubStatus/@qcode").rpartition(":")[2] or None,
    }


def _is_picture(item: Element) -> bool:
    """Or a graphic, a film or a sound, which a message has beside its texts."""
    kind = _first(item, "itemMeta/itemClass/@qcode").rpartition(":")[2]
    return kind in ("picture", "graphic", "video", "audio", "animation") and not item.xpath("contentSet/inlineXML")


def _inline(item: Element) -> str:
    for data in item.xpath("contentSet/inlineXML"):
        drop(data.xpath(".//head"))
        if text := _paragraphs(data, ""):
            return text
    for data in item.xpath("contentSet/inlineData"):
        raw = "".join(data.itertext())
        if "html" in (data.get("contenttype") or "") or (data.get("contenttype") is None and "<p" in raw):
            raw = plain(raw)
        if raw.strip():
            return raw
    return ""


def _of_nitf(nitf: Element) -> dict[str, object]:
    date, found_in = _first_date(
        nitf,
        ("head/docdata/date.issue/@norm", "head/pubdata/@date.publication", "body/body.head/dateline/story.date/@norm"),
    )
    title = _first(nitf, "body/body.head/hedline/hl1", "head/title")
    people = _all(nitf, "body/body.head/byline/person")
    content = next(iter(nitf.xpath("body/body.content")), None)
    return {
        "id": _first(nitf, "head/docdata/doc-id/@id-string") or None,
        "title": title or None,
        "text": _paragraphs(content, title) if content is not None else "",
        "date": date or None,
        "found_in": found_in or "XML",
        "outlet": _first(nitf, "head/pubdata/@name", "body/body.head/distributor", "head/docdata/doc.copyright/@holder")
        or None,
        "byline": people or _first(nitf, "body/body.head/byline") or None,
        "url": _first(nitf, "head/pubdata/@ex-ref") or None,
        "section": _first(nitf, "head/pubdata/@position.section", "head/tobject/tobject.subject/@tobject.subject.type")
        or None,
        "language": _first(nitf, "@xml:lang") or None,
        "status": _first(nitf, "head/docdata/@management-status") or None,
    }


def _paragraphs(content: Element, title: str) -> str:
    drop(content.xpath(f".//{_NO_WORDS}"))
    return "\n\n".join(article_lines(paragraphs(content), About(title=title)))


def _first_date(root: Element, paths: tuple[str, ...]) -> tuple[str, str]:
    for path in paths:
        if value := _first(root, path):
            return _iso(value), path.rpartition("/@")[0].rpartition("/")[2] or path
    return "", ""


def _iso(value: str) -> str:
    """NITF writes 20210503T101500Z."""
    if len(value) >= 15 and value[:8].isdigit() and value[8] == "T" and value[9:15].isdigit():
        zone = value[15:]
        zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 and zone[0] in "+-" else zone
        return f"{value[:4]}-{value[4:6]}-{value[6:8]}T{value[9:11]}:{value[11:13]}:{value[13:15]}{zone}"
    return value


def _first(root: Element, *paths: str) -> str:
    return next((line for path in paths for line in _all(root, path)), "")


def _all(root: Element, path: str) -> list[str]:
    return [line for found in root.xpath(path) if (line := line_of(found))]
