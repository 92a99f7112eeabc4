"""Paragraphs of a body that are not the article's words: its headline again, promotions, credits, notes to readers."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.agencies import names_agency
from index.readers.days import beside_day, is_beside, only_labels
from index.readers.locale import ANYWHERE, Locale

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
    | this\ (?:article|story|report)\ (?:was\ )?(?:originally|first)\ (?:published|appeared)
      \ (?:by|in|on|at)\ [^,.]{{2,60}}\.?
    | \W*\d{{1,2}}[\s-]?min(?:ute)?[ns]?\.?(?:\s+(?:read|lesezeit|de\ lect\w+|di\ lettura|de\ leitura|leestijd))?
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
# An appeal for money: two of these where the reader is addressed. Each is one kind, however it is spelt.
_BEGGING = (
    r"your (?:contribution|support|gift|donation)s?",
    r"support(?:ing)? (?:our|us|independent)",
    r"free for (?:all|everyone)",
    r"as little as",
    r"not everyone can afford",
    r"our (?:newsroom|journalism|reporters|readers)|readers like you",
    r"will you (?:give|help|support|donate)",
    r"(?:give|contribute|donate) (?:today|now|once)",
    r"(?:give|contribute|donate) every month",
    r"trusted news",
    r"paywalls?",
    r"this is why we",
)
_KINDS = tuple(re.compile(rf"\b(?:{kind})\b", re.I) for kind in _BEGGING)
_ASKED = re.compile(
    r"\b(?i:your?|our(?! (?:newsroom|journalism|reporters|readers)\b))\b|\bus\b"
    r"|^(?i:support|give|donate|contribute|help)\b"
)
_APPEAL = 700  # characters
_ORGANISATION = re.compile(
    r"\b(?:\w*organi[sz]a\w+|association|authority|bank|board|cent(?:er|re)|church|college|commission|committee|company|council"
    r"|department|federation|forum|foundation|fund|government|group|hospital|institut\w*|international|ministry|nations|office"
    r"|parliament|party|police|program(?:me)?|project|school|service|society|trust|union|university|watch"
    r"|\w*minist(?:ère|erio|ero|erium)|\w*universi(?:tät|té|dad|dade|tà|teit)|\w*verband|stiftung|frontières)\b",
    re.I,
)
# What is said below an article of somebody who signed above it.
_OF_WRITER = re.compile(
    r"(?:,[^.]{1,120},)?\s+(?:(?:also|currently|formerly)\s+)?(?:is|covers|writes|reports|edits|teaches|works|lives|hosts"
    r"|joined|(?:has|have) (?:covered|written|reported|edited|been)|are)\b"
)
_REACH = re.compile(r"(?:you can )?(?:contact|reach|e-?mail|follow|write to)\s+", re.I)
_SIGNING = frozenset("by from for of the source posted published on and".split())
_JOINING = frozenset("by and par et von und por y di e av og och door en af à".split())
_BESIDE_NAMES = 3  # words
_SIGNERS = 20  # names: no article has more, and each is looked for
_BIOGRAPHY = 600  # characters; and no more lines from the end than these
_FOOT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of the article whose lines these are."""

    title: str = ""
    byline: tuple[str, ...] = ()
    locale: Locale = ANYWHERE


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
    if len(line) <= _APPEAL and _ASKED.search(line) and sum(kind.search(line) is not None for kind in _KINDS) > 1:
        return True
    if len(line) > _SHORT:
        return False
    offered = _OFFERED.search(line) and _ADDRESSED.search(line)
    return bool(offered or _TO_ALL.search(line) or _ASIDE.fullmatch(line))


def _is_top(line: str, about: About) -> bool:
    """A day, or the names of those who wrote it: more words make an entry of a timeline, or a sentence."""
    if len(line) > _SHORT:
        return False
    rest = beside_day(line, about.locale)
    return rest == "" or only_labels(line) or _is_signature(line if rest is None else rest, about)


def _is_signature(line: str, about: About) -> bool:
    """The names with few words beside them; with none, where an organisation's news would begin in the same way."""
    if len(line) > _SHORT:
        return False
    rest, organised = line, False
    for name in about.byline[:_SIGNERS]:
        without = re.sub(rf"\b(?i:{re.escape(name)})(?![a-zß-ÿ\d_])", " ", rest)
        organised = organised or (without != rest and _is_organisation(name))
        rest = without
    words = _WORD.findall(rest)
    others = [word for word in words if word.lower() not in _JOINING and not is_beside(word)]
    few = _SIGNING.issuperset(map(str.lower, words)) if organised else len(others) <= _BESIDE_NAMES
    return rest != line and few


def _is_of_writer(line: str, about: About) -> bool:
    """Who wrote it, below it: "Ann Lee covers the islands for the Post."."""
    if len(line) >= _BIOGRAPHY:
        return False
    people = [name for name in about.byline[:_SIGNERS] if " " in name and not _is_organisation(name)]
    asked = _REACH.match(line)
    if asked and len(line) <= _SHORT and line[asked.end() :].casefold().startswith(tuple(map(str.casefold, people))):
        return True
    return any(_tells_of(name, line) for name in people) or _is_signature(line, about)


def _tells_of(name: str, line: str) -> bool:
    """Some pages write the name above, as a link, and begin again with its last word: "Ann Lee Lee covers …"."""
    if not line.casefold().startswith(name.casefold()):
        return False
    rest = line[len(name) :]
    again = re.match(rf"\s+{re.escape(name.split()[-1])}\b", rest, re.I)
    return _OF_WRITER.match(rest[again.end() :] if again else rest) is not None


def _is_organisation(name: str) -> bool:
    return names_agency(name) or _ORGANISATION.search(name) is not None
