"""Dates and counts: whether a sentence hangs them on what its evidence hangs them on."""

from datetime import date

from assistant.checks.dates import Dated, dates_of, is_day, same_day
from assistant.checks.frames import TELLING, parsed
from assistant.checks.sureness import SUBJECTS
from assistant.checks.synonyms import canonical
from assistant.checks.words import content_stems
from assistant.evidence import Source
from index.countries import country
from index.parsing import Token

_ASIDE = frozenset({"appos", "relcl", "acl"})


def misdated(sentence: str, source: Source, start: int, end: int) -> str | None:
    """A date that the evidence does not give to what the sentence gives it to."""
    published = source.article.known_day()
    text = source.article.text[start:end]
    theirs = [(dated, _governors(dated, text)) for dated in dates_of(text)]
    for dated in dates_of(sentence):
        mine = _governors(dated, sentence)
        rivals = [other for other, heads in theirs if mine & heads]
        agreeing = [other for other, _ in theirs if same_day(dated, other, published)]
        words = sentence[dated.start : dated.end]
        if rivals and not any(same_day(dated, other, published) for other in rivals):
            return f"the source says {text[rivals[0].start : rivals[0].end]}, not {words}"
        if not agreeing and not _is_known(dated, source, published):
            return f"the source does not have the date {words}"
    return None


def _is_known(dated: Dated, source: Source, published: date | None) -> bool:
    """Whether the date is the article's own, or in its title."""
    if published is not None and is_day(dated, published):
        return True
    return any(same_day(dated, other, published) for other in dates_of(source.article.title))


def _governors(dated: Dated, text: str) -> frozenset[str]:
    """The stems of the words that a date hangs on, up to the first verb."""
    tree = parsed(text)
    token = next((token for token in tree.tokens if dated.start <= token.start < dated.end), None)
    heads: list[str] = []
    while token is not None:
        head = tree.tokens[token.head]
        if head.i == token.i:
            break
        if head.pos in {"NOUN", "VERB"} and not dated.start <= head.start < dated.end:
            heads.append("say" if head.lemma in TELLING else canonical(head.lemma))
        if head.pos == "AUX":
            subjects = (tree.tokens[i] for i in tree.children[head.i] if tree.tokens[i].dep in SUBJECTS)
            heads += [subject.text for subject in subjects]
        token = None if head.pos in {"VERB", "AUX"} else head
    return frozenset(heads) | content_stems(" ".join(heads))


def miscounted(sentence: str, evidence: str) -> str | None:
    """A count of some country's people that the evidence has of others: "7,000 American soldiers"."""
    theirs = _counted(evidence)
    for value, noun, countries in _counted(sentence):
        same = [other for number, word, other in theirs if number == value and word == noun]
        if countries and same and not any(countries & other for other in same):
            return f"the source does not have the number {value} for this"
    return None


def _counted(text: str) -> list[tuple[str, str, frozenset[str]]]:
    """Each number with the noun it counts, and the countries named with that noun."""
    tree = parsed(text)
    found: list[tuple[str, str, frozenset[str]]] = []
    for token in tree.tokens:
        noun = tree.tokens[token.head]
        if token.tag == "CD" and token.dep == "nummod":
            aside = {
                i for kid in tree.children[noun.i] for i in _span(tree.tokens[kid]) if tree.tokens[kid].dep in _ASIDE
            }
            words = (tree.tokens[i].lower for i in _span(noun) if i not in aside)
            found.append((token.lower, noun.lemma, frozenset(name for word in words if (name := country(word)))))
    return found


def _span(token: Token) -> range:
    return range(token.left, token.right + 1)
