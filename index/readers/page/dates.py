"""The day a page was published: JSON-LD, meta tags, `<time>`, the address and the visible line, weighed together.

An article corrected in May that was published in April is of April: days of changes are no candidates. They only say
that a day beside the headline, which nothing there calls a change, is that of this article and not another.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from index.published import read_date
from index.readers.days import day_of_address, days_in, iso_of
from index.readers.locale import Locale
from index.readers.page.found import Found
from index.readers.page.linked import Linked
from index.readers.page.meta import Meta
from index.readers.page.places import BESIDE, NOWHERE, Places
from index.readers.page.shown import (
    CHANGED,
    is_of_change,
    lone_day,
    named_as,
    published_in,
    shown_days,
    words_before,
)
from index.readers.page.tree import Element, line_of
from index.values import Published

_FIRST_DAY = date(1800, 1, 1)
_NO_DAY = date(1970, 1, 1)  # the first that Unix counts: what programs write where they have none
_NO_LETTER = re.compile(r"[^a-z]")
# By their letters alone: `article:published_time` is written with every mark there is.
_META = {
    name: weight
    for weight, names in (
        (
            1.0,
            "articlepublishedtime articlepublished articlepublisheddate articlepublicationdate articlepostdate"
            " ogarticlepublishedtime ogarticlepublished ogpublishedtime ogpublishdate ogdatepublished ogpubdate"
            " datepublished rnewsdatepublished parselypubdate cxenseparserecspublishtime cxenseparsepublishtime"
            " dcdateissued dcissued dctermsissued dctermscreated dcdatecreated dccreated dcdatepublication"
            " shareaholicarticlepublishedtime vrpublishedtime mediatorpublishedtime btpubdate originalpublicationdate",
        ),
        (
            0.9,
            "publishdate publisheddate publishtime publishedtime publishedat published publicationdate pubdate"
            " dateposted firstpublished dcsextarticlefirstpublished citationpublicationdate citationdate sailthrudate"
            " storypublishedtime rbpubdate releasedate twtpublishedat analyticsattributesarticledate",
        ),
        (
            0.7,
            "date dcdate dctermsdate datecreated articlecreated articledateoriginal lastpublished displaydate"
            " contentcreatedate",
        ),
    )
    for name in names.split()
}
_META_CHANGED = frozenset("articlemodifiedtime ogupdatedtime datemodified dctermsmodified lastmodified".split())
_RESTATED = 3.0
_TIMES, _LIKELY = 300, 20  # elements that are looked at, and of them those in the likeliest places
_IN_SCRIPT = re.compile(
    r"""["'](?:date_?published|published_?(?:at|date|time|on)?|pub_?date|publi(?:sh|cation)_?(?:date|time)"""
    r"""|first_?published(?:_?(?:at|date))?|first_?publish_?date)\\?["']\s*:\s*\\?["'](\d{4}-\d\d-\d\d[^"'\\]{0,20})""",
    re.I,
)
_OF_PUBLICATION = re.compile(r"publi|entry-date|posted", re.I)


def published_of(
    root: Element, meta: Meta, linked: Linked, *, url: str | None, places: Places, locale: Locale
) -> Published | None:
    """The day with most weight behind it, and its most exact time; `found_in` names all places that agree."""
    told = list(_told(root, meta, linked, url))
    changes = _changes(root, meta, linked) if "LiveBlogPosting" not in linked.types else ()
    visible = _visible(shown_days(root, places, locale), told, changes, locale)
    candidates = [*told, *_timed(root, places, locale), *visible]
    sources = (candidates, lone_day(root, places, locale), _scripted(root))
    found = (list(_dated(source, locale)) for source in sources)
    dated = next(filter(None, found), None)
    if not dated:
        return None
    best = max(dated, key=lambda one: _support(one[1], dated))[1]
    agreeing = [(found, published) for found, published in dated if _near(published, best)]
    where = ", ".join(dict.fromkeys(found.where for found, _ in agreeing))
    chosen = _exact([published for _, published in agreeing], best, _shown(agreeing))
    return Published(value=chosen.value, precision=chosen.precision, found_in=where)


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


