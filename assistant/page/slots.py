"""What a question was understood to ask for: whose words, about what, when. And the question that other values make."""

from dataclasses import dataclass

from index.query import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """The words of a question that can be changed one by one; None where it says nothing of the kind."""

    speaker: str | None = None
    topic: str | None = None
    period: str | None = None


def slots_of(query: Query) -> Slots | None:
    """None where nobody's words are asked for: such a question has no parts that could be changed alone."""
    if query.speaker is None:
        return None
    period = query.period.text if query.period and query.period.kind != "recency" else None
    return Slots(speaker=query.speaker, topic=query.topic, period=period)


def question_of(slots: Slots) -> str | None:
    """The question that asks for these; None where there is neither a speaker nor a topic."""
    about = f" about {slots.topic}" if slots.topic else ""
    when = f" {slots.period}" if slots.period else ""
    if slots.speaker:
        return f"What did {slots.speaker} say{about}{when}?"
    return f"What is said about {slots.topic}{when}?" if slots.topic else None
