"""The house rules a reader relies on: who may import whom, one door for each outside package, no overlong module."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("assistant", "index", "prompts")
# Where each outside package may be imported. A folder stands for the modules in it.
DOORS = {
    "chromadb": ("index/vectors.py",),
    "tantivy": ("index/lexical.py",),
    "openvino": ("index/inference.py",),
    "tokenizers": ("index/embedding.py",),
    "llama_index": ("index/nodes.py", "index/retriever.py", "assistant/query_engine.py"),
    "sentencex": ("index/sentences.py",),
    "spacy": ("index/parsing.py",),
    "openai": ("assistant/model/endpoint.py", "index/embedding_endpoint.py"),
    "xllamacpp": ("assistant/model/llama.py",),
    "gradio": (
        "assistant/page/blocks.py",
        "assistant/page/loading.py",
        "assistant/page/messages.py",
        "assistant/page/said_view.py",
    ),
    "markupsafe": (
        "assistant/page/html",
        "assistant/evaluation/html.py",
        "assistant/evaluation/plots.py",
        "assistant/api/described.py",
    ),
    "uvicorn": ("assistant/serving/application.py",),
    "mcp": ("assistant/api/tools.py",),
    "mcp_types": ("assistant/api/tools.py",),
    "limits": ("assistant/api/limits.py",),
    "typer": ("assistant/cli",),
    "rich": ("assistant/cli",),
    "trafilatura": ("index/readers/page/body.py",),
    "dateparser": ("index/readers/days.py",),
    "lxml": ("index/readers/page/tree.py",),
    "feedparser": ("index/readers/feed.py",),
    "warcio": ("index/readers/warc.py",),
    "pyarrow": ("index/readers/table.py",),
    "pypdf": ("index/readers/pdf.py",),
    "docx": ("index/readers/docx.py",),
    "zstandard": ("index/readers/packed.py",),
    "rensa": ("index/clusters.py",),
    "protego": ("index/fetching/robots.py",),
    "pydantic_settings": ("assistant/settings.py",),
}


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """Top-level names of everything a module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_the_index_and_the_prompts_know_nothing_of_the_assistant() -> None:
    for path in modules():
        package = path.relative_to(ROOT).parts[0]
        names = imported(path)
        assert package == "assistant" or "assistant" not in names, path
        assert package != "prompts" or not names & {"index", "assistant"}, path


def test_what_is_for_programs_knows_nothing_of_the_page() -> None:
    for path in modules():
        if path.is_relative_to(ROOT / "assistant" / "api"):
            assert "assistant.page" not in path.read_text(encoding="utf-8"), path


def test_each_outside_package_has_one_door() -> None:
    users: defaultdict[str, set[str]] = defaultdict(set)
    for path in modules():
        for name in imported(path) & set(DOORS):
            users[name].add(path.relative_to(ROOT).as_posix())
    for name, paths in users.items():
        strays = {path for path in paths if not path.startswith(DOORS[name])}
        assert not strays, f"{name} is imported in {sorted(strays)}; its door is {DOORS[name]}"


def test_prompts_need_only_the_standard_library() -> None:
    assert imported(ROOT / "prompts" / "__init__.py") <= {"re", "functools", "importlib", "string"}


def test_no_module_is_longer_than_300_lines() -> None:
    long = {p.relative_to(ROOT).as_posix(): n for p in modules() if (n := len(p.read_text("utf-8").splitlines())) > 300}
    assert long == {}


def test_the_readme_names_every_module() -> None:
    tree = (ROOT / "README.md").read_text(encoding="utf-8").partition("## The tree")[2].split()
    assert {path.name for path in modules()} - set(tree) == set()
