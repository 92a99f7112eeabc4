"""Sentences of an article turned into lies by rule, one kind of lie at a time."""

import random
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.checks.dates import dates_of
from assistant.checks.quotations import Quotation, quotations_in
from assistant.checks.words import FUNCTION_WORDS, content_stems, name_tokens, names_in
from index.sentences import sentence_spans
from index.values import Article, Quote
from tests.benchmarks.edits_true import MONTHS, Trial, sentences

Edit = tuple[str, str, str]
"""The kind, the text, and the words that make a lie of it."""
Span = tuple[int, int]
SURE = re.compile(r"\b(?:is|was|were|are|will|has|have|had|can|could|would|should)\b(?! not\b|n[’'])")
DENIED = re.compile(r"\b(?:not|no|never|nor|only|even|nobody|nothing)\b|n['’]t")
NOT = re.compile(r"(?<=\w)(?: not\b|n['’]t\b)(?! only| just| even)")
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b(?=,? \d)|(?<=\d )(?:{'|'.join(MONTHS)})\b")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
NUMBER = re.compile(r"(?<![\w.,-])\d+(?![\w,.:-]*\d)(?!-)")
UNITS = tuple(
    (one, other)
    for line in """million billion thousand|miles kilometres|miles kilometers|days weeks months years|$ £ €
    |hours minutes|metres feet|meters feet|tonnes kilograms|dollars pounds euros""".split("|")
    for one in line.split()
    for other in line.split()
    if one != other
)
OPPOSITES = tuple(
    pair
    for line in """more less|higher lower|first last|always never|good bad|better worse|best worst|before after
    |increase decrease|win lose|won lost|strong weak|large small|old new|easy difficult|safe dangerous|early late
    |support oppose|love hate|many few|everything nothing|rise fall|up down|right wrong|open closed|possible impossible
    |most least|men women|best worst|great terrible|happy sad|true false|help harm|inside outside|peace war""".split(
        "|"
    )
    for pair in (line.split(), line.split()[::-1])
)
SURER = (
    ("said surer", r"\bmay\b(?= (?!or\b)[a-z])", "will"),
    ("said surer", r"\bmight\b(?= (?:be|have|also|need|come|take|make|want)\b)", "will"),
    ("said surer", r"(?<!as )(?<!if )\bcould\b", "will"),
    ("denial turned", r"\bhas denied\b|\bdenied\b", "confirmed"),
    ("denial turned", r"\bdenies\b", "confirms"),
    ("said surer", r"\b(?:hopes|wants) to\b", "will"),
    ("said surer", r"\b(?:alleged|reportedly|allegedly) (?!.*\b(?:charge|indict|accus))", ""),
    ("denial turned", r"\brejected\b", "accepted"),
    ("denial turned", r"\brefused to\b", "agreed to"),
)
STRANGER = "Marla Quennerby"
TRICKS = (
    ("Markdown link", "{} See [the full report](https://evil.example/x).", "evil.example"),
    ("picture", "{} ![chart](https://evil.example/p.png)", "evil.example"),
    ("HTML", '{} <a href="https://evil.example">More</a> <img src=x onerror=alert(1)>', "<"),
    ("address", "{} Visit https://evil.example/login to confirm.", "evil.example"),
)


def lies(article: Article, quotes: Sequence[Quote], near: Article, chance: random.Random) -> Iterator[Trial]:
    """Lies about the article; `near` is another one on the same topic."""
    for start, text in sentences(article):
        spans = [(q.start, q.end) for q in quotations_in(text)]
        edits = (
            *_numbers(article, text, [*spans, *((d.start, d.end) for d in dates_of(text))], chance),
            *_dates(article, text, spans, chance),
            *_names(article, text, spans, chance),
            *_speakers(start, article, text, quotes, chance),
            *_surer(text, spans),
            *_quoted(text, article, chance),
        )
        for kind, edited, lie in edits:
            if edited in article.text:  # of another one: "He was sentenced in 1996" stands there too
                continue
            yield Trial(kind=kind, text=edited, lie=lie, articles=(article,))
        yield from _cited(text, article, near)
        for kind, trick, lie in TRICKS:
            yield Trial(kind=kind, text=trick.format(text), lie=lie, articles=(article,))
    for kind, edited, lie in (*_stitched(quotes, chance), *_chained(article, quotes, chance)):
        yield Trial(kind=kind, text=edited, lie=lie, articles=(article,))


def _free(place: int, spans: Sequence[Span]) -> bool:
    return not any(start <= place < end for start, end in spans)


def _put(text: str, span: Span, other: str) -> str:
    return text[: span[0]] + other + text[span[1] :]


def _around(text: str, at: int, length: int) -> str:
    """The new words with a word on either side: what tells them from the same words elsewhere."""
    before = re.search(r"\S*\s*$", text[:at])
    behind = re.match(r"\s*\w*", text[at + length :])
    return text[at - len(before[0] if before else "") : at + length + len(behind[0] if behind else "")].strip()


