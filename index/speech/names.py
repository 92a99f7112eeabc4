"""The people an article names: their fullest names, how they are called, which pronoun they take, what office they
hold.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.parsing import Parse, Token
from index.speech.given_names import FEMALE, MALE
from index.speech.skeleton import Skeleton

Pronoun = Literal["he", "she"]

_HE = {
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
_SHE = {
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
    _HE
    | _SHE
    | set(
        "dr prof professor sen senator senators rep representative reps gov governor president vice minister "
        "secretary chancellor premier judge justice gen general col colonel lt capt captain sgt sergeant maj "
        "major adm admiral officer detective ambassador mayor speaker chief prime foreign deputy former ex "
        "then rev reverend bishop archbishop cardinal sheriff attorney republican democrat democratic us uk "
        "director commissioner councillor councilwoman councilman candidate nominee leader press campaign "
        "manager strategist coach crown sheikh ayatollah first state party".split()
    )
)
_NOT_PEOPLE = set(
    "house party committee university college news times post press street journal court department "
    "ministry agency office council association institute foundation center centre group company inc corp "
    "co ltd bank union league city county state states kingdom republic nations council parliament "
    "congress senate administration bureau commission force forces army navy police fund school church "
    "board network radio tv magazine daily monday tuesday wednesday thursday friday saturday sunday "
    "january february march april june july august september october november december america american "
    "york carolina hampshire dakota jersey mexico virginia washington london paris america today campaign "
    "organization coalition project society act bill law week day primary debate convention hall park "
    "river lake island islands hill valley airport hospital research poll survey super pac gop twitter "
    "facebook meet fox abc nbc cbs cnn msnbc bbc reuters politico breitbart".split()
)
_SITES = set(
    "quay ward road water waters avenue lane square bridge beach harbour port pier wharf club estate estates mill sea "
    "ocean north south east west northern southern eastern western great association rescue ferries fishermen line "
    "airlines hotel inn arms theatre museum stadium station tower gate green common".split()
)
"""Words of names that speak at most as institutions: "he" and "she" mean none of them."""
_OFFICES = TITLES - set(
    "first foreign former ex then state party press campaign us uk democratic crown chief vice deputy".split()
)
_WITHIN = frozenset(
    "in at on off near across into around along through outside inside aboard towards toward past".split()
)
_NO_NAME_PART = re.compile(r".*(?:tion|ment|ship|ness|ity|itie)s?", re.I)
_WIRES = frozenset("ap us uk eu un".split())
_PARTICLES = {"de", "van", "von", "der", "den", "la", "le", "al", "bin", "ibn", "el", "du", "da", "dos", "di"}
_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


@dataclass(slots=True)
class Person:
    """`name` is the fullest form; `places` are the article offsets of every mention by name."""

    name: str
    pronoun: Pronoun | None = None
    places: list[int] = field(default_factory=list[int])
    roles: list[frozenset[str]] = field(default_factory=list[frozenset[str]])
    signs: set[str] = field(default_factory=set[str])

    @property
    def human(self) -> bool:
        """Whether "he" or "she" may mean it: by given name, office, age, surname alone, or as one that acts."""
        if self.pronoun or self.signs & {"title", "office", "age"}:
            return True
        if any(word.lower() in _SITES for word in self.words):
            return False
        if self.signs & {"surname", "apposed"}:
            return True
        return "subject" in self.signs and "place" not in self.signs

    @property
    def words(self) -> list[str]:
        return self.name.split()

    @property
    def surname(self) -> str:
        return surname(self.words)


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
    """What tells people from places: "subject", "title", "office", "age", "apposed"; "place" after "in" and such."""
    plural: bool


def surname(words: Sequence[str]) -> str:
    kept = [word for word in words if word.lower() not in _SUFFIXES]
    return kept[-1] if kept else ""


def plain(word: str) -> str:
    return re.sub(r"[’']s?$", "", word).strip(".,")


def is_title(word: str) -> bool:
    return plain(word).lower() in TITLES


class People:
    """Everybody an article names with two words or more, in the order of the article."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all: list[Person] = []
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_given: dict[str, list[Person]] = defaultdict(list)
        self.mentions: list[tuple[Mention, Person | None]] = []
        for mention in mentions:
            if len(mention.words) > 1:
                self._learn(mention)
        for mention in mentions:
            person = self.named(mention.words, mention.titles)
            if person is None and _person_like(mention) and (mention.titles or _named_as(mention)):
                person = self._add(mention)
            if person is not None:
                person.signs |= mention.signs
                if len(mention.words) == 1 < len(person.words) and mention.words[0] == person.surname:
                    person.signs.add("surname")
                person.places.append(mention.start)
                if mention.roles:
                    person.roles.append(mention.roles)
                person.pronoun = person.pronoun or _by_title(mention.titles)
            self.mentions.append((mention, person))

    def _learn(self, mention: Mention) -> None:
        if not _person_like(mention):
            return
        for person in self._by_surname[surname(mention.words)]:
            if same_given(person.words, mention.words):
                if len(" ".join(mention.words)) > len(person.name):
                    person.name = " ".join(mention.words)
                return
        self._add(mention)

    def _add(self, mention: Mention) -> Person:
        person = Person(" ".join(mention.words), _by_given_name(mention.words))
        self.all.append(person)
        self._by_surname[person.surname].append(person)
        if len(mention.words) > 1:
            self._by_given[mention.words[0]].append(person)
        return person

    def named(self, words: Sequence[str], titles: Sequence[str] = ()) -> Person | None:
        """The one person these words can mean; None for nobody or for several."""
        if not words:
            return None
        possible = [person for person in self._by_surname.get(surname(words), []) if _fits(person, words)]
        if not possible and len(words) == 1:
            possible = self._by_given.get(words[0], [])
        pronoun = _by_title(titles)
        if pronoun and len(possible) > 1:
            possible = [person for person in possible if person.pronoun in {pronoun, None}] or possible
        return possible[0] if len(possible) == 1 else None

    def with_role(self, words: frozenset[str]) -> Person | None:
        """The one person of whom the article says this office."""
        if not words:
            return None
        found = [person for person in self.all if any(words <= role for role in person.roles)]
        return found[0] if len(found) == 1 else None


