"""The page around the conversation, as HTML: its head, filters, suggestions, and what stands there without articles."""

from collections.abc import Sequence

from markupsafe import Markup

from assistant.page.html.pieces import EMPTY, button, joined, safe
from assistant.page.html.turn import holds
from assistant.page.texts import Texts
from index.values import Coverage

MOST_MB = 100
"""The largest file that the page takes, in MB."""


def masthead_html(texts: Texts) -> str:
    page = Markup(
        '<div class="masthead"><a class="brand" href="./"><h1>OnRecord</h1></a>'
        '<nav aria-label="{views}"><a href="./" data-view="ask" aria-current="page">{ask}</a>'
        '<a href="?view=said" data-view="said">{said}</a></nav>'
        '<div class="menu"><a class="button small" href="./">{new}</a>{conversations}{add}'
        '<button type="button" class="small" data-do="language" data-language="{other}" lang="{other}">{in_other}'
        "</button></div></div>"
    )
    return str(
        page.format(
            views=texts.views,
            ask=texts.ask_view,
            said=texts.said_view,
            new=_with_brief(texts.new_conversation, texts),
            conversations=button("conversations", texts.conversations),
            add=button("add", _with_brief(texts.add_articles, texts)),
            other=texts.other_language,
            in_other=texts.in_other_language,
        )
    )


def _with_brief(text: str, texts: Texts) -> Markup:
    """The words of a button, of which one alone is seen where there is little room; all of them are its name."""
    word = next(word for word in texts.brief if word in text)
    before, _, after = text.partition(word)
    parts = (("more", before), ("brief", word), ("more", after))
    return joined(Markup('<span class="{}">{}</span>').format(name, part) for name, part in parts if part)


def coverage_html(coverage: Coverage | None, path: str, texts: Texts) -> str:
    """The line above the conversation: what can be asked about; without articles, that, and how to bring some."""
    if coverage is not None and coverage.articles:
        added = coverage.newest_retrieved
        fresh = texts.added.format(day=texts.day(added)) if added else ""
        page = Markup('<p class="coverage">{} <span>{} {}</span></p>')
        return str(page.format(texts.introduction, holds(coverage, texts), fresh))
    what = texts.empty_index if coverage else texts.no_index
    page = Markup('<div class="empty"><h2>{}</h2><p>{}</p>{}</div>')
    where = Markup(what).format(path=Markup("<code>{}</code>").format(safe(path)))
    return str(page.format(texts.empty, where, Markup(adding_html(texts))))


def adding_html(texts: Texts) -> str:
    """The form that takes files, with room for what becomes of each."""
    form = Markup(
        '<div class="adding" data-most="{most}" data-too-large="{too_large}" data-sending="{sending}"'
        ' data-failed="{failed}" data-busy="{busy}" data-begin="{begin}">'
        '<label class="drop"><span>{bring}</span><input type="file" multiple></label>'
        '<p class="hint">{hint}</p><ul class="files" aria-live="polite"></ul>'
        '<p class="finish" role="status" hidden></p><p>{samples}</p>{load}</div>'
    )
    return str(
        form.format(
            most=MOST_MB * 1_000_000,
            too_large=texts.too_large.format(most=MOST_MB),
            sending=texts.sending,
            failed=texts.file_failed,
            busy=texts.uploads_busy,
            begin=texts.begin,
            bring=texts.bring,
            hint=texts.bring_hint.format(most=MOST_MB),
            samples=texts.or_samples,
            load=button("samples", texts.load_samples),
        )
    )


def filters_html(outlets: Sequence[str], texts: Texts) -> str:
    """What narrows every question, folded away; what is set stands in its first line."""
    boxes = joined(
        Markup('<label><input type="checkbox" name="outlet" value="{0}"> <bdi>{0}</bdi></label>').format(safe(outlet))
        for outlet in outlets
    )
    fieldset = Markup("<fieldset><legend>{}</legend>{}</fieldset>").format(texts.outlets, boxes) if outlets else EMPTY
    page = Markup(
        '<details id="filters" data-none="{none}" data-since="{within_since}" data-until="{within_until}"'
        ' data-no-opinion="{no_opinion}">'
        '<summary>{filters}: <span class="now">{none}</span></summary><form>'
        '<div class="row"><label>{since}<input type="date" name="since"></label>'
        '<label>{until}<input type="date" name="until"></label>'
        '<label>{speaker}<input name="speaker" placeholder="{anybody}" maxlength="300" list="speakers"'
        ' autocomplete="off" class="speaker-search"></label></div>{outlets}'
        '<fieldset><label><input type="checkbox" name="opinion" value="off"> {no_opinion}</label></fieldset>'
        '<button type="reset" class="small">{reset}</button></form></details>'
    )
    return str(
        page.format(
            none=texts.filters_none,
            within_since=texts.within_since,
            within_until=texts.within_until,
            filters=texts.filters,
            since=texts.since,
            until=texts.until,
            speaker=texts.speaker,
            anybody=texts.speaker_hint,
            outlets=fieldset,
            no_opinion=texts.no_opinion,
            reset=texts.reset,
        )
    )


def suggestions_html(questions: Sequence[str], texts: Texts) -> str:
    """Questions to begin with; nothing where there are none."""
    if not questions:
        return ""
    items = joined(
        Markup('<li><button type="button" class="suggestion" data-do="suggest">{}</button></li>').format(safe(question))
        for question in questions
    )
    return str(
        Markup('<div class="suggestions"><h2>{}</h2><ul lang="en">{}</ul></div>').format(texts.suggestions, items)
    )


def texts_html(texts: Texts) -> str:
    """What the page's script says itself, where it finds it."""
    said = {
        "language": texts.language,
        "back": texts.back,
        "no_server": texts.no_server,
        "article": texts.article,
        "close": texts.close,
        "copied": texts.copied,
        "not_copied": texts.not_copied,
        "thanks": texts.thanks,
        "not_kept": texts.not_kept,
        "editing": texts.editing,
        "cancel": texts.cancel,
        "busy": texts.busy,
        "conversations": texts.conversations,
        "add": texts.add_articles,
        "sure": texts.delete_sure,
    }
    attributes = joined(Markup(' data-{}="{}"').format(name.replace("_", "-"), text) for name, text in said.items())
    return str(Markup('<div id="texts"{}></div>').format(attributes))
