"""The day a page was published: JSON-LD, meta tags, `<time>`, the address and the visible line, weighed together.

Dates of changes are never candidates: an article corrected in May that was published in April is of April.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from index.published import read_date
from index.readers.page.days import days_in, iso_of
from index.readers.page.found import Found
from index.readers.page.linked import Linked
from index.readers.page.meta import Meta
from index.readers.page.tree import Element, broken_lines, line_of
from index.values import Published

_FIRST_DAY = date(1800, 1, 1)
_PIECES = 5  # elements in one that holds a line or few
_META = {
    name: weight
    for weight, names in (
        (1.0, "article:published_time article:published datepublished parsely-pub-date cxenseparse:recs:publishtime"),
        (1.0, "dc.date.issued dcterms.issued dcterms.created dc.date.created og:published_time og:pubdate"),
        (0.9, "publish-date publish_date publishdate publication_date publicationdate pubdate pub_date published"),
        (0.9, "citation_publication_date citation_date sailthru.date story:published_time article.published"),
        (0.7, "date dc.date dcterms.date datecreated article:created article_date_original last-published"),
    )
    for name in names.split()
}
_URL_DAY = re.compile(
    r"/((?:19|20)\d\d)(?:([/-])(1[0-2]|0?[1-9])\2(3[01]|[12]\d|0?[1-9])|(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9]))(?=[/_.-]|$)"
)
_CHANGED = re.compile(
    r"updat|modif|edited|last|revis|correct|aktualis|geändert|mis(?:e)? à jour|actuali[sz]|aggiorn|atualiz|bijgewerkt"
    r"|opp?dater|uppdater|aktualiz|zaktual|обновл|оновл|güncel|更新|수정",
    re.I,
)
_AS_OF = re.compile(r"\bstand\b[:\s]*$", re.I)  # German: the day of publication where no other is named
_DATELINE = re.compile(r"[A-ZÀ-Þ][^\n;:!?]{1,40}?,\s+(.{6,30}?)\s*(?:\([^()]{2,40}\)\s*)?(?:--|[-–—])\s")
_CLASSED = re.compile(r"publi|date|time|posted|byline|meta|datum|fecha|data(?![a-z])|info|veröff|veroeff", re.I)
_ELSEWHERE = re.compile(
    r"related|comments?(?![a-z])|footer|sidebar|recirc|recommend|trending|latest|promo|teaser|card|widget", re.I
)


def published_of(root: Element, meta: Meta, linked: Linked, url: str | None, language: str = "") -> Published | None:
    """The day with most weight behind it, and its most exact time; `found_in` names all places that agree.

    `language` is the page's, by its code: it says what its months are called.
    """
    candidates = [*_candidates(root, meta, linked, url), *_written(root, language)]
    dated = list(_dated(candidates, language)) or list(_dated(_alone(root, language), language))
    if not dated:
        return None
    best = max(dated, key=lambda one: _support(one[1], dated))[1]
    agreeing = [(found, published) for found, published in dated if _near(published, best)]
    places = ", ".join(dict.fromkeys(found.where for found, _ in agreeing))
    chosen = _exact([published for _, published in agreeing], best, _shown(agreeing))
    return Published(value=chosen.value, precision=chosen.precision, found_in=places)


def _exact(agreeing: Sequence[Published], best: Published, shown: date | None) -> Published:
    """The most exact of those that agree, of the day that readers saw: machines write UTC, which differs at night.

    Addresses are made by machines, too: a time that has a zone of its own knows the day better.
    """
    day = shown if shown and isinstance(best.value, datetime) and not best.value.utcoffset() else best.day
    if best.found_in == "address":
        day = next((one.day for one in agreeing if isinstance(one.value, datetime) and one.value.utcoffset()), day)
    same = [published for published in agreeing if published.day == day]
    timed = [published for published in same if published.precision == "time"]
    return (timed or same or [best])[0]


def _shown(agreeing: Iterable[tuple[Found, Published]]) -> date | None:
    return next((published.day for found, published in agreeing if found.where == "visible date"), None)


def _support(published: Published, dated: Iterable[tuple[Found, Published]]) -> float:
    """Weight of the places with this day, half of those a day apart: time zones part midnight's news."""
    weights: dict[str, float] = {}
    for found, other in dated:
        if _near(published, other):
            weight = found.weight if other.day == published.day else found.weight / 2
            weights[found.where] = max(weight, weights.get(found.where, 0))
    return sum(weights.values())


def _near(one: Published, other: Published) -> bool:
    return abs(one.day - other.day) <= timedelta(days=1)


