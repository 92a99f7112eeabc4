"""A model as the judge of wording: whether an extract says what a sentence says, in whatever words.

Names, numbers, dates, quotations and speakers are code's business whatever it thinks (`assistant.checks`).
"""

from collections.abc import Callable

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.checks import Draft, Supported
from assistant.citing import written
from assistant.evidence import Source
from assistant.model import ChatModel, Message
from assistant.values import Dropped, Usage
from index.errors import ModelFailed, ModelRefused
from prompts import as_data, render

_TOKENS = 16
_LONGEST = 2000
"""Characters of an extract that are put to it."""
_SCHEMA = {
    "type": "object",
    "properties": {"supported": {"type": "boolean"}},
    "required": ["supported"],
    "additionalProperties": False,
}


class _Verdict(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    supported: bool


class Judge:
    """Asks `model`, once for the same sentence and extracts. Raises ModelRefused as the model does."""

    def __init__(self, model: ChatModel) -> None:
        self.usage = Usage()
        self._model = model
        self._silent = 0
        self._known: dict[tuple[str, tuple[Source, ...]], bool | None] = {}

    def says(self, sentence: str, sources: tuple[Source, ...]) -> bool | None:
        """Whether one of the extracts says it; None where the model's reply is no verdict."""
        key = sentence, sources
        if key not in self._known:
            verdicts: list[bool | None] = []
            for source in sources:
                verdicts.append(self._asked(sentence, source))
                if verdicts[-1]:
                    break
            self._known[key] = next((verdict for verdict in (True, None) if verdict in verdicts), False)
        return self._known[key]

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of its work."""
        silent = "The model that judges gave no verdict: sentences stand or fall by the checks alone."
        return (silent,) if self._silent else ()

    def _asked(self, sentence: str, source: Source) -> bool | None:
        published = source.article.known_day()
        prompt = render(
            "support",
            title=as_data(source.article.title).replace('"', "'"),
            date=written(published) if published else "undated",
            extract=as_data(source.text[:_LONGEST]),
            sentence=as_data(sentence),
        )
        try:
            reply = self._model.complete((Message(role="user", content=prompt),), max_tokens=_TOKENS, schema=_SCHEMA)
            self.usage += reply.usage
            return _Verdict.model_validate_json(reply.text).supported
        except ModelRefused:
            raise
        except (ValidationError, ModelFailed):
            self._silent += 1
            return None


def reviewed(
    draft: Draft, verdict: Supported | Dropped, freely: Callable[[], Supported | Dropped], judge: Judge
) -> Supported | Dropped:
    """What a judge makes of a verdict of the checks; `freely` is theirs without regard to the wording.

    A sentence that stands by its words goes where the judge finds that its sources do not say it; one that failed for
    its wording alone stands where the judge finds that they do. One copied from its source needs no judge.
    """
    if isinstance(verdict, Supported):
        cited = tuple(dict.fromkeys(ground.source for ground in verdict.grounds))
        copied = any(verdict.text in " ".join(source.article.text.split()) for source in cited)
        if copied or judge.says(verdict.text, cited) is not False:
            return verdict
        return Dropped(text=draft.text, reason="the model that judges finds that the sources do not say this")
    found = freely()
    if isinstance(found, Dropped):
        return verdict
    cited = tuple(dict.fromkeys(ground.source for ground in found.grounds))
    return found if judge.says(found.text, cited) else verdict