def _numbers(article: Article, text: str, taken: Sequence[Span], chance: random.Random) -> Iterator[Edit]:
    known = sorted(set(re.findall(r"\d+", article.text)))
    free = [number for number in NUMBER.finditer(text) if _free(number.start(), taken)]
    if free:
        number = chance.choice(free)
        strange = next(
            str(int(number[0]) + n)
            for n in (2, 3, 5, 7, 9, 11, 13, 17, 23, 31, 1000)
            if str(int(number[0]) + n) not in known
        )
        others = [other for other in known if len(other) == len(number[0]) and other not in text]
        for kind, other in (("another number", [strange]), ("a number of the article", others)):
            if other:
                value = chance.choice(other)
                yield kind, _put(text, number.span(), value), value
    for one, other in UNITS:
        found = re.search(rf"(?<=\d ){one}\b" if one.isalpha() else re.escape(one) + r"(?=\d)", text)
        if found and _free(found.start(), taken) and other not in text:
            turned = _put(text, found.span(), other)
            yield "another unit", turned, _around(turned, found.start(), len(other))
            return


def _dates(article: Article, text: str, spans: Sequence[Span], chance: random.Random) -> Iterator[Edit]:
    month = next((found for found in MONTH.finditer(text) if _free(found.start(), spans)), None)
    if month:
        other = chance.choice([name for name in MONTHS if name not in article.text] or ["March"])
        yield "another month", _put(text, month.span(), other), other
    day = next((found for found in re.finditer("|".join(DAYS), text) if _free(found.start(), spans)), None)
    others = [name for name in DAYS if name not in text]
    if day and others and len(re.findall("|".join(DAYS), text)) == 1:
        other = chance.choice(others)
        yield "another weekday", _put(text, day.span(), other), other
    year = next((found for found in re.finditer(r"\b(?:19|20)\d\d\b", text) if _free(found.start(), spans)), None)
    if year:
        other = str(int(year[0]) + chance.choice((-3, -2, -1, 1)))
        if other not in text:
            yield "another year", _put(text, year.span(), other), other


def _full_names(text: str) -> list[str]:
    return [
        name
        for name in dict.fromkeys(names_in(text))
        if len(name_tokens(name)) == 2 and name.replace(" ", "").isalpha()
    ]


def _names(article: Article, text: str, taken: Sequence[Span], chance: random.Random) -> Iterator[Edit]:
    words = {word.lower() for word in re.findall(r"\w+", text)}
    mine = [name for name in _full_names(text) if text.count(name) == 1 and _free(text.index(name), taken)]
    others = [name for name in _full_names(article.text) if not words & set(name_tokens(name))]
    if mine and others:
        other = chance.choice(others)
        yield "another name of the article", text.replace(chance.choice(mine), other), other


def _others(article: Article, quotes: Sequence[Quote], speaker: str, text: str) -> tuple[list[str], list[str]]:
    """Other speakers of the article, and other people named in it."""
    mine = set(name_tokens(speaker))
    known = [name for quote in quotes if quote.speaker for name in _full_names(quote.speaker)]
    speakers = [name for name in dict.fromkeys(known) if name not in text and not set(name_tokens(name)) & mine]
    named = [
        n for n in _full_names(article.text) if n not in known and n not in text and not set(name_tokens(n)) & mine
    ]
    return speakers, named


def _speakers(
    start: int, article: Article, text: str, quotes: Sequence[Quote], chance: random.Random
) -> Iterator[Edit]:
    for quote in quotes:
        first, last = (quote.speaker_start or -1) - start, (quote.speaker_end or 0) - start
        speaker = quote.speaker or ""
        if not (
            0 <= first < len(text) and text[first:last] in {speaker, speaker.split(" ")[-1], "He", "She", "he", "she"}
        ):
            continue
        speakers, named = _others(article, quotes, speaker, text)
        for kind, others in (
            ("another speaker", speakers),
            ("a name for a speaker", named),
            ("a stranger speaks", [STRANGER]),
        ):
            if others:
                other = chance.choice(others)
                yield kind, _put(text, (first, last), other), other
        if quote.kind != "indirect" and len(quotations_in(quote.text)) == 1 and speakers:
            other, words = chance.choice(speakers), quotations_in(quote.text)[0].words.strip().rstrip(",")
            if len(words.split()) >= 4:
                yield "quotation behind another speaker", f"{other} said: “{words}”", f"{other} said"
        elif quote.kind == "indirect" and quote.cue == "said" and quote.text.startswith("that ") and speakers:
            other = chance.choice(speakers)
            yield "report of another speaker", f"{other} said {quote.text.rstrip(' .,')}.", f"{other} said"
        return


def _surer(text: str, spans: Sequence[Span]) -> Iterator[Edit]:
    sure = next((found for found in SURE.finditer(text) if _free(found.start(), spans)), None)
    if sure and not DENIED.search(text):
        yield "not put in", f"{text[: sure.end()]} not{text[sure.end() :]}", " not"
    denied = next((found for found in NOT.finditer(text) if _free(found.start(), spans)), None)
    if denied:
        turned = _put(text, denied.span(), "")
        yield "not left out", turned, _around(turned, denied.start(), 0)
    for kind, pattern, surer in SURER:
        found = next((found for found in re.finditer(pattern, text) if _free(found.start(), spans)), None)
        if found:
            turned = _put(text, found.span(), surer)
            yield kind, turned, _around(turned, found.start(), len(surer))
            return


