"""A question that leans on the ones before it, as one that stands alone: by rule, from what was asked last.

"What did he say about China?", "And about NATO?", "What about Raab?", "And later?", "Why?" and "Yes" are resolved; what
no rule fits stays as it is, for a question answered as it was asked is better than one guessed at.
"""

import re
from collections.abc import Callable, Sequence

from assistant.checks.words import names_in
from assistant.question.asking import Last, asked_last, fragment_of_facts, when_of
from assistant.values import Answer

History = Sequence[str | Answer]
"""Earlier questions, oldest first, as they were asked or with their answers."""
Speaks = Callable[[str], bool]

_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(?:his|her|their)\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|they)\b|\b(?:this|that)(?=\s+(?:happen|cost|mean|take|start|end)|\s*\?)", re.IGNORECASE)
_THAT = re.compile(r"\b(?P<word>about|on)\s+(?:it|that|this|them)\s*\?*\s*$", re.IGNORECASE)
_AND = r"^\s*(?:(?:and|but|so|ok|okay)\b[\s,]*)"
_ABOUT = re.compile(
    rf"(?:{_AND}?(?:(?:what|how)\s+)?about|{_AND}on)\s+(?P<what>[^?]{{2,80}}?)\s*\?*\s*$", re.IGNORECASE
)
_AND_NAME = re.compile(rf"{_AND}(?:the\s+)?(?P<what>[^?]{{2,60}}?)\s*\?+\s*$", re.IGNORECASE)
_NO_TOPIC = re.compile(
    r"^(?:it|that|this|them|him|her|who|what|when|where|why|how|which|did|does|do|is|was|are|were|has|have)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(r"^\s*(?:and\s+)?what else did (?P<who>.{2,60}?) say\s*\??\s*$", re.IGNORECASE)
_YES = re.compile(
    r"^\s*(?:yes|yeah|yep|sure|ok|okay|please|go on|go ahead|tell me|more|please do|that one)"
    r"(?:[\s,]+(?:please|do|tell me|more|go on|go ahead))*\s*[.!?]*\s*$",
    re.IGNORECASE,
)


def standalone(question: str, history: History, speaks: Speaks) -> str:
    """The question with the speaker, the topic and the time it takes from the history; itself where it takes none.

    `speaks` tells whether somebody of this name is quoted: "What about Raab?" asks for another's words on the same
    topic, "What about China?" for the same speaker's on another.
    """
    last = Last()
    for earlier in history:
        said = earlier.standalone_question if isinstance(earlier, Answer) else _resolved(earlier, last, speaks)
        last = asked_last(said, last, earlier if isinstance(earlier, Answer) else None)
    return _resolved(question, last, speaks)


def _resolved(question: str, last: Last, speaks: Speaks) -> str:
    if last.question is None:
        return question
    if _YES.match(question):
        return last.offered or last.question
    return (
        when_of(question, last)
        or _of_fragment(question, last, speaks)
        or fragment_of_facts(question, last)
        or _of_pronouns(question, last)
    )


def _of_fragment(question: str, last: Last, speaks: Speaks) -> str | None:
    """A whole question for "And about NATO?" or "What about Raab?"; None where the question is whole already."""
    about = _ABOUT.match(question)
    found = about or _AND_NAME.match(question)
    if found is None or _NO_TOPIC.match(what := found["what"]) or not (about or names_in(what) == (what,)):
        return None
    about_only = re.match(rf"{_AND}?(?:about|on)\b", question, re.IGNORECASE)
    when = f" {last.period}" if last.period else ""
    if not about_only and names_in(what) == (what,) and speaks(what):
        return f"What did {what} say about {last.topic}{when}?" if last.topic else f"What did {what} say{when}?"
    return f"What did {last.speaker} say about {what}{when}?" if last.of_speech else None


def _of_pronouns(question: str, last: Last) -> str:
    """The question with a name for its first "he" or "his", and the topic for "it" or a last "about that".

    A pronoun behind a name means that name, not the history's.
    """
    if (more := _ELSE.match(question)) and last.speaker:
        who = last.speaker if _PRONOUN.fullmatch(more["who"]) else more["who"]
        return f"What did {who} say?"
    _, space, rest = question.partition(" ")
    names = names_in(rest)
    first_name = question.find(names[0], len(question) - len(rest)) if space and names else len(question)
    person, thing = last.speaker, None if last.of_speech else last.topic
    for pattern, name in (
        (_PRONOUN, person),
        (_POSSESSIVE, f"{person}’s" if person else None),
        (_IT, thing),
    ):
        found = pattern.search(question) if name else None
        if name and found and found.start() < first_name and not _THAT.match(question, max(0, found.start() - 6)):
            question = f"{question[: found.start()]}{name}{question[found.end() :]}"
            break
    if last.topic:
        topic = last.topic
        question = _THAT.sub(lambda that: f"{that['word']} {topic}?", question)
    return question
