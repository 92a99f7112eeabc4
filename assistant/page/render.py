"""Everything of the page that is HTML is made here, and nothing else of the project makes any.

`Markup.format` and `Markup.join` escape whatever is not Markup itself, so what articles, models and readers wrote can
only ever be text. What comes from an article stands in `<bdi>` where it shares a line with words of ours, so that no
mark in it turns their direction. An address becomes a link only where it is http or https.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime
from hashlib import blake2b
from urllib.parse import urlsplit

from markupsafe import Markup

from assistant.citing import written
from assistant.page.turns import Turn
from assistant.refusals import covered
from assistant.values import Answer, Citation, Dropped, Refusal, Sentence
from index.values import Article, Coverage

# Controls, marks that turn the direction of writing, and what UTF-8 cannot hold: one character each, as offsets count.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_EMPTY = Markup("")
_INTRODUCTION = "Answers from articles: every quotation verified, every sentence with its source."
_STATUS = {
    "grounded": ("✓", "Grounded", "Every sentence is supported by its sources."),
    "partial": ("◐", "Partial", "Part of what the model wrote was not supported and is left out."),
    "quotes_only": ("❝", "Quotes only", "These are the articles’ own words, not a model’s."),
    "refused": ("⊘", "No answer in these articles", ""),
}
_KIND = {
    "direct": "quoted word for word",
    "mixed": "quoted in part",
    "indirect": "reported, not quoted",
    "passage": "the article’s own words",
}
_WAITING = {
    "waiting": "Another answer is being written; yours comes next…",
    "searching": "Searching the articles…",
    "reading": "Reading the sources…",
    "writing": "Being written, not checked yet",
    "stopped": "Stopped before anything was checked.",
}


def safe(text: str) -> str:
    """The text, as long as before, without characters that could steer a page."""
    return _UNSAFE.sub("\ufffd", text)


def question_html(turn: Turn) -> str:
    return str(Markup('<h2 class="question">{}</h2>').format(safe(turn.question)))


def turn_html(turn: Turn, number: int) -> str:
    """What is known of an answer: while it comes, provisional; at last, checked. `number` counts turns from 1."""
    if turn.answer is not None:
        body, status = _answer(turn.answer), turn.answer.status
    else:
        body, status = _unfinished(turn), ""
    frame = Markup('<div class="turn" data-turn="{}" data-stage="{}" data-status="{}">{}</div>')
    return str(frame.format(number, turn.stage, status, body))


def article_html(article: Article, start: int, end: int, *, changed: bool = False) -> str:
    """An article with `article.text[start:end]` marked. `changed`: a newer version of it is in the index."""
    before, words, after = (safe(part) for part in (article.text[:start], article.text[start:end], article.text[end:]))
    link = _link(article.url, "Original article")
    kind = Markup('<span class="tag">{}</span>').format(article.kind) if article.kind in {"opinion", "live"} else _EMPTY
    note = "The article has changed since this answer; this is the version that was cited." if changed else ""
    page = Markup(
        '<header><h2>{title}</h2><p class="where">{where} {kind} {link}</p>{note}</header>'
        '<div class="article-text">{before}<mark id="cited" tabindex="-1">{words}</mark>{after}</div>'
    )
    published = article.published.value if article.published else None
    return str(
        page.format(
            title=safe(article.title) or "(no title)",
            where=_line(article.outlet, _day(published), _byline(article.byline)),
            kind=kind,
            link=link,
            note=_note(note),
            before=before,
            words=words,
            after=after,
        )
    )


def missing_html(message: str) -> str:
    """In the place of an article that cannot be shown."""
    return str(Markup('<header><h2>Not to be shown</h2><p class="note">{}</p></header>').format(safe(message)))


def coverage_html(coverage: Coverage | None, path: str) -> str:
    """The line above the conversation: what can be asked about; without articles, what to do."""
    if coverage is not None and coverage.articles:
        return str(Markup('<p class="coverage">{} {}</p>').format(_INTRODUCTION, covered(coverage)))
    what = "The index in {} holds no articles yet." if coverage else "There is no index in {} yet."
    page = Markup(
        '<div class="empty" role="status"><h2>No articles yet</h2><p>{}</p>'
        "<p>Add articles in a terminal, then reload this page:</p><pre>onrecord index --index {} PATH…</pre>"
        "<p>Or look around in the sample articles:</p><pre>onrecord chat --samples</pre></div>"
    )
    shown = safe(path)
    return str(page.format(Markup(what).format(Markup("<code>{}</code>").format(shown)), shown))


def fingerprint(words: str) -> str:
    """Tells whether an article still holds the cited words where they were."""
    return blake2b(words.encode(errors="replace"), digest_size=8).hexdigest()


def _unfinished(turn: Turn) -> Markup:
    if turn.failure is not None:
        return Markup('<p class="failure" role="alert"><strong>No answer.</strong> {}</p>').format(safe(turn.failure))
    text = Markup('<p class="provisional">{}</p>').format(safe(turn.text)) if turn.text else _EMPTY
    line = Markup('<p class="progress">{}</p>').format(_progress(turn))
    return text + line + _sources("Found in these articles", turn.sources)


def _progress(turn: Turn) -> str:
    if turn.fetched is not None:
        done, total = turn.fetched
        return f"Fetching the language model, once: {done / 1e6:,.0f} of {total / 1e6:,.0f} MB"
    return _WAITING[turn.stage]


def _answer(answer: Answer) -> Markup:
    if answer.refusal is not None:
        parts = _refused(answer, answer.refusal)
    else:
        # Where the answer is the articles' words, its sources need not repeat them.
        sources = _sources("Sources", answer.citations, words=answer.status != "quotes_only")
        coverage = Markup('<p class="coverage">{}</p>').format(covered(answer.coverage)) if answer.coverage else _EMPTY
        parts = (
            _sentences(answer),
            sources,
            _folded("Left out", "not supported", map(_dropped, answer.dropped)),
            _folded("Also read", "not cited", map(_source, answer.consulted)),
            coverage,
        )
    return Markup("").join((_status(answer), *map(_note, answer.notes), *parts))


def _refused(answer: Answer, refusal: Refusal) -> tuple[Markup, ...]:
    """The message says itself what the articles hold."""
    shown = {(citation.article_id, citation.start, citation.end) for citation in refusal.nearest}
    rest = [c for c in answer.consulted if (c.article_id, c.start, c.end) not in shown]
    return (
        Markup('<p class="refusal">{}</p>').format(safe(refusal.message)),
        _sources("The nearest there is", refusal.nearest),
        _folded("Also read", "not cited", map(_source, rest)),
    )


def _status(answer: Answer) -> Markup:
    sign, name, meaning = _STATUS[answer.status]
    if answer.status == "quotes_only" and answer.notes:  # which say it
        meaning = ""
    line = Markup('<p class="status"><span aria-hidden="true">{}</span> <strong>{}</strong> {}</p>')
    return line.format(sign, name, meaning)


def _sentences(answer: Answer) -> Markup:
    """Running text; where code only lists the articles' words, a list."""
    by_number = {citation.n: citation for citation in answer.citations}
    sentences = [_sentence(sentence, by_number) for sentence in answer.sentences]
    if answer.status != "quotes_only":
        return Markup('<p class="answer">{}</p>').format(Markup(" ").join(sentences))
    items = Markup("").join(Markup("<li>{}</li>").format(sentence) for sentence in sentences)
    return Markup('<ul class="answer">{}</ul>').format(items)


