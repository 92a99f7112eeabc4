"""Whether somebody is what a sentence calls them: a "former" that the article lacks, or has; a brother, no cousin."""

import re

from assistant.checks.bearers import is_proper
from assistant.checks.frames import frames_of, parsed
from assistant.checks.phrases import Phrase
from assistant.checks.words import name_tokens
from index.parsing import Parse, Token
from index.sentences import sentence_spans

_FORMER = re.compile(r"\b(?:former(?:ly)?|ex|one-?time|previous(?:ly)?|retired|late)\b", re.IGNORECASE)
_NO_LONGER = re.compile(
    rf"{_FORMER.pattern}|\b(?:until|predecessors?|succeeded by|replaced|stepped down|resigned|quit|left|then|once"
    r"|ousted|sacked|dismissed|used to)\b",
    re.IGNORECASE,
)
"""What tells that somebody was something: all of it allows a "former", and so does "who was"."""
_BETWEEN = r"(?:(?!(?:was|were|had|former|retired|ex|then|late)\b)[^\s.;]+\s){0,2}"
_FOLLOWING = frozenset({"succeed", "replace", "follow", "take over"})
_KIN = frozenset(
    """mother father son daughter brother sister husband wife widow widower uncle aunt cousin nephew niece grandfather
    grandmother grandson granddaughter""".split()
)
_APPOSED = frozenset({"appos", "compound", "nmod"})


def miscalled(sentence: str, article: str) -> str | None:
    """What a sentence calls somebody that the article does not; None where nothing is.

    What is told as over that the article has as it is, or the other way round; and whose relative somebody is.
    """
    tree = parsed(sentence)
    for name, role in _called(tree):
        over = any(_FORMER.fullmatch(tree.tokens[i].lower) for i in tree.children[role.i])
        if over and not _is_over(name, role.text, article):
            return f"the source does not call {name} a former {role.text}"
        if not over and _was(name, role.text, article) and not _is(name, role.text, article):
            return f"the source calls {name} a former {role.text}"
        if role.lemma in _KIN and not _is(name, role.lemma, article) and (kin := _kin(name, article)):
            return f"the source calls {name} a {kin}, no {role.text}"
    return _turned_round(sentence, article)


def _kin(name: str, article: str) -> str | None:
    return next((word for word in sorted(_KIN) if _is(name, word, article)), None)


def _called(tree: Parse) -> list[tuple[str, Token]]:
    """Last names with the noun of what each is called: "the mayor, Ann Roe", "Ann Roe, the mayor", "Roe is mayor"."""
    found: list[tuple[str, Token]] = []
    for token in tree.tokens:
        head = tree.tokens[token.head]
        if token.dep in _APPOSED and is_proper(token) != is_proper(head):
            name, role = (token, head) if is_proper(token) else (head, token)
        elif token.dep == "attr" and head.lemma == "be" and head.tag in {"VBZ", "VBP"}:
            subjects = [tree.tokens[i] for i in tree.children[head.i] if tree.tokens[i].dep == "nsubj"]
            name, role = (subjects[0], token) if subjects else (token, token)
        else:
            continue
        if is_proper(name) and role.pos == "NOUN":
            found.append((name.text, role))
    return found


def _is_over(name: str, role: str, article: str) -> bool:
    was = re.compile(rf"\b(?:was|were|been|as)\s(?:[^\s.;]+\s){{0,4}}{re.escape(role)}\b", re.IGNORECASE)
    spans = (article[start:end] for start, end in sentence_spans(article))
    named = (told for told in spans if re.search(rf"\b{re.escape(name)}\b", told))
    return any(_NO_LONGER.search(told) or was.search(told) for told in named)


def _turned_round(sentence: str, article: str) -> str | None:
    """Who is told to follow somebody, where the article calls them the one before, or that one the successor."""
    for frame in (frame for frame in frames_of(sentence) if frame.verb in _FOLLOWING):
        followers, followed = frame.of("agent"), (*frame.of("patient"), *frame.of("from"))
        if _is_any("predecessor", followers, article) or _is_any("successor", followed, article):
            return f"the source has it the other way round: “{frame.word}”"
    return None


def _is_any(called: str, people: tuple[Phrase, ...], article: str) -> bool:
    names = (name for phrase in people for name in name_tokens(phrase.text)[-1:])
    return any(_joined(called, name, article) for name in names)


def _was(name: str, role: str, article: str) -> bool:
    return _joined(rf"{_FORMER.pattern}[\s-]{_BETWEEN}{re.escape(role)}", name, article)


def _is(name: str, role: str, article: str) -> bool:
    return _joined(rf"(?<!former\s)(?<!\bex-)\b{re.escape(role)}", name, article)


def _joined(called: str, name: str, article: str) -> bool:
    """Whether the words stand right before the name, or behind it and a comma."""
    who = rf"\b{re.escape(name)}\b"
    before, behind = rf"{called},?\s{_BETWEEN}{who}", rf"{who},\s{_BETWEEN}{called}\b"
    return (
        re.search(before, article, re.IGNORECASE) is not None or re.search(behind, article, re.IGNORECASE) is not None
    )
