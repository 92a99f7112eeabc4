"""Who said what, as HTML: the form, the people most quoted, and a table of dated statements."""

from collections.abc import Sequence

from markupsafe import Markup

from assistant.page.html.pieces import EMPTY, button, day, joined, link, opens, safe, short
from assistant.page.ledger import Found, Statement
from assistant.page.texts import Texts
from index.values import Speaker


def said_form_html(outlets: Sequence[str], texts: Texts) -> str:
    options = joined(Markup('<option value="{0}">{0}</option>').format(safe(outlet)) for outlet in outlets)
    page = Markup(
        '<h2>{title}</h2><form id="said-form"><div class="row">'
        '<label>{who}<input name="speaker" required maxlength="300" placeholder="{who_hint}" list="speakers"'
        ' autocomplete="off" class="speaker-search"></label>'
        '<label>{about}<input name="about" maxlength="300" placeholder="{about_hint}" autocomplete="off"></label></div>'
        '<div class="row"><label>{since}<input type="date" name="since"></label>'
        '<label>{until}<input type="date" name="until"></label>'
        '<label>{outlet}<select name="outlet"><option value="">{any}</option>{options}</select></label>'
        '<button type="submit" class="main">{show}</button></div></form><datalist id="speakers"></datalist>'
    )
    return str(
        page.format(
            title=texts.said_view,
            who=texts.who,
            who_hint=texts.who_hint,
            about=texts.about,
            about_hint=texts.about_hint,
            since=texts.since,
            until=texts.until,
            outlet=texts.outlet,
            any=texts.any_outlet,
            options=options,
            show=texts.show,
        )
    )


def people_html(title: str, people: Sequence[Speaker | str], texts: Texts) -> str:
    """People to choose from, with how many statements there are of each."""
    if not people:
        return ""
    items = joined(_person(person, texts) for person in people)
    return str(Markup('<div class="people"><h3>{}</h3><ul>{}</ul></div>').format(title, items))


def _person(person: Speaker | str, texts: Texts) -> Markup:
    name = person if isinstance(person, str) else person.name
    count = "" if isinstance(person, str) else texts.number(person.statements)
    chip = Markup(
        '<li><button type="button" class="chip" data-do="person" data-name="{0}"><bdi>{0}</bdi> {1}</button></li>'
    )
    return chip.format(safe(name), Markup('<span class="count">{}</span>').format(count) if count else EMPTY)


def found_html(found: Found, texts: Texts) -> str:
    """What stands above the picture: how many statements, and the way to a question about them."""
    if not found.statements:
        line = Markup('<p class="note" role="status">{}</p>').format(
            texts.no_statements.format(speaker=safe(found.speaker))
        )
        return str(line) + people_html(texts.did_you_mean, found.close, texts)
    how_many = texts.statement if found.total == 1 else texts.statements
    title = how_many.format(n=texts.number(found.total), speaker=safe(found.speaker))
    topic = texts.statements_about.format(topic=safe(found.about)) if found.about else ""
    cut = texts.statements_cut.format(shown=len(found.statements)) if found.total > len(found.statements) else ""
    undated = sum(statement.published is None for statement in found.statements)
    page = Markup('<div class="found"><div role="status"><h3>{}{}</h3></div>{}<p class="note">{} {} {}</p></div>')
    return str(
        page.format(
            title,
            topic,
            button("ask-about", texts.ask_about, question=safe(found.question)),
            cut,
            texts.timeline_alt if undated < len(found.statements) else "",
            texts.undated_statements.format(n=undated) if undated else "",
        )
    )


def statements_html(statements: Sequence[Statement], texts: Texts) -> str:
    if not statements:
        return ""
    rows = joined(_row(statement, texts) for statement in statements)
    table = Markup(
        '<table class="statements"><caption class="unseen">{caption}</caption><thead><tr><th scope="col">{day}</th>'
        '<th scope="col">{words}</th><th scope="col">{kind}</th><th scope="col">{outlet}</th></tr></thead>'
        "<tbody>{rows}</tbody></table>"
    )
    return str(
        table.format(
            caption=texts.said_view,
            day=texts.col_day,
            words=texts.col_words,
            kind=texts.col_kind,
            outlet=texts.col_outlet,
            rows=rows,
        )
    )


def _row(statement: Statement, texts: Texts) -> Markup:
    quote = statement.quote
    row = Markup(
        '<tr data-kind="{kind_is}"><td class="when">{when}</td>'
        '<td><strong><bdi>{speaker}</bdi></strong> {cue}<blockquote lang="en"><bdi>{words}</bdi></blockquote></td>'
        '<td>{kind}</td><td><button type="button" class="cite" aria-expanded="false" aria-label="{label}" {place}'
        ' data-who="{who}" data-quote="{words}" data-where="{where}" data-from="{where}">{title}</button>'
        '<span class="where"><bdi>{outlet}</bdi> {link}</span>{ask}</td></tr>'
    )
    title = safe(statement.title) or texts.untitled
    return row.format(
        kind_is=quote.kind,
        when=day(statement.published, texts),
        speaker=safe(quote.speaker or ""),
        cue=safe(quote.cue or ""),
        words=short(quote.text, 600),
        kind=texts.quoted[quote.kind],
        label=texts.open_at.format(title=title),
        place=opens(quote.article_id, quote.start, quote.end, quote.text),
        who=safe(" · ".join(part for part in (quote.speaker, texts.quoted[quote.kind]) if part)),
        where=safe(" · ".join(part for part in (statement.outlet, day(statement.published, texts)) if part)),
        title=title,
        outlet=safe(statement.outlet or ""),
        link=link(statement.url, texts.original),
        ask=_ask(statement, texts),
    )


def _ask(statement: Statement, texts: Texts) -> Markup:
    """The way to a question about this statement: what its speaker said, of that day and by that outlet."""
    asked = Markup(
        '<button type="button" class="small" data-do="ask-row" data-question="{question}" data-outlet="{outlet}"'
        ' data-day="{day}" aria-label="{label}">{text}</button>'
    )
    published = statement.published
    which = (statement.quote.speaker, statement.outlet, day(published, texts))
    return asked.format(
        question=safe(statement.question),
        outlet=safe(statement.outlet or ""),
        day=published.isoformat() if published else "",
        label=f"{texts.ask_about}: {safe(', '.join(part for part in which if part))}",
        text=texts.ask_about,
    )
