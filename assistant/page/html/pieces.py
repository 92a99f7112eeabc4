"""What all HTML of the page is put together from."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import blake2b
from urllib.parse import urlsplit

from markupsafe import Markup

from assistant.page.texts import Texts
from assistant.values import Citation

# Controls, marks that turn the direction of writing, and what UTF-8 cannot hold: one character each, as offsets count.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
EMPTY = Markup("")


def safe(text: str) -> str:
    """The text, as long as before, without characters that could steer a page."""
    return _UNSAFE.sub("\ufffd", text)


def short(text: str, most: int = 400) -> str:
    """The text on one line, cut between words where it is long: what it is cut from is one click away."""
    line = " ".join(safe(text).split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"


def joined(pieces: Iterable[Markup]) -> Markup:
    return EMPTY.join(pieces)


def line(*parts: str | None) -> Markup:
    """The parts that there are, side by side."""
    return Markup(" · ").join(Markup("<bdi>{}</bdi>").format(safe(part)) for part in parts if part)


def day(published: date | datetime | None, texts: Texts) -> str:
    return texts.day(published) if published else texts.undated


def link(url: str | None, text: str) -> Markup:
    """A link to another site; nothing where the address is none of the web."""
    if url is None or not _is_web(url):
        return EMPTY
    anchor = Markup('<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>')
    return anchor.format(safe(url), text)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def note(text: str) -> Markup:
    return Markup('<p class="note">{}</p>').format(safe(text)) if text else EMPTY


def of_code(sentence: str, texts: Texts) -> Markup:
    """A sentence that code words in English, in the page's language, else marked as English."""
    known = texts.of_code(sentence)
    return Markup("{}").format(safe(known)) if known else Markup('<span lang="en">{}</span>').format(safe(sentence))


def button(name: str, text: str, **data: str | int) -> Markup:
    """A button that the page's script acts on, by its name."""
    attributes = joined(Markup(' data-{}="{}"').format(key, value) for key, value in data.items())
    return Markup('<button type="button" class="small" data-do="{}"{}>{}</button>').format(name, attributes, text)


def fingerprint(words: str) -> str:
    """Tells whether an article still holds the cited words where they were."""
    return blake2b(words.encode(errors="replace"), digest_size=8).hexdigest()


def opens(article_id: str, start: int, end: int, words: str) -> Markup:
    """The attributes of a marker that opens an article at these words."""
    place = Markup('data-article="{}" data-start="{}" data-end="{}" data-words="{}"')
    return place.format(safe(article_id), start, end, fingerprint(words))


def marker(citation: Citation, texts: Texts, *, retracted: bool = False) -> Markup:
    """The number that opens the article at the cited characters; its attributes hold the preview.

    `retracted`: the article was, which the marker shows.
    """
    tag = Markup(
        '<button type="button" class="cite{gone}" aria-expanded="false" aria-label="{label}" {place}'
        ' data-who="{who}" data-quote="{quote}" data-where="{where}" data-from="{source}">[{n}{sign}]</button>'
    )
    what, _ = texts.noted["retraction"]
    label = texts.source.format(n=citation.n, title=safe(citation.title))
    who = [citation.speaker, texts.kind[citation.kind], texts.article_kind.get(citation.article_kind)]
    where = [what if retracted else None, citation.title or texts.untitled, citation.outlet]
    where.append(day(citation.published, texts))
    source = (citation.outlet or citation.title or texts.untitled, day(citation.published, texts))
    return tag.format(
        n=citation.n,
        gone=" gone" if retracted else "",
        sign="⚠" if retracted else "",
        label=f"{label} ({what})" if retracted else label,
        place=opens(citation.article_id, citation.start, citation.end, citation.text),
        who=safe(" · ".join(part for part in who if part)),
        quote=short(citation.text, 280),
        where=safe(" · ".join(part for part in where if part)),
        source=safe(" · ".join(source)),
    )