def _dated(candidates: Iterable[Found], language: str) -> Iterator[tuple[Found, Published]]:
    latest = date.today() + timedelta(days=2)
    for found in candidates:
        for raw in (found.value, *iso_of(found.value, language)):
            try:
                published = read_date(raw, found_in=found.where)
            except ValueError:
                continue
            if published.precision in ("day", "time") and _FIRST_DAY <= published.day <= latest:
                yield found, published
                break


def _candidates(root: Element, meta: Meta, linked: Linked, url: str | None) -> Iterator[Found]:
    yield Found(value=linked.published, where="JSON-LD datePublished", weight=1.4)
    for name, weight in _META.items():
        for value in meta.get(name, ())[:1]:
            yield Found(value=value, where=f"meta {name}", weight=weight)
    yield from _marked(root)
    if match := _URL_DAY.search(url or ""):
        month, day = int(match[3] or match[5]), int(match[4] or match[6])
        yield Found(value=f"{match[1]}-{month:02}-{day:02}", where="address", weight=0.9)


def _marked(root: Element) -> Iterator[Found]:
    """`<time>` and microdata: those that say they are the day of publication, else the first of the page."""
    for element in root.xpath('//*[@itemprop="datePublished" or @property="datePublished"]')[:3]:
        value = element.get("content") or element.get("datetime") or line_of(element)
        yield Found(value=value.strip(), where="itemprop datePublished", weight=1.0)
    first = True
    for element in root.xpath("//time[not(ancestor::footer or ancestor::nav or ancestor::aside)]")[:20]:
        value = (element.get("datetime") or line_of(element)).strip()
        said = _label(_before(element, line_of(element)))
        about = f"{element.get('class', '')} {element.get('itemprop', '')} {line_of(element)[:60]} {said}"
        if not value or _CHANGED.search(about) or _is_elsewhere(element):
            continue
        if element.get("pubdate") is not None or re.search("publi|entry-date|posted", about, re.I):
            yield Found(value=value, where="time", weight=0.9)
        elif first:
            yield Found(value=value, where="time", weight=0.6)
        first = False


def _written(root: Element, language: str) -> Iterator[Found]:
    """The first day in an element that is named for dates, as readers see it."""
    for element in root.xpath("//*[@class or @id][not(*[6])]"):
        named = f"{element.get('class', '')} {element.get('id', '')}"
        if not _CLASSED.search(named) or _CHANGED.search(named) or _is_elsewhere(element):
            continue
        line = line_of(element)
        if len(line) < 200 and (day := _published_in(element, line, language)):
            yield Found(value=day, where="visible date", weight=0.7)
            return


def _alone(root: Element, language: str) -> Iterator[Found]:
    """The first day in a short line of the article's block or below the headline, where nothing else names one."""
    lines = "*[self::p or self::div or self::span or self::li or self::font]"
    beside = "(//h1)[1]/following::" if root.xpath("//h1") else "//td//"
    for element in root.xpath(f"//article//{lines} | //main//{lines} | {beside}{lines}")[:200]:
        if len(element) > _PIECES or _is_elsewhere(element):
            continue
        for line in broken_lines(element):
            if len(line) < 60 and (day := _published_in(element, line, language)):
                yield Found(value=day, where="line of its own", weight=0.3)
                return
    yield from _datelined(root, language)


def _datelined(root: Element, language: str) -> Iterator[Found]:
    """The day with which an agency's report begins: "ALSUND, May 3, 2021 (Wire) — The ferry …"."""
    for element in root.xpath("//p | //div[not(*)]")[:100]:
        match = _DATELINE.match(line_of(element)[:120])
        day = next((iso for _, iso in days_in(match[1], language)), "") if match else ""
        if day:
            yield Found(value=day, where="dateline", weight=0.3)
            return


def _published_in(element: Element, line: str, language: str) -> str:
    """The first day of the line that is not said to be that of a change; around it may stand "Updated"."""
    end, as_of = 0, ""
    for match, iso in days_in(line, language):
        before = line[end : match.start()] if end else _before(element, match[0])
        if _AS_OF.search(before):
            as_of = as_of or iso
        elif not _CHANGED.search(before):
            return iso
        end = match.end()
    return as_of


def _label(before: str) -> str:
    """The words between the number before and the day: of "Updated 5 May 2021 · Published" the last alone."""
    return re.split(r"\d", before)[-1]


def _before(element: Element, day: str) -> str:
    """The words before the day, those of the element around it included: they may say "Updated"."""
    around = element.getparent()
    line = line_of(around if around is not None else element)
    return line.partition(day)[0][-80:] if day else ""


def _is_elsewhere(element: Element) -> bool:
    near = [element, *list(element.iterancestors())[:6]]
    return any(_ELSEWHERE.search(f"{one.get('class', '')} {one.get('id', '')}") for one in near)
