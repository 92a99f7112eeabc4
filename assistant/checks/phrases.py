"""The arguments of predicates: a noun with what hangs close to it, in plain values. Nothing here compares."""

from dataclasses import dataclass
from itertools import pairwise

from assistant.checks.bearers import close_to, hung_on, is_proper
from assistant.checks.words import content_stems
from index.countries import country
from index.parsing import Parse, Token

PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "DT", "EX", "WP$"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """An argument. `names` are its capitalised words in lower case, `stems` the content stems of its head and what
    hangs close to it; both are empty for a pronoun. `others` are the names of whom it only has to do with: "Ann Dahl's
    husband", "a man who had met Ann Dahl". `head` is the noun's lemma, `whose` the stems of the things whose it is:
    "the lorry's brakes", "sales of lager"; `start:end` are characters of the text."""

    text: str
    names: frozenset[str]
    stems: frozenset[str]
    pronoun: str | None
    start: int
    end: int
    others: frozenset[str] = frozenset()
    head: str = ""
    whose: frozenset[str] = frozenset()


def phrase_of(token: Token, tree: Parse) -> Phrase:
    """The phrase whose head is this word."""
    if token.tag in PRONOUNS:
        return Phrase(
            text=token.text, names=frozenset(), stems=frozenset(), pronoun=token.lower, start=token.start, end=token.end
        )
    members = [token, *close_to(token, tree)]
    names = frozenset(word.lower for word in members if is_proper(word))
    if not is_proper(token):
        names = frozenset(name for name in names if not country(name))
    return Phrase(
        text=words_between(tree, token.left, _last_joined(token, tree)),
        names=names,
        stems=content_stems(" ".join(word.text for word in members)),
        pronoun=None,
        start=token.start,
        end=token.end,
        others=hung_on(token, tree),
        head=token.lemma,
        whose=_whose(token, tree),
    )


def owners_in(tree: Parse) -> frozenset[str]:
    """Stems of everything that something in the text is said to be of."""
    return frozenset(stem for noun in tree.tokens if noun.pos in {"NOUN", "PRON"} for stem in _whose(noun, tree))


def _whose(noun: Token, tree: Parse) -> frozenset[str]:
    kids = [tree.tokens[i] for i in tree.children[noun.i]]
    owners = [kid for kid in kids if any(tree.tokens[i].tag == "POS" for i in tree.children[kid.i])]
    owners += [tree.tokens[i] for kid in kids if kid.lower in {"of", "from"} for i in tree.children[kid.i]]
    return content_stems(" ".join(owner.text for owner in owners if owner.tag in {"NN", "NNS", "JJ"}))


def _last_joined(token: Token, tree: Parse) -> int:
    """The last word without a space before it: "£44m" may be two."""
    last = token.i
    while (
        last + 1 < len(tree.tokens)
        and tree.tokens[last + 1].start == tree.tokens[last].end
        and tree.tokens[last + 1].text.isalnum()
    ):
        last += 1
    return last


def words_between(tree: Parse, first: int, last: int) -> str:
    """The words from one to another, inclusive, spaced as the text has them."""
    tokens = tree.tokens[first : last + 1]
    gaps = [" " if after.start > before.end else "" for before, after in pairwise(tokens)]
    return "".join(word.text + gap for word, gap in zip(tokens, [*gaps, ""], strict=True))
