"""Names of speakers, taken apart: title, given names, surname, so that forms of one name can be compared.

Pure: strings in, a `Name` out. Whether two names are one person is decided in `index.people`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.countries import called, country
from index.filters import folded

HONORIFICS = frozenset("mr mrs ms miss mx dr sir dame lord lady madam".split())
_ROLES = HONORIFICS | frozenset(
    "president vice prime minister premier chancellor secretary under undersecretary deputy assistant acting "
    "interim foreign defense defence treasury home interior finance health senator sen sec pres pm representative rep "
    "congressman congresswoman governor gov mayor mp councillor councilor alderman attorney general gen colonel col "
    "lt lieutenant captain capt commander cmdr admiral adm sergeant sgt major maj officer detective sheriff chief "
    "judge justice magistrate prosecutor ambassador envoy envoys special director chairman chairwoman chairperson "
    "chair leader majority minority speaker whip spokesman spokeswoman spokesperson adviser advisor aide professor "
    "prof reverend rev father pastor rabbi imam archbishop bishop cardinal pope king queen prince princess sheikh "
    "crown first second former ex ceo cfo executive founder cofounder co-founder co-chair president-elect coach "
    "manager analyst economist attorney lawyer candidate nominee senior press correspondent reporter author actor "
    "actress singer republican democrat democratic conservative labour tory national security state".split()
)
_ENDS_A_ROLE = _ROLES - frozenset(
    "vice prime foreign defense defence treasury home interior finance health under acting interim special crown "
    "first second former ex executive senior press republican democrat democratic conservative labour tory national "
    "security state".split()
)
_AFTER_OF = _ROLES | frozenset(
    "the of for to affairs homeland commerce energy education labor transportation agriculture veterans exchequer "
    "staff commission union council parliament nations united court supreme opposition trade".split()
)
_CONNECTORS = frozenset("of for to".split())
_OF_SOMEBODY = frozenset("to for with by as including".split())
_OFFICES = _AFTER_OF - _ENDS_A_ROLE - _CONNECTORS
_INSTITUTION = frozenset(
    "department ministry court courts committee commission university college institute council party company inc "
    "corp corporation llc ltd plc group bank agency bureau office house senate congress parliament government "
    "administration campaign team police army navy union association society foundation church hospital hospitals "
    "times post news journal press network center centre service services nations authority authorities league "
    "board federation force forces embassy consulate fund watch international".split()
)
_COMPANY_END = frozenset("inc corp corporation co company llc ltd plc".split())
_SURNAMES_TOO = frozenset("king pope judge bishop major prince justice father cardinal coach sheriff speaker".split())
_GIVEN_TOO = frozenset("van al el della".split())
_PARTICLES = frozenset("van von der den de del della di da dos du la le bin ibn bint al el ul ter ten zu".split())
_SMALL = frozenset("of and for the in on to at".split())
_SUFFIXES = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_NICKNAME = re.compile(r"(?<=[\w.]) [\"“”„'‘’(](?P<nick>[^\W\d_][\w.-]*)[\"“”'‘’)](?= ?\w|$)")
_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]\s*$")
_POSSESSIVE = re.compile(r"['’]s?$")
_ARABIC_ARTICLE = re.compile(r"^(al|el|ul)-(?=\w{3})")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_SKY = re.compile(r"(?<=sk)(?:yy|iy|yi|yj|ij|ii|i)$")
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name's parts, folded: lower case, no accents, no dots. Of "the Kremlin" and "Blinken" only `surname` is there.

    `text` is the name as it was written, without title. An institution is all in `surname`, as one word.
    """

    text: str
    given: tuple[str, ...]
    particles: tuple[str, ...]
    surname: str
    suffix: str
    nicknames: frozenset[str]
    role: str
    institution: bool

    @property
    def bare(self) -> bool:
        """Whether it is a surname (or another single name) alone."""
        return not self.given and not self.institution

    @property
    def proper(self) -> bool:
        """Whether it names somebody or something: not "officials", "Ward aides" or a role alone."""
        common = (token for token in self.text.split() if token[:1].islower() and token not in _SMALL)
        return self.surname != "" and not (self.institution and any(common))

    @property
    def joined(self) -> str:
        """All the letters of the name together: "Kim Jong Un" and "Kim Jong-un" are one."""
        return "".join(_NOT_LETTERS.sub("", part) for part in (*self.given, *self.particles, self.surname, self.suffix))


@lru_cache(maxsize=50_000)
def parse_name(text: str) -> Name:
    """The name in `text`, which may begin with a title or a role. Of a role alone, `surname` is empty."""
    plain = _BRACKETS.sub("", text.replace(",", " ") if _suffix_follows(text) else text.split(",")[0])
    nicknames = frozenset(word(found["nick"]) for found in _NICKNAME.finditer(plain))
    plain = _NICKNAME.sub(" ", plain)
    written = [token for token in plain.split() if token == "&" or _NOT_LETTERS.sub("", word(token))]
    definite = len(written) > 1 and word(written[0]) == "the"
    written = written[1:] if definite else written
    words = [word(token) for token in written]
    cut = _role_end(written, words, definite=definite)
    titled = not _ENDS_A_ROLE.isdisjoint(words[:cut])
    institution = not titled and _is_institution(words, alone=definite and not cut)
    of_somebody = any(words[i] in _OF_SOMEBODY and not _is_office(words, i + 1) for i in range(cut))
    if words and (institution or of_somebody or _is_group(written[cut:])):
        return _institution(" ".join(written), words)
    role = " ".join(words[:cut])
    written, words = written[cut:], words[cut:]
    return _person(written, words, nicknames, role)


