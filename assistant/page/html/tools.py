"""What a reader can do with a turn: change what it was understood to ask, ask again, copy, judge."""

import json
from urllib.parse import urlencode

from markupsafe import Markup

from assistant.page.feedback import Verdict
from assistant.page.html.pieces import EMPTY, button, joined, safe
from assistant.page.texts import Texts
from assistant.page.turns import Turn, Within
from assistant.values import Slots

_FORMS = (("speaker", "slot_speaker"), ("topic", "slot_topic"), ("period", "slot_period"))


def within_line(within: Within, texts: Texts) -> Markup:
    """What the question was narrowed to, below it."""
    parts = [
        within.speaker,
        *within.outlets,
        texts.within_since.format(day=texts.day(within.since)) if within.since else None,
        texts.within_until.format(day=texts.day(within.until)) if within.until else None,
        None if within.opinion else texts.no_opinion,
    ]
    chips = joined(Markup('<span class="tag"><bdi>{}</bdi></span> ').format(safe(part)) for part in parts if part)
    return Markup('<p class="within">{} {}</p>').format(texts.filters, chips) if chips else EMPTY


def slots_bar(question: str, slots: Slots, texts: Texts) -> Markup:
    """Whose words on what and when, each a chip that opens a form to ask for another, or for one where there is none.

    `question` is the one with these slots.
    """
    values = [(name, getattr(texts, label), getattr(slots, name) or "") for name, label in _FORMS]
    chips = joined(
        _chip(name, label, value, texts) for name, label, value in sorted(values, key=lambda one: not one[2])
    )
    fields = joined(
        Markup('<label>{}<input name="{}" value="{}" maxlength="300" autocomplete="off"></label>').format(
            label.capitalize(), name, safe(value)
        )
        for name, label, value in values
    )
    bar = Markup(
        '<div class="slots"><span class="slots-title">{title}</span> {chips}'
        '<form class="slots-form" data-revises="{revises}" hidden>{fields}'
        '<div class="buttons"><button type="submit" class="small main">{ask}</button>{cancel}</div></form></div>'
    )
    cancel = button("close-slots", texts.cancel)
    revises = json.dumps({"question": safe(question), **{name: safe(value) for name, _, value in values}})
    title = texts.understood if any(value for _, _, value in values) else texts.narrow
    return bar.format(title=title, chips=chips, revises=revises, fields=fields, ask=texts.ask_again, cancel=cancel)


def _chip(name: str, label: str, value: str, texts: Texts) -> Markup:
    chip = Markup(
        '<button type="button" class="{}" data-do="slot" data-slot="{}" aria-expanded="false" aria-label="{}">'
        "<bdi>{}</bdi></button> "
    )
    what = label.capitalize()
    if not value:
        return chip.format("chip add", name, texts.add.format(what=what), f"+ {what}")
    return chip.format("chip", name, safe(texts.change.format(what=what, value=value)), safe(value))


def toolbar(turn: Turn, number: int, texts: Texts, judged: Verdict | None = None) -> Markup:
    """Below a turn that has ended. `judged`: what a reader thought of it before."""
    helpful = Markup(
        '<button type="button" class="small" data-do="judge" data-verdict="helpful" aria-pressed="{}">'
        '<span aria-hidden="true">▲</span> {}</button>'
    )
    wrong = Markup(
        '<button type="button" class="small" data-do="wrong" data-verdict="wrong" aria-pressed="{}"'
        ' aria-expanded="false"><span aria-hidden="true">▼</span> {}</button>'
    )
    judge = helpful.format(_is(judged == "helpful"), texts.helpful) + wrong.format(_is(judged == "wrong"), texts.wrong)
    answered = turn.answer is not None
    bar = Markup(
        '<div class="tools" role="group" aria-label="{label}">{again}{edit}{copy}{link}{judge}'
        '<span class="said" role="status">{said}</span></div>{form}'
    )
    return bar.format(
        label=safe(turn.question)[:80],
        again=button("retry", texts.retry, turn=number),
        edit=button("edit", texts.edit, turn=number),
        copy=button("copy", texts.copy) if answered else EMPTY,
        link=button("link", texts.link, query=_query(turn)),
        judge=judge if answered else EMPTY,
        said=texts.judged if judged else "",
        form=_wrong_form(number, texts) if answered else EMPTY,
    )


def _is(pressed: bool) -> str:
    return "true" if pressed else "false"


def _query(turn: Turn) -> str:
    """The address, after the page's own, that asks this question again."""
    within = turn.within
    pairs = [
        ("q", safe(turn.answer.standalone_question if turn.answer else turn.question)),
        ("since", within.since.isoformat() if within.since else ""),
        ("until", within.until.isoformat() if within.until else ""),
        *(("outlet", safe(outlet)) for outlet in within.outlets),
        ("speaker", safe(within.speaker or "")),
        ("opinion", "" if within.opinion else "off"),
    ]
    return f"?{urlencode([(name, value) for name, value in pairs if value])}"


def _wrong_form(number: int, texts: Texts) -> Markup:
    reasons = joined(
        Markup('<label><input type="radio" name="reason" value="{0}" required> {0}</label>').format(reason)
        for reason in texts.wrong_reasons
    )
    form = Markup(
        '<form class="wrong-form" hidden><fieldset><legend>{title}</legend>{reasons}'
        '<label class="more">{more}<textarea name="more" rows="2" maxlength="1000"></textarea></label></fieldset>'
        '<div class="buttons"><button type="submit" class="small main">{send}</button>{cancel}</div></form>'
    )
    return form.format(
        title=texts.what_is_wrong,
        reasons=reasons,
        more=texts.wrong_more,
        send=texts.send,
        cancel=button("close-wrong", texts.cancel, turn=number),
    )
