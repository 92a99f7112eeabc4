"""The names in a parsed paragraph: runs of capitalised words, their titles, and the signs that a person is meant."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.parsing import Parse, Token
from index.speech.given_names import FEMALE, MALE
from index.speech.skeleton import Skeleton

HE = {
    "mr",
    "mister",
    "sir",
    "king",
    "prince",
    "lord",
    "pope",
    "father",
    "rabbi",
    "imam",
    "chairman",
    "congressman",
    "spokesman",
}
SHE = {
    "mrs",
    "ms",
    "miss",
    "dame",
    "queen",
    "princess",
    "lady",
    "sister",
    "chairwoman",
    "congresswoman",
    "spokeswoman",
}
TITLES = (
    HE
    | SHE
    | set(
        "dr prof professor sen senator senators rep representative reps gov governor president vice minister "
        "secretary chancellor premier judge justice gen general col colonel lt capt captain sgt sergeant maj "
        "major adm admiral officer detective ambassador mayor speaker chief prime foreign deputy former ex "
        "then rev reverend bishop archbishop cardinal sheriff attorney republican democrat democratic us uk "
        "director commissioner councillor councilwoman councilman candidate nominee leader press campaign "
        "manager strategist coach crown sheikh ayatollah "
        "star actor actress singer player chair analyst spokesperson first state party "
        "ceo cfo coo cto founder co-founder".split()
    )
)
_OFFICES = TITLES - set(
    "first foreign former ex then state party press campaign us uk democratic crown chief vice deputy".split()
)
_OF_SOMETHING = frozenset(
    "president minister secretary chancellor premier justice judge governor gov senator sen representative rep "
    "congressman congresswoman mayor speaker ambassador director commissioner chairman chairwoman chair ceo cfo "
    "coo cto founder gen lt col capt sgt maj adm det dr prof rev co-founder spokesman spokeswoman spokesperson "
    "leader coach manager sheriff chief officer general strategist analyst candidate nominee del delegate "
    "republican democrat comedian rapper actor actress singer author host reporter correspondent columnist anchor "
    "activist businessman billionaire entrepreneur economist professor lawyer attorney prosecutor detective "
    "inspector superintendent constable commander lieutenant sergeant admiral quarterback striker goalkeeper "
    "celebrities".split()
)
"""Offices that stand between what they are of and the name: "House Speaker Lena Hartwig", "Orm Steel CEO Ivo Marsh"."""
_FIRMS = frozenset(
    "general motors,general mills,general electric,general dynamics,general atomics,general assembly,general hospital,"
    "state farm,state street,star alliance,star tribune,king power,crown estate,prime video,first republic,first solar,"
    "press association,representative council".split(",")
)
"""Names that begin with what is a title elsewhere."""
_WITHIN = frozenset(
    "in at on off near across into around along through outside inside aboard towards toward past".split()
)
_NO_NAME_PART = re.compile(r".*(?:tion|ment|ship|ness|ity|itie)s?", re.I)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WIRES = frozenset("ap us uk eu un".split())
_PARTICLES = {"de", "van", "von", "der", "den", "la", "le", "al", "bin", "ibn", "el", "du", "da", "dos", "di"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A run of capitalised words that may name a person, titles apart. Offsets are the article's."""

    words: tuple[str, ...]
    titles: tuple[str, ...]
    start: int
    end: int
    subject: bool
    roles: frozenset[str]
    signs: frozenset[str]
    """What tells people from places: "subject", "acting" (that, or beside one: "her aide, Roe, said"),
    "title", "office", "age", "apposed"; "place" after "in" and such."""
    plural: bool


def plain(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).strip(".,")


def is_title(word: str) -> bool:
    return _letters(word) in TITLES


def _letters(word: str) -> str:
    return plain(word).lower().replace(".", "")


def mentions(skeleton: Skeleton, parse: Parse, surnames: frozenset[str] = frozenset()) -> Iterator[Mention]:
    """The names of a paragraph, in order; `surnames` are known, whatever the parser takes them for."""
    tokens = parse.tokens
    i = 0
    while i < len(tokens):
        if not _starts_name(parse, i, skeleton, surnames):
            i += 1
            continue
        j = i + 1
        while j < len(tokens) and _goes_on(tokens, j):
            j += 1
        yield from _mention(skeleton, parse, tokens[i:j])
        i = j


def _starts_name(parse: Parse, i: int, skeleton: Skeleton, surnames: frozenset[str]) -> bool:
    token = parse.tokens[i]
    if not token.text[:1].isupper() or skeleton.whole_at(token.start):
        return False
    if token.pos == "PROPN" or takes_preposition(parse, i):
        return True
    if token.pos not in {"NOUN", "ADJ", "VERB", "ADV"}:
        return False
    before_name = i + 1 < len(parse.tokens) and parse.tokens[i + 1].pos == "PROPN"
    return plain(token.text) in surnames or (before_name and token.lower in MALE | FEMALE)


def _goes_on(tokens: Sequence[Token], j: int) -> bool:
    token = tokens[j]
    if _is_hyphen(tokens, j) or _is_hyphen(tokens, j - 1):
        return True
    if token.pos == "PROPN" and (token.text[:1].isupper() or token.lower in _PARTICLES):
        return True
    return token.lower in _PARTICLES and j + 1 < len(tokens) and tokens[j + 1].pos == "PROPN"


