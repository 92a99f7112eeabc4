"""A speaker in the article's own words: a person, an institution, a group or a role, by its head noun phrase.

Pronouns, dates, places, things and documents say nothing themselves: better no speaker than such a one.
"""

import re

from index.parsing import Parse, Token
from index.speech.mentions import plain
from index.speech.skeleton import Skeleton
from index.speech.sources import DOCUMENTS, kids, source_words, subject

RELATIVES = frozenset("who whom whose that which".split())
_OWNERS = frozenset("my our your his her its their whose".split())
_NO_SPEAKER = RELATIVES | frozenset(
    "i me we us you he him she it they them this these those there what some any several many few most all each "
    "both one ones other others another none nobody somebody someone anybody anyone everybody everyone something "
    "nothing everything either neither such more".split()
)
_PAPERS = DOCUMENTS | frozenset(
    "accusation allegation announcement answer argument claim comment remark reply warning "
    "account agreement article bill book budget caption chapter chart clause communique contract correction "
    "count deal document draft essay figure filing footage headline interview lawsuit law licence license leaflet "
    "map memoir minute notice paper petition photograph photo picture plan poster proposal record report resolution "
    "review rule screenshot script sign speech story text transcript treaty version video website".split()
)
_THINGS = frozenset(
    "boat bridge car ferry fire flight lorry machine money plane program road ship street storm train trawler truck "
    "van vessel weather yesterday today tomorrow week month year morning afternoon evening night day time "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december".split()
)
_SITES = frozenset("avenue bay beach bridge harbour lane pier quay river road shore slipway square ward wharf".split())
_LEADING = frozenset("though although after before when once because since if until".split())
_FOR = re.compile(r"spokes\w+|lawyer|attorney")


def wording(text: str, skeleton: Skeleton, parse: Parse, head: Token) -> str | None:
    """The noun phrase of a source, None where its head can be no speaker."""
    lemma = head.lemma.lower()
    if _silent(head) or any(kid.dep == "poss" and kid.lower in _OWNERS for kid in kids(parse, head)):
        return None
    if lemma in _PAPERS and head.pos != "PROPN":
        author = _author(parse, head)
        return None if author is None else wording(text, skeleton, parse, author)
    left, right = source_words(parse, head)[0], _end(parse, head)
    start, end = skeleton.origin(parse.tokens[left].start), skeleton.origin(parse.tokens[right].end - 1, last=True)
    return shortened(text[start:end]) if start < end else None


def shortened(words: str) -> str | None:
    """Words without article, courtesy title, possessive and what follows a comma; None for a bare pronoun or paper."""
    words = re.split(r",|\s[(–—-]", words.rsplit(": ", 1)[-1])[0].strip(" \n\t“”\"‘’'")
    words = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I)
    words = re.sub(r"^(?:(?:mr|mrs|ms|dr)\.?\s+)(?=[A-Z])", "", words, flags=re.I)
    words = re.sub(r"[’']s?$", "", " ".join(words.split()))
    parts = words.lower().split()
    if not parts or parts[0] in _OWNERS or (len(parts) == 1 and _is_nobody(words)):
        return None
    return words


def is_relative(word: str) -> bool:
    """Whether it stands for somebody named before it; "WHO" is an organization."""
    return word != "WHO" and word.lower() in RELATIVES


def _is_nobody(word: str) -> bool:
    return word != "WHO" and word.lower() in _NO_SPEAKER | _PAPERS | _THINGS


def antecedent(parse: Parse, relative: Token) -> Token | None:
    """The head word of what a relative pronoun stands for."""
    above = relative
    for _ in range(6):
        if above.dep == "relcl":
            return parse.tokens[above.head]
        if above.head == above.i:
            return None
        above = parse.tokens[above.head]
    return None


def led_up_to(parse: Parse, pronoun: Token) -> Token | None:
    """The name that is the subject of the main clause behind the one that a pronoun stands in: "Though he …, Roe said".

    Not behind "while" and "as", which set two people side by side as often.
    """
    above = pronoun
    for _ in range(4):
        if above.dep == "advcl":
            main = parse.tokens[above.head]
            leads = pronoun.i < main.i and any(kid.lower in _LEADING for kid in kids(parse, above))
            named = subject(parse, main) if leads else None
            return named if named and named.pos == "PROPN" and above.right < named.i < main.i else None
        if above.head == above.i:
            return None
        above = parse.tokens[above.head]
    return None


def _silent(head: Token) -> bool:
    lower = plain(head.text).lower()
    if head.text == "WHO":
        return False
    if lower in _NO_SPEAKER or head.pos in {"PRON", "DET"} or not any(char.isalpha() for char in lower):
        return True
    return lower in _SITES if head.pos == "PROPN" else head.lemma.lower() in _THINGS


def _author(parse: Parse, paper: Token) -> Token | None:
    """Who wrote or keeps a document: "a statement from the ministry", "the Pentagon's count"; names alone."""
    for kid in kids(parse, paper):
        if kid.dep == "poss" and kid.pos == "PROPN":
            return kid
        if kid.dep in {"prep", "agent"} and kid.lower in {"from", "by"}:
            return next((inner for inner in kids(parse, kid) if inner.dep == "pobj"), None)
    return None


def _belongs(head: Token, preposition: Token, inner: Token) -> bool:
    """Whether a phrase is part of a speaker's name or office: "of …", "spokesman for …", "Office for Rivers"."""
    named = head.pos == "PROPN" and inner.text[0].isupper()
    return preposition.lower == "of" or (
        preposition.lower == "for" and (named or _FOR.fullmatch(head.lemma.lower()) is not None)
    )


def _end(parse: Parse, head: Token) -> int:
    """The last word of the phrase: with "of …" and what "and" joins, without relative clauses and other tails."""
    right = head.i
    for kid in kids(parse, head):
        if kid.i <= head.i or kid.dep in {"cc", "case"}:
            continue
        if kid.dep == "prep":
            inner = next((inner for inner in kids(parse, kid) if inner.dep == "pobj"), None)
            if inner is None or not _belongs(head, kid, inner):
                break
            right = _end(parse, inner)
        elif kid.dep == "conj" and kid.pos in {"NOUN", "PROPN"}:
            right = _end(parse, kid)
        elif kid.dep not in {"compound", "nmod", "nummod"} or kid.i != right + 1:
            break
        else:
            right = kid.i
    return right
