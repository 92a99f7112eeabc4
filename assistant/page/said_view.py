"""The half of the page that shows who said what, in Gradio: a form, a picture of the statements, and a table."""

import json
from collections.abc import Sequence
from typing import Any

import gradio as gr
from gradio.components.plot import AltairPlotData

from assistant.page.html.said import found_html, people_html, said_form_html, statements_html
from assistant.page.languages import texts_of
from assistant.page.ledger import LedgerOrder, Statement, look_up
from assistant.page.site import Site
from assistant.page.texts import Texts
from assistant.page.timeline import timeline
from index.errors import InputError

_MOST_QUOTED = 16


class SaidView:
    """Its components, and the one event: the form, sent."""

    def __init__(self, site: Site) -> None:
        self._site = site
        with gr.Column(elem_id="said-view"):
            self._form = gr.HTML(elem_id="said-form-box", apply_default_css=False)
            self._order = gr.Textbox(visible=False)
            self._found = gr.HTML(elem_id="said-found", apply_default_css=False)
            self._picture = gr.Plot(visible=False, show_label=False, elem_id="said-picture")
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
        people = self._site.people[:_MOST_QUOTED]
        return {
            self._form: said_form_html(outlets, texts),
            self._found: people_html(texts.most_quoted, people, texts),
            self._picture: gr.Plot(visible=False),
            self._table: "",
        }

    def _look_up(self, sent: str, request: gr.Request) -> dict[Any, Any]:
        texts, news = texts_of(request), self._site.desk.news
        try:
            order = LedgerOrder.read(sent)
            found = look_up(news, order) if news else None
        except InputError as error:
            gr.Warning(texts.of_code(str(error)) or str(error))
            return {self._found: gr.HTML()}  # what is shown stays
        if found is None:
            return {self._found: texts.no_index_any_more}
        dated = [statement for statement in found.statements if statement.published]
        return {
            self._found: found_html(found, texts),
            self._picture: _picture(dated, texts) if dated else gr.Plot(visible=False),
            self._table: statements_html(found.statements, texts),
        }


def _picture(dated: Sequence[Statement], texts: Texts) -> Any:
    return gr.Plot(AltairPlotData(plot=json.dumps(timeline(dated, texts)), chart="scatter"), visible=True)