def _visible(
    days: Iterable[tuple[int, str]], told: Iterable[Found], changes: Iterable[Found], locale: Locale
) -> Iterator[Found]:
    """The likeliest day that readers see.

    It outweighs what machines are told where it stands beside the headline, is the day of the last change, and no day
    of publication is shown: the outlet itself dates the article by that.
    """
    shown = ((rank, Found(value=day, where="visible date", weight=0.7)) for rank, day in days)
    seen = [(rank, found, published) for rank, one in shown for found, published in _dated([one], locale)]
    if not seen:
        return
    rank, found, ours = seen[0]
    hidden = [published for _, published in _dated(told, locale)]
    elsewhere = {published.day for _, _, published in seen} & {published.day for published in hidden}
    changed = any(published.day == ours.day for _, published in _dated(changes, locale))
    alone = not elsewhere and not any(_near(published, ours) for published in hidden)
    yield replace(found, weight=_RESTATED) if rank <= BESIDE and changed and alone else found


def _dated(candidates: Iterable[Found], locale: Locale) -> Iterator[tuple[Found, Published]]:
    latest = date.today() + timedelta(days=2)
    for found in candidates:
        for raw in (found.value, *iso_of(found.value, locale)):
            try:
                published = read_date(raw, found_in=found.where)
            except ValueError:
                continue
            if published.known() and published.day != _NO_DAY and _FIRST_DAY <= published.day <= latest:
                yield found, published
                break


def _told(root: Element, meta: Meta, linked: Linked, url: str | None) -> Iterator[Found]:
    """What machines are told."""
    yield Found(value=linked.published, where="JSON-LD datePublished", weight=1.4)
    for name, values in meta.items():
        if weight := _META.get(_NO_LETTER.sub("", name)):
            yield Found(value=values[0], where=f"meta {name}", weight=weight)
    yield from _marked(root)
    if day := day_of_address(url or ""):
        yield Found(value=day, where="address", weight=0.9)


def _changes(root: Element, meta: Meta, linked: Linked) -> Iterator[Found]:
    """Days of the last change, as machines are told."""
    yield Found(value=linked.modified, where="JSON-LD dateModified")
    for name, values in meta.items():
        if _NO_LETTER.sub("", name) in _META_CHANGED:
            yield Found(value=values[0], where=f"meta {name}")
    for element in root.xpath('//*[@itemprop="dateModified"]')[:1]:
        yield Found(value=_value(element), where="itemprop dateModified")


def _marked(root: Element) -> Iterator[Found]:
    """Microdata, and RDFa in its terms."""
    for element in root.xpath('//*[@itemprop="datePublished" or @property="datePublished"]')[:3]:
        yield Found(value=_value(element), where="itemprop datePublished", weight=1.0)


def _timed(root: Element, places: Places, locale: Locale) -> Iterator[Found]:
    """Each `<time>` that says it is the day of publication, and the likeliest of the others."""
    placed = ((places.rank(element), element) for element in root.xpath("//time | //amp-timeago")[:_TIMES])
    ranked = sorted((one for one in placed if one[0] < NOWHERE), key=lambda one: one[0])
    alone = True
    for _, element in ranked[:_LIKELY]:
        line = line_of(element)
        before = words_before(element, line)
        named = f"{named_as(element)} {element.get('itemprop', '')}"
        if is_of_change(named) or CHANGED.search(f"{before} {line.partition(':')[0]}"):
            continue
        value = _as_shown(element, line, locale)
        if element.get("pubdate") is not None or _OF_PUBLICATION.search(f"{named} {line} {before}"):
            yield Found(value=value, where="time", weight=0.9)
        elif alone and value:
            yield Found(value=value, where="time", weight=0.6)
        alone = alone and not value


def _as_shown(element: Element, line: str, locale: Locale) -> str:
    """Its value for machines; where that is the change of "Posted 3 May 2021 | Last updated 9 May 2021", the other."""
    told = Found(value=_value(element), where="time")
    shown = Found(value=published_in(element, line, locale), where="time")
    days = [published for one in (told, shown) for _, published in _dated([one], locale)]
    return shown.value if len(days) > 1 and not _near(*days) else told.value


def _scripted(root: Element) -> Iterator[Found]:
    """What the page's own program is told, where it is told of one day alone: other articles have days of theirs."""
    told = [found[1] for script in root.iter("script") for found in _IN_SCRIPT.finditer(script.text or "")]
    days = {day for raw in told for _, day in days_in(raw)}
    if len({day[:10] for day in days}) == 1:
        yield Found(value=max(days, key=len), where="script", weight=0.2)


def _value(element: Element) -> str:
    return (element.get("content") or element.get("datetime") or line_of(element)).strip()
