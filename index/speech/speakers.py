"""The speaker's name for a mention: a surname becomes the full name, a pronoun the person it stands for.

Where the article does not settle it, the mention's own words are the speaker ("Clinton" of two Clintons): shown, not
guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.parsing import Parse, Token
from index.speech.candidates import source_words
from index.speech.mentions import is_title, mentions
from index.speech.names import People, Person, Pronoun
from index.speech.paragraph import Span, Statement
from index.speech.skeleton import Skeleton
from index.speech.wording import antecedent, is_relative, led_up_to, shortened, wording

_HE_SHE: dict[str, Pronoun] = {"he": "he", "his": "he", "him": "he", "she": "she", "her": "she"}
_GROUP = {"they", "their", "them"}
_BOTH = re.compile(r"^(?:both|the two|the pair|the duo)\b(?!.*\b(?:of|parties|sides|countries|campaigns)\b)", re.I)
_EMPTY = {"former", "then", "current", "ex", "own", "other", "new", "old", "longtime", "late"}
_PREPOSITION = re.compile(r"\b(?:for|of|to|from|by|with|at|in|on|and|about|who|which)\b")
_NEW = re.compile(r"(?:an?|one|another)\s", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:report|study|statement|letter|e-?mail|memo|poll|survey|paper|document|article|note|message|company|firm|court|"
    r"group|agency|committee|panel|newspaper|website|government|union|party|lawsuit|complaint|filing|book|ministry|"
    r"department|council|office|university|college|school|hospital|bank|police|bureau|commission|charity|team)$"
)
_POSSESSIVE = re.compile(r"[’']s?\b|[’']\s")
_MOST = 3
"""Of so many people a surname may be, and they are all told."""
_REACH = 2500
"""How far back, in characters, a pronoun looks for a name."""


@dataclass(slots=True)
class Speakers:
    """Names speakers in the order of the article: what was said last weighs for who "he" is."""

    text: str
    parses: Sequence[Parse]
    skeletons: Sequence[Skeleton]
    people: People
    last: Person | None = None
    group: str | None = None
    unnamed: tuple[str, int] | None = None
    """Somebody just brought in without a name ("a midwife who …"), and where the mention ends."""

    @classmethod
    def of(cls, text: str, skeletons: Sequence[Skeleton], parses: Sequence[Parse]) -> "Speakers":
        pairs = list(zip(skeletons, parses, strict=True))
        first = [mention for skeleton, parse in pairs for mention in mentions(skeleton, parse)]
        surnames = frozenset(mention.words[-1] for mention in first if len(mention.words) > 1)
        found = [mention for skeleton, parse in pairs for mention in mentions(skeleton, parse, surnames)]
        return cls(text, parses, skeletons, People(found))

    def name(self, statement: Statement) -> str | None:
        """The speaker of a statement, None where the article names no source."""
        if statement.source is None or statement.head is None:
            return None
        head = self._token(statement)
        if (stranger := self._stranger(statement)) is not None:
            return stranger
        together = self._together(statement)
        person = None if together else self._person(statement, head)
        if person is not None:
            self.last = person
            return person.name
        if head is not None and head.lower in _GROUP:
            return self.group
        words = together or self._words(statement)
        known = None if words is None or together else self.people.named(_untitled(words))
        if known is not None:
            self.last = known
            return known.name
        if words and (together or (head is not None and head.tag in {"NNS", "NNPS"})):
            self.group = words
        elif words and head and _NEW.match(self.text[slice(*statement.source)]) and not _THING.search(head.lower):
            self.unnamed = words, statement.source[1]
        return words and self._either(words)

    def _either(self, words: str) -> str:
        """ "Linda Pellow or Gareth Pellow", where a surname alone may be either's; any other words as they are."""
        possible = self.people.possible(_untitled(words)) if len(_untitled(words)) == 1 else []
        return " or ".join(person.name for person in possible) if 1 < len(possible) <= _MOST else words

    def _stranger(self, statement: Statement) -> str | None:
        """The unnamed person whom "she" means: brought in by the same paragraph, and nobody named has spoken since."""
        if statement.source is None or statement.head is None or self.unnamed is None:
            return None
        words, end = self.unnamed
        between = self.text[end : statement.head[0]]
        pronoun = self.text[statement.head[0] : statement.head[1]].lower() in {"he", "she"}
        named = any(
            "acting" in mention.signs and end <= mention.start < statement.head[0]
            for mention, _ in self.people.mentions
        )
        return words if pronoun and end <= statement.head[0] and "\n" not in between and not named else None

    def _origin(self, statement: Statement) -> Statement:
        while statement.candidate is None and statement.follows is not None:
            statement = statement.follows
        return statement

    def _token(self, statement: Statement) -> Token | None:
        origin = self._origin(statement)
        if origin.candidate is None or origin.candidate.head is None:
            return None
        return self.parses[origin.paragraph].tokens[origin.candidate.head]

    def _person(self, statement: Statement, head: Token | None) -> Person | None:
        if statement.source is None or statement.head is None:
            return None
        start, end = statement.source
        word = self.text[statement.head[0] : statement.head[1]]
        if (lower := word.lower()) in _HE_SHE:
            pronoun = _HE_SHE[lower]
            return self._ahead(pronoun, statement, head) or self.meant(pronoun, statement.head[0])
        if is_relative(word):
            return self._antecedent(statement, head)
        if head is not None and _joined(self._parse(statement), head):
            return None
        for mention, person in self.people.mentions:
            if mention.start <= statement.head[0] < mention.end and mention.start >= start - 40:
                return person
        return self._in_role((start, end), statement.head[0], head) or self.people.named(self.text[start:end].split())

    def _parse(self, statement: Statement) -> Parse:
        return self.parses[self._origin(statement).paragraph]

    def _antecedent(self, statement: Statement, head: Token | None) -> Person | None:
        noun = None if head is None else antecedent(self._parse(statement), head)
        if noun is None:
            return None
        place = self.skeletons[self._origin(statement).paragraph].origin(noun.start)
        end = statement.source[0] if statement.source else place
        inside = [(m, person) for m, person in self.people.mentions if m.end > place and m.end <= end]
        if not inside or (noun.pos == "PROPN" and inside[0][0].start > place):
            return None
        apposed = not _PREPOSITION.search(self.text[place : inside[0][0].start])
        return inside[0][1] if apposed else None

    def _in_role(self, source: Span, place: int, head: Token | None) -> Person | None:
        """ "strategist Ana Roe", "the minister, Ana Roe," and "the minister" where the article says who is one."""
        if head is None or head.pos not in {"NOUN", "PROPN"}:
            return None
        start, end = source
        for mention, person in self.people.mentions:
            if person is not None and place < mention.start and mention.end <= end:
                between, after = self.text[place : mention.start], self.text[mention.end : mention.end + 2]
                apart = between.rstrip().endswith(",") and not between.rstrip(" ,").endswith(("who", "which"))
                clear = (
                    not _PREPOSITION.search(between)
                    or (apart and between.count(",") == 1)
                    or "after a noun" in mention.signs
                )
                if clear and not _POSSESSIVE.match(after):
                    return person
        words = re.findall(r"[\w-]+", self.text[start:end].lower())
        if not words or words[0] not in {"the", "mr", "madam"}:
            return None
        office = frozenset(word for word in words[1:] if word not in _EMPTY and word not in {"of", "for", "the", "s"})
        return self.people.with_role(office)

    def meant(self, pronoun: Pronoun, place: int) -> Person | None:
        """Whom "he" or "she" at this place stands for."""
        best: tuple[float, Person] | None = None
        for mention, person in self.people.mentions:
            if mention.end > place or place - mention.end > _REACH or person is None:
                continue
            if person.pronoun not in {pronoun, None} or not person.human:
                continue
            between = self.text[mention.end : place]
            score = -1.0 * len(re.findall(r"[.!?][”\"’']*\s", between)) - 1.0 * between.count("\n\n")
            score += 1.5 * mention.subject + 0.5 * (person.pronoun == pronoun) + 1.0 * (person is self.last)
            if best is None or score >= best[0]:
                best = (score, person)
        return None if best is None else best[1]

    def _ahead(self, pronoun: Pronoun, statement: Statement, head: Token | None) -> Person | None:
        """Who is named behind the pronoun, as the subject that its clause leads up to: "Though he …, Roe said"."""
        parse = self._parse(statement)
        named = None if head is None else led_up_to(parse, head)
        if named is None:
            return None
        place = self.skeletons[self._origin(statement).paragraph].origin(named.start)
        for mention, person in self.people.mentions:
            if mention.start <= place < mention.end and person is not None and person.human:
                return person if person.pronoun in {pronoun, None} else None
        return None

    def _together(self, statement: Statement) -> str | None:
        """Several people who speak as one: "Roe and Poe", "both men"."""
        if statement.source is None:
            return None
        start, end = statement.source
        words = self.text[start:end]
        if _BOTH.match(words):
            names: list[str] = []
            for mention, person in reversed(self.people.mentions):
                if mention.end <= start and person is not None and person.name not in names:
                    names.append(person.name)
                if len(names) == 2:
                    return " and ".join(reversed(names))
        inside = [(m, p) for m, p in self.people.mentions if p and start <= m.start and m.end <= end]
        if len(inside) < 2 or not _listed(self.text[start:end], [(m.start - start, m.end - start) for m, _ in inside]):
            return None
        unique = list(dict.fromkeys(person.name for _, person in inside))
        return ", ".join(unique[:-1]) + " and " + unique[-1] if len(unique) > 1 else None

    def _words(self, statement: Statement) -> str | None:
        """The mention's own words where they name a speaker."""
        start, end = statement.source or (0, 0)
        head = self._token(statement)
        if head is None:
            return shortened(self.text[start:end])
        parse = self._parse(statement)
        if is_relative(head.text):
            head = antecedent(parse, head)
        return (
            None if head is None else wording(self.text, self.skeletons[self._origin(statement).paragraph], parse, head)
        )


def _untitled(words: str) -> list[str]:
    """The words of a name behind its titles: "Secretary of State Ana Roe"."""
    parts = words.split()
    while len(parts) > 1 and (is_title(parts[0]) or parts[0] == "of"):
        parts = parts[1:]
    return parts


def _listed(words: str, names: list[Span]) -> bool:
    """Whether names stand side by side as who speaks: "A, the mayor, and Judge B", not "a friend of A and B"."""
    first, last = names[0], names[-1]
    lead = re.fullmatch(r"(?:[A-Z][\w.’'-]*\s+(?:(?:of|for)\s+(?:the\s+)?(?=[A-Z]))?)*", words[: first[0]])
    between = words[first[1] : last[0]]
    return bool(
        lead
        and words[last[1] :].strip(" ,") == ""
        and re.search(r"\band\s+(?:[A-Z][\w.’'-]*\s+|[a-z]+\s+(?=[A-Z]))*$", between)
        and not re.search(r"\b(?:for|to|with|by|from|at|who)\b", between)
    )


def _joined(parse: Parse, head: Token) -> bool:
    left, right = source_words(parse, head)
    return any(parse.tokens[i].dep == "conj" and left <= i <= right for i in parse.children[head.i])
