"""Who speaks in the index: from a name in a question to the voices meant, and the people to choose from.

Functions over a connection; they only read.
"""

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Collection
from datetime import date

from index.acronyms import acronym, initials
from index.filters import folded
from index.names import Name, parse_name
from index.people import Person, Voice, display_name, people, person_key, roles_in, same_person
from index.values import Speaker
from index.voices import initials_call, role_call

_CLOSE_ENOUGH = 75  # of 100: the share of letters that agree


def voices_of(connection: sqlite3.Connection, speaker: str) -> tuple[int, ...]:
    """The keys of the voices that `speaker` may mean; none where nobody is called so.

    A surname alone means everybody of that surname, a role ("the Secretary of State") everybody in the articles that
    give it to them, a full name one person, "Ward and Hale" both.
    """
    found = _voices_of(connection, speaker)
    parts = [] if found else re.split(r"\s+and\s+|\s*,\s*", speaker)
    return found or tuple(dict.fromkeys(key for part in parts for key in _voices_of(connection, part)))


def _voices_of(connection: sqlite3.Connection, speaker: str) -> tuple[int, ...]:
    if (letters := acronym(speaker)) and (keys := _of_letters(connection, letters)):
        return keys
    asked = _asked(speaker)
    if not asked.surname:
        return tuple(voice.key for voice in _of_role(connection, asked.role))
    calls = {asked.joined, asked.surname, *asked.given[:1]}
    chosen = _chosen(people(_called(connection, calls)), asked)
    more = {name.surname for person in chosen for name in person.names if not name.institution} - calls
    if more:  # somebody called by a first name (Xi): also the articles that never do
        keys = {voice.key for person in chosen for voice in person.voices}
        found = people(_called(connection, calls | more))
        chosen = [person for person in found if any(voice.key in keys for voice in person.voices)]
    shortened = (key for letters in initials(asked.text) for key in _of_letters(connection, letters))
    return tuple(dict.fromkeys((*(voice.key for person in chosen for voice in person.voices), *shortened)))


def _of_letters(connection: sqlite3.Connection, letters: str) -> tuple[int, ...]:
    """The voices that an article calls by these letters, and those whose name may be shortened to them."""
    called = _called(connection, {letters.lower(), initials_call(letters)})
    return tuple(
        voice.key for voice in called if acronym(voice.name.text) == letters or letters in initials(voice.name.text)
    )


def _chosen(found: list[Person], asked: Name) -> list[Person]:
    if asked.bare or asked.institution:
        return _of_role_if_any([person for person in found if _bears(person, asked)], asked)
    chosen = [person for person in found if any(same_person(asked, name) for name in person.names)]
    return chosen or [person for person in found if any(_but_for_suffix(asked, name) for name in person.names)]


def _asked(speaker: str) -> Name:
    """The name asked for; people type without capitals."""
    return parse_name(speaker if speaker != speaker.lower() else speaker.title())


def _called(connection: sqlite3.Connection, calls: Collection[str]) -> list[Voice]:
    rows = connection.execute(
        "SELECT key, name, roles, human FROM voices WHERE key IN"
        " (SELECT voice FROM calls WHERE call IN (SELECT value FROM json_each(?))) ORDER BY key",
        (json.dumps(list(calls)),),
    )
    return [_voice(row) for row in rows]


def _voice(row: sqlite3.Row) -> Voice:
    return Voice(row["key"], parse_name(row["name"]), frozenset(row["roles"].split("\n")) - {""}, bool(row["human"]))


def _bears(person: Person, asked: Name) -> bool:
    return any(
        name.joined == asked.joined
        or _is_open_of(name, asked)
        or (
            not name.institution
            and asked.surname in {name.surname, *name.given[:1]}
            and (not asked.particles or asked.particles == name.particles)
            and (not asked.suffix or asked.suffix == name.suffix)
        )
        for name in person.names
    )


