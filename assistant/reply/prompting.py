"""Evidence and question as messages. What stays the same comes first: a model reads a shared start once."""

from assistant.citing import written
from assistant.evidence import Source
from assistant.model import Message
from assistant.values import Dropped
from prompts import as_data, render


def messages(question: str, sources: tuple[Source, ...], speaker: str | None = None) -> tuple[Message, ...]:
    """The rules, then the numbered sources and the question; `speaker` is whose words it asks for."""
    holes = {"sources": "\n\n".join(_extract(source) for source in sources), "question": as_data(question)}
    if speaker:
        rules, asked = render("answer"), render("speech", speaker=as_data(speaker), **holes)
    else:
        rules, asked = f"{render('answer')}\n\n{render('reply')}", render("question", **holes)
    return Message(role="system", content=rules), Message(role="user", content=asked)


def retried(prompt: tuple[Message, ...], reply: str, dropped: tuple[Dropped, ...]) -> tuple[Message, ...]:
    """The same prompt with the reply to it, and what of that failed."""
    failures = "\n".join(f"- {as_data(one.text)} ({as_data(one.reason)})" for one in dropped)
    return (
        *prompt,
        Message(role="assistant", content=reply),
        Message(role="user", content=render("retry", failures=failures)),
    )


def _extract(source: Source) -> str:
    published = source.article.known_day()
    speaker = f' speaker="{_attribute(source.speaker)}"' if source.speaker else ""
    return render(
        "source",
        n=str(source.n),
        outlet=_attribute(source.article.outlet or "unknown"),
        date=written(published) if published else "undated",
        speaker=speaker,
        text=as_data(source.text),
    )


def _attribute(text: str) -> str:
    return as_data(text).replace('"', "'")
