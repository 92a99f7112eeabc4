"""Paragraphs of a body that are not the article's words: its headline again, promotions, credits, notes to readers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.readers.page.days import days_in

_KEY = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_SHORT = 260  # characters: no promotion is longer
_HEAD = 8  # lines in which the day and the byline may stand
_LABEL = (
    r"(?:read\ (?:more|next|this)|also\ read|see\ also|related|more|more\ information|must\ read|required\ reading"
    r"|watch|listen|recommended|photos?|video|gallery|our\ standards"
    r"|lesen\ sie\ (?:auch|hier|mehr)|lesen\ sie\ auch|mehr\ (?:zum\ thema|dazu|lesen)|auch\ interessant"
    r"|(?:à\ )?lire\ (?:aussi|également)|à\ lire|voir\ aussi|notre\ sélection"
    r"|lee\ también|leer\ también|lea\ también|le\ puede\ interesar|te\ puede\ interesar|ver\ también|más\ información"
    r"|leggi\ anche|per\ approfondire|leia\ (?:também|mais)|veja\ também|saiba\ mais|lees\ ook|lees\ verder"
    r"|les\ også|læs\ også|läs\ (?:också|mer|även)|czytaj\ (?:też|także|również)|zobacz\ (?:też|także|również)"
    r"|читайте\ также|читать\ также|смотрите\ также)"
)
# Whole lines only: what looks like one of these inside a sentence is a sentence.
_ASIDE = re.compile(
    rf"""
    {_LABEL}(?:\s+(?:on|from|stories|articles|coverage|content))?\s*[:|–—-]\s*\S.{{0,200}}   # Read more: …
    | (?:{_LABEL}|advertisement|sponsored(?:\slink)?|ad|share|comments?|loading|trending|caption|image)[.:…]*
    | (?:article|story)\ continues\ (?:below|after)(?:\ this)?\ (?:ad|advertisement)
    | [\[(]?(?:image|photo|photograph|picture|illustration|video|credit|source)s?(?:\ credits?|\ sources?)?
      \s?(?:via|by|:|courtesy).{{0,150}}                                                   # Photo by …
    | .{{0,100}}\((?:AP|AFP|Reuters|Getty|PA)\ ?(?:Photo|Images)?(?:/[^)]{{0,60}})?\)      # … (AP Photo/…)
    | [\[(]?(?:additional\ )?(?:reporting|writing|editing|compiled|translated)\ by\ .{{0,200}}   # as agencies sign
    | .{{0,80}}(?:Getty\ Images|AFP\ via\ Getty).{{0,60}}
    """,
    re.I | re.X,
)
# What is said to the reader, not of the world. Words of the second kind are news, too: they count where the reader is
# addressed as well, by "you" and "our" or by an order.
_TO_ALL = re.compile(
    r"\b(?:follow us|click here|all rights reserved|independently (?:selected|chosen)"
    r"|contact (?:the )?(?:reporter|author)|(?:may|can) be reached at|read the original article"
    r"|wherever you get your podcasts|support our (?:newsroom|journalism)"
    r"|journalism needs your support|for (?:subscribers|members) only"
    r"|alle rechte vorbehalten|nur für abonnent\w+|tous droits réservés|réservée? aux abonnés"
    r"|todos los derechos reservados|solo para suscriptores|todos os direitos reservados|riproduzione riservata)\b|©",
    re.I,
)
_OFFERED = re.compile(
    r"\b(?:newsletters?|subscri\w+|sign up|our app|inbox|affiliate|(?:earn|receive|get)s? (?:\w+ ){0,2}commission"
    r"|abonn\w+|suscr[ií]b\w+|boletín|infolettre|iscriv\w+|assin(?:e|ar|ante)\w*|inscrev\w+|nieuwsbrief"
    r"|nyhetsbrev\w*|nyhedsbrev\w*)\b",
    re.I,
)
_ADDRESSED = re.compile(
    r"\b(?i:your?|our|unser\w*|dein\w*|notre|nos|votre|vos|nuestr\w+|nostr[oaie]|tu[oa]|noss[oa]s?|jouw|onze|våre?|vores"
    r"|(?:sign up|subscribe) here)\b|\bus\b|^[^\W\d_]+ (?:Sie|vous)\b"  # US is a country
    r"|^(?i:sign up|subscribe|get|download|join|listen|suscríbete|abonnez|iscriviti|assine|inscreva)\b"
)
_SAYING = re.compile(r"[“\"”]|\b(?:said|says|told)\b")
_BEGGING = re.compile(
    r"\b(?:your (?:contribution|support|gift|donation)|supporting (?:our|us|independent)|support (?:our|us|independent)"
    r"|free for (?:all|everyone)|as little as|not everyone can afford|our (?:newsroom|journalism|reporters|readers)"
    r"|readers like you|will you (?:give|help|support|donate)|(?:give|contribute|donate) (?:today|now|once|every month)"
    r"|trusted news|paywalls?|this is why we)\b",
    re.I,
)
_TIME = re.compile(r"\d{1,2}[:.h]\d\d|[^\W\d_]+")
_FEW = 8  # words beside the day or the names in a line that is no sentence
_BESIDE_NAMES = 3
_BIOGRAPHY = 600  # characters; and no more lines from the end than these
_FOOT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of the article whose lines these are."""

    title: str = ""
    byline: tuple[str, ...] = ()
    language: str = ""


def article_lines(lines: Iterable[str], about: About) -> Iterator[str]:
    """The lines that are the article's: its text repeats neither headline nor day and names of its writers."""
    headline = _KEY.sub("", about.title).casefold()
    before = ""
    every = list(lines)
    for number, line in enumerate(every):
        key = _KEY.sub("", line).casefold()
        if not key or key == before or (key == headline and number < _HEAD):
            continue
        at_top, at_foot = number < _HEAD, number >= len(every) - _FOOT
        if _is_aside(line) or (at_top and _is_top(line, about)) or (at_foot and number and _is_of_writer(line, about)):
            continue
        yield line
        before = key


def _is_aside(line: str) -> bool:
    # A story about newsletters quotes somebody on them, a note to the reader does not.
    if _SAYING.search(line):
        return len(line) <= _SHORT and _ASIDE.fullmatch(line) is not None
    if len({match.lower() for match in _BEGGING.findall(line)}) > 1:
        return True
    if len(line) > _SHORT:
        return False
    offered = _OFFERED.search(line) and _ADDRESSED.search(line)
    return bool(offered or _TO_ALL.search(line) or _ASIDE.fullmatch(line))


def _is_top(line: str, about: About) -> bool:
    """A day, or the names of those who wrote it, with few words beside them."""
    if len(line) > _SHORT or (line.endswith((".", "?", "!", "”", '"')) and not line[-3:-1].isdigit()):
        return _is_signature(line, about)
    rest = line
    for match, _ in list(days_in(line, about.language)):
        rest = rest.replace(match[0], " ")
    return (rest != line and len(_TIME.findall(rest)) <= _FEW) or _is_signature(line, about)


def _is_signature(line: str, about: About) -> bool:
    rest = line
    for name in about.byline:
        rest = re.sub(rf"\b{re.escape(name)}\b", " ", rest, flags=re.I)
    return rest != line and len(_WORD.findall(rest)) <= _BESIDE_NAMES


def _is_of_writer(line: str, about: About) -> bool:
    """Who wrote it, below it: "Ann Lee covers the islands for the Post."."""
    started = any(" " in name and line.casefold().startswith(name.casefold()) for name in about.byline)
    return (started and len(line) < _BIOGRAPHY) or _is_signature(line, about)
