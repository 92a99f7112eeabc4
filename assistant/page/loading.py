"""Gradio, loaded without what the page has no use for: that is half of what its import computes (3.3 seconds, now 1.6).

Gradio writes an interface for editors beside its own code, for every component and at every import, by parsing its
sources; and it loads the MCP library for a server of its own that the page does not start.
"""

import inspect
import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any


def load_gradio() -> None:
    """To be called before anything else imports Gradio. Where it is loaded already, nothing happens."""
    if "gradio" in sys.modules:
        return
    with _no_interfaces(), _without("mcp"):
        import gradio  # noqa: F401  # pyright: ignore[reportUnusedImport]


@contextmanager
def _no_interfaces() -> Generator[None]:
    """Gradio leaves a component alone that is in no file, as those are that are made in a notebook."""
    known = inspect.getfile

    def getfile(object: Any) -> str:
        if isinstance(object, type) and object.__module__.startswith("gradio."):
            raise OSError
        return known(object)

    inspect.getfile = getfile
    try:
        yield
    finally:
        inspect.getfile = known


@contextmanager
def _without(name: str) -> Generator[None]:
    """As if there were no such package, unless it is loaded already; Gradio then does without."""
    hidden: dict[str, Any] = {} if name in sys.modules else {name: None}
    sys.modules.update(hidden)
    try:
        yield
    finally:
        for each in hidden:
            del sys.modules[each]
