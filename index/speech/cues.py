"""How likely a candidate reports what somebody said or thinks: a logistic model over words and shapes.

The weights in `cues.json` were learned from the training part of PolNeAR by `tests/benchmarks/learn_cues.py`.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from index.parsing import Parse, Token
from index.speech.candidates import Candidate, kids
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
    names = [
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
    return names


def _of_source(parse: Parse, candidate: Candidate, base: str) -> list[str]:
    if candidate.head is None:
        return ["who=none", f"who=none|{base}", f"who=none|cue={parse.tokens[candidate.cue].lemma}"]
    head = parse.tokens[candidate.head]
    if head.lower in _PEOPLE:
        who = "person"
    elif head.lower in _RELATIVES:
        who = "relative"
    elif head.pos == "PRON":
        who = "thing"
    else:
        who = head.pos
    side = "before" if head.i < candidate.cue else "after"
    own = "own" if head.head == candidate.cue else "far"
    return [f"who={who}", f"who={who}|{base}", f"whose={head.lemma}", f"side={side}|{base}", f"own={own}|{base}|{who}"]


def _of_content(parse: Parse, skeleton: Skeleton, candidate: Candidate, base: str) -> list[str]:
    left, right = candidate.content[0]
    first = parse.tokens[left]
    count = sum(b - a + 1 for a, b in candidate.content)
    size = next(limit for limit in (1, 2, 3, 5, 8, 12, 20, 10_000) if count <= limit)
    marks = _marks(parse, skeleton, candidate)
    before = parse.tokens[left - 1].lower if left else "^"
    names = [
        f"first={first.lower}",
        f"first={first.lower}|{base}",
        f"first={first.tag}|{base}",
        f"size={size}|{base}",
        f"marks={marks}",
        f"marks={marks}|{base}",
        f"before={before}|{base}",
        f"pieces={len(candidate.content)}|{base}",
    ]
    if "prep" in base:
        names.append(f"cue={parse.tokens[candidate.cue].lemma}|{before}")
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


def _marks(parse: Parse, skeleton: Skeleton, candidate: Candidate) -> str:
    start = skeleton.origin(parse.tokens[candidate.content[0][0]].start)
    end = skeleton.origin(parse.tokens[candidate.content[-1][1]].end - 1, last=True)
    inside = [region for region in skeleton.regions if start <= region.start + 1 and region.inner_start < end]
    if not inside:
        return "none"
    share = sum(region.end - region.start for region in inside) / max(1, end - start)
    return "most" if share > 0.6 else "some"


def _of_frame(parse: Parse, cue: Token, base: str) -> list[str]:
    names: list[str] = []
    for kid in kids(parse, cue):
        if kid.dep == "neg":
            names += [f"neg|{base}", f"neg|{cue.lemma}"]
        elif kid.dep in {"aux", "auxpass"}:
            names += [f"aux={kid.lower}|{base}", f"aux={kid.lower}"]
        elif kid.dep == "prt":
            names.append(f"cue={cue.lemma}_{kid.lower}|{base}")
        elif kid.dep in {"dobj", "dative", "acomp", "attr", "advmod"}:
            names += [f"kid={kid.dep}|{base}", f"cue={cue.lemma}|{kid.dep}={kid.lemma}"]
        elif kid.dep == "mark" or kid.dep == "det":
            names.append(f"kid={kid.lower}|{base}")
    if not any(kid.dep in {"dobj", "dative"} for kid in kids(parse, cue)):
        names.append(f"objectless|{base}")
    head = parse.tokens[cue.head]
    names += [f"over={head.lemma}", f"over={head.pos}|{cue.dep}|{base}"]
    if cue.i < 25:
        names.append("early")
    return names
