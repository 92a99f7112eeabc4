"""A question that leans on the ones before it, as one that stands alone: by rule, from the last speaker and topic.

"What did he say about China?", "And about NATO?" and "What about Raab?" are resolved; what no rule fits stays as it is,
for a question answered as it was asked is better than one guessed at.
"""

import re
from collections.abc import Callable, Sequence

from assistant.checks.words import names_in
from assistant.values import Answer
from index.query import whose_words

History = Sequence[str | Answer]
"""Earlier questions, oldest first, as they were asked or with their answers."""

_PRONOUN = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(?:his|her|their)\b", re.IGNORECASE)
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


def standalone(question: str, history: History, speaks: Callable[[str], bool]) -> str:
    """The question with the speaker and the topic it takes from the history; itself where it takes none.

    `speaks` tells whether somebody of this name is quoted: "What about Raab?" asks for another's words on the same
    topic, "What about China?" for the same speaker's on another.
    """
    speaker, topic = _last(history, speaks)
    if speaker is None:
        return question
    return _of_fragment(question, speaker, topic, speaks) or _of_pronouns(question, speaker, topic)


def _last(history: History, speaks: Callable[[str], bool]) -> tuple[str | None, str | None]:
    """The last speaker asked for and the last topic, each earlier question read with those before it."""
    speaker: str | None = None
    topic: str | None = None
    for earlier in history:
        text = earlier.standalone_question if isinstance(earlier, Answer) else earlier
        if speaker is not None:
            text = _of_fragment(text, speaker, topic, speaks) or _of_pronouns(text, speaker, topic)
        who, what = whose_words(text)
        speaker, topic = who or speaker, what if who else topic
    return speaker, topic


def _of_fragment(question: str, speaker: str, topic: str | None, speaks: Callable[[str], bool]) -> str | None:
    """A whole question for "And about NATO?" or "What about Raab?"; None where the question is whole already."""
    about = _ABOUT.match(question)
    found = about or _AND_NAME.match(question)
    if found is None or _NO_TOPIC.match(what := found["what"]) or not (about or names_in(what) == (what,)):
        return None
    about_only = re.match(rf"{_AND}?(?:about|on)\b", question, re.IGNORECASE)
    if not about_only and names_in(what) == (what,) and speaks(what):
        return f"What did {what} say about {topic}?" if topic else f"What did {what} say?"
    return f"What did {speaker} say about {what}?"


def _of_pronouns(question: str, speaker: str, topic: str | None) -> str:
    """The question with a name for its first "he" or "his", and the topic for a last "about that".

    A pronoun behind a name means that name, not the history's.
    """
    _, space, rest = question.partition(" ")
    names = names_in(rest)
    first_name = question.find(names[0], len(question) - len(rest)) if space and names else len(question)
    for pattern, name in ((_PRONOUN, speaker), (_POSSESSIVE, f"{speaker}’s")):
        found = pattern.search(question)
        if found and found.start() < first_name:
            question = f"{question[: found.start()]}{name}{question[found.end() :]}"
            break
    if topic:
        question = _THAT.sub(lambda that: f"{that['word']} {topic}?", question)
    return question
