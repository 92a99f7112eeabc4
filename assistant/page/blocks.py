"""The page itself, in Gradio: the one module that knows it.

Three things are not Gradio's usual way, and are so on purpose. Every message is HTML made by `render`: Gradio's
Markdown lets an article load images from elsewhere, and takes the focus from a marker at every word that comes. The
Chatbot is only ever written to: read from a browser, it would build whatever component it is told to. And the
conversation is kept in a State, as plain data.
"""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from importlib.resources import files
from typing import Any

import gradio as gr
from fastapi import FastAPI
from gradio.components.chatbot import ComponentMessage
from gradio.components.chatbot import Message as ChatMessage
from gradio.themes import Default

from assistant.page.desk import Desk, turns
from assistant.page.render import coverage_html, question_html, turn_html
from assistant.page.turns import Turn

Conversation = tuple[Turn, ...]
Updates = dict[Any, Any]
"""Components with their new values; those that are not there stay as they are."""
_INTERNAL: Any = {"show_progress": "hidden", "api_visibility": "private"}
"""No event is an address for programs: those get plain data elsewhere."""

# Asked for here: within an event, what looks like a new component is only a change to one.
_HTML_PROPERTIES = gr.HTML(apply_default_css=False, render=False).get_config()


def mount(app: FastAPI, desk: Desk) -> FastAPI:
    """The application with the page at its root."""
    return gr.mount_gradio_app(  # pyright: ignore[reportUnknownMemberType]
        app,
        _Page(desk).blocks,
        path="/",
        theme=Default(font=("system-ui", "sans-serif"), font_mono=("ui-monospace", "monospace")),
        head=_head(),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        max_file_size="1kb",  # nothing is uploaded
    )


def _head() -> str:
    """The page's own style and script. Here and not in `css=`, which rewrites the selectors inside `@media`."""
    folder = files("assistant.page")
    style, script = (folder.joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    return f"<style>{style}</style>\n<script>{script}</script>"


class _Page:
    """The components and what happens between them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with gr.Blocks(title="OnRecord", analytics_enabled=False, fill_height=True) as self.blocks:
            gr.HTML("<h1>OnRecord</h1>", elem_id="masthead")
            self._coverage = gr.HTML(elem_id="coverage")
            self._conversation = gr.State(())
            self._chat = gr.Chatbot(
                elem_id="chat",
                show_label=False,
                container=False,
                height="auto",
                autoscroll=False,  # the reader starts at the top of an answer, not at its end
                buttons=[],
                feedback_options=None,
                latex_delimiters=[],
                group_consecutive_messages=False,
                layout="panel",
            )
            with gr.Row(elem_id="asking"):
                self._box = gr.Textbox(
                    elem_id="question",
                    label="Question",
                    show_label=False,
                    placeholder="What did … say about …?",
                    scale=8,
                    max_lines=4,
                )
                self._ask = gr.Button("Ask", elem_id="ask", variant="primary", scale=1, min_width=80)
                self._stop = gr.Button("Stop", elem_id="stop", variant="stop", scale=1, min_width=80, visible=False)
            self._connect()

    def _connect(self) -> None:
        # "once": Enter while an answer comes leaves what was typed where it is, and nothing overtakes.
        asking = gr.on(  # pyright: ignore[reportUnknownMemberType]
            [self._box.submit, self._ask.click],
            self._answer,
            [self._box, self._conversation],
            [self._box, self._chat, self._conversation, self._ask, self._stop],
            trigger_mode="once",
            concurrency_limit=None,  # the desk lets one in at a time, and tells the others
            **_INTERNAL,
        )
        shown = [self._chat, self._conversation, self._ask, self._stop]
        self._stop.click(self._stopped, [self._conversation], shown, cancels=[asking], queue=False, **_INTERNAL)
        asking.failure(self._stopped, [self._conversation], shown, **_INTERNAL)
        self._chat.clear(self._cleared, None, shown, cancels=[asking], queue=False, **_INTERNAL)
        self.blocks.load(self._welcome, None, [self._coverage, self._box, self._ask], **_INTERNAL)

    async def _answer(self, question: str, earlier: Conversation) -> AsyncGenerator[Updates]:
        if not question.strip():
            yield {self._box: ""}
            return
        yield {self._box: "", **self._shown((*earlier, Turn(question=question))), **self._running(True)}
        async with aclosing(turns(self._desk, question)) as states:
            async for turn in states:
                yield self._shown((*earlier, turn))
        yield self._running(False)

    def _stopped(self, so_far: Conversation) -> Updates:
        ended = (*so_far[:-1], so_far[-1].stopped()) if so_far else ()
        return {**self._shown(ended), **self._running(False)}

    def _cleared(self) -> Updates:
        return {**self._shown(()), **self._running(False)}

    def _welcome(self) -> Updates:
        news = self._desk.news
        held = news.coverage() if news else None
        ready = held is not None and held.articles > 0
        return {
            self._coverage: coverage_html(held, str(self._desk.settings.index)),
            self._box: gr.Textbox(interactive=ready),
            self._ask: gr.Button(interactive=ready),
        }

    def _shown(self, turns: Conversation) -> Updates:
        """The conversation on the screen and in memory."""
        messages = [message for number, turn in enumerate(turns, start=1) for message in _messages(turn, number)]
        return {self._chat: messages, self._conversation: turns}

    def _running(self, running: bool) -> Updates:
        return {self._ask: gr.Button(visible=not running), self._stop: gr.Button(visible=running)}


def _messages(turn: Turn, number: int) -> tuple[ChatMessage, ChatMessage]:
    return _message("user", question_html(turn)), _message("assistant", turn_html(turn, number))


def _message(role: str, html: str) -> ChatMessage:
    """A message that shows HTML. Made ready here: Gradio would make a new component of each at every update."""
    component = ComponentMessage(component="html", value=html, constructor_args={}, props=_HTML_PROPERTIES)
    return ChatMessage(role=role, content=[component])
