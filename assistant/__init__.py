"""Question to checked answer, and the ways to reach it: Python, command line, chat page.

    from assistant import Assistant, Settings, ask, verify

Names are loaded when first used, so that importing the package takes no time.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.assistant import Assistant, ask
    from assistant.query_engine import NewsQueryEngine
    from assistant.settings import Settings
    from assistant.values import (
        Answer,
        Checked,
        Citation,
        Disagreement,
        Dropped,
        Event,
        Refusal,
        Sentence,
        Slots,
        Sources,
        Text,
        Timings,
        Usage,
        Version,
    )
    from assistant.verifying import verify

_HOMES = {
    "assistant.assistant": ("Assistant", "ask"),
    "assistant.query_engine": ("NewsQueryEngine",),
    "assistant.settings": ("Settings",),
    "assistant.verifying": ("verify",),
    "assistant.values": (
        "Answer", "Checked", "Citation", "Disagreement", "Dropped", "Event", "Refusal", "Sentence", "Slots", "Sources",
        "Text", "Timings", "Usage", "Version",
    ),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


__all__ = [
    "Answer",
    "Assistant",
    "Checked",
    "Citation",
    "Disagreement",
    "Dropped",
    "Event",
    "NewsQueryEngine",
    "Refusal",
    "Sentence",
    "Settings",
    "Slots",
    "Sources",
    "Text",
    "Timings",
    "Usage",
    "Version",
    "ask",
    "verify",
]
