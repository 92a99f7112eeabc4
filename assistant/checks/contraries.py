"""Words of which one cannot stand for another, written down by hand: sides, opposites, acts. Lemmas in lower case.

Whether two of them are told of one thing is for others to see: `exchanged` asks that.
"""

from assistant.checks.synonyms import canonical

_APART = """
before after
ahead after
since until
for against
up down
above below
over under
inside outside
into out
left right
upper lower
inner outer
front rear back
north south east west
northern southern eastern western
northbound southbound eastbound westbound
morning afternoon evening
morning night
spring summer autumn winter
profit loss
surplus deficit
majority minority
victory defeat
win defeat
success failure
growth decline
arrival departure
entrance exit
import export
winner loser runner-up
buyer seller
landlord tenant
employer employee
prosecution defence
male female
man woman
boy girl
adult child
gold silver bronze
red yellow green blue white black
heat quarter-final semi-final
maximum minimum
domestic foreign
indoor outdoor
public private
local national international
urban rural
old new
young old
large small
big small
high low
long short
heavy light
deep shallow
wide narrow
fast slow
quick slow
strong weak
rich poor
hot cold
warm cool
wet dry
full empty
easy difficult
cheap expensive
safe dangerous
good bad
on off
in out
early late
true false
legal illegal
married divorced
daily weekly monthly yearly
annual monthly
"""
"""Words of which one cannot stand for another of its line."""
_ACTS_APART = """
win lose
open close
reopen close
start stop
rise fall
raise lower
raise cut
increase cut
support oppose
praise criticise
welcome criticise
accept reject
approve reject
approve delay
arrive leave
enter leave
join leave
pass fail
succeed fail
confirm deny
admit deny
allow ban
improve worsen
expand shrink
strengthen weaken
widen narrow
lengthen shorten
extend shorten
hire sack
lead trail
appear disappear
import export
attack defend
arrest release
arrest free
convict acquit
promote relegate
include exclude
encourage discourage
encourage warn
build demolish
remember forget
find lose
gain lose
save waste
score miss
attend miss
upgrade downgrade
overestimate underestimate
ease tighten
love hate
like dislike
trust distrust
borrow repay
thank blame
lock unlock
load unload
agree refuse
"""
"""The same of what is done."""


def _lines(table: str) -> dict[str, list[str]]:
    """The lines that a word stands in."""
    found: dict[str, list[str]] = {}
    for line in table.strip().split("\n"):
        for word in line.split():
            found.setdefault(word, []).append(line)
    return found


_OF_WORDS = _lines(_APART)
_OF_ACTS = _lines("\n".join(" ".join(map(canonical, line.split())) for line in _ACTS_APART.strip().split("\n")))


def sides_of(word: str) -> list[str]:
    """The lines of words, none of which can stand for another, that a word stands in, "older" where "old" does."""
    plain = next((word.removesuffix(end) for end in ("est", "er") if word.endswith(end)), word)
    return _OF_WORDS.get(word) or _OF_WORDS.get(plain) or _OF_WORDS.get(f"{plain}e", [])


def acts_of(verb: str) -> list[str]:
    """The same of a canonical verb."""
    return _OF_ACTS.get(verb, [])


def are_contrary(one: str, other: str) -> bool:
    """Whether two words cannot stand for each other: "on" and "off"."""
    return one != other and bool(set(sides_of(one.lower())) & set(sides_of(other.lower())))
