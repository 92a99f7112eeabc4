"""How well a threshold tells supported sentences from lies: by shared words, by closeness of meaning, by all checks.

    python -m tests.benchmarks.support
    python -m tests.benchmarks.support --embed

Over `tests/lies`: honest sentences should be supported, lies not. Precision is the share of what is let through that is
honest, recall the share of the honest that is let through. Prints; asserts nothing.
"""

import argparse
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant import verify
from assistant.checks.support import best_support, evidence_of
from assistant.evidence import Source
from assistant.reply.restored import in_the_articles_words
from assistant.samples import folder
from index.readers import read_inputs
from index.values import Article
from tests.test_lies import HONEST, LIES, SAME

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


class Scored(NamedTuple):
    honest: bool
    sentence: str
    evidence: str
    coverage: float
    kept: bool
    put_back: str | None
    """The article's own sentence that an answer tells in place of one that is not kept."""


def articles() -> dict[str, Article]:
    found = {item.id: item for item in read_inputs([folder()]) if isinstance(item, Article)}
    for path in folder().glob("*.txt"):
        found |= dict.fromkeys([path.stem], *(item for item in read_inputs([path]) if isinstance(item, Article)))
    return found


def scored() -> Iterator[Scored]:
    known = articles()
    for honest, cases in ((True, [*HONEST, *SAME]), (False, LIES)):
        for case in cases:
            article = known[case.article]
            source = Source(n=1, article=article, start=0, end=len(article.text))
            support = best_support(case.sentence, source)
            answer = verify(f"{case.sentence} [1]", [article])
            kept = any(sentence.text not in case.truths for sentence in answer.sentences)
            own = None if kept else in_the_articles_words(case.sentence, "", (source,))
            yield Scored(honest, case.sentence, evidence_of(support), support.coverage, kept, own and own.text)


def line(name: str, cases: Sequence[Scored], through: Sequence[bool]) -> str:
    honest = sum(case.honest for case in cases)
    right = sum(let and case.honest for case, let in zip(cases, through, strict=True))
    wrong = sum(through) - right
    precision = right / (right + wrong) if right + wrong else 1.0
    return f"{name:<22} precision {precision:.3f}  recall {right / honest:.3f}  lies through {wrong}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--embed", action="store_true", help="also the embedding model's closeness to the evidence")
    options = parser.parse_args()
    cases = list(scored())
    print(f"{sum(case.honest for case in cases)} honest sentences, {sum(not case.honest for case in cases)} lies")
    for threshold in THRESHOLDS:
        print(line(f"words >= {threshold}", cases, [case.coverage >= threshold for case in cases]))
    if options.embed:
        from index.embedding import OnnxEmbedder

        embedder = OnnxEmbedder()
        mine = embedder.embed([case.sentence for case in cases])
        theirs = embedder.embed([case.evidence or "." for case in cases])
        near = [float(a @ b) for a, b in zip(mine, theirs, strict=True)]
        for threshold in THRESHOLDS:
            print(line(f"closeness >= {threshold}", cases, [score >= threshold for score in near]))
            both = [case.kept and score >= threshold for case, score in zip(cases, near, strict=True)]
            print(line(f"checks and {threshold}", cases, both))
    print(line("all checks", cases, [case.kept for case in cases]))
    lost = [case for case in cases if case.honest and not case.kept]
    print(f"of {len(lost)} honest ones lost, an answer tells {sum(case.put_back is not None for case in lost)} so:")
    for case in lost:
        print(f"  {case.sentence}\n    {case.put_back or 'not at all'}")


if __name__ == "__main__":
    main()