def same_given(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two full names of one surname may be one person's: equal first words, or an initial and its name."""
    a, b = one[0].strip("."), other[0].strip(".")
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _fits(person: Person, words: Sequence[str]) -> bool:
    return len(words) == 1 or len(person.words) == 1 or same_given(person.words, words)


def _person_like(mention: Mention) -> bool:
    lower = [word.lower() for word in mention.words]
    if len(lower) == 1 and is_title(lower[0]):
        return False
    if mention.plural or len(lower) > 5 or any(word in _NOT_PEOPLE for word in lower):
        return False
    return not any(word.isupper() and len(word) > 3 for word in mention.words[-1:])


def _named_as(mention: Mention) -> bool:
    """Whether one word alone names a person: a given name in commas ("his widow, Ana,"), a subject with an office."""
    if len(mention.words) != 1:
        return False
    if mention.words[0].lower() in MALE | FEMALE:
        return bool(mention.signs & {"apposed", "between commas"})
    return {"subject", "office"} <= mention.signs


def _by_given_name(words: Sequence[str]) -> Pronoun | None:
    first = words[0].lower()
    if first in MALE and first not in FEMALE:
        return "he"
    return "she" if first in FEMALE and first not in MALE else None


def _by_title(titles: Sequence[str]) -> Pronoun | None:
    lower = {plain(title).lower() for title in titles}
    if lower & _HE:
        return "he"
    return "she" if lower & _SHE else None


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
    if token.pos == "PROPN" and (token.text[:1].isupper() or token.lower in _PARTICLES):
        return True
    return token.lower in _PARTICLES and j + 1 < len(tokens) and tokens[j + 1].pos == "PROPN"


def _mention(skeleton: Skeleton, parse: Parse, run: Sequence[Token]) -> Iterator[Mention]:
    split = _titles_end(run)
    name = run[split:]
    head = next((token for token in name if not name[0].i <= token.head <= name[-1].i), name[-1])
    words = [plain(token.text) if token is name[-1] else token.text for token in name]
    if len(words) > 2 and words[-1] == words[-2]:
        words.pop()
    yield Mention(
        words=tuple(words),
        titles=tuple(token.text for token in run[:split]),
        start=skeleton.origin(name[0].start),
        end=skeleton.origin(name[-1].end - 1, last=True),
        subject=head.dep in {"nsubj", "nsubjpass"},
        roles=_roles(parse, head, run, split),
        signs=frozenset(_signs(parse, head, run, split)),
        plural=name[-1].tag == "NNPS",
    )


def _titles_end(run: Sequence[Token]) -> int:
    """Where a run's name begins: after titles, a wire's letters ("AP Biden") and nouns set as titles in headlines."""
    split = 0
    while split < len(run) - 1 and (is_title(run[split].text) or _is_letters(run, split)):
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
    tokens = parse.tokens
    before, after = tokens[run[0].i - 1].lower if run[0].i else "", tokens[run[-1].i + 1 : run[-1].i + 3]
    if head.dep in {"nsubj", "nsubjpass"}:
        yield "subject"
    if any(plain(token.text).lower() in TITLES for token in run[:split]):
        yield "title"
    if head.dep == "appos" and tokens[head.head].pos == "NOUN":
        yield "apposed"
    if before == "," and after and after[0].text == ",":
        yield "between commas"
    if _roles(parse, head, run, split) & _OFFICES:
        yield "office"
    if len(after) > 1 and after[0].text == "," and after[1].text.isdigit() and len(after[1].text) == 2:
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
