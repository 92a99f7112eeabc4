"""The notes of an answer for others than whoever runs this: of a failure its kind alone, and where nothing lies.

What failed says so in words of its own: addresses of endpoints, their raw replies, folders. Those go to the log.
"""

import logging
import re
from dataclasses import replace

from assistant.values import Answer

_FAILED = re.compile(
    r"(The language model gave no (?:whole )?answer|Searching by words alone, without the embedding model"
    r"|Hits are in the index's own order, without the re-ranker): .*",
    re.DOTALL,
)
_PLACE = re.compile(r"[\w+.-]+://|(?<![\w.])(?:/|[A-Za-z]:\\)[\w.]")
"""An address or a path: nothing that a note for everybody says has one."""
_HIDDEN = "What went wrong here is in the log of the server"
_log = logging.getLogger("onrecord.answers")


def discreet(answer: Answer) -> Answer:
    """The answer with notes that anybody may read. What is left out of them is logged."""
    notes = tuple(_discreet(note) for note in answer.notes)
    for note, told in zip(answer.notes, notes, strict=True):
        if note != told:
            _log.warning("%s", note)
    return replace(answer, notes=notes) if notes != answer.notes else answer


def _discreet(note: str) -> str:
    if failed := _FAILED.fullmatch(note):
        return f"{failed[1]}."
    return f"{_HIDDEN}." if _PLACE.search(note) else note
