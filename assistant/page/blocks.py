"""The page itself, in Gradio: the conversation, and the box to ask in. `said_view` has the page's other half.

Four things are not Gradio's usual way, and are so on purpose. Every message is HTML made by `html`: Gradio's Markdown
lets an article load images from elsewhere, and takes the focus from a marker at every word that comes. The Chatbot is
only ever written to: read from a browser, it would build whatever component it is told to. The conversation is kept in
a file, and a session only knows which it is. And what a browser asks comes as one order in JSON, put together by the
page's script and read by `orders`.
"""

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import gradio as gr
from fastapi import FastAPI
from gradio.components.chatbot import Message as ChatMessage
from gradio.themes import Default

from assistant.page.html.frame import coverage_html, filters_html, masthead_html, suggestions_html, texts_html
from assistant.page.languages import texts_of
from assistant.page.messages import messages
from assistant.page.orders import Order
from assistant.page.said_view import SaidView
from assistant.page.site import PULSE_SECONDS, Site
from assistant.page.texts import ENGLISH, Texts
from assistant.page.turns import Turn
from assistant.question.followups import History
from assistant.serving.stopping import Stop
from index.errors import InputError, OnRecordError

Updates = dict[Any, Any]
"""Components with their new values; those that are not there stay as they are."""
INTERNAL: Any = {"show_progress": "hidden", "api_visibility": "private"}
"""No event is an address for programs: those get plain data elsewhere."""
_WEB = ("page.css", "asking.js", "live.js", "reader.js", "kept.js", "adding.js", "said.js")

_SESSIONS = 256
"""Of which it is kept where they are. Gradio, too, keeps of so many what it has shown: by default, of 10,000."""


@dataclass(slots=True)
class _At:
    """Where a session is: the conversation, the number of its last turn, that turn as it is by now, what ends it."""

    conversation: str
    number: int
    turn: Turn
    stop: Stop = field(default_factory=Stop)

    @property
    def key(self) -> str:
        """What the turn is told under."""
        return f"{self.conversation}/{self.number}"


def mount(app: FastAPI, site: Site) -> FastAPI:
    """The application with the page at its root."""
    return gr.mount_gradio_app(  # pyright: ignore[reportUnknownMemberType]
        app,
        _Page(site).blocks,
        path="/",
        theme=Default(font=("system-ui", "sans-serif"), font_mono=("ui-monospace", "monospace")),
        head=_head(),
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        max_file_size="1kb",  # files come in by another way
    )


def _head() -> str:
    """The page's own style and scripts. Here and not in `css=`, which rewrites the selectors inside `@media`."""
    folder = files("assistant.page").joinpath("web")
    style, *scripts = (folder.joinpath(name).read_text("utf-8") for name in _WEB)
    return f"<style>{style}</style>\n" + "\n".join(f"<script>{script}</script>" for script in scripts)


