"""Who wrote a page's article: the names in JSON-LD, meta tags and the visible byline, without roles and outlets."""

import re
from collections.abc import Iterable, Iterator, Sequence

from index.agencies import names_agency
from index.clean import clean_line
from index.readers.days import beside_day
from index.readers.page.found import Found
from index.readers.page.linked import Linked
from index.readers.page.meta import Meta
from index.readers.page.places import Places
from index.readers.page.tree import Element, broken_lines, line_of

_META = "author authors parsely-author sailthru.author byl dc.creator dcterms.creator article:author".split()
_BYLINE = (
    '//*[@rel="author" or @itemprop="author" or contains(@class, "byline") or contains(@class, "author")'
    ' or contains(@class, "Byline") or contains(@class, "Author") or contains(@data-testid, "byline")'
    ' or contains(@data-component, "byline") or contains(@class, "autor") or contains(@class, "auteur")]'
)
_ELSEWHERE = re.compile(
    r"comments?(?![a-z])|footer|sidebar|related|recirc|recommend|trending|bio(?![a-z])|avatar|teaser|(?<!v)card|more-from"
    r"|latest|promo|image|photo",
    re.I,
)
_BY = re.compile(
    r"^(?:(?:story|words|written|posted|published|review(?:ed)?|report(?:ed)?|article|text|opinion|analysis|column|comment"
    r"|feature|interview|essay|news|exclusive)\s+)?by[:\s]\s*"
    # "Author: …" in the languages of the list below, and others
    r"|^(?:authors?|autor(?:e|en|es|a|as|i|ka)?|auteurs?|автор|text[eo]?|testo|tekst|words|reporter|journalist[ea]?|skribent"
    r"|szerző|írta|kirjoittaja)\s*:\s*",
    re.I,
)
_SIGNED = re.compile(r"(?:^|\b(?:[Pp]osted|[Ww]ritten|[Pp]ublished|[Ss]ubmitted)\b.*)\b[Bb]y:?\s+([A-Z].*)")
_NOT_A_NAME = re.compile(r"https?:|www\.|@\w+\.|\d|^@|\.(?:com|co|org|net)\b", re.I)
# What follows a name in a byline: where the name ends.
_AFTER = re.compile(
    r"\s+(?:[|•·–—]|-)\s*.*|\s*\(.*|\s+(?:for|of|at|in|on|from|is|and others)\s.*|\s*[|•·].*|\s+@\S.*"
    r"|\s+(?:published|updated|posted|last|senior|staff|contributing|chief|deputy|associate|managing)\b.*",
    re.I,
)
_BETWEEN = re.compile(r"\s*(?:/|,(?!\s*(?:Jr|Sr|I+|Ph\.?D|M\.?D|MD|PhD)\b)|;|&|\band\b|\bwith\b|\n)\s*", re.I)
_ROLE = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|writers?|columnists?|contributors?|producers?|staff|team|newsroom|desk"
    r"|bureau|critics?|analysts?|interns?|journalists?|photographers?|anchors?|hosts?|press|agency|agencies|news|media|network"
    r"|times|post|daily|magazine|tribune|herald|enquirer|courier|gazette|chronicle|examiner|inquirer|telegraph|zeitung"
    r"|administrator|admin|guest|author|sponsored|partnership|partner|promoted|director|officer|chief|inc|editorial"
    r"|guidelines|policy|standards|exclusive|subscribers?|login|redazione|redaktion|rédaction|redacción|redação|redactie"
    r"|redaksjon\w*|redakcja|redakce|редакция|journalistes?|correspondante?|envoyée? spéciale?|periodista|corresponsal"
    r"|redactora?|redattrice|redattore|giornalista|inviat[oa]|korrespondent(?:in)?|redakteur(?:in)?|reporterin|jornalista|repórter|verslaggever)\b"
    r"|^the\s",
    re.I,
)
# How other languages say "by" and "and" in a byline.
_WORDS = {
    "ca": ("[Pp]er", "i"),
    "cs": ("[Aa]utor", "a"),
    "da": ("[Aa]f", "og"),
    "de": ("[Vv]on", "und"),
    "es": ("[Pp]or", "y"),
    "el": ("[Ττ]ου|[Ττ]ης|[Γγ]ράφει (?:ο|η)", "και"),
    "fi": ("[Tt]eksti", "ja"),
    "fr": ("[Pp]ar|[Pp]ropos recueillis par", "et"),
    "hr": ("[Pp]iše|[Aa]utor", "i"),
    "hu": ("[Ss]zerző", "és"),
    "it": ("[Dd]i|[Aa] cura di", "e"),
    "nb": ("[Aa]v", "og"),
    "nl": ("[Dd]oor", "en"),
    "nn": ("[Aa]v", "og"),
    "no": ("[Aa]v", "og"),
    "pl": ("[Aa]utor|[Oo]prac\\.", "i"),
    "pt": ("[Pp]or", "e"),
    "ro": ("[Dd]e", "și"),
    "ru": ("[Аа]втор", "и"),
    "sk": ("[Aa]utor", "a"),
    "sv": ("[Aa]v|[Tt]ext", "och"),
    "tr": ("[Yy]azan", "ve"),
    "uk": ("[Аа]втор", "та"),
}
_NO_WORDS = ("by", "and")
# A name as a line of its own signs with it; a time may follow. Kickers begin with "Por", "Di" and "Von", too.
_PARTICLES = frozenset("de del della der den di da do dos du la le van von zu ten ter el al bin ibn i y e".split())
_NAME_WORD = re.compile(r"(?:[dl]['’])?([^\W\d_])[^\W\d_'’.-]*(?:['’.-][^\W\d_]+)*\.?")
_THEN = re.compile(r"\s*[,|•·–—-]\s*(?=\d)[^!?]*(?:\b(?:19|20)\d\d\b|\d[:.]\d\d).*$")
_IN_PLACE = re.compile(r"\s*,?\s+(?:à|a|en|em|in|aus|da|i)\s+[^\W\d_a-zß-ÿ][\w’'-]+(?:[ -][^\W\d_a-zß-ÿ][\w’'-]+)?$")
_MAILED = re.compile(r"(.{4,60}?)[\s,|<(]+[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)>]?")
_OF_AUTHOR = re.compile(
    r"/(?:authors?|autor(?:e|en|es|a|i)?|auteurs?|by|byline|contributors?|people|profiles?|staff|reporters?"
    r"|journalists?|journalistes?|redakteure?|columnists?|writers?|firmas?)/[^/]+/?$|/@[\w.-]+/?$"
)
_AROUND = 4  # elements around one whose names say what it is
# "Geschrieben von …" and its like; what stands beside a byline in its line; a role behind a name
_WRITTEN = (
    r"(?:[Gg]eschrieben|[Vv]erfasst|[Vv]eröffentlicht|[Éé]crit|[Rr]édigé|[Pp]ublié|[Ee]scrito|[Pp]ublicado|[Ss]critto"
    r"|[Pp]ubblicato|[Gg]eschreven|[Ss]krevet|[Ss]kriven)"
)
_BETWEEN_PARTS = re.compile(r"\s+[·|•]\s+")
_ROLE_BEHIND = re.compile(r",\s+[a-zß-ÿ].*$")
_PIECES = 6  # elements in one that holds a line or few
_LINE = 120  # characters of a line that names those who wrote
_SIGNATURE = 90  # characters of what signs in it
_SHORT = 300  # characters of an element that can be a byline
_NEVER = {"from", "by", "with", "our", "the", "and", "follow", "email", "share", "contact"}


