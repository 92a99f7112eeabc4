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
_PARTICLES = {"de", "van", "von", "der", "den", "la", "le", "al", "bin", "ibn", "el", "du", "da", "dos", "di"}
_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}


@dataclass(slots=True)
class Person:
    """`name` is the fullest form; `places` are the article offsets of every mention by name."""

    name: str
    pronoun: Pronoun | None = None
    places: list[int] = field(default_factory=list[int])
    roles: list[frozenset[str]] = field(default_factory=list[frozenset[str]])

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
            if person is None and mention.titles and _person_like(mention):
                person = self._add(mention)
            if person is not None:
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
    if any(word in _NOT_PEOPLE for word in lower) or len(lower) > 5:
        return False
    return not any(word.isupper() and len(word) > 3 for word in mention.words[-1:])


def _by_given_name(words: Sequence[str]) -> Pronoun | None:
    first = words[0].lower()
    if len(words) > 1 and first in MALE:
        return "he"
    return "she" if len(words) > 1 and first in FEMALE else None


def _by_title(titles: Sequence[str]) -> Pronoun | None:
    lower = {plain(title).lower() for title in titles}
    if lower & _HE:
        return "he"
    return "she" if lower & _SHE else None


def mentions(skeleton: Skeleton, parse: Parse) -> Iterator[Mention]:
    """The names of a paragraph, in order."""
    tokens = parse.tokens
    i = 0
    while i < len(tokens):
        if not _starts_name(tokens[i], skeleton):
            i += 1
            continue
        j = i + 1
        while j < len(tokens) and _goes_on(tokens, j):
            j += 1
        yield from _mention(skeleton, parse, tokens[i:j])
        i = j


def _starts_name(token: Token, skeleton: Skeleton) -> bool:
    return token.pos == "PROPN" and token.text[:1].isupper() and not skeleton.whole_at(token.start)


def _goes_on(tokens: Sequence[Token], j: int) -> bool:
    token = tokens[j]
    if token.pos == "PROPN" and (token.text[:1].isupper() or token.lower in _PARTICLES):
        return True
    return token.lower in _PARTICLES and j + 1 < len(tokens) and tokens[j + 1].pos == "PROPN"


def _mention(skeleton: Skeleton, parse: Parse, run: Sequence[Token]) -> Iterator[Mention]:
    split = 0
    while split < len(run) - 1 and is_title(run[split].text):
        split += 1
    name = run[split:]
    head = next((token for token in name if not name[0].i <= token.head <= name[-1].i), name[-1])
    yield Mention(
        words=tuple(plain(token.text) if token is name[-1] else token.text for token in name),
        titles=tuple(token.text for token in run[:split]),
        start=skeleton.origin(name[0].start),
        end=skeleton.origin(name[-1].end - 1, last=True),
        subject=head.dep in {"nsubj", "nsubjpass"},
        roles=_roles(parse, head, run, split),
    )


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
