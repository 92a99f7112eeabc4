"""What a question was understood to ask for, in parts that a reader sees and can change one by one."""

import re

from assistant.values import Slots
from index.query import Query

_SAID_ABOUT = re.compile(r"what is said about (?P<topic>[^?]+)\?", re.IGNORECASE)


def slots_of(query: Query) -> Slots:
    """Whose words, about what, when. A question about nobody's words has no topic apart from itself.

    Unless it asks what anybody says of one, as `question_of` has it.
    """
    period = query.period.text if query.period and query.period.kind != "recency" else None
    if query.speaker:
        return Slots(speaker=query.speaker, topic=query.topic, period=period)
    found = _SAID_ABOUT.fullmatch(query.text)
    if found is None:
        return Slots(period=period)
    topic = with_period(found["topic"], period, None)
    return Slots(topic=topic, period=period) if topic else Slots(topic=found["topic"])


def question_of(slots: Slots) -> str | None:
    """The question that asks for these; None where there is neither a speaker nor a topic."""
    about = f" about {slots.topic}" if slots.topic else ""
    when = f" {slots.period}" if slots.period else ""
    if slots.speaker:
        return f"What did {slots.speaker} say{about}{when}?"
    return f"What is said about {slots.topic}{when}?" if slots.topic else None


def changed(question: str, understood: Slots, given: Slots) -> str:
    """The question with the parts that are given in the place of those it was understood to have.

    A question about nobody's words keeps its own and takes a period alone, unless a speaker is given.
    """
    if given == Slots():
        return question
    if understood.speaker is None and given.speaker is None:
        if given.topic is not None:
            return question_of(Slots(topic=given.topic, period=given.period or understood.period)) or question
        return with_period(question, understood.period, given.period)
    merged = Slots(
        speaker=given.speaker or understood.speaker,
        topic=given.topic or understood.topic,
        period=given.period or understood.period,
    )
    return question_of(merged) or question


def revised(question: str, understood: Slots, wanted: Slots) -> str | None:
    """The question that asks for all that is wanted and for nothing else; None where that is neither words nor a topic.

    One that asks for nobody's words, and still is not to, keeps its own; `understood.topic` stands in it as it is.
    """
    if wanted == understood:
        return question
    if understood.speaker or wanted.speaker or bool(wanted.topic) != bool(understood.topic):
        return question_of(wanted)
    if understood.topic and wanted.topic:
        before, _, behind = question.rpartition(understood.topic)
        question = f"{before}{wanted.topic}{behind}"
    return with_period(question, understood.period, wanted.period)


def with_period(question: str, old: str | None, new: str | None) -> str:
    """The question with another period, at the place of the old one or at its end; without any where `new` is None."""
    at = question.lower().rfind(old.lower()) if old else -1
    if old and at >= 0:
        kept = f"{question[:at].rstrip()} {new or ''}".rstrip() + question[at + len(old) :]
        return kept if new else kept.replace(" ?", "?")
    return f"{question.rstrip(' ?.')} {new}?" if new else question