def authors_of(
    root: Element, meta: Meta, linked: Linked, *, places: Places, sites: Sequence[str], language: str = ""
) -> tuple[tuple[str, ...], str]:
    """The names in the order of the byline, and the places that agree on them; none where only the outlet is named."""
    outlets = {name.casefold() for name in sites}
    by, also = _WORDS.get(language.split("-")[0].lower(), _NO_WORDS)
    lists: dict[tuple[str, ...], tuple[float, list[str]]] = {}
    shown: dict[tuple[str, ...], tuple[str, ...]] = {}
    heard: set[str] = set()
    for found, raw in _candidates(root, meta, linked, places, (by, also)):
        if found.where in heard:
            continue
        lines = (_english(part, by, also) for part in raw)
        names = tuple(dict.fromkeys(name for line in lines for name in _names(line, outlets)))
        key = tuple(sorted(map(_key, names)))
        if names:
            heard.add(found.where)
            shown.setdefault(key, names)
            weight, agreeing = lists.get(key, (0.0, []))
            lists[key] = (weight + found.weight, [*agreeing, found.where])
    if not lists:
        return (), ""
    best = max(lists, key=lambda key: lists[key][0])
    return shown[best], ", ".join(lists[best][1])


def _candidates(
    root: Element, meta: Meta, linked: Linked, places: Places, words: tuple[str, str]
) -> Iterator[tuple[Found, Iterable[str]]]:
    by, also = words
    yield Found(value="", where="JSON-LD author", weight=1.5), linked.authors
    for name in _META:
        if name in meta:
            yield Found(value="", where=f"meta {name}", weight=1.0), meta[name]
    shown = [element for element in root.xpath(_BYLINE)[:60] if not _is_elsewhere(element, places)]
    yield from _shown(sorted(shown, key=lambda one: not places.is_below_headline(one)))
    for where, names in (("link to author", _linked(root, places)), ("address", _in_address(root, places, also))):
        if names:
            yield Found(value="", where=where, weight=0.4), names
    for line in _signed(root, by, also):
        yield Found(value="", where="by", weight=0.4), [line]


