"""Sentences of an article as they stand, and edited by rule so that they stay true."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.checks.dates import dates_of
from assistant.checks.quotations import quotations_in, quoted_regions
from assistant.checks.unsaid import is_command
from assistant.checks.words import FUNCTION_WORDS
from index.sentences import sentence_spans
from index.values import Article, Quote

MONTHS = "January February March April May June July August September October November December".split()
WHOLE = re.compile(r"[A-Z“\"‘\d£$](?!.*(?:https?:|www\.|@\w|\n)).*[.!][”\"’]?", re.DOTALL)
CLAUSE = re.compile(r",\s(?:which|who|where|when|while|after|before|although|because|as|whose|\w+ing)\s[^“”\"]*$")
SPEECH = re.compile(
    r"\b(?:sa(?:y|ys|id)|told|accord\w*|add(?:s|ed)|report\w*|claim\w*|announc\w*|think\w*|believ\w*)\b"
)
ASIDE = re.compile(
    r"(?<=[a-z]), (?:the|an?|who|which|whose) [^,“”\"]{4,60}, (?=(?:sa(?:id|ys)|told|has|had|was|is|will)\b)"
)
SHORT, LONG = 4, 600
LEAST_CUT = 40
"""Characters before a clause below which it cuts the sentence itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A text to verify. `lie` are the words that must not stand in what is kept of it; None for a truth."""

    kind: str
    text: str
    lie: str | None = None
    n: int = 1
    articles: tuple[Article, ...]
    """What it is verified against; `n` of them is cited."""
    elsewhere: Article | None = None
    """The article whose words it has, where another is cited: only to cite that other is to lie."""


def sentences(article: Article) -> Iterator[tuple[int, str]]:
    """Whole sentences of the article with where they begin, none inside a quotation or cut by one."""
    regions = quoted_regions(article.text)
    for start, end in sentence_spans(article.text):
        text = article.text[start:end]
        touching = [(a, b) for a, b in regions if a < end and start < b]
        cut = any(
            a < start or end < b or not re.search(r"\w", text[: a - start] + text[b - start :]) for a, b in touching
        )
        if not cut and WHOLE.fullmatch(text) and len(text.split()) >= SHORT and len(text) <= LONG:
            yield start, text


def continued(sentence: str) -> str:
    """The sentence as it goes on behind other words."""
    first = sentence.split(maxsplit=1)[0].lower()
    return sentence[0].lower() + sentence[1:] if first in FUNCTION_WORDS and first != "i" else sentence


def truths(article: Article, quotes: Sequence[Quote]) -> Iterator[Trial]:
    for start, text in sentences(article):
        edits = (*_led(article, text), *_cut(text), *_named(start, text, quotes), *_told(start, text, quotes))
        for kind, edited in edits:
            yield Trial(kind=kind, text=edited, articles=(article,))


def _led(article: Article, text: str) -> Iterator[tuple[str, str]]:
    if is_command(text):
        return
    yield "as it stands", text
    plain = text[0].isupper() and text.endswith(".") and not re.match(r"(?:But|And|Yet|So|However)\b", text)
    if plain and article.published and not dates_of(text):
        day = article.published.day
        yield "day in front", f"On {day.day} {MONTHS[day.month - 1]} {day.year}, {continued(text)}"
    if plain and article.outlet:
        yield "outlet in front", f"{article.outlet} reported that {continued(text)}"


def _cut(text: str) -> Iterator[tuple[str, str]]:
    clause = CLAUSE.search(text[LEAST_CUT:])
    if clause and not SPEECH.search(clause[0]) and not re.search(r"[“\"(]", text):
        yield "last clause cut", text[: LEAST_CUT + clause.start()].rstrip(".") + "."
    if aside := ASIDE.search(text):
        yield "apposition left out", f"{text[: aside.start()]} {text[aside.end() :]}"


def _named(start: int, text: str, quotes: Sequence[Quote]) -> Iterator[tuple[str, str]]:
    speakers = {quote.speaker for quote in quotes if quote.speaker_start == start and quote.speaker}
    if (pronoun := re.match(r"(?:He|She)\b(?!['’])", text)) and len(speakers) == 1:
        yield "name for a pronoun", f"{speakers.pop()}{text[pronoun.end() :]}"
    told = re.match(r"([^“”\"]+), ((?:[A-Z][\w.’-]+ ?){1,3}) (said|told reporters)\.$", text)
    if told and told[2] not in {"He", "She", "They", "It"}:
        yield "speaker in front", f"{told[2]} {told[3]} that {continued(told[1])}."


def _told(start: int, text: str, quotes: Sequence[Quote]) -> Iterator[tuple[str, str]]:
    here = [quote for quote in quotes if quote.speaker and start <= quote.start < start + len(text)]
    for quote in here:
        if quote.kind == "direct" and len(quotations_in(quote.text)) == 1 and text.count(quote.text) == 1:
            words = quotations_in(quote.text)[0].words.strip().rstrip(",")
            if not words.strip("."):
                continue
            stop = "" if words.endswith((".", "!", "?")) else "."
            yield "speaker before the quotation", f"{quote.speaker} said: “{words}{stop}”"
        if quote.cue == "said" and text.count(" said ") == 1:
            yield "says for said", text.replace(" said ", " says ")
