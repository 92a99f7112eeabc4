"""Which of its languages the page speaks to a reader."""

from collections.abc import Mapping
from typing import Any

from assistant.page.german import GERMAN
from assistant.page.texts import COOKIE, ENGLISH, Texts

LANGUAGES: Mapping[str, Texts] = {texts.language: texts for texts in (ENGLISH, GERMAN)}


def texts_of(request: Any) -> Texts:
    """The texts for whoever made the request: FastAPI's or Gradio's, which share no type."""
    return texts_for(dict(request.headers), dict(request.cookies))


def texts_for(headers: Mapping[str, str], cookies: Mapping[str, str]) -> Texts:
    """The language chosen on the page, else the first that the browser asks for and that there is."""
    chosen = LANGUAGES.get(cookies.get(COOKIE, ""))
    if chosen is not None:
        return chosen
    wanted = (part.partition(";")[0].strip()[:2].lower() for part in headers.get("accept-language", "").split(","))
    return next((LANGUAGES[language] for language in wanted if language in LANGUAGES), ENGLISH)