def _is_open_of(name: Name, asked: Name) -> bool:
    """Whether a speaker is left open between people of the surname asked for: "Ann Dahl or Nils Dahl"."""
    people = name.text.split(" or ")
    return len(people) > 1 and all(parse_name(person).surname == asked.surname for person in people)


def _of_role_if_any(found: list[Person], asked: Name) -> list[Person]:
    """ "President Biden" is Joe, where an article calls one of the Bidens so."""
    wanted = roles_in(asked.role)
    return [person for person in found if not wanted.isdisjoint(person.roles)] or found


def _but_for_suffix(asked: Name, name: Name) -> bool:
    """ "Martin Luther King" may mean the one with "Jr.", where there is no other."""
    return not asked.suffix and same_person(parse_name(f"{asked.text} {name.suffix}"), name)


def _of_role(connection: sqlite3.Connection, words: str) -> list[Voice]:
    """Voices in the articles that give them this role, of that country where one is named ("US" often goes without)."""
    with_country = max(roles_in(words), key=len, default="")
    plain = min(roles_in(words), key=len, default="")
    found = _called(connection, {role_call(with_country)})
    return found or (_called(connection, {role_call(plain)}) if with_country == f"us {plain}" else [])


def speakers(connection: sqlite3.Connection, prefix: str) -> tuple[Speaker, ...]:
    """Everybody called by a name that begins with `prefix`, those with most statements first."""
    asked = "".join(parse_name(f"X {prefix.title()}").joined[1:]) if prefix.strip() else ""
    counts = {row["voice"]: row for row in connection.execute(_COUNTS, {"low": asked, "high": asked + "\U0010ffff"})}
    buckets: dict[str, list[Voice]] = {}
    for voice in (voice for voice in _voices(connection, counts) if voice.name.proper):
        buckets.setdefault(voice.name.surname, []).append(voice)
    persons = [person for bucket in buckets.values() for person in people(bucket)]
    found = [_speaker(person, [counts[voice.key] for voice in person.voices]) for person in persons]
    return tuple(sorted(found, key=lambda speaker: (-speaker.statements, speaker.name)))


_COUNTS = """
SELECT s.voice, count(*) AS statements, min(a.day) AS first, max(a.day) AS last
FROM spoken s JOIN voices v ON v.key = s.voice JOIN articles a ON a.key = v.article
WHERE s.voice IN (SELECT voice FROM calls WHERE call >= :low AND call < :high)
GROUP BY s.voice
"""


def _voices(connection: sqlite3.Connection, keys: Collection[int]) -> list[Voice]:
    rows = connection.execute(
        "SELECT key, name, roles, human FROM voices WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key",
        (json.dumps(list(keys)),),
    )
    return [_voice(row) for row in rows]


def _speaker(person: Person, counts: list[sqlite3.Row]) -> Speaker:
    used = Counter(voice.name for voice in person.voices)
    name = display_name(used.items())
    firsts = [row["first"] for row in counts if row["first"] is not None]
    lasts = [row["last"] for row in counts if row["last"] is not None]
    return Speaker(
        name=name,
        key=person_key(name),
        statements=sum(row["statements"] for row in counts),
        first=date.fromordinal(min(firsts)) if firsts else None,
        last=date.fromordinal(max(lasts)) if lasts else None,
    )


def close_names(connection: sqlite3.Connection, name: str, most: int = 5) -> tuple[str, ...]:
    """Names of the ledger that `name` may be a misspelling of, the closest first."""
    from rapidfuzz import fuzz, process

    asked = _asked(name)
    wanted = folded(asked.text or name)
    written: dict[str, str] = {}
    for row in connection.execute("SELECT name, count(*) FROM voices GROUP BY name ORDER BY count(*) DESC, name"):
        known = parse_name(row["name"])
        if not known.proper:
            continue
        for form in (folded(known.text), known.surname if asked.bare else ""):
            written.setdefault(form, known.text)
    written.pop("", None)
    close = process.extract(wanted, list(written), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH, limit=3 * most)
    return tuple(dict.fromkeys(written[form] for form, _, _ in close))[:most]
