"""What was asked last, as far as the next question may lean on it, and what "why?", "and later?" make of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.checks.casing import inside
from assistant.checks.frames import parsed
from assistant.checks.words import names_in
from assistant.citing import written
from assistant.question.slots import question_of, with_period
from assistant.values import Answer, Slots
from index.dates import Period, periods_of
from index.parsing import Parse, Token
from index.query import understand
from index.values import as_day

_LEAD = r"^\s*(?:(?:and|but|so|ok|okay|then)\b[\s,]*)?"
_WHY = re.compile(
    rf"{_LEAD}(?P<word>why|how|when|where)(?:\s+(?:so|is that|was that|not|did that happen))?\s*\?*\s*$", re.IGNORECASE
)
_LATER = re.compile(
    rf"{_LEAD}(?:what\s+(?:happened|came|did\s+(?:he|she|they)\s+say)\s+)?(?:later(?:\s+on)?|then|afterwards?|next|"
    r"(?:after|since)\s+(?:that|then))\s*\?+\s*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"{_LEAD}(?:before(?:\s+(?:that|then))?|earlier)\s*\?+\s*$", re.IGNORECASE)
_NOW = re.compile(rf"{_LEAD}(?:now|today|currently|so far|the latest)\s*\?+\s*$", re.IGNORECASE)
_WHEN = re.compile(rf"{_LEAD}(?:(?:what|how)\s+about\s+)?(?P<when>[^?]{{3,60}}?)\s*\?*\s*$", re.IGNORECASE)
_WHAT = re.compile(
    rf"{_LEAD}(?:(?:what|how)\s+about\s+|and\s+)?(?P<what>(?:in|at|for|on)?\s*(?:the\s+|a\s+)?[^?]{{2,60}}?)\s*\?+\s*$",
    re.IGNORECASE,
)
_FRAGMENT = re.compile(r"^\s*(?:and\b|but\b|(?:what|how)\s+about\b)", re.IGNORECASE)
_AUXILIARY = frozenset("do be have will would can could should may might".split())
_WH = frozenset("who whom whose which what where when why how".split())
_PLACED = re.compile(r"^(?P<how>in|at|for|on)\s+(?P<name>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Last:
    """The last question that stands alone, taken apart. `first_day` and `last_day`: of its period, else of its answer.

    `offered` is what "yes" asks for after a refusal: the same without what the articles did not have.
    """

    question: str | None = None
    speaker: str | None = None
    topic: str | None = None
    period: str | None = None
    of_speech: bool = False
    first_day: date | None = None
    last_day: date | None = None
    offered: str | None = None


def asked_last(question: str, before: Last, answer: Answer | None) -> Last:
    """What the next question may lean on. A whole question about something else leaves nothing but the speaker."""
    query = understand(question, as_of=answer.as_of if answer else None)
    period = query.period
    days = sorted(_days(answer)) if answer else []
    person = _person(question, answer)
    return Last(
        question=question,
        speaker=query.speaker or person or before.speaker,
        topic=query.topic if query.speaker else thing_asked(question),
        period=period.text if period and period.kind != "recency" else None,
        of_speech=query.speaker is not None,
        first_day=(period.since if period else None) or (days[0] if days else None),
        last_day=(period.until if period else None) or (days[-1] if days else None),
        offered=_offered(query.speaker, query.topic, period, answer),
    )


def when_of(question: str, last: Last) -> str | None:
    """The last question at another time, or why it is so: "and in May?", "and later?", "why?"; None for any other."""
    asked = last.question or ""
    if _LATER.match(question):
        return with_period(asked, last.period, f"after {written(last.last_day)}") if last.last_day else None
    if _BEFORE.match(question):
        return with_period(asked, last.period, f"before {written(last.first_day)}") if last.first_day else None
    if _NOW.match(question):
        return with_period(asked, last.period, "now")
    if found := _WHY.match(question):
        return _why(found["word"].capitalize(), last)
    when = _WHEN.match(question)
    spans = periods_of(when["when"], None) if when else ()
    if when and any(span.text == when["when"] for span in spans):
        return with_period(asked, last.period, inside(when["when"]))
    return None


def fragment_of_facts(question: str, last: Last) -> str | None:
    """The last question about another thing or place: "And the school?", "And in Marholm?"; None for any other."""
    found = _WHAT.match(question)
    if found is None or last.of_speech or not _FRAGMENT.match(question) or last.question is None:
        return None
    what = found["what"].strip()
    placed = _PLACED.match(what)
    name = placed["name"] if placed else what
    if names_in(name) == (name,):
        known = names_in(last.question)
        old = known[-1] if len(known) == 1 or (placed and known) else None
        return last.question.replace(old, name) if old else None
    if last.topic and re.match(r"(?:the|a|an|this|its|their)\s", what, re.IGNORECASE) and not _is_clause(what):
        return last.question.replace(last.topic, what)
    return None


def _is_clause(text: str) -> bool:
    return any(token.pos in {"VERB", "AUX"} for token in parsed(text).tokens)


def _why(word: str, last: Last) -> str | None:
    """ "Why did Blinken say that about Afghanistan?", "Why was the school closed?"; None where no rule makes one."""
    if last.of_speech and word == "Why":
        about = f" about {last.topic}" if last.topic else ""
        return f"Why did {last.speaker} say that{about}?"
    tree = parsed(last.question or "")
    auxiliary = next((token for token in tree.tokens if token.lemma in _AUXILIARY and token.lower not in _WH), None)
    if last.of_speech or auxiliary is None or auxiliary.i == len(tree.tokens) - 1:
        return None
    before = tree.tokens[: auxiliary.i]
    asked = any(token.lower in {"who", "what", "which", "many", "much"} for token in before)
    much = any(token.lower == "much" for token in before)
    if asked and not much and not _has_subject_behind(auxiliary, tree):
        return None
    rest = (last.question or "")[auxiliary.start :].rstrip(" ?")
    return f"{word} {rest[0].lower()}{rest[1:]}{' so much' if much else ''}?"


def _has_subject_behind(auxiliary: Token, tree: Parse) -> bool:
    return any(token.dep in {"nsubj", "nsubjpass"} and token.i > auxiliary.i for token in tree.tokens)


def parts_asked(answer: Answer) -> Slots:
    """What of an answer's question can be changed by itself: its slots; for nobody's words, too, what it is about."""
    slots = answer.slots
    return slots if slots.speaker or slots.topic else replace(slots, topic=thing_asked(answer.standalone_question))


def thing_asked(question: str) -> str | None:
    """What a question about nobody's words is about: the noun behind its auxiliary, else its subject or its object."""
    tree = parsed(question)
    root = next((token for token in tree.tokens if token.head == token.i), None)
    auxiliary = next((token for token in tree.tokens if token.lemma in _AUXILIARY and token.lower not in _WH), None)
    if root is None:
        return None
    if auxiliary is not None and auxiliary.i < root.i:
        between = tree.tokens[auxiliary.i + 1 : root.i]
        if named := _up_to_its_noun(between):
            return question[named[0].start : named[-1].end]
    nouns = [
        token for token in tree.tokens if token.dep in {"nsubj", "nsubjpass", "dobj", "attr"} and token.head == root.i
    ]
    told = (noun for noun in nouns if noun.pos in {"NOUN", "PROPN"} and not _is_wh(noun, tree))
    return next((question[tree.tokens[n.left].start : tree.tokens[n.right].end] for n in told), None)


