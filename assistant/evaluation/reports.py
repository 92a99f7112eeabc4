"""The reports of a run, as files in one folder: for programs, for people, and for a browser."""

import os
from pathlib import Path

from assistant.evaluation.comparing import REPORT
from assistant.evaluation.evaluations import Evaluation, data_of
from assistant.evaluation.html import html
from assistant.evaluation.markdown import markdown
from assistant.jsonable import dumps
from index.errors import InputError


def write_reports(evaluation: Evaluation, folder: Path) -> None:
    """`report.json`, `report.md` and `report.html`, each whole or as it was before. Raises InputError."""
    texts = {
        REPORT: dumps(data_of(evaluation)) + "\n",
        "report.md": markdown(evaluation),
        "report.html": html(evaluation),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            half = folder / f".{name}.{os.getpid()}"
            half.write_text(text, encoding="utf-8", errors="replace", newline="\n")
            half.replace(folder / name)
    except OSError as error:
        raise InputError(f"no report can be written to {str(folder)!r}: {error.strerror}") from error
