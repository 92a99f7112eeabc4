"""Who does what: whether a sentence has a verb's subject, and its fact or mere possibility, from its evidence."""

from functools import lru_cache

from assistant.checks.words import content_stems
from index.parsing import Parse, Token, parse

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT", "EX"})
_LIGHT = frozenset("be have do make take get go come give put set keep see use say tell add".split())


@lru_cache(maxsize=256)
def _parsed(text: str) -> Parse:
    return next(iter(parse([text])))


def misread(sentence: str, evidence: str) -> str | None:
    """What the evidence says otherwise of a verb that both have: of another subject, or as a mere possibility."""
    mine, theirs = _parsed(sentence), _parsed(evidence)
    for verb in _verbs(mine):
        same = [other for other in _verbs(theirs) if other.lemma == verb.lemma]
        if not same:
            continue
        if not _unreal(verb, mine) and all(_unreal(other, theirs) for other in same):
            return f"the source does not say that it is so: “{verb.text}”"
        subject = _subject(verb, mine)
        others = [_subject(other, theirs) for other in same]
        if subject and all(others) and not any(_agree(subject, other, mine, theirs) for other in others if other):
            return f"the source says “{verb.text}” of {_phrase(others[0], theirs)}" if others[0] else None
    return None


def unsaid_verb(sentence: str, evidence: str) -> str | None:
    """The main verb of the sentence where its evidence has no form of it; None where it has, or it says little."""
    held = content_stems(evidence)
    for verb in _verbs(_parsed(sentence)):
        if verb.dep == "ROOT" and not content_stems(verb.text) <= held:
            return verb.text
    return None


def _verbs(parsed: Parse) -> list[Token]:
    return [token for token in parsed.tokens if token.pos == "VERB" and token.lemma not in _LIGHT]


def _subject(verb: Token, parsed: Parse) -> Token | None:
    """The verb's own subject, or its first verb's; None where it is not said, or only by a pronoun."""
    for child in parsed.children[verb.i]:
        token = parsed.tokens[child]
        if token.dep in _SUBJECTS and token.tag not in _PRONOUNS:
            return token
        if token.dep in _SUBJECTS:
            return parsed.tokens[verb.head] if verb.dep == "relcl" else None
    head = parsed.tokens[verb.head]
    return _subject(head, parsed) if verb.dep == "conj" and head.pos == "VERB" and head.i != verb.i else None


def _agree(mine: Token, theirs: Token, sentence: Parse, evidence: Parse) -> bool:
    """Whether both subjects can be one: they share a word, or one is of a passive and the other not."""
    if mine.dep != theirs.dep:
        return True
    return bool(content_stems(_phrase(mine, sentence)) & content_stems(_phrase(theirs, evidence)))


def _phrase(token: Token, parsed: Parse) -> str:
    return " ".join(part.text for part in parsed.tokens[token.left : token.right + 1])


def _unreal(verb: Token, parsed: Parse) -> bool:
    """Whether the verb stands under a modal or as an infinitive: wished, asked or possible, not reported as done."""
    children = [parsed.tokens[child] for child in parsed.children[verb.i]]
    return any(child.dep == "aux" and child.tag in {"MD", "TO"} and child.lemma != "will" for child in children)
