"""Verbs that news uses for one act, and pairs that say the opposite: written down by hand, lemmas in lower case."""

from assistant.checks.words import content_stems

_ALIKE = """
buy purchase acquire
let lease
die perish
start begin commence
end finish conclude
close shut
leave depart quit
flee escape
hurt injure wound
allow permit let
rise climb increase grow soar jump surge
fall drop decrease decline shrink plunge reduce
vote ballot
choose select pick
appoint name
sack dismiss fire
wish want
build construct
destroy ruin
wreck
move relocate shift
raise lift
receive get
present give hand
show reveal
arrive come
win
beat defeat overcome
need require
try attempt
stop halt
stay remain
say state
help aid assist
protect shield
rescue save
ring sound
run manage
carry transport
find discover
happen occur
request ask
obtain secure
approve back support endorse
oppose
plan intend aim
promise pledge vow
criticise criticize
praise commend
"""
_TOLD_BY = """
die:kill die:murder die:drown dead:die dead:kill dead:death death:die death:kill stay:keep remain:keep own:belong
belong:own lose:loss loss:lose win:victory victory:win defeat:beat halve:half half:halve double:twice cut:lower
cut:reduce cut:fall lower:cut reduce:cut reduce:lower decrease:lower favour:support favor:support favour:back
support:favour back:favour resign:resignation step:resign quit:resign resign:step destroy:burn hurt:injury
injure:injury collision:collide crash:collide collide:crash reject:against rejection:reject purchase:sell sale:sell
sale:buy owner:own winner:win loser:lose buyer:buy seller:sell vote:ballot poll:vote employ:work employee:work
worker:work jobless:unemployed burn:fire blaze:fire fire:blaze scheme:plan plan:scheme plan:proposal proposal:plan
lorry:truck truck:lorry price:cost cost:price cash:money suspect:think think:suspect believe:suspect
"""
"""A word, and another whose presence tells it: who was killed has died, who died need not have been killed."""
GENERIC = content_stems(
    "country people man woman person member thing part place area way event issue matter group site figure amount total"
)
"""What a writer may call something that the article has named."""
_OPPOSITE = """
more:fewer more:less rise:fall increase:decrease higher:lower above:below up:down open:close start:end gain:lose
win:lose largest:smallest biggest:smallest best:worst oldest:youngest most:least before:after accept:reject
approve:reject support:oppose praise:criticise early:late earlier:later north:south east:west northern:southern
eastern:western expand:shrink longer:shorter faster:slower stronger:weaker guilty:innocent
"""


_OPPOSITE_VERBS = """
destroy:save destroy:spare win:lose accept:reject accept:refuse approve:reject open:close start:end rise:fall gain:lose
arrive:leave release:detain release:jail free:jail acquit:convict support:oppose praise:criticise back:oppose hire:sack
survive:die live:die allow:ban join:leave float:sink enter:leave agree:refuse confirm:deny strengthen:weaken pass:fail
expand:shrink improve:worsen lift:impose raise:lower increase:decrease
"""


def _groups() -> dict[str, str]:
    named: dict[str, str] = {}
    for line in _ALIKE.strip().split("\n"):
        words = line.split()
        for word in words:
            named.setdefault(word, words[0])
    return named


_NAMED = _groups()
_OPPOSITES = [tuple(pair.split(":")) for pair in _OPPOSITE.split()]


def canonical(lemma: str) -> str:
    """The word that stands for the verb's group; the verb itself where it has none."""
    return _NAMED.get(lemma, lemma)


def _stem(word: str) -> str:
    return min(content_stems(word), default=word)


_OPPOSED: dict[str, frozenset[str]] = {}
for _pair in _OPPOSITE_VERBS.split():
    for _one, _other in (_pair.split(":"), _pair.split(":")[::-1]):
        _key = canonical(_one)
        _OPPOSED[_key] = _OPPOSED.get(_key, frozenset()) | {canonical(_other)}


def opposites(verb: str) -> frozenset[str]:
    """The verbs that say the contrary of a canonical one."""
    return _OPPOSED.get(verb, frozenset())


_STEMS: dict[str, frozenset[str]] = {}
for _word, _first in _NAMED.items():
    _STEMS[_stem(_word)] = frozenset(_stem(other) for other, first in _NAMED.items() if first == _first)


_TELLING: dict[str, frozenset[str]] = {}
for _pair in _TOLD_BY.split():
    _key, _other = (_stem(_word) for _word in _pair.split(":"))
    _TELLING[_key] = _TELLING.get(_key, frozenset()) | {_other}


def alike(stem: str) -> frozenset[str]:
    """The stems of all words that can say the same as this one, itself among them."""
    return _STEMS.get(stem, frozenset()) | {stem}


_LEAST_ROOT = 5


def held_in(stems: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """Those of the stems that stand among the known ones: themselves, in another word for it, or in another form."""
    return frozenset(stem for stem in stems if alike(stem) & known or _in_another_form(stem, known))


def told_in(stems: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """Those of the stems that are held in the known ones, or told by one that says more: "died" by "killed"."""
    held = held_in(stems, known)
    return held | frozenset(stem for stem in stems - held if _TELLING.get(stem, frozenset()) & known)


def _in_another_form(stem: str, known: frozenset[str]) -> bool:
    """Whether a long beginning is shared: "succeeded" and "successor"."""
    if len(stem) < _LEAST_ROOT or not stem.isalpha():
        return False
    root = stem[: max(_LEAST_ROOT, len(stem) - 2)]
    return any(
        other.startswith(root)
        or (len(other) >= _LEAST_ROOT and stem.startswith(other[: max(_LEAST_ROOT, len(other) - 2)]))
        for other in known
    )


def opposite(sentence: str, evidence: str) -> tuple[str, str] | None:
    """A word of the sentence whose opposite the evidence has instead of it, with that opposite."""
    mine, theirs = (set(text.lower().replace(",", " ").replace(".", " ").split()) for text in (sentence, evidence))
    for one, other in (*_OPPOSITES, *((b, a) for a, b in _OPPOSITES)):
        if one in mine and one not in theirs and other in theirs and other not in mine:
            return one, other
    return None
