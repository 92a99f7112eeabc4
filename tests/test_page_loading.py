"""What the page loads of Gradio, seen from a process of its own."""

import subprocess
import sys

_LOADED = """
from assistant.page.loading import load_gradio

taken_apart = []
import ast, sys
ast.get_source_segment = lambda source, node: taken_apart.append(node.name)
load_gradio()
print(len(taken_apart), "mcp" in sys.modules)
import gradio, inspect, mcp, pathlib
print(pathlib.Path(inspect.getfile(gradio.HTML)).name, pathlib.Path(mcp.__file__).name)
"""


def test_gradio_is_whole_and_what_was_hidden_from_it_is_there_again() -> None:
    done = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines() == ["0 False", "html.py __init__.py"]
