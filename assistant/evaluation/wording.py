"""Measures of an answer's words against the expected ones, and of its quotations. Pure functions, 0 to 1.

They abstain, None, where there is nothing to compare with.
"""

import re
import string
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from assistant.checks.quotations import locate, quotations_in
from assistant.evaluation.matching import met
from assistant.evaluation.questions import Entry

Gold = Sequence[Entry | list[Entry]]
_PUNCTUATION = re.compile(f"[{re.escape(string.punctuation)}“”‘’–—…]")


def normalised(text: str) -> str:
    """As SQuAD compares answers: lower case, without punctuation, articles and runs of space (Rajpurkar 2016)."""
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", _PUNCTUATION.sub("", text.lower())).split())


def exact(answer: str, gold: str) -> float:
    """Whether both are the same, normalised (Rajpurkar et al. 2016)."""
    return float(normalised(answer) == normalised(gold))


def token_f1(answer: str, gold: str) -> float:
    """The harmonic mean of precision and recall of the tokens, normalised (Rajpurkar et al. 2016)."""
    given, wanted = normalised(answer).split(), normalised(gold).split()
    if not given or not wanted:
        return float(given == wanted)
    shared = (Counter(given) & Counter(wanted)).total()
    return 2 * shared / (len(given) + len(wanted))


def contained(answer: str, gold: Gold) -> float | None:
    """The share of the entries that the answer meets."""
    return sum(met(entry, answer) for entry in gold) / len(gold) if gold else None


def best(measure: Callable[[str, str], float], answer: str, gold: Gold) -> float | None:
    """The mean over entries of the best of each one's strings; patterns and numbers have no words to compare."""
    strings = [
        [one for one in (entry if isinstance(entry, list) else [entry]) if isinstance(one, str)] for entry in gold
    ]
    scores = [max(measure(answer, one) for one in entry) for entry in strings if entry]
    return sum(scores) / len(scores) if scores else None


def quoted(answer: str, wanted: Sequence[str]) -> float | None:
    """The share of the wanted words that the answer has in quotation marks."""
    return sum(_quotes(answer, words) for words in wanted) / len(wanted) if wanted else None


def unquoted(answer: str, forbidden: Sequence[str]) -> float | None:
    """1 where none of the forbidden words stand in quotation marks, else 0."""
    return float(not any(_quotes(answer, words) for words in forbidden)) if forbidden else None


def fidelity(sentences: Iterable[tuple[str, Sequence[str]]]) -> float | None:
    """The share of quotations that are verbatim in an article that their own sentence cites."""
    found = verbatim(sentences)
    return sum(found) / len(found) if found else None


def verbatim(sentences: Iterable[tuple[str, Sequence[str]]]) -> tuple[bool, ...]:
    """For each quotation of the sentences whether it stands, typography aside, in one of the texts beside its sentence.

    Single words in marks are names or irony as often as quotations: they are left out.
    """
    return tuple(
        any(any(locate(quotation.words, text)) for text in articles)
        for sentence, articles in sentences
        for quotation in quotations_in(sentence)
        if len(quotation.words.split()) > 1
    )


def _quotes(answer: str, words: str) -> bool:
    """Whether the words stand in one of the answer's quotations."""
    return any(any(locate(words, quotation.words)) for quotation in quotations_in(answer))
