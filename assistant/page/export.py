"""A conversation to take away: as Markdown and as JSON. As HTML: see `html.kept`."""

import re
from collections.abc import Sequence

from assistant.jsonable import dumps
from assistant.page.html.pieces import safe
from assistant.page.texts import Texts
from assistant.page.turns import Turn
from assistant.values import Answer, Citation

# What Markdown would take for markup: escaped, so that an article's words stay words.
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$&])")
_BLOCK = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))", re.MULTILINE)
_MARKER = re.compile(r"\\\[(\d+)\\\]")
_WEB = re.compile(r"https?://[^\s<>]+")


def conversation_markdown(turns: Sequence[Turn], texts: Texts) -> str:
    parts = [f"# {texts.exported}", *(turn_markdown(turn, texts, n) for n, turn in enumerate(turns, start=1))]
    return "\n\n".join(parts)


def turn_markdown(turn: Turn, texts: Texts, number: int = 1) -> str:
    """A question with its answer; its citations as footnotes, numbered within the conversation."""
    heading = f"## {_escaped(turn.question)}"
    if turn.answer is None:
        return f"{heading}\n\n{_escaped(texts.why_not(turn))}\n"
    return f"{heading}\n\n{_answer(turn.answer, texts, number)}\n"


def conversation_json(turns: Sequence[Turn]) -> str:
    """What `onrecord ask --json` prints, in a list."""
    return dumps([turn.answer or {"question": turn.question, "failure": turn.failure} for turn in turns])


def _answer(answer: Answer, texts: Texts, number: int) -> str:
    sign, name, meaning = texts.status[answer.status]
    cited = answer.refusal.nearest if answer.refusal else answer.citations
    text = _MARKER.sub(rf"[^{number}-\1]", _escaped(answer.text))
    notes = [f"[^{number}-{citation.n}]: {_citation(citation, texts)}" for citation in cited]
    if answer.refusal and cited:
        text += "\n\n" + texts.nearest + " " + " ".join(f"[^{number}-{citation.n}]" for citation in cited)
    return "\n\n".join((text, f"*{sign} {name}. {meaning}*".replace(". *", ".*"), "\n".join(notes))).rstrip()


def _citation(citation: Citation, texts: Texts) -> str:
    published = texts.day(citation.published) if citation.published else texts.undated
    who = f"{_escaped(citation.speaker)}, {texts.kind[citation.kind]}: " if citation.speaker else ""
    words = " ".join(_escaped(citation.text).split())
    words = words if words.startswith("“") else f"“{words}”"
    where = ", ".join(_escaped(part) for part in (citation.title, citation.outlet, published) if part)
    address = f" <{citation.url}>" if citation.url and _WEB.fullmatch(citation.url) else ""
    return f"{who}{words} ({where}){address}"


def _escaped(text: str) -> str:
    return _BLOCK.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", safe(text)))
