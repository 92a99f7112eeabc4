"""Which names are one person's. People are told apart by full names; a surname alone joins somebody only without doubt.

Pure: names in, groups of names out. Nothing about an article is known here but the roles it gives its speakers.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from index.countries import country
from index.names import HONORIFICS, Name, parse_name

_NEARLY = 0.8  # of the letters of two given names: "Tony" and "Antony"


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker of one article: the name it gives, the roles, and whether it shows that this is a human being."""

    key: int
    name: Name
    roles: frozenset[str] = frozenset()
    human: bool = False


@dataclass(slots=True)
class Person:
    """Voices of one person (or institution, or surname that could be anybody's), and all their names and roles."""

    voices: list[Voice] = field(default_factory=list[Voice])
    names: dict[Name, None] = field(default_factory=dict[Name, None])
    roles: set[str] = field(default_factory=set[str])

    def add(self, voices: Iterable[Voice]) -> None:
        for voice in voices:
            self.voices.append(voice)
            self.names[voice.name] = None
            self.roles |= voice.roles


def people(voices: Iterable[Voice]) -> list[Person]:
    """Every voice in exactly one person, whatever order they come in.

    Full names first, the fullest before others. A name that fits two people (George Bush) is neither's. Then surnames
    alone, an article's "Mr. Bush", and "G. Bush": they join the one person they fit, where there is one alone.
    """
    by_name: dict[Name, list[Voice]] = {}
    for voice in voices:
        by_name.setdefault(voice.name, []).append(voice)
    ordered = sorted(by_name, key=lambda name: (-len(name.nicknames), -len(name.given), -len(by_name[name]), name.text))
    found: list[Person] = []
    for name in (name for name in ordered if not _is_short(name)):
        roles = frozenset[str]().union(*(voice.roles for voice in by_name[name]))
        fitting = [person for person in found if _fits(name, person)]
        fitting = fitting or [person for person in found if _is_misspelt(name, roles, person)]
        exact = [person for person in fitting if any(name.joined == other.joined for other in person.names)]
        home = exact[0] if exact else fitting[0] if len(fitting) == 1 else _new(found)
        home.add(by_name[name])
    return [*found, *_short_ones({name: by_name[name] for name in ordered if _is_short(name)}, found)]


def _new(found: list[Person]) -> Person:
    found.append(Person())
    return found[-1]


def _is_short(name: Name) -> bool:
    return name.bare or (len(name.given) == 1 and len(name.given[0]) == 1)


def _fits(name: Name, person: Person) -> bool:
    """Nobody of the person contradicts the name, and one bears it: "Bob" fits once "Robert “Bob”" is there."""
    return any(same_person(name, other) for other in person.names) and all(
        _middles_agree(name, other) for other in person.names
    )


def _is_misspelt(name: Name, roles: Collection[str], person: Person) -> bool:
    """Whether the given name is nearly the person's, and an article gives a role that is the person's: "Anthony"."""
    return not person.roles.isdisjoint(roles) and any(
        name.surname == other.surname
        and name.suffix == other.suffix
        and any(
            SequenceMatcher(None, one, another, autojunk=False).ratio() >= _NEARLY
            for one in name.given[:1]
            for another in other.given[:1]
        )
        for other in person.names
    )


def same_person(one: Name, other: Name) -> bool:
    """Whether two full names may be one person's."""
    if one.joined == other.joined:
        return True
    if one.institution or other.institution or one.suffix != other.suffix or one.surname != other.surname:
        return False
    particles = one.particles == other.particles or not (one.particles and other.particles)
    return particles and not _firsts(one).isdisjoint(_firsts(other)) and _middles_agree(one, other)


def _firsts(name: Name) -> frozenset[str]:
    """What the person may be called: of "R. Gil Kerlikowske" also "Gil"."""
    second = name.given[1:2] if name.given and len(name.given[0]) == 1 else ()
    return name.nicknames.union(name.given[:1], second)


def _middles_agree(one: Name, other: Name) -> bool:
    if one.given[:1] != other.given[:1]:
        return True
    return all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])
        for a, b in zip(one.given[1:], other.given[1:], strict=False)
    )


def _short_ones(by_name: Mapping[Name, Sequence[Voice]], found: Sequence[Person]) -> list[Person]:
    """People of the surnames alone that join nobody; those that join somebody are put there."""
    joining: list[tuple[Person, Voice]] = []
    alone: dict[str, Person] = {}
    for name, voices in by_name.items():
        same = [person for person in found if any(name.joined == other.joined for other in person.names)]
        fitting = [person for person in found if any(_short_for(name, other) for other in person.names)]
        for voice in voices:
            home = same[0] if same else _home(voice, fitting)
            if home:
                joining.append((home, voice))
            else:
                alone.setdefault(name.joined, Person()).add([voice])
    for home, voice in joining:  # only now: the roles of those that joined tell nothing about the others
        home.add([voice])
    return list(alone.values())


def _home(voice: Voice, fitting: Sequence[Person]) -> Person | None:
    """The one person this can be. A company "Ford" is not Harrison Ford: the article must show a human being."""
    if not voice.human:
        return None
    if len(fitting) > 1:
        fitting = [person for person in fitting if not voice.roles.isdisjoint(person.roles)]
    return fitting[0] if len(fitting) == 1 else None


def _short_for(short: Name, name: Name) -> bool:
    if name.institution or short.suffix != name.suffix:
        return False
    if short.given and name.given:
        return short.surname == name.surname and name.given[0].startswith(short.given[0])
    particles = not short.particles or short.particles == name.particles
    return particles and short.surname == name.surname


def roles_in(title: str) -> frozenset[str]:
    """The role a title names, with its country's name in front where it has one, and without: none for "Mr" alone."""
    kept = [item for item in title.split() if item not in HONORIFICS and item not in {"the", "late"}]
    plain = " ".join(item for item in kept if not country(item))
    return frozenset({plain, " ".join(country(item) or item for item in kept)}) if plain else frozenset()


def display_name(names: Iterable[tuple[Name, int]]) -> str:
    """The full name used most, given each with its count; the longer one where two are used alike."""
    best = max(names, key=lambda entry: (not entry[0].bare, entry[1], len(entry[0].text), entry[0].text))
    return best[0].text or best[0].role


def person_key(text: str) -> str:
    """The key of the person displayed so: first name, surname and suffix, in lower case."""
    name = parse_name(text)
    parts = (*name.given[:1], *name.particles, name.surname, name.suffix) if name.surname else (name.role,)
    return " ".join(part for part in parts if part)