def _shown(elements: Sequence[Element]) -> Iterator[tuple[Found, Iterable[str]]]:
    for where, name in (("rel author", "rel"), ("itemprop author", "itemprop")):
        if chosen := [line_of(element) for element in elements if element.get(name) == "author"]:
            yield Found(value="", where=where, weight=0.7), chosen[:4]
    for element in elements:
        # Each of several may have an element of its own.
        beside = [one for one in elements if one.getparent() is element.getparent() and one.attrib == element.attrib]
        lines = [_apart(one, line) for one in beside if 3 < len(line := line_of(one)) < _LINE]
        yield Found(value="", where="byline", weight=0.8), lines
    # A name may stand in an element of its own, with nothing between it and the role.
    short = (element for element in elements if len(line_of(element)) < _SHORT)
    for piece in (piece for element in short for piece in element.itertext() if 1 < len(piece.split()) < 6):
        yield Found(value="", where="byline", weight=0.8), [piece]


def _apart(element: Element, line: str) -> str:
    """The line, parted behind each link that is a name from the next, or from the role: "Ann Lee Arts reporter"."""
    names = [name for link in element.iter("a") if _is_whole((name := line_of(link)).split())]
    for name in names:
        head, _, rest = line.partition(f"{name} ")
        if rest[:1].isupper():
            line = f"{head}{name}{', ' if rest.startswith(tuple(names)) else ' | '}{rest}"
    return line


def _linked(root: Element, places: Places) -> list[str]:
    """The names that lead to pages of authors, side by side below the headline: further ones are other articles'."""
    below = root.xpath("(//h1)[1]/following::a[@href][position() <= 60]")
    found = [one for one in below if _OF_AUTHOR.search(one.get("href", "")) and not _is_elsewhere(one, places)]
    beside = [one for one in found if one.getparent() is found[0].getparent()]
    return [line for one in beside if _is_whole((line := line_of(one)).split())]


def _in_address(root: Element, places: Places, also: str) -> list[str]:
    """HTML's own element for who wrote what is around it, or stands below."""
    found = [one for one in root.xpath("//address") if places.is_below_headline(one)] or root.xpath(
        "//article//address"
    )
    lines = [_AFTER.sub("", _BY.sub("", line_of(one))) for one in found[:1] if not _is_elsewhere(one, places)]
    return [re.sub(rf"\s{also}\s", ", ", line) for line in lines if _are_names(line, also)]


def _is_elsewhere(element: Element, places: Places) -> bool:
    return places.is_within(element, _ELSEWHERE, _AROUND)


def _signed(root: Element, by: str, also: str) -> Iterator[str]:
    """The first short lines after the headline, or beside it, that begin with "by" or end with "posted by …"."""
    other = re.compile(rf"(?:{_WRITTEN}\s+)?(?:{by}):?\s+(.*)")
    blocks = "*[self::p or self::div or self::span or self::small or self::li or self::dd or self::i or self::em]"
    start = "(//h1)[1]/following::" if root.xpath("//h1") else "//body//"
    for element in root.xpath(f"(//h1)[1]/.. | {start}{blocks}")[:60]:
        heading = next((line_of(one) for one in element.iterchildren("h1")), "")
        for whole in broken_lines(element) if len(element) < _PIECES else ():
            line = _without_mail(whole.removeprefix(heading).strip())
            if by != "by" and (own := _signed_otherwise(line, other, also)):
                yield own
            elif len(line) >= _SIGNATURE or (match := _SIGNED.search(line)) is None:
                continue
            elif match.start(1) > len("by: ") or _begins_with_name(match[1]):
                yield match[1]


