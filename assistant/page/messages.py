"""Turns as the messages that Gradio shows: two of a turn, each made of HTML alone."""

from collections.abc import Iterable
from typing import Any

import gradio as gr
from gradio.components.chatbot import ComponentMessage
from gradio.components.chatbot import Message as ChatMessage

from assistant.page.html.turn import question_html, turn_html
from assistant.page.site import Site
from assistant.page.texts import Texts
from assistant.page.turns import Turn

# Asked for here: within an event, what looks like a new component is only a change to one.
_HTML_PROPERTIES: Any = gr.HTML(apply_default_css=False, render=False).get_config()


def messages(
    site: Site, conversation: str, turns: Iterable[Turn], texts: Texts, *, first: int = 1, onlooker: bool = False
) -> list[ChatMessage]:
    """The messages of turns, of which the first has the number `first`. `onlooker`: who has not asked here."""
    shown: list[ChatMessage] = []
    for number, turn in enumerate(turns, start=first):
        judged = site.feedback.verdict(conversation, turn.answer) if turn.answer else None
        html = turn_html(turn, number, texts, conversation=conversation, judged=judged, onlooker=onlooker)
        shown += [_message("user", question_html(turn, number, texts)), _message("assistant", html)]
    return shown


def _message(role: str, html: str) -> ChatMessage:
    """A message that shows HTML. Made ready here: Gradio would make a new component of each at every update."""
    component = ComponentMessage(component="html", value=html, constructor_args={}, props=_HTML_PROPERTIES)
    return ChatMessage(role=role, content=[component])
