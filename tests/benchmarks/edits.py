"""What the checks do with sentences made by rule from an article's own: honest edits lost, lies let through.

    python -m tests.benchmarks.edits
    python -m tests.benchmarks.edits --index INDEX --articles 200 --seed 2 --each 2

Over the samples, or over articles of an index drawn by `--seed`; `--each` bounds the sentences of a kind and article
(0: all). Sentences as they stand are all tried, without those that tell the reader to do
something. Prints; asserts nothing.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant import verify
from assistant.checks.dates import dates_of
from assistant.checks.quotations import quotations_in, quoted_regions
from assistant.checks.unsaid import is_command
from assistant.checks.words import FUNCTION_WORDS, name_tokens, names_in
from assistant.samples import folder
from index import open_index
from index.quotes import extract_quotes
from index.readers import read_inputs
from index.sentences import sentence_spans
from index.values import Article, Quote

Edit = tuple[str, str, str]
"""The kind, the sentence, and the words that make a lie of it ("" for an honest one)."""
MONTHS = "January February March April May June July August September October November December".split()
WHOLE = re.compile(r"[A-Z“\"‘\d£$](?!.*(?:https?:|www\.|@\w|\n)).*[.!][”\"’]?", re.DOTALL)
CLAUSE = re.compile(r",\s(?:which|who|where|when|while|after|before|although|because|as|whose|\w+ing)\s[^“”\"]*$")
SPEECH = re.compile(
    r"\b(?:sa(?:y|ys|id)|told|accord\w*|add(?:s|ed)|report\w*|claim\w*|announc\w*|think\w*|believ\w*)\b"
)
SURE = re.compile(r"\b(?:is|was|were|are|will|has|have|had|can|could|would|should)\b(?! not\b|n[’'])")
DENIED = re.compile(r"\b(?:not|no|never|nor|only|even|nobody|nothing)\b|n['’]t")
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b(?=,? \d)|(?<=\d )(?:{'|'.join(MONTHS)})\b")
SHORT, LONG = 4, 600


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


def honest(article: Article, quotes: Sequence[Quote]) -> Iterator[Edit]:
    for start, text in sentences(article):
        if not is_command(text):
            yield "as it stands", text, ""
        if (clause := CLAUSE.search(text)) and not SPEECH.search(clause[0]) and not re.search(r"[“\"(]", text):
            yield "last clause cut", text[: clause.start()].rstrip(".") + ".", ""
        plain = text[0].isupper() and text.endswith(".") and not re.match(r"(?:But|And|Yet|So|However)\b", text)
        if plain and article.published and not dates_of(text) and not is_command(text):
            day = article.published.day
            yield "day in front", f"On {day.day} {MONTHS[day.month - 1]} {day.year}, {continued(text)}", ""
        if plain and article.outlet and not is_command(text):
            yield "outlet in front", f"{article.outlet} reported that {continued(text)}", ""
        speakers = {quote.speaker for quote in quotes if quote.speaker_start == start and quote.speaker}
        if (pronoun := re.match(r"(?:He|She)\b(?!['’])", text)) and len(speakers) == 1:
            yield "name for a pronoun", f"{speakers.pop()}{text[pronoun.end() :]}", ""
        told = re.match(r"([^“”\"]+), ((?:[A-Z][\w.’-]+ ?){1,3}) (said|told reporters)\.$", text)
        if told and told[2] not in {"He", "She", "They", "It"}:
            yield "speaker in front", f"{told[2]} {told[3]} that {continued(told[1])}.", ""


def lies(article: Article, quotes: Sequence[Quote], chance: random.Random) -> Iterator[Edit]:
    for start, text in sentences(article):
        spans = [(q.start, q.end) for q in quotations_in(text)]
        yield from _numbers(article, text, [*spans, *((d.start, d.end) for d in dates_of(text))], chance)
        yield from _names(article, text, spans, chance)
        yield from _speakers(start, text, quotes, chance)
        sure = next((found for found in SURE.finditer(text) if _free(found.start(), spans)), None)
        if sure and not DENIED.search(text):
            yield "not put in", f"{text[: sure.end()]} not{text[sure.end() :]}", " not"
        month = next((found for found in MONTH.finditer(text) if _free(found.start(), spans)), None)
        if month:
            other = chance.choice([name for name in MONTHS if name not in article.text] or ["March"])
            yield "another month", text[: month.start()] + other + text[month.end() :], other


def _numbers(article: Article, text: str, taken: list[tuple[int, int]], chance: random.Random) -> Iterator[Edit]:
    known = sorted(set(re.findall(r"\d+", article.text)))
    found = list(re.finditer(r"(?<![\w.,-])\d+(?![\w,.:-]*\d)(?!-)", text))
    free = [number for number in found if _free(number.start(), taken)]
    if free:
        number = chance.choice(free)
        strange = next(
            str(int(number[0]) + n) for n in (2, 3, 5, 7, 9, 11, 13, 17, 23, 31, 1000) if str(n) not in known
        )
        others = [other for other in known if len(other) == len(number[0]) and other not in text]
        for kind, other in (("another number", [strange]), ("a number of the article", others)):
            if other:
                value = chance.choice(other)
                yield kind, text[: number.start()] + value + text[number.end() :], value


def _full_names(text: str) -> list[str]:
    return [
        name
        for name in dict.fromkeys(names_in(text))
        if len(name_tokens(name)) == 2 and name.replace(" ", "").isalpha()
    ]


def _names(article: Article, text: str, taken: list[tuple[int, int]], chance: random.Random) -> Iterator[Edit]:
    words = {word.lower() for word in re.findall(r"\w+", text)}
    mine = [name for name in _full_names(text) if text.count(name) == 1 and _free(text.index(name), taken)]
    others = [name for name in _full_names(article.text) if not words & set(name_tokens(name))]
    if mine and others:
        other = chance.choice(others)
        yield "another name of the article", text.replace(chance.choice(mine), other), other


def _speakers(start: int, text: str, quotes: Sequence[Quote], chance: random.Random) -> Iterator[Edit]:
    known = [name for quote in quotes if quote.speaker for name in _full_names(quote.speaker)]
    for quote in quotes:
        first, last = (quote.speaker_start or -1) - start, (quote.speaker_end or 0) - start
        if 0 <= first < len(text) and text[first:last] in {quote.speaker, (quote.speaker or "").split(" ")[-1]}:
            others = [
                name
                for name in known
                if name not in text and not set(name_tokens(name)) & set(name_tokens(quote.speaker or ""))
            ]
            if others:
                other = chance.choice(others)
                yield "another speaker", text[:first] + other + text[last:], other
                return


def _free(place: int, spans: list[tuple[int, int]]) -> bool:
    return not any(start <= place < end for start, end in spans)


def drawn(edits: Iterator[Edit], each: int, chance: random.Random) -> Iterator[Edit]:
    """At most `each` edits of a kind; 0: all. Sentences as they stand are always all tried."""
    by_kind: dict[str, list[Edit]] = {}
    for edit in edits:
        by_kind.setdefault(edit[0], []).append(edit)
    for kind, found in by_kind.items():
        few = each and kind != "as it stands" and len(found) > each
        yield from chance.sample(found, each) if few else found


def measured(articles: Sequence[Article], each: int, seed: int, *, show: bool) -> tuple[Counter[str], Counter[str]]:
    """How many sentences of each kind were tried, and how many went wrong: honest ones dropped, lies kept."""
    tried, wrong = Counter[str](), Counter[str]()
    chance = random.Random(seed)
    for article in articles:
        quotes = extract_quotes(article.text)
        for kind, sentence, lie in (
            *drawn(honest(article, quotes), each, chance),
            *drawn(lies(article, quotes, chance), each, chance),
        ):
            answer = verify(f"{sentence} [1]", [article])
            failed = any(lie in kept.text for kept in answer.sentences) if lie else not answer.sentences
            tried[kind] += 1
            wrong[kind] += failed
            if failed and show:
                print(f"{kind} | {sentence} | {[dropped.reason for dropped in answer.dropped]}")
    return tried, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--index", help="take articles of this index")
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    articles = [item for item in read_inputs([folder()]) if isinstance(item, Article)]
    if options.index:
        with open_index(options.index) as news:
            known = sorted(news.articles(), key=lambda article: article.id)
            articles = random.Random(options.seed).sample(known, options.articles)
    tried, wrong = measured(articles, options.each, options.seed, show=options.show)
    for kind, count in tried.items():
        print(f"{kind:<28} {wrong[kind]:5} of {count:5}  {100 * wrong[kind] / count:.1f} %")


if __name__ == "__main__":
    main()
