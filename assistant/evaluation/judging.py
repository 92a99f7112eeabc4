"""An optional judge: a model's opinion of whether an answer is right. Always reported apart from what code measures."""

from dataclasses import dataclass, field, replace

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.evaluation.measuring import without_markers
from assistant.evaluation.outcomes import Result
from assistant.evaluation.questions import Entry, Expect, Number, Pattern
from assistant.model import ChatModel, Message
from assistant.values import Usage
from index.errors import EmptyReply
from prompts import as_data, render

_TOKENS = 160
_SCHEMA = {
    "type": "object",
    "properties": {"reason": {"type": "string"}, "right": {"type": "boolean"}},
    "required": ["reason", "right"],
    "additionalProperties": False,
}


class _Verdict(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    reason: str = ""
    right: bool


@dataclass(slots=True)
class Judge:
    """A model as judge, with the count of its verdicts and the tokens that they took."""

    model: ChatModel
    given: int = 0
    usage: Usage = field(default_factory=Usage)

    @property
    def setup(self) -> dict[str, str]:
        """What a report says of it."""
        tokens = f"{self.usage.prompt_tokens:,} tokens read, {self.usage.completion_tokens:,} written"
        return {"judge": f"{self.model.name}: {self.given} verdicts, {tokens}"}

    def judged(self, result: Result) -> Result:
        """The result with the verdict, as it was where there is nothing to judge or the reply is none.

        Judged are answers to questions with expected ones. Raises ModelFailed and WeightsFailed as the model does.
        """
        expect, answer = result.question.expect, result.outcome.answer
        if expect is None or not (expect.answers or expect.quotations) or answer.refusal is not None:
            return result
        prompt = render(
            "judge",
            question=as_data(result.question.question),
            expected=as_data(_in_words(expect)),
            answer=as_data(without_markers(answer.text)),
        )
        try:
            reply = self.model.complete((Message(role="user", content=prompt),), max_tokens=_TOKENS, schema=_SCHEMA)
            self.usage += reply.usage
            verdict = _Verdict.model_validate_json(reply.text)
        except (ValidationError, EmptyReply):
            return result
        self.given += 1
        figures = {**result.figures, "judged": float(verdict.right)}
        return replace(result, figures=figures, remark=verdict.reason)


def _in_words(expect: Expect) -> str:
    """One point a line."""
    points = [_point(entry if isinstance(entry, list) else [entry]) for entry in expect.answers]
    speaker = [f"said by {expect.speaker}"] if expect.speaker else []
    return "\n".join((*points, *expect.quotations, *speaker))


def _point(entries: list[Entry]) -> str:
    return " or ".join(
        f"{entry.number:g}" if isinstance(entry, Number) else entry.regex if isinstance(entry, Pattern) else entry
        for entry in entries
    )