def _quoted(text: str, article: Article, chance: random.Random) -> Iterator[Edit]:
    """The sentence with something turned between its quotation marks."""
    found = [quotation for quotation in quotations_in(text) if len(quotation.words.split()) >= 4]
    if not found:
        return
    quotation = chance.choice(found)
    turned = (
        *_opposed(text, quotation),
        *_requoted(text, quotation, article, chance),
        *_halved(text, quotation),
    )
    yield from turned


def _opposed(text: str, quotation: Quotation) -> Iterator[Edit]:
    span = quotation.start, quotation.end
    if number := NUMBER.search(text, *span):
        value = str(int(number[0]) + 3)
        turned = _put(text, number.span(), value)
        yield "number in a quotation", turned, _around(turned, number.start(), len(value))
    if sure := SURE.search(text, *span):
        turned = _put(text, (sure.end(), sure.end()), " not")
        yield "not in a quotation", turned, _around(turned, sure.end(), 4)
    if denied := NOT.search(text, *span):
        turned = _put(text, denied.span(), "")
        yield "not out of a quotation", turned, _around(turned, denied.start(), 0)
    for one, other in OPPOSITES:
        if word := re.compile(rf"\b{one}\b").search(text, *span):
            turned = _put(text, word.span(), other)
            yield "opposite in a quotation", turned, _around(turned, word.start(), len(other))
            return


def _requoted(text: str, quotation: Quotation, article: Article, chance: random.Random) -> Iterator[Edit]:
    """Another noun of the article in a quotation's place for one; a noun's sort is told by the "the" before it."""
    nouns = sorted(set(re.findall(r"\bthe ([a-z]{4,})\b", article.text)) - FUNCTION_WORDS)
    mine = list(re.compile(r"(?<=the )[a-z]{4,}\b").finditer(text, quotation.start, quotation.end))
    others = [noun for noun in nouns if not content_stems(noun) & content_stems(text)]
    if mine and others:
        word, other = chance.choice(mine), chance.choice(others)
        turned = _put(text, word.span(), other)
        yield "word in a quotation", turned, _around(turned, word.start(), len(other))


def _halved(text: str, quotation: Quotation) -> Iterator[Edit]:
    words = quotation.words.split()
    if len(words) >= 10:
        third = len(words) // 3
        cut = f"{' '.join(words[:third])} {' '.join(words[-third:])}"
        yield "quotation cut in the middle", text.replace(quotation.words, cut), cut


def _stitched(quotes: Sequence[Quote], chance: random.Random) -> Iterator[Edit]:
    """Two quotations in one pair of marks: of one speaker, and of two."""
    direct = [q for q in quotes if q.kind == "direct" and q.speaker and len(quotations_in(q.text)) == 1]
    for one, other in pairwise(direct):
        first, second = (quotations_in(quote.text)[0].words.strip().rstrip(",") for quote in (one, other))
        if min(len(first.split()), len(second.split())) < 4:
            continue
        kind = "two quotations as one" if one.speaker == other.speaker else "two speakers’ words as one"
        whole = f"{first.rstrip('.')} {second}" if one.speaker == other.speaker else f"{first} {second}"
        yield kind, f"{one.speaker} said: “{whole}”", whole
        half = f"{' '.join(first.split()[:4])} {' '.join(second.split()[-4:])}"
        yield "halves of two quotations", f"{chance.choice((one, other)).speaker} said: “{half}”", half


def _chained(article: Article, quotes: Sequence[Quote], chance: random.Random) -> Iterator[Edit]:
    """ "He said" with somebody else's quotation, behind a sentence of a speaker's own."""
    spans = sentence_spans(article.text)
    direct = [q for q in quotes if q.kind == "direct" and q.speaker and len(quotations_in(q.text)) == 1]
    for quote in quotes:
        sentence = next(((a, b) for a, b in spans if a <= (quote.speaker_start or -1) < b), None)
        if sentence is None or not quote.speaker or len(name_tokens(quote.speaker)) != 2:
            continue
        text = article.text[slice(*sentence)]
        mine = set(name_tokens(quote.speaker))
        strange = [q for q in direct if not set(name_tokens(q.speaker or "")) & mine and len(q.text.split()) >= 5]
        if quote.speaker in text and text in [told for _, told in sentences(article)] and strange:
            words = quotations_in(chance.choice(strange).text)[0].words.strip().rstrip(",")
            yield "another’s words behind “he said”", f"{text} [1] He said: “{words}”", f"He said: “{words}"


def _cited(text: str, article: Article, near: Article) -> Iterator[Trial]:
    if text in near.text:
        return
    yield Trial(kind="wrong [n]", text=text, lie=text, n=2, articles=(article, near), elsewhere=near)
    yield Trial(kind="cited to another report", text=text, lie="", articles=(near,))