def _is_hyphen(tokens: Sequence[Token], j: int) -> bool:
    """Whether a token joins a capitalised word or particle to the next one: "Ana Cobb-Hunter", "al-Sadr"."""
    if not 0 < j < len(tokens) - 1 or tokens[j].text != "-":
        return False
    before, after = tokens[j - 1], tokens[j + 1]
    close = before.end == tokens[j].start and tokens[j].end == after.start
    return close and after.text[0].isupper() and (before.text[0].isupper() or before.lower in _PARTICLES)


def _mention(skeleton: Skeleton, parse: Parse, run: Sequence[Token]) -> Iterator[Mention]:
    split = _titles_end(run)
    name = run[split:]
    head = next((token for token in name if not name[0].i <= token.head <= name[-1].i), name[-1])
    words = _words(name)
    if len(words) > 2 and words[-1] == words[-2]:
        words.pop()
    yield Mention(
        words=tuple(words),
        titles=tuple(token.text for token in run[:split]),
        start=skeleton.origin(name[0].start),
        end=skeleton.origin(name[-1].end - 1, last=True),
        subject=head.dep in _SUBJECTS,
        roles=_roles(parse, head, run, split),
        signs=frozenset(_signs(parse, head, run, split)),
        plural=name[-1].tag == "NNPS"
        and not ((run[:split] and is_title(run[split - 1].text)) or name[0].lower in MALE | FEMALE),
    )


def _words(name: Sequence[Token]) -> list[str]:
    """The words of a name, what hyphens join as one; the last without its possessive."""
    words = [""]
    for i, token in enumerate(name):
        text = plain(token.text) if i == len(name) - 1 else token.text
        joined = i > 0 and "-" in (token.text, name[i - 1].text) and name[i - 1].end == token.start
        if i > 0 and not joined:
            words.append("")
        words[-1] += text
    return words


def _titles_end(run: Sequence[Token]) -> int:
    """Where a run's name begins: after titles, a wire's letters ("AP Biden") and nouns set as titles in headlines."""
    if " ".join(token.lower for token in run[:2]) in _FIRMS:
        return 0
    of_something = (i + 1 for i in range(len(run) - 1) if _letters(run[i].text) in _OF_SOMETHING)
    split = max(of_something, default=0)
    while split < len(run) - 1 and (is_title(run[split].text) or run[split].text == "-" or _is_letters(run, split)):
        split += 1
    given = next((i for i in range(split + 1, len(run) - 1) if run[i].lower in MALE | FEMALE), split)
    return given if all(_NO_NAME_PART.fullmatch(token.text) for token in run[split:given][-1:]) else split


def _is_letters(run: Sequence[Token], i: int) -> bool:
    word = run[i].text
    return (
        word.isupper()
        and (len(word) > 2 or word.lower() in _WIRES)
        and word.isalpha()
        and not run[i + 1].text.isupper()
    )


def _signs(parse: Parse, head: Token, run: Sequence[Token], split: int) -> Iterator[str]:
    titles = run[:split]
    signs = {
        "subject": head.dep in _SUBJECTS,
        "title": any(is_title(token.text) for token in titles),
        "office": bool(_roles(parse, head, run, split) & _OFFICES),
        "acting": head.dep in _SUBJECTS or (head.dep == "appos" and parse.tokens[head.head].dep in _SUBJECTS),
        "apposed": head.dep == "appos" and parse.tokens[head.head].pos == "NOUN",
        "after a noun": any(_NO_NAME_PART.fullmatch(token.text) and not is_title(token.text) for token in titles[-1:]),
    }
    yield from (sign for sign, holds in signs.items() if holds)
    yield from _beside(parse.tokens, run, split)


def _beside(tokens: Sequence[Token], run: Sequence[Token], split: int) -> Iterator[str]:
    """The signs in the words right before and behind a name."""
    before = tokens[run[0].i - 1].lower if run[0].i else ""
    after = [token.text for token in tokens[run[-1].i + 1 : run[-1].i + 3]]
    if before == "," and after[:1] == [","]:
        yield "between commas"
    if len(after) > 1 and after[0] == "," and after[1].isdigit() and len(after[1]) == 2:
        yield "age"
    if before in _WITHIN or (before == "the" and not split):
        yield "place"


def takes_preposition(parse: Parse, i: int) -> bool:
    """Whether a word read as a preposition begins a name: "said Per Holm", with a capital inside a sentence."""
    tokens = parse.tokens
    if not 0 < i < len(tokens) - 1 or tokens[i].pos != "ADP" or not tokens[i].text[0].isupper():
        return False
    return tokens[i - 1].pos in {"VERB", "ADP"} and tokens[i - 1].text.islower() and tokens[i + 1].pos == "PROPN"


def _roles(parse: Parse, head: Token, run: Sequence[Token], split: int) -> frozenset[str]:
    """Words of the office: titles before the name, common nouns before it, what stands in apposition."""
    words = {plain(token.text).lower() for token in run[:split]}
    for child in parse.children[head.i]:
        token = parse.tokens[child]
        if token.dep == "appos" and token.i > head.i:
            words |= {t.lower for t in parse.tokens[token.left : token.right + 1] if t.pos in {"NOUN", "PROPN", "ADJ"}}
        elif token.dep in {"compound", "appos", "amod", "nmod"} and token.i < run[0].i:
            words.add(token.lower)
    if head.dep == "appos" and parse.tokens[head.head].pos in {"NOUN", "PROPN"}:
        owner = parse.tokens[head.head]
        words |= {t.lower for t in parse.tokens[owner.left : run[0].i] if t.pos in {"NOUN", "PROPN", "ADJ"}}
    return frozenset(words)
