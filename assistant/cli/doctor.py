"""`onrecord doctor`: is everything there that an answer needs, and if not, what to do. It fetches nothing."""

from __future__ import annotations

import importlib
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.cli.options import AsJson, IndexFolder
from assistant.cli.output import out, print_json
from index.errors import (
    EmbeddingFailed,
    EmptyReply,
    IndexFailed,
    IndexMissing,
    ModelFailed,
    WeightsFailed,
    WeightsMissing,
)

if TYPE_CHECKING:
    from assistant.settings import Settings

A_PART_FAILED = 3
OLDEST_SQLITE = (3, 35, 0)
FREE_BYTES = 2_000_000_000
"""The model files and a middling index."""
NATIVE = ("chromadb", "openvino", "rensa", "spacy", "tantivy", "tokenizers", "xllamacpp")
_DOORS = {"openvino": "index.inference"}
"""What to import instead of a package that does more than it should when imported as it is."""

State = Literal["ok", "attention", "broken"]


Repair = Annotated[
    bool,
    typer.Option("--repair", help="Bring the indexes of words and vectors into agreement with the articles."),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One part. `attention`: OnRecord can do without it, or fetch it itself; `broken`: commands fail."""

    part: str
    state: State
    found: str
    next_step: str | None = None


def doctor(index: IndexFolder = None, repair: Repair = False, as_json: AsJson = False) -> int:
    """Check every part that an answer needs, and say what to do about those that fail.

    Without --repair nothing is changed, and nothing is ever fetched. The exit code is 3 where a part is broken.

    \b
    Examples:
      onrecord doctor
      onrecord doctor --repair
      onrecord doctor --index news --json
    """
    from assistant.settings import Settings
    from index.weights import cache_folder

    settings = Settings.read(index=index)
    parts = [
        _python(),
        _sqlite(),
        *_packages(),
        *_folder("index folder", settings.index, "--index"),
        *_folder("model folder", cache_folder(), "ONRECORD_MODELS"),
        *_weights(),
        _endpoint(settings) if settings.llm and not settings.embedded else None,
        *map(_sent_to, settings.sent_to),
        _embedding_endpoint(settings) if settings.embed_model else None,
        *(_repaired(settings) if repair else ()),
        _index(settings),
    ]
    checks = [check for check in parts if check]
    if as_json:
        print_json(checks)
    else:
        from assistant.cli.render import table

        rows = [(c.part, c.state, f"{c.found}. {c.next_step}" if c.next_step else c.found) for c in checks]
        out().print(table(("part", "state", "found"), rows))
    return A_PART_FAILED if any(check.state == "broken" for check in checks) else 0


def _python() -> Check:
    return Check(part="python", state="ok", found=f"{sys.version.split()[0]} at {sys.executable}")


def _sqlite() -> Check:
    if sqlite3.sqlite_version_info >= OLDEST_SQLITE:
        return Check(part="sqlite", state="ok", found=sqlite3.sqlite_version)
    oldest = ".".join(map(str, OLDEST_SQLITE))
    return Check(
        part="sqlite",
        state="broken",
        found=f"{sqlite3.sqlite_version} is too old",
        next_step=f"Use a Python whose SQLite is {oldest} or newer.",
    )


def _packages() -> Iterator[Check]:
    """The packages with compiled parts, which may not fit this machine."""
    for name in NATIVE:
        try:
            importlib.import_module(_DOORS.get(name, name))
        except (ImportError, OSError) as error:
            step = f"Reinstall it: `python -m pip install --force-reinstall {name}`."
            yield Check(part=name, state="broken", found=f"cannot be loaded: {error}", next_step=step)
        else:
            yield Check(part=name, state="ok", found=version(name))


def _folder(part: str, folder: Path, option: str) -> Iterator[Check]:
    """Whether the folder, or the nearest above it that is there, can be written to, and has room."""
    there = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        step = f"Make it writable, or name another with {option}."
        yield Check(part=part, state="broken", found=f"{there} is no folder that can be written to", next_step=step)
        return
    yield Check(part=part, state="ok", found=str(folder))
    free = shutil.disk_usage(there).free
    short = free < FREE_BYTES
    yield Check(
        part=f"{part}: disk",
        state="attention" if short else "ok",
        found=f"{free / 1e9:,.1f} GB free",
        next_step=f"Make room, or name a folder on another disk with {option}." if short else None,
    )


def _weights() -> Iterator[Check]:
    """The default model of each purpose: in the cache, and what models.toml says it is."""
    from index.weights import catalogue, weights

    for entry in {entry.purpose: entry for entry in reversed(catalogue())}.values():
        part = f"{entry.purpose} model"
        try:
            path = weights(entry.name, fetch=False)
        except WeightsMissing:
            found = f"{entry.name} is not fetched yet ({entry.size / 1e6:,.0f} MB)"
            yield Check(part=part, state="attention", found=found, next_step="Run `onrecord models pull`.")
        except WeightsFailed as error:
            yield Check(part=part, state="broken", found=str(error))
        else:
            yield Check(part=part, state="ok", found=str(path))


def _endpoint(settings: Settings) -> Check:
    """Whether the endpoint answers a question of a few tokens, with the key and the model it is to be used with."""
    from assistant.assistant import model_for
    from assistant.model import Message

    model = model_for(_impatient(settings))
    began = time.perf_counter()
    try:
        model.complete((Message(role="user", content="Say yes."),), max_tokens=4)
    except EmptyReply:
        pass  # a model that thinks before it writes; it is there
    except ModelFailed as error:
        return Check(part="endpoint", state="broken", found=str(error))
    finally:
        model.close()
    return Check(part="endpoint", state="ok", found=f"{model.name} answered in {time.perf_counter() - began:.1f} s")


def _embedding_endpoint(settings: Settings) -> Check:
    """Likewise, with a vector."""
    from assistant.opening import embedder_for

    began = time.perf_counter()
    try:
        dimensions = embedder_for(_impatient(settings)).embed(["yes"]).shape[1]
    except EmbeddingFailed as error:
        return Check(part="embedding endpoint", state="broken", found=str(error))
    found = f"{settings.embed_model}, {dimensions:,} dimensions, answered in {time.perf_counter() - began:.1f} s"
    return Check(part="embedding endpoint", state="ok", found=found)


def _impatient(settings: Settings) -> Settings:
    return settings.model_copy(update={"llm_retries": 0, "llm_timeout": min(settings.llm_timeout, 20.0)})


def _sent_to(host: str) -> Check:
    """Says it where text of the articles leaves this machine."""
    return Check(
        part="article text",
        state="attention",
        found=f"passages of the articles are sent to {host}",
        next_step="Without OPENAI_API_KEY, OPENAI_BASE_URL and ONRECORD_EMBED_MODEL they stay on this machine.",
    )


def _repaired(settings: Settings) -> Iterator[Check]:
    """What was done to the index, a sentence each. What is needed for it and not there, is said in place of it."""
    from assistant.opening import open_news
    from index.repairing import clear_unreadable

    done = list(clear_unreadable(settings.index))
    try:
        with open_news(settings) as news:
            done += news.repair()
            news.extract_pending()
            news.embed_pending()
    except (IndexMissing, WeightsFailed, EmbeddingFailed) as error:
        yield Check(part="repair", state="attention", found=str(error))
    except IndexFailed as error:
        yield Check(part="repair", state="broken", found=str(error))
    for sentence in done or ["The indexes agree with the articles: nothing was to be done."]:
        yield Check(part="repair", state="ok", found=sentence.rstrip("."))


def _index(settings: Settings) -> Check:
    """Whether the index opens, and whether what is derived from its articles is complete."""
    from assistant.opening import open_news
    from index.derived import disagreements
    from index.parts import open_parts

    try:
        with open_news(settings) as news:
            status = news.status()
        with closing(open_parts(settings.index, create=False, chroma_url=settings.chroma_url)) as parts:
            parts.database.check()
            wrong = disagreements(parts)
    except IndexMissing as error:
        return Check(part="index", state="attention", found=str(error))
    except IndexFailed as error:
        return Check(part="index", state="broken", found=str(error))
    if wrong:
        step = "Run `onrecord doctor --repair`: what is derived is built again."
        return Check(part="index", state="broken", found=" ".join(wrong).rstrip("."), next_step=step)
    pending = {
        "passages without words": status.lexical_pending,
        "passages without vectors": status.vectors_pending,
        "articles without quotes": status.quotes_pending,
    }
    found = ", ".join(
        [f"{status.coverage.articles:,} articles", *(f"{n:,} {what}" for what, n in pending.items() if n)]
    )
    if any(pending.values()):
        return Check(
            part="index", state="attention", found=found, next_step="Run `onrecord index` on any of its articles."
        )
    return Check(part="index", state="ok", found=found)