def is_title_word(token: str) -> bool:
    """Whether the word may stand in a title: "Secretary", "of", "US"."""
    item = word(token)
    return item in _AFTER_OF or country(item) is not None


@lru_cache(maxsize=50_000)
def word(token: str) -> str:
    """A word of a name for comparison: no case, accents, dots or possessive; the spellings of "-sky" are one."""
    plain = _POSSESSIVE.sub("", folded(token).strip("\"“”„‘’'(),;:«»")).replace(".", "")
    return _SKY.sub("y", plain.replace("’", "'"))


def _suffix_follows(text: str) -> bool:
    """As in "King, Jr."."""
    _, _, after = text.partition(",")
    return word(after.strip()) in _SUFFIXES


def _role_end(written: list[str], words: list[str], *, definite: bool) -> int:
    """How many words in front are a title or a role, with what hangs on it by "of"."""
    if _is_role(words, definite=definite):
        return len(words)
    names = len(words) - (words[-1] in _SUFFIXES if words else 0)
    end = 1 + next((i for i in reversed(range(names - 1)) if words[i] in _ENDS_A_ROLE), -1)
    if end and words[end] in _CONNECTORS and _is_office(words, end + 1):
        while end < names - 1 and (words[end] in _AFTER_OF or country(words[end])):
            end += 1
    while end < names - 1 and (words[end] in _ROLES or words[end] == "late" or _is_nationality(written, words, end)):
        end += 1
    return end


def _is_office(words: list[str], i: int) -> bool:
    return i < len(words) and (words[i] in _OFFICES or country(words[i]) is not None)


def _is_role(words: list[str], *, definite: bool) -> bool:
    """Whether no name is there: "the Secretary of State". A lone "King" is a name, "the king" is not."""
    if not all(item in _AFTER_OF or country(item) for item in words):
        return False
    return any(item in _ENDS_A_ROLE and (definite or len(words) > 1 or item not in _SURNAMES_TOO) for item in words)


def _is_nationality(written: list[str], words: list[str], i: int) -> bool:
    """ "US", "France's" and "French" before a name of two words or more."""
    adjective = words[i] in {"us", "uk"} or called(words[i])[1:2] == (words[i],)
    return len(words) - i > 2 and (adjective or (country(words[i]) is not None and written[i][-2:] in {"'s", "’s"}))


def _is_institution(words: list[str], *, alone: bool) -> bool:
    return alone or len(words) > 6 or "&" in words or not _INSTITUTION.isdisjoint(words)


def _is_group(written: list[str]) -> bool:
    """Whether there is a common noun ("Clinton aides"), or a person only to say whose ("adviser to Bill Clinton")."""
    before_of = written[: written.index("of")] if "of" in written[1:] else written
    common = (token for token in before_of if token[:1].islower() and not _ARABIC_ARTICLE.match(token))
    return any(token not in _PARTICLES for token in common) or any(_POSSESSIVE.search(token) for token in written[:-1])


def _institution(text: str, words: list[str]) -> Name:
    if len(words) > 1 and country(words[0]) == "us":  # its own press seldom says so
        words = words[1:]
    elif len(words) > 1 and words[0] in called(words[0])[:2]:
        words = [called(words[0])[0], *words[1:]]
    while len(words) > 1 and words[-1] in _COMPANY_END:
        words = words[:-1]
    return Name(text, (), (), " ".join(words), "", frozenset(), "", institution=True)


def _person(written: list[str], words: list[str], nicknames: frozenset[str], role: str) -> Name:
    if "of" in words[1:]:
        written, words = written[: words.index("of", 1)], words[: words.index("of", 1)]
    text = _POSSESSIVE.sub("", " ".join(written).strip("\"“”„‘’'(),;:«» "))
    suffix = _SUFFIXES.get(words[-1], "") if len(words) > 1 else ""
    words = words[:-1] if suffix else words
    spread = [item if _INITIALS.fullmatch(written[i]) else (item,) for i, item in enumerate(words[:-1])]
    words = [*(part for parts in spread for part in parts), *words[-1:]]
    if not words:
        return Name(text, (), (), "", "", nicknames, role, institution=False)
    surname = words[-1]
    particles: list[str] = []
    if article := _ARABIC_ARTICLE.match(surname):
        particles, surname = [article[1]], surname[article.end() :]
    rest = words[:-1]
    while rest and rest[-1] in _PARTICLES and (len(rest) > 1 or rest[-1] not in _GIVEN_TOO):
        particles.insert(0, rest.pop())
    return Name(text, _initials_joined(rest), tuple(particles), surname, suffix, nicknames, role, institution=False)


def _initials_joined(given: list[str]) -> tuple[str, ...]:
    """ "J. D. Vance" and "J.D. Vance" begin alike: initials in front are one word."""
    leading = next((i for i, part in enumerate(given) if len(part) > 1), len(given))
    return ("".join(given[:leading]), *given[leading:]) if leading > 1 else tuple(given)
