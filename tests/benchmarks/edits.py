"""What the checks do with sentences made by rule from an article's own: honest edits lost, lies let through.

    python -m tests.benchmarks.edits
    python -m tests.benchmarks.edits --articles FILE --count 200 --seed 2 --each 1

Over the samples, or over articles of a file, drawn by `--seed`; `--each` bounds the sentences of a kind and article
(0: all). Sentences as they stand are all tried, without those that tell the reader to do something. `--answers` also
gives the lies to a scripted model, whose answers must hold none of them. Prints; asserts nothing.
"""

import argparse
import json
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant import Assistant, Settings, verify
from assistant.checks.words import content_stems
from assistant.samples import folder
from assistant.values import Answer
from index import open_index
from index.quotes import extract_quotes
from index.readers import read_inputs
from index.values import Article
from tests.benchmarks.edits_false import lies
from tests.benchmarks.edits_true import Trial, truths
from tests.fakes import HashingEmbedder, ScriptedModel

AT_ONCE = 5
"""Lies of one reply."""


def drawn(trials: Iterator[Trial], each: int, chance: random.Random) -> Iterator[Trial]:
    """At most `each` trials of a kind; 0: all. Sentences as they stand are always all tried."""
    by_kind: dict[str, list[Trial]] = {}
    for trial in trials:
        by_kind.setdefault(trial.kind, []).append(trial)
    for kind, found in by_kind.items():
        few = each and kind != "as it stands" and len(found) > each
        yield from chance.sample(found, each) if few else found


def nearest(article: Article, others: Sequence[Article]) -> Article:
    """The other article whose headline and beginning share most words with this one's."""
    return max((other for other in others if other.id != article.id), key=lambda o: len(_gist(article) & _gist(o)))


def _gist(article: Article) -> frozenset[str]:
    return content_stems(f"{article.title} {article.text[:400]}")


def fails(trial: Trial, answer: Answer) -> bool:
    """Whether a truth is lost, or a lie let through."""
    if trial.lie is None:
        return not answer.sentences
    if trial.elsewhere is not None:
        cited = {citation.article_id for citation in answer.citations}
        return bool(cited) and cited <= {trial.elsewhere.id}
    return bool(answer.sentences) and trial.lie in answer.text


def measured(articles: Sequence[Article], each: int, seed: int) -> Iterator[tuple[Trial, bool, Answer]]:
    """Every trial, whether it failed, and what the checks made of it."""
    chance = random.Random(seed)
    for article in articles:
        quotes = extract_quotes(article.text)
        near = nearest(article, articles)
        for trial in (
            *drawn(truths(article, quotes), each, chance),
            *drawn(lies(article, quotes, near, chance), each, chance),
        ):
            answer = verify(f"{trial.text} [{trial.n}]", trial.articles)
            yield trial, fails(trial, answer), answer


def answered(trials: Sequence[Trial]) -> Iterator[tuple[Trial, bool, Answer]]:
    """The lies of one article told by a model that is asked for its headline, and what reaches the answer."""
    article = trials[0].articles[0]
    with tempfile.TemporaryDirectory() as kept, open_index(Path(kept), embedder=HashingEmbedder()) as news:
        news.add([article])
        news.extract_pending()
        for batch in (trials[i : i + AT_ONCE] for i in range(0, len(trials), AT_ONCE)):
            reply = json.dumps({"sentences": [{"text": trial.text, "sources": [1]} for trial in batch]})
            assistant = Assistant(news, Settings.read(), ScriptedModel(*[reply] * 3))
            answer = assistant.ask(f"What is said of {article.title}?")
            yield from ((trial, _tells(answer, trial), answer) for trial in batch)


def _tells(answer: Answer, trial: Trial) -> bool:
    """Whether a sentence of the model's own has the lie, and is no sentence of the article put back."""
    own = " ".join(trial.articles[0].text.split())
    worded = (sentence.text for sentence in answer.sentences if sentence.by == "model")
    return any((trial.lie or "") in text and text not in own for text in worded)


def read(options: argparse.Namespace) -> list[Article]:
    known = [item for item in read_inputs([options.articles or folder()]) if isinstance(item, Article)]
    if not options.articles:
        return known
    return random.Random(options.seed).sample(sorted(known, key=lambda article: article.id), options.count)


def printed(results: Iterator[tuple[Trial, bool, Answer]], *, show: bool) -> Iterator[tuple[Trial, bool]]:
    for trial, failed, answer in results:
        if failed and show:
            outcome = [dropped.reason for dropped in answer.dropped] if trial.lie is None else answer.text
            words = re.sub(r"\s+", " ", trial.text)
            print(f"# {trial.kind} | {words} | {trial.lie} | {outcome} | {trial.articles[0].id}", flush=True)
        yield trial, failed


def table(results: Sequence[tuple[Trial, bool]]) -> Iterator[str]:
    for name, honest in (("lost", True), ("let through", False)):
        mine = [(trial, failed) for trial, failed in results if (trial.lie is None) is honest]
        tried = Counter(trial.kind for trial, _ in mine)
        wrong = Counter(trial.kind for trial, failed in mine if failed)
        for kind in (*sorted(tried), "of all"):
            count, bad = (tried[kind], wrong[kind]) if kind in tried else (tried.total(), wrong.total())
            yield f"{name:<12} {kind:<34} {bad:5} of {count:5}"


def told(results: Sequence[tuple[Trial, bool]], count: int) -> Iterator[list[Trial]]:
    """The lies about each of the first `count` articles."""
    by_article: dict[str, list[Trial]] = {}
    for trial, _ in results:
        if trial.lie and trial.elsewhere is None and "[1]" not in trial.text:
            by_article.setdefault(trial.articles[0].id, []).append(trial)
    yield from list(by_article.values())[:count]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", help="take articles of this file")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=0)
    parser.add_argument("--answers", type=int, default=0, help="also whole answers, to this many articles")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    articles = read(options)
    started = time.process_time()
    results = list(printed(measured(articles, options.each, options.seed), show=options.show))
    whole = [pair for trials in told(results, options.answers) for pair in printed(answered(trials), show=options.show)]
    print("\n".join(table(results)))
    if whole:
        print(f"{'let through':<12} {'in a whole answer':<34} {sum(bad for _, bad in whole):5} of {len(whole):5}")
    print(f"{time.process_time() - started:.0f} s of CPU")


if __name__ == "__main__":
    main()
