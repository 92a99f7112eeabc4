"""Conversations that are kept, as HTML: the list of them, and one as a page of its own to save."""

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from assistant.page.conversations import Listed
from assistant.page.html.pieces import button, day, joined, line, link, safe
from assistant.page.texts import Texts
from assistant.page.turns import Turn
from assistant.values import Answer, Citation

FORMS = {"md": "Markdown", "html": "HTML", "json": "JSON"}


def conversations_html(listed: Sequence[Listed], texts: Texts, current: str) -> str:
    """All conversations, each to be opened, saved and deleted. `current` is the id of the one on the page."""
    entries = joined(_entry(one, texts, current=one.id == current) for one in listed)
    page = Markup(
        '<p><a class="button" href="./">{new}</a></p>{entries}'
        '<p class="judgements"><a href="feedback.yaml" download>{judgements}</a></p>'
    )
    empty = Markup('<p class="note">{}</p>').format(texts.no_conversations)
    held = Markup('<ul class="kept">{}</ul>').format(entries) if listed else empty
    return str(page.format(new=texts.new_conversation, entries=held, judgements=texts.judgements))


def _entry(one: Listed, texts: Texts, *, current: bool) -> Markup:
    entry = Markup(
        '<li><a class="title" href="?c={id}"{current}>{title}</a><p class="where">{when} · {turns}</p>'
        '<div class="tools">{forms}{delete}</div></li>'
    )
    what = texts.delete_what.format(title=safe(one.title))
    turns = texts.one_question if one.turns == 1 else texts.questions.format(n=one.turns)
    forms = joined(
        Markup('<a href="conversations/{}.{}" download aria-label="{}">{}</a>').format(
            quote(one.id), ending, f"{texts.export.format(form=form)}: {safe(one.title)}", form
        )
        for ending, form in FORMS.items()
    )
    return entry.format(
        id=quote(one.id),
        current=Markup(' aria-current="page"') if current else "",
        title=safe(one.title),
        when=texts.day(one.updated),
        turns=turns,
        forms=forms,
        delete=button("delete", texts.delete, conversation=one.id, what=what),
    )


def exported_html(turns: Sequence[Turn], texts: Texts) -> str:
    """A conversation as a page that stands alone: no script, nothing loaded, only links to the articles."""
    page = Markup(
        '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        "<meta http-equiv=\"content-security-policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        "<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}}"
        "blockquote{{margin:.2rem 0;padding-left:.8rem;border-left:3px solid #bbb}}li{{margin:.6rem 0}}</style></head>"
        "<body><h1>{title}</h1>{turns}</body></html>"
    )
    return str(
        page.format(
            language=texts.language, title=texts.exported, turns=joined(_exported(turn, texts) for turn in turns)
        )
    )


def _exported(turn: Turn, texts: Texts) -> Markup:
    section = Markup("<section><h2>{}</h2>{}</section>")
    if turn.answer is None:
        failed = texts.why_not(turn)
        return section.format(safe(turn.question), Markup("<p>{}</p>").format(safe(failed)))
    return section.format(safe(turn.question), _answer(turn.answer, texts))


def _answer(answer: Answer, texts: Texts) -> Markup:
    sign, name, meaning = texts.status[answer.status]
    page = Markup("<p><em>{sign} {name}. {meaning}</em></p>{text}{citations}")
    paragraphs = joined(Markup("<p>{}</p>").format(safe(part)) for part in answer.text.splitlines() if part.strip())
    cited = answer.refusal.nearest if answer.refusal else answer.citations
    items = joined(_citation(citation, texts) for citation in cited)
    citations = Markup("<ol>{}</ol>").format(items) if cited else ""
    return page.format(sign=sign, name=name, meaning=meaning, text=paragraphs, citations=citations)


def _citation(citation: Citation, texts: Texts) -> Markup:
    item = Markup('<li value="{}">{}<blockquote>{}</blockquote>{} {}</li>')
    where = line(citation.title or texts.untitled, citation.outlet, day(citation.published, texts))
    who = line(citation.speaker, texts.kind[citation.kind])
    return item.format(citation.n, who, safe(citation.text), where, link(citation.url, texts.original))