def _signed_otherwise(line: str, by: re.Pattern[str], also: str) -> str:
    """The names behind another language's "by": nothing but names, without a time, a place or a role behind them."""
    parts = _BETWEEN_PARTS.split(line) if len(line) < _LINE else ()
    found = (match for part in parts if len(part) < _SIGNATURE and (match := by.fullmatch(part)))
    names = (_ROLE_BEHIND.sub("", _without_end(match[1])) for match in found)
    return next((name for name in names if _are_names(name, also)), "")


def _without_mail(line: str) -> str:
    """A name beside which the address of its mail stands is signed with it."""
    match = _MAILED.fullmatch(line)
    return f"By {match[1]}" if match and _is_whole(match[1].split()) else line


def _without_end(names: str) -> str:
    """Without the time and the place that follow them."""
    return _IN_PLACE.sub("", _THEN.sub("", names))


def _begins_with_name(line: str) -> bool:
    """Two words or more, or one alone or beside a day; not so "By Monday, all boats will be back"."""
    name = _AFTER.sub("", _BETWEEN.split(line)[0])
    rest = beside_day(line)
    alone = " " not in (line if rest is None else rest).strip()
    return alone or names_agency(name) or _is_whole(name.replace(",", " ").split())


def _are_names(line: str, also: str) -> bool:
    """Whether there is nothing but names of two to four words, each with a capital but for particles inside."""
    return all(_is_whole(part.split()) for part in re.split(rf"\s*,\s*|\s+(?:{also}|&)\s+", line))


def _is_whole(words: Sequence[str]) -> bool:
    inner = [word for word in words[1:-1] if word not in _PARTICLES]
    name = [*words[:1], *inner, *words[1:][-1:]]
    return 2 <= len(name) <= 4 and all((m := _NAME_WORD.fullmatch(word)) and m[1].isupper() for word in name)


def _english(line: str, by: str, also: str) -> str:
    """A byline of the page's language as an English one: names are whole ones, so that no part of one is taken."""
    if by == "by":
        return line
    line = re.sub(rf"^(?:{by}):?\s+(?=\S+\s+\S)", "", clean_line(line), flags=re.I)
    return re.sub(rf"(?<=\w\s)(\S+)\s+{also}\s+(?=[^\W\d_]+\s+[^\W\d_])", r"\1, ", line)


def _names(raw: str, outlets: set[str]) -> Iterator[str]:
    """The people of "By Ann Lee, political editor, and Bo Orr for The Post"."""
    line = _BY.sub("", clean_line(raw)).strip(" ,;|-–—•·")
    for number, part in enumerate(_BETWEEN.split(line)):
        whole = _BY.sub("", part)
        name = _without_outlet(_once(_AFTER.sub("", whole).strip(" ,;|-–—•·")), outlets)
        # Of "Ann Lee, Post Staff Writer" the second part is no name, though the role is cut off.
        if _is_name(name, outlets) and not (number and name != whole.strip() and " " not in name):
            yield name


def _once(name: str) -> str:
    """Some pages write a name twice, for the eye and for the ear."""
    words = name.split()
    half = len(words) // 2
    return " ".join(words[:half]) if half > 1 and words[:half] == words[half:] else name


def _without_outlet(name: str, outlets: set[str]) -> str:
    """Of "Ann Lee Post" the person, of "ABC Arts" nothing."""
    *first, last = name.split() or [""]
    if first and first[0].isupper() and not last.isupper() and first[0].casefold() in outlets:
        return ""
    return " ".join(first) if len(first) > 1 and last.casefold() in outlets else name


def _is_name(name: str, outlets: set[str]) -> bool:
    if name.casefold() in outlets | _NEVER or _NOT_A_NAME.search(name):
        return False
    if names_agency(name):
        return True
    begun = name[:1].isalpha() and (not name[:1].islower() or name.split()[0].casefold() in _PARTICLES)
    shaped = 2 < len(name) < 60 and len(name.split()) <= 5 and begun and not name.islower()
    return shaped and not _ROLE.search(name)


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()
