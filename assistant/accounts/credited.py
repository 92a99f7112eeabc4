"""The same words given to two people: whom each article says to have said them. From the ledger, not from grammar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.accounts.scene import Place
from assistant.accounts.told import Value
from assistant.checks.quotations import quotations_in
from assistant.checks.words import name_tokens, names_in, same_person, words_of
from assistant.evidence import Source
from assistant.gathering.extracts import sentences_around
from assistant.gathering.gather import Evidence
from assistant.values import Citation, Sentence
from index.values import Quote

_FEWEST = 5
"""Words of a quotation that are no coincidence: two people may both say "we are ready"."""

_LONG, _TOLD = 4, 0.5
"""Letters of a word that tells something, and the share of those of a quotation that repeat it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A value where it is told. `copy`: the article repeats one that is there; `cited`: the answer rests on it."""

    place: Place
    value: Value
    copy: bool = False
    cited: bool = False

    @property
    def when(self) -> tuple[bool, date]:
        """What to sort by: the oldest first, the undated last."""
        return self.place.day is None, self.place.day or date.min


def credited(
    sentences: Sequence[Sentence], citations: Sequence[Citation], evidence: Evidence
) -> Iterator[tuple[str, list[list[Told]]]]:
    """For each quotation that the answer cites and another article gives to another: the answer's sentence, and both.

    The article's own words must name the speaker beside the quotation, and neither article the other's speaker at all.
    """
    by_article = {source.article.id: source for source in evidence.sources}
    for sentence in sentences:
        for citation in (one for one in citations if one.n in sentence.citations and one.article_id in by_article):
            source = by_article[citation.article_id]
            for quote in source.quotes_at(citation.start, citation.end):
                others = [other for other in by_article.values() if other.article.id != source.article.id]
                found = [pair for other in others if (pair := _pair(quote, source, other))]
                if found and (_repeats(quote, sentence.text) if sentence.by == "model" else evidence.from_ledger):
                    yield sentence.text, _by_day(found[0])


def _by_day(pair: tuple[Told, Told]) -> list[list[Told]]:
    return [[one] for one in sorted(pair, key=lambda one: one.when)]


def _pair(quote: Quote, source: Source, other: Source) -> tuple[Told, Told] | None:
    """The same words in both articles, each with its speaker; None where they are one person's, or it can't be told."""
    for theirs in other.quotes:
        if not quote.speaker or not theirs.speaker or not _same_words(quote, theirs):
            continue
        if _is_in(theirs.speaker, source) or _is_in(quote.speaker, other) or same_person(quote.speaker, theirs.speaker):
            continue
        one, two = _told(quote, source), _told(theirs, other)
        if one and two:
            return one, two
    return None


def _is_in(speaker: str, source: Source) -> bool:
    return set(name_tokens(speaker)[-1:]) <= set(words_of(source.article.text))


def _told(quote: Quote, source: Source) -> Told | None:
    """The sentences around the quotation with the speaker's name as it stands there; None where they don't name one."""
    text = source.article.text
    start, end = sentences_around(text, quote.start, quote.end)
    last = name_tokens(quote.speaker or "")[-1:]
    named = next((name for name in names_in(text[start:end]) if last and last == name_tokens(name)[-1:]), None)
    if named is None or (at := text.find(named, start, end)) < 0:
        return None
    value = Value(kind="name", text=named, start=at - start, end=at - start + len(named), hooks=frozenset(), around=())
    return Told(place=Place(article=source.article, start=start, end=end, context=text[start:end]), value=value)


def _same_words(one: Quote, other: Quote) -> bool:
    mine, theirs = (" ".join(words_of(words)) for words in (_longest(one), _longest(other)))
    short, long = sorted((mine, theirs), key=len)
    return len(short.split()) >= _FEWEST and f" {short} " in f" {long} "


def _longest(quote: Quote) -> str:
    return max(_quoted(quote), key=len, default="")


def _quoted(quote: Quote) -> list[str]:
    return [found.words for found in quotations_in(quote.text)]


def _repeats(quote: Quote, text: str) -> bool:
    """Whether a sentence tells what was said: most of its longer words."""
    words = {word for word in words_of(_longest(quote)) if len(word) >= _LONG}
    return len(words & set(words_of(text))) >= _TOLD * len(words) > 0