def _sentence(sentence: Sentence, by_number: dict[int, Citation]) -> Markup:
    markers = (_marker(by_number[n]) for n in sentence.citations if n in by_number)
    return Markup("{}\N{NO-BREAK SPACE}{}").format(safe(sentence.text), Markup("").join(markers))


def _marker(citation: Citation) -> Markup:
    """The number that opens the article at the cited characters."""
    button = Markup(
        '<button type="button" class="cite" aria-expanded="false" aria-label="Source {n}: {title}" title="{words}"'
        ' data-article="{id}" data-start="{start}" data-end="{end}" data-words="{words_are}">[{n}]</button>'
    )
    return button.format(
        n=citation.n,
        title=safe(citation.title),
        words=_short(citation.text),
        id=safe(citation.article_id),
        start=citation.start,
        end=citation.end,
        words_are=fingerprint(citation.text),
    )


def _sources(title: str, citations: tuple[Citation, ...], *, words: bool = True) -> Markup:
    items = Markup("").join(_source(citation, words=words) for citation in citations)
    return Markup('<h3>{}</h3><ol class="sources">{}</ol>').format(title, items) if citations else _EMPTY


def _source(citation: Citation, *, words: bool = True) -> Markup:
    """One source: its number, whose words these are and how they stand there, and where."""
    who = Markup("<strong><bdi>{}</bdi></strong>, ").format(safe(citation.speaker)) if citation.speaker else _EMPTY
    kind = f"{_KIND[citation.kind]}{_article_kind(citation)}"
    item = Markup('<li>{marker} <span class="who">{who}{kind}</span>{words}<p class="where">{where} {link}</p></li>')
    return item.format(
        marker=_marker(citation),
        who=who,
        kind=kind,
        words=Markup("<blockquote><bdi>{}</bdi></blockquote>").format(_short(citation.text)) if words else _EMPTY,
        where=_line(citation.title or "(no title)", citation.outlet, _day(citation.published)),
        link=_link(citation.url, "Original"),
    )


def _article_kind(citation: Citation) -> str:
    return f", {citation.article_kind}" if citation.article_kind in {"opinion", "live"} else ""


def _dropped(dropped: Dropped) -> Markup:
    return Markup("<li><del>{}</del> <em>{}</em></li>").format(_short(dropped.text), safe(dropped.reason))


def _folded(title: str, what: str, items: Iterable[Markup]) -> Markup:
    """A list that is unfolded on demand; nothing where it is empty."""
    entries = list(items)
    fold = Markup('<details><summary>{} ({}, {})</summary><ul class="sources">{}</ul></details>')
    return fold.format(title, len(entries), what, Markup("").join(entries)) if entries else _EMPTY


def _note(note: str) -> Markup:
    return Markup('<p class="note">{}</p>').format(safe(note)) if note else _EMPTY


def _line(*parts: str | None) -> Markup:
    return Markup(" · ").join(Markup("<bdi>{}</bdi>").format(safe(part)) for part in parts if part)


def _byline(names: tuple[str, ...]) -> str | None:
    return f"by {', '.join(names)}" if names else None


def _day(published: date | datetime | None) -> str:
    return written(published) if published else "undated"


def _short(text: str, most: int = 400) -> str:
    """The text on one line, cut between words where it is long: what it is cut from is one click away."""
    line = " ".join(safe(text).split())
    return line if len(line) <= most else f"{line[:most].rsplit(' ', 1)[0]}…"


def _link(url: str | None, text: str) -> Markup:
    """A link to another site; nothing where the address is none of the web."""
    if url is None or not _is_web(url):
        return _EMPTY
    link = Markup('<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>')
    return link.format(safe(url), text)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
