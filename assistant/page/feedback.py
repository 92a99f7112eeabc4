"""What readers think of answers: kept with all that was judged, and given out as a question set."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import TypeAdapter

from assistant.page.conversations import FILE, opened
from assistant.page.turns import Within
from assistant.values import Answer

Verdict = Literal["helpful", "wrong"]
_MARKS = '“”"‘’ '
_FIRST = """\
# Questions that readers judged on the chat page, in OnRecord's question-set format. An answer that was found helpful is
# what is expected of later ones; of one found wrong only the question is sure: put in what a right answer holds.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A reader's verdict on one answer. `index` is the fingerprint of the index that it was given from."""

    conversation: str
    verdict: Verdict
    reason: str = ""
    history: tuple[str, ...] = ()
    within: Within = field(default_factory=Within)
    answer: Answer
    index: dict[str, str] = field(default_factory=dict[str, str])
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


_JUDGEMENT = TypeAdapter(Judgement)


class Feedback:
    """All judgements over one index. A later one on the same question of a conversation takes the earlier's place."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE

    def put(self, judgement: Judgement) -> None:
        """Raises IndexFailed."""
        row = (judgement.conversation, judgement.answer.question, _JUDGEMENT.dump_json(judgement).decode())
        with opened(self._file) as connection:
            connection.execute("INSERT OR REPLACE INTO feedback VALUES (?, ?, ?)", row)

    def all(self) -> tuple[Judgement, ...]:
        """Oldest first."""
        with opened(self._file if self._file.exists() else None) as connection:
            rows = connection.execute("SELECT judged FROM feedback ORDER BY judged ->> 'at'")
            return tuple(_JUDGEMENT.validate_json(row[0]) for row in rows)

    def verdict(self, conversation: str, answer: Answer) -> Verdict | None:
        """What was thought of this very answer."""
        with opened(self._file if self._file.exists() else None) as connection:
            row = connection.execute(
                "SELECT judged FROM feedback WHERE conversation = ? AND question = ?", (conversation, answer.question)
            ).fetchone()
        judged = _JUDGEMENT.validate_json(row[0]) if row else None
        return judged.verdict if judged and judged.answer == answer else None


def question_set(judgements: tuple[Judgement, ...]) -> str:
    """The judgements as a question set in YAML, each with the reader's reason as a comment."""
    entries = [_entry(judgement, n) for n, judgement in enumerate(judgements, start=1)]
    return f"{_FIRST}\nquestions:{''.join(entries) or ' []'}\n"


def _entry(judgement: Judgement, n: int) -> str:
    text = yaml.safe_dump([_question(judgement, n)], allow_unicode=True, sort_keys=False, width=110)
    asked = "" if judgement.within.opinion else "asked without opinion pieces, which a question set cannot say"
    reasons = (" ".join(judgement.reason.split()), asked)
    comment = "".join(f"# {reason}\n" for reason in reasons if reason)
    return "\n" + "".join(f"  {line}\n" for line in f"{comment}{text}".splitlines())


def _question(judgement: Judgement, n: int) -> dict[str, Any]:
    answer, within = judgement.answer, judgement.within
    given = {
        "history": list(judgement.history),
        "as_of": answer.as_of,
        "since": within.since,
        "until": within.until,
        "outlets": list(within.outlets),
        "speaker": within.speaker,
    }
    return {
        "id": f"reader-{n}-{judgement.at:%Y%m%d}",
        "question": answer.question,
        **{name: value for name, value in given.items() if value},
        **_expected(judgement),
        "tags": ["feedback", judgement.verdict, answer.status],
    }


def _expected(judgement: Judgement) -> dict[str, Any]:
    """What a good answer shows of a right one; of a wrong one nothing is known."""
    answer = judgement.answer
    if answer.refusal is not None and judgement.verdict == "helpful":
        return {"unanswerable": True, "reason": answer.refusal.reason}
    if judgement.verdict == "wrong":
        return {"expect": {}}
    speakers = {citation.speaker for citation in answer.citations if citation.speaker}
    words = (c.text.strip(_MARKS) for c in answer.citations if c.kind == "direct")
    found = {
        "articles": list(dict.fromkeys(citation.article_id for citation in answer.citations)),
        "speaker": speakers.pop() if len(speakers) == 1 else None,
        "quotations": list(dict.fromkeys(text for text in words if text in answer.text)),
    }
    return {"expect": {name: value for name, value in found.items() if value}}
