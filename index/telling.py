"""How much a quote tells what somebody said: words in marks, what was told, what is thought, what is done. Pure."""

from functools import lru_cache

from index.lexical import stems
from index.values import QuoteKind

_SAYING = (
    "say accord announce tell call ask note claim add warn suggest argue accuse confirm urge cite criticise criticize "
    "describe question declare reveal explain deny acknowledge recommend recall express encourage promise defend "
    "propose reject respond thank allege write post request blame state vow threaten praise pledge demand tout insist "
    "emphasise emphasize dismiss condemn admit stress echo testify slam challenge tweet complain answer conclude "
    "comment remind blast caution reiterate underscore assert joke advise contend dispute repeat boast denounce "
    "disclose hint quote forecast assure concede apologise apologize applaud congratulate dub decry clarify mock "
    "recount estimate predict talk discuss speak share plead appeal object quip retort muse brag lament commend "
    "rebuke scold swear mention report statement remark reply address maintain speculate signal compare refer show "
    "find point release issue list highlight rule detail outline inform welcome raise reference advocate present "
    "publish attribute deliver portray notify communicate voice press observe characterize invoke implore rail "
    "counter instruct message protest hail name identify unveil renew specify stipulate define weigh guarantee paint "
    "cast downplay vent rant whisper shout scream yell cry sing jest hush indicate affirm reaffirm confess profess "
    "proclaim pronounce attest concur opine reckon reason guess imply insinuate allude posit theorize theorise beg "
    "thunder fume grumble mutter exclaim inquire enquire interject laud cheer chide scoff sneer deride ridicule "
    "disparage berate chastise lambaste assail deplore bemoan refute rebut text email brief pen relay convey "
    "elaborate continue project credit fault liken characterise label brand summarize summarise volunteer testimony "
    "argument speech letter interview"
)
_THINKING = (
    "expect want know believe hope think support agree oppose fear worry feel wish doubt consider plan prefer favour "
    "favor intend view see back endorse regard understand concern wonder decide refuse seek offer order vote remember "
    "realize realise love like accept recognize recognise eager sure aware confident assume suspect imagine "
    "anticipate envision desire trust skeptical optimistic deem determine"
)
_WORTH_SAYING, _WORTH_THINKING, _WORTH_DOING = 1.0, 0.8, 0.0


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem for word in words.split() for stem in stems(word))


# Behind the verbs, forms of theirs with other stems.
_SAID = _stems(
    f"{_SAYING} told wrote written spoke spoken said found shown swore sworn sang sung referenced referencing scoffed"
)
_THOUGHT = _stems(f"{_THINKING} knew known thought felt saw seen sought understood")


@lru_cache(maxsize=4096)
def telling(kind: QuoteKind, cue: str | None) -> float:
    """1 for words in marks and for what was told, less for a thought, nothing for what a deed is reported to say."""
    cues = frozenset(stems(cue or ""))
    if kind == "direct" or not cues.isdisjoint(_SAID) or cue == ":":
        return _WORTH_SAYING
    return _WORTH_THINKING if kind == "mixed" or not cues.isdisjoint(_THOUGHT) else _WORTH_DOING