def _up_to_its_noun(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens as far as a noun that no verb stands before but as a part of it: "the flood barrier" of "… be"."""
    nouns = [n for n, token in enumerate(tokens) if token.pos in {"NOUN", "PROPN"}]
    verb = next((n for n, token in enumerate(tokens) if nouns and n > nouns[0] and token.pos in {"VERB", "AUX"}), None)
    last = max((n for n in nouns if verb is None or n < verb), default=-1)
    return tokens[: last + 1]


def _is_wh(noun: Token, tree: Parse) -> bool:
    return any(token.lower in _WH for token in tree.tokens[noun.left : noun.i + 1])


def _person(question: str, answer: Answer | None) -> str | None:
    """Whom "he" or "she" may mean after "Who …?": the one name that the answer has and the question does not."""
    if answer is None or answer.refusal or not question.lower().startswith("who") or not answer.sentences:
        return None
    known = set(question.lower().split())
    names = [name for name in names_in(answer.sentences[0].text) if not set(name.lower().split()) & known]
    people = [name for name in dict.fromkeys(names) if len(name.split()) > 1]
    return people[0] if len(people) == 1 else None


def _days(answer: Answer) -> list[date]:
    return [as_day(one.published) for one in answer.citations if one.published]


def _offered(speaker: str | None, topic: str | None, period: Period | None, answer: Answer | None) -> str | None:
    if answer is None or answer.refusal is None or speaker is None:
        return None
    if answer.refusal.reason == "speaker_not_on_topic":
        return question_of(Slots(speaker=speaker))
    return (
        question_of(Slots(speaker=speaker, topic=topic))
        if answer.refusal.reason == "outside_dates" and period
        else None
    )
