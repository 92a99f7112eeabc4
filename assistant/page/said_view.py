"""The half of the page that shows who said what, in Gradio: a form, a picture of the statements, and a table."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

import gradio as gr

from assistant.page.desk import Desk
from assistant.page.html.pieces import short
from assistant.page.html.said import found_html, people_html, said_form_html, statements_html
from assistant.page.languages import texts_of
from assistant.page.ledger import LedgerOrder, Statement, look_up
from assistant.page.texts import Texts
from index.errors import InputError

_MOST_QUOTED = 16
# Readable on light and on dark.
_COLOURS = ("#2563eb", "#d97706", "#71717a")
_KINDS = ("direct", "mixed", "indirect")


class SaidView:
    """Its components, and the one event: the form, sent."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with gr.Column(elem_id="said-view"):
            self._form = gr.HTML(elem_id="said-form-box", apply_default_css=False)
            self._order = gr.Textbox(visible=False)
            self._found = gr.HTML(elem_id="said-found", apply_default_css=False)
            self._picture = gr.ScatterPlot(
                x="day", y="outlet", color="kind", visible=False, elem_id="said-picture", x_title=" ", y_title=" "
            )
            self._table = gr.HTML(elem_id="said-table", apply_default_css=False)
            # Clicked by the page's script, never seen: the form's own button is.
            go = gr.Button("Show", elem_id="said-go", elem_classes="trigger")
        self.components = [self._form, self._found, self._picture, self._table]
        go.click(
            self._look_up,
            [self._order],
            [self._found, self._picture, self._table],
            js="() => [onrecord.ledgerOrder()]",
            show_progress="hidden",
            api_visibility="private",
        )

    def welcome(self, outlets: Sequence[str], texts: Texts) -> dict[Any, Any]:
        """The view before anything is asked for: the form, and whom to ask for."""
        people = self._desk.people[:_MOST_QUOTED]
        return {
            self._form: said_form_html(outlets, texts),
            self._found: people_html(texts.most_quoted, people, texts),
            self._picture: gr.ScatterPlot(visible=False),
            self._table: "",
        }

    def _look_up(self, sent: str, request: gr.Request) -> dict[Any, Any]:
        texts, news = texts_of(request), self._desk.news
        try:
            order = LedgerOrder.read(sent)
            found = look_up(news, order) if news else None
        except InputError as error:
            gr.Warning(str(error))
            return {}
        if found is None:
            return {self._found: texts.no_index_any_more}
        dated = [statement for statement in found.statements if statement.published]
        return {
            self._found: found_html(found, texts),
            self._picture: _picture(dated, texts) if dated else gr.ScatterPlot(visible=False),
            self._table: statements_html(found.statements, texts),
        }


def _picture(dated: Sequence[Statement], texts: Texts) -> Any:
    """A dot a statement: when, by which outlet, and how it is given."""
    outlets = dict.fromkeys(statement.outlet or "–" for statement in dated)
    kinds = [texts.quoted[kind] for kind in _KINDS]
    rows = [[_milliseconds(s), s.outlet or "–", texts.quoted[s.quote.kind], short(s.quote.text, 160)] for s in dated]
    days = sorted(_milliseconds(statement) / 1000 for statement in dated)
    margin = max(86_400 * 3, (days[-1] - days[0]) * 0.03)
    value: Any = {
        "columns": ["day", "outlet", "kind", "words"],
        "data": rows,
        "datatypes": {"day": "temporal", "outlet": "nominal", "kind": "nominal", "words": "nominal"},
        "mark": "point",
    }
    return gr.ScatterPlot(
        value=value,
        visible=True,
        height=150 + 30 * len(outlets),
        x_lim=[days[0] - margin, days[-1] + margin],
        color_map=dict(zip(kinds, _COLOURS, strict=True)),
        color_title=texts.col_kind,
        tooltip=["day", "outlet", "kind", "words"],
        title=texts.timeline,
    )


def _milliseconds(statement: Statement) -> int:
    assert statement.published is not None
    return int(datetime.combine(statement.published, time(12), UTC).timestamp() * 1000)
