"""Prompts as data: one Markdown file each, in which `$name` marks a hole. No logic, and only the standard library."""

import re
from functools import cache
from importlib.resources import files
from string import Template


@cache
def template(name: str) -> Template:
    """The prompt file `name`.md. Raises FileNotFoundError where there is none."""
    return Template((files(__name__) / f"{name}.md").read_text(encoding="utf-8"))


def render(name: str, **holes: str) -> str:
    """The prompt with every hole filled, verbatim: a `$` inside a value stays a dollar sign.

    Raises KeyError unless `holes` are exactly those of the file, so that a renamed hole cannot go unnoticed.
    """
    wanted = set(template(name).get_identifiers())
    if wanted != set(holes):
        raise KeyError(f"prompt {name!r} has the holes {sorted(wanted)}, given were {sorted(holes)}")
    return template(name).substitute(holes).strip()


def as_data(text: str) -> str:
    """Foreign text that cannot close or open the tags around it: angle brackets become single guillemets."""
    return re.sub(r"[<>]", lambda mark: "‹" if mark[0] == "<" else "›", text)