class _Page:
    """The components and what happens between them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        # No State of Gradio's: with one, each tab holds a connection as long as it is open, of six that there are.
        self._at = dict[str | None, _At]()
        with gr.Blocks(title="OnRecord", analytics_enabled=False, fill_height=True) as self.blocks:
            self._masthead = gr.HTML(masthead_html(ENGLISH), elem_id="masthead", apply_default_css=False)
            self._texts = gr.HTML(elem_id="page-texts", apply_default_css=False)
            with gr.Column(elem_id="ask-view"):
                self._make_conversation()
            self._said = SaidView(site)
            self._connect()
        self.blocks.state_session_capacity = _SESSIONS

    def _make_conversation(self) -> None:
        self._coverage = gr.HTML(elem_id="coverage", apply_default_css=False)
        self._order = gr.Textbox(visible=False)
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
        self._suggestions = gr.HTML(elem_id="suggestions", apply_default_css=False)
        with gr.Column(elem_id="asking"):
            self._filters = gr.HTML(elem_id="filters-box", apply_default_css=False)
            with gr.Row(elem_id="asking-row"):
                self._box = gr.Textbox(elem_id="question", label="Question", show_label=False, scale=8, max_lines=4)
                self._ask = gr.Button("Ask", elem_id="ask", variant="primary", scale=1, min_width=80)
                self._stop = gr.Button("Stop", elem_id="stop", variant="stop", scale=1, min_width=80, visible=False)

    def _connect(self) -> None:
        shown = [self._box, self._chat, self._ask, self._stop]
        # "once": Enter while an answer comes leaves what was typed where it is, and nothing overtakes.
        asking = gr.on(  # pyright: ignore[reportUnknownMemberType]
            [self._box.submit, self._ask.click],
            self._answer,
            [self._box, self._order],
            shown,
            js="(typed) => onrecord.order(typed)",
            trigger_mode="once",
            concurrency_limit=None,  # the site lets in as many as there is room for, and tells the others
            **INTERNAL,
        )
        # Not with the answer's last update: Gradio lets nobody ask until it has been told that there is no other.
        asking.then(lambda: self._running(False), None, [self._ask, self._stop], queue=False, **INTERNAL)
        asking.failure(self._broken_off, None, shown, **INTERNAL)
        # By `cancels` Gradio would end the answer only once this is done.
        self._stop.click(self._end, None, None, queue=False, **INTERNAL)
        welcomed = self.blocks.load(
            self._welcome,
            [self._order],
            [
                *shown,
                self._masthead,
                self._texts,
                self._coverage,
                self._filters,
                self._suggestions,
                *self._said.components,
            ],
            js="() => [onrecord.opening()]",
            **INTERNAL,
        )
        welcomed.then(None, js="() => onrecord.opened()", **INTERNAL)

    async def _answer(self, typed: str, sent: str, request: gr.Request) -> AsyncGenerator[Updates]:
        texts = texts_of(request)
        try:
            order = Order.read(sent)
            question = order.asked(typed)
        except InputError as error:
            gr.Warning(texts.of_code(str(error)) or str(error))
            order, question = Order(), ""
        if not question:
            yield {self._box: typed}  # without an update Gradio takes everything away
            return
        with self._site.admission.entered(_address(request), self._site.desk.a_minute) as trouble:
            if trouble is None and self._site.live.writes(order.conversation):
                trouble = "elsewhere"
            if trouble is not None:
                gr.Warning(texts.trouble[trouble])
                yield {self._box: typed}
                return
            async with aclosing(self._answered(question, order, request)) as answered:
                async for updates in answered:
                    yield updates

    async def _answered(self, question: str, order: Order, request: gr.Request) -> AsyncGenerator[Updates]:
        texts, kept = texts_of(request), self._site.conversations
        earlier = await asyncio.to_thread(kept.turns, order.conversation)
        conversation = order.conversation if earlier else kept.begin()
        earlier = earlier[: order.replaces - 1] if order.replaces else earlier
        at = _At(conversation, len(earlier) + 1, Turn(question=question, within=order.within))
        self._keep(request.session_hash, at)
        before = messages(self._site, conversation, earlier, texts)
        box: Updates = {} if order.question or order.slots else {self._box: ""}
        history = tuple(turn.answer or turn.question for turn in earlier)
        async with aclosing(self._written(at, before, history, texts)) as written:
            async for updates in written:
                yield {**box, **updates}
                box = {}

    async def _written(
        self, at: _At, before: list[ChatMessage], history: History, texts: Texts
    ) -> AsyncGenerator[Updates]:
        """What Gradio has to show of an answer: question, sources, end. In between `live` shows it.

        Where nobody follows that, this shows it once a second: by which a browser that has gone away is found out, too.
        """
        since, kept = time.monotonic(), self._site.conversations
        live = self._site.live
        with live.telling(at.key, at.turn) as tell:
            yield {**self._shown(before, at, texts), **self._running(True)}
            try:
                await asyncio.to_thread(kept.put, at.conversation, at.number, at.turn)
                async with aclosing(self._site.states(at.turn, at.stop, history)) as states:
                    async for turn in states:
                        told, at.turn = at.turn, turn
                        tell(turn)
                        unseen = not live.followed(at.key) and time.monotonic() - since >= PULSE_SECONDS
                        if not turn.ended and (turn.sources != told.sources or unseen):
                            since = time.monotonic()
                            yield self._shown(before, at, texts)
                await asyncio.to_thread(kept.end, at.conversation, at.number, at.turn)
            except OnRecordError as error:
                at.turn = at.turn.failed_by(error, candid=self._site.desk.candid)
                tell(at.turn)
            yield self._shown(before, at, texts)

    def _keep(self, session: str | None, at: _At) -> None:
        self._at.pop(session, None)  # it becomes the newest
        self._at[session] = at
        if len(self._at) > _SESSIONS:
            del self._at[next(iter(self._at))]

    def _end(self, request: gr.Request) -> None:
        """Stops the answer of this session; what shows it shows that."""
        if at := self._at.get(request.session_hash):
            at.stop.now()

    def _broken_off(self, request: gr.Request) -> Updates:
        """The conversation where an answer of it failed in a way that nobody foresaw."""
        at = self._at.get(request.session_hash)
        if at is None:
            return self._running(False)
        texts, kept = texts_of(request), self._site.conversations
        kept.end(at.conversation, at.number, at.turn.cut_short())
        return {self._chat: messages(self._site, at.conversation, kept.turns(at.conversation), texts)}

    def _welcome(self, sent: str, request: gr.Request) -> Updates:
        texts, news = texts_of(request), self._site.desk.news
        held = news.coverage() if news else None
        ready = held is not None and held.articles > 0
        conversation = _conversation(sent)
        kept = self._site.turns(conversation)
        outlets = news.outlets() if news and ready else ()
        return {
            self._masthead: masthead_html(texts),
            self._texts: texts_html(texts),
            self._coverage: coverage_html(held, self._site.desk.place, texts),
            self._chat: messages(self._site, conversation, kept, texts, onlooker=True),
            self._filters: filters_html(outlets, texts) if ready else "",
            self._suggestions: suggestions_html(self._site.suggestions, texts),
            self._box: gr.Textbox(label=texts.question, placeholder=texts.question_hint, interactive=ready),
            self._ask: gr.Button(texts.ask, interactive=ready),
            self._stop: gr.Button(texts.stop),  # no more: whoever asks at once must not lose it by this
            **self._said.welcome(outlets, texts),
        }

    def _shown(self, before: list[ChatMessage], at: _At, texts: Texts) -> Updates:
        """The conversation on the screen."""
        last = messages(self._site, at.conversation, (at.turn,), texts, first=at.number)
        return {self._chat: [*before, *last]}

    def _running(self, running: bool) -> Updates:
        return {self._ask: gr.Button(visible=not running), self._stop: gr.Button(visible=running)}


def _address(request: Any) -> str:
    """Where a reader asks from: Gradio tells no type of it."""
    return str(request.client.host) if request.client else ""


def _conversation(sent: str) -> str:
    """The one that the page was opened with; none where the browser sends nonsense."""
    try:
        return Order.read(sent).conversation
    except InputError:
        return ""
