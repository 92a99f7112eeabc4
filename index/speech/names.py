"""The people an article names: their fullest names, how they are called, which pronoun they take, what office they
hold.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.filters import folded
from index.speech.given_names import FEMALE, MALE
from index.speech.mentions import HE, SHE, Mention, is_title, plain

Pronoun = Literal["he", "she"]

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
_SURNAMES_TOO = set("law hill day park lake church fox bank post hall march house london paris washington".split())
"""Of these, words that behind a given name are a person's: "Flora Bank", "David Law"."""
_SITES = set(
    "quay ward road water waters avenue lane square bridge beach harbour port pier wharf club estate estates mill sea "
    "ocean north south east west northern southern eastern western great association rescue ferries fishermen line "
    "airlines hotel inn arms theatre museum stadium station tower gate green common".split()
)
"""Words of names that speak at most as institutions: "he" and "she" mean none of them."""
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


def surname(words: Sequence[str]) -> str:
    kept = _unaged(words)
    return kept[-1] if kept else ""


def _unaged(words: Sequence[str]) -> list[str]:
    return [word for word in words if word.lower() not in _SUFFIXES]


class People:
    """Everybody an article names with two words or more, in the order of the article."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.all: list[Person] = []
        self._by_surname: dict[str, list[Person]] = defaultdict(list)
        self._by_given: dict[str, list[Person]] = defaultdict(list)
        self.mentions: list[tuple[Mention, Person | None]] = []
        self._usual: dict[str, Person] = {}
        """Whom a surname alone has meant so far, while nobody else of that surname was named."""
        for mention in mentions:
            if len(_unaged(mention.words)) > 1:
                self._learn(mention)
        for mention in mentions:
            person = self.named(mention.words, mention.titles) or self._by_then(mention)
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
            if same_given(person.words, mention.words) and _age(person.words) == _age(mention.words):
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
        possible = self.possible(words, titles) if words else []
        return possible[0] if len(possible) == 1 else None

    def possible(self, words: Sequence[str], titles: Sequence[str] = ()) -> list[Person]:
        """Everybody whom these words can mean."""
        found = [person for person in self._by_surname.get(surname(words), []) if _fits(person, words)]
        if not found and len(words) == 1:
            found = self._by_given.get(words[0], [])
        pronoun = _by_title(titles)
        if pronoun and len(found) > 1:
            found = [person for person in found if person.pronoun in {pronoun, None}] or found
        return [person for person in found if not any(_is_longer_for(person, other) for other in found)]

    def _by_then(self, mention: Mention) -> Person | None:
        """Whom of several a surname means by who has been named before it: the only one, or whom it has meant so far
        where the others were named by the way ("her husband, …"); None where it may be either.
        """
        if len(mention.words) != 1:
            return None
        named = [person for person in self.possible(mention.words, mention.titles) if person.places]
        if len(named) == 1:
            self._usual[mention.words[0]] = named[0]
            return named[0]
        usual = self._usual.get(mention.words[0])
        others = (person for person in named if person is not usual)
        return usual if usual in named and not any("acting" in person.signs for person in others) else None

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


def _is_longer_for(person: Person, other: Person) -> bool:
    """Whether a name is another's with more before it ("Vermont Sen. Roe", accents aside), or a part of it alone."""
    long, short = ([folded(word) for word in one.words] for one in (person, other))
    if len(short) == 1 or person is other:
        return False
    return len(long) == 1 or (long[-len(short) :] == short and (len(long) > len(short) or person.name > other.name))


def _age(words: Sequence[str]) -> str:
    """The "Jr." or "Sr." that a name ends with; "" where it has none."""
    end = words[-1].strip(".").lower() if len(words) > 1 else ""
    return end if end in _SUFFIXES else ""


def _fits(person: Person, words: Sequence[str]) -> bool:
    if _age(words) and _age(words) != _age(person.words):
        return False
    if len(_unaged(words)) == 1 or len(person.words) == 1:
        return True
    return same_given(person.words, words) and _age(words) == _age(person.words)


def _person_like(mention: Mention) -> bool:
    lower = [word.lower() for word in mention.words]
    if len(lower) == 1 and is_title(lower[0]):
        return False
    if mention.plural or len(lower) > 5 or any(word in _NOT_PEOPLE for word in _telling(lower)):
        return False
    return not any(word.isupper() and len(word) > 3 for word in mention.words[-1:])


def _telling(lower: list[str]) -> list[str]:
    """The words of a name that may tell a thing: not "Bill" before a surname, not "Bank" behind a given name alone."""
    if len(lower) < 2 or lower[0] not in MALE | FEMALE:
        return lower
    return lower[1:-1] if len(lower) == 2 and lower[1] in _SURNAMES_TOO else lower[1:]


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
    if lower & HE:
        return "he"
    return "she" if lower & SHE else None
