"""How likely a candidate reports what somebody said or thinks: a logistic model over words and shapes.

The weights in `cues.json` were learned from the annotations of PolNeAR's training part (Newell, Margolin and Ruths
2018) by `tests/benchmarks/learn_cues.py`. They are numbers for lemmas and shapes, hold nothing of the articles' text,
and come under this project's licence.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from index.parsing import Parse, Token
from index.speech.candidates import SAYING, Candidate, kids
from index.speech.marks import Region
from index.speech.skeleton import Skeleton

_PEOPLE = {"he", "she", "i", "we", "they", "you"}
_RELATIVES = {"who", "that", "which", "whose", "whom"}


@cache
def weights() -> Mapping[str, float]:
    return json.loads((files("index.speech") / "cues.json").read_text(encoding="utf-8"))


def probability(features: list[str], learned: Mapping[str, float] | None = None) -> float:
    learned = weights() if learned is None else learned
    score = learned.get("bias", 0.0) + sum(learned.get(name, 0.0) for name in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def features(parse: Parse, skeleton: Skeleton, candidate: Candidate) -> list[str]:
    """The names of what holds for a candidate."""
    cue = parse.tokens[candidate.cue]
    base = candidate.shape.split("+")[0]
    lemma = cue.lemma
    return [
        f"shape={candidate.shape}",
        f"cue={lemma}",
        f"cue={lemma}|{base}",
        f"cue={lemma}|{candidate.shape}",
        f"tag={cue.tag}|{base}",
        f"dep={cue.dep}|{base}",
        *_of_source(parse, candidate, base),
        *_of_content(parse, skeleton, candidate, base),
        *_of_frame(parse, cue, base),
    ]


def _of_source(parse: Parse, candidate: Candidate, base: str) -> list[str]:
    if candidate.head is None:
        return ["who=none", f"who=none|{base}", f"who=none|cue={parse.tokens[candidate.cue].lemma}"]
    head = parse.tokens[candidate.head]
    lemma = parse.tokens[candidate.cue].lemma
    if head.lower in _PEOPLE:
        who = "person"
    elif head.lower in _RELATIVES and head.text != "WHO":
        who = "relative"
    elif head.pos == "PRON":
        who = "thing"
    else:
        who = head.pos
    side = "before" if head.i < candidate.cue else "after"
    own = "own" if head.head == candidate.cue else "far"
    return [
        f"who={who}",
        f"who={who}|{base}",
        f"whose={head.lemma}",
        f"side={side}|{base}",
        f"own={own}|{base}|{who}",
        f"cue={lemma}|who={who}|{base}",
        f"whose={head.lemma}|{base}",
    ]


def _of_content(parse: Parse, skeleton: Skeleton, candidate: Candidate, base: str) -> list[str]:
    left = candidate.content[0][0]
    first = parse.tokens[left]
    count = sum(b - a + 1 for a, b in candidate.content)
    size = next(limit for limit in (1, 2, 3, 5, 8, 12, 20, 10_000) if count <= limit)
    marks = _marks(parse, skeleton, candidate)
    before = parse.tokens[left - 1].lower if left else "^"
    cue = parse.tokens[candidate.cue]
    names = [
        f"first={first.lower}",
        f"first={first.lower}|{base}",
        f"first={first.tag}|{base}",
        f"cue={cue.lemma}|first={first.lower}",
        f"cue={cue.lemma}|first={first.tag}|{base}",
        f"cue={cue.lemma}|size={size}",
        f"size={size}|{base}",
        *marks,
        *(f"{mark}|{base}" for mark in marks),
        *(f"{mark}|{candidate.shape}" for mark in marks),
        *(f"{mark}|cue={parse.tokens[candidate.cue].lemma}" for mark in marks[:1]),
        f"before={before}|{base}",
        f"pieces={len(candidate.content)}|{base}",
    ]
    if "prep" in base:
        names.append(f"cue={parse.tokens[candidate.cue].lemma}|{before}")
    for other in parse.tokens[left : candidate.content[-1][1] + 1]:
        if other.lemma in SAYING and other.pos == "VERB":
            names += [f"contains-cue|{base}", f"contains={other.lemma}"]
            break
    inner = _content_head(parse, candidate)
    names += [f"inner={inner.pos}|{base}", f"inner={inner.lemma}", f"innertag={inner.tag}|{base}"]
    after = parse.tokens[candidate.content[-1][1] + 1].text if candidate.content[-1][1] + 1 < len(parse.tokens) else "$"
    names.append(f"after={after if not after.isalnum() else 'word'}|{base}")
    return names


def _content_head(parse: Parse, candidate: Candidate) -> Token:
    left, right = candidate.content[-1]
    for token in parse.tokens[left : right + 1]:
        if not left <= token.head <= right or token.head == token.i:
            return token
    return parse.tokens[left]


def _marks(parse: Parse, skeleton: Skeleton, candidate: Candidate) -> list[str]:
    """How the content lies to the quotation marks: marks seldom stand at random places of a report."""
    start = skeleton.origin(parse.tokens[candidate.content[0][0]].start)
    end = skeleton.origin(parse.tokens[candidate.content[-1][1]].end - 1, last=True)
    inside = [region for region in skeleton.regions if region.start < end and start < region.end]
    if not inside:
        near = any(0 <= region.start - end <= 2 for region in skeleton.regions)
        return ["marks=next" if near else "marks=none"]
    covered = sum(min(end, region.end) - max(start, region.start) for region in inside)
    share = covered / max(1, end - start)
    names = ["marks=all" if share > 0.97 else "marks=most" if share > 0.6 else "marks=some"]
    if inside[0].inner_start < start - 1:
        names.append("marks-cut-left")
    if end < inside[-1].inner_end - 2:
        names.append("marks-cut-right")
    names += _at_last_mark(parse, skeleton, candidate, inside[-1], end)
    if all(not _lower(skeleton, parse, region.start, region.end) for region in inside):
        names.append("marks-title")
    if any(region.end - region.start < 25 for region in inside):
        names.append("marks-short")
    return names


def _at_last_mark(parse: Parse, skeleton: Skeleton, candidate: Candidate, region: Region, end: int) -> list[str]:
    """Whether the content ends with its last quotation or runs on, and over which word."""
    tokens = parse.tokens
    last = candidate.content[-1][1]
    if end >= region.inner_end - 2:
        after = next((token.lower for token in tokens[last + 1 :] if token.pos != "PUNCT"), "$")
        if end <= region.end:
            return ["ends-marked", f"next={after}"]
    past = next(
        (token for token in tokens[: last + 1] if skeleton.origin(token.start) >= region.end and token.pos != "PUNCT"),
        None,
    )
    if past is None:
        return []
    comma = "comma" if tokens[past.i - 1].text == "," else "free"
    return [f"past={past.lower}", f"past={past.pos}|{comma}", f"past-{comma}", f"past={past.dep}"]


def _lower(skeleton: Skeleton, parse: Parse, start: int, end: int) -> bool:
    """Whether a longer word between two offsets is not capitalised: then they hold no title or name."""
    return any(
        len(token.text) > 3 and token.text[0].islower() and start <= skeleton.origin(token.start) < end
        for token in parse.tokens
    )


def _of_frame(parse: Parse, cue: Token, base: str) -> list[str]:
    children = kids(parse, cue)
    names = [name for kid in children for name in _of_kid(kid, cue, base)]
    if not any(kid.dep in {"dobj", "dative"} for kid in children):
        names.append(f"objectless|{base}")
    head = parse.tokens[cue.head]
    start, end = next((start, end) for start, end in parse.sentences if start <= cue.i < end)
    names += [
        f"over={head.lemma}",
        f"over={head.pos}|{cue.dep}|{base}",
        f"over={cue.dep}|{head.lemma}|{base}",
        f"place={min(9, 10 * (cue.i - start) // max(1, end - start))}|{base}",
        f"tagcue={cue.tag}|{cue.lemma}",
        f"sentence={min(8, (end - start) // 5)}|{base}",
        *_above(parse, cue, base),
    ]
    if cue.i < 25:
        names.append("early")
    return names


def _of_kid(kid: Token, cue: Token, base: str) -> list[str]:
    if kid.dep == "neg":
        return [f"neg|{base}", f"neg|{cue.lemma}"]
    if kid.dep in {"aux", "auxpass"}:
        return [f"aux={kid.lower}|{base}", f"aux={kid.lower}"]
    if kid.dep == "prt":
        return [f"cue={cue.lemma}_{kid.lower}|{base}"]
    if kid.dep in {"dobj", "dative", "acomp", "attr", "advmod"}:
        return [f"kid={kid.dep}|{base}", f"cue={cue.lemma}|{kid.dep}={kid.lemma}"]
    if kid.dep in {"ccomp", "xcomp", "prep", "advcl", "nsubjpass"}:
        return [f"kid={kid.dep}|{base}"]
    return [f"kid={kid.lower}|{base}"] if kid.dep in {"mark", "det"} else []


def _above(parse: Parse, cue: Token, base: str) -> list[str]:
    """The clauses a cue stands in, up to the first that another verb may report."""
    names: list[str] = []
    above = cue
    for _ in range(6):
        over = parse.tokens[above.head]
        if above.dep in {"ccomp", "relcl", "acl", "advcl", "conj", "pcomp", "xcomp"}:
            names.append(f"within={above.dep}|{base}")
        if above.dep == "ccomp":
            return [*names, f"within={over.lemma}", f"within={over.lemma in SAYING}|{base}"]
        above = over
    return names
